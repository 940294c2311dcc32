"""What every route of the inference server shares."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from gpuserver.access import JOB_ID, client_of
from gpuserver.config import ServerConfig
from gpuserver.jobs import Job
from gpuserver.metrics import Metrics
from gpuserver.runner import Order, Runner
from gpuserver.scheduler import Scheduler
from gpuserver.side_work import SideWork


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
        job = self.scheduler.submit(
            lambda job: self.runner.render(order, job),
            client=client_of(request, user),
            weight=len(order.source or b""),
        )
        request[JOB_ID] = job.id
        return job


STATE = web.AppKey("state", State)
