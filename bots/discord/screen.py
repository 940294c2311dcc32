"""Where a Discord user's answer appears: one message that shows progress and then becomes the answer."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Final

from discord import (
    Client,
    File,
    Forbidden,
    HTTPException,
    Interaction,
    InteractionMessage,
    Message,
    MessageReference,
)
from discord.abc import Messageable
from discord.ui import View

from bots.chat.fit import fitted
from bots.chat.letter import Letter, Sheet
from bots.chat.screen import Working, beside
from bots.discord import limits
from bots.discord.components import stop_view, view_of
from bots.discord.hearing import post_of
from core.language import Language
from core.replies.phrases import say

log = logging.getLogger(__name__)

_TRIES: Final = 3
"""How often a file that is refused as too large is made smaller."""

AnyMessage = Message | InteractionMessage


class ReplySender:
    """Answers a message with a reply, as the bot."""

    def __init__(
        self, channel: Messageable, to: MessageReference | None, author: Messageable | None, limit: int
    ) -> None:
        self.limit = limit
        self._channel = channel
        self._to = to
        self._author = author
        self._sent: Message | None = None

    async def put(self, content: str, files: Sequence[File], view: View | None) -> Message:
        """Send, or edit what was sent. Where the channel is closed to us, the author is told in private."""
        if self._sent is not None:
            with contextlib.suppress(HTTPException):  # it was deleted meanwhile
                return await self._sent.edit(content=content, attachments=files, view=view)
            for file in files:
                file.reset()
        options: dict[str, Any] = {"view": view} if view else {}
        if self._to is not None:
            options["reference"] = self._to
        self._sent = await self._channel.send(content, files=list(files), mention_author=False, **options)
        return self._sent

    async def tell_author(self, words: str) -> None:
        """Say something in private, where the channel is closed to us."""
        if self._author is not None:
            with contextlib.suppress(HTTPException):
                await self._author.send(words)


class InteractionSender:
    """Answers an interaction that was deferred, and goes on as the bot when its token is dead."""

    def __init__(self, interaction: Interaction[Client]) -> None:
        self.fallback: ReplySender | None = None
        self.limit = max(interaction.filesize_limit or 0, limits.LEAST_UPLOAD)
        self._interaction = interaction
        self._dead = not interaction.response.is_done()

    async def put(self, content: str, files: Sequence[File], view: View | None) -> Message | InteractionMessage:
        """Edit the deferred answer."""
        if not self._dead:  # Discord says when the token is over; our clock may be wrong
            try:
                return await self._interaction.edit_original_response(content=content, attachments=files, view=view)
            except HTTPException as error:
                if error.code not in limits.DEAD_TOKEN:
                    raise
            for file in files:
                file.reset()
        self._dead = True
        if self.fallback is None:
            raise RuntimeError("the interaction is over, and there is no channel to answer in")
        return await self.fallback.put(content, files, view)


class DiscordScreen:
    """The answer to one message or interaction."""

    pace = limits.PACE

    def __init__(
        self, sender: ReplySender | InteractionSender, language: Language, channel: Messageable | None
    ) -> None:
        """`channel`: where the bot is seen typing; None for an interaction, which shows that it thinks."""
        self._sender = sender
        self._language = language
        self._channel = channel

    def busy(self) -> AbstractAsyncContextManager[None]:
        """Keeps "typing …" alive."""
        return beside(self._type())

    async def _type(self) -> None:
        while self._channel is not None:
            with contextlib.suppress(HTTPException):  # an ornament: the answer does not depend on it
                await self._channel.typing()
            await asyncio.sleep(limits.TYPING_SECONDS)

    async def working(self, news: Working) -> None:
        """A line with a stop button, and an early look at the picture."""
        files = [File(io.BytesIO(news.preview.data), "preview.jpg")] if news.preview else []
        await self._sender.put(news.words, files, stop_view(self._language))

    async def show(self, letter: Letter) -> list[str]:
        """Send the answer; the ids of the messages that show its pictures."""
        try:
            sent = await self._send(letter)
        except Forbidden as error:
            log.warning("Discord does not let us answer here: %s", error.text)
            await self._tell(letter)
            return []
        return [post_of(sent.channel.id, sent.id)] if letter.sheets else []

    async def _send(self, letter: Letter) -> AnyMessage:
        most = self._sender.limit
        for attempt in range(_TRIES + 1):
            sheets = await _fitting(letter.sheets, most)
            try:
                return await self._sender.put(content_of(letter), [_file(one) for one in sheets], view_of(letter))
            except HTTPException as error:
                if attempt == _TRIES or not (error.code == limits.TOO_LARGE or error.status == 413):
                    raise
                most = min(most, max((len(one.data) for one in sheets), default=most)) // 2
        raise AssertionError  # the loop returns or raises

    async def _tell(self, letter: Letter) -> None:
        if isinstance(self._sender, ReplySender):
            await self._sender.tell_author(say(self._language, "no_permission"))


def content_of(letter: Letter) -> str:
    """Title in bold, words and state in what a message holds."""
    words = letter.caption(limits.CONTENT - 4)
    if letter.title and words.startswith(letter.title):
        words = f"**{letter.title}**{words[len(letter.title) :]}"
    return words


async def _fitting(sheets: tuple[Sheet, ...], most: int) -> list[Sheet]:
    """The pictures in what Discord takes; one that cannot be made so small is left out."""
    each = min(most, (limits.REQUEST - 2**16) // max(1, len(sheets)))
    out: list[Sheet] = []
    for sheet in sheets:
        if not sheet.media_type.startswith("image/"):
            out.append(sheet)
        elif small := await fitted(sheet, most_bytes=each):
            out.append(small)
    return out


def _file(sheet: Sheet) -> File:
    return File(io.BytesIO(sheet.data), sheet.name, description=sheet.alt_text[: limits.ALT_TEXT] or None)
