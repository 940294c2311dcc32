"""A waterfall between mossy rocks, its pool, and spray in the air."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import (
    Point,
    circle,
    difference,
    line,
    polygon,
    scenery,
    shifted,
    smooth,
    taper,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import fern, grass, leaves, pine, rock, tuft
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.scape import at, corners, patch, pines, wood
from gpuserver.engines.illustrator.settings.water import Surface, banks_mirrored, glitter, sheet, surface, wet
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_FALL = (0.668, 0.075)
"""Middle and half width of the fall, shares of the width."""
_TOP, _FOOT = 0.259, 0.665
_LEFT = ((-0.06, 0.1), (0.06, 0.085), (0.125, 0.1), (0.15, 0.19), (0.19, 0.205), (0.215, 0.225), (0.225, 0.36), (0.25, 0.375), (0.28, 0.39),
         (0.29, 0.52), (0.325, 0.535), (0.345, 0.555), (0.36, 0.69), (-0.06, 0.72))  # fmt: skip
_RIGHT = ((1.06, 0.12), (0.96, 0.1), (0.925, 0.12), (0.91, 0.235), (0.875, 0.25), (0.86, 0.27), (0.85, 0.42), (0.82, 0.44), (0.81, 0.56),
          (0.785, 0.575), (0.77, 0.59), (0.76, 0.69), (1.06, 0.72))  # fmt: skip
_NEAR_LEFT = (
    (-0.06, 0.3),
    (0.03, 0.31),
    (0.07, 0.335),
    (0.08, 0.47),
    (0.115, 0.49),
    (0.13, 0.51),
    (0.14, 0.63),
    (0.185, 0.65),
    (0.2, 0.735),
    (-0.06, 0.76),
)
_NEAR_RIGHT = (
    (1.06, 0.36),
    (0.985, 0.36),
    (0.965, 0.38),
    (0.955, 0.52),
    (0.925, 0.54),
    (0.915, 0.64),
    (0.885, 0.66),
    (0.875, 0.735),
    (1.06, 0.76),
)


def waterfall(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Cliffs in steps, paler the farther, white water over the farthest, mist where it strikes the pool, a bank."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    haze, (light, dark), shades = haze_of(air), grass(air), leaves(air)
    water = surface(air, "#3FA6B4")
    stone, mossy = "#8A8CA6", mix(light, dark, 0.75)
    far = [
        wood(canvas, 0.1, 0.6, 0.27, 0.085, mix(shades[1], haze, 0.5), haze, rng, ends=False),
        wood(canvas, 0.7, 1.0, 0.26, 0.09, mix(shades[0], haze, 0.5), haze, rng, ends=False),
        *pines(canvas, 0.3, 0.6, 0.275, 0.12, 4, mix("#4E8A78", haze, 0.45), haze, rng),
        _cliff(canvas, ((-0.06, 0.25), (0.3, 0.26), (0.45, 0.25), (0.56, 0.254), (0.592, 0.262), (0.742, 0.262), (0.775, 0.248), (1.06, 0.25), (1.06, 0.7), (-0.06, 0.7)),
               mix(stone, haze, 0.52), mix(mossy, haze, 0.45), 9),
    ]  # fmt: skip
    middle = [
        *_on_ledges(canvas, air, haze, ((0.03, 0.098, 0.2), (0.1, 0.1, 0.13), (0.98, 0.115, 0.18), (0.255, 0.385, 0.09), (0.19, 0.215, 0.1), (0.885, 0.26, 0.1)), rng),
        _cliff(canvas, _LEFT, mix(stone, haze, 0.24), mix(mossy, haze, 0.18), 14),
        _cliff(canvas, _RIGHT, mix(stone, haze, 0.24), mix(mossy, haze, 0.18), 14),
    ]  # fmt: skip
    near = [
        *_on_ledges(canvas, air, haze, ((0.02, 0.318, 0.15), (0.105, 0.492, 0.09), (1.0, 0.365, 0.16), (0.935, 0.545, 0.09)), rng),
        _cliff(canvas, _NEAR_LEFT, mix(stone, "#4E5684", 0.22), mossy, 18),
        _cliff(canvas, _NEAR_RIGHT, mix(stone, "#4E5684", 0.22), mossy, 18),
    ]  # fmt: skip
    fall = Group(_water(canvas, water, rng), "fall")
    pool = Group([sheet(canvas, height * _FOOT, height + 20, water)], "pool")
    shine = Group(
        [*_churn(canvas, water, rng), *glitter(canvas, _still(air), height * 0.7, height, water, rng, 16)], "foam"
    )
    spray = Group([scenery(circle(width * (_FALL[0] + dx), height * (_FOOT - up), wide * unit, tall * unit), water.light, alpha=0.5, blur=26 * unit, kind="glow")
                   for dx, up, wide, tall in ((-0.08, 0.005, 90, 34), (0.07, 0.0, 100, 36), (0.0, 0.03, 120, 44))], "spray")  # fmt: skip
    bank = patch(
        canvas,
        (
            (-0.06, 0.83),
            (0.12, 0.8),
            (0.34, 0.806),
            (0.6, 0.798),
            (0.85, 0.812),
            (1.06, 0.8),
            (1.1, 1.06),
            (-0.1, 1.06),
        ),
        (light, dark),
    )
    lip = patch(
        canvas,
        (
            (-0.06, 0.82),
            (0.12, 0.788),
            (0.34, 0.795),
            (0.6, 0.787),
            (0.85, 0.8),
            (1.06, 0.788),
            (1.1, 1.06),
            (-0.1, 1.06),
        ),
        (mix(stone, dark, 0.45), stone),
    )
    boulders = _boulders(canvas, air, stone, rng)
    images = [banks_mirrored([*middle, *near], height * 0.7, water, 0.14 * height, strength=0.45)]
    land = [Group(far, "far"), fall, mist(canvas, height * 0.5, haze, 0.35), Group(middle, "cliffs"), mist(canvas, height * 0.62, haze, 0.3),
            pool, *images, shine, spray, Group(near, "near"), Group(boulders, "boulders"), Group([lip, bank, *_moss(canvas, air, rng)], "bank")]  # fmt: skip
    if air.weather == "clear" and air.time == "day":
        land.insert(4, Group(_rainbow(canvas), "rainbow"))
    return outdoors(
        canvas, air, rng, land, ground=height * 0.875, horizon=height * 0.7, own=(fall, pool, *images, shine, spray),
        front=[Group(_ferns(canvas, air), "ferns")],
        rear=height * 0.815, water=wet(canvas, height * _FOOT, water, land=(lip.path,), clear=0.45, afloat=height * 0.765),
    )  # fmt: skip


def _still(air: Atmosphere) -> Atmosphere:
    """The air without a sun to glitter: the cliffs keep it off the pool."""
    return air if air.weather != "clear" else replace(air, weather="cloudy")


def _cliff(canvas: Canvas, points: Sequence[Point], stone: str, moss: str, turf: float) -> Item:
    """A cliff that goes down in ledges: its side towards the light is pale, the other one dark, moss on every ledge."""
    unit = canvas.scale / 1024
    path = corners(at(canvas, points), 10 * unit)
    item = scenery(path, stone, gradient=(mix(stone, "#FFFFFF", 0.12), mix(stone, "#5A6290", 0.22)), cls="rock")
    box = path.getBounds()
    for shift, shade, alpha in ((-26, "#4A5080", 0.2), (-60, "#4A5080", 0.1), (14, "#FFF6E0", 0.34)):
        item.marks.append(scenery(difference(path, shifted(path, shift * unit, 0)), shade, alpha=alpha))
    for step in range(7):
        x = box.left() + box.width() * (0.1 + 0.62 * ((step * 0.37) % 1))
        y = box.top() + box.height() * (0.16 + 0.7 * ((step * 0.61) % 1))
        wide, tall = (30 + 26 * (step % 3)) * unit, (46 + 22 * (step % 2)) * unit
        facet = polygon(
            [(x, y), (x + wide, y - 10 * unit), (x + wide * 0.8, y + tall * 0.7), (x + wide * 0.1, y + tall)]
        )
        item.marks.append(scenery(facet, "#4A5080", alpha=0.05 + 0.03 * (step % 2)))
    for depth, shade in ((turf * 1.5, mix(moss, "#2E5A58", 0.4)), (turf, moss)):
        item.marks.append(scenery(difference(path, shifted(path, 0, depth * unit)), shade, alpha=0.95))
    return item


def _on_ledges(
    canvas: Canvas, air: Atmosphere, haze: str, places: Sequence[tuple[float, float, float]], rng: np.random.Generator
) -> list[Item]:
    """Conifers with their feet behind a ledge."""
    out: list[Item] = []
    for x, y, tall in places:
        shade = mix("#46806A", haze, 0.3 if y < 0.3 else 0.12)
        tree = pine(canvas.width * x, canvas.height * y + 8, canvas.scale * tall, rng)
        out.append(scenery(tree, shade, gradient=(shade, mix(shade, haze, 0.25)), cls="leaf"))
    if air.is_white:
        snowed(out, 6 * canvas.scale / 1024)
    return out


def _water(canvas: Canvas, water: Surface, rng: np.random.Generator) -> list[Item]:
    """The falling water: a bright sheet that widens towards its foot, in strands."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    middle, half = _FALL
    left = [
        (middle - half * 0.9, _TOP - 0.01),
        (middle - half * 0.95, 0.34),
        (middle - half * 1.1, 0.52),
        (middle - half * 1.25, _FOOT + 0.02),
    ]
    right = [
        (middle + half * 1.25, _FOOT + 0.02),
        (middle + half * 1.1, 0.52),
        (middle + half * 0.95, 0.34),
        (middle + half * 0.9, _TOP - 0.01),
    ]
    bright = mix(water.light, "#FFFFFF", 0.3)
    body = scenery(smooth(at(canvas, [*left, *right]), True), water.far,
                   gradient=(mix(water.far, bright, 0.35), mix(water.far, bright, 0.65), bright), cls="fall")  # fmt: skip
    for _ in range(34):
        x = middle + half * 1.9 * (rng.random() - 0.5)
        top = _TOP + 0.36 * rng.random() * rng.random()
        low = min(_FOOT, top + 0.12 + 0.3 * rng.random())
        lean = (x - middle) * 0.3
        spine = line(
            (width * x, height * top),
            (width * (x + lean * 0.4), height * (top + low) / 2),
            (width * (x + lean), height * low),
        )
        wide = (5 + 12 * rng.random()) * unit
        color = water.middle if rng.random() < 0.35 else "#FFFFFF"
        body.marks.append(
            scenery(taper(spine, (1, wide, wide * 0.4), caps=False), color, alpha=0.3 if color == water.middle else 0.5)
        )
    lip = [
        (middle - half * 0.95, _TOP + 0.004),
        (middle - half * 0.4, _TOP - 0.004),
        (middle + half * 0.4, _TOP - 0.004),
        (middle + half * 0.95, _TOP + 0.004),
    ]
    crest = taper(smooth(at(canvas, lip)), (3 * unit, 11 * unit, 11 * unit, 3 * unit))
    return [body, scenery(crest, bright, alpha=0.7, kind="flat", cls="glint")]


