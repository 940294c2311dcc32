"""Short looks at images beside the queue of renders: few at once, few waiting, so that memory stays bounded."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

from gpuserver.scheduler import QueueFull

T = TypeVar("T")

_RETRY_AFTER: Final = 2


class SideWork:
    """Runs short blocking calls in threads, `at_once` at a time; more than `waiting` further ones are refused."""

    def __init__(self, *, at_once: int, waiting: int) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._most = at_once + waiting
        self._held = 0

    async def run(self, call: Callable[[], T]) -> T:
        """What `call` returns. Raises QueueFull, and whatever `call` raises."""
        if self._held >= self._most:
            raise QueueFull(_RETRY_AFTER)
        self._held += 1
        try:
            async with self._free:
                return await asyncio.to_thread(call)
        finally:
            self._held -= 1
