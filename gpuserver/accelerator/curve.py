"""A measured quantity as a function of a batch's rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final

_KEPT: Final = 9
"""Measurements kept of each number of rows: what changes is forgotten after so many."""


class Curve:
    """The last measurements at each number of rows as one value, and straight lines between and beyond them."""

    def __init__(self, value: Callable[[Iterable[float]], float]) -> None:
        """`value` makes one number of several measurements: the median for times, the maximum for memory."""
        self._value = value
        self._measured: dict[int, deque[float]] = {}

    def add(self, rows: int, measured: float) -> None:
        """Take a measurement."""
        self._measured.setdefault(rows, deque(maxlen=_KEPT)).append(measured)

    def sizes(self, samples: int = 1) -> list[int]:
        """The numbers of rows that were measured at least `samples` times, ascending."""
        return sorted(rows for rows, values in self._measured.items() if len(values) >= samples)

    def at(self, rows: int, samples: int = 1) -> float | None:
        """The value at `rows`; None without any measurement.

        Beyond the largest size measured it goes on as between the last two, or in proportion where there is one only;
        below the smallest it is that one's.
        """
        points = [(size, self._value(self._measured[size])) for size in self.sizes(samples)]
        if not points:
            return None
        (first, least), (last, most) = points[0], points[-1]
        if rows <= first:
            return least
        if first == last:
            return most * rows / last
        below, above = next(((a, b) for a, b in pairwise(points) if rows <= b[0]), points[-2:])
        slope = (above[1] - below[1]) / (above[0] - below[0])
        return below[1] + slope * (rows - below[0]) if rows <= last else most + max(0.0, slope) * (rows - last)
