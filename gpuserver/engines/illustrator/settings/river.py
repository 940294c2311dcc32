"""A river that winds down from the hills, under a stone bridge, past the bank where the hero stands."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item, Water
from gpuserver.engines.illustrator.painting.shapes import blob, intersection, scenery
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.nature import flower, grass, leaves, rock, tuft
from gpuserver.engines.illustrator.settings.props import grown, placed, snowed
from gpuserver.engines.illustrator.settings.scape import at, patch, slope, stroke, wood
from gpuserver.engines.illustrator.settings.water import Surface, banks_mirrored, reeds, rings, surface
from gpuserver.engines.illustrator.settings.weather import haze_of, mist, outdoors

_FAR_BANK = (
    (0.86, 0.604),
    (0.82, 0.615),
    (0.74, 0.628),
    (0.62, 0.645),
    (0.44, 0.655),
    (0.24, 0.668),
    (0.06, 0.69),
    (-0.08, 0.705),
)
_NEAR_BANK = ((-0.08, 0.985), (0.04, 0.93), (0.14, 0.865), (0.24, 0.81), (0.38, 0.765), (0.56, 0.735), (0.72, 0.705), (0.85, 0.665),
              (0.9, 0.63), (0.89, 0.604))  # fmt: skip


def river(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
    """Green hills, a bend of clear water with stones in it, a bridge, willows, and a grassy bank."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    haze, (light, dark), shades = haze_of(air), grass(air), leaves(air)
    water = surface(air, "#46A3BE")
    far: list[Item] = [
        slope(canvas, ((-0.05, 0.5), (0.15, 0.47), (0.34, 0.52), (0.55, 0.57), (0.75, 0.53), (0.92, 0.5), (1.05, 0.52)),
              (mix(dark, haze, 0.62), mix(light, haze, 0.5))),
        slope(canvas, ((-0.05, 0.56), (0.2, 0.545), (0.45, 0.585), (0.66, 0.592), (0.85, 0.56), (1.05, 0.55)),
              (mix(dark, haze, 0.4), mix(light, haze, 0.35))),
        wood(canvas, -0.05, 0.34, 0.602, 0.06, mix(shades[1], haze, 0.4), haze, rng),
        wood(canvas, 0.8, 1.05, 0.6, 0.055, mix(shades[0], haze, 0.4), haze, rng),
    ]  # fmt: skip
    meadow = slope(canvas, ((-0.05, 0.605), (0.3, 0.6), (0.6, 0.596), (1.05, 0.6)), (mix(light, haze, 0.25), light))
    bed = blob(at(canvas, [*_FAR_BANK, *_NEAR_BANK]))
    stream = Group([scenery(bed, water.middle, gradient=(water.far, water.middle, water.near), cls="water")], "river")
    rim = patch(canvas, [*[(x, y - 0.008) for x, y in _FAR_BANK], *[(x, y + 0.012) for x, y in _NEAR_BANK]],
                (mix(dark, "#B08A68", 0.6), mix(dark, "#8E6E58", 0.5)))  # fmt: skip
    trees = _trees(canvas, air, haze)
    bridge = placed("bridge", width * 0.79, height * 0.694, 138 * unit, haze=(haze, 0.1))
    if air.is_white:
        snowed(bridge, 7 * unit, ("cap", "leaf", "leaf2"))
        snowed([one for one in far if one.cls == "leaf"], 6 * unit)
    images = [banks_mirrored(trees, height * 0.668, water, 0.12 * height, strength=0.5, area=bed),
              banks_mirrored(bridge, height * 0.694, water, 0.07 * height, strength=0.6, area=bed)]  # fmt: skip
    flow = Group(_flow(canvas, air, water, bed, rng), "flow")
    stones = [rock(width * x, height * y, size * unit, "#A8A3B4", rng) for x, y, size in
              ((0.2, 0.765, 26), (0.255, 0.775, 15), (0.07, 0.84, 30), (0.63, 0.69, 13))]  # fmt: skip
    foam = Group([scenery(_ring(canvas, x, y, size), water.light, alpha=0.6, kind="flat", cls="glint") for x, y, size in
                  ((0.2, 0.768, 40), (0.255, 0.777, 24), (0.07, 0.843, 46), (0.63, 0.692, 20))], "foam")  # fmt: skip
    if air.is_white:
        snowed(stones, 7 * unit)
    land = [Group(far, "far"), mist(canvas, height * 0.585, haze, 0.4), Group([meadow, rim], "meadow"), stream, *images, flow, foam,
            Group(trees, "trees"), Group(stones, "stones"), Group(bridge, "bridge"), Group(_near(canvas, air, rng), "bank")]  # fmt: skip
    return outdoors(
        canvas, air, rng, land, ground=height * 0.875, horizon=height * 0.6, own=(stream, *images, flow, foam),
        water=Water(bed, water.middle, afloat=height * 0.775),
    )  # fmt: skip


