"""Which batches fit into the accelerator's memory, from what batches were measured to need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from gpuserver.accelerator.curve import Curve
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.lane import AnyLane

_LIMIT_SECONDS: Final = 600.0
"""How long a limit holds that an out-of-memory set: what else filled the memory may have gone."""


class Gauge(Protocol):
    """The accelerator's memory, in bytes."""

    @property
    def budget(self) -> int:
        """Bytes that may be in use at any time."""
        ...

    def used(self) -> int:
        """Bytes in use."""
        ...

    def peak(self) -> int:
        """The most bytes in use since the last `reset`."""
        ...

    def reset(self) -> None:
        """Begin a new peak."""
        ...

    def release(self) -> None:
        """Give back what is kept but not in use."""
        ...


@dataclass(frozen=True)
class Footprint:
    """Bytes of a batch beside its model."""

    held: int
    """Kept from step to step."""
    peak: int
    """In use at most, within a step."""


class Memory:
    """Learns footprints by key and rows. One step runs at a time, so that running batches need what each holds, and
    the largest of what a single one needs on top of that in its step.
    """

    def __init__(self, gauge: Gauge | None) -> None:
        """Without a gauge, everything fits."""
        self._gauge = gauge
        self._used = gauge.used() if gauge else 0
        self._held: dict[Key, Curve] = {}
        self._peaks: dict[Key, Curve] = {}
        self._limits: dict[Key, tuple[int, float]] = {}

    def fits(self, lane: AnyLane, rows: int, others: Iterable[AnyLane]) -> bool:
        """Whether the batch of `lane` may have `rows`, beside the running batches of `others`.

        A key of which nothing is known yet fits with one row.
        """
        if self._gauge is None:
            return True
        need = self._footprint(lane, rows)
        if need is None:
            return rows == 1
        beside = [found for other in others if (found := self._footprint(other, len(other.rows)))]
        in_a_step = max(one.peak - one.held for one in (need, *beside))
        return self._used - lane.held + need.held + in_a_step <= self._gauge.budget

    @contextmanager
    def measured(self, lane: AnyLane, rows: int) -> Iterator[None]:
        """Learn from what is done inside, to a batch of `lane` with `rows`."""
        if self._gauge is None:
            yield
            return
        before = self._gauge.used()
        self._gauge.reset()
        try:
            yield
            held = max(lane.held, lane.held + self._gauge.used() - before)
            self._held.setdefault(lane.key, Curve(max)).add(rows, held)
            self._peaks.setdefault(lane.key, Curve(max)).add(rows, lane.held + self._gauge.peak() - before)
        finally:
            lane.held += self._gauge.used() - before
            self.look()

    def look(self) -> None:
        """Read the gauge: models were loaded or unloaded, or rows dropped."""
        if self._gauge is not None:
            self._used = self._gauge.used()

    def release(self) -> None:
        """Give back what is kept but not in use."""
        if self._gauge is not None:
            self._gauge.release()
        self.look()

    def limit_to(self, key: Key, rows: int, now: float) -> None:
        """Remember that more than `rows` of `key` ran out of memory."""
        self._limits[key] = (rows, now + _LIMIT_SECONDS)

    def limit(self, key: Key, now: float) -> int | None:
        """Rows of `key` at most, 0 for none, after it ran out of memory; None where it has not lately."""
        rows, until = self._limits.get(key, (None, 0.0))
        return rows if now < until else None

    def _footprint(self, lane: AnyLane, rows: int) -> Footprint | None:
        peaks, held = self._peaks.get(lane.key), self._held.get(lane.key)
        if peaks is None or rows not in peaks.sizes():
            told = lane.executor.peak(lane.key, rows)
            if told is not None:
                return Footprint(told, told)
        if peaks is None or held is None:
            return None
        return Footprint(round(held.at(rows) or 0), round(peaks.at(rows) or 0))
