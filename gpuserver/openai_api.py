"""What OpenAI's clients speak: images/generations, images/edits and models, with streaming."""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import time
from typing import Annotated, Literal

from aiohttp import web
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from core.catalogue import action
from core.pipeline import Action
from core.problems import Code, ProblemError
from core.recipe import Drawing, Recipe, Upload, fold
from core.scene_reader import read_scene
from core.styles import style_id
from gpuserver.errors import STATUS, openai_error
from gpuserver.events import DoneEvent, ErrorEvent, ImageEvent, PreviewEvent
from gpuserver.forms import read_form
from gpuserver.images.convert import to_format
from gpuserver.renders import b64, events
from gpuserver.scheduler import Job
from gpuserver.sse import send, start_stream
from gpuserver.state import STATE, State

_ASPECTS = {
    "1:1": 1.0, "3:2": 3 / 2, "2:3": 2 / 3, "16:9": 16 / 9, "9:16": 9 / 16, "4:3": 4 / 3, "3:4": 3 / 4, "2:1": 2.0,
    "1:2": 0.5,
}  # fmt: skip
_SIZES = {"1024x1024": "1:1", "1536x1024": "3:2", "1024x1536": "2:3", "1792x1024": "16:9", "1024x1792": "9:16"}


class ImageRequest(BaseModel):
    """The fields of a request; those of no meaning here are accepted and left alone."""

    model_config = ConfigDict(extra="ignore")

    prompt: str = Field(min_length=1, max_length=32_000)
    model: str | None = None
    n: int = Field(1, ge=1, le=4)
    size: str = "auto"
    output_format: Literal["png", "jpeg", "webp"] = "png"
    stream: Annotated[bool, BeforeValidator(lambda value: value in {True, "true", "1"})] = False
    partial_images: int = Field(0, ge=0, le=3)
    response_format: Literal["url", "b64_json"] | None = None
    seed: int | None = Field(None, ge=0, le=2**31 - 1)
    negative_prompt: str = ""


def routes() -> list[web.AbstractRouteDef]:
    """The routes of this file."""
    return [
        web.get("/v1/models", models),
        web.post("/v1/images/generations", generations),
        web.post("/v1/images/edits", edits),
    ]


async def models(request: web.Request) -> web.Response:
    """The loaded engines as models."""
    engines = request.app[STATE].runner.engines
    names = [engine.name for engine in (*engines.drawers, *engines.editors)]
    data = [{"id": name, "object": "model", "created": 0, "owned_by": "chatelier"} for name in names]
    return web.json_response({"object": "list", "data": data})


async def generations(request: web.Request) -> web.StreamResponse:
    """Draw a prompt."""
    try:
        asked = _validated(await request.json())
    except json.JSONDecodeError:
        raise ProblemError(Code.INVALID_REQUEST, "the body is no JSON") from None
    scene = read_scene(asked.prompt)
    if asked.negative_prompt:
        scene = scene.model_copy(update={"without": (*scene.without, asked.negative_prompt)})
    seed = secrets.randbelow(2**31) if asked.seed is None else asked.seed
    source = Drawing(prompt=asked.prompt, scene=scene, seed=seed, aspect=_aspect(asked.size))
    return await _serve(request, asked, Recipe(source=source, count=asked.n), None, "image_generation")


async def edits(request: web.Request) -> web.StreamResponse:
    """Edit an uploaded image as the prompt says."""
    form = await read_form(request, request.app[STATE].config.max_body)
    asked = _validated(dict(form.texts))
    image = form.file("image", "image[]")
    if image is None:
        raise ProblemError(Code.INVALID_REQUEST, "the form needs an `image`")
    recipe = Recipe(source=Upload(digest="request"))
    for one in _instruction(asked.prompt):
        recipe = fold(recipe, one)
    return await _serve(request, asked, recipe, image, "image_edit")


def _validated(body: object) -> ImageRequest:
    try:
        return ImageRequest.model_validate(body)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ProblemError(Code.INVALID_REQUEST, f"{where}: {first['msg']}") from None


def _aspect(size: str) -> str:
    if size == "auto":
        return "1:1"
    if size in _SIZES:
        return _SIZES[size]
    match = re.fullmatch(r"(\d{2,5})x(\d{2,5})", size)
    if match is None:
        raise ProblemError(Code.INVALID_REQUEST, f"size is WIDTHxHEIGHT or auto, not {size[:40]!r}")
    ratio = int(match.group(1)) / int(match.group(2))
    known = {
        name: int(name.split(":")[0]) / int(name.split(":")[1])
        for name in (*_SIZES.values(), "4:3", "3:4", "2:1", "1:2")
    }
    return min(known, key=lambda name: abs(known[name] - ratio))