def _ring(canvas: Canvas, x: float, y: float, size: float) -> skia.Path:
    unit = canvas.scale / 1024
    return blob([(canvas.width * x + dx * size * unit, canvas.height * y + dy * size * unit) for dx, dy in
                 ((-1, 0), (-0.5, -0.2), (0.5, -0.2), (1.1, 0), (0.5, 0.24), (-0.5, 0.26))])  # fmt: skip


def _trees(canvas: Canvas, air: Atmosphere, haze: str) -> list[Item]:
    """A willow and a few lower trees on the far bank."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    out = grown("tree", width * 0.27, height * 0.652, 120 * unit, air, toward="#3E8A5E", share=0.2, haze=(haze, 0.22))
    out += grown("willow", width * 0.1, height * 0.676, 250 * unit, air, haze=(haze, 0.08))
    out += grown("tree", width * 0.965, height * 0.655, 210 * unit, air, haze=(haze, 0.12), flip=True)
    return out


def _flow(canvas: Canvas, air: Atmosphere, water: Surface, bed: skia.Path, rng: np.random.Generator) -> list[Item]:
    """Lines of the current along the bend, and raindrops."""
    out: list[Item] = []
    for _ in range(22):
        share, along = rng.random(), rng.random() * 0.8
        points = []
        for step in range(4):
            place = min(0.999, along + 0.06 * step)
            (ax, ay), (bx, by) = _place(_FAR_BANK, place), _place(tuple(reversed(_NEAR_BANK)), place)
            points.append((ax + (bx - ax) * share, ay + (by - ay) * share + 0.004 * (step % 2)))
        wide = 1.5 + 8 * max(0.0, points[-1][1] - 0.62) / 0.3
        line = stroke(canvas, points, (0.6, wide, 0.6), water.light, alpha=0.26 if air.is_dark else 0.4, cls="glint")
        out.append(replace(line, path=intersection(line.path, bed)))
    if air.is_wet:
        out += [replace(one, path=intersection(one.path, bed)) for one in rings(canvas, canvas.height * 0.66, canvas.height * 0.9, water, rng)
                if bed.contains(one.path.getBounds().centerX(), one.path.getBounds().centerY())]  # fmt: skip
    return out


def _place(line: tuple[tuple[float, float], ...], share: float) -> tuple[float, float]:
    """A point at a share of a line of points."""
    step = share * (len(line) - 1)
    (ax, ay), (bx, by) = line[int(step)], line[int(step) + 1]
    part = step - int(step)
    return ax + (bx - ax) * part, ay + (by - ay) * part


def _near(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> list[Item]:
    """Grass and flowers of the near bank, reeds at the water's edge."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    light, dark = grass(air)
    sheen = blob(at(canvas, ((0.2, 0.93), (0.42, 0.83), (0.7, 0.78), (1.06, 0.72), (1.1, 0.86), (0.6, 0.93))))
    out: list[Item] = [scenery(sheen, mix(light, "#FFFBD0", 0.3), alpha=0.28, blur=24 * unit, kind="glow")]
    for _ in range(44):
        x, y = rng.random(), 0.74 + 0.26 * rng.random()
        if (1 - y) * 1.25 > x - 0.06:  # in the river
            continue
        out.append(
            tuft(width * x, height * y, (8 + 90 * (y - 0.72)) * unit, mix(dark, "#3E8A56", 0.3 * rng.random()), rng)
        )
    if not air.is_white:
        for _ in range(18):
            x, y = 0.78 + 0.24 * rng.random(), 0.76 + 0.22 * rng.random()
            color = ("#FFFFFF", "#F9D25A", "#B79BE0", "#F7C8D8")[int(rng.integers(0, 4))]
            out += flower(width * x, height * y, (4 + 40 * (y - 0.74)) * unit, color, rng)
    green = "#C9B27A" if air.is_white or air.season == "autumn" else "#4E8A5A"
    out += reeds(width * 0.1, height * 0.965, 170 * unit, green, rng)
    out += reeds(width * 0.02, height * 1.005, 210 * unit, green, rng, cattails=False)
    out.append(rock(width * 0.185, height * 0.93, 34 * unit, "#A8A3B4", rng))
    if air.is_white:
        snowed(out[-1:], 8 * unit)
    return out
