"""Where one person's answer appears: what an adapter implements for its platform."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

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
