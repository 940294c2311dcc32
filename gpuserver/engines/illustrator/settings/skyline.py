"""Rows of houses in haze, seen over a street, a roof or a window sill."""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Canvas, Item
from gpuserver.engines.illustrator.painting.shapes import polygon, rect, scenery, union

ROWS: Final = {
    "day": ("#B9CBE0", "#93A9CC", "#7A86B5"), "sunset": ("#C56A86", "#8A4A86", "#54357A"),
    "night": ("#3D4F8E", "#2A376E", "#1C2652"), "dawn": ("#DDB3C4", "#B08FB6", "#7C6A9C"),
}  # fmt: skip
"""The walls of three rows of houses, far to near, by time of day."""


def houses(
    canvas: Canvas, foot: float, tall: float, wide: float, color: str, haze: str, row: int, *, lit: bool,
    rng: np.random.Generator,
) -> list[Item]:  # fmt: skip
    """A row of houses about `tall` high and `wide` wide on `foot`; `row` 0 is far, 2 near."""
    out: list[Item] = []
    x = -30.0
    while x < canvas.width + 30:
        width = wide * (0.7 + 0.7 * rng.random())
        height = tall * (0.45 + 0.6 * rng.random())
        top = foot - height
        parts = [rect(x, top, width + 1, canvas.height - top)]
        roof = int(rng.integers(0, 4))
        if roof == 0:
            parts.append(polygon([(x, top + 1), (x + width / 2, top - width * 0.4), (x + width, top + 1)]))
        elif roof == 1:
            parts.append(rect(x + width * 0.3, top - width * 0.3, width * 0.4, width * 0.32))
        elif roof == 2:
            parts.append(rect(x + width * 0.48, top - width * 0.7, width * 0.05, width * 0.72))
        shade = mix(color, haze, 0.14 * rng.random())
        house = scenery(union(parts), shade, gradient=(shade, mix(shade, haze, 0.35 if row < 2 else 0.12)), cls="house")
        house.marks = _windows(x, top, width, foot, wide * 0.11, color, row, lit=lit, rng=rng)
        out.append(house)
        x += width + (2 if row < 2 else 8 * rng.random())
    return out


def _windows(
    x: float, top: float, width: float, foot: float, size: float, color: str, row: int, *, lit: bool,
    rng: np.random.Generator,
) -> list[Item]:  # fmt: skip
    out: list[Item] = []
    for y in np.arange(top + size * 1.4, foot + 40, size * 2.2):
        for at in np.arange(x + size * 0.9, x + width - size * 1.2, size * 1.9):
            chance = rng.random()
            pane = rect(float(at), float(y), size, size * 1.25, 1.5)
            if lit and chance < 0.5:
                out.append(scenery(pane, "#FFD98A" if chance < 0.24 else "#FFB070", alpha=(0.55, 0.75, 0.95)[row]))
            elif chance < 0.75:
                dark = mix(color, "#2A1B55", 0.5) if lit else mix(color, "#FFFFFF" if chance < 0.3 else "#4A5A8C", 0.4)
                out.append(scenery(pane, dark, alpha=0.5))
    return out
