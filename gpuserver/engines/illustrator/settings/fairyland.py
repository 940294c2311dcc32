"""Fairyland: a castle on clouds, a rainbow, hills like sweets, stars that hang low."""

from __future__ import annotations

import math

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    curve,
    glow,
    polygon,
    prop,
    rect,
    scenery,
    smooth,
    taper,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.clouds import billow
from gpuserver.engines.illustrator.settings.nature import crown
from gpuserver.engines.illustrator.settings.props import hazed, placed, snowed
from gpuserver.engines.illustrator.settings.scape import patch, slope
from gpuserver.engines.illustrator.settings.weather import heavens, outdoors

_SKIES = {
    "day": ("#A9C8F6", "#D6C9F4", "#FBD9E6", "#FFF3DC"), "sunset": ("#7A5AB8", "#D080BC", "#F9A9A8", "#FFDDB0"), "dawn": ("#A6B4F0", "#E4BFE4", "#FFD6D6", "#FFF0D0"),
    "night": ("#1F1C5C", "#433A8C", "#7A62B4", "#B98CC4"),
}  # fmt: skip
_BOW = ("#F7A8B8", "#FBC9A0", "#FDEBA8", "#BFE6C4", "#A9D2F4", "#CDBDF0")


def fairyland(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Everything in pastel; the hero stands on a hill of mint and pink before a sea of clouds."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    colors = _SKIES[air.time]
    if air.weather in {"rain", "storm", "fog", "cloudy", "snow"}:
        colors = tuple(mix(one, "#B9B8D0" if not air.is_dark else "#39396A", 0.4) for one in colors)
    haze = colors[-1]
    top = heavens(canvas, air, rng, height * 0.72)
    top.items[0].gradient, top.items[0].color = colors, haze
    for item in top.items[1:]:
        if item.cls == "cloud":
            hazed([item], colors[2], 0.45)
    white, pink = mix("#FFFFFF", colors[2], 0.16), mix("#F6C4DC", colors[1], 0.3)
    castle = placed("castle", width * 0.205, height * 0.515, 330 * unit, palette={"wall": "#FBE6F0", "wall2": "#E9C9E0", "roof": "#9C8CE0", "roof2": "#8070CC", "gate": "#C98CA8", "dark": "#8E7CB8", "flag": "#F9A8C0"},
                    haze=(haze, 0.14))  # fmt: skip
    mint, rose = (
        ("#EEF4FA", "#D6DFF0")
        if air.is_white
        else {"autumn": ("#F6DDA8", "#EDBE8C"), "spring": ("#F9D3E0", "#F0B4CC")}.get(
            air.season, ("#C9EFD6", "#9ADBC0")
        )
    )
    hills = [
        slope(canvas, ((-0.05, 0.69), (0.2, 0.665), (0.5, 0.69), (0.8, 0.66), (1.05, 0.685)), (mix(pink, haze, 0.25), mix(mint, pink, 0.5)), "cloud"),
        slope(canvas, ((-0.05, 0.77), (0.15, 0.745), (0.4, 0.76), (0.65, 0.752), (0.88, 0.742), (1.05, 0.765)), (mint, rose)),
    ]  # fmt: skip
    path = patch(
        canvas,
        (
            (0.42, 0.764),
            (0.5, 0.765),
            (0.44, 0.8),
            (0.58, 0.86),
            (0.74, 1.04),
            (0.24, 1.04),
            (0.32, 0.88),
            (0.3, 0.82),
            (0.37, 0.785),
        ),
        (mix("#FFF3DC", pink, 0.1), mix("#FBDDC8", pink, 0.3)),
        "sand",
    )
    under = [
        billow(width * x, height * y, size * unit, white, pink, rng)
        for x, y, size in (
            (0.03, 0.56, 120),
            (0.36, 0.565, 110),
            (0.2, 0.575, 170),
            (0.86, 0.6, 130),
            (0.66, 0.625, 110),
        )
    ]
    below_hill = [
        billow(width * x, height * y, size * unit, mix(white, haze, 0.2), mix(pink, haze, 0.2), rng)
        for x, y, size in (
            (0.02, 0.66, 150),
            (0.3, 0.67, 150),
            (0.55, 0.665, 130),
            (0.78, 0.668, 150),
            (1.0, 0.65, 160),
        )
    ]
    trees = [
        *_candy(canvas, 0.08, 0.8, 240 * unit, "#F6A8C4", air, rng),
        *_candy(canvas, 0.185, 0.785, 150 * unit, "#B9A6EC", air, rng),
        *_candy(canvas, 0.93, 0.8, 250 * unit, "#A6C8F4", air, rng),
        *_candy(canvas, 0.83, 0.78, 140 * unit, "#FBC4A8", air, rng),
    ]
    blooms: list[Item] = []
    for _ in range(40):
        x, y = rng.random(), 0.785 + 0.2 * rng.random()
        if 0.24 < x < 0.76:
            continue
        blooms += _star_flower(
            width * x,
            height * y,
            (7 + 40 * (y - 0.78)) * unit,
            ("#FFFFFF", "#F9D98A", "#F48FB4", "#B79BF0")[int(rng.integers(0, 4))],
        )
    if air.is_white:
        snowed(castle, 7 * unit, ("roof", "roof2", "wall"))
    land = [Group(_rainbow(canvas, 0.55 if air.weather == "clear" and not air.is_dark else 0.25), "rainbow"), Group(castle, "castle"), Group(under, "clouds"), Group(below_hill, "clouds"), Group(hills[:1], "hills"),
            Group([hills[1], path], "meadow"), Group(trees, "trees"), Group([] if air.is_white else blooms, "flowers")]  # fmt: skip
    lit = [Group(_sparkles(canvas, air, rng), "sparkles")]
    if air.is_dark:
        lit.append(Group([glow(width * 0.205, height * 0.44, 150 * unit, "#FFD9A8", 0.5)], "castlelight"))
    backdrop = outdoors(canvas, air, rng, land, ground=height * 0.875, horizon=height * 0.68, lit=lit, own=land[:1])
    backdrop.back[0] = top
    return backdrop


def _rainbow(canvas: Canvas, alpha: float) -> list[Item]:
    """A broad bow from the castle's clouds to the right edge, over the hero's head."""
    unit = canvas.scale / 1024
    x, y = canvas.width * 0.6, canvas.height * 0.66
    out: list[Item] = []
    for step, color in enumerate(_BOW):
        reach_x, reach_y = canvas.width * 0.44 - 24 * step * unit, canvas.height * 0.52 - 24 * step * unit
        points = [
            (x - reach_x * math.cos(angle), y - reach_y * math.sin(angle))
            for angle in np.linspace(0.0, math.pi, 22).tolist()
        ]
        out.append(
            scenery(taper(smooth(points), (26 * unit, 26 * unit)), color, alpha=alpha, kind="flat", cls="rainbow")
        )
    return out


def _candy(
    canvas: Canvas, x: float, foot: float, tall: float, color: str, air: Atmosphere, rng: np.random.Generator
) -> list[Item]:
    """A tree with a striped trunk and a crown like spun sugar."""
    px, py = canvas.width * x, canvas.height * foot
    trunk = prop(
        taper(curve((px, py), (px + tall * 0.04, py - tall * 0.3), (px, py - tall * 0.6)), (tall * 0.09, tall * 0.06)),
        "#FFF3EA",
        cls="bark",
    )
    for step in range(6):
        y = py - tall * 0.1 * step
        trunk.marks.append(
            scenery(
                polygon(
                    [
                        (px - tall * 0.1, y),
                        (px + tall * 0.12, y - tall * 0.06),
                        (px + tall * 0.12, y - tall * 0.02),
                        (px - tall * 0.1, y + tall * 0.04),
                    ]
                ),
                "#F4A0B8",
                alpha=0.8,
            )
        )
    top = prop(crown(px, py - tall * 0.72, tall * 0.32, rng), color, cls="leaf")
    swirl = [
        (
            px + math.cos(step * 0.75) * tall * 0.026 * step,
            py - tall * 0.72 + math.sin(step * 0.75) * tall * 0.024 * step,
        )
        for step in range(11)
    ]
    top.marks.append(
        scenery(
            taper(smooth(swirl), (2, tall * 0.035, tall * 0.03, 2), caps=False), mix(color, "#FFFFFF", 0.55), alpha=0.7
        )
    )
    if air.is_white:
        snowed([top], tall * 0.04)
    return [trunk, top]


def _star_flower(x: float, y: float, size: float, color: str) -> list[Item]:
    stem = scenery(
        taper(curve((x, y), (x + size * 0.2, y - size), (x, y - size * 1.7)), (size * 0.18, size * 0.12)),
        "#86C9A8",
        cls="grass",
    )
    return [
        stem,
        scenery(star(x, y - size * 1.9, size * 0.75), color, form="soft", cls="petal"),
        scenery(circle(x, y - size * 1.9, size * 0.22), "#FBD98A", cls="petal"),
    ]


def star(x: float, y: float, radius: float, points: int = 5, inner: float = 0.5) -> skia.Path:
    """A star with blunt arms."""
    spots: list[tuple[float, float]] = []
    for step in range(points * 2):
        reach = radius * (1.0 if step % 2 == 0 else inner)
        angle = -math.pi / 2 + step * math.pi / points
        spots.append((x + math.cos(angle) * reach, y + math.sin(angle) * reach))
    return polygon(spots)


def _sparkles(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    """Four-pointed lights in the sky, and stars on threads."""
    unit = canvas.scale / 1024
    out: list[Item] = []
    for _ in range(26):
        x, y = rng.random(), 0.04 + 0.5 * rng.random()
        size = (5 + 12 * rng.random() ** 2) * unit
        if 0.28 < x < 0.72 and y > 0.24:
            continue
        out.append(
            scenery(
                star(canvas.width * x, canvas.height * y, size, 4, 0.28), "#FFFBE6", alpha=0.9, kind="flat", cls="star"
            )
        )
        if air.is_dark:
            out.append(glow(canvas.width * x, canvas.height * y, size * 2, "#FFF0C0", 0.4))
    for x, drop, size in ((0.4, 0.1, 22), (0.09, 0.13, 26), (0.64, 0.075, 18), (0.93, 0.17, 24)):
        px, py = canvas.width * x, canvas.height * drop
        out.append(scenery(rect(px - 1, -10, 2 * unit, py + 10), "#FFFFFF", alpha=0.6, kind="flat", cls="thread"))
        out.append(scenery(star(px, py, size * unit), "#FBDF9A", form="soft", cls="star"))
    return out
