"""What OpenAI's clients speak: images/generations, images/edits and models, with streaming."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from typing import Final

from aiohttp import web

from core.problems import Code, ProblemError
from gpuserver.errors import openai_error, status_of
from gpuserver.events import ErrorEvent, Event, ImageEvent, PreviewEvent
from gpuserver.following import follow, stream
from gpuserver.forms import read_form, read_json
from gpuserver.images.convert import to_format
from gpuserver.openai_request import ImageRequest, drawing_order, edit_order, read_request
from gpuserver.runner import Order
from gpuserver.sse import frame
from gpuserver.state import STATE
from gpuserver.wire import b64

_USAGE: Final[dict[str, object]] = {
    "input_tokens": 0, "output_tokens": 0, "total_tokens": 0,
    "input_tokens_details": {"text_tokens": 0, "image_tokens": 0},
}  # fmt: skip
"""Clients expect token counts; nothing here is counted in tokens."""


def routes() -> list[web.AbstractRouteDef]:
    """The routes of this file."""
    return [
        web.get("/v1/models", models),
        web.get("/v1/models/{model}", model),
        web.post("/v1/images/generations", generations),
        web.post("/v1/images/edits", edits),
    ]


async def models(request: web.Request) -> web.Response:
    """The loaded engines as models. A request may name any: which engine serves it is the server's to say."""
    return web.json_response({"object": "list", "data": [_model(name) for name in _names(request)]})


async def model(request: web.Request) -> web.Response:
    """One loaded engine."""
    name = request.match_info["model"]
    if name not in _names(request):
        raise web.HTTPNotFound(text=f"there is no model {name[:80]!r}")
    return web.json_response(_model(name))


def _names(request: web.Request) -> list[str]:
    engines = request.app[STATE].runner.engines
    named = (*(engine.name for engine in (*engines.drawers, *engines.editors)), *engines.sight.names)
    return list(dict.fromkeys(named))


def _model(name: str) -> dict[str, object]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "chatelier"}


async def generations(request: web.Request) -> web.StreamResponse:
    """Draw a prompt."""
    asked = read_request(await read_json(request))
    order = await asyncio.to_thread(drawing_order, asked)
    return await _serve(request, asked, order, "image_generation")


async def edits(request: web.Request) -> web.StreamResponse:
    """Edit an uploaded image as the prompt says."""
    form = await read_form(request, request.app[STATE].config.max_body)
    images, mask = form.files("image", "image[]"), form.file("mask")
    names = [name for name, _ in form.fields if name not in {"image", "image[]", "mask"}]
    asked = read_request({name: form.text(name) for name in names})
    if not images:
        raise ProblemError(Code.INVALID_REQUEST, "the form needs an `image`", param="image")
    order = await asyncio.to_thread(edit_order, asked, images, mask)
    return await _serve(request, asked, order, "image_edit")


async def _serve(request: web.Request, asked: ImageRequest, order: Order, kind: str) -> web.StreamResponse:
    state = request.app[STATE]
    job = state.submit(request, order, user=asked.user)
    if asked.stream:
        return await stream(request, state.scheduler, job, _Frames(asked, kind))
    made: list[ImageEvent] = []
    async with aclosing(follow(request, state.scheduler, job)) as events:
        async for event in events:
            if isinstance(event, ImageEvent):
                made.append(event)
            elif isinstance(event, ErrorEvent):
                raise ProblemError(event.problem.code, event.problem.detail, **event.problem.facts)
    return await asyncio.to_thread(_answer, asked, made)


def _answer(asked: ImageRequest, made: list[ImageEvent]) -> web.Response:
    data = [{**_picture(asked, one), "seed": one.seed, "undrawn": list(one.undrawn)} for one in made]
    return web.json_response({"created": int(time.time()), "data": data, **_facts(asked, made[0]), "usage": _USAGE})


def _picture(asked: ImageRequest, made: ImageEvent) -> dict[str, object]:
    text = b64(made.data)
    if asked.response_format == "url":  # nothing is kept to be fetched later: the address holds the picture
        return {"url": f"data:{made.media_type};base64,{text}"}
    return {"b64_json": text}


class _Frames:
    """A job's events as OpenAI streams them."""

    def __init__(self, asked: ImageRequest, kind: str) -> None:
        self._asked = asked
        self._kind = kind
        self._partials = 0

    async def __call__(self, event: Event) -> bytes | None:
        match event:
            case PreviewEvent():
                return await self._partial(event)
            case ImageEvent():
                return await asyncio.to_thread(self._completed, event)
            case ErrorEvent():
                body = openai_error(event.problem, status_of(event.problem))
                return frame("error", {"type": "error", **body})
            case _:
                return None

    async def _partial(self, event: PreviewEvent) -> bytes:
        name = f"{self._kind}.partial_image"
        data = await to_format(event.data, self._asked.output_format)
        body = {"type": name, "b64_json": b64(data), "partial_image_index": self._partials}
        self._partials += 1
        return frame(name, {**body, "created_at": int(time.time()), **_facts(self._asked, None)})

    def _completed(self, event: ImageEvent) -> bytes:
        name = f"{self._kind}.completed"
        body = {"type": name, "b64_json": b64(event.data), "seed": event.seed, "undrawn": list(event.undrawn)}
        return frame(name, {**body, "created_at": int(time.time()), **_facts(self._asked, event), "usage": _USAGE})


def _facts(asked: ImageRequest, made: ImageEvent | None) -> dict[str, object]:
    size = f"{made.width}x{made.height}" if made else asked.size
    transparent = made.seen.transparent if made else asked.background == "transparent"
    background = "transparent" if transparent and asked.output_format != "jpeg" else "opaque"
    return {"size": size, "quality": "auto", "background": background, "output_format": asked.output_format}
