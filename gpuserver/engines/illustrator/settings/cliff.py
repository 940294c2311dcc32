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
    (-0.05, 0.795),
    (0.1, 0.81),
    (0.26, 0.795),
    (0.42, 0.815),
    (0.6, 0.795),
    (0.74, 0.8),
    (0.83, 0.755),
    (0.865, 0.7),
)
"""The edge of the turf, shares of the canvas."""
_TOP: Final = ((-0.05, 0.635), (0.2, 0.625), (0.45, 0.635), (0.68, 0.65), (0.82, 0.675), (0.865, 0.71))
"""The far edge of it."""
_COAST: Final = (
    ((-0.05, 0.435), (0.1, 0.425), (0.26, 0.43), (0.4, 0.45), (0.425, 0.47), (0.41, 0.5), (0.43, 0.53), (0.42, 0.562), (0.45, 0.572)),
    ((-0.05, 0.3), (0.06, 0.29), (0.16, 0.305), (0.225, 0.335), (0.215, 0.4), (0.24, 0.45), (0.225, 0.52), (0.25, 0.575), (0.275, 0.6)),
)  # fmt: skip
"""The cliffs along the coast, the far one first: turf, brink, and the wall down to the sea."""


def cliff(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """A headland that ends before the viewer and on the right, over water up to the horizon."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    horizon, haze = height * 0.55, haze_of(air)
    light, dark = grass(air)
    stone = "#A99A92"
    water = surface(air, "#2F8FBF", 0.72)
    sea = Group([sheet(canvas, horizon, height + 20, water)], "sea")
    shine = Group(glitter(canvas, air, horizon + 8 * unit, height, water, rng, 26), "ripples")
    far = [
        one for coast, air_before in zip(_COAST, (0.55, 0.34), strict=True)
        for one in _headland(canvas, coast, mix(stone, haze, air_before), mix(dark, haze, air_before), unit)
    ]  # fmt: skip
    face = _face(canvas, stone, rng)
    turf = smooth(at(canvas, _TOP))
    for x, y in reversed(at(canvas, _BRINK)):
        turf.lineTo(x, y)
    turf.close()
    top = scenery(turf, light, gradient=(mix(light, haze, 0.16), light, dark), cls="grass")
    growth: list[Item] = []
    for x, y in sorted(((rng.random(), rng.random()) for _ in range(60)), key=lambda one: one[1]):
        foot = 0.65 + 0.14 * y
        if x < 0.77:
            growth.append(
                tuft(width * x, height * foot, (9 + 12 * y) * unit, mix(dark, "#3E8A56", 0.3 * rng.random()), rng)
            )
    for x, y in at(canvas, _BRINK[:-1]):
        growth.append(tuft(x, y + 4 * unit, 30 * unit, mix(dark, "#3E8A56", 0.2), rng))
    growth += [
        rock(width * x, height * y, size * unit, mix(stone, "#FFFFFF", 0.1), rng)
        for x, y, size in ((0.06, 0.675, 30), (0.12, 0.685, 18), (0.79, 0.72, 26))
    ]
    if air.is_white:
        snowed([top, *far, *growth], 8 * unit)
    else:
        growth += [one for x, y in ((0.1, 0.76), (0.18, 0.785), (0.3, 0.665), (0.68, 0.775), (0.73, 0.7))
                   for one in flower(width * x, height * y, 16 * unit, "#F7C8D8", rng)]  # fmt: skip
    foam = [scenery(circle(width * x, height * y, wide * unit, 9 * unit), "#FFFFFF", alpha=0.75, kind="flat", cls="glint")
            for x, y, wide in ((0.9, 0.985, 60), (0.96, 0.965, 44), (0.87, 1.0, 70), (0.9, 0.94, 26))]  # fmt: skip
    land = [sea, shine, mist(canvas, horizon + 4 * unit, haze, 0.3), Group(far, "headland"), Group(_gulls(canvas), "gulls"),
            Group(foam, "foam"), Group(face, "cliff"), Group([top], "turf"), Group(growth, "grass")]  # fmt: skip
    backdrop = outdoors(
        canvas, air, rng, land, ground=height * 0.74, horizon=height * 0.625, own=(sea, shine), rear=height * 0.675
    )
    return replace(backdrop, edge=height * 0.785)


def _face(canvas: Canvas, stone: str, rng: np.random.Generator) -> list[Item]:
    """The wall of rock under the turf, with ledges and clefts."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    side: tuple[Point, ...] = (
        (0.87, 0.72),
        (0.852, 0.79),
        (0.868, 0.84),
        (0.845, 0.91),
        (0.862, 0.96),
        (0.84, 1.03),
        (-0.05, 1.03),
    )
    wall = scenery(
        polygon(at(canvas, (*_BRINK, *side))),
        stone,
        gradient=(mix(stone, "#FFE3C0", 0.22), mix(stone, "#4A3F5C", 0.4)),
        cls="rock",
    )
    for y, color in ((0.852, "#6F6270"), (0.892, "#E3D3C2"), (0.928, "#6F6270"), (0.96, "#E3D3C2"), (0.99, "#6F6270")):
        spots = [(width * x / 8, height * (y + 0.012 * (rng.random() - 0.5))) for x in range(-1, 9)]
        wall.marks.append(
            scenery(taper(smooth(spots), (5 * unit, 8 * unit, 4 * unit), caps=False), color, alpha=0.4, kind="flat")
        )
    for share in np.sort(rng.random(15)).tolist():
        x, y = width * 0.86 * share, height * (0.82 + 0.05 * rng.random())
        cleft = line(
            (x, y),
            (x + 14 * unit * (rng.random() - 0.5), y + 44 * unit),
            (x + 24 * unit * (rng.random() - 0.5), height + 10),
        )
        wall.marks.append(
            scenery(taper(cleft, (8 * unit, 14 * unit, 3 * unit), caps=False), "#4A3F5C", alpha=0.3, kind="flat")
        )
    return [wall]


