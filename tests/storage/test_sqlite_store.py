"""The store keeps what was said: round trips, order, conflicts, work that does not grow, two processes' stores."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storage_cases import Talk, after_turn, photo, png, talk

from core.conversation import Conversation, Pending
from core.language import Language
from core.pipeline import Action
from core.ports import ConflictError, Store
from storage.migrations import STEPS, NewerDatabaseError
from storage.sqlite import SqliteStore


async def test_it_is_the_store_that_core_asks_for(store: SqliteStore) -> None:
    port: Store = store
    assert await port.load("nobody") is None
    assert await port.owner("nobody") is None
    assert await port.turns("nobody") == []
    assert await port.list("nobody") == []


async def test_a_conversation_comes_back_equal(store: SqliteStore) -> None:
    one = talk(store)
    await one.draw("a cat at the beach")
    await one.edit("a bit brighter")
    await one.undo()
    await one.upload("my dog 😀 “Rex”")
    one.now = one.now.model_copy(
        update={
            "language": Language.ZH,
            "pending": Pending(question="哪一个？", suggestion=Action(pipeline="vary"), other_base=1),
        }
    )
    await one.say("你好")

    assert await store.load("c1") == one.now
    assert await store.turns("c1") == one.told


ACTS = st.lists(st.sampled_from(["draw", "edit", "undo", "redo", "reset", "say", "upload"]), max_size=12)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_walk_through_the_tree_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, acts: list[str], text: str
) -> None:
    async def walk() -> None:
        folder = tmp_path_factory.mktemp("walk")
        store = await SqliteStore.open(folder)
        one = talk(store)
        for act in acts:
            await _act(one, act, text)
        await store.close()
        again = await SqliteStore.open(folder)
        assert await again.load("c1") == (one.now if acts else None)
        assert await again.turns("c1") == one.told
        await again.close()

    asyncio.run(walk())


async def _act(one: Talk, act: str, text: str) -> None:
    tree = one.now.tree
    match act:
        case "draw":
            await one.draw(text)
        case "upload":
            await one.upload(text)
        case "edit" if tree.head:
            await one.edit(text)
        case "undo" if tree.past and tree.current:
            await one.undo()
        case "redo" if tree.forward:
            one.now = one.now.model_copy(update={"tree": tree.redo()})
            await one.say(text)
        case "reset":
            one.now = one.now.model_copy(update={"tree": tree.reset()})
            await one.say(text)
        case _:
            await one.say(text)


async def test_turns_come_in_pages_oldest_first(store: SqliteStore) -> None:
    one = talk(store)
    for number in range(7):
        await one.say(f"turn {number}")
    assert [turn.index for turn in await store.turns("c1", limit=3)] == [4, 5, 6]
    assert [turn.index for turn in await store.turns("c1", before=4, limit=3)] == [1, 2, 3]
    assert [turn.index for turn in await store.turns("c1", before=1)] == [0]


async def test_the_list_shows_the_last_used_first_and_only_ones_own(store: SqliteStore) -> None:
    first, second, other = talk(store, "c1"), talk(store, "c2"), talk(store, "c3", owner="bob")
    await first.draw("a cat")
    await second.say("hello")
    await other.say("private")
    shown = await first.edit("brighter")

    listed = await store.list("ann")
    assert [(line.id, line.versions, line.thumb) for line in listed] == [
        ("c1", 2, shown.images[0].digest),
        ("c2", 0, None),
    ]
    assert [line.id for line in await store.list("ann", limit=1)] == ["c1"]
    assert await store.owner("c3") == "bob"


async def test_a_new_title_stays_when_a_turn_follows(store: SqliteStore) -> None:
    one = talk(store)
    await one.say("hello")
    await store.rename("c1", "Holiday 猫")
    await one.say("more")
    assert (await store.list("ann"))[0].title == "Holiday 猫"
    loaded = await store.load("c1")
    assert loaded is not None
    assert loaded.title == "Holiday 猫"


async def test_images_are_stored_once_by_their_content(store: SqliteStore, tmp_path: Path) -> None:
    first = await store.put_image(png(1), "image/png", 8, 8)
    again = await store.put_image(png(1), "image/png", 8, 8)
    assert first == again == await store.image(first.digest)
    assert await store.get_image(first.digest) == png(1)
    path = tmp_path / "data" / "images" / first.digest[:2] / first.digest[2:]
    assert [file for file in (tmp_path / "data" / "images").rglob("*") if file.is_file()] == [path]


@pytest.mark.parametrize("name", ["", "0" * 64, "../../etc/passwd", "A" * 64, "0" * 63 + "/", "0" * 64 + "\n"])
async def test_an_unknown_digest_is_a_key_error(store: SqliteStore, name: str) -> None:
    with pytest.raises(KeyError):
        await store.get_image(name)
    with pytest.raises(KeyError):
        await store.image(name)


async def test_others_on_the_machine_cannot_look_in(store: SqliteStore, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


async def test_a_turn_from_an_old_copy_is_refused_and_changes_nothing(store: SqliteStore) -> None:
    one = talk(store)
    await one.say("first")
    stale = one.now
    await one.draw("a cat")
    turn = after_turn(stale, "late", (), "ann", None)
    with pytest.raises(ConflictError):
        await store.save_turn(*turn, ())
    assert await store.load("c1") == one.now
    assert len(await store.turns("c1")) == 2


async def test_a_turn_that_fails_half_way_leaves_nothing(store: SqliteStore) -> None:
    one = talk(store)
    good = await one.draw("a cat")
    bad = good.model_copy(update={"number": 2, "recipe": photo("f" * 64)})
    after, turn = after_turn(one.now, "with a photo that is not stored", (bad,), "ann", None)
    with pytest.raises(sqlite3.IntegrityError):
        await store.save_turn(after, turn, (bad,))
    assert await store.load("c1") == one.now
    await one.draw("a dog")
    assert await store.load("c1") == one.now


async def test_a_turn_costs_the_same_in_a_long_conversation(store: SqliteStore, tmp_path: Path) -> None:
    """Rows changed and bytes of state: counted, not timed."""
    one = talk(store)

    async def cost() -> tuple[int, int]:
        before = await store._database.maintain(lambda db: db.conn.total_changes)
        await one.edit("brighter")
        after = await store._database.maintain(lambda db: db.conn.total_changes)
        with closing(sqlite3.connect(tmp_path / "data" / "chatelier.db")) as db:
            return after - before, db.execute("SELECT length(state) FROM conversations").fetchone()[0]

    await one.upload("a photo")
    for _ in range(120):
        one.now = one.now.model_copy(update={"tree": one.now.tree.goto(1)})
        await one.edit("brighter")
    short = await cost()
    for _ in range(240):
        one.now = one.now.model_copy(update={"tree": one.now.tree.goto(1)})
        await one.edit("brighter")
    long = await cost()
    assert long[0] == short[0]
    assert long[1] < short[1] * 1.1


async def test_conversations_are_saved_side_by_side(store: SqliteStore) -> None:
    talks = [talk(store, f"c{number}", shade=number * 100) for number in range(12)]

    async def run(one: Talk) -> None:
        for _ in range(4):
            await one.draw("a cat")

    await asyncio.gather(*(run(one) for one in talks))
    for one in talks:
        assert await store.load(one.now.id) == one.now


async def test_two_stores_work_on_one_folder(store: SqliteStore, tmp_path: Path) -> None:
    other = await SqliteStore.open(tmp_path / "data")
    try:
        mine, theirs = talk(store, "c1"), talk(other, "c2", owner="bob")
        await asyncio.gather(*(_several(one) for one in (mine, theirs)))
        assert await other.load("c1") == mine.now
        assert await store.load("c2") == theirs.now
        assert await store.get_image(theirs.now.tree.versions[1].images[0].digest)
    finally:
        await other.close()


async def _several(one: Talk) -> None:
    for number in range(10):
        await one.draw(f"cat {number}")


async def test_what_a_crash_left_is_swept_at_the_start(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path)
    one = talk(store)
    kept = await one.draw("a cat")
    waiting = await store.put_image(png(900), "image/png", 8, 8)
    stale = await store.put_image(png(901), "image/png", 8, 8)
    await store._database.write(lambda db: db.execute("UPDATE images SET touched = 0 WHERE digest = ?", [stale.digest]))
    await store.close()
    half = tmp_path / "images" / ".part-dead"
    half.write_bytes(b"half a picture")
    lost = tmp_path / "images" / "ab" / ("c" * 62)
    lost.parent.mkdir(exist_ok=True)
    lost.write_bytes(b"no row speaks of it")

    again = await SqliteStore.open(tmp_path)
    assert not half.exists()
    assert not lost.exists()
    assert await again.get_image(kept.images[0].digest)
    assert await again.get_image(waiting.digest), "a turn may still come to show it"
    with pytest.raises(KeyError):
        await again.get_image(stale.digest)
    await again.close()


async def test_a_newer_database_is_refused_with_a_clear_sentence(tmp_path: Path) -> None:
    await (await SqliteStore.open(tmp_path)).close()
    with closing(sqlite3.connect(tmp_path / "chatelier.db")) as db:
        db.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(NewerDatabaseError, match="update Chatelier"):
        await SqliteStore.open(tmp_path)


async def test_an_older_database_is_brought_forward_step_by_step(tmp_path: Path) -> None:
    from storage.database import connect, transaction
    from storage.migrations import migrate

    db = connect(tmp_path / "chatelier.db")
    with transaction(db):
        assert migrate(db, STEPS[:1]) == 1
        db.execute("INSERT INTO users VALUES ('ann', '2026')")
    db.close()
    store = await SqliteStore.open(tmp_path)
    await talk(store).draw("a cat")
    await store.close()
    with closing(sqlite3.connect(tmp_path / "chatelier.db")) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert raw.execute("SELECT created FROM users").fetchone() == ("2026",)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_closing_twice_is_fine(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path)
    await store.close()
    await store.close()
    with pytest.raises(RuntimeError):
        await store.load("c1")


def test_an_empty_conversation_has_the_first_number() -> None:
    assert Conversation(id="c", owner="o").tree.next_number == 1
