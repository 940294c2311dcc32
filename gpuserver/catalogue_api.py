"""`GET /v1/pipelines`: the catalogue, and what serves each entry here."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from core.catalogue import CATALOGUE
from core.language import Text
from core.pipeline import Kind, Param, Pipeline
from gpuserver.engines.loaded import Engines, needs
from gpuserver.state import STATE

_RENDERED: Final = frozenset({Kind.CREATE, Kind.SCENE, Kind.FACE, Kind.PHOTO})


def routes() -> list[web.AbstractRouteDef]:
    """The routes of this file."""
    return [web.get("/v1/pipelines", pipelines)]


async def pipelines(request: web.Request) -> web.Response:
    """Every pipeline with the engine that serves it, in a drawing and in a photo, or what it needs."""
    engines = request.app[STATE].runner.engines
    return web.json_response({"pipelines": [_entry(one, engines) for one in CATALOGUE.values()]})


def _entry(pipeline: Pipeline, engines: Engines) -> dict[str, object]:
    rendered = pipeline.kind in _RENDERED
    drawing = engines.in_drawings(pipeline.id) if rendered else None
    photo = engines.in_photos(pipeline.id) if rendered else None
    return {
        "id": pipeline.id,
        "kind": pipeline.kind.value,
        "name": _text(pipeline.name),
        "description": _text(pipeline.description),
        "answers": pipeline.answers.value,
        "params": [_param(one) for one in pipeline.params],
        "engine": drawing or photo,
        "engines": {"drawing": drawing, "photo": photo},
        "needs": needs(pipeline.id) if rendered and drawing is None and photo is None else None,
    }


def _param(param: Param) -> dict[str, object]:
    return {
        "name": param.name,
        "type": param.type.value,
        "description": _text(param.description),
        "required": param.required,
        "low": param.low,
        "high": param.high,
        "choices": list(param.choices),
    }


def _text(text: Text) -> dict[str, str]:
    return {"en": text.en, "zh": text.zh}
