"""Looking at images: `POST /v1/images/intake` makes an upload safe, `POST /v1/ask` says what is known of one."""

from __future__ import annotations

from typing import Final

import numpy as np
from aiohttp import web

from core.language import Language, of_locale
from core.problems import Code, ProblemError
from core.seen import Seen
from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.people import People
from gpuserver.engines.vision.questions import caption, question
from gpuserver.following import answer_of
from gpuserver.forms import read_form
from gpuserver.images.intake import normalise, open_image
from gpuserver.images.looking import looked_at
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
    """What is known of an image: measured, and what a vision model answers where one is loaded.

    Without a `question` its answer describes the image. `language` is the answer's where the question shows none.
    """
    state = request.app[STATE]
    form = await read_form(request, state.config.max_source)
    data, words = form.file("image"), (form.text("question") or "").strip()
    if not data:
        raise ProblemError(Code.INVALID_REQUEST, "the form needs an `image`")
    if len(words) > _MAX_QUESTION:
        raise ProblemError(
            Code.TEXT_TOO_LONG, f"a question has at most {_MAX_QUESTION} characters", limit=_MAX_QUESTION
        )
    people = state.runner.engines.people if words else None
    seen, pixels = await state.looks.run(lambda: _looked(data, people))
    talker = next((one for one in state.runner.engines.sight.talkers if one.sees), None)
    if talker is not None:
        language = of_locale(form.text("language") or "") or Language.EN
        wanted = question(pixels, words, language) if words else caption(pixels, language)
        said = await answer_of(request, state.scheduler, state.converse(request, talker, wanted))
        seen = seen.model_copy(update={"answer": " ".join(said.text.split()) or None})
    return web.json_response(seen.model_dump(mode="json"))


def _looked(data: bytes, people: People | None) -> tuple[Seen, Pixels]:
    pixels = open_image(data)
    shown = looked_at(pixels)
    faces = len(people.find(np.ascontiguousarray(shown[..., :3]))) if people else None
    return measure(pixels).model_copy(update={"faces": faces}), shown
