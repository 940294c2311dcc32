"""A real inference server on loopback, with a stand-in for the engines: the edge of the machine."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import numpy as np
from aiohttp import web

from core.gpu import GpuClient
from core.pipeline import Action
from core.ports import Rendered, RenderEvent
from core.recipe import Drawing, Recipe, Upload
from core.scene.reader import read_scene
from core.seen import SeenObject
from gpuserver.accelerator.claim import claimed
from gpuserver.accelerator.key import Key
from gpuserver.app import make_app
from gpuserver.config import ServerConfig
from gpuserver.engines.base import Picture, Watch
from gpuserver.engines.loaded import Engines
from gpuserver.state import STATE, State


@dataclass
class FlatDrawer:
    """Draws one flat colour; waits while `gate` is closed, and notices being cancelled."""

    name: str = "flat"
    gate: threading.Event = field(default_factory=threading.Event)
    drawn: list[Drawing] = field(default_factory=list)
    started: threading.Event = field(default_factory=threading.Event)
    stopped: threading.Event = field(default_factory=threading.Event)
    shares: list[float] = field(default_factory=list)
    """What the clients of its drawings get of an accelerator."""

    def draw(self, drawing: Drawing, size: int, watch: Watch) -> Picture:
        self.shares.append(claimed(Key("draw", "flat", size, size), None).weight)
        self.started.set()
        try:
            while not self.gate.is_set():
                watch.progress(0.3)
                time.sleep(0.01)
        except BaseException:
            self.stopped.set()
            raise
        self.drawn.append(drawing)
        pixels = np.full((size // 2, size, 3), drawing.seed % 251, np.uint8)
        watch.preview(pixels)
        watch.progress(0.9)
        names = tuple(SeenObject(name=one.noun, box=(0.1, 0.1, 0.5, 0.9)) for one in drawing.scene.subjects)
        huskies = tuple((one.noun, "dog") for one in drawing.scene.subjects if one.noun == "husky")
        return Picture(pixels, names, undrawn=tuple(one for one in drawing.scene.details), instead=huskies)


@dataclass
class Inverter:
    """Edits by inverting; records what it was given at once."""

    name: str = "inverter"
    seeded: bool = False
    pipelines: frozenset[str] = frozenset({"adjust_brightness", "rotate", "style_transfer"})
    calls: list[list[str]] = field(default_factory=list)

    def edit(self, picture: Picture, steps: Sequence[Action], watch: Watch) -> Picture:
        self.calls.append([step.pipeline for step in steps])
        if steps[0].pipeline == "style_transfer":
            raise ZeroDivisionError
        return Picture(255 - picture.pixels, picture.objects)


@dataclass
class Server:
    url: str
    drawer: FlatDrawer
    editor: Inverter
    state: State


@asynccontextmanager
async def running(config: ServerConfig, *, open_gate: bool = True) -> AsyncIterator[Server]:
    drawer, editor = FlatDrawer(), Inverter()
    if open_gate:
        drawer.gate.set()
    app = make_app(config, Engines((drawer,), (editor,)))
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield Server(f"http://127.0.0.1:{runner.addresses[0][1]}", drawer, editor, app[STATE])
    finally:
        await runner.cleanup()


def recipe(prompt: str = "a cat", seed: int = 7, *edits: Action, count: int = 1) -> Recipe:
    return Recipe(source=Drawing(prompt=prompt, scene=read_scene(prompt), seed=seed), edits=edits, count=count)


def photo(*edits: Action) -> Recipe:
    return Recipe(source=Upload(digest="x"), edits=edits)


async def collect(client: GpuClient, what: Recipe, source: bytes | None = None) -> list[RenderEvent]:
    return [event async for event in client.render(what, source)]


async def picture(client: GpuClient, what: Recipe, source: bytes | None = None) -> Rendered:
    last = (await collect(client, what, source))[-1]
    assert isinstance(last, Rendered)
    return last
