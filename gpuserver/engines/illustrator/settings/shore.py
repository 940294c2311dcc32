"""The beach, mountains at a lake, and the sea floor."""

from __future__ import annotations

import math

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix, multiply
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item, Water
from gpuserver.engines.illustrator.painting.light import Light
from gpuserver.engines.illustrator.painting.shapes import (
    below,
    circle,
    curve,
    difference,
    line,
    polygon,
    prop,
    rect,
    scenery,
    smooth,
    taper,
)  # fmt: skip
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import grass, pine, ripples, rock, sparkle, tuft
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.water import floes
from gpuserver.engines.illustrator.settings.weather import band, land_tint, mist, outdoors
from gpuserver.raster.svg_path import parse_path

_FLOES = ((0.5, 0.47, 40), (0.72, 0.5, 58), (0.4, 0.53, 64), (0.9, 0.55, 80), (0.62, 0.58, 70))
"""Ice off the beach in winter: x, y as shares of the picture, half width."""


def beach(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Sea with headlands, foam and warm sand, a parasol and a ball."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    horizon, shore = height * 0.42, height * 0.62
    haze, white = "#E9F6EE", air.is_white
    sea = [
        scenery(smooth([(-40, horizon + 6), (20, horizon - 60 * unit), (110, horizon - 92 * unit),
                        (210, horizon - 70 * unit), (290, horizon - 30 * unit), (350, horizon + 6)], True),
                mix("#5E9F86", haze, 0.45), form="soft"),
        scenery(smooth([(-40, horizon + 6), (40, horizon - 34 * unit), (120, horizon - 50 * unit),
                        (200, horizon - 20 * unit), (240, horizon + 6)], True), mix("#4C8F7C", haze, 0.25), form="soft"),
        band(canvas, horizon, shore + 90 * unit, ("#3E9FCB", "#35B5C8", "#7FD8CF"), "water"),
        *ripples(horizon + 14, shore, 26, "#DDF5EF", width, rng),
    ]  # fmt: skip
    if air.weather == "clear":
        glint = {"night": "#CFE0FF", "sunset": "#FFD9A0"}.get(air.time, "#FFF8DC")
        sea += sparkle(width * 0.76, horizon + 5, (shore - horizon) * 0.75, rng, glint)
    edge = [(width * share, shore + dip * unit) for share, dip in
            ((-0.04, 20), (0.12, -6), (0.3, 28), (0.47, 0), (0.67, -20), (0.84, 14), (1.05, -20))]  # fmt: skip
    dry = _sand(edge, 58 * unit, canvas, "#F6D9A6", ("#F3D09A", "#FBE3B6"))
    if white:
        snowed(sea[:2], 12 * unit)
        dry = _sand(edge, 58 * unit, canvas, "#F1F5FA", ("#E6EDF5", "#F8FAFD"))
    sand = [
        _sand(edge, -26 * unit, canvas, "#BFEDE2", (), 0.8),
        _sand(edge, -12 * unit, canvas, "#FFFFFF", (), 0.95),
        _sand(edge, 4 * unit, canvas, "#D9B27C", ("#DDB483", "#E9C48F")),
        _sand(edge, 24 * unit, canvas, "#E6C596", ("#E4C08F", "#EBCD9D")),
        dry,
    ]
    sheen = taper(
        smooth([(x, y + 16 * unit) for x, y in edge]), (5 * unit, 14 * unit, 6 * unit, 14 * unit, 5 * unit), caps=False
    )
    sand.insert(4, scenery(sheen, "#FFF6E4", alpha=0.4, blur=4 * unit, kind="glow"))
    for at in range(0 if white else 46):
        x, y = rng.random() * width, shore + 60 * unit + rng.random() ** 0.8 * (height - shore)
        size = 3 + 5 * (y - shore) / (height - shore)
        sand.append(scenery(circle(x, y, size, size * 0.5), "#DDB27A" if at % 3 else "#FFF6E0", alpha=0.7, kind="flat"))
    land = [Group(sea, "sea"), Group(sand, "sand")]
    if white:
        stones = [rock(width * x, height * y, size * unit, "#9A9AAE", rng)
                  for x, y, size in ((0.1, 0.745, 92), (0.2, 0.765, 44), (0.93, 0.9, 60))]  # fmt: skip
        snowed(stones, 20 * unit)
        land += [Group(floes(canvas, _FLOES, rng), "ice"), Group(stones, "stones", ground=height * 0.76, shadow=0.25)]
    else:
        land += _sunshade(canvas, rng)
    light = Light(dx=-1) if air.time == "day" else None
    return outdoors(
        canvas, air, rng, land, ground=height * 0.87, horizon=horizon, light=light,
        water=_wet(canvas, air, horizon, dry.path, "#5FC0C8", 0.42, height * 0.57),
    )  # fmt: skip


def _sunshade(canvas: Canvas, rng: np.random.Generator) -> list[Group]:
    """What lies on a beach in summer: a parasol in its shade, and a ball."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    at_x = width * (0.13 + 0.05 * rng.random())
    foot = height * 0.77
    shade = scenery(circle(at_x + 80 * unit, foot + 4, 200 * unit, 28 * unit), "#8A5A6B", alpha=0.36, blur=8,
                    blend=skia.BlendMode.kMultiply, kind="glow")  # fmt: skip
    ball_x, ball_y = width * (0.86 + 0.05 * rng.random()), height * 0.93
    return [
        Group([shade], "shade"),
        Group(_parasol(at_x, foot, 320 * unit), "parasol"),
        Group([_ball(ball_x, ball_y, 46 * unit)], "ball", ground=ball_y + 46 * unit, shadow=0.45),
    ]


def _wet(
    canvas: Canvas, air: Atmosphere, top: float, land: skia.Path, color: str, clear: float, afloat: float
) -> Water:
    """The water, and the sand that it has left wet, from y `top` down to the dry `land`."""
    area = difference(rect(-60, top, canvas.width + 120, canvas.height - top + 20), land)
    tint = land_tint(air)
    return Water(area, color if tint is None else multiply(color, tint), clear=clear, afloat=afloat)


def _sand(
    edge: list[tuple[float, float]],
    down: float,
    canvas: Canvas,
    color: str,
    gradient: tuple[str, ...],
    alpha: float = 1,
) -> Item:
    path = below([(x, y + down) for x, y in edge], canvas.height + 20, canvas.width)
    return scenery(path, color, gradient=gradient, alpha=alpha, cls="sand")


def _parasol(x: float, y: float, size: float) -> list[Item]:
    pole = prop(taper(line((x, y), (x + size * 0.18, y - size * 1.25)), (size * 0.035, size * 0.03)), "#F3E7D3")
    mx, my = x + size * 0.18, y - size
    scallop = " ".join(f"q{-size * 0.12} {-size * 0.06} {-size * 0.24} 0" for _ in range(6))
    top = prop(parse_path(
        f"M{mx - size * 0.72} {my} C{mx - size * 0.62} {my - size * 0.52} {mx + size * 0.62} {my - size * 0.52} "
        f"{mx + size * 0.72} {my} {scallop}Z"
    ), "#FF6F5E")  # fmt: skip
    for rib in (-2, 0, 2):
        left, right = mx + rib * size * 0.24 - size * 0.12, mx + rib * size * 0.24 + size * 0.12
        top.marks.append(scenery(parse_path(
            f"M{mx} {my - size * 0.42} C{mx + rib * size * 0.14 - size * 0.1} {my - size * 0.3} {left} {my - size * 0.15} "
            f"{left} {my + 9} L{right} {my + 9} C{right} {my - size * 0.15} {mx + rib * size * 0.14 + size * 0.1} "
            f"{my - size * 0.3} {mx} {my - size * 0.42}Z"
        ), "#FFF3E0"))  # fmt: skip
    return [pole, top, prop(circle(mx, my - size * 0.4, size * 0.03), "#F9C74F")]


def _ball(x: float, y: float, radius: float) -> Item:
    ball = prop(circle(x, y, radius), "#FFFFFF")
    for at, color in enumerate(("#F25C54", "#F9C74F", "#3F9ED6")):
        bend = (at - 1) * radius * 0.8
        stripe = curve((x - radius * 0.2, y - radius), (x + bend - radius * 0.3, y), (x, y + radius))
        ball.marks.append(scenery(taper(stripe, (radius * 0.1, radius * 0.5, radius * 0.1)), color))
    return ball


def mountains(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Snow-capped peaks over a lake, pines on its banks and a grassy shore."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    horizon = height * 0.56
    far = [_peak(width * x, horizon + 8, width * wide, height * tall, "#A9BEDA", rng, white=air.is_white) for x, wide, tall in
           ((0.16, 0.34, 0.24), (0.88, 0.36, 0.27), (0.56, 0.3, 0.2))]  # fmt: skip
    near = [_peak(width * x, horizon + 12, width * wide, height * tall, color, rng, white=air.is_white) for x, wide, tall, color in
            ((0.34, 0.42, 0.37, "#7E97BF"), (0.72, 0.4, 0.31, "#7089B5"))]  # fmt: skip
    trees = [scenery(below([(width * x, horizon - (6 + 14 * rng.random()) * unit) for x in np.linspace(-0.05, 1.05, 9)],
                           horizon + 30, width), "#4E8A70", form="soft")]  # fmt: skip
    for at in range(26):
        x = width * (at + rng.random()) / 26
        shade = mix("#3D7A63", "#8FC0A8", 0.3 * rng.random())
        trees.append(
            scenery(
                pine(x, horizon + 10, (54 + 44 * rng.random()) * unit, rng),
                shade,
                gradient=(mix(shade, "#A9D0BC", 0.3), shade),
            )
        )
    if air.is_white:
        snowed(trees[1:], 9 * unit)
    bank = height * 0.76
    lake = [
        band(canvas, horizon + 6, bank + 60, ("#8FC6DC", "#5FA9CB", "#4A93BC"), "water"),
        scenery(_mirror(near, horizon + 10), "#6F8FB8", alpha=0.28, blur=5, kind="glow"),
        *ripples(horizon + 20, bank, 20, "#E8F6FA", width, rng),
    ]
    light_grass, dark_grass = grass(air)
    shore = [scenery(below([(width * x, bank + dip * unit) for x, dip in
                            ((-0.05, 10), (0.2, 34), (0.45, 8), (0.7, 30), (1.05, -6))], height + 20, width),
                     light_grass, gradient=(light_grass, dark_grass), cls="grass")]  # fmt: skip
    shore += [rock(width * x, bank + dy * unit, size * unit, "#A8A3B4", rng) for x, dy, size in
              ((0.06, 40, 40), (0.13, 52, 24), (0.93, 30, 46))]  # fmt: skip
    shore += [tuft(rng.random() * width, bank + (60 + 190 * rng.random()) * unit, (16 + 14 * rng.random()) * unit,
                   mix(dark_grass, "#3E7A4E", 0.25), rng) for _ in range(26)]  # fmt: skip
    land = [Group(far, "far"), mist(canvas, horizon - 20, "#EAF2F6", 0.4), Group(near, "peaks"),
            mist(canvas, horizon - 6, "#EAF2F6", 0.35), Group(trees, "trees"), Group(lake, "lake"), Group(shore, "shore")]  # fmt: skip
    return outdoors(
        canvas, air, rng, land, ground=height * 0.88, horizon=horizon, rear=height * 0.8,
        water=_wet(canvas, air, horizon + 6, shore[0].path, "#5FA9CB", 0.5, height * 0.71),
    )  # fmt: skip


def _peak(
    x: float, foot: float, width: float, height: float, color: str, rng: np.random.Generator, *, white: bool
) -> Item:  # fmt: skip
    """A mountain with snow on its summit, down to its foot where the land is `white`."""
    top = foot - height
    left, right = x - width * 0.62, x + width * 0.62
    shoulder = foot - height * (0.45 + 0.1 * rng.random())
    points = [(left, foot), (x - width * 0.3, shoulder), (x - width * 0.12, top + height * 0.16), (x, top),
              (x + width * 0.14, top + height * 0.24), (x + width * 0.3, shoulder + height * 0.1), (right, foot)]  # fmt: skip
    body = scenery(
        polygon(points), color, gradient=(mix(color, "#FFFFFF", 0.12), mix(color, "#DCE8F0", 0.42)), cls="rock"
    )
    dark = polygon([(x, top), (x + width * 0.14, top + height * 0.24), (x + width * 0.3, shoulder + height * 0.1), (right, foot),
                    (x + width * 0.1, foot), (x + width * 0.02, top + height * 0.5), (x + width * 0.06, top + height * 0.3)])  # fmt: skip
    body.marks.append(scenery(dark, mix(color, "#3F4C86", 0.4), alpha=0.55))
    snow = polygon([(x - width * 0.2, top + height * 0.34), (x, top - 4), (x + width * 0.2, top + height * 0.36), (x + width * 0.1, top + height * 0.28),
                    (x + width * 0.04, top + height * 0.4), (x - width * 0.03, top + height * 0.27), (x - width * 0.1, top + height * 0.4)])  # fmt: skip
    body.marks.append(scenery(snow, "#FFFFFF", alpha=0.95, cls="snow"))
    if white:
        hem = [(x + width * (0.62 - 0.155 * at), foot - height * (0.08 if at % 2 else 0.24)) for at in range(9)]
        body.marks.insert(0, scenery(polygon([(left, top), (right, top), *hem]), "#F4F8FD", alpha=0.92, cls="snow"))
    return body


def _mirror(peaks: list[Item], line_y: float) -> skia.Path:
    path = skia.Path()
    for item in peaks:
        moved = skia.Path()
        item.path.transform(skia.Matrix.MakeAll(1, 0, 0, 0, -0.55, line_y * 1.55, 0, 0, 1), moved)
        path.addPath(moved)
    return path


def underwater(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """The sea floor: shafts of light, coral, weed and bubbles."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    deep = ("#0E2F66", "#123F7E", "#1B5A94") if air.is_dark else ("#7FE0E4", "#2FA6C8", "#1A6BA8")
    water = [band(canvas, -10, height + 20, deep, "water")]
    for at in range(5):
        x = width * (0.08 + 0.2 * at + 0.06 * rng.random())
        shaft = polygon([(x, -20), (x + 60 * unit, -20), (x + 10 * unit, height * 0.9), (x - 150 * unit, height * 0.9)])
        water.append(scenery(shaft, "#E6FFFB", alpha=0.13, blur=14, blend=skia.BlendMode.kScreen, kind="glow"))
    floor = height * 0.78
    far = [scenery(below([(width * x, floor - tall * unit) for x, tall in
                          ((-0.05, 150), (0.12, 210), (0.3, 90), (0.5, 60), (0.7, 130), (0.88, 230), (1.05, 160))], height, width),
                   "#2B7FAE", gradient=("#3A94BE", "#23699C"), alpha=0.75)]  # fmt: skip
    sand = [scenery(below([(width * x, floor + dip * unit) for x, dip in ((-0.05, 20), (0.25, 44), (0.55, 14), (0.8, 40), (1.05, 8))],
                          height + 20, width), "#E9D6A8", gradient=("#D9CFA6", "#C7B98E"), cls="sand")]  # fmt: skip
    for at in range(40):
        x, y = rng.random() * width, floor + (50 + 200 * rng.random()) * unit
        sand.append(scenery(circle(x, y, 5, 2.4), "#FFF6DC" if at % 3 else "#A99A74", alpha=0.5, kind="flat"))
    plants: list[Item] = []
    for x, tall, color in (
        (0.06, 300, "#2F9E78"),
        (0.11, 220, "#3FB58A"),
        (0.9, 330, "#2F9E78"),
        (0.95, 230, "#52C29A"),
        (0.84, 180, "#3FB58A"),
    ):
        plants += _weed(width * x, floor + 70 * unit, tall * unit, color, rng)
    for x, size, color in ((0.17, 90, "#F2788F"), (0.79, 110, "#F59E5B"), (0.02, 80, "#B77BD0"), (0.98, 90, "#F2788F")):
        plants += _coral(width * x, floor + 90 * unit, size * unit, color, rng)
    bubbles = [
        _bubble(width * (0.15 + 0.7 * rng.random()), height * rng.random() * 0.8, (4 + 12 * rng.random() ** 2) * unit)
        for _ in range(26)
    ]
    return Backdrop(
        back=[Group(water, "water"), Group(far, "far"), Group(sand, "floor"), Group(plants, "plants")],
        front=[Group([one for pair in bubbles for one in pair], "bubbles", layer="front")],
        light=Light(shade="#3F6FB0", high="#DDFBF4", bounce="#8FE0DC", dx=0.5, dy=1.4, cast="#123F6E"),
        ground=height * 0.86, horizon=floor, tint="#E4F5F7", haze="#58B4CE", shadow=0.3, floats=False,
    )  # fmt: skip


def _weed(x: float, y: float, height: float, color: str, rng: np.random.Generator) -> list[Item]:
    out: list[Item] = []
    for at in range(3):
        foot = x + (at - 1) * height * 0.07
        points = [
            (foot + math.sin(step * 1.3 + at) * height * 0.05, y - height * (0.75 + 0.25 * rng.random()) * step / 5)
            for step in range(6)
        ]
        out.append(
            prop(taper(smooth(points), (height * 0.07, height * 0.06, 3)), mix(color, "#FFFFFF", 0.1 * at), cls="leaf")
        )
    return out


def _coral(x: float, y: float, size: float, color: str, rng: np.random.Generator) -> list[Item]:
    out: list[Item] = []
    for at in range(5):
        lean = (at - 2) * 0.34 + (rng.random() - 0.5) * 0.15
        tip = (x + math.sin(lean) * size * 1.5, y - math.cos(lean) * size * 1.5)
        out.append(
            prop(
                taper(curve((x, y), (x + math.sin(lean) * size * 0.3, y - size * 0.8), tip), (size * 0.26, size * 0.2)),
                color,
                cls="coral",
            )
        )
    return out


def _bubble(x: float, y: float, radius: float) -> tuple[Item, Item]:
    ring = scenery(circle(x, y, radius), "#DFFBFF", alpha=0.35, kind="flat", cls="bubble")
    shine = scenery(
        circle(x - radius * 0.3, y - radius * 0.3, radius * 0.3), "#FFFFFF", alpha=0.85, kind="flat", cls="bubble"
    )
    return ring, shine
