"""Our own API: render a recipe as a job with an event stream, look at a job, cancel it."""

from __future__ import annotations

import asyncio
from functools import partial

from aiohttp import web

from core.problems import Code, ProblemError
from gpuserver.following import stream
from gpuserver.forms import read_form
from gpuserver.jobs import JobState
from gpuserver.runner import Order
from gpuserver.state import STATE
from gpuserver.wire import event_frame, read_recipe


def routes() -> list[web.AbstractRouteDef]:
    """The routes of this file."""
    return [
        web.post("/v1/renders", render),
        web.get("/v1/renders/{job}", state_of),
        web.delete("/v1/renders/{job}", cancel),
    ]


async def render(request: web.Request) -> web.StreamResponse:
    """Render a recipe; the answer streams until the job ends. A client that leaves cancels its job."""
    state = request.app[STATE]
    form = await read_form(request, state.config.max_source)
    text = form.text("recipe")
    if text is None:
        raise ProblemError(Code.INVALID_REQUEST, "the form needs a `recipe`")
    recipe = await asyncio.to_thread(read_recipe, text)
    rank = form.text("rank") or "1"
    if not rank.isascii() or not rank.isdecimal():
        raise ProblemError(Code.INVALID_REQUEST, "`rank` is a whole number", param="rank")
    job = state.submit(request, Order(recipe, form.file("source"), rank=int(rank[:4])))
    return await stream(request, state.scheduler, job, partial(event_frame, job=job.id))


async def state_of(request: web.Request) -> web.Response:
    """Whether a job waits, runs or how it ended."""
    scheduler = request.app[STATE].scheduler
    job = request.match_info["job"]
    state, found = scheduler.state(job), scheduler.get(job)
    if state is None:
        raise web.HTTPNotFound(text="there is no such job")
    position = found.position if found and state is JobState.QUEUED else None
    return web.json_response({"job": job, "state": state.value, "position": position})


async def cancel(request: web.Request) -> web.Response:
    """Cancel a job; one that has ended stays as it ended."""
    scheduler = request.app[STATE].scheduler
    job = request.match_info["job"]
    state, found = scheduler.state(job), scheduler.get(job)
    if state is None:
        raise web.HTTPNotFound(text="there is no such job")
    if found is not None:
        scheduler.cancel(found)
        state = JobState.CANCELLED
    return web.json_response({"job": job, "state": state.value})
