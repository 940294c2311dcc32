"""A flat roof over the city, with a water tank, the door of the stairs, and strings of lights."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    curve,
    glow,
    line,
    polygon,
    prop,
    rect,
    scenery,
    taper,
    union,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import level, paving, steps, under_snow
from gpuserver.engines.illustrator.settings.furnish import garland
from gpuserver.engines.illustrator.settings.interior import floor_of
from gpuserver.engines.illustrator.settings.props import placed, snowed
from gpuserver.engines.illustrator.settings.skyline import ROWS, houses
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors
from gpuserver.raster.svg_path import parse_path


def rooftop(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Two rows of houses below and beyond a brick parapet; the roof in front of it."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    foot, haze = level(canvas, 0.285), haze_of(air)
    lit = air.time in {"night", "sunset"} or air.weather in {"rain", "storm"}
    rows = ROWS[air.time]
    far: list[Group] = []
    for row, (dy, tall, wide) in enumerate(((70, 330, 84), (40, 250, 120))):
        far += [Group(houses(canvas, foot - dy * unit, tall * unit, wide * unit, mix(rows[row], haze, 0.3 - 0.12 * row), haze, row, lit=lit, rng=rng), f"row{row}"),
                mist(canvas, foot - 130 * unit, haze, 0.4)]  # fmt: skip
    wall = _parapet(canvas, foot)
    way, end = floor_of(canvas, foot)
    deck = [scenery(rect(-20, foot, width + 40, height), "#B9A9B0", gradient=under_snow(("#AFA0AC", "#CABCBE"), air.is_white), cls="stone"),
            scenery(paving(way, -way.half * 2.2, way.half * 2.2, steps(0.97, end, 4), 10, 4, shift=0.0), "#867888", alpha=0.45, kind="flat")]  # fmt: skip
    tank = _tank(130 * unit, foot + 30 * unit, 500 * unit)
    stairs = _stairs(width - 150 * unit, foot + 40 * unit, unit)
    vents = [
        *_vent(298 * unit, foot + 18 * unit, 90 * unit),
        *placed("pottedplant", width - 330 * unit, foot + 50 * unit, 130 * unit),
    ]
    crate = placed("pottedplant", 250 * unit, foot + 104 * unit, 120 * unit, flip=True)
    spans = [
        ((-20.0, foot - 590 * unit), (width - 90 * unit, foot - 428 * unit), 44 * unit),
        ((130 * unit, foot - 484 * unit), (width + 20.0, foot - 640 * unit), 40 * unit),
    ]
    wires, bulbs = garland(spans, 46 * unit, 17 * unit, ("#FFE9B0",), wire="#4B4666", bloom=0.85 if lit else 0.0)
    if air.is_white:
        snowed([*tank, *stairs, *wall], 10 * unit, ("roof", "cap"))
    lamp = (width - 188 * unit, foot - 216 * unit)
    shine = [glow(*lamp, 110 * unit, "#FFC878", 0.7), glow(*lamp, 34 * unit, "#FFF1C8", 0.8),
             scenery(circle(width * 0.5, level(canvas, 0.12), width * 0.36, 70 * unit), "#FFC878", alpha=0.3, blur=34 * unit, blend=skia.BlendMode.kScreen, kind="glow")]  # fmt: skip
    strings, light = Group([*wires, *bulbs], "strings"), Group(shine, "lamplight")
    land = [Group(wall, "parapet"), Group(deck, "deck"), Group(vents, "vents"), Group(tank, "tank", ground=foot + 30 * unit, shadow=0.3),
            Group(stairs, "stairs", ground=foot + 40 * unit, shadow=0.25), Group(crate, "plant", ground=foot + 104 * unit, shadow=0.3), strings]  # fmt: skip
    land += [light] if lit else []
    own = [*far, *([strings, light] if lit else [])]
    backdrop = outdoors(canvas, air, rng, [*far, *land], ground=level(canvas, 0.115), horizon=foot, own=own)
    return replace(backdrop, tint="#BDB6E6", rim=("#FFDCA8", 0.75)) if air.is_dark else backdrop


def _parapet(canvas: Canvas, foot: float) -> list[Item]:
    width, unit = canvas.width, canvas.scale / 1024
    top = foot - 96 * unit
    out = [
        scenery(rect(-20, top, width + 40, foot - top + 20), "#B5705F", gradient=("#BF7C68", "#A8655A"), cls="brick")
    ]
    seams = skia.Path()
    for row in range(4):
        y = top + (16 + row * 24) * unit
        seams.addRect(skia.Rect.MakeXYWH(-20, y, width + 40, 2.5 * unit))
        for at in range(round(width / (58 * unit)) + 2):
            seams.addRect(skia.Rect.MakeXYWH((at - 0.5 * (row % 2)) * 58 * unit, y, 2.5 * unit, 24 * unit))
    out.append(scenery(seams, "#DDA78F", alpha=0.4, kind="flat", cls="brick"))
    return [*out, prop(rect(-20, top - 14 * unit, width + 40, 32 * unit, 8), "#D9CBC4", form="soft", cls="cap")]


def _tank(x: float, y: float, size: float) -> list[Item]:
    """A wooden water tank on an iron frame."""
    s, iron = size, "#5A5470"
    out = [
        prop(taper(line((x + dx * s, y - s * 0.42), (x + dx * 1.16 * s, y)), (s * 0.035, s * 0.035)), iron, cls="iron")
        for dx in (-0.2, 0.2, -0.07, 0.07)
    ]
    braces = [
        taper(line((x - side * s * 0.22, y - s * 0.06), (x + side * s * 0.2, y - s * 0.36)), (s * 0.014, s * 0.014))
        for side in (-1, 1)
    ]
    out += [
        scenery(union(braces), iron, cls="iron"),
        prop(rect(x - s * 0.27, y - s * 0.45, s * 0.54, s * 0.045, 4), iron, form="soft", cls="iron"),
    ]
    barrel = prop(
        parse_path(
            f"M{x - s * 0.24} {y - s * 0.45} L{x - s * 0.22} {y - s * 0.82} H{x + s * 0.22} L{x + s * 0.24} {y - s * 0.45}Z"
        ),
        "#B57F57",
        cls="wood",
    )
    staves = skia.Path()
    for at in range(-4, 5):
        staves.addRect(skia.Rect.MakeXYWH(x + at * s * 0.05, y - s * 0.84, s * 0.006, s * 0.42))
    barrel.marks += [
        scenery(staves, "#6A4440", alpha=0.5),
        *(
            scenery(rect(x - s * 0.3, y - s * up, s * 0.6, s * 0.018), "#5A5470", alpha=0.8)
            for up in (0.76, 0.64, 0.52)
        ),
    ]
    roof = parse_path(
        f"M{x - s * 0.28} {y - s * 0.8} Q{x} {y - s * 0.86} {x + s * 0.28} {y - s * 0.8} L{x + s * 0.02} {y - s * 1.02} H{x - s * 0.02}Z"
    )
    return [*out, barrel, prop(roof, "#7F7A94", cls="roof")]


def _stairs(x: float, y: float, unit: float) -> list[Item]:
    """The little house over the stairs, with a door, a lamp and an aerial."""
    u = unit
    aerial = [
        taper(line((x + 60 * u, y - 300 * u), (x + 60 * u, y - 470 * u)), (6 * u, 4 * u)),
        *(
            taper(line((x + (60 - half) * u, y - up * u), (x + (60 + half) * u, y - up * u)), (4 * u, 4 * u))
            for half, up in ((34, 460), (28, 438), (22, 416))
        ),
    ]
    out = [
        prop(union(aerial), "#5A5470", form="soft", cls="iron"),
        prop(rect(x - 110 * u, y - 310 * u, 320 * u, 310 * u, 4), "#CDB3A4", form="soft", cls="wall"),
    ]
    out += [prop(rect(x - 126 * u, y - 330 * u, 360 * u, 36 * u, 8), "#8A8098", form="soft", cls="roof"), prop(rect(x - 6 * u, y - 222 * u, 112 * u, 224 * u, 6), "#3F7F86", form="soft", cls="door"),
            scenery(rect(x + 16 * u, y - 200 * u, 68 * u, 62 * u, 5), "#FFE3A6", cls="pane"), scenery(circle(x + 92 * u, y - 104 * u, 7 * u), "#F2B84B", cls="metal")]  # fmt: skip
    lamp = parse_path(f"M{x - 62 * u} {y - 262 * u} h{48 * u} l{10 * u} {26 * u} h{-68 * u}z")
    return [
        *out,
        prop(lamp, "#4B4666", form="soft", cls="iron"),
        scenery(circle(x - 38 * u, y - 234 * u, 13 * u, 10 * u), "#FFF1C8", cls="bulb"),
    ]


def _vent(x: float, y: float, size: float) -> list[Item]:
    s = size
    pipe = taper(curve((x, y), (x, y - s * 1.3), (x + s * 0.5, y - s * 1.1)), (s * 0.3, s * 0.3, s * 0.32), caps=False)
    mouth = polygon(
        [
            (x + s * 0.46, y - s * 1.34),
            (x + s * 0.62, y - s * 1.28),
            (x + s * 0.54, y - s * 0.86),
            (x + s * 0.4, y - s * 0.92),
        ]
    )
    return [
        prop(pipe, "#B9BECB", cls="metal"),
        prop(mouth, "#8A8FA4", form="soft", cls="metal"),
        prop(rect(x - s * 0.26, y - s * 0.14, s * 0.52, s * 0.14, 4), "#8A8FA4", form="soft", cls="metal"),
    ]
