"""`POST /v1/embeddings` as OpenAI's clients speak it; the inputs may be pictures too, as parts of messages."""

from __future__ import annotations

from typing import Any, Final, Literal

import numpy as np
from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from core.problems import Code, ProblemError
from gpuserver.content_parts import ContentPart, read_part
from gpuserver.engines.sight import Embedder, Part, Vectors
from gpuserver.forms import read_json
from gpuserver.state import STATE
from gpuserver.validated import validated
from gpuserver.wire import b64

_MOST: Final = 64
"""Inputs of one request."""


class EmbeddingsRequest(BaseModel):
    """The fields that have a meaning here."""

    model_config = ConfigDict(extra="ignore")

    input: str | list[str | ContentPart] = Field(min_length=1, max_length=200_000)
    encoding_format: Literal["float", "base64"] = "float"

    def things(self) -> list[Part]:
        """What is to be embedded. Decodes pictures, so it belongs into a thread. Raises ProblemError."""
        given = [self.input] if isinstance(self.input, str) else self.input
        return [one if isinstance(one, str) else read_part(one) for one in given]


def routes() -> list[web.AbstractRouteDef]:
    """The routes of this file."""
    return [web.post("/v1/embeddings", embeddings)]


async def embeddings(request: web.Request) -> web.Response:
    """A vector of length 1 for each input, words and pictures in one space."""
    state = request.app[STATE]
    asked = _read(await read_json(request, state.config.max_body))
    embedder = state.runner.engines.sight.needed_embedder()
    vectors = await state.looks.run(lambda: embedder.embed(asked.things()))
    return web.json_response(_answer(asked, embedder, vectors))


def _read(body: object) -> EmbeddingsRequest:
    asked = validated(EmbeddingsRequest, body)
    if isinstance(asked.input, list) and len(asked.input) > _MOST:
        raise ProblemError(Code.INVALID_REQUEST, f"at most {_MOST} inputs at once", param="input")
    return asked


def _answer(asked: EmbeddingsRequest, embedder: Embedder, vectors: Vectors) -> dict[str, Any]:
    text = asked.encoding_format == "base64"
    data = [
        {"object": "embedding", "index": at, "embedding": _base64(one) if text else one.tolist()}
        for at, one in enumerate(vectors)
    ]
    usage = {"prompt_tokens": 0, "total_tokens": 0}  # nothing is counted in tokens here
    return {"object": "list", "data": data, "model": embedder.name, "usage": usage}


def _base64(vector: Vectors) -> str:
    """Little-endian floats of 32 bits, as OpenAI's clients read them."""
    return b64(np.asarray(vector, "<f4").tobytes())
