"""What subjects can be made of: glass, gold, wood, felt, and what the words for them are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import skia

from gpuserver.engines.illustrator.materials.clear import CLEAR
from gpuserver.engines.illustrator.materials.cloth import CLOTHS
from gpuserver.engines.illustrator.materials.dress import dressed
from gpuserver.engines.illustrator.materials.fired import FIRED
from gpuserver.engines.illustrator.materials.metal import METALS
from gpuserver.engines.illustrator.materials.neon import NEONS
from gpuserver.engines.illustrator.materials.paint import paint_group
from gpuserver.engines.illustrator.materials.paper import PAPERS
from gpuserver.engines.illustrator.materials.part import Material
from gpuserver.engines.illustrator.materials.rock import ROCKS
from gpuserver.engines.illustrator.materials.wood import WOODS
from gpuserver.engines.illustrator.materials.words import read_material
from gpuserver.engines.illustrator.painting.items import Group, bounds
from gpuserver.engines.illustrator.painting.light import Light
from gpuserver.engines.illustrator.painting.shade import Easel, paint
from gpuserver.engines.illustrator.painting.shadow import draw_shadow

__all__ = ["MATERIALS", "Material", "draw_of_materials", "dressed", "is_of_materials", "material_named"]

MATERIALS: Final[Mapping[str, Material]] = {
    material.name: material
    for group in (CLEAR, METALS, WOODS, ROCKS, FIRED, CLOTHS, PAPERS, NEONS)
    for material in group
}


def material_named(words: str) -> Material | None:
    """The material that `words` ask for, in English or Chinese; None where they name none or mean a colour."""
    found = read_material(words)
    return None if found is None else MATERIALS[found[0]]


def is_of_materials(group: Group) -> bool:
    """Whether anything in the group has to be painted as a material. Mirror images in water keep plain colours."""
    return group.fade is None and any(item.material in MATERIALS for item in group.items)


def draw_of_materials(easel: Easel, group: Group, light: Light) -> None:
    """Paint a group with its ground shadow and tint; its rim light is not done here."""
    main = MATERIALS.get(next((item.material for item in group.items if item.material), ""))
    strength = 1.0 if main is None else main.ground
    draw_shadow(easel.color, replace(group, shadow=group.shadow * strength), light, easel.scale)
    if main is not None and main.caustic and group.ground is not None and not group.lift:
        _draw_caustic(easel, group, light, main)
    paint_group(easel, group, light, MATERIALS)


def _draw_caustic(easel: Easel, group: Group, light: Light, material: Material) -> None:
    """The light that is gathered in the shadow of a clear thing."""
    box = bounds(group.items)
    own = next(item.color for item in group.items if item.material and item.kind == "part")
    color = own if material.caustic == "own" else material.caustic
    side = -1.0 if light.dx < 0 else 1.0
    x, y = box.centerX() + side * 0.20 * box.width(), group.ground or box.bottom()
    for wide, tall, alpha in ((0.44, 0.050, 0.40), (0.22, 0.022, 0.62)):
        oval = skia.Rect.MakeLTRB(
            x - wide * box.width(), y - tall * box.width(), x + wide * box.width(), y + tall * box.width()
        )
        easel.color.drawOval(oval, paint(color, alpha, 0.016 * box.width(), skia.BlendMode.kScreen))
