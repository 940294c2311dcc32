"""The one loop: load the conversation, understand, decide, render, remember, reply."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final

from core.conversation import Conversation
from core.language import detect
from core.messages import Message, Reply
from core.moderation import Moderator
from core.ports import ConflictError, Embedder, Preview, Progress, Queued, Renderer, Search, Store
from core.problems import Code, ProblemError
from core.stopping import is_stop
from core.turn import TurnRunner
from core.understanding.interface import Understanding
from core.work import Understood

log = logging.getLogger(__name__)

Event = Understood | Queued | Progress | Preview | Reply

CACHED_CONVERSATIONS: Final = 256
"""Conversations held in memory; the others are loaded again when they speak."""


class Dialogue:
    """Turns of one conversation run in order; conversations run side by side."""

    def __init__(
        self, understanding: Understanding, renderer: Renderer, store: Store, search: Search,
        moderator: Moderator | None = None, embedder: Embedder | None = None,
    ) -> None:  # fmt: skip
        """`embedder` tells the best of several pictures; without one, people choose."""
        self._store = store
        self._runner = TurnRunner(understanding, renderer, store, search, moderator, embedder)
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}
        self._cache: OrderedDict[str, Conversation] = OrderedDict()

    async def handle(self, message: Message) -> AsyncGenerator[Event, None]:
        """The events of one turn, the reply last. Closing the generator cancels the turn: nothing is changed.

        A message that only says "stop" cancels the render that runs in its conversation, then takes its turn.
        """
        name = message.conversation
        if message.control is None and message.attachment is None and is_stop(message.text):
            self.cancel(name)
        self._waiting[name] = self._waiting.get(name, 0) + 1
        lock = self._locks.setdefault(name, asyncio.Lock())
        try:
            async with lock, aclosing(self._turn(message)) as events:
                async for event in events:
                    yield event
        finally:
            self._waiting[name] -= 1
            if not self._waiting[name]:
                del self._waiting[name], self._locks[name]

    def cancel(self, conversation: str) -> bool:
        """Stop the render that runs for `conversation`; its turn answers that nothing changed. False if none runs."""
        return self._runner.cancel(conversation)

    def forget(self, conversation: str) -> None:
        """Drop what memory holds of `conversation`; call it when storage forgets it."""
        self._cache.pop(conversation, None)

    async def _turn(self, message: Message) -> AsyncGenerator[Event, None]:
        try:
            async with aclosing(self._attempt(message)) as events:
                async for event in events:
                    yield event
        except ConflictError:
            # Another process spoke in this conversation since it was loaded: once more, from what is stored now.
            self.forget(message.conversation)
            async with aclosing(self._attempt(message)) as events:
                async for event in events:
                    yield event

    async def _attempt(self, message: Message) -> AsyncGenerator[Event, None]:
        events: asyncio.Queue[Event | None] = asyncio.Queue()
        conversation = await self._load(message)
        task = asyncio.create_task(self._runner.run(conversation, message, events.put_nowait))
        task.add_done_callback(lambda _: events.put_nowait(None))
        try:
            while (event := await events.get()) is not None:
                yield event
            after, reply = task.result()
        except ConflictError:
            raise
        except Exception:
            log.exception("a turn of %s failed", message.conversation)
            raise ProblemError(Code.INTERNAL, "the turn failed; nothing was changed") from None
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait([task])
        self._keep(after)
        yield reply

    async def _load(self, message: Message) -> Conversation:
        name = message.conversation
        if name in self._cache:
            return self._cache[name]
        stored = await self._store.load(name)
        return stored or new_conversation(message)

    def _keep(self, conversation: Conversation) -> None:
        self._cache[conversation.id] = conversation
        self._cache.move_to_end(conversation.id)
        while len(self._cache) > CACHED_CONVERSATIONS:
            self._cache.popitem(last=False)


def new_conversation(message: Message) -> Conversation:
    """An empty conversation for `message`; its seed follows from its id, so that a replay draws the same."""
    digest = hashlib.sha256(message.conversation.encode()).digest()
    return Conversation(
        id=message.conversation,
        owner=message.author,
        platform=message.platform,
        language=message.locale or detect(message.text[:1000]),
        seed=int.from_bytes(digest[:4], "big") >> 1,
    )
