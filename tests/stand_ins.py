"""Stand-ins at the edge of the machine: a renderer that paints one flat colour, a search that finds nothing."""

from __future__ import annotations

import asyncio
import hashlib
import io
import os
from collections.abc import AsyncGenerator
from dataclasses import replace
from functools import cache

from PIL import Image as Pillow

from core.language import detect
from core.ports import Found, Intake, Progress, Queued, Rendered, RenderEvent
from core.recipe import Drawing, Recipe, content_hash, derived_seed, plan
from core.seen import Seen, SeenObject
from core.understanding.trained.reader import TrainedUnderstanding


@cache
def understanding() -> TrainedUnderstanding:
    """The understanding that ships, loaded once for all tests."""
    return TrainedUnderstanding()


def png(color: tuple[int, int, int] = (200, 120, 40), size: tuple[int, int] = (32, 24)) -> bytes:
    """A PNG of one colour."""
    out = io.BytesIO()
    Pillow.new("RGB", size, color).save(out, "PNG")
    return out.getvalue()


class StillRenderer:
    """A renderer without an engine: each recipe has a colour of its own. `hold` keeps renders back at the `gate`."""

    def __init__(self) -> None:
        self.rendered: list[Recipe] = []
        self.cancelled = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.begun = asyncio.Event()
        """Set when a render has come to the gate since the last `hold`."""

    def hold(self) -> None:
        """Keep every render back until the gate is set."""
        self.gate.clear()
        self.begun.clear()

    async def render(self, recipe: Recipe, source: bytes | None, user: str = "") -> AsyncGenerator[RenderEvent, None]:
        yield Queued(0)
        yield Progress(50)
        self.begun.set()
        try:
            await self.gate.wait()
        except BaseException:
            self.cancelled += 1
            raise
        self.rendered.append(recipe)
        drawn = plan(recipe).source
        scene = drawn.scene if isinstance(drawn, Drawing) else None
        names = (
            tuple(SeenObject(name=one.noun, color=one.color or "orange") for one in scene.subjects) if scene else None
        )
        for index in range(recipe.count):
            digest = hashlib.sha256(f"{content_hash(recipe)}/{index}".encode()).digest()
            seed = derived_seed(drawn.seed, index) if isinstance(drawn, Drawing) else None
            data = png((digest[0], digest[1], digest[2]))
            yield Rendered(index, data, "image/png", 32, 24, seed, "still", Seen(width=32, height=24, objects=names))

    async def intake(self, data: bytes) -> Intake:
        return Intake(data, "image/png", 32, 24, Seen(width=32, height=24))

    async def ask(self, image: bytes, question: str, language: str) -> Seen:
        assert detect(question)
        return Seen(width=32, height=24, brightness=0.8)


class NoisyRenderer(StillRenderer):
    """Its pictures are noise, which no format makes small: 12 MB as PNG."""

    async def render(self, recipe: Recipe, source: bytes | None, user: str = "") -> AsyncGenerator[RenderEvent, None]:
        out = io.BytesIO()
        Pillow.frombytes("RGB", (2000, 2000), os.urandom(12_000_000)).save(out, "PNG", compress_level=0)
        async for event in super().render(recipe, source, user):
            yield replace(event, data=out.getvalue()) if isinstance(event, Rendered) else event


class NoPictures:
    """A search that finds nothing."""

    async def search(self, query: str, conversation: str, limit: int, author: str | None = None) -> list[Found]:
        return []
