"""Where one person's answer appears: what an adapter implements for its platform."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from bots.chat.letter import Letter
from core.ports import Preview


@dataclass(frozen=True)
class Working:
    """How far a turn is: a line of words, and the last early look at the picture."""

    words: str
    percent: int = 0
    preview: Preview | None = None


class Screen(Protocol):
    """The answer to one message or press. Every method may raise; the failure is logged and the user told."""

    pace: float
    """Seconds between two calls of `working`: what the platform's rate limits allow."""

    def busy(self) -> AbstractAsyncContextManager[None]:
        """Shows that the bot is at work ("typing …") for as long as it is entered."""
        ...

    async def working(self, news: Working) -> None:
        """Show progress, in place of the last one."""
        ...

    async def show(self, letter: Letter) -> list[str]:
        """Send the answer, in place of the progress. Returns the ids of the messages that show its pictures."""
        ...


@asynccontextmanager
async def beside(work: Coroutine[Any, Any, None]) -> AsyncGenerator[None, None]:
    """Does `work`, which has no end of its own, for as long as it is entered."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
