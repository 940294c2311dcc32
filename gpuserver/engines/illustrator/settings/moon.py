"""The moon: grey dust and craters, with the earth in the sky."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.light import Light
from gpuserver.engines.illustrator.painting.shapes import (
    blob,
    circle,
    curve,
    difference,
    glow,
    line,
    polygon,
    prop,
    rect,
    scenery,
    sky,
    smooth,
    taper,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import rock
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.scape import crag, patch, slope
from gpuserver.engines.illustrator.settings.showers import falling
from gpuserver.engines.illustrator.settings.worlds import crater, starfield

_MOONLIGHT = Light(
    shade="#3E3A78",
    high="#F6F0FF",
    bounce="#8CA4E8",
    depth=0.75,
    dx=1,
    dy=1,
    rim=0.9,
    bounce_strength=0.3,
    cast="#1C1A44",
)


def moon(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Grey dust and craters under a black sky, the earth above the hills; earthshine at night."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    night = air.is_dark
    colors = ("#070820", "#10133A", "#1E2456") if night else ("#0E1030", "#1E2150", "#343A74")
    dark: list[Item] = [sky(colors, height, width), *starfield(canvas, rng, 190 if night else 130)]
    dark.append(glow(width * 0.36, height * 0.34, 330 * unit, "#3E4C9A", 0.3))
    x, y, radius = width * 0.76, height * 0.21, 104 * unit
    earth = _earth(x, y, radius)
    pale, grey, deep = ("#8A90BC", "#6A6E9C", "#484A78") if night else ("#DAD8E4", "#B2AFC4", "#85819F")
    if air.is_white:  # frost
        pale, grey, deep = (mix(one, "#EAF4FF", 0.3 if night else 0.6) for one in (pale, grey, deep))
    hills = [
        crag(canvas, ((-0.2, 0.63), (-0.04, 0.53), (0.06, 0.49), (0.16, 0.54), (0.3, 0.6), (0.4, 0.63)), mix(grey, colors[2], 0.45), mix(pale, colors[2], 0.4), shade="#2A2650"),
        crag(canvas, ((0.55, 0.63), (0.7, 0.58), (0.8, 0.54), (0.9, 0.505), (1.0, 0.55), (1.2, 0.63)), mix(grey, colors[2], 0.4), mix(pale, colors[2], 0.35), shade="#2A2650", bend=-0.08),
    ]  # fmt: skip
    ground = [slope(canvas, ((-0.05, 0.625), (0.2, 0.612), (0.45, 0.62), (0.7, 0.61), (1.05, 0.63)), (mix(pale, colors[2], 0.22), grey), "stone"),
              *crater(canvas, 0.26, 0.655, 70, pale, deep), *crater(canvas, 0.74, 0.668, 90, pale, deep), *crater(canvas, 0.5, 0.645, 40, pale, deep),
              slope(canvas, ((-0.05, 0.73), (0.2, 0.745), (0.5, 0.732), (0.8, 0.742), (1.05, 0.728)), (pale, grey, deep), "stone")]  # fmt: skip
    for cx, cy, size in (
        (0.1, 0.81, 120),
        (0.91, 0.79, 130),
        (0.76, 0.95, 110),
        (0.2, 0.955, 84),
        (0.62, 0.775, 44),
        (0.33, 0.77, 36),
    ):
        ground += crater(canvas, cx, cy, size, pale, deep)
    ground += [
        scenery(
            circle(width * rng.random(), height * (0.75 + 0.24 * rng.random()), 9 * unit, 3 * unit),
            deep,
            alpha=0.3,
            kind="flat",
            cls="stone",
        )
        for _ in range(26)
    ]
    ground += _steps(canvas, deep)
    stones = [
        rock(width * sx, height * sy, size * unit, mix(grey, deep, 0.4 * rng.random()), rng)
        for sx, sy, size in ((0.03, 0.765, 50), (0.97, 0.745, 40), (0.98, 0.93, 58), (0.27, 0.845, 17))
    ]
    if air.is_white:
        for sx, sy, wide in ((0.2, 0.79, 0.16), (0.82, 0.87, 0.2), (0.12, 0.92, 0.14), (0.6, 0.7, 0.2)):
            ground.append(
                patch(
                    canvas,
                    (
                        (sx - wide, sy),
                        (sx, sy - 0.014),
                        (sx + wide, sy),
                        (sx + wide * 0.3, sy + 0.018),
                        (sx - wide * 0.5, sy + 0.014),
                    ),
                    ("#EAF4FF",),
                    "snow",
                    alpha=0.7,
                )
            )
        snowed(stones, 7 * unit)
    lander = _lander(canvas, 0.155, 0.705, 150 * unit)
    back = [Group(dark, "space"), Group(earth, "earth", light=_MOONLIGHT), Group(hills, "hills"), Group(ground, "ground"),
            Group(lander, "lander", ground=height * 0.705, shadow=0.4, light=_MOONLIGHT, tint="#8C94CC" if night else None), Group(stones, "stones", light=_MOONLIGHT)]  # fmt: skip
    return Backdrop(
        back=back, front=falling(canvas, air, rng), light=_MOONLIGHT, ground=height * 0.875, horizon=height * 0.62, tint="#A6AEE8" if night else "#E6E2F8",
        rim=("#CFE4FF" if night else "#F2ECFF", 0.75), cast="#1C1A44", haze=mix(colors[2], pale, 0.4), shadow=0.55,
    )  # fmt: skip


def _earth(x: float, y: float, radius: float) -> list[Item]:
    """The earth with seas, land and weather, lit from the left."""
    globe = prop(circle(x, y, radius), "#4A9AD8", cls="planet", casts=False)
    lands = (((-0.55, -0.35), (-0.2, -0.62), (0.12, -0.5), (0.02, -0.2), (-0.2, 0.0), (-0.42, -0.05)), ((-0.12, 0.12), (0.18, 0.05), (0.26, 0.36), (0.05, 0.7), (-0.1, 0.42)),
             ((0.42, -0.5), (0.75, -0.3), (0.9, 0.1), (0.6, 0.3), (0.5, -0.1)))  # fmt: skip
    for points in lands:
        globe.marks.append(scenery(blob([(x + px * radius, y + py * radius) for px, py in points]), "#7DC08A"))
    for dy, left, right in ((-0.55, -0.5, 0.5), (-0.12, -0.9, -0.1), (0.28, -0.2, 0.8), (0.6, -0.6, 0.2)):
        wisp = curve(
            (x + left * radius, y + dy * radius),
            (x + (left + right) / 2 * radius, y + (dy - 0.12) * radius),
            (x + right * radius, y + (dy + 0.04) * radius),
        )
        globe.marks.append(scenery(taper(wisp, (1, radius * 0.13, 1), caps=False), "#FFFFFF", alpha=0.85))
    night = difference(circle(x, y, radius * 1.02), circle(x - radius * 0.42, y - radius * 0.3, radius * 1.1))
    globe.marks.append(scenery(night, "#0E1030", alpha=0.55, blur=radius * 0.08))
    return [glow(x, y, radius * 1.7, "#6FB4F0", 0.5), globe]


def _steps(canvas: Canvas, deep: str) -> list[Item]:
    """Footprints that come from the lander."""
    unit = canvas.scale / 1024
    out: list[Item] = []
    for step in range(9):
        share = step / 8
        x, y = 0.215 + 0.14 * share + 0.012 * (step % 2), 0.715 + 0.2 * share
        out.append(
            scenery(
                circle(canvas.width * x, canvas.height * y, (8 + 9 * share) * unit, (3 + 3.6 * share) * unit),
                deep,
                alpha=0.5,
                kind="flat",
                cls="stone",
            )
        )
    return out


def _lander(canvas: Canvas, x: float, foot: float, size: float) -> list[Item]:
    """A small landing craft in gold foil, and a flag."""
    px, py = canvas.width * x, canvas.height * foot
    legs = [
        prop(
            taper(
                line((px + side * size * 0.2, py - size * 0.38), (px + side * size * 0.46, py - size * 0.02)),
                (size * 0.05, size * 0.04),
            ),
            "#8C88A8",
            cls="metal",
        )
        for side in (-1, 1)
    ]
    feet = [
        prop(circle(px + side * size * 0.47, py - size * 0.01, size * 0.09, size * 0.03), "#B9B5CC", cls="metal")
        for side in (-1, 1)
    ]
    body = prop(
        polygon(
            [
                (px - size * 0.34, py - size * 0.3),
                (px - size * 0.3, py - size * 0.56),
                (px + size * 0.3, py - size * 0.56),
                (px + size * 0.34, py - size * 0.3),
            ]
        ),
        "#E9B44C",
        cls="metal",
    )
    cabin = prop(polygon([(px - size * 0.24, py - size * 0.55), (px - size * 0.28, py - size * 0.8), (px - size * 0.12, py - size * 0.98), (px + size * 0.14, py - size * 0.98), (px + size * 0.27, py - size * 0.8),
                          (px + size * 0.24, py - size * 0.55)]), "#E3E1EC", form="soft", cls="metal")  # fmt: skip
    pane = scenery(
        polygon(
            [
                (px - size * 0.16, py - size * 0.82),
                (px, py - size * 0.86),
                (px + size * 0.02, py - size * 0.7),
                (px - size * 0.14, py - size * 0.7),
            ]
        ),
        "#4A6E9C",
        cls="glass",
    )
    dish = prop(
        taper(
            curve(
                (px + size * 0.1, py - size * 0.98),
                (px + size * 0.2, py - size * 1.1),
                (px + size * 0.34, py - size * 1.08),
            ),
            (size * 0.02, size * 0.12, size * 0.02),
        ),
        "#C9C5DA",
        cls="metal",
    )
    pole = prop(
        taper(line((px + size * 0.78, py), (px + size * 0.78, py - size * 0.75)), (size * 0.022, size * 0.018)),
        "#E3E1EC",
        cls="metal",
    )
    flag = prop(smooth([(px + size * 0.78, py - size * 0.74), (px + size * 0.92, py - size * 0.76), (px + size * 1.1, py - size * 0.72), (px + size * 1.1, py - size * 0.5), (px + size * 0.92, py - size * 0.53),
                        (px + size * 0.78, py - size * 0.5)], True), "#E5605A", form="soft", cls="flag")  # fmt: skip
    flag.marks.append(scenery(rect(px + size * 0.78, py - size * 0.665, size * 0.4, size * 0.07), "#FFF1DC"))
    return [*legs, *feet, body, cabin, pane, dish, pole, flag]
