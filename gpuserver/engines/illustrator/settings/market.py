"""A market street: stalls under striped awnings, strings of bulbs, paper lanterns. By night it glows."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, glow, polygon, rect, scenery, union
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.corridor import Cell, Corridor, level, mosaic, paving, steps, under_snow
from gpuserver.engines.illustrator.settings.eaves import lantern
from gpuserver.engines.illustrator.settings.furnish import garland
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors
from gpuserver.raster.svg_path import parse_path

_END = 4.0
_AWNINGS = (("#E5584D", "#FFF1DC"), ("#2F8F8F", "#FFF1DC"), ("#F2A640", "#FFF6E4"), ("#4A6AA8", "#FFF1DC"))
_GOODS = (
    ("#E5484D", "#F9C74F", "#8CC878"),
    ("#FBA14F", "#F6D9A6", "#E5484D"),
    ("#8CC878", "#B9A6DC", "#F9C74F"),
    ("#F48FA0", "#FFF1DC", "#FBA14F"),
)


def night_market(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Stalls to both sides of a paved way; lamps are lit from dusk on."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    foot = level(canvas, 0.335)
    vanish = foot - 0.11 * canvas.scale
    way = Corridor(width / 2, vanish, 0.6 * width, (foot - vanish) * _END)
    lit = air.time in {"night", "sunset"} or air.is_wet
    haze = "#7A5A9A" if air.is_dark else mix(haze_of(air), "#F6DDBA", 0.4)
    far = _distance(way, canvas, haze, rng, lit=lit)
    ground = [scenery(rect(-20, foot, width + 40, height), "#A79CA6", gradient=under_snow(("#C4B8B4", "#948A9A"), air.is_white), cls="stone"),
              scenery(paving(way, -way.half, way.half, steps(0.8, _END, 13), 10, 5), "#6F6478", alpha=0.42, kind="flat")]  # fmt: skip
    stalls, shine = list[Item](), list[Item]()
    for side in (-1, 1):
        for at, (end, near) in enumerate(pairwise(steps(0.7, _END, 5))):
            stalls += _stall(way, side, end, near, canvas.scale, haze, at * 2 + (side > 0), rng)
            middle = (end + near) / 2
            x, y = way.at(side * way.half * 0.74, canvas.scale * 0.46, middle)
            shine.append(glow(x, y, 210 * unit / middle, "#FF9A45", 0.42))
    spans = []
    for z in (2.9, 2.15, 1.6):
        left, right = (way.at(side * way.half * 0.72, canvas.scale * 1.02, z) for side in (-1, 1))
        spans.append((left, right, 60 * unit))
    wires, bulbs = garland(
        spans, 38 * unit, 13 * unit, ("#FFE9B0", "#FFD68A"), wire="#3E3A58", bloom=0.8 if lit else 0.0
    )
    lamps: list[Item] = []
    for z in (2.6, 1.75, 1.3):
        for side in (-1, 1):
            x, y = way.at(side * way.half * 0.6, canvas.scale * 0.86, z)
            lamps += lantern(x, y, 92 * unit / z, ("#E5483F", "#F2A640")[round(z * 10) % 2])
            shine.append(glow(x, y + 50 * unit / z, 120 * unit / z, "#FF9A5A", 0.5))
    steam = [scenery(parse_path(f"M{x} {y} c{40 * unit} {-60 * unit} {-50 * unit} {-100 * unit} {10 * unit} {-190 * unit} c{60 * unit} {70 * unit} {40 * unit} {120 * unit} {26 * unit} {190 * unit}z"), "#FFF1DC", alpha=0.2, blur=14 * unit, kind="glow")
             for x, y in ((width * 0.12, foot + 20 * unit), (width * 0.84, foot - 10 * unit))]  # fmt: skip
    pool = scenery(
        circle(width / 2, level(canvas, 0.11), width * 0.44, 110 * unit),
        "#FF9E55",
        alpha=0.36,
        blur=44 * unit,
        blend=skia.BlendMode.kScreen,
        kind="glow",
    )
    lights = Group([*shine, pool] if lit else [], "lamplight")
    strings = Group([*wires, *lamps, *bulbs], "strings")
    land = [
        Group(far, "far"),
        mist(canvas, foot - 40 * unit, haze, 0.5),
        Group(ground, "ground"),
        Group(stalls, "stalls"),
        lights,
        strings,
        Group(steam if lit else [], "steam"),
    ]
    own = (lights, strings, land[6]) if lit else ()
    backdrop = outdoors(
        canvas,
        air,
        rng,
        [group for group in land if group.items],
        ground=level(canvas, 0.115),
        horizon=foot,
        own=own,
    )
    if air.is_dark:
        for group in backdrop.back:  # lamps leave no stall in the full dark of the night
            if group.name in {"stalls", "ground", "far"}:
                group.tint = {"stalls": "#DFBFC8", "ground": "#8A7CB8", "far": "#9A80B8"}[group.name]
        return replace(backdrop, tint="#E6CCDA", rim=("#FFB070", 0.8))
    return backdrop


def _distance(way: Corridor, canvas: Canvas, haze: str, rng: np.random.Generator, *, lit: bool) -> list[Item]:
    """Roofs and a crowd at the far end, and lights out of focus."""
    unit, (x, foot) = canvas.scale / 1024, way.at(0, 0, _END)
    roofs = union([polygon([(x + (dx - 8) * unit, foot - tall * unit), (x + (dx + 46) * unit, foot - (tall + 44) * unit), (x + (dx + 100) * unit, foot - tall * unit), (x + (dx + 92) * unit, foot + 30), (x + dx * unit, foot + 30)])
                   for dx, tall in ((-200, 96), (-110, 130), (-26, 82), (56, 118), (140, 90))])  # fmt: skip
    heads = union(
        [circle(x + (at * 26 - 150) * unit, foot - (32 + 12 * rng.random()) * unit, 9 * unit) for at in range(13)]
        + [rect(x - 170 * unit, foot - 26 * unit, 350 * unit, 50 * unit, 20 * unit)]
    )
    out = [scenery(roofs, mix("#8A6A8A", haze, 0.66)), scenery(heads, mix("#5A3F6E", haze, 0.45))]
    if lit:
        spots = skia.Path()
        for _ in range(16):
            spots.addPath(
                circle(
                    x + (rng.random() - 0.5) * 330 * unit,
                    foot - (30 + 120 * rng.random()) * unit,
                    (4 + 7 * rng.random()) * unit,
                )
            )
        out.append(scenery(spots, "#FFD08A", alpha=0.5, blur=1.5, kind="glow"))
    return out


def _stall(
    way: Corridor, side: int, far: float, near: float, scale: float, haze: str, number: int, rng: np.random.Generator
) -> list[Item]:
    """A counter with goods, a warm inside, and a striped awning with a scalloped hem."""
    share = way.air((far + near) / 2, _END, 0.5)
    far, near = far - 0.03, near + 0.05
    (first, second), goods = _AWNINGS[number % 4], _GOODS[(number * 3 + 1) % 4]
    dusk = 0.12 if side < 0 else 0.0
    desk, low, top = scale * 0.25, scale * 0.575, scale * 0.86
    out = [
        scenery(
            way.on_wall(side, far, near, 0, top),
            mix("#A8705A", haze, share * 0.8),
            gradient=(mix("#E2A468", haze, share * 0.7), mix("#8A5456", haze, share * 0.8)),
            cls="wall",
        )
    ]
    shelf: list[Cell] = []
    for row in range(2):
        for at in range(6):
            z0 = far + (near - far) * (at + 0.16) / 6
            z1 = far + (near - far) * (at + 0.8) / 6
            foot = scale * (0.34 + 0.14 * row)
            shelf.append(
                (
                    way.on_wall(side, z0, z1, foot, foot + scale * (0.06 + 0.03 * ((at + row) % 2))),
                    mix(mix(goods[(at + row) % 3], "#8A4A4A", 0.25), haze, share),
                )
            )
    out += mosaic(shelf, "goods")
    front = way.half * 0.7
    wood = mix(mix("#B97B4E", "#3A2A4A", dusk), haze, share)
    inset = way.half - front
    out.append(
        scenery(
            polygon(
                [
                    way.at(side * way.half, desk, far),
                    way.at(side * front, desk, far),
                    way.at(side * front, desk, near),
                    way.at(side * way.half, desk, near),
                ]
            ),
            mix(wood, "#FFE3B0", 0.3),
            cls="wood",
        )
    )
    fruit: list[Cell] = []
    for row, part in enumerate((0.2, 0.48, 0.76)):
        for at in range(15):
            z = far + (near - far) * (at + 0.5 + 0.3 * (row % 2)) / 15.6
            x, y = way.at(side * (way.half - inset * part), desk, z)
            size = scale * 0.026 * (0.85 + 0.3 * rng.random()) / z
            color = goods[(at // 5 + row) % 3]
            tone = mix(mix(color, "#FFFFFF", 0.2) if (at + row) % 2 else color, haze, share)
            fruit.append((circle(x, y - size * (0.8 + 0.9 * (2 - row)), size), tone))
    out += mosaic(fruit, "goods")
    out.append(
        scenery(
            way.on_wall(side, far, near, 0, desk, inset),
            wood,
            gradient=(mix(wood, "#FFE3B0", 0.14), mix(wood, "#3A1F4A", 0.25)),
            cls="wood",
        )
    )
    band = way.on_wall(side, far, near, desk * 0.86, desk * 1.02, inset)
    out.append(scenery(band, mix(first, haze, share), cls="cloth"))
    gaps = skia.Path()
    for at in range(1, 7):
        z = far + (near - far) * at / 7
        gaps.addPath(way.on_wall(side, z + 0.006, z - 0.006, 0, desk * 0.86, inset))
    out.append(scenery(gaps, mix(wood, "#3A1F4A", 0.5), alpha=0.6, kind="flat", cls="wood"))
    edge = way.half * 0.6
    for z in (far, near):
        post = polygon(
            [
                way.at(side * front, 0, z),
                way.at(side * front, top, z),
                way.at(side * front, top, z - 0.02),
                way.at(side * front, 0, z - 0.02),
            ]
        )
        out.append(scenery(post, mix("#6A4A46", haze, share), cls="wood"))
    stripes, hems = list[Cell](), list[Cell]()
    count = 8
    for at in range(count):
        z0, z1 = far + (near - far) * at / count, far + (near - far) * (at + 1) / count
        color = mix(mix((first, second)[at % 2], "#3A2A5A", dusk), haze, share)
        stripes.append(
            (
                polygon(
                    [
                        way.at(side * way.half, top, z0),
                        way.at(side * edge, low, z0),
                        way.at(side * edge, low, z1),
                        way.at(side * way.half, top, z1),
                    ]
                ),
                color,
            )
        )
        (ax, ay), (bx, by) = way.at(side * edge, low, z0), way.at(side * edge, low, z1)
        drop = scale * 0.055
        flap = parse_path(
            f"M{ax} {ay} L{bx} {by} L{bx} {by + drop * 0.6 / z1} Q{(ax + bx) / 2} {(ay + by) / 2 + drop * 1.5 / z1} {ax} {ay + drop * 0.6 / z0}Z"
        )
        hems.append((flap, mix(color, "#5A2F66", 0.14)))
    return [*out, *mosaic(stripes, "cloth"), *mosaic(hems, "cloth")]
