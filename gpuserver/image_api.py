"""Looking at images: `POST /v1/images/intake` makes an upload safe, `POST /v1/ask` says what is known of one."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from core.problems import Code, ProblemError
from core.seen import Seen
from gpuserver.forms import read_form
from gpuserver.images.intake import normalise, open_image
from gpuserver.images.measure import measure
from gpuserver.state import STATE
from gpuserver.wire import b64

_MAX_QUESTION: Final = 4_000


def routes() -> list[web.AbstractRouteDef]:
    """The routes of this file."""
    return [web.post("/v1/images/intake", intake), web.post("/v1/ask", ask)]


async def intake(request: web.Request) -> web.Response:
    """Make an upload safe: decoded within bounds, upright, metadata gone, encoded anew, measured."""
    data = await request.read()
    if not data:
        raise ProblemError(Code.NOT_AN_IMAGE, "the body is empty")
    return await request.app[STATE].looks.run(lambda: _taken_in(data))


def _taken_in(data: bytes) -> web.Response:
    normal = normalise(data)
    return web.json_response(
        {
            "b64": b64(normal.data),
            "media_type": normal.media_type,
            "width": normal.width,
            "height": normal.height,
            "seen": measure(normal.pixels).model_dump(mode="json"),
        }
    )


async def ask(request: web.Request) -> web.Response:
    """What is known of an image: measured, as no loaded engine answers questions in words."""
    form = await read_form(request, request.app[STATE].config.max_source)
    data = form.file("image")
    if not data:
        raise ProblemError(Code.INVALID_REQUEST, "the form needs an `image`")
    if len(form.text("question") or "") > _MAX_QUESTION:
        raise ProblemError(
            Code.TEXT_TOO_LONG, f"a question has at most {_MAX_QUESTION} characters", limit=_MAX_QUESTION
        )
    seen: Seen = await request.app[STATE].looks.run(lambda: measure(open_image(data)))
    return web.json_response(seen.model_dump(mode="json"))
