"""How long things take, as measured here: steps by key and rows, the start of a batch, the loading of a model."""

from __future__ import annotations

from statistics import fmean, median
from typing import Final

from gpuserver.accelerator.curve import Curve
from gpuserver.accelerator.key import Key

_SAMPLES: Final = 3
"""Measurements before a size is judged: the first one may have compiled something."""
_UNKNOWN: Final = 0.1
"""Seconds of a step before any was measured."""


class Pace:
    """Measured seconds, and which batch sizes pay."""

    def __init__(self) -> None:
        self._steps: dict[Key, Curve] = {}
        self._starts: dict[Key, Curve] = {}

    def stepped(self, key: Key, rows: int, seconds: float) -> None:
        """Learn from one step of `rows`."""
        self._steps.setdefault(key, Curve(median)).add(rows, seconds)

    def started(self, key: Key, rows: int, seconds: float) -> None:
        """Learn from the start of a batch, or a join, of `rows` new ones."""
        self._starts.setdefault(key, Curve(median)).add(rows, seconds)

    def step(self, key: Key, rows: int = 1) -> float:
        """Seconds of a step of `rows`; of a key not seen yet, those of the mean one."""
        curve = self._steps.get(key)
        known = curve.at(rows) if curve else None
        return self._mean() if known is None else known

    def start(self, key: Key, rows: int = 1) -> float:
        """Seconds until a batch of `rows` can make its first step."""
        curve = self._starts.get(key)
        return (curve.at(rows) if curve else None) or 0.0

    def solo(self, key: Key, units: int) -> float:
        """Seconds that `units` steps take alone."""
        return self.start(key) + units * self.step(key)

    def least(self, key: Key) -> float:
        """Seconds that a step of `key` takes at least; 0 where that is not known."""
        curve = self._steps.get(key)
        if curve is None or not (sizes := curve.sizes(_SAMPLES)):
            return 0.0
        return (curve.at(sizes[0], _SAMPLES) or 0.0) / sizes[0]

    def pays(self, key: Key, rows: int, present: int) -> bool:
        """Whether all requests `present`, `rows` of them of `key`, end sooner in the mean with those rows in a batch.

        One after the other, n rows of t seconds end after t, 2 t … n t, and all others wait n t; at once, everybody
        waits for the seconds of n. A size not measured yet is tried where it is no more than twice one that was.
        """
        if rows == 1:
            return True
        curve = self._steps.get(key)
        sizes = curve.sizes() if curve else []
        if curve is None or not sizes or rows > 2 * sizes[-1]:
            return False
        judged = curve.sizes(_SAMPLES)
        if len(judged) < 2 or judged[0] > 1:
            return True
        together, alone = curve.at(rows, _SAMPLES) or 0.0, curve.at(1, _SAMPLES) or 0.0
        return present * together <= rows * (present - (rows - 1) / 2) * alone

    def best(self, key: Key, rows: int, present: int) -> int:
        """The largest batch of at most `rows` that pays with so many requests `present`."""
        return next(size for size in range(rows, 0, -1) if self.pays(key, size, present))

    def _mean(self) -> float:
        known = [seconds for curve in self._steps.values() if (seconds := curve.at(1)) is not None]
        return fmean(known) if known else _UNKNOWN
