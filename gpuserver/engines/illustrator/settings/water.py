"""Water that mirrors the sky and its banks, and what grows in it: shared by lake, river, harbour, swamp and lagoon."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix, multiply
from gpuserver.engines.illustrator.painting.items import Canvas, Fade, Group, Item, Water
from gpuserver.engines.illustrator.painting.mirror import mirrored
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    curve,
    difference,
    line,
    polygon,
    prop,
    rect,
    scenery,
    shifted,
    taper,
    union,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import ripples, sparkle
from gpuserver.engines.illustrator.settings.weather import band, land_tint, sky_colors


@dataclass(frozen=True)
class Surface:
    """The colours of a water under one air, which are final: no tint is to be laid over them."""

    far: str
    middle: str
    near: str
    light: str
    tint: str | None
    """What multiplies the day colours of what it mirrors."""


def surface(air: Atmosphere, deep: str, share: float = 0.55) -> Surface:
    """Water of the colour `deep` that takes the rest of its colour from the sky, most of it in a low sun."""
    tint, sky = land_tint(air), sky_colors(air)
    own = deep if tint is None else multiply(deep, tint)
    if air.time in {"sunset", "dawn"}:
        share *= 0.62
    return Surface(
        mix(sky[-1], own, share), mix(sky[-2], own, min(1.0, share + 0.1)), mix(sky[0], own, share + 0.05),
        mix(sky[-1], "#FFFFFF", 0.25 if air.is_dark else 0.55), tint,
    )  # fmt: skip


def sheet(canvas: Canvas, top: float, bottom: float, water: Surface) -> Item:
    """The water from y `top` to `bottom`, px."""
    return band(canvas, top, bottom, (water.far, water.middle, water.near), "water")


def glitter(
    canvas: Canvas, air: Atmosphere, top: float, bottom: float, water: Surface, rng: np.random.Generator,
    count: int = 20,
) -> list[Item]:  # fmt: skip
    """Ripples from y `top` to `bottom`, the way of the sun or moon over them, and rings where rain falls."""
    out = ripples(top, bottom, count, water.light, canvas.width, rng)
    for item in out:
        item.alpha = 0.3 if air.is_dark else 0.42
    if air.weather == "clear":
        gleam = {"night": "#CFE0FF", "sunset": "#FFD9A0"}.get(air.time, "#FFF8DC")
        way = sparkle(canvas.width * 0.77, top - 8, (bottom - top) * 0.7, rng, gleam)
        for item in way:
            item.alpha *= 0.8
        out += way
    if air.is_wet:
        out += rings(canvas, top, bottom, water, rng)
    return out


def rings(canvas: Canvas, top: float, bottom: float, water: Surface, rng: np.random.Generator) -> list[Item]:
    """Rings of raindrops, larger towards the viewer."""
    out: list[Item] = []
    for _ in range(26):
        share = rng.random()
        size = (5 + 20 * share) * canvas.scale / 1024
        x, y = rng.random() * canvas.width, top + (bottom - top) * share
        ring = difference(circle(x, y, size, size * 0.3), circle(x, y, size * 0.82, size * 0.22))
        out.append(scenery(ring, water.light, alpha=0.6, kind="flat", cls="glint"))
    return out


def floes(canvas: Canvas, places: Sequence[tuple[float, float, float]], rng: np.random.Generator) -> list[Item]:
    """Sheets of ice that drift at (x, y, half width): shares of the canvas, px of a 1024 canvas."""
    out: list[Item] = []
    for x, y, half in places:
        px, py, wide = canvas.width * x, canvas.height * y, half * canvas.scale / 1024
        corners = [(px + share * wide * (0.85 + 0.3 * rng.random()), py + dy * wide * (0.8 + 0.4 * rng.random()))
                   for share, dy in ((-1, -0.02), (-0.62, -0.13), (0.1, -0.17), (0.7, -0.12), (1, 0.0), (0.6, 0.13), (-0.1, 0.17), (-0.7, 0.12))]  # fmt: skip
        top, side = polygon(corners), shifted(polygon(corners), 0, 0.12 * wide)
        under = scenery(shifted(polygon(corners), 0, 0.2 * wide), "#2C6C96", alpha=0.35, kind="flat", cls="water")
        edge = scenery(
            union([side, shifted(top, 0, 0.06 * wide)]), "#A9D3E8", gradient=("#C9E6F2", "#8FC2DE"), cls="ice"
        )
        sheet_of_ice = scenery(top, "#F4F9FD", gradient=("#FFFFFF", "#E2EEF7"), cls="snow")
        crack = line(
            (px - 0.3 * wide, py - 0.14 * wide),
            (px - 0.12 * wide, py + 0.02 * wide),
            (px - 0.2 * wide, py + 0.16 * wide),
        )
        sheet_of_ice.marks.append(scenery(taper(crack, (0.5, 0.025 * wide, 0.5), caps=False), "#A9CBE2", alpha=0.7))
        out += [under, edge, sheet_of_ice]
    return out


def banks_mirrored(
    items: Sequence[Item], axis: float, water: Surface, depth: float, *, strength: float = 0.6, squash: float = 0.6,
    area: skia.Path | None = None,
) -> Group:  # fmt: skip
    """The mirror image of what stands on the far bank at y `axis`, fading over `depth` px."""
    copies = mirrored(items, axis, water.middle, share=0.3, tint=water.tint, squash=squash, area=area, wave=2.4)
    return Group(copies, "mirror", fade=Fade(axis, axis + depth, strength))


def wet(
    canvas: Canvas, top: float, water: Surface, *, land: Sequence[skia.Path] = (), clear: float = 0.6,
    brink: float | None = None, afloat: float | None = None,
) -> Water:  # fmt: skip
    """The water from y `top` to the foot of the picture without the `land` in it, as the composer wants it."""
    area = rect(-60, top, canvas.width + 120, canvas.height - top + 20)
    if land:
        area = difference(area, union(land))
    # the land keeps its own colour under the image of what stands on it, so that only the water is given here
    return Water(area, water.middle, clear=clear, brink=brink, afloat=afloat)


def reeds(
    x: float, y: float, size: float, color: str, rng: np.random.Generator, *, cattails: bool = True
) -> list[Item]:
    """Reeds that stand in the water at (x, y), some with brown heads."""
    blades: list[skia.Path] = []
    heads: list[Item] = []
    for at in range(9):
        foot = x + (at - 4) * size * 0.06
        lean = (at - 4) * 0.06 + 0.12 * (rng.random() - 0.5)
        tall = size * (0.6 + 0.4 * rng.random())
        tip = (foot + math.sin(lean) * tall, y - math.cos(lean) * tall)
        middle = (foot + math.sin(lean) * tall * 0.25, y - tall * 0.6)
        blades.append(taper(curve((foot, y), middle, tip), (size * 0.045, size * 0.04, 1)))
        if cattails and at % 3 == 1:
            top = (foot + math.sin(lean) * size * 0.85, y - size * 0.9)
            blades.append(
                taper(
                    curve((foot, y), (foot + math.sin(lean) * size * 0.3, y - size * 0.5), top),
                    (size * 0.035, size * 0.02),
                )
            )
            head = taper(
                curve(top, top, (top[0] + math.sin(lean) * size * 0.2, top[1] - size * 0.2)), (size * 0.07, size * 0.07)
            )
            heads.append(prop(head, "#8A5640", cls="bark", casts=False))
    return [scenery(union(blades), color, gradient=(mix(color, "#F4F0B0", 0.25), color), cls="grass"), *heads]


def lilies(
    x: float, y: float, size: float, color: str, rng: np.random.Generator, *, bloom: str | None = "#F48FA0"
) -> list[Item]:
    """Lily pads round (x, y), seen flat, one with a flower."""
    out: list[Item] = []
    for dx, dy, share in ((0.0, 0.0, 1.0), (-1.5, 0.32, 0.8), (1.35, 0.4, 0.7), (0.35, -0.42, 0.55)):
        px, py, wide = x + dx * size, y + dy * size, size * share * (0.85 + 0.3 * rng.random())
        notch = polygon([(px, py), (px + wide * 1.2, py - wide * 0.22), (px + wide * 1.2, py + wide * 0.1)])
        shadow = scenery(circle(px, py + wide * 0.1, wide, wide * 0.32), "#1E4A4E", alpha=0.25, kind="flat")
        pad = scenery(
            difference(circle(px, py, wide, wide * 0.32), notch), mix(color, "#D8F0A0", 0.2 * rng.random()), cls="leaf"
        )
        pad.marks.append(
            scenery(circle(px - wide * 0.2, py - wide * 0.12, wide * 0.6, wide * 0.12), "#FFFFFF", alpha=0.18)
        )
        out += [shadow, pad]
    if bloom is not None:
        petals = [taper(curve((x, y), (x + at * size * 0.2, y - size * 0.2), (x + at * size * 0.42, y - size * (0.62 - 0.1 * abs(at)))),
                        (size * 0.1, size * 0.24, 1)) for at in (-1.5, -0.75, 0, 0.75, 1.5)]  # fmt: skip
        out += [
            scenery(petal, mix(bloom, "#FFFFFF", 0.15 * (at % 2)), form="soft", cls="petal")
            for at, petal in enumerate(petals)
        ]
        out.append(scenery(circle(x, y - size * 0.12, size * 0.12, size * 0.09), "#F9C74F", cls="petal"))
    return out
