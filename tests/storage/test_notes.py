"""Notes: small facts that outlive a restart, expire, and go with what they are about."""

from __future__ import annotations

import asyncio
from pathlib import Path

from storage_cases import talk

from storage import notes as notes_module
from storage.sqlite import SqliteStore


async def test_a_note_outlives_a_restart(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path)
    await store.notes.write("post", "discord:1", "x")
    await store.close()
    again = await SqliteStore.open(tmp_path)
    assert await again.notes.read("post", "discord:1") == "x"
    await again.close()


async def test_a_claim_is_given_to_one_of_many(store: SqliteStore) -> None:
    tries = await asyncio.gather(*(store.notes.claim("heard", "e1", "") for _ in range(20)))
    assert sum(tries) == 1


async def test_what_is_taken_is_taken_once(store: SqliteStore) -> None:
    await store.notes.write("code", "c", "conversation")
    assert sorted(map(str, await asyncio.gather(*(store.notes.take("code", "c") for _ in range(5))))) == [
        "None"
    ] * 4 + ["conversation"]


async def test_an_expired_note_is_not_there(store: SqliteStore, monkeypatch) -> None:
    await store.notes.write("code", "c", "x", seconds=10)
    later = notes_module.time.time() + 11
    monkeypatch.setattr(notes_module.time, "time", lambda: later)
    assert await store.notes.read("code", "c") is None
    assert await store.notes.entries("code") == []
    assert await store.notes.take("code", "c") is None
    assert await store.notes.claim("code", "c", "y")


async def test_entries_are_those_of_a_prefix(store: SqliteStore) -> None:
    for key in ("discord:1", "discord:2", "slack:1"):
        await store.notes.write("heard", key, key)
    assert [key for key, _ in await store.notes.entries("heard", "discord:")] == ["discord:1", "discord:2"]


async def test_notes_go_with_their_conversation_and_their_person(store: SqliteStore) -> None:
    await talk(store, "c1").draw("a cat")
    await store.notes.write("post", "p", "x", conversation="c1")
    await store.notes.write("preferences", "q", "x", person="ann")
    await store.forget_conversation("c1")
    assert await store.notes.read("post", "p") is None
    await store.forget_user("ann")
    assert await store.notes.read("preferences", "q") is None
    await store.notes.write("post", "late", "x", conversation="c1")  # of a turn that was under way
    assert await store.notes.read("post", "late") is None
