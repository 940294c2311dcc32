"""The portable recipe file: out and in again equal, nothing of users in it, and no bad file gets in."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from storage_cases import png, talk

from core.conversation import Conversation
from core.messages import Reply
from core.ports import ConflictError
from core.problems import Code, ProblemError
from storage import portable
from storage.search import PictureSearch
from storage.sqlite import SqliteStore


@pytest.fixture
async def exported(store: SqliteStore, tmp_path: Path) -> Path:
    one = talk(store, "tab-of-ann-4711", owner="ann-4711")
    await one.draw("a cat at the beach 沙滩")
    await one.edit("brighter")
    await one.upload("my dog")
    await one.edit("darker", author="bob-4711")
    await one.undo()
    file = tmp_path / "talk.zip"
    await store.export_conversation("tab-of-ann-4711", file)
    return file


def told(conversation: Conversation) -> dict[str, Any]:
    """What must be equal after a journey: all but whose it is."""
    text = conversation.model_dump_json().replace("ann-4711", "X").replace("bob-4711", "X").replace("tab-of-X", "T")
    return json.loads(text)


async def test_a_conversation_arrives_as_it_left(store: SqliteStore, exported: Path) -> None:
    before = await store.load("tab-of-ann-4711")
    assert before is not None
    after = await store.import_conversation(exported, "new", "eve", "terminal")

    assert after == await store.load("new")
    assert (after.id, after.owner, after.platform) == ("new", "eve", "terminal")
    moved = json.loads(after.model_dump_json().replace('"eve"', '"X"').replace('"new"', '"T"'))
    assert moved == told(before) | {"platform": "terminal"}
    turns = await store.turns("new")
    assert [turn.user for turn in turns] == [turn.user for turn in await store.turns("tab-of-ann-4711")]
    assert {turn.author for turn in turns} == {"eve"}
    assert {Reply.model_validate_json(turn.reply).conversation for turn in turns} == {"new"}


async def test_it_arrives_in_another_house_with_its_pictures(
    store: SqliteStore, exported: Path, tmp_path: Path
) -> None:  # fmt: skip
    other = await SqliteStore.open(tmp_path / "other")
    after = await other.import_conversation(exported, "c1", "eve", "web")
    for version in after.tree.versions.values():
        for image in version.images:
            assert await other.get_image(image.digest) == await store.get_image(image.digest)
    assert [one.caption for one in await PictureSearch(other).search("沙滩", "c1", 4)]
    assert [one.caption for one in await PictureSearch(other).search("dog", "c1", 4)] == ["A photo."]
    assert (await other.forget_user("eve")).touched == ("c1",)
    await other.close()


async def test_the_file_names_no_user_and_no_conversation(exported: Path) -> None:
    with zipfile.ZipFile(exported) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()) + str(archive.namelist()).encode()
    assert b"4711" not in everything


async def test_what_is_not_there_cannot_be_exported(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        await store.export_conversation("nobody", tmp_path / "x.zip")
    assert caught.value.problem.code is Code.NO_SUCH_CONVERSATION
    assert not [name for name in os.listdir(tmp_path) if name.endswith(".zip")]


async def test_an_import_never_replaces_a_conversation(store: SqliteStore, exported: Path) -> None:
    one = talk(store, "c1", owner="bob")
    await one.say("mine")
    with pytest.raises(ConflictError):
        await store.import_conversation(exported, "c1", "eve", "web")
    assert await store.load("c1") == one.now


def rewrite(file: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change recipe.json inside the file."""
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    recipes = json.loads(entries["recipe.json"])
    change(recipes)
    entries["recipe.json"] = json.dumps(recipes).encode()
    pack(file, entries)


def pack(file: Path, entries: dict[str, bytes]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)


