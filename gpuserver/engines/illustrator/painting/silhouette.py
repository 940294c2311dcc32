"""The shape of a drawing as a whole: what it hides, how much room is under it, and where its sides are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import skia
from numpy.typing import NDArray

_STEP: Final = 10.0
"""Units of the drawing for one cell."""
_FEET: Final = 0.06
"""Share of a drawing's height that is taken for its feet."""
_OPAQUE: Final = 0.4
"""Share of a cell from which on it hides what is behind it."""


@dataclass(frozen=True)
class Room:
    """The free room under a thing, in units of its drawing: from `left` to `right`, with its roof at y `top`."""

    left: float
    right: float
    top: float
    legs: bool
    """Whether it is between two legs, and not round one trunk."""


@dataclass(frozen=True, eq=False)
class Silhouette:
    """Which cells a drawing covers, in its own units; `left` and `top` are those of the first cell."""

    filled: NDArray[np.bool_]
    left: float
    top: float

    @property
    def cells(self) -> NDArray[np.float64]:
        """The middles (x, y) of the cells that are covered."""
        rows, columns = np.nonzero(self.filled)
        return np.column_stack([self.left + (columns + 0.5) * _STEP, self.top + (rows + 0.5) * _STEP]).astype(
            np.float64
        )

    def hides(self, xs: NDArray[np.float64], ys: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether the points of the drawing at (xs, ys) are covered."""
        column = np.floor((xs - self.left) / _STEP).astype(int)
        row = np.floor((ys - self.top) / _STEP).astype(int)
        rows, columns = self.filled.shape
        inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        return inside & self.filled[np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)]

    def sides(self, top: float, bottom: float) -> tuple[float, float] | None:
        """The outermost x of what is filled between two heights; None where nothing is."""
        rows = self._rows(top, bottom)
        columns = np.flatnonzero(rows.any(axis=0))
        if not len(columns):
            return None
        return self.left + float(columns[0]) * _STEP, self.left + float(columns[-1] + 1) * _STEP

    def underside(self, left: float, right: float) -> float | None:
        """The y down to which it reaches between two x, twigs and tips left out; None where nothing is."""
        first, last = (max(0, int((x - self.left) // _STEP)) for x in (left, right))
        columns = self.filled[:, first : last + 1]
        columns = columns[:, columns.any(axis=0)]
        if not columns.size:
            return None
        return self.top + float(np.median(len(columns) - np.argmax(columns[::-1], axis=0))) * _STEP

    def room_under(self, ground: float) -> Room:
        """The room between what stands on the ground; beside a trunk or a shaft, that under the whole crown."""
        rows, columns = self.filled.shape
        low = self._rows(ground - _FEET * rows * _STEP, ground).any(axis=0)
        edges = np.flatnonzero(np.diff(np.concatenate([[False], ~low, [False]]).astype(int)))
        gaps = [(int(edges[at]), int(edges[at + 1])) for at in range(0, len(edges), 2)]
        first, last = max(gaps, key=lambda gap: gap[1] - gap[0], default=(0, columns))
        legs = first > 0 and last < columns
        side = (last - first) // 4  # an arch is highest in the middle
        inner = (first + side, last - side) if legs else (round(columns * 0.2), round(columns * 0.8))
        over = self.filled[:, inner[0] : max(inner[1], inner[0] + 1)]
        lowest = rows - np.argmax(over[::-1], axis=0)
        roof = np.quantile(lowest[over.any(axis=0)], 0.3) if over.any() else rows
        if not legs:
            first, last = inner
        return Room(self.left + first * _STEP, self.left + last * _STEP, self.top + float(roof) * _STEP, legs)

    def _rows(self, top: float, bottom: float) -> NDArray[np.bool_]:
        first = int(np.clip((top - self.top) // _STEP, 0, len(self.filled) - 1))
        last = int(np.clip((bottom - self.top) // _STEP, first + 1, len(self.filled)))
        return self.filled[first:last]


def traced(paths: Iterable[skia.Path], box: tuple[float, float, float, float]) -> Silhouette:
    """The silhouette of filled outlines within a box (left, top, right, bottom)."""
    left, top, right, bottom = box
    surface = skia.Surface(max(1, round((right - left) / _STEP)), max(1, round((bottom - top) / _STEP)))
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorTRANSPARENT)
    canvas.scale(1 / _STEP, 1 / _STEP)
    canvas.translate(-left, -top)
    paint = skia.Paint(Color=skia.ColorBLACK, AntiAlias=True)
    for path in paths:
        canvas.drawPath(path, paint)
    pixels = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
    return Silhouette(pixels[..., 3] > _OPAQUE * 255, left, top)
