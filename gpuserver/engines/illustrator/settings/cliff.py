"""The top of a sea cliff: turf to stand on, its face of rock below, the sea far down and a headland beyond."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import Point, circle, curve, line, polygon, scenery, smooth, taper
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import flower, grass, rock, tuft
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.scape import at
from gpuserver.engines.illustrator.settings.water import glitter, sheet, surface
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_BRINK: Final = (
    (-0.05, 0.83),
    (0.1, 0.845),
    (0.26, 0.83),
    (0.42, 0.85),
    (0.6, 0.83),
    (0.76, 0.835),
    (0.87, 0.785),
    (0.905, 0.72),
)
"""The edge of the turf, shares of the canvas."""
_TOP: Final = ((-0.05, 0.655), (0.2, 0.645), (0.45, 0.655), (0.7, 0.67), (0.86, 0.695), (0.905, 0.73))
"""The far edge of it."""


def cliff(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """A headland that ends before the viewer and on the right, over water up to the horizon."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    horizon, haze = height * 0.55, haze_of(air)
    light, dark = grass(air)
    stone = "#A99A92"
    water = surface(air, "#2F8FBF", 0.72)
    sea = Group([sheet(canvas, horizon, height + 20, water)], "sea")
    shine = Group(glitter(canvas, air, horizon + 8 * unit, height, water, rng, 26), "ripples")
    far = _headland(canvas, mix(stone, haze, 0.45), mix(dark, haze, 0.4))
    face = _face(canvas, stone, rng)
    turf = smooth(at(canvas, _TOP))
    for x, y in reversed(at(canvas, _BRINK)):
        turf.lineTo(x, y)
    turf.close()
    top = scenery(turf, light, gradient=(mix(light, haze, 0.16), light, dark), cls="grass")
    growth: list[Item] = []
    for x, y in sorted(((rng.random(), rng.random()) for _ in range(60)), key=lambda one: one[1]):
        foot = 0.67 + 0.155 * y
        if x < 0.8:
            growth.append(
                tuft(width * x, height * foot, (9 + 12 * y) * unit, mix(dark, "#3E8A56", 0.3 * rng.random()), rng)
            )
    for x, y in at(canvas, _BRINK[:-1]):
        growth.append(tuft(x, y + 4 * unit, 30 * unit, mix(dark, "#3E8A56", 0.2), rng))
    growth += [
        rock(width * x, height * y, size * unit, mix(stone, "#FFFFFF", 0.1), rng)
        for x, y, size in ((0.06, 0.695, 30), (0.12, 0.705, 18), (0.83, 0.74, 26))
    ]
    if air.is_white:
        snowed([top, *far, *growth], 8 * unit)
    else:
        growth += [one for x, y in ((0.1, 0.79), (0.18, 0.82), (0.3, 0.685), (0.7, 0.81), (0.76, 0.72))
                   for one in flower(width * x, height * y, 16 * unit, "#F7C8D8", rng)]  # fmt: skip
    foam = [scenery(circle(width * x, height * y, wide * unit, 9 * unit), "#FFFFFF", alpha=0.75, kind="flat", cls="glint")
            for x, y, wide in ((0.93, 0.985, 60), (0.985, 0.97, 44), (0.9, 1.0, 70))]  # fmt: skip
    land = [sea, shine, mist(canvas, horizon + 4 * unit, haze, 0.3), Group(far, "headland"), Group(_gulls(canvas), "gulls"),
            Group(foam, "foam"), Group(face, "cliff"), Group([top], "turf"), Group(growth, "grass")]  # fmt: skip
    backdrop = outdoors(
        canvas, air, rng, land, ground=height * 0.765, horizon=height * 0.645, own=(sea, shine), rear=height * 0.695
    )
    return replace(backdrop, edge=height * 0.815)


def _face(canvas: Canvas, stone: str, rng: np.random.Generator) -> list[Item]:
    """The wall of rock under the turf, with ledges and clefts."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    side: tuple[Point, ...] = (
        (0.91, 0.75),
        (0.895, 0.81),
        (0.915, 0.86),
        (0.9, 0.92),
        (0.925, 0.97),
        (0.91, 1.03),
        (-0.05, 1.03),
    )
    wall = scenery(
        polygon(at(canvas, (*_BRINK, *side))),
        stone,
        gradient=(mix(stone, "#FFE3C0", 0.22), mix(stone, "#4A3F5C", 0.4)),
        cls="rock",
    )
    for y, color in ((0.885, "#6F6270"), (0.925, "#E3D3C2"), (0.96, "#6F6270"), (0.99, "#E3D3C2")):
        spots = [(width * x / 8, height * (y + 0.012 * (rng.random() - 0.5))) for x in range(-1, 9)]
        wall.marks.append(
            scenery(taper(smooth(spots), (5 * unit, 8 * unit, 4 * unit), caps=False), color, alpha=0.4, kind="flat")
        )
    for share in np.sort(rng.random(15)).tolist():
        x, y = width * 0.92 * share, height * (0.85 + 0.05 * rng.random())
        cleft = line(
            (x, y),
            (x + 14 * unit * (rng.random() - 0.5), y + 44 * unit),
            (x + 24 * unit * (rng.random() - 0.5), height + 10),
        )
        wall.marks.append(
            scenery(taper(cleft, (8 * unit, 14 * unit, 3 * unit), caps=False), "#4A3F5C", alpha=0.3, kind="flat")
        )
    return [wall]


def _headland(canvas: Canvas, stone: str, turf: str) -> list[Item]:
    """The next cliff along the coast."""
    rocks = (
        (-0.05, 0.47),
        (0.1, 0.465),
        (0.22, 0.475),
        (0.29, 0.495),
        (0.3, 0.53),
        (0.285, 0.56),
        (0.32, 0.585),
        (-0.05, 0.59),
    )
    green = ((-0.05, 0.455), (0.1, 0.448), (0.22, 0.462), (0.295, 0.495), (0.2, 0.49), (0.08, 0.485), (-0.05, 0.49))
    return [
        scenery(polygon(at(canvas, rocks)), stone, gradient=(mix(stone, "#FFFFFF", 0.14), stone), cls="rock"),
        scenery(polygon(at(canvas, green)), turf, cls="grass"),
    ]


def _gulls(canvas: Canvas) -> list[Item]:
    """Gulls over the water, as two strokes each."""
    unit = canvas.scale / 1024
    out: list[Item] = []
    for x, y, size in ((0.84, 0.36, 30), (0.92, 0.42, 22), (0.72, 0.3, 18)):
        px, py, s = canvas.width * x, canvas.height * y, size * unit
        for side in (-1, 1):
            wing = curve((px, py), (px + side * s * 0.5, py - s * 0.5), (px + side * s, py - s * 0.1))
            out.append(scenery(taper(wing, (s * 0.16, s * 0.14, 1), caps=False), "#FFFFFF", alpha=0.95, cls="bird"))
    return out