def _headland(canvas: Canvas, coast: tuple[Point, ...], stone: str, turf: str, unit: float) -> list[Item]:
    """One of the next cliffs along the coast: a wall in layers, turf on it, and surf at its foot."""
    foot = coast[-1][1]
    wall = scenery(
        polygon(at(canvas, (*coast, (-0.05, foot + 0.01)))),
        stone, gradient=(mix(stone, "#FFE3C0", 0.25), stone, mix(stone, "#5E5470", 0.35)), cls="rock",
    )  # fmt: skip
    top = coast[3][1]
    for step in range(1, 6):
        y = top + (foot - top) * step / 6
        ledge = smooth(
            at(canvas, [(x, y + 0.006 * (-1) ** turn) for turn, x in enumerate((-0.05, 0.05, 0.14, 0.24, 0.34, 0.46))])
        )
        shade = "#6F6270" if step % 2 else "#F3E4D2"
        wall.marks.append(
            scenery(taper(ledge, (3 * unit, 6 * unit, 3 * unit), caps=False), shade, alpha=0.28, kind="flat")
        )
    lawn = [
        *coast[:4],
        *((x - 0.012, y + 0.016 + 0.008 * (turn % 2)) for turn, (x, y) in enumerate(reversed(coast[:4]))),
    ]
    x, y = coast[-1]
    surf = taper(
        smooth(at(canvas, [(-0.05, y + 0.008), (0.5 * x, y + 0.006), (x + 0.03, y + 0.004)])),
        (5 * unit, 9 * unit, 1),
        caps=False,
    )
    return [
        wall, scenery(polygon(at(canvas, lawn)), turf, cls="grass"),
        scenery(surf, "#FFFFFF", alpha=0.7, kind="flat", cls="glint"),
    ]  # fmt: skip


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
