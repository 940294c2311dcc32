"""What every route of the inference server shares."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from gpuserver.config import ServerConfig
from gpuserver.metrics import Metrics
from gpuserver.runner import Runner
from gpuserver.scheduler import Scheduler


@dataclass(frozen=True)
class State:
    """The running parts of one server."""

    config: ServerConfig
    runner: Runner
    scheduler: Scheduler
    metrics: Metrics


STATE = web.AppKey("state", State)
