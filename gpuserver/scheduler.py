"""One bounded queue in front of a few worker threads: clients in turn, positions told, every job can be cancelled."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from core.problems import Code, Problem, ProblemError
from gpuserver.engines.base import Cancelled
from gpuserver.events import DoneEvent, ErrorEvent, QueuedEvent
from gpuserver.fair_queue import FairQueue
from gpuserver.jobs import Job, JobState, Work
from gpuserver.metrics import Metrics

log = logging.getLogger(__name__)

_PATIENCE: Final = 5.0
"""Seconds that a stop waits for engines to notice that they were cancelled."""
_REMEMBERED: Final = 256
"""Ended jobs whose state can still be asked for."""
_STOPPING: Final = Problem(code=Code.UNAVAILABLE, detail="the server is stopping")
_CANCELLED: Final = Problem(code=Code.CANCELLED, detail="the job was cancelled")


class QueueFull(Exception):
    """No place is free; `retry_after` is the seconds until one probably is."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"the queue is full; try again in {retry_after} seconds")


class Scheduler:
    """Runs jobs in worker threads, `threads` at a time, while at most `queue_size` of `queue_bytes` wait."""

    def __init__(self, *, threads: int, queue_size: int, queue_bytes: int, metrics: Metrics) -> None:
        self._threads = threads
        self._queue_size = queue_size
        self._queue_bytes = queue_bytes
        self._metrics = metrics
        self._waiting = FairQueue()
        self._jobs: dict[str, Job] = {}
        self._running: set[Job] = set()
        self._ended: OrderedDict[str, JobState] = OrderedDict()
        self._wake = asyncio.Event()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="render")
        self._tasks: list[asyncio.Task[None]] = []
        self._mean_seconds = 1.0
        self._stopping = False

    async def start(self) -> None:
        """Start the workers."""
        self._tasks = [asyncio.create_task(self._worker()) for _ in range(self._threads)]

    async def stop(self) -> None:
        """Take no more jobs, cancel every one and end the workers. A second call does nothing."""
        self._stopping = True
        for job in self._running:
            job.cancel()
        while self._waiting:
            self._end(self._waiting.pop(), JobState.CANCELLED, _STOPPING)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._pool.shutdown(wait=False, cancel_futures=True)

    @property
    def has_room(self) -> bool:
        """Whether a small job would be taken now."""
        return not self._stopping and len(self._waiting) < self._queue_size

    @property
    def load(self) -> int:
        """Jobs that wait or run."""
        return len(self._jobs)

    def submit(self, work: Work, *, client: str = "", share: float = 1.0, weight: int = 0) -> Job:
        """A new job at the end of its client's line. Raises QueueFull, and ProblemError (unavailable) in a stop."""
        if self._stopping:
            raise ProblemError(_STOPPING.code, _STOPPING.detail)
        too_heavy = len(self._waiting) > 0 and self._waiting.weight + weight > self._queue_bytes
        if not self.has_room or too_heavy:
            self._metrics.refused.inc()
            raise QueueFull(self.retry_after())
        job = Job(work, client=client, share=share, weight=weight)
        self._jobs[job.id] = job
        self._waiting.push(job)
        self._tell_positions()
        self._wake.set()
        return job

    def retry_after(self) -> int:
        """Seconds until the next place is probably free."""
        return max(1, math.ceil(self._mean_seconds / self._threads))

    def get(self, job: str) -> Job | None:
        """The job that waits or runs under this id."""
        return self._jobs.get(job)

    def state(self, job: str) -> JobState | None:
        """The state of the job under this id, some time beyond its end; None when there is none."""
        found = self._jobs.get(job)
        return found.state if found else self._ended.get(job)

    def cancel(self, job: Job) -> None:
        """Stop `job`, whether it waits or runs. Does nothing to one that has ended."""
        job.cancel()
        if self._waiting.remove(job):
            self._end(job, JobState.CANCELLED, _CANCELLED)
            self._tell_positions()

    async def _worker(self) -> None:
        while True:
            while not self._waiting:
                self._wake.clear()
                await self._wake.wait()
            job = self._waiting.pop()
            self._running.add(job)
            job.state = JobState.RUNNING
            self._tell_positions()
            try:
                await self._run(job)
            finally:
                self._running.discard(job)
                self._gauge()

    async def _run(self, job: Job) -> None:
        started = time.monotonic()
        self._metrics.waited.observe(started - job.since)
        future = asyncio.get_running_loop().run_in_executor(self._pool, job.work, job)
        try:
            await asyncio.shield(future)
        except asyncio.CancelledError:
            job.cancel()
            await asyncio.wait([future], timeout=_PATIENCE)
            if future.done() and not future.cancelled():
                future.exception()  # taken note of: the job ends as cancelled, however it ended
            self._end(job, JobState.CANCELLED, _STOPPING)
            raise
        except Cancelled:
            self._end(job, JobState.CANCELLED, _CANCELLED)
        except ProblemError as error:
            self._end(job, JobState.REFUSED, error.problem)
        except Exception:
            log.exception("job %s failed", job.id)
            self._end(job, JobState.FAILED, Problem(code=Code.INTERNAL, detail="the engine failed"))
        else:
            seconds = time.monotonic() - started
            self._mean_seconds += 0.2 * (seconds - self._mean_seconds)
            self._metrics.seconds.observe(seconds)
            self._end(job, JobState.DONE)

    def _end(self, job: Job, state: JobState, problem: Problem | None = None) -> None:
        job.state = state
        del self._jobs[job.id]
        self._ended[job.id] = state
        if len(self._ended) > _REMEMBERED:
            self._ended.popitem(last=False)
        self._metrics.jobs.labels(state.value).inc()
        if problem is not None:
            job.emit(ErrorEvent(problem))
        job.emit(DoneEvent())

    def _tell_positions(self) -> None:
        """Tell each waiting job how many pictures are ahead of it, where that has changed."""
        self._gauge()
        ahead = 1 if len(self._running) >= self._threads else 0
        for position, job in enumerate(self._waiting, ahead):
            if job.position != position:
                job.position = position
                job.emit(QueuedEvent(position))

    def _gauge(self) -> None:
        self._metrics.waiting.set(len(self._waiting))
        self._metrics.running.set(len(self._running))
