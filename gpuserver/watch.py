"""How a running engine reports into its job, and learns that it was cancelled or took too long."""

from __future__ import annotations

import time
from threading import Lock
from typing import Final

from core.problems import Code, ProblemError
from gpuserver.accelerator.claim import Claim
from gpuserver.engines.base import Cancelled, Pixels
from gpuserver.events import PreviewEvent, ProgressEvent, QueuedEvent
from gpuserver.images.output import preview
from gpuserver.jobs import Job

PREVIEWS: Final = 3
"""Early looks of one job, at most."""
_APART: Final = 0.1
"""Seconds between two progress events, at least."""


class JobWatch:
    """The `Watch` of a whole job; coalesces what comes too fast. Several threads may report."""

    def __init__(self, job: Job, *, previews: int, seconds: float) -> None:
        """`seconds`: how long the job may run in all."""
        self._job = job
        self._percent = -1
        self._told = -_APART
        self._previews = min(previews, PREVIEWS)
        self._seconds = seconds
        self._deadline = time.monotonic() + seconds
        self._expected: float | None = None
        self._lock = Lock()

    @property
    def claim(self) -> Claim:
        """For whom the job asks the accelerator."""
        return Claim(self._job.client, self._job.share, self._deadline)

    def next_part(self) -> None:
        """Forget the time that was expected: it was that of a part that is done."""
        self._expected = None

    def progress(self, fraction: float) -> None:
        """Report `fraction` of the job. Raises Cancelled, and ProblemError when the job took too long."""
        if self._job.cancelled:
            raise Cancelled
        now = time.monotonic()
        if now > self._deadline:
            limit = f"{self._seconds:g} seconds"
            raise ProblemError(Code.TOO_LARGE_TO_RENDER, f"it was not done within {limit}", limit=limit)
        percent = int(100 * min(1.0, max(0.0, fraction)))
        with self._lock:
            if percent > self._percent and (now - self._told >= _APART or percent >= 100):
                self._percent, self._told = percent, now
                self._job.emit(ProgressEvent(percent, self._expected))

    def preview(self, pixels: Pixels) -> None:
        """Show an early look, while some are wanted."""
        with self._lock:
            wanted = self._previews > 0 and not self._job.cancelled
            self._previews -= wanted
        if wanted:
            data, media_type = preview(pixels)
            self._job.emit(PreviewEvent(data, media_type, max(self._percent, 0)))

    def expect(self, seconds: float, ahead: int | None) -> None:
        """Tell of a place in a queue further in at once, of the time until the part is done with the next progress."""
        self._expected = round(seconds, 1)
        if ahead is not None and not self._job.cancelled:
            self._job.emit(QueuedEvent(ahead, self._expected))
