"""Lines typed into a terminal or piped in, read without holding the event loop or outliving it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable


async def open_input() -> Callable[[], Awaitable[str | None]]:
    """A function that gives the next line of standard input, and None at its end.

    A thread that waits in `input()` would keep the process alive after Ctrl+C; a reader on the loop can be dropped.
    """
    reader = asyncio.StreamReader()
    try:
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    except (ValueError, PermissionError):  # a plain file cannot be watched, and is never waited for
        reader.feed_data(await asyncio.to_thread(sys.stdin.buffer.read))
        reader.feed_eof()

    async def next_line() -> str | None:
        line = await reader.readline()
        return line.decode("utf-8", "replace").rstrip("\r\n") if line else None

    return next_line