def _churn(canvas: Canvas, water: Surface, rng: np.random.Generator) -> list[Item]:
    """Foam where the fall strikes, and rings that run out from there."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    out: list[Item] = []
    x, y = width * _FALL[0], height * (_FOOT + 0.012)
    for at_ring in range(4):
        wide, tall = (190 + 95 * at_ring) * unit, (20 + 16 * at_ring) * unit
        ring = difference(
            circle(x, y + tall * 0.6, wide, tall), circle(x, y + tall * 0.6 - 3 * unit, wide * 0.975, tall * 0.88)
        )
        out.append(scenery(ring, water.light, alpha=0.5 - 0.09 * at_ring, kind="flat", cls="glint"))
    for _ in range(26):
        dx = (rng.random() - 0.5) * 2.3
        size = (16 + 22 * rng.random()) * unit
        puff = circle(x + dx * _FALL[1] * width * 1.2, y + (4 + 14 * rng.random()) * unit, size, size * 0.55)
        out.append(scenery(puff, mix(water.light, "#FFFFFF", 0.5), alpha=0.75, kind="flat", cls="foam"))
    return out


def _boulders(canvas: Canvas, air: Atmosphere, stone: str, rng: np.random.Generator) -> list[Item]:
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    out: list[Item] = []
    for x, y, size in (
        (0.86, 0.7, 70),
        (0.97, 0.72, 90),
        (0.78, 0.69, 36),
        (0.12, 0.71, 84),
        (0.25, 0.7, 50),
        (0.34, 0.685, 26),
        (0.01, 0.745, 96),
    ):
        out.append(rock(width * x, height * y, size * unit, mix(stone, "#6A7090", 0.3 * rng.random()), rng))
    if air.is_white:
        snowed(out, 10 * unit)
    return out


def _moss(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    _, dark = grass(air)
    out = [
        tuft(
            width * rng.random(),
            height * (0.82 + 0.17 * rng.random()),
            22 * unit,
            mix(dark, "#2F7A56", 0.35 * rng.random()),
            rng,
        )
        for _ in range(30)
    ]
    stones = [
        rock(width * x, height * y, size * unit, "#9AA0B2", rng)
        for x, y, size in ((0.07, 0.86, 40), (0.13, 0.875, 22), (0.93, 0.85, 46))
    ]
    if air.is_white:
        snowed(stones, 8 * unit)
    return [*out, *stones]


def _ferns(canvas: Canvas, air: Atmosphere) -> list[Item]:
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    green = "#B9CAD2" if air.is_white else {"autumn": "#A8763C"}.get(air.season, "#3E7F58")
    return [fern(width * x, height + 16, size * unit, lean, green) for x, lean, size in
            ((0.02, 0.3, 200), (0.06, 0.85, 170), (0.97, -0.3, 210), (0.93, -0.85, 180))]  # fmt: skip


def _rainbow(canvas: Canvas) -> list[Item]:
    """A faint bow in the spray."""
    unit = canvas.scale / 1024
    x, y = canvas.width * 0.9, canvas.height * 0.72
    out: list[Item] = []
    for step, color in enumerate(("#F59A92", "#FBC98A", "#FFF3B0", "#A6DACE", "#A9C8F0", "#C9B8E8")):
        reach = (330 - 13 * step) * unit
        points = [
            (x + reach * math.cos(angle), y + reach * math.sin(angle))
            for angle in np.linspace(math.pi * 1.02, math.pi * 1.46, 14)
        ]
        out.append(
            scenery(taper(smooth(points), (4 * unit, 14 * unit, 3 * unit)), color, alpha=0.34, blur=3, kind="glow")
        )
    return out
