"""Recipes from the wire, checked; events to the wire."""

from __future__ import annotations

import asyncio
import base64
import re
from typing import Final

from pydantic import ValidationError

from core.catalogue import checked
from core.problems import Code, ProblemError
from core.recipe import Drawing, Recipe
from gpuserver.events import DoneEvent, ErrorEvent, Event, ImageEvent, PreviewEvent, ProgressEvent, QueuedEvent
from gpuserver.sse import frame

MAX_COUNT: Final = 4
_MAX_EDITS: Final = 500
_MAX_SUBJECTS: Final = 200
_ASPECT: Final = re.compile(r"[1-9]\d{0,4}:[1-9]\d{0,4}")


def read_recipe(text: str) -> Recipe:
    """The recipe in `text`, its edits checked against the catalogue. Raises ProblemError and ActionError."""
    try:
        recipe = Recipe.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:200]
        raise _refused(f"the recipe is malformed at {where or 'its start'}: {first['msg']}") from None
    if not 1 <= recipe.count <= MAX_COUNT:
        raise _refused(f"a recipe makes 1 to {MAX_COUNT} pictures")
    if len(recipe.edits) > _MAX_EDITS:
        raise _refused(f"a recipe has at most {_MAX_EDITS} edits")
    if isinstance(recipe.source, Drawing):
        if not _ASPECT.fullmatch(recipe.source.aspect):
            raise _refused(f"an aspect is a ratio such as 16:9, not {recipe.source.aspect[:40]!r}")
        if len(recipe.source.scene.subjects) > _MAX_SUBJECTS:
            raise _refused(f"a scene has at most {_MAX_SUBJECTS} subjects")
    return recipe.model_copy(update={"edits": tuple(checked(edit) for edit in recipe.edits)})


def _refused(detail: str) -> ProblemError:
    return ProblemError(Code.INVALID_REQUEST, detail)


async def event_frame(event: Event, job: str) -> bytes | None:
    """The bytes of `event` of the job `job`. Pictures are put into text in a thread: they may be tens of megabytes."""
    if isinstance(event, ImageEvent):
        return await asyncio.to_thread(_image, event)
    match event:
        case QueuedEvent():
            return frame("queued", {"job": job, "position": event.position, "seconds": event.seconds})
        case ProgressEvent():
            return frame("progress", {"percent": event.percent, "seconds": event.seconds})
        case PreviewEvent():
            body = {"b64": b64(event.data), "media_type": event.media_type, "percent": event.percent}
            return frame("preview", body)
        case ErrorEvent():
            return frame("error", event.problem.model_dump(mode="json"))
        case DoneEvent():
            return frame("done", {})
        case _:
            return None


def _image(event: ImageEvent) -> bytes:
    return frame(
        "image",
        {
            "index": event.index,
            "b64": b64(event.data),
            "media_type": event.media_type,
            "width": event.width,
            "height": event.height,
            "seed": event.seed,
            "engine": event.engine,
            "seen": event.seen.model_dump(mode="json"),
            "undrawn": list(event.undrawn),
            "face": event.face.model_dump(mode="json") if event.face else None,
            "instead": [list(pair) for pair in event.instead],
        },
    )


def b64(data: bytes) -> str:
    """Base64 as text."""
    return base64.b64encode(data).decode()
