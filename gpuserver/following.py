"""Following a job from a request: its events to the end, and its cancellation when the client goes away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import Final

from aiohttp import web

from core.problems import Code, Problem, ProblemError
from gpuserver.engines.sight import Said
from gpuserver.events import DoneEvent, ErrorEvent, Event, QuietEvent, SaidEvent
from gpuserver.jobs import Job
from gpuserver.scheduler import Scheduler
from gpuserver.sse import KEEP_ALIVE, send, start_stream

log = logging.getLogger(__name__)

_LOOK: Final = 0.25
"""Seconds between two looks at whether the client is still there, while nothing happens."""
_QUIET: Final = 10.0
"""Seconds of silence before a sign of life."""

Frames = Callable[[Event], Awaitable[bytes | None]]
"""An event as the bytes to send; None for events that the client did not ask for."""


async def follow(request: web.Request, scheduler: Scheduler, job: Job) -> AsyncGenerator[Event, None]:
    """The events of `job` to its end. Closing early cancels it.

    Raises ConnectionResetError when the client has gone: aiohttp would tell a handler only at its next write, which a
    waiting job does not make.
    """
    quiet = 0.0
    try:
        while True:
            try:
                async with asyncio.timeout(_LOOK):
                    event = await job.events.get()
            except TimeoutError:
                if request.transport is None or request.transport.is_closing():
                    raise ConnectionResetError("the client has gone") from None
                quiet += _LOOK
                if quiet >= _QUIET:
                    quiet = 0.0
                    yield QuietEvent()
                continue
            quiet = 0.0
            yield event
            if isinstance(event, DoneEvent):
                return
    finally:
        scheduler.cancel(job)


async def answer_of(request: web.Request, scheduler: Scheduler, job: Job) -> Said:
    """The answer in words that `job` comes to. Raises ProblemError."""
    said: Said | None = None
    async with aclosing(follow(request, scheduler, job)) as events:
        async for event in events:
            if isinstance(event, SaidEvent):
                said = event.said
            elif isinstance(event, ErrorEvent):
                raise ProblemError(event.problem.code, event.problem.detail, **event.problem.facts)
    assert said is not None  # a job ends with what it was for or with an error
    return said


async def stream(request: web.Request, scheduler: Scheduler, job: Job, frames: Frames) -> web.StreamResponse:
    """An answer that streams the events of `job`. What breaks on the way is told in the stream."""
    async with aclosing(follow(request, scheduler, job)) as events:
        response = await start_stream(request)
        try:
            async for event in events:
                data = KEEP_ALIVE if isinstance(event, QuietEvent) else await frames(event)
                if data is not None:
                    await send(response, data)
        except ConnectionError:
            if request.transport is not None:  # a client that does not read still holds its end
                request.transport.abort()
            raise
        except Exception:  # the answer has begun: its status cannot say so any more
            log.exception("the stream of job %s broke", job.id)
            problem = Problem(code=Code.INTERNAL, detail="something broke inside the server")
            for event in (ErrorEvent(problem), DoneEvent()):
                if data := await frames(event):
                    await send(response, data)
        await response.write_eof()
    return response
