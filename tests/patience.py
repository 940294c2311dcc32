"""Waiting in tests: for something that happens, never for a time; the limit is only there to end a test that hangs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

LIMIT = 60.0
"""Seconds: far longer than the slowest machine under load takes for anything that is waited for here."""


async def until(condition: Callable[[], bool], seconds: float = LIMIT) -> None:
    """Wait for what another task, another thread or a server does.

    Raises:
        TimeoutError: it has not happened within `seconds`.
    """
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
