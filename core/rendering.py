"""Rendering a recipe: taken from the conversation's own pictures where it was made before, else by the server."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass

from core.ports import Preview, Progress, Queued, Rendered, Renderer, Store
from core.problems import Code, ProblemError
from core.recipe import Recipe, Upload, content_hash
from core.seen import FaceNote, Seen
from core.versions import Image, Version, VersionTree

Emit = Callable[[Queued | Progress | Preview], None]

_LOOK_BACK = 50
"""Versions of the conversation that are searched for a picture of the same recipe."""


@dataclass(frozen=True)
class Made:
    """The stored pictures of a recipe and what is known of them."""

    images: tuple[Image, ...]
    seeds: tuple[int | None, ...]
    seen: Seen | None
    engine: str
    seconds: float
    undrawn: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()
    face: FaceNote | None = None


async def make(recipe: Recipe, tree: VersionTree, store: Store, renderer: Renderer, emit: Emit, user: str = "") -> Made:
    """The pictures of `recipe`, durable in `store`; `user` waits in the server's queue. Raises ProblemError."""
    if known := _made_before(recipe, tree):
        return Made(known.images, known.seeds, known.seen, known.engine, 0.0, known.undrawn, known.instead, known.face)
    started = time.monotonic()
    source = await store.get_image(recipe.source.digest) if isinstance(recipe.source, Upload) else None
    rendered: list[Rendered] = []
    async with aclosing(renderer.render(recipe, source, user)) as events:
        async for event in events:
            if isinstance(event, Rendered):
                rendered.append(event)
            else:
                emit(event)
    if not rendered:
        raise ProblemError(Code.INTERNAL, "the server ended the job without a picture")
    images = [await store.put_image(one.data, one.media_type, one.width, one.height) for one in rendered]
    first = rendered[0]
    return Made(
        images=tuple(images),
        seeds=tuple(one.seed for one in rendered),
        seen=first.seen,
        engine=first.engine,
        seconds=round(time.monotonic() - started, 3),
        undrawn=first.undrawn,
        instead=first.instead,
        face=first.face,
    )


async def numbered(preview: Preview, faces: int, store: Store, renderer: Renderer) -> Made:
    """The picture that numbers the faces of a photo, durable in `store`. Raises ProblemError."""
    taken = await renderer.intake(preview.data)
    image = await store.put_image(taken.data, taken.media_type, taken.width, taken.height)
    return Made((image,), (None,), taken.seen, "face", 0.0, face=FaceNote(faces=faces, likeness=1.0, numbered=True))


def _made_before(recipe: Recipe, tree: VersionTree) -> Version | None:
    wanted = content_hash(recipe)
    recent = [tree.versions[number] for number in sorted(tree.versions)[-_LOOK_BACK:]]
    return next(
        (one for one in reversed(recent) if one.images and not one.asks and content_hash(one.recipe) == wanted), None
    )
