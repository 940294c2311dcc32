"""Server-sent events: one response that streams named events with JSON bodies."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Final

from aiohttp import web

_WRITE_SECONDS: Final = 60.0
"""A client that takes no bytes for so long counts as gone."""


def frame(name: str, body: Mapping[str, object]) -> bytes:
    """The bytes of one event."""
    return f"event: {name}\ndata: {json.dumps(body, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()


def data_frame(body: Mapping[str, object]) -> bytes:
    """The bytes of one event without a name."""
    return f"data: {json.dumps(body, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()


KEEP_ALIVE: Final = b": keep-alive\n\n"
"""A comment: readers skip it."""


async def start_stream(request: web.Request) -> web.StreamResponse:
    """An open event stream."""
    headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    return response


async def send(response: web.StreamResponse, data: bytes) -> None:
    """Write `data`. Raises ConnectionResetError when the client is gone or does not read."""
    try:
        async with asyncio.timeout(_WRITE_SECONDS):
            await response.write(data)
    except TimeoutError:
        raise ConnectionResetError("the client does not read") from None
