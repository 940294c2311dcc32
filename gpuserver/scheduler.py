"""One bounded queue in front of a few worker threads: in order, positions told, every job can be cancelled."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from core.problems import Code, Problem, ProblemError
from gpuserver.engines.base import Cancelled
from gpuserver.events import DoneEvent, ErrorEvent, Event, QueuedEvent
from gpuserver.metrics import Metrics

log = logging.getLogger(__name__)

Work = Callable[["Job"], None]
"""Runs in a worker thread; reports through the job and stops when it is cancelled."""

_PATIENCE: Final = 5.0
"""Seconds that a stop waits for engines to notice that they were cancelled."""


class Job:
    """One render: its events, and the flag that cancels it."""

    def __init__(self, work: Work, loop: asyncio.AbstractEventLoop) -> None:
        self.id = secrets.token_urlsafe(12)
        self.work = work
        self.state = "queued"
        self.events: asyncio.Queue[Event] = asyncio.Queue()
        self._loop = loop
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


class QueueFull(Exception):
    """No place is free; `retry_after` is the seconds until one probably is."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"the queue is full; try again in {retry_after} seconds")


class Scheduler:
    """Runs jobs in the order in which they came."""

    def __init__(self, *, threads: int, queue_size: int, metrics: Metrics) -> None:
        self._threads = threads
        self._queue_size = queue_size
        self._metrics = metrics
        self._waiting: OrderedDict[str, Job] = OrderedDict()
        self._running: dict[str, Job] = {}
        self._wake = asyncio.Event()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="render")
        self._tasks: list[asyncio.Task[None]] = []
        self._mean_seconds = 1.0

    async def start(self) -> None:
        """Start the workers."""
        self._tasks = [asyncio.create_task(self._worker()) for _ in range(self._threads)]

    async def stop(self) -> None:
        """Cancel every job and end the workers."""
        for job in (*self._waiting.values(), *self._running.values()):
            job.cancel()
        for job in self._waiting.values():
            job.emit(ErrorEvent(Problem(code=Code.CANCELLED, detail="the server is stopping")))
            job.emit(DoneEvent())
        self._waiting.clear()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def submit(self, work: Work) -> Job:
        """A new job at the end of the queue. Raises QueueFull."""
        if len(self._waiting) >= self._queue_size:
            self._metrics.refused.inc()
            raise QueueFull(self.retry_after())
        job = Job(work, asyncio.get_running_loop())
        self._waiting[job.id] = job
        job.emit(QueuedEvent(len(self._waiting) - 1 + (0 if len(self._running) < self._threads else 1)))
        self._metrics.waiting.set(len(self._waiting))
        self._wake.set()
        return job

    def retry_after(self) -> int:
        """Seconds until a place is probably free."""
        return max(1, round(self._mean_seconds * (len(self._waiting) + 1) / self._threads / 2))

    def get(self, job: str) -> Job | None:
        """The job that waits or runs under this id."""
        return self._waiting.get(job) or self._running.get(job)

    def cancel(self, job: Job) -> None:
        """Stop `job`, whether it waits or runs. Does nothing to one that has ended."""
        job.cancel()
        if self._waiting.pop(job.id, None) is not None:
            self._end(job, ErrorEvent(Problem(code=Code.CANCELLED, detail="the job was cancelled")), "cancelled")
            self._tell_positions()

    async def _worker(self) -> None:
        while True:
            while not self._waiting:
                self._wake.clear()
                await self._wake.wait()
            _, job = self._waiting.popitem(last=False)
            self._running[job.id] = job
            job.state = "running"
            self._tell_positions()
            try:
                await self._run(job)
            finally:
                del self._running[job.id]
                self._metrics.running.set(len(self._running))

    async def _run(self, job: Job) -> None:
        self._metrics.running.set(len(self._running))
        started = time.monotonic()
        future = asyncio.get_running_loop().run_in_executor(self._pool, job.work, job)
        try:
            await asyncio.shield(future)
        except asyncio.CancelledError:
            job.cancel()
            await asyncio.wait([future], timeout=_PATIENCE)
            if future.done() and not future.cancelled():
                future.exception()
            self._end(job, ErrorEvent(Problem(code=Code.CANCELLED, detail="the server is stopping")), "cancelled")
            raise
        except Cancelled:
            self._end(job, ErrorEvent(Problem(code=Code.CANCELLED, detail="the job was cancelled")), "cancelled")
        except ProblemError as error:
            self._end(job, ErrorEvent(error.problem), "refused")
        except Exception:
            log.exception("job %s failed", job.id)
            self._end(job, ErrorEvent(Problem(code=Code.INTERNAL, detail="the engine failed")), "failed")
        else:
            seconds = time.monotonic() - started
            self._mean_seconds += 0.2 * (seconds - self._mean_seconds)
            self._metrics.seconds.observe(seconds)
            self._end(job, None, "done")

    def _end(self, job: Job, event: Event | None, state: str) -> None:
        job.state = state
        self._metrics.jobs.labels(state).inc()
        if event is not None:
            job.emit(event)
        job.emit(DoneEvent())

    def _tell_positions(self) -> None:
        self._metrics.waiting.set(len(self._waiting))
        for position, job in enumerate(self._waiting.values(), 1):
            job.emit(QueuedEvent(position))
