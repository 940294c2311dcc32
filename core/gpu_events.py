"""The inference server's events and answers, as the values that the dialogue knows."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from core.gpu_calls import error_of
from core.ports import Embeddings, Intake, Preview, Progress, Queued, Rendered, RenderEvent
from core.problems import Code, Problem, ProblemError
from core.seen import FaceNote, Seen

T = TypeVar("T")

_LARGE: Final = 256 * 1024
"""Bytes from which decoding is left to a thread: it would hold up every other conversation."""


async def decoded(data: bytes, read: Callable[[dict[str, Any]], T]) -> T:
    """`read` of the JSON object in `data`. Raises ProblemError for anything else, or where `read` misses a part."""

    def decode() -> T:
        try:
            return read(json.loads(data))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            detail = f"the inference server sent something unreadable: {type(error).__name__}"
            raise ProblemError(Code.UNAVAILABLE, detail) from error

    return decode() if len(data) < _LARGE else await asyncio.to_thread(decode)


async def render_event(name: str, data: bytes) -> RenderEvent | None:
    """The event `name`; None for those of no interest here. Raises ProblemError, also for the event `error`."""
    if name == "error":
        raise error_of(await decoded(data, Problem.model_validate))
    read = _READERS.get(name)
    return await decoded(data, read) if read else None


def read_intake(body: dict[str, Any]) -> Intake:
    """A normalised upload."""
    seen = Seen.model_validate(body["seen"])
    return Intake(base64.b64decode(body["b64"]), body["media_type"], body["width"], body["height"], seen)


def embeddings_body(words: Sequence[str], pictures: Sequence[bytes]) -> bytes:
    """The request for the vectors of `words`, then of encoded `pictures`."""
    shown = [{"type": "image_url", "image_url": {"url": base64.b64encode(one).decode()}} for one in pictures]
    return json.dumps({"input": [*words, *shown], "encoding_format": "base64"}).encode()


def read_embeddings(body: dict[str, Any]) -> Embeddings:
    """Vectors in the order of their inputs."""
    return Embeddings(body["model"], tuple(base64.b64decode(one["embedding"]) for one in body["data"]))


def _rendered(body: dict[str, Any]) -> Rendered:
    return Rendered(
        index=body["index"],
        data=base64.b64decode(body["b64"]),
        media_type=body["media_type"],
        width=body["width"],
        height=body["height"],
        seed=body["seed"],
        engine=body["engine"],
        seen=Seen.model_validate(body["seen"]),
        undrawn=tuple(body["undrawn"]),
        instead=tuple((asked, drawn) for asked, drawn in body["instead"]),
        face=FaceNote.model_validate(body["face"]) if body["face"] else None,
    )


_READERS: Final[dict[str, Callable[[dict[str, Any]], RenderEvent]]] = {
    "queued": lambda body: Queued(body["position"], body.get("seconds")),
    "progress": lambda body: Progress(body["percent"], body.get("seconds")),
    "preview": lambda body: Preview(base64.b64decode(body["b64"]), body["media_type"], body["percent"]),
    "image": _rendered,
}
