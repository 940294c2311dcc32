"""What worlds without air share: a sky full of stars, and craters."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Canvas, Item
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    scenery,
)


def starfield(canvas: Canvas, rng: np.random.Generator, count: int) -> list[Item]:
    out: list[Item] = []
    for _ in range(count):
        spot = circle(
            rng.random() * canvas.width, rng.random() ** 1.3 * canvas.height * 0.6, 0.7 + 1.9 * rng.random() ** 3
        )
        out.append(scenery(spot, "#FFF8DC", alpha=0.3 + 0.65 * rng.random(), kind="flat", cls="star"))
    return out


def crater(canvas: Canvas, x: float, y: float, size: float, pale: str, deep: str) -> list[Item]:
    """A crater, seen flat: a pale wall, its shaded inside, a lit floor."""
    px, py, wide = canvas.width * x, canvas.height * y, size * canvas.scale / 1024
    wall = scenery(
        circle(px, py, wide, wide * 0.3),
        mix(pale, deep, 0.12),
        gradient=(mix(pale, deep, 0.3), mix(pale, "#FFFFFF", 0.3)),
        alpha=0.75,
        cls="stone",
    )
    bowl = scenery(
        circle(px, py + wide * 0.02, wide * 0.88, wide * 0.235),
        deep,
        gradient=(mix(deep, "#241C44", 0.25), mix(deep, pale, 0.55)),
        cls="stone",
    )
    return [wall, bowl]
