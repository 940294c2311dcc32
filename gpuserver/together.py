"""Several pictures of one job: each has its own watch, and where the engines wait for a GPU they are made at once."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Event
from typing import Final, TypeVar

from gpuserver.engines.base import Cancelled, Pixels
from gpuserver.watch import JobWatch

R = TypeVar("R")

_AT_ONCE: Final = 16
"""Threads of one job; each waits for the GPU most of its time."""


class PictureWatch:
    """A `Watch` for one picture of a job, for one engine after the other, each in its share of the picture."""

    def __init__(self, whole: JobWatch, at: int, fractions: list[float], stopped: Event) -> None:
        """`fractions` (of each picture, 0..1) and `stopped` are shared by the pictures of the job."""
        self._whole = whole
        self._at = at
        self._fractions = fractions
        self._stopped = stopped
        self._low, self._high = 0.0, 1.0

    def share(self, low: float, high: float) -> None:
        """What follows is the part `low`..`high` of the picture."""
        self._low, self._high = low, high
        self._whole.next_part()

    def progress(self, fraction: float) -> None:
        """Report `fraction` of the current part; the job's is the mean of its pictures'. Raises Cancelled."""
        if self._stopped.is_set():
            raise Cancelled
        self._fractions[self._at] = self._low + (self._high - self._low) * min(1.0, max(0.0, fraction))
        self._whole.progress(sum(self._fractions) / len(self._fractions))

    def preview(self, pixels: Pixels) -> None:
        """Show an early look."""
        self._whole.preview(pixels)

    def expect(self, seconds: float, ahead: int | None) -> None:
        """Tell when this part is done. Its place in a queue is of no interest once another picture has begun."""
        self._whole.expect(seconds, None if any(self._fractions) else ahead)


def in_order(
    make: Callable[[int, PictureWatch], R], count: int, watch: JobWatch, *, at_once: bool
) -> Generator[R, None, None]:
    """What `make` returns for 0..`count` - 1, in this order, each as soon as it and those before it are there.

    `at_once`: in threads of their own, which have ended when this ends. Where one raises, so does this, and the others
    stop at their next progress.
    """
    fractions, stopped = [0.0] * count, Event()
    watches = [PictureWatch(watch, at, fractions, stopped) for at in range(count)]
    if not at_once or count == 1:
        yield from map(make, range(count), watches)
        return
    with ThreadPoolExecutor(min(count, _AT_ONCE), thread_name_prefix="pictures") as pool:
        yield from _joined(pool, make, watches, stopped)


def _joined(
    pool: ThreadPoolExecutor, make: Callable[[int, PictureWatch], R], watches: Sequence[PictureWatch], stopped: Event
) -> Generator[R, None, None]:
    futures = [pool.submit(copy_context().run, make, at, watch) for at, watch in enumerate(watches)]
    try:
        for future in futures:
            yield future.result()
    finally:
        stopped.set()
        pool.shutdown(cancel_futures=True)
