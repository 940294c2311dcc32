"""Albums arrive as one update for each picture: they are gathered until no more come."""

from __future__ import annotations

import asyncio

from telegram import Message

from bots.telegram.limits import ALBUM_QUIET


class Albums:
    """The albums that are still arriving."""

    def __init__(self, quiet: float = ALBUM_QUIET) -> None:
        self._quiet = quiet
        self._parts: dict[str, list[Message]] = {}

    def add(self, message: Message) -> bool:
        """Put a message to its album. True for the first of one: who gets that waits for the rest."""
        assert message.media_group_id is not None
        parts = self._parts.setdefault(message.media_group_id, [])
        parts.append(message)
        return len(parts) == 1

    async def whole(self, album: str) -> list[Message]:
        """The album's messages in their order, when none has come for a while."""
        held = 0
        while held != len(self._parts[album]):
            held = len(self._parts[album])
            await asyncio.sleep(self._quiet)
        return sorted(self._parts.pop(album), key=lambda one: one.message_id)
