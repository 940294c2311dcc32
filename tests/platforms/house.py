"""A whole house for one platform: real rules, real dialogue, real SQLite; only the renderer is a stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from stand_ins import NoPictures, StillRenderer, understanding

from bots.chat.front import Front
from core.access import Access, Rules
from core.desk import Desk
from core.dialogue import Dialogue
from core.moderation import WordPolicy
from core.ports import Renderer, Search
from core.reception import Reception
from storage.sqlite import SqliteStore


@dataclass(frozen=True)
class House:
    """What a test looks into."""

    store: SqliteStore
    dialogue: Dialogue
    front: Front

    async def recipes(self, place: str) -> list[str]:
        """The canonical recipes of a conversation's versions, oldest first."""
        conversation = await self.store.load(place)
        return [one.recipe.canonical() for one in conversation.tree.versions.values()] if conversation else []


@asynccontextmanager
async def open_test_house(
    platform: str, folder: Path, *, renderer: Renderer | None = None, search: Search | None = None,
    rules: Rules | None = None,
) -> AsyncIterator[House]:  # fmt: skip
    """A house whose data is in `folder`; opened twice on one folder, it is one that was restarted."""
    store = await SqliteStore.open(folder)
    found = search or NoPictures()
    dialogue = Dialogue(understanding(), renderer or StillRenderer(), store, found, WordPolicy())
    access = Access(rules or Rules(person_per_minute=0, place_per_minute=0))
    desk = Desk(dialogue, store, store.notes, access, found)
    front = Front(platform, Reception(dialogue, store.notes, access), desk, store, store.notes)
    front.grace = 0.5
    try:
        yield House(store, dialogue, front)
    finally:
        await front.close()
        await store.close()
