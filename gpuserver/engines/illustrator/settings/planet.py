"""A red planet with two moons: dust, arches of stone, plants with lamps."""

from __future__ import annotations

import math

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.light import Light
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    curve,
    difference,
    glow,
    prop,
    rect,
    scenery,
    shifted,
    sky,
    smooth,
    taper,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import rock
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.scape import crag, slope
from gpuserver.engines.illustrator.settings.showers import falling
from gpuserver.engines.illustrator.settings.weather import mist
from gpuserver.engines.illustrator.settings.worlds import crater, starfield

_ALIEN = {
    "day": ("#E58E6E", "#F4B489", "#FBDDB0"), "sunset": ("#4A2C6E", "#B0507A", "#F09468"), "dawn": ("#8A6CB4", "#E09AA0", "#FAD2A8"),
    "night": ("#1B1440", "#3A2464", "#7A4478"),
}  # fmt: skip
_DUST = {
    "day": ("#D9805A", "#B8583F"),
    "sunset": ("#C4654E", "#943F44"),
    "dawn": ("#CF8468", "#A85C50"),
    "night": ("#6A4478", "#432C5C"),
}


def alien_planet(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Red dust, arches of stone, two moons and a ring across the sky, crystals that glow at night."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    night = air.is_dark
    colors = _ALIEN[air.time]
    if air.weather in {"rain", "storm", "fog", "cloudy", "snow"}:
        colors = tuple(mix(one, "#8C86A4" if not night else "#2E2A50", 0.45) for one in colors)
    haze = colors[-1]
    dust, rust = _DUST[air.time]
    if air.is_white:
        dust, rust = mix(dust, "#F1F2FA", 0.72), mix(rust, "#C9CCE6", 0.65)
    above: list[Item] = [sky(colors, height * 0.64, width)]
    above += starfield(canvas, rng, 150 if night else 26)
    above += _ring(canvas, mix(haze, "#FFFFFF", 0.4), 0.5 if night else 0.35)
    moons = [
        *_small_moon(width * 0.79, height * 0.19, 92 * unit, mix("#F4D9C0", colors[0], 0.25), colors),
        *_small_moon(width * 0.62, height * 0.1, 40 * unit, mix("#C9D0F0", colors[0], 0.3), colors),
    ]
    far = [
        crag(canvas, ((-0.1, 0.63), (0.02, 0.52), (0.06, 0.42), (0.1, 0.415), (0.14, 0.5), (0.24, 0.57), (0.36, 0.63)), mix(rust, haze, 0.5), haze, shade="#5A2A4E"),
        crag(canvas, ((0.6, 0.63), (0.72, 0.56), (0.8, 0.53), (0.86, 0.45), (0.9, 0.44), (0.95, 0.54), (1.1, 0.6), (1.2, 0.63)), mix(rust, haze, 0.45), haze, shade="#5A2A4E", bend=0.05),
        slope(canvas, ((-0.05, 0.6), (0.25, 0.61), (0.5, 0.605), (0.75, 0.612), (1.05, 0.598)), (mix(dust, haze, 0.45), mix(rust, haze, 0.35)), "sand"),
    ]  # fmt: skip
    stone = mix(rust, "#5A2E48", 0.2)
    arches = [
        _arch(canvas, 0.16, 0.752, 0.15, 0.25, mix(stone, haze, 0.2)),
        *_spires(
            canvas,
            ((0.9, 0.752, 0.36, 0.06), (0.975, 0.76, 0.25, 0.055), (0.815, 0.75, 0.18, 0.045)),
            mix(stone, haze, 0.16),
        ),
    ]
    ground = [slope(canvas, ((-0.05, 0.665), (0.25, 0.68), (0.5, 0.668), (0.8, 0.675), (1.05, 0.66)), (mix(dust, haze, 0.2), dust), "sand"),
              slope(canvas, ((-0.05, 0.755), (0.2, 0.735), (0.5, 0.75), (0.75, 0.738), (1.05, 0.758)), (dust, mix(dust, rust, 0.6), rust), "sand")]  # fmt: skip
    for cx, cy, size in ((0.22, 0.795, 76), (0.81, 0.8, 84), (0.8, 0.955, 90), (0.2, 0.96, 70), (0.63, 0.775, 36)):
        ground += crater(canvas, cx, cy, size, mix(dust, "#FFE9D0", 0.16), mix(rust, "#4A2440", 0.4))
    for _ in range(14):
        wx, wy = rng.random(), 0.77 + 0.22 * rng.random()
        ripple = taper(
            curve(
                (width * wx, height * wy), (width * (wx + 0.06), height * wy - 5), (width * (wx + 0.12), height * wy)
            ),
            (0.6, 4 * unit, 0.6),
            caps=False,
        )
        ground.append(scenery(ripple, rust, alpha=0.5, kind="flat", cls="sand"))
    stones = [
        rock(width * sx, height * sy, size * unit, mix(rust, "#4A2440", 0.25 * rng.random()), rng)
        for sx, sy, size in ((0.03, 0.79, 52), (0.2, 0.775, 24), (0.97, 0.79, 56), (0.03, 0.95, 50))
    ]
    if air.is_white:
        snowed([*arches, *stones], 8 * unit)
    plants, halo = _glowing(canvas, night)
    light = Light(
        shade="#5A3A78",
        high="#FFD9B0",
        bounce="#E08CA8",
        depth=0.7,
        dx=-1,
        dy=1.1,
        rim=0.8,
        bounce_strength=0.3,
        cast="#3A1838",
        cast_strength=0.4,
    )
    back = [Group(above, "sky"), Group(moons, "moons", light=light), Group(far, "far"), mist(canvas, height * 0.6, haze, 0.4), Group(ground[:1], "plain"),
            Group(arches, "arches", light=light), mist(canvas, height * 0.68, haze, 0.25), Group(ground[1:], "ground"), Group(stones, "stones", light=light), Group(plants, "plants", light=light),
            Group(halo, "halo")]  # fmt: skip
    return Backdrop(
        back=back, front=falling(canvas, air, rng), light=light, ground=height * 0.875, horizon=height * 0.61, tint="#BFA6E0" if night else "#FBE3D8",
        rim=("#E8CFFF", 0.75) if night else ("#FFE2B8", 0.5), cast="#3A1838", haze=haze, shadow=0.5,
    )  # fmt: skip


def _small_moon(x: float, y: float, radius: float, color: str, colors: tuple[str, ...]) -> list[Item]:
    """A pale moon in a coloured sky, with its dark side lost in it."""
    globe = scenery(
        circle(x, y, radius), color, gradient=(mix(color, "#FFFFFF", 0.3), mix(color, colors[1], 0.3)), cls="moon"
    )
    for dx, dy, size in ((-0.3, -0.3, 0.2), (0.1, 0.2, 0.26), (-0.45, 0.3, 0.13), (0.2, -0.45, 0.1)):
        globe.marks.append(
            scenery(circle(x + dx * radius, y + dy * radius, size * radius), mix(color, colors[0], 0.35), alpha=0.6)
        )
    dark = difference(circle(x, y, radius * 1.02), circle(x - radius * 0.36, y - radius * 0.26, radius * 1.06))
    globe.marks.append(scenery(dark, colors[0], alpha=0.5, blur=radius * 0.06))
    return [globe]


def _ring(canvas: Canvas, color: str, alpha: float) -> list[Item]:
    """The planet's own ring, a bow from side to side."""
    out: list[Item] = []
    for drop, wide, share in ((0.0, 20, 1.0), (0.03, 9, 0.7), (0.048, 5, 0.5)):
        points = [
            (canvas.width * x, canvas.height * (0.36 + drop - 0.3 * math.sin(math.pi * (0.1 + 0.62 * x))))
            for x in np.linspace(-0.05, 1.05, 12).tolist()
        ]
        out.append(
            scenery(
                taper(smooth(points), (wide * 0.6, wide, wide * 0.7), caps=False),
                color,
                alpha=alpha * share * 0.7,
                kind="flat",
                cls="cloud",
            )
        )
    return out


def _arch(canvas: Canvas, x: float, foot: float, half: float, tall: float, color: str) -> Item:
    """An arch that the wind has cut into stone."""
    px, py, w, t = canvas.width * x, canvas.height * foot, half * canvas.scale, tall * canvas.scale
    outer = smooth(
        [
            (px - w, py + 20),
            (px - w * 0.92, py - t * 0.6),
            (px - w * 0.5, py - t * 1.02),
            (px + w * 0.1, py - t * 1.1),
            (px + w * 0.66, py - t * 0.92),
            (px + w * 0.94, py - t * 0.5),
            (px + w * 1.06, py + 20),
        ],
        True,
    )
    inner = smooth(
        [
            (px - w * 0.52, py + 24),
            (px - w * 0.46, py - t * 0.4),
            (px - w * 0.1, py - t * 0.76),
            (px + w * 0.34, py - t * 0.66),
            (px + w * 0.56, py - t * 0.3),
            (px + w * 0.6, py + 24),
        ],
        True,
    )
    path = difference(outer, inner)
    arch = prop(path, color, cls="rock", casts=False)
    for step in range(4):
        arch.marks.append(
            scenery(
                rect(px - w * 1.2, py - t * (0.2 + 0.25 * step), w * 2.4, t * 0.07),
                mix(color, "#5A2A48", 0.5),
                alpha=0.25,
            )
        )
    return arch


def _spires(canvas: Canvas, places: tuple[tuple[float, float, float, float], ...], color: str) -> list[Item]:
    """Needles of rock with bands."""
    out: list[Item] = []
    for x, foot, tall, half in places:
        px, py, t, w = canvas.width * x, canvas.height * foot, tall * canvas.scale, half * canvas.scale
        points = [(px - w, py + 20), (px - w * 0.7, py - t * 0.4), (px - w * 0.62, py - t * 0.62), (px - w * 0.3, py - t * 0.92), (px, py - t), (px + w * 0.36, py - t * 0.86), (px + w * 0.5, py - t * 0.6),
                  (px + w * 0.8, py - t * 0.36), (px + w * 1.1, py + 20)]  # fmt: skip
        spire = prop(smooth(points, True), color, cls="rock", casts=False)
        for step in range(5):
            spire.marks.append(
                scenery(
                    rect(px - w * 1.3, py - t * (0.12 + 0.19 * step), w * 2.6, t * 0.05),
                    mix(color, "#5A2A48", 0.5),
                    alpha=0.28,
                )
            )
        spire.marks.append(
            scenery(difference(spire.path, shifted(spire.path, -w * 0.2, 0)), mix(color, "#3A1A40", 0.6), alpha=0.2)
        )
        out.append(spire)
    return out


def _glowing(canvas: Canvas, night: bool) -> tuple[list[Item], list[Item]]:
    """Strange plants: stalks with a lamp at the tip."""
    unit = canvas.scale / 1024
    out: list[Item] = []
    halo: list[Item] = []
    for x, y, tall, lean, color in (
        (0.07, 0.86, 110, 0.3, "#7FE0D0"),
        (0.105, 0.87, 78, 0.5, "#F4C46A"),
        (0.045, 0.87, 84, -0.2, "#9ADCF0"),
        (0.94, 0.87, 120, -0.3, "#7FE0D0"),
        (0.9, 0.88, 80, -0.5, "#E8A0E8"),
        (0.975, 0.88, 92, 0.15, "#F4C46A"),
    ):
        px, py, t = canvas.width * x, canvas.height * y, tall * unit
        tip = (px + math.sin(lean) * t, py - math.cos(lean) * t)
        stalk = taper(curve((px, py), (px - math.sin(lean) * t * 0.2, py - t * 0.6), tip), (t * 0.1, t * 0.04))
        out += [prop(stalk, "#5A7A8C", cls="leaf"), prop(circle(tip[0], tip[1], t * 0.15), color, cls="petal")]
        out.append(
            prop(
                taper(
                    curve((px, py), (px + t * 0.12, py - t * 0.14), (px + t * 0.3, py - t * 0.16)),
                    (t * 0.1, t * 0.12, 1),
                ),
                "#6A8E94",
                cls="leaf",
            )
        )
        halo.append(glow(tip[0], tip[1], t * (0.6 if night else 0.35), color, 0.75 if night else 0.4))
    return out, halo
