"""What every route of the inference server shares."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from gpuserver.accelerator.claim import claiming
from gpuserver.access import JOB_ID, client_of, share_of
from gpuserver.config import ServerConfig
from gpuserver.engines.sight import Ask, Talker
from gpuserver.events import SaidEvent, TextEvent
from gpuserver.jobs import Job, Work
from gpuserver.metrics import Metrics
from gpuserver.runner import Order, Runner
from gpuserver.scheduler import Scheduler
from gpuserver.side_work import SideWork
from gpuserver.watch import JobWatch


@dataclass(frozen=True)
class State:
    """The running parts of one server."""

    config: ServerConfig
    runner: Runner
    scheduler: Scheduler
    looks: SideWork
    metrics: Metrics

    def submit(self, request: web.Request, order: Order, user: str = "") -> Job:
        """A job for `order`, checked before any work. Raises ProblemError and QueueFull."""
        self.runner.check(order)
        return self._submitted(request, lambda job: self.runner.render(order, job), user=user, weight=order.weight)

    def converse(self, request: web.Request, talker: Talker, ask: Ask, user: str = "") -> Job:
        """A job in which `talker` answers `ask`. Raises ProblemError and QueueFull."""

        def answer(job: Job) -> None:
            watch = JobWatch(job, previews=0, seconds=self.config.job_seconds)
            watch.progress(0.0)
            with claiming(watch.claim):
                job.emit(SaidEvent(talker.say(ask, watch, lambda text: job.emit(TextEvent(text)))))

        return self._submitted(request, answer, user=user, weight=ask.weight)

    def _submitted(self, request: web.Request, work: Work, *, user: str, weight: int) -> Job:
        job = self.scheduler.submit(work, client=client_of(request, user), share=share_of(request), weight=weight)
        request[JOB_ID] = job.id
        return job


STATE = web.AppKey("state", State)
