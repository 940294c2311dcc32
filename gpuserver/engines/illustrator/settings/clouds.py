"""Clouds: lit domes over a hazy foot, with curls that a woodcut can follow."""

from __future__ import annotations

import math

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.shapes import circle, puffs, scenery, smooth, taper, union


def billow(
    x: float,
    y: float,
    size: float,
    light: str,
    dark: str,
    rng: np.random.Generator,
    *,
    alpha: float = 0.92,
    under: str | None = None,
) -> Item:
    """A cloud about `2 * size` wide round (x, y), from `light` at the top to `dark` at its foot, or `under` there."""
    domes = puffs(x, y, size, rng)
    colors = (light, dark) if under is None else (light, dark, mix(dark, under, 0.3), under)
    cloud = scenery(union(circle(*dome) for dome in domes), light, gradient=colors, alpha=alpha, cls="cloud")
    shine = mix(light, "#FFFFFF", 0.45 if under is None else 0.12)
    for at in (1, 2, 3):
        cx, cy, radius, _ = domes[at]
        lit = circle(cx - radius * 0.16, cy - radius * 0.2, radius * 0.72)
        cloud.marks.append(scenery(lit, shine, alpha=0.34, blur=radius * 0.12))
    for at, turn in ((1, 0.9), (3, 1.0), (2, 0.8)):
        cx, cy, radius, _ = domes[at]
        cloud.marks.append(scenery(_curl(cx, cy + radius * 0.1, radius * 0.78, turn), dark, alpha=0.4, cls="curl"))
    return cloud


def _curl(x: float, y: float, radius: float, turn: float) -> skia.Path:
    """A scroll that opens to the left under a dome: the line in which a brush draws a cloud."""
    points: list[tuple[float, float]] = []
    for at in range(12):
        angle = -0.9 + turn * at * 0.42
        reach = radius * (1 - 0.055 * at)
        points.append((x + math.cos(angle) * reach, y + math.sin(angle) * reach * 0.72))
    return taper(smooth(points), (0.8, radius * 0.055, radius * 0.05, 0.8), caps=False)
