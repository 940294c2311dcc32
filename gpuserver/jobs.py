"""One job: the work that a worker thread does, its state, and the events that it has to tell."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from enum import StrEnum

from gpuserver.events import Event

Work = Callable[["Job"], None]
"""Runs in a worker thread; reports through the job and stops when it is cancelled."""


class JobState(StrEnum):
    """Where a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    """An engine said that it cannot do this, in a sentence."""
    FAILED = "failed"


class Job:
    """One render. `client` is whose turn it takes, `share` what that one gets of an accelerator, `weight` the bytes
    that it holds while it waits."""

    def __init__(self, work: Work, *, client: str = "", share: float = 1.0, weight: int = 0) -> None:
        """Made on the event loop that reads its events."""
        self.id = secrets.token_urlsafe(12)
        self.work = work
        self.client = client
        self.share = share
        self.weight = weight
        self.since = time.monotonic()
        self.state = JobState.QUEUED
        self.position: int | None = None
        """Pictures ahead of it as last told; None before that."""
        self.events: asyncio.Queue[Event] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether nobody wants the picture any more; read from worker threads."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask the job to stop."""
        self._cancelled = True

    def emit(self, event: Event) -> None:
        """Add an event, from the event loop or a worker thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.events.put_nowait, event)
