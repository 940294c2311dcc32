"""A grassy hill to stand on, over rolling country: fields, woods, a far village and mountains."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import flower, grass, leaves, tree, tuft
from gpuserver.engines.illustrator.settings.scape import crag, slope, stroke, wood
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_HILL = (
    (-0.1, 0.97), (0.04, 0.92), (0.2, 0.845), (0.36, 0.785), (0.52, 0.765), (0.68, 0.79), (0.84, 0.86), (1.0, 0.935), (1.1, 0.97),
)  # fmt: skip
_BLOOMS = ("#FFFFFF", "#F7C8D8", "#F9D25A", "#F2788F", "#B79BE0")


def hills(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """The top of a green hill; behind it the land falls away in waves."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    horizon, haze = height * 0.56, haze_of(air)
    (light, dark), shades = grass(air), leaves(air)
    snow = 0.4 if air.is_white else 0.22
    far = [
        crag(canvas, ((-0.1, 0.6), (0.06, 0.49), (0.16, 0.45), (0.26, 0.5), (0.4, 0.56), (0.5, 0.6)), "#9DB2D2", haze, snow=snow, bend=0.06),
        crag(canvas, ((0.5, 0.6), (0.66, 0.53), (0.78, 0.47), (0.88, 0.5), (1.1, 0.6)), "#A9BBD6", haze, snow=snow, bend=-0.05),
    ]  # fmt: skip
    rolling: list[Item] = [
        slope(canvas, ((-0.05, 0.585), (0.2, 0.57), (0.45, 0.6), (0.7, 0.575), (1.05, 0.59)), (mix(light, haze, 0.5), mix(dark, haze, 0.42))),
        wood(canvas, 0.58, 0.86, 0.605, 0.05, mix(shades[1], haze, 0.4), haze, rng),
        wood(canvas, 0.02, 0.24, 0.61, 0.045, mix(shades[0], haze, 0.42), haze, rng),
        slope(canvas, ((-0.05, 0.66), (0.16, 0.63), (0.36, 0.66), (0.6, 0.68), (0.84, 0.64), (1.05, 0.65)), (mix(light, haze, 0.28), mix(dark, haze, 0.24))),
        stroke(canvas, ((0.98, 0.655), (0.86, 0.68), (0.94, 0.71), (0.8, 0.75)), (4, 7, 11, 16), mix("#EAD3A0", haze, 0.2), alpha=0.75, cls="path"),
    ]  # fmt: skip
    trees: list[Item] = []
    for x, y, size, shade in ((0.07, 0.70, 170, 0), (0.16, 0.685, 120, 1), (0.9, 0.69, 190, 2), (0.8, 0.675, 110, 0)):
        trees += tree(width * x, height * y, size * unit, mix(shades[shade], haze, 0.14), rng)
    near: list[Item] = [
        slope(
            canvas,
            ((-0.05, 0.73), (0.14, 0.715), (0.4, 0.76), (0.7, 0.74), (1.05, 0.71)),
            (mix(dark, haze, 0.3), mix(dark, "#2F6E62", 0.3)),
        )
    ]
    hill: list[Item] = [slope(canvas, _HILL, (mix(light, "#FFF3C0", 0.14), light, dark))]
    for _ in range(90):
        x = rng.random()
        y = _crest_at(x) + 0.012 + (1.02 - _crest_at(x)) * rng.random()
        hill.append(
            tuft(width * x, height * y, (7 + 60 * (y - 0.74)) * unit, mix(dark, "#3E8A56", 0.3 * rng.random()), rng)
        )
    blooms: list[Item] = []
    if not air.is_white:
        for y, x in sorted((rng.random(), rng.random()) for _ in range(40)):
            foot = _crest_at(x) + 0.02 + (1.0 - _crest_at(x)) * y
            if not 0.22 < x < 0.78:
                size = (5 + 34 * (foot - 0.74)) * unit
                blooms += flower(width * x, height * foot, size, _BLOOMS[int(rng.integers(0, len(_BLOOMS)))], rng)
    land = [Group(far, "far"), mist(canvas, horizon + 6 * unit, haze, 0.4), Group(rolling, "hills"), Group(trees, "trees"),
            Group(near, "near"), mist(canvas, height * 0.735, haze, 0.16), Group(hill, "hill"), Group(blooms, "flowers")]  # fmt: skip
    return outdoors(canvas, air, rng, land, ground=height * 0.87, horizon=height * 0.7, rear=height * 0.82)


def _crest_at(x: float) -> float:
    """y of the hill's crest at x, shares of the canvas."""
    for (x0, y0), (x1, y1) in pairwise(_HILL):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return _HILL[-1][1]
