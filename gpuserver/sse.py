"""Server-sent events: one response that streams named events with JSON bodies."""

from __future__ import annotations

import json
from collections.abc import Mapping

from aiohttp import web


async def start_stream(request: web.Request) -> web.StreamResponse:
    """An open event stream."""
    headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    return response


async def send(response: web.StreamResponse, name: str, body: Mapping[str, object]) -> None:
    """Write one event. Raises ConnectionResetError when the client is gone."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    await response.write(f"event: {name}\ndata: {text}\n\n".encode())