async def refused(store: SqliteStore, file: Path) -> str:
    with pytest.raises(ProblemError) as caught:
        await store.import_conversation(file, "new", "eve", "web")
    assert caught.value.problem.code is Code.INVALID_REQUEST
    assert await store.load("new") is None
    return caught.value.problem.detail


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "another program": (lambda r: r.update(format="other"), "another program"),
    "a later format": (lambda r: r.update(version=2), "format version 2"),
    "unknown field": (lambda r: r.update(owner="root"), "owner"),
    "wrong type": (lambda r: r.update(versions=7), "versions"),
    "parent that is not there": (lambda r: r["versions"][1].update(parent=9), "version 2 does not fit"),
    "a version that is its own parent": (lambda r: r["versions"][1].update(parent=2), "version 2 does not fit"),
    "a version twice": (lambda r: r["versions"].append(r["versions"][0]), "version 1 does not fit"),
    "current version not there": (lambda r: r.update(current=99), "undo history"),
    "endless undo": (lambda r: r.update(past=[1] * 1000), "undo history"),
    "an edit that is none": (
        lambda r: r["versions"][1]["recipe"]["edits"].append({"pipeline": "chat", "params": {}}), "cannot be rendered"
    ),
    "a version without a picture": (lambda r: r["versions"][0].update(images=[], seeds=[]), "one picture"),
    "a turn out of order": (lambda r: r["turns"].reverse(), "turn 3 does not fit"),
    "a turn about no version": (lambda r: r["turns"][0].update(version=77), "turn 0 does not fit"),
    "a reply that is none": (lambda r: r["turns"][0].update(reply="<script>"), "reply of turn 0"),
    "endless text": (lambda r: r["turns"][0].update(user="a" * 10**6), "too long"),
    "an image that is not packed": (lambda r: r["images"].pop(), "images are missing"),
    "an image of another size": (lambda r: resize(r), "is not what the recipe says"),
    "a digest that is a path": (lambda r: r["images"][0].update(digest="../../etc/passwd"), "images are missing"),
}  # fmt: skip


def resize(recipes: dict[str, Any]) -> None:
    digest = recipes["versions"][0]["images"][0]["digest"]
    for image in (*recipes["versions"][0]["images"], *recipes["images"]):
        if image["digest"] == digest:
            image["width"] = 100_000


@pytest.mark.parametrize("name", CHANGES)
async def test_a_changed_recipe_is_refused(store: SqliteStore, exported: Path, name: str) -> None:
    change, why = CHANGES[name]
    rewrite(exported, change)
    assert why in await refused(store, exported)


async def test_other_bytes_than_the_digest_says_are_refused(store: SqliteStore, exported: Path) -> None:
    with zipfile.ZipFile(exported) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries[next(name for name in entries if name.startswith("images/"))] = png(12345)
    pack(exported, entries)
    assert "other bytes" in await refused(store, exported)


@pytest.mark.parametrize("extra", ["../evil", "/etc/passwd", "images/" + "0" * 64, "readme.txt"])
async def test_files_that_the_recipe_does_not_name_are_refused(
    store: SqliteStore, exported: Path, extra: str
) -> None:  # fmt: skip
    with zipfile.ZipFile(exported, "a") as archive:
        archive.writestr(extra, b"x")
    assert "other files" in await refused(store, exported)


async def test_html_that_poses_as_a_picture_is_refused(store: SqliteStore, tmp_path: Path, exported: Path) -> None:
    """Even with a right digest."""
    page = await store.put_image(b"<html><script>alert(1)</script></html>", "image/png", 8, 8)
    with zipfile.ZipFile(exported) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    text = entries["recipe.json"].decode()
    old = json.loads(text)["images"][0]["digest"]
    del entries[f"images/{old}"]
    entries["recipe.json"] = text.replace(old, page.digest).encode()
    entries[f"images/{page.digest}"] = await store.get_image(page.digest)
    pack(exported, entries)
    assert "is no picture" in await refused(store, exported)


async def test_bombs_are_refused_before_they_unfold(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    file = tmp_path / "bomb.zip"
    pack(file, {"recipe.json": b" " * (portable.MAX_RECIPE + 1)})
    assert file.stat().st_size < 100_000
    assert "larger than" in await refused(store, file)

    monkeypatch.setattr(portable, "_MAX_DIRECTORY", 1000)
    pack(file, {f"{number:04}": b"" for number in range(100)})
    assert "too many files" in await refused(store, file)


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"PK\x05\x06", b"PK\x05\x06" + b"\xff" * 18, b"PK\x05\x06" + b"\0" * 18]
)
async def test_what_is_no_zip_is_refused(store: SqliteStore, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "bad.zip"
    file.write_bytes(data)
    await refused(store, file)


def damaged(whole: bytes) -> list[bytes]:
    """`whole` cut off at some places, and with a byte changed at others."""
    cuts = [whole[:at] for at in (10, len(whole) // 2, len(whole) - 30)]
    return cuts + [whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :] for at in range(40, 400, 60)]


async def test_a_cut_or_damaged_file_is_refused(store: SqliteStore, exported: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.zip"
    with exported.open("rb") as stream:
        whole = stream.read()
    for data in damaged(whole):
        file.write_bytes(data)
        await refused(store, file)


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '"x"', "[" * 100_000])
async def test_recipes_that_are_no_json_object_are_refused(store: SqliteStore, tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.zip"
    pack(file, {"recipe.json": text.encode()})
    await refused(store, file)
