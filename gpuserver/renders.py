"""Our own API: render a recipe as a job with an event stream, cancel it, look at images."""

from __future__ import annotations

import asyncio
import base64
import contextlib
from collections.abc import AsyncGenerator

from aiohttp import web
from pydantic import ValidationError

from core.catalogue import CATALOGUE, checked
from core.problems import Code, ProblemError
from core.recipe import Recipe
from gpuserver.events import DoneEvent, ErrorEvent, Event, ImageEvent, PreviewEvent, ProgressEvent, QueuedEvent
from gpuserver.forms import read_form
from gpuserver.images.intake import normalise, open_image
from gpuserver.images.measure import measure
from gpuserver.runner import needs
from gpuserver.scheduler import Job, Scheduler
from gpuserver.sse import send, start_stream
from gpuserver.state import STATE

MAX_COUNT = 4


def routes() -> list[web.AbstractRouteDef]:
    """The routes of this file."""
    return [
        web.get("/v1/pipelines", pipelines),
        web.post("/v1/renders", render),
        web.get("/v1/renders/{job}", job_state),
        web.delete("/v1/renders/{job}", cancel),
        web.post("/v1/images/intake", intake),
        web.post("/v1/ask", ask),
    ]


async def pipelines(request: web.Request) -> web.Response:
    """The catalogue, and for each pipeline the engine that serves it or what it needs."""
    engines = request.app[STATE].runner.engines
    return web.json_response({"pipelines": [_entry(name, engines.serving(name)) for name in CATALOGUE]})


def _entry(name: str, engine: str | None) -> dict[str, object]:
    entry = CATALOGUE[name]
    rendered = entry.kind.value in {"create", "scene", "face", "photo"}
    return {
        "id": name,
        "kind": entry.kind.value,
        "name": {"en": entry.name.en, "zh": entry.name.zh},
        "description": {"en": entry.description.en, "zh": entry.description.zh},
        "answers": entry.answers.value,
        "params": [
            {"name": one.name, "type": one.type.value, "required": one.required, "low": one.low, "high": one.high,
             "choices": list(one.choices), "description": {"en": one.description.en, "zh": one.description.zh}}
            for one in entry.params
        ],
        "engine": engine,
        "needs": needs(name) if rendered and engine is None and entry.kind.value != "scene" else None,
    }  # fmt: skip


async def render(request: web.Request) -> web.StreamResponse:
    """Render a recipe; the answer streams until the job ends. A client that leaves cancels its job."""
    state = request.app[STATE]
    form = await read_form(request, state.config.max_body)
    recipe = read_recipe(form.texts.get("recipe", ""))
    state.runner.check(recipe)
    source = form.file("source")
    job = state.scheduler.submit(lambda job: state.runner.render(recipe, source, job))
    async with contextlib.aclosing(events(state.scheduler, job)) as stream:
        response = await start_stream(request)
        await send(response, "job", {"id": job.id})
        async for event in stream:
            name, body = wire(event)
            await send(response, name, body)
    await response.write_eof()
    return response


async def events(scheduler: Scheduler, job: Job) -> AsyncGenerator[Event, None]:
    """The events of `job` to its end; closing early cancels it."""
    try:
        while True:
            event = await job.events.get()
            yield event
            if isinstance(event, DoneEvent):
                return
    finally:
        scheduler.cancel(job)


def read_recipe(text: str) -> Recipe:
    """The recipe in `text`, its edits checked against the catalogue. Raises ProblemError."""
    try:
        recipe = Recipe.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ProblemError(Code.INVALID_REQUEST, f"the recipe is malformed at {where or 'its start'}") from None
    if not 1 <= recipe.count <= MAX_COUNT:
        raise ProblemError(Code.INVALID_REQUEST, f"a recipe makes 1 to {MAX_COUNT} pictures")
    return recipe.model_copy(update={"edits": tuple(checked(edit) for edit in recipe.edits)})


def wire(event: Event) -> tuple[str, dict[str, object]]:
    """The name and JSON body of an event."""
    match event:
        case QueuedEvent():
            return "queued", {"position": event.position}
        case ProgressEvent():
            return "progress", {"percent": event.percent}
        case PreviewEvent():
            return "preview", {"b64": b64(event.data), "media_type": event.media_type, "percent": event.percent}
        case ImageEvent():
            return "image", {
                "index": event.index, "b64": b64(event.data), "media_type": event.media_type, "width": event.width,
                "height": event.height, "seed": event.seed, "engine": event.engine,
                "seen": event.seen.model_dump(mode="json"), "undrawn": list(event.undrawn),
            }  # fmt: skip
        case ErrorEvent():
            return "error", event.problem.model_dump(mode="json")
        case DoneEvent():
            return "done", {}


def b64(data: bytes) -> str:
    """Base64 as text."""
    return base64.b64encode(data).decode()


async def job_state(request: web.Request) -> web.Response:
    """Whether a job waits or runs."""
    job = request.app[STATE].scheduler.get(request.match_info["job"])
    if job is None:
        raise web.HTTPNotFound(text="there is no such job; it may have ended")
    return web.json_response({"id": job.id, "state": job.state})


async def cancel(request: web.Request) -> web.Response:
    """Cancel a job."""
    scheduler = request.app[STATE].scheduler
    job = scheduler.get(request.match_info["job"])
    if job is None:
        raise web.HTTPNotFound(text="there is no such job; it may have ended")
    scheduler.cancel(job)
    return web.json_response({"id": job.id, "state": "cancelled"})


async def intake(request: web.Request) -> web.Response:
    """Make an upload safe: decoded within bounds, upright, metadata gone, encoded anew, measured."""
    data = await request.read()
    normal = await asyncio.to_thread(normalise, data)
    seen = await asyncio.to_thread(measure, normal.pixels)
    body = {"b64": b64(normal.data), "media_type": normal.media_type, "width": normal.width, "height": normal.height,
            "seen": seen.model_dump(mode="json")}  # fmt: skip
    return web.json_response(body)


async def ask(request: web.Request) -> web.Response:
    """What is known of an image: measured, as no loaded engine answers questions in words."""
    form = await read_form(request, request.app[STATE].config.max_body)
    data = form.file("image")
    if data is None:
        raise ProblemError(Code.INVALID_REQUEST, "the form needs an `image`")
    seen = await asyncio.to_thread(lambda: measure(open_image(data)))
    return web.json_response(seen.model_dump(mode="json"))
