"""Reading server-sent events, however the bytes are cut."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterable
from typing import Final, Protocol

from core.problems import Code, ProblemError

MAX_EVENT: Final = 192 * 1024 * 1024
"""Bytes of one event; a 64-megapixel picture in base64 stays below."""


class Chunked(Protocol):
    """A stream that yields what has come, such as aiohttp's StreamReader."""

    def iter_any(self) -> AsyncIterable[bytes]: ...


async def parse_events(stream: Chunked) -> AsyncGenerator[tuple[str, bytes], None]:
    """(name, data) of each event. Comments are skipped. Raises ProblemError for an event without end."""
    name, data, line = "message", bytearray(), bytearray()
    async for chunk in stream.iter_any():
        *whole, rest = chunk.split(b"\n")
        for part in whole:
            line += part
            text = bytes(line.rstrip(b"\r"))
            line.clear()
            if not text:
                if data:
                    yield name, bytes(data)
                name, data = "message", bytearray()
            elif text.startswith(b"event:"):
                name = text[6:].strip().decode()
            elif text.startswith(b"data:"):
                data += text[5:].lstrip(b" ")
        line += rest
        if len(line) + len(data) > MAX_EVENT:
            raise ProblemError(Code.UNAVAILABLE, "the server sent an event without end")
