"""The open sea: swell under a wide sky, an island far out, and waves before what floats."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import below, circle, curve, prop, rect, scenery, smooth, taper
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.props import snowed
from gpuserver.engines.illustrator.settings.scape import patch
from gpuserver.engines.illustrator.settings.water import Surface, floes, glitter, sheet, surface, wet
from gpuserver.engines.illustrator.settings.weather import haze_of, land_tint, mist, outdoors

_AFLOAT = 0.835
"""y of what floats, as a share of the height."""
_DRY = 0.8
"""y of who stands on a rock or a floe."""
_FLOES = ((0.62, 0.575, 30), (0.46, 0.6, 44), (0.9, 0.615, 70), (0.1, 0.64, 84), (0.74, 0.68, 58), (0.32, 0.7, 66),
          (0.95, 0.75, 110), (0.05, 0.8, 120), (0.14, 0.95, 170), (0.88, 0.97, 150))  # fmt: skip
"""Ice in winter: x, y as shares of the picture, half width; the last two before what floats."""


def sea(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Water up to the horizon, rows of swell, and one wave across the hulls of boats."""
    height, unit = canvas.height, canvas.scale / 1024
    horizon, haze = height * 0.54, haze_of(air)
    water = surface(air, "#2F8FBF", 0.72)
    far: list[Item] = [
        patch(canvas, ((-0.05, 0.545), (0.06, 0.515), (0.14, 0.5), (0.22, 0.522), (0.33, 0.545)), (mix("#6FA58C", haze, 0.5), mix("#8FB8A0", haze, 0.6))),
        patch(canvas, ((0.02, 0.546), (0.1, 0.53), (0.17, 0.524), (0.25, 0.546)), (mix("#4F8F7C", haze, 0.35), mix("#6FA58C", haze, 0.5))),
    ]  # fmt: skip
    if air.is_white:
        snowed(far, 9 * unit)
    pool = Group([sheet(canvas, horizon, height + 20, water)], "sea")
    shine = Group(glitter(canvas, air, horizon + 8 * unit, height, water, rng, 34), "ripples")
    rough = 1.9 if air.weather == "storm" else 1.0
    swell = Group(
        [_wave(canvas, y, size * rough, water, rng) for y, size in ((0.66, 5), (0.74, 8), (0.8, 10))], "swell"
    )
    before = Group(
        [one for y, size in ((0.85, 11), (0.925, 16)) for one in _breaker(canvas, y, size * rough, water, rng)], "waves"
    )
    land = [Group(far, "far"), pool, shine, mist(canvas, horizon + 4 * unit, haze, 0.3), swell]
    front = [before]
    if air.is_white:
        land.append(Group(floes(canvas, _FLOES[:-2], rng), "ice"))
        front.append(Group(floes(canvas, _FLOES[-2:], rng), "ice"))
    backdrop = outdoors(
        canvas, air, rng, land, ground=height * _DRY, horizon=horizon + 40 * unit, front=front,
        own=(pool, shine, swell, before), water=wet(canvas, horizon, water, clear=0.5, afloat=height * _AFLOAT),
    )  # fmt: skip
    return replace(backdrop, perch=partial(_perch, canvas, air, water))


def _perch(canvas: Canvas, air: Atmosphere, water: Surface, x: float, y: float, half: float) -> Group:
    """A flat rock just over the water, or a sheet of ice in winter, for who stands at (x, y)."""
    rng = stream(0, "perch")
    if air.is_white:
        ice = floes(canvas, [(x / canvas.width, y / canvas.height, 1500 * half / canvas.scale)], rng)
        return Group(ice, "floe", tint=land_tint(air), layer="subject")
    wide, tall = 1.32 * half + 40 * canvas.scale / 1024, 0.2 * half + 26 * canvas.scale / 1024
    crest = [(x - wide, y + tall), (x - 0.86 * wide, y + 0.1 * tall), (x - 0.5 * wide, y - 0.32 * tall),
             (x, y - 0.42 * tall), (x + 0.45 * wide, y - 0.3 * tall), (x + 0.84 * wide, y + 0.08 * tall), (x + wide, y + tall)]  # fmt: skip
    stone = prop(smooth(crest, True), "#A39A9E", form="soft", cls="rock")
    stone.marks.append(scenery(rect(x - wide, y + 0.5 * tall, 2 * wide, tall), "#5F6A80", alpha=0.35, blur=5))
    for side, share in ((-1, 0.42), (1, 0.6)):
        crack = curve((x + side * share * wide, y - 0.1 * tall), (x + side * (share + 0.04) * wide, y + 0.3 * tall), (x + side * (share - 0.05) * wide, y + 0.7 * tall))  # fmt: skip
        stone.marks.append(scenery(taper(crack, (1, 4, 1)), "#6E6676", alpha=0.4))
    foam = [scenery(circle(x, y + tall, 1.06 * wide, 0.3 * tall), water.light, alpha=0.75, kind="flat", cls="glint")]
    return Group([*foam, stone], "perch", tint=land_tint(air), layer="subject")


def _crest(canvas: Canvas, y: float, size: float, rng: np.random.Generator) -> list[tuple[float, float]]:
    """Points along a row of waves at y (a share of the height)."""
    unit, count = canvas.scale / 1024, 13
    shift = rng.random()
    return [
        (canvas.width * (at + shift - 1) / (count - 2), canvas.height * y + (at % 2 - 0.5) * (0.7 + 0.6 * rng.random()) * size * unit)
        for at in range(count + 1)
    ]  # fmt: skip


def _wave(canvas: Canvas, y: float, size: float, water: Surface, rng: np.random.Generator) -> Item:
    share = (y - 0.54) / 0.46
    color = mix(water.far, water.near, share)
    path = below(_crest(canvas, y, size, rng), canvas.height + 20, canvas.width)
    return scenery(path, color, gradient=(mix(color, water.light, 0.2), water.near), alpha=0.55, cls="water")


def _breaker(canvas: Canvas, y: float, size: float, water: Surface, rng: np.random.Generator) -> list[Item]:
    """A near row of waves with glints of foam on it."""
    unit = canvas.scale / 1024
    points = _crest(canvas, y, size, rng)
    body = scenery(
        below(points, canvas.height + 20, canvas.width), water.near,
        gradient=(mix(water.middle, water.light, 0.16), water.near), alpha=0.8, cls="water",
    )  # fmt: skip
    foam: list[Item] = []
    for x, top in points[1:-1:2]:
        wide = (46 + 40 * rng.random()) * unit
        spine = curve((x - wide, top + 7 * unit), (x, top - 3 * unit), (x + wide, top + 8 * unit))
        foam.append(scenery(taper(spine, (1, 5 * unit, 1)), water.light, alpha=0.6, kind="flat", cls="glint"))
    return [body, *foam]
