"""The city, and the sky over everything."""

from __future__ import annotations

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.light import NIGHT, Light
from gpuserver.engines.illustrator.painting.shapes import (
    below,
    circle,
    glow,
    line,
    polygon,
    prop,
    rect,
    scenery,
    sky,
    smooth,
    taper,
)  # fmt: skip
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.clouds import billow
from gpuserver.engines.illustrator.settings.nature import leaves, tree
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.showers import falling
from gpuserver.engines.illustrator.settings.skyline import ROWS, houses
from gpuserver.engines.illustrator.settings.weather import haze_of, heavens, light_of, mist, outdoors


def city(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Three rows of houses in haze with lit windows, and a paved street with trees and lamps."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    rows, haze = ROWS[air.time], haze_of(air)
    lit = air.time in {"night", "sunset"} or air.weather in {"rain", "storm"}
    back: list[Group] = []
    for row, (y, tall, wide) in enumerate(((0.62, 250, 62), (0.66, 300, 92), (0.71, 330, 128))):
        back += [Group(houses(canvas, height * y, tall * unit, wide * unit, rows[row], haze, row, lit=lit, rng=rng), f"row{row}"),
                 mist(canvas, height * y - 30, haze, 0.24)]  # fmt: skip
    street, edge = height * 0.735, "#8E7F9E"
    stone = {"night": ("#3A3F6A", "#2A2E54"), "sunset": ("#A9728C", "#7E5478")}.get(air.time, ("#D6CFDA", "#B9B1C4"))
    stone = tuple(mix(one, "#F3F7FC", 0.3 if air.is_dark else 0.68) for one in stone) if air.is_white else stone
    paving = [scenery(rect(-20, street, width + 40, height - street + 30), stone[0], gradient=stone, cls="stone")]
    paving.append(scenery(rect(-20, street - 6, width + 40, 16 * unit), mix(stone[0], "#FFFFFF", 0.25), cls="stone"))
    for at in range(1, 7):
        y = street + (height - street) * (at / 7) ** 1.5
        paving.append(
            scenery(rect(-20, y, width + 40, (1 + at * 0.5) * unit), mix(stone[1], edge, 0.4), alpha=0.5, kind="flat")
        )
    for at in range(-9, 10):
        foot = width * (0.5 + at * 0.16)
        seam = taper(line((width * (0.5 + at * 0.06), street), (foot, height + 10)), (1 * unit, 3.5 * unit), caps=False)
        paving.append(scenery(seam, mix(stone[1], edge, 0.4), alpha=0.45, kind="flat"))
    shades = leaves(air)
    trees: list[Item] = []
    for x, size in ((0.05, 300), (0.95, 320)):
        trees += tree(width * x, street + 18 * unit, size * unit, shades[1 if x < 0.5 else 0], rng)
    lamps: list[Item] = []
    lights: list[Item] = []
    for x in (0.2, 0.82):
        lamps += _lamp(width * x, street + 22 * unit, 250 * unit)
        if lit:
            lights.append(glow(width * x, street - 226 * unit, 90 * unit, "#FFE0A0", 0.8))
    if air.is_white:
        snowed([item for group in back for item in group.items if item.kind == "part"], 9 * unit)
        snowed(lamps, 7 * unit)
    backdrop = outdoors(
        canvas, air, rng, [Group(trees, "trees")], ground=height * 0.88, horizon=street,
        lit=[Group(paving, "street"), Group(lamps, "lamps"), Group(lights, "lamplight")],
    )  # fmt: skip
    sky_group, trees_group, *rest = backdrop.back
    backdrop.back[:] = [sky_group, *back, rest[0], trees_group, *rest[1:]]
    return backdrop


def _lamp(x: float, y: float, height: float) -> list[Item]:
    iron = "#3E3A58"
    pole = prop(taper(line((x, y), (x, y - height * 0.95)), (height * 0.035, height * 0.02)), iron)
    head = prop(polygon([(x - height * 0.05, y - height * 1.06), (x + height * 0.05, y - height * 1.06), (x + height * 0.034, y - height * 0.94),
                         (x - height * 0.034, y - height * 0.94)]), "#FFF0C2", form="soft")  # fmt: skip
    cap = prop(
        polygon(
            [(x - height * 0.066, y - height * 1.055), (x, y - height * 1.11), (x + height * 0.066, y - height * 1.055)]
        ),
        iron,
        form="soft",
    )
    return [pole, head, cap]


def above(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """High in the air: nothing but sky, stars at night, and clouds to rest on."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    top = heavens(canvas, air, rng, height * 0.95)
    white, blue = {
        "night": ("#5D74B4", "#2C4480"),
        "sunset": ("#FFD0B8", "#B5659A"),
        "dawn": ("#FFF0E8", "#E9C3D2"),
    }.get(air.time, ("#FFFFFF", "#CFE4F2"))
    low: list[Item] = []
    near: list[Item] = []
    for y, size, count, alpha in ((0.8, 150, 6, 0.7), (0.9, 200, 5, 0.9), (1.0, 240, 5, 1.0)):
        for at in range(count):
            x = width * (at + 0.2 + 0.6 * rng.random()) / count
            row = near if y == 1.0 else low
            row.append(billow(x, height * y, size * unit, white, blue, rng, alpha=alpha))
    wisps = Group(near, "wisps", layer="front")
    return Backdrop(
        back=[top, Group(low, "clouds")], front=[wisps, *falling(canvas, air, rng)], light=light_of(air), ground=height * 0.84,
        horizon=height * 0.7, tint="#C0C4EA" if air.is_dark else None, haze=haze_of(air), shadow=0.0, floats=True,
    )  # fmt: skip


def space(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """The moon's ground under a black-violet sky: stars, a ringed planet, the earth far off."""
    del air
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    dark = [sky(("#0B0B2A", "#1C1748", "#3A2A6E"), height, width)]
    for _ in range(170):
        x, y = rng.random() * width, rng.random() * height * 0.8
        dark.append(
            scenery(
                circle(x, y, 0.7 + 1.9 * rng.random() ** 3),
                "#FFF8DC",
                alpha=0.3 + 0.7 * rng.random(),
                kind="flat",
                cls="star",
            )
        )
    dark += [
        glow(width * 0.3, height * 0.3, 300 * unit, "#6A3FA8", 0.35),
        glow(width * 0.7, height * 0.5, 260 * unit, "#2F6FB0", 0.3),
    ]
    x, y, radius = width * 0.77, height * 0.22, 96 * unit
    planet = prop(circle(x, y, radius), "#F2A65A", cls="planet", casts=False)
    for at, (shift, color) in enumerate(((-0.5, "#F7C27A"), (-0.1, "#D9803F"), (0.3, "#F7C27A"), (0.65, "#C96F3A"))):
        planet.marks.append(
            scenery(rect(x - radius, y + shift * radius, 2 * radius, radius * (0.2 + 0.05 * at), 8), color, alpha=0.6)
        )
    ring = taper(_arc(x, y, radius * 1.75, radius * 0.42), (radius * 0.05, radius * 0.13, radius * 0.05))
    earth = prop(circle(width * 0.16, height * 0.2, 46 * unit), "#5FB4E8", cls="planet", casts=False)
    for dx, dy, size in ((-0.3, -0.2, 0.4), (0.35, 0.25, 0.35), (0.1, -0.5, 0.25)):
        earth.marks.append(
            scenery(circle(width * 0.16 + dx * 46 * unit, height * 0.2 + dy * 46 * unit, size * 46 * unit), "#7DC88A")
        )
    ground_y = height * 0.74
    crest = [
        (width * at, ground_y + dip * unit) for at, dip in ((-0.05, 30), (0.2, 4), (0.5, -18), (0.8, 2), (1.05, 34))
    ]
    moon = [scenery(below(crest, height + 20, width), "#B9B4CC", gradient=("#C9C4DA", "#8E88AC"), cls="stone")]
    for at, deep, size in (
        (0.1, 0.86, 70),
        (0.88, 0.83, 80),
        (0.72, 0.95, 56),
        (0.3, 0.965, 44),
        (0.47, 0.79, 34),
        (0.62, 0.8, 26),
    ):
        moon += [scenery(circle(width * at, height * deep, size * unit, size * 0.34 * unit), "#7A7498", alpha=0.75, cls="stone"),
                 scenery(circle(width * at + 4, height * deep + 5 * unit, size * 0.9 * unit, size * 0.27 * unit), "#9A94B6", alpha=0.9, cls="stone")]  # fmt: skip
    light = Light(
        shade="#3B2F7A",
        high="#F4ECFF",
        bounce="#8C8CE8",
        depth=0.75,
        dx=1,
        dy=1,
        rim=0.9,
        bounce_strength=0.3,
        cast="#1C1440",
    )
    return Backdrop(
        back=[Group(dark, "space", light=NIGHT), Group([planet, scenery(ring, "#F9DDB0", form="soft", cls="planet")], "planet", light=light),
              Group([earth], "earth", light=light), Group(moon, "ground")],
        front=[], light=light, ground=height * 0.87, horizon=ground_y, tint="#DDD6F5", rim=("#E8E2FF", 0.7), cast="#2A2050",
        haze="#6A5FA0", shadow=0.5,
    )  # fmt: skip


def _arc(x: float, y: float, wide: float, tall: float) -> skia.Path:
    points = [
        (x + wide * np.cos(angle), y + tall * np.sin(angle) - wide * 0.1 * np.cos(angle))
        for angle in np.linspace(-0.35, np.pi + 0.35, 24)
    ]
    return smooth([(float(a), float(b)) for a, b in points])
