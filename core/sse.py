"""Reading server-sent events (WHATWG HTML, section 9.2), however the bytes are cut."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterable
from typing import Final, Protocol

from core.problems import Code, ProblemError

MAX_EVENT: Final = 192 * 1024 * 1024
"""Bytes of one event; a 64-megapixel picture in base64 stays below."""


class Chunked(Protocol):
    """A stream that yields what has come, such as aiohttp's StreamReader."""

    def iter_any(self) -> AsyncIterable[bytes]: ...


async def parse_events(stream: Chunked, limit: int = MAX_EVENT) -> AsyncGenerator[tuple[str, bytes], None]:
    """(name, data) of each whole event. Comments are skipped. Raises ProblemError for one above `limit` bytes."""
    name, data, line = "message", list[bytes](), bytearray()
    held = 0
    async for chunk in stream.iter_any():
        *whole, rest = chunk.split(b"\n")
        for part in whole:
            line += part
            text = bytes(line).removesuffix(b"\r")
            line.clear()
            if not text:
                if data:
                    yield name, b"\n".join(data)
                name, held = "message", 0
                data.clear()
            elif text.startswith(b"event:"):
                name = text[6:].strip().decode("utf-8", "replace")
            elif text.startswith(b"data:"):
                data.append(text[5:].removeprefix(b" "))
                held += len(text)
        line += rest
        if len(line) + held > limit:
            raise ProblemError(Code.UNAVAILABLE, "the server sent an event without end")
