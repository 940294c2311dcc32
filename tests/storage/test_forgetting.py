"""Forgetting leaves nothing: no row, no index entry, no file, no byte of text in the database or its log."""

from __future__ import annotations

from pathlib import Path

import pytest
from storage_cases import png, talk

from core.ports import ConflictError
from core.receipt import Receipt
from storage import forgetting
from storage.search import PictureSearch
from storage.sqlite import SqliteStore

MARKER = "xylophonequartz"
"""A word that is nowhere else; the stemmer keeps its beginning."""


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.glob("chatelier.db*")))


def images(folder: Path) -> list[Path]:
    return [file for file in (folder / "images").rglob("*") if file.is_file()]


async def test_a_forgotten_conversation_leaves_no_byte(store: SqliteStore, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    secret = talk(store, "secret-id-4711")
    other = talk(store, "c2", owner="bob", shade=5000)
    for number in range(60):
        await secret.draw(f"{MARKER} 秘密花园 {number}")
        await other.draw(f"cat {number}")
    await secret.upload(f"my {MARKER}")
    assert MARKER.encode() in bytes_of(folder)
    assert "秘密花园".encode() in bytes_of(folder)

    await store.forget_conversation("secret-id-4711")

    left = bytes_of(folder)
    for word in (MARKER, MARKER[:10], "秘密", "秘 密", "秘", "secret-id-4711", secret.told[0].created + "ann"):
        assert word.encode() not in left, word
    assert b'"ann"' not in left
    assert len(images(folder)) == 60
    assert await store.load("secret-id-4711") is None
    assert await store.turns("secret-id-4711") == []
    assert await store.list("ann") == []
    assert await store.load("c2") == other.now
    assert len(await PictureSearch(store).search("cat", "c2", 4)) == 4


async def test_an_image_that_another_conversation_shows_stays(store: SqliteStore, tmp_path: Path) -> None:
    mine, theirs = talk(store, "c1"), talk(store, "c2", owner="bob")
    shared = await mine.draw("a cat", shade=77)
    await theirs.draw("a cat", shade=77)
    alone = await mine.upload("my dog")

    await store.forget_conversation("c1")
    assert await store.get_image(shared.images[0].digest) == png(77)
    with pytest.raises(KeyError):
        await store.get_image(alone.images[0].digest)

    await store.forget_conversation("c2")
    assert images(tmp_path / "data") == []


async def test_forgetting_what_is_not_there_changes_nothing(store: SqliteStore) -> None:
    one = talk(store)
    await one.draw("a cat")
    await store.forget_conversation("nobody")
    assert await store.forget_user("nobody") == Receipt()
    assert await store.load("c1") == one.now


async def test_a_turn_that_was_running_cannot_bring_a_forgotten_conversation_back(store: SqliteStore) -> None:
    one = talk(store)
    await one.draw("a cat")
    await store.forget_conversation("c1")
    with pytest.raises(ConflictError):
        await one.say("more")
    assert await store.load("c1") is None


async def test_a_forgotten_user_is_gone_from_all_their_conversations(store: SqliteStore, tmp_path: Path) -> None:
    first, second, other = talk(store, "c1", owner="ann-4711"), talk(store, "c2", owner="ann-4711"), talk(store, "c3")
    await first.draw(MARKER)
    await second.upload(MARKER)
    await other.draw("a cat", shade=9)

    assert set((await store.forget_user("ann-4711")).touched) == {"c1", "c2"}

    left = bytes_of(tmp_path / "data")
    assert MARKER[:10].encode() not in left
    assert b"ann-4711" not in left
    assert len(images(tmp_path / "data")) == 1
    assert await store.load("c3") == other.now


async def test_in_a_shared_channel_the_others_keep_what_is_theirs(store: SqliteStore, tmp_path: Path) -> None:
    """Ann's turns go, and every picture that was made from hers; Bob's own words and pictures stay."""
    channel = talk(store, "channel", owner="ann")
    hers = await channel.upload(f"my dog {MARKER}", author="ann")
    from_hers = await channel.edit("brighter", author="bob")
    channel.now = channel.now.model_copy(update={"tree": channel.now.tree.reset()})
    his = await channel.draw("a boat", author="bob")
    await channel.say("nice", author="ann")
    stale = channel.now

    assert (await store.forget_user("ann")).touched == ("channel",)

    after = await store.load("channel")
    assert after is not None
    assert after.owner == "bob"
    assert list(after.tree.versions) == [his.number]
    assert after.tree.current == his.number
    assert after.tree.past == ()
    told = await store.turns("channel")
    assert [(turn.author, turn.user, turn.version) for turn in told] == [
        ("bob", "brighter", None),
        ("bob", "a boat", 3),
    ]
    assert told[0].reply == ""
    assert {turn.author for turn in after.recent} == {"bob"}
    for version in (hers, from_hers):
        with pytest.raises(KeyError):
            await store.get_image(version.images[0].digest)
    assert MARKER[:10].encode() not in bytes_of(tmp_path / "data")
    assert b'"ann"' not in bytes_of(tmp_path / "data")

    channel.now = stale
    with pytest.raises(ConflictError):
        await channel.say("from a copy in memory", author="bob")
    channel.now = after
    await channel.edit("darker", author="bob")
    assert await store.load("channel") == channel.now


async def test_what_a_crash_kept_from_being_overwritten_is_overwritten_at_the_next_start(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path)
    one, other = talk(store), talk(store, "c2", owner="bob", shade=5000)
    for number in range(20):
        await one.draw(f"{MARKER} {number}")
        await other.draw("a cat")
    await store._database.write(forgetting.forget_conversation, "c1")
    await store.close()
    assert MARKER[:10].encode() in bytes_of(tmp_path), "the index still has it"

    again = await SqliteStore.open(tmp_path)
    assert MARKER[:10].encode() not in bytes_of(tmp_path)
    assert len(images(tmp_path)) == 20
    assert await again.load("c2") == other.now
    await again.close()
