"""Forest, meadow and park."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    glow,
    line,
    prop,
    rect,
    ridge,
    scenery,
    smooth,
    taper,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import fern, flower, grass, leaves, pine, tree, tuft
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_FOREST = {
    "summer": ("#A9D3B0", "#7FBA8C", "#58996F", "#3B7A58", "#2B6049"),
    "spring": ("#C7E3B4", "#9CCB90", "#74AC74", "#52905F", "#3D7A50"),
    "autumn": ("#EFCB98", "#E0A263", "#C97C42", "#A45A34", "#7E442E"),
    "winter": ("#DCE7EE", "#B9CCD8", "#8FA9BA", "#66859A", "#4B6A80"),
}
_SNOW_BY_NIGHT = ("#AFC2EE", "#8398CE")
"""The ground under snow at night, far and near."""
_NIGHT_FOREST = ("#5A80AA", "#3F6592", "#2A4A78", "#1B3360", "#122449")


def forest(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Rows of conifers in haze, a clearing with a path, ferns in front, fireflies at night."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    dark = air.is_dark
    tones = _NIGHT_FOREST if dark else _FOREST["winter" if air.is_white else air.season]
    haze = "#9DC0DA" if dark else mix(haze_of(air), "#F2F7E8", 0.4)
    land: list[Group] = []
    for row, (y, tall, count) in enumerate(((0.585, 200, 17), (0.635, 280, 13), (0.69, 390, 9), (0.75, 540, 6))):
        trees: list[Item] = []
        for at in range(count):
            x = width * (at + 0.2 + 0.6 * rng.random()) / count
            size = tall * unit * (0.8 + 0.4 * rng.random())
            if (row == 3 and 0.27 < x / width < 0.8) or (row == 2 and 0.42 < x / width < 0.74):
                continue
            shape = pine(x, height * y + 12, size, rng)
            trees.append(scenery(shape, tones[row], gradient=(tones[row], mix(tones[row], haze, 0.32)), cls="leaf"))
        if dark and air.is_white:
            snowed(trees, (5 + 2 * row) * unit, color=_SNOW_BY_NIGHT[0])
        rim = mix(tones[row], _SNOW_BY_NIGHT[0] if dark and air.is_white else haze, 0.3 + 0.4 * (dark and air.is_white))
        trees.append(
            scenery(ridge(height * y, 14 * unit, 7, rng, height + 20, width), rim, gradient=(rim, tones[row + 1]))
        )
        land += [Group(trees, f"trees{row}"), mist(canvas, height * y, haze, 0.2)]
    near, foot = mix(grass(air)[0], tones[1], 0.35), mix(grass(air)[1], tones[3], 0.5)
    if dark:
        near, foot = _SNOW_BY_NIGHT if air.is_white else ("#2F5578", "#152A52")
    path = [
        (0.6, 0.775),
        (0.55, 0.83),
        (0.62, 0.88),
        (0.5, 0.94),
        (0.41, 1.02),
        (0.82, 1.02),
        (0.77, 0.92),
        (0.74, 0.86),
        (0.665, 0.83),
        (0.645, 0.775),
    ]
    floor = [
        scenery(ridge(height * 0.785, 12 * unit, 6, rng, height + 20, width), near, gradient=(near, foot), cls="grass"),
        scenery(smooth([(width * x, height * y) for x, y in path], True), "#5C86A4" if dark else "#E9D9AE", alpha=0.4, kind="flat"),
    ]  # fmt: skip
    floor += [
        tuft(rng.random() * width, height * (0.82 + 0.17 * rng.random()), 20 * unit, mix(foot, near, 0.35), rng)
        for _ in range(0 if air.is_white else 22)
    ]
    land.append(Group(floor, "floor"))
    ferns: list[Item] = []
    shade = "#0E1D40" if dark else mix(tones[4], "#1F3D34", 0.25)
    for x, lean, size in (
        (0.04, 0.5, 230),
        (0.09, 0.9, 190),
        (-0.01, 0.15, 260),
        (0.95, -0.5, 240),
        (0.9, -0.95, 190),
        (1.01, -0.1, 280),
    ):
        ferns.append(fern(width * x, height + 16, size * unit, lean, shade))
    front = [Group(ferns, "ferns")]
    backdrop = outdoors(canvas, air, rng, [], ground=height * 0.88, horizon=height * 0.585, front=[], lit=land)
    lights = (
        [Group(_fireflies(canvas, rng), "fireflies")] if dark and air.weather == "clear" and not air.is_white else []
    )
    for group in (*front, *lights):
        group.layer = "front"
    backdrop.front[:0] = front
    backdrop.front.extend(lights)
    if not dark and air.time == "day" and air.weather == "clear":
        backdrop.back.append(Group(_sunbeams(canvas), "beams"))
    return backdrop


def _fireflies(canvas: Canvas, rng: np.random.Generator) -> list[Item]:
    out: list[Item] = []
    for _ in range(34):
        x, y = canvas.width * (0.06 + 0.88 * rng.random()), canvas.height * (0.55 + 0.37 * rng.random())
        if 0.24 < x / canvas.width < 0.76 and y < canvas.height * 0.88:
            continue
        out += [glow(x, y, 16, "#F7F08A", 0.8), scenery(circle(x, y, 3), "#FFFBD0", kind="flat", cls="firefly")]
    return out


def _sunbeams(canvas: Canvas) -> list[Item]:
    width, height = canvas.width, canvas.height
    out: list[Item] = []
    for x, wide in ((0.6, 0.07), (0.74, 0.05), (0.86, 0.09)):
        beam = smooth([(width * x, -20), (width * (x + wide), -20), (width * (x + wide - 0.34), height * 0.86),
                       (width * (x - 0.42), height * 0.86)], True)  # fmt: skip
        out.append(scenery(beam, "#FFF6D0", alpha=0.13, blur=16, kind="glow"))
    return out


def meadow(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Rolling hills, a tree or two, and flowers up to the front."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    horizon = height * 0.56
    light, dark = grass(air)
    haze = haze_of(air)
    hills = [
        scenery(
            ridge(horizon - 10, 46 * unit, 5, rng, height, width),
            mix(dark, haze, 0.55),
            gradient=(mix(dark, haze, 0.5), mix(light, haze, 0.4)),
        ),
        scenery(
            ridge(horizon + 34 * unit, 36 * unit, 4, rng, height, width),
            mix(dark, haze, 0.28),
            gradient=(mix(light, haze, 0.2), dark),
        ),
    ]
    wood: list[Item] = []
    shades = leaves(air)
    for x, y, size in ((0.1, 0.1, 250), (0.2, 0.085, 170), (0.9, 0.12, 290)):
        wood += tree(width * x, horizon + height * y, size * unit, shades[round(10 * x) % 3], rng)
    field = [
        scenery(ridge(height * 0.7, 18 * unit, 5, rng, height + 20, width), light, gradient=(light, dark), cls="grass")
    ]
    for _ in range(70):
        y = 0.72 + 0.27 * rng.random() ** 1.2
        field.append(
            tuft(
                rng.random() * width,
                height * y,
                (8 + 30 * (y - 0.7) / 0.3) * unit,
                mix(dark, "#3E8A56", 0.3 * rng.random()),
                rng,
            )
        )
    blooms: list[Item] = []
    colors = ("#FFFFFF", "#F7C8D8", "#F9D25A", "#F2788F", "#B79BE0")
    if not air.is_white:
        spots = sorted((0.74 + 0.28 * rng.random(), rng.random()) for _ in range(46))
        for y, x in spots:
            if 0.26 < x < 0.74 and y > 0.8:
                continue
            blooms += flower(
                width * x,
                height * y,
                (6 + 16 * (y - 0.72) / 0.28) * unit,
                colors[int(rng.integers(0, len(colors)))],
                rng,
            )
    land = [
        Group(hills, "hills"),
        mist(canvas, horizon + 20, haze, 0.25),
        Group(wood, "trees"),
        Group(field, "field"),
        Group(blooms, "flowers"),
    ]
    return outdoors(canvas, air, rng, land, ground=height * 0.87, horizon=horizon + 30 * unit)


def park(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """A park: trees, a winding path, a bench and a lamp that is lit at night."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    horizon = height * 0.6
    light, dark = grass(air)
    shades = leaves(air)
    haze = haze_of(air)
    far: list[Item] = [scenery(ridge(horizon - 30 * unit, 40 * unit, 9, rng, height, width), mix(shades[1], haze, 0.5))]
    trees: list[Item] = []
    for x, y, size in ((0.03, 0.08, 420), (0.26, 0.03, 240), (0.8, 0.03, 260), (0.98, 0.1, 460)):
        trees += tree(width * x, horizon + height * y, size * unit, shades[int(rng.integers(0, 3))], rng)
    lawn = [
        scenery(ridge(horizon + 6, 8 * unit, 5, rng, height + 20, width), light, gradient=(light, dark), cls="grass")
    ]
    path = smooth([(width * x, height * y) for x, y in ((0.52, 0.615), (0.62, 0.66), (0.44, 0.74), (0.2, 0.86), (0.08, 1.04), (0.8, 1.04), (0.82, 0.88),
                                                         (0.74, 0.76), (0.72, 0.67), (0.56, 0.615))], True)  # fmt: skip
    lawn.append(
        scenery(
            path, "#EFE2C4", gradient=("#DDE5EC", "#E8EEF4") if air.is_white else ("#E4D3AE", "#F2E7CC"), cls="sand"
        )
    )
    lawn += [
        tuft(rng.random() * width, height * (0.66 + 0.33 * rng.random()), 15 * unit, mix(dark, "#3E8A56", 0.3), rng)
        for _ in range(30)
    ]
    things = _bench(width * 0.2, height * 0.73, 150 * unit)
    lamp_x, lamp_y = width * 0.86, height * 0.76
    lamp = _lamp(lamp_x, lamp_y, 330 * unit)
    if air.is_white:
        snowed([*things, *lamp], 9 * unit)
    lit = [Group([glow(lamp_x, lamp_y - 330 * unit, 120 * unit, "#FFE3A0", 0.8)], "lamplight")] if air.is_dark else []
    land = [Group(far, "far"), mist(canvas, horizon, haze, 0.3), Group(lawn, "lawn"), Group(trees, "trees"),
            Group(things, "bench", ground=height * 0.73, shadow=0.3), Group(lamp, "lamp", ground=lamp_y, shadow=0.25)]  # fmt: skip
    return outdoors(canvas, air, rng, land, ground=height * 0.88, horizon=horizon, lit=lit)


def _bench(x: float, y: float, size: float) -> list[Item]:
    wood, iron = "#C98A54", "#4B4666"
    legs = [
        prop(taper(line((x + at * size, y), (x + at * size, y - size * 0.7)), (size * 0.05, size * 0.05)), iron)
        for at in (-0.42, 0.42)
    ]
    slats = [
        prop(rect(x - size * 0.52, y - size * up, size * 1.04, size * 0.09, 3), wood, form="soft")
        for up in (0.68, 0.54, 0.34)
    ]
    return [*legs, *slats]


def _lamp(x: float, y: float, height: float) -> list[Item]:
    iron = "#4B4666"
    pole = prop(taper(line((x, y), (x, y - height * 0.9)), (height * 0.04, height * 0.024)), iron)
    bowl = prop(circle(x, y - height, height * 0.085), "#FFF3CF")
    return [pole, prop(rect(x - height * 0.05, y - height * 0.93, height * 0.1, height * 0.03, 3), iron), bowl,
            prop(rect(x - height * 0.035, y - height * 0.02, height * 0.07, height * 0.03, 3), iron)]  # fmt: skip