_PLAIN_EDITS: tuple[tuple[str, Action], ...] = (
    (
        r"(remove|erase|cut out|delete)\b.*\bbackground|transparent background|去掉背景|抠图",
        action("remove_background"),
    ),
    (r"blur\b.*\bbackground|bokeh|虚化", action("blur_background")),
    (r"\bbright(er|en)\b|亮", action("adjust_brightness", percent=20)),
    (r"\bdark(er|en)\b|暗", action("adjust_brightness", percent=-20)),
    (r"\bcontrast\b|对比", action("adjust_contrast", percent=20)),
    (r"\bflip\b|\bmirror\b|翻转", action("flip", direction="horizontal")),
    (r"\brotate\b|旋转", action("rotate", degrees=90)),
    (r"\bsquare\b|正方形", action("crop", aspect="1:1")),
    (r"\bupscale\b|\benlarge\b|放大", action("upscale")),
    (r"\brestore\b|\bdenoise\b|修复", action("restore")),
)


def _instruction(prompt: str) -> list[Action]:
    """The edits that a free prompt names, by plain words: this API has no dialogue and no belief state."""
    text = prompt.lower()
    found = [one for pattern, one in _PLAIN_EDITS if re.search(pattern, text)]
    if style := style_id(text):
        found.append(action("style_transfer", style=style))
    return found or [action("edit", instruction=prompt[:500])]


async def _serve(
    request: web.Request, asked: ImageRequest, recipe: Recipe, image: bytes | None, kind: str
) -> web.StreamResponse:
    state = request.app[STATE]
    state.runner.check(recipe)
    job = state.scheduler.submit(lambda job: state.runner.render(recipe, image, job))
    if asked.stream:
        return await _stream(request, state, asked, job, kind)
    made: list[ImageEvent] = []
    async with contextlib.aclosing(events(state.scheduler, job)) as stream:
        async for event in stream:
            if isinstance(event, ImageEvent):
                made.append(event)
            elif isinstance(event, ErrorEvent):
                raise ProblemError(event.problem.code, event.problem.detail, **event.problem.facts)
    data = [{"b64_json": b64(await to_format(one.data, asked.output_format))} for one in made]
    body = {"created": int(time.time()), "data": data, **_facts(asked, made[0]), "usage": _usage(asked)}
    return web.json_response(body)


async def _stream(request: web.Request, state: State, asked: ImageRequest, job: Job, kind: str) -> web.StreamResponse:
    partials = 0
    async with contextlib.aclosing(events(state.scheduler, job)) as stream:
        response = await start_stream(request)
        async for event in stream:
            match event:
                case PreviewEvent() if partials < asked.partial_images:
                    body = {"type": f"{kind}.partial_image", "partial_image_index": partials,
                            "b64_json": b64(await to_format(event.data, asked.output_format))}  # fmt: skip
                    partials += 1
                    await send(response, body["type"], {**body, "created_at": int(time.time()), **_facts(asked, None)})
                case ImageEvent():
                    body = {"type": f"{kind}.completed", "created_at": int(time.time()), **_facts(asked, event),
                            "b64_json": b64(await to_format(event.data, asked.output_format)),
                            "usage": _usage(asked)}  # fmt: skip
                    await send(response, f"{kind}.completed", body)
                case ErrorEvent():
                    status = STATUS.get(event.problem.code, 400)
                    await send(response, "error", {"type": "error", **openai_error(event.problem, status)})
                case DoneEvent():
                    break
                case _:
                    pass
    await response.write_eof()
    return response


def _facts(asked: ImageRequest, made: ImageEvent | None) -> dict[str, object]:
    size = f"{made.width}x{made.height}" if made else asked.size
    background = "transparent" if made and made.seen.transparent else "opaque"
    return {"size": size, "quality": "auto", "background": background, "output_format": asked.output_format}


def _usage(asked: ImageRequest) -> dict[str, object]:
    """Token counts, which clients expect; nothing here is counted in tokens."""
    del asked
    return {"input_tokens": 0, "output_tokens": 0, "total_tokens": 0,
            "input_tokens_details": {"text_tokens": 0, "image_tokens": 0}}  # fmt: skip
