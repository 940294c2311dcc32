"""A still lake among hills: far banks that stand on their heads, a rowing boat, and a grassy bank to stand on."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import flower, grass, leaves, rock, tuft
from gpuserver.engines.illustrator.settings.props import placed, snowed
from gpuserver.engines.illustrator.settings.scape import crag, patch, pines, wood
from gpuserver.engines.illustrator.settings.water import banks_mirrored, glitter, lilies, reeds, sheet, surface, wet
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_BANK = ((-0.06, 0.79), (0.1, 0.772), (0.32, 0.786), (0.56, 0.776), (0.8, 0.79), (1.06, 0.778), (1.08, 0.872), (0.95, 0.872),
         (0.86, 0.886), (0.74, 0.903), (0.62, 0.896), (0.5, 0.905), (0.38, 0.9), (0.27, 0.886), (0.16, 0.892), (-0.08, 0.88))  # fmt: skip


def lake(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Hills and woods over their mirror image, a bank across the front with water before it."""
    height, unit = canvas.height, canvas.scale / 1024
    horizon, haze = height * 0.6, haze_of(air)
    shades, (light, dark) = leaves(air), grass(air)
    water = surface(air, "#3F93B4")
    snow = 0.34 if not air.is_white else 0.62
    far = [
        crag(canvas, ((-0.12, 0.61), (0.02, 0.46), (0.12, 0.44), (0.2, 0.36), (0.3, 0.46), (0.4, 0.5), (0.56, 0.61)), "#8FA6C8", haze, snow=snow, bend=0.1),
        crag(canvas, ((0.48, 0.61), (0.6, 0.53), (0.7, 0.49), (0.8, 0.42), (0.88, 0.48), (0.98, 0.47), (1.15, 0.61)), "#A2B6D2", haze, snow=snow * 0.8, bend=-0.06),
    ]  # fmt: skip
    near = mix(dark, haze, 0.42)
    hills: list[Item] = [
        patch(canvas, ((-0.1, 0.56), (0.1, 0.535), (0.34, 0.565), (0.52, 0.585), (0.5, 0.61), (-0.1, 0.62)), (near, mix(light, haze, 0.4))),
        patch(canvas, ((1.1, 0.53), (0.9, 0.54), (0.72, 0.57), (0.56, 0.592), (0.58, 0.61), (1.1, 0.62)), (mix(dark, haze, 0.3), mix(light, haze, 0.4))),
    ]  # fmt: skip
    woods: list[Item] = [
        wood(canvas, -0.05, 0.3, 0.6, 0.07, mix(shades[1], haze, 0.32), haze, rng),
        *pines(canvas, 0.0, 0.2, 0.604, 0.15, 5, mix("#4E8A78", haze, 0.15), haze, rng),
        wood(canvas, 0.76, 1.06, 0.602, 0.09, mix(shades[0], haze, 0.22), haze, rng),
        *pines(canvas, 0.84, 1.02, 0.606, 0.18, 5, mix("#46826E", haze, 0.1), haze, rng),
        wood(canvas, 0.3, 0.78, 0.6, 0.03, mix(shades[1], haze, 0.4), haze, rng),
    ]
    if air.is_white:
        snowed(woods, 7 * unit)
    bank = patch(canvas, _BANK, (light, dark))
    lower = patch(canvas, [(x, y + 0.009) for x, y in _BANK], (mix(dark, "#8A6A58", 0.5), mix(dark, "#6E5A58", 0.6)))
    mirror = banks_mirrored([*far, *hills, *woods], horizon, water, 0.24 * height, squash=0.72)
    shine = Group(glitter(canvas, air, horizon + 10 * unit, height, water, rng, 26), "ripples")
    pool = Group([sheet(canvas, horizon - 2, height + 20, water)], "lake")
    floor = Group([lower, bank, *_growth(canvas, air, rng)], "bank")
    boat = Group(_boat(canvas), "boat")
    shown = banks_mirrored([lower], height * 0.903, water, 0.05 * height, strength=0.5)
    under = banks_mirrored(boat.items, height * 0.703, water, 0.05 * height, strength=0.55)
    front = Group(_waterside(canvas, air, rng), "reeds")
    land = [Group(far, "far"), mist(canvas, horizon - 26 * unit, haze, 0.45), Group(hills, "hills"), Group(woods, "woods"),
            pool, mirror, shine, mist(canvas, horizon + 6 * unit, haze, 0.3), under, boat, shown, floor, front]  # fmt: skip
    return outdoors(
        canvas, air, rng, land, ground=height * 0.862, horizon=horizon, own=(pool, mirror, shine, shown, under),
        rear=height * 0.8, water=wet(canvas, horizon, water, land=(bank.path, lower.path), brink=height * 0.903, afloat=height * 0.718),
    )  # fmt: skip


def _boat(canvas: Canvas) -> list[Item]:
    """An empty rowing boat, moored far out."""
    return placed("canoe", canvas.width * 0.17, canvas.height * 0.705, canvas.scale * 0.062)


def _growth(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    """Grass, flowers and stones on the bank, away from its middle."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    _, dark = grass(air)
    out = [
        rock(width * x, height * y, size * unit, "#A8A3B4", rng)
        for x, y, size in (
            (0.9, 0.876, 34),
            (0.965, 0.868, 20),
            (0.06, 0.876, 24),
            (0.29, 0.893, 15),
            (0.325, 0.9, 10),
            (0.685, 0.905, 13),
            (0.72, 0.909, 8),
        )
    ]
    if air.is_white:
        snowed(out, 7 * unit)
    for _ in range(26):
        x, y = rng.random(), 0.79 + 0.085 * rng.random()
        out.append(
            tuft(width * x, height * y, (9 + 90 * (y - 0.79)) * unit, mix(dark, "#3E7A4E", 0.2 * rng.random()), rng)
        )
    if not air.is_white:
        for x, y in ((0.06, 0.835), (0.1, 0.86), (0.145, 0.83), (0.88, 0.83), (0.93, 0.845), (0.84, 0.865)):
            color = ("#FFFFFF", "#F9D25A", "#F7C8D8")[int(rng.integers(0, 3))]
            out += flower(width * (x + 0.02 * rng.random()), height * y, 10 * unit, color, rng)
    return out


def _waterside(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    """Reeds in the corners and lily pads on the near water."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    green = "#C9B27A" if air.is_white or air.season == "autumn" else "#4E8A5A"
    out: list[Item] = []
    if not air.is_white:
        out += lilies(width * 0.77, height * 0.952, 34 * unit, "#6DB07A", rng)
        out += lilies(width * 0.24, height * 0.972, 26 * unit, "#62A574", rng, bloom=None)
    for x, y, size in ((0.985, 0.99, 250), (0.93, 1.0, 190), (0.03, 1.0, 210)):
        out += reeds(width * x, height * y, size * unit, green, rng)
    return out
