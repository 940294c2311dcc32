"""Rain, snow and fog before everything, and what rain leaves on the ground."""

from __future__ import annotations

from typing import Final

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Canvas, Group, Item, Water
from gpuserver.engines.illustrator.painting.shapes import (
    blob,
    circle,
    curve,
    difference,
    fog,
    intersection,
    line,
    scenery,
    shifted,
    taper,
    union,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere

_PUDDLES: Final = ((0.2, 0.3, 84), (0.83, 0.36, 96), (0.1, 0.82, 150), (0.57, 1.0, 216), (0.9, 0.9, 140))
"""Where puddles lie: x as a share of the width, y from the horizon (0) to just under the hero's feet (1), half width."""
_FALLEN: Final = ("#E8893B", "#D9622F", "#F2B84B", "#C9553A")
_BLOOMS: Final = ("#F48FB0", "#FFFFFF", "#F7C6DA", "#FFD75E", "#B79BE8", "#F27A8C")


def falling(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> list[Group]:
    """Rain or snow before everything, fog over the ground."""
    if air.is_wet:
        return [Group(_rain(canvas, rng, stormy=air.weather == "storm"), "rain", layer="front")]
    if air.weather == "snow":
        return [Group(_snowfall(canvas, rng), "snowfall", layer="front")]
    if air.weather == "fog":
        low = fog(canvas.height * 0.86, canvas.height * 0.3, "#F1F4F5", 0.4, 40, canvas.width)
        return [Group([low], "fog", layer="front")]
    return []


def _rain(canvas: Canvas, rng: np.random.Generator, *, stormy: bool) -> list[Item]:
    slant, long = (0.36, 1.25) if stormy else (0.2, 1.0)
    out: list[Item] = []
    for at in range(round(170 * canvas.width * canvas.height / 1024**2)):
        near = at % 3 == 0
        length = (92 if near else 46) * (0.7 + 0.6 * rng.random()) * long
        x, y = rng.random() * (canvas.width + 180) - 40, rng.random() * (canvas.height + 120) - 80
        drop = taper(line((x, y), (x - length * slant, y + length)), (0.6, 3.6 if near else 2.0), caps=False)
        out.append(scenery(drop, "#EFF4FF", alpha=0.62 if near else 0.42, kind="flat", cls="rain"))
    return out


def _snowfall(canvas: Canvas, rng: np.random.Generator) -> list[Item]:
    out: list[Item] = []
    for at in range(round(150 * canvas.width * canvas.height / 1024**2)):
        near = at % 6 == 0
        size = (6 if near else 2.6) * (0.6 + 0.7 * rng.random())
        flake = circle(rng.random() * canvas.width, rng.random() * canvas.height, size)
        out.append(
            scenery(flake, "#FFFFFF", alpha=0.75 if near else 0.85, blur=1.6 if near else 0.5, kind="flat", cls="snow")
        )
    return out


def puddles(
    canvas: Canvas, colors: tuple[str, str], rng: np.random.Generator, *, horizon: float, ground: float
) -> tuple[Group, Water]:
    """Puddles on the ground, of the sky's colours far and near, with rings of drops in them; and what they mirror."""
    unit, front = canvas.scale / 1024, ground + 0.035 * canvas.scale
    pools: list[skia.Path] = []
    for x, share, half in _PUDDLES:
        pools.append(_pool(canvas.width * x, horizon + (front - horizon) * share, half * unit, rng))
    out: list[Item] = []
    for pool, (_, share, _) in zip(pools, _PUDDLES, strict=True):
        color = mix(*colors, share)
        out.append(scenery(shifted(pool, 0, -4 * unit), "#4A4460", alpha=0.3, blur=3 * unit, kind="flat", cls="soil"))
        out.append(scenery(pool, color, gradient=(mix(color, "#FFFFFF", 0.16), color), alpha=0.9, cls="water"))
        box = pool.getBounds()
        for _ in range(4):
            wide = (0.1 + 0.12 * rng.random()) * box.width() / 2
            middle = box.left() + box.width() * (0.2 + 0.6 * rng.random())
            y = box.top() + box.height() * (0.3 + 0.4 * rng.random())
            ring = difference(circle(middle, y, wide, wide * 0.26), circle(middle, y, wide * 0.8, wide * 0.19))
            out.append(scenery(intersection(ring, pool), "#F4F8FF", alpha=0.7, kind="flat", cls="glint"))
    out += _splashes(canvas, rng, horizon, front)
    return Group(out, "puddles"), Water(union(pools), mix(*colors, 0.8), clear=0.5)


def _pool(x: float, y: float, half: float, rng: np.random.Generator) -> skia.Path:
    """A flat shape with an uneven edge."""
    turns = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    reach = half * (0.84 + 0.3 * rng.random(12))
    return blob([(x + r * np.cos(t), y + 0.17 * r * np.sin(t)) for r, t in zip(reach, turns, strict=True)])


def _splashes(canvas: Canvas, rng: np.random.Generator, horizon: float, front: float) -> list[Item]:
    """Drops that leap where rain hits the ground, larger towards the viewer."""
    drops: list[skia.Path] = []
    for _ in range(30):
        share = 0.1 + 0.9 * rng.random()
        x, y = rng.random() * canvas.width, horizon + (front - horizon) * share
        size = (4 + 13 * share) * canvas.scale / 1024
        for side in (-1, 1):
            drops.append(
                taper(curve((x, y), (x + side * size * 0.3, y - size), (x + side * size, y - size * 0.7)), (0.4, 0.24 * size), caps=False)
            )  # fmt: skip
    return [scenery(drop, "#F4F8FF", alpha=0.6, kind="flat", cls="rain") for drop in drops]


def fallen_leaves(canvas: Canvas, rng: np.random.Generator, *, horizon: float) -> list[Item]:
    """Leaves on the ground in autumn, larger towards the viewer."""
    out: list[Item] = []
    for at, share in enumerate(np.sort(rng.random(34)).tolist()):
        x, y = rng.random() * canvas.width, horizon + (0.08 + 0.92 * share) * (canvas.height - horizon)
        size = (5 + 13 * share) * canvas.scale / 1024
        lean = 0.7 * (rng.random() - 0.5) * size
        blade = taper(
            curve((x - size, y + lean), (x, y - 0.5 * size), (x + size, y - lean)), (0.5, 0.8 * size, 0.5), caps=False
        )
        leaf = scenery(blade, _FALLEN[at % len(_FALLEN)], cls="leaf")
        leaf.marks.append(
            scenery(
                taper(
                    curve((x - size, y + lean), (x, y - 0.5 * size), (x + size, y - lean)),
                    (1, 0.1 * size, 0.5),
                    caps=False,
                ),
                "#8A4A34",
                alpha=0.5,
            )
        )
        out.append(leaf)
    return out


def blossom(canvas: Canvas, rng: np.random.Generator, *, horizon: float) -> list[Item]:
    """Spring: flowers in the grass, larger towards the viewer, and petals in the air and on the ground."""
    unit, out = canvas.scale / 1024, list[Item]()
    for at, share in enumerate(np.sort(rng.random(46)).tolist()):
        x, y = rng.random() * canvas.width, horizon + (0.10 + 0.88 * share) * (canvas.height - horizon)
        size = (3 + 8 * share) * unit
        color = _BLOOMS[at % len(_BLOOMS)]
        petals = [
            circle(x + 0.8 * size * float(np.cos(turn)), y + 0.62 * size * float(np.sin(turn)), 0.62 * size)
            for turn in np.linspace(0, 2 * np.pi, 5, endpoint=False)
        ]
        out.append(scenery(union(petals), color, kind="flat", cls="flower"))
        out.append(scenery(circle(x, y, 0.45 * size), "#FFE27A", kind="flat", cls="flower"))
    for x, y, size in rng.random((30, 3)).tolist():
        wide, lean = (5 + 6 * size) * unit, (rng.random() - 0.5) * 8 * unit
        left, top = x * canvas.width, y * 0.92 * canvas.height
        blade = taper(curve((left, top), (left + wide, top - 3 * unit + lean), (left + 2 * wide, top + lean)),
                      (0.5, 0.9 * wide, 0.5), caps=False)  # fmt: skip
        out.append(scenery(blade, "#F7B6CC", kind="flat", alpha=0.9, cls="petal"))
    return out
