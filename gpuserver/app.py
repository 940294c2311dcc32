"""The inference server as an aiohttp application."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from aiohttp import web

from gpuserver import catalogue_api, chat_api, embeddings_api, image_api, openai_api, render_api
from gpuserver.access import access_log, add_request_id
from gpuserver.auth import guard
from gpuserver.cache import RenderCache
from gpuserver.config import ServerConfig
from gpuserver.engines.loaded import Engines
from gpuserver.errors import problems
from gpuserver.metrics import Metrics
from gpuserver.runner import Runner
from gpuserver.scheduler import Scheduler
from gpuserver.side_work import SideWork
from gpuserver.state import STATE, State


def make_app(config: ServerConfig, engines: Engines, metrics: Metrics | None = None) -> web.Application:
    """The server for `engines`, not yet listening; `metrics` are those that the engines count in.

    Raises ValueError when a preferred engine is not loaded.
    """
    app = web.Application(client_max_size=config.max_body)
    app[STATE] = state = _state(config, engines.preferring(config.prefer), metrics or Metrics())
    app.middlewares.extend([access_log(state.metrics), problems, guard(config.token)])
    app.on_response_prepare.append(add_request_id)
    app.add_routes([*render_api.routes(), *image_api.routes(), *catalogue_api.routes(), *openai_api.routes()])
    app.add_routes([*chat_api.routes(), *embeddings_api.routes()])
    app.add_routes([web.get("/healthz", _health), web.get("/readyz", _ready), web.get("/metrics", _metrics)])
    app.cleanup_ctx.append(_workers)
    app.on_shutdown.append(_stop)  # before aiohttp waits for open streams, which end when their jobs do
    return app


def _state(config: ServerConfig, engines: Engines, metrics: Metrics) -> State:
    return State(
        config=config,
        runner=Runner(
            engines,
            size=config.size,
            seconds=config.job_seconds,
            cache=RenderCache(config.cache_bytes),
            metrics=metrics,
        ),
        scheduler=Scheduler(
            threads=config.renders(accelerated=engines.accelerated),
            queue_size=config.queue_size,
            queue_bytes=config.queue_bytes,
            metrics=metrics,
        ),
        looks=SideWork(at_once=config.threads, waiting=config.queue_size),
        metrics=metrics,
    )


async def _workers(app: web.Application) -> AsyncGenerator[None, None]:
    await app[STATE].scheduler.start()
    yield
    await app[STATE].scheduler.stop()


async def _stop(app: web.Application) -> None:
    await app[STATE].scheduler.stop()


async def _health(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def _ready(request: web.Request) -> web.Response:
    """Ready while a drawing engine is loaded and the queue has room."""
    state = request.app[STATE]
    if state.runner.engines.drawer is None:
        return web.json_response({"status": "no drawing engine is loaded"}, status=503)
    if not state.scheduler.has_room:
        return web.json_response({"status": "the queue is full or the server is stopping"}, status=503)
    return web.json_response({"status": "ready"})


async def _metrics(request: web.Request) -> web.Response:
    return web.Response(body=request.app[STATE].metrics.text(), headers={"Content-Type": "text/plain; version=0.0.4"})
