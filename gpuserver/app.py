"""The inference server as an aiohttp application."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from time import monotonic

from aiohttp import web

from gpuserver import openai_api, renders
from gpuserver.auth import bearer
from gpuserver.cache import RenderCache
from gpuserver.config import ServerConfig
from gpuserver.errors import problems
from gpuserver.metrics import Metrics
from gpuserver.runner import Engines, Runner
from gpuserver.scheduler import Scheduler
from gpuserver.state import STATE, State

log = logging.getLogger(__name__)


def make_app(config: ServerConfig, engines: Engines) -> web.Application:
    """The server for `engines`, not yet listening."""
    metrics = Metrics()
    runner = Runner(engines, size=config.size, cache=RenderCache(config.cache_bytes), metrics=metrics)
    scheduler = Scheduler(threads=config.threads, queue_size=config.queue_size, metrics=metrics)
    app = web.Application(client_max_size=config.max_body, middlewares=[_logged, problems, bearer(config.token)])
    app[STATE] = State(config, runner, scheduler, metrics)
    app.add_routes([*renders.routes(), *openai_api.routes()])
    app.add_routes([web.get("/healthz", _health), web.get("/readyz", _ready), web.get("/metrics", _metrics)])
    app.cleanup_ctx.append(_workers)
    return app


async def _workers(app: web.Application) -> AsyncGenerator[None, None]:
    scheduler = app[STATE].scheduler
    await scheduler.start()
    yield
    await scheduler.stop()


@web.middleware
async def _logged(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """One line a request: method, path, status, time. Never a header, a prompt or a body."""
    started = monotonic()
    status = 499
    try:
        response = await handler(request)
        status = response.status
        return response
    except web.HTTPException as error:
        status = error.status
        raise
    except (ConnectionResetError, asyncio.CancelledError):
        raise  # 499: the client left before the answer
    finally:
        log.info("%s %s %d %.0f ms", request.method, request.path, status, 1000 * (monotonic() - started))


async def _health(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def _ready(request: web.Request) -> web.Response:
    """Ready while a drawing engine is loaded and the queue has room."""
    state = request.app[STATE]
    if not state.runner.engines.drawers:
        return web.json_response({"status": "no engine is loaded"}, status=503)
    return web.json_response({"status": "ready"})


async def _metrics(request: web.Request) -> web.Response:
    return web.Response(body=request.app[STATE].metrics.text(), headers={"Content-Type": "text/plain; version=0.0.4"})
