"""Putting a material on a subject's items: their flat colours follow it, eyes and mouths stay."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from gpuserver.engines.illustrator.color import luminance, mix, rgb, to_hex
from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.materials.part import Material
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.shapes import circle

_KEPT: Final = frozenset({"ink", "white", "iris"})
"""Classes of flat shapes that no material touches: eyes, mouths, whiskers."""
_PANES: Final = frozenset({"pane", "lens", "window", "tyre", "glass"})
"""Classes that stay darker than the rest, so that a wooden car still has windows."""
_OF_ITSELF: Final = frozenset({"steam", "brew", "drip", "drink", "foam", "foamF", "flowers", "flame"})
"""Parts that are in a thing or come from it, and not of its stuff: a vase of glass has flowers in it that are none."""
_RING: Final = "#FFE27A"


def dressed(items: list[Item], material: Material, tint: str | None = None) -> list[Item]:
    """The items in `material`, in the colour `tint` where one is asked for. Items are copied, never changed."""
    eyes = {id(eye) for eye, _ in eyes_of(items)}
    out: list[Item] = []
    for item in items:
        if id(item) in eyes and material.lit_lines:
            out.append(_ringed(item, material))
        if _stays(item, id(item) in eyes, material):
            out.append(item)
        else:
            out.append(_dressed(item, material, tint))
    return out


def _stays(item: Item, is_eye: bool, material: Material) -> bool:
    if item.kind == "glow" or item.blend is not None or item.blur or item.gradient:
        return True
    if is_eye or item.cls == "iris" or (item.ids & _OF_ITSELF and not material.lit_lines):
        return True
    if item.kind != "flat" or item.cls not in _KEPT:
        return False
    return item.cls == "white" or not material.lit_lines


def _dressed(item: Item, material: Material, tint: str | None) -> Item:
    color = flat_color(item, material, tint)
    eyes = {id(part) for eye, spots in eyes_of(item.marks) for part in (eye, *spots)}
    marks = [mark if id(mark) in eyes else _marked(mark, material, tint) for mark in item.marks]
    return replace(item, color=color, marks=marks, material=material.name, alpha=item.alpha * material.veil)


def _marked(mark: Item, material: Material, tint: str | None) -> Item:
    """A marking in the material; blush, which would be a bruise in wood, only faintly."""
    alpha = mark.alpha * (0.35 if mark.cls == "pink" and mark.alpha < 0.8 and material.own < 0.5 else 1.0)
    return replace(mark, color=flat_color(mark, material, tint), material=material.name, alpha=alpha)


def flat_color(item: Item, material: Material, tint: str | None) -> str:
    """The plain colour of an item in a material: the material's, darker and lighter as the item's own was."""
    color = item.color
    if material.recolor is not None:
        color = material.recolor(color if item.cls != "ink" else "#FFFFFF")
    main = material.color if tint is None else mix(material.color, tint, 0.85 if material.clear > 0.4 else 0.62)
    level = luminance(color) / 255
    if item.cls in _PANES and material.own < 1:
        level = min(level, 0.22)
    if item.cls in _PANES and material.own < 1:
        main = mix(main, "#3A3550", 0.34 * (1 - material.own))
    spread = 1 + material.contrast * (level - 0.62)
    toned = to_hex(rgb(main) * spread)
    return mix(toned, color, material.own if tint is None or material.own == 1 else 0.5 * material.own)


def _ringed(eye: Item, material: Material) -> Item:
    """A ring of light behind an eye that would not show on the dark body."""
    box = eye.path.getBounds()
    wide, tall = box.width() * 0.36, box.height() * 0.28
    path = circle(box.centerX(), box.centerY(), box.width() / 2 + wide, box.height() / 2 + tall)
    return Item(path, _RING, kind="flat", cls="iris", material=material.name)
