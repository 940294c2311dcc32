"""A real inference server on loopback with engines that see, and pictures to show it."""

from __future__ import annotations

import base64
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import numpy as np
from aiohttp import web
from openai import AsyncOpenAI
from PIL import Image

from core.recipe import Drawing
from gpuserver.app import make_app
from gpuserver.config import ServerConfig
from gpuserver.engines.base import Picture, Pixels, Watch
from gpuserver.engines.loaded import Engines
from gpuserver.state import STATE, State


@asynccontextmanager
async def served(engines: Engines, config: ServerConfig | None = None) -> AsyncIterator[tuple[str, State]]:
    """The server's address and its parts."""
    app = make_app(config or ServerConfig(size=64, workers=1), engines)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", app[STATE]
    finally:
        await runner.cleanup()


def openai_client(url: str) -> AsyncOpenAI:
    return AsyncOpenAI(base_url=f"{url}/v1", api_key="unused", max_retries=0)


def flat(shade: int = 90, width: int = 64, height: int = 48) -> Pixels:
    return np.full((height, width, 3), shade, np.uint8)


def png(pixels: Pixels) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def data_url(pixels: Pixels) -> str:
    return f"data:image/png;base64,{base64.b64encode(png(pixels)).decode()}"


def shown(words: str, url: str) -> list[Any]:
    """Messages that ask `words` about a picture."""
    parts = [{"type": "text", "text": words}, {"type": "image_url", "image_url": {"url": url}}]
    return [{"role": "user", "content": parts}]


class Shades:
    """A drawer whose pictures are flat: each seed has a shade of its own."""

    name = "shades"

    def draw(self, drawing: Drawing, size: int, watch: Watch) -> Picture:
        return Picture(flat(shade_of(drawing.seed), size, size))


def shade_of(seed: int) -> int:
    return seed % 256
