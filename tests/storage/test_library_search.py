"""A folder of pictures with captions: where captions come from, following changes, and staying inside the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from storage_cases import png

from storage.captions import name_words
from storage.library import LibrarySearch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "library"
    (made / "animals").mkdir(parents=True)
    return made


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> LibrarySearch:
    return LibrarySearch(folder, tmp_path / "data" / "library.db", refresh=0)


async def captions(library: LibrarySearch, query: str) -> list[str]:
    return [one.caption for one in await library.search(query, "c1", 4)]


async def test_a_caption_stands_in_a_text_file_a_table_or_the_name(folder: Path, library: LibrarySearch) -> None:
    (folder / "a.png").write_bytes(png(1))
    (folder / "a.txt").write_text("A lighthouse\nat dusk 灯塔", encoding="utf-8")
    (folder / "b.jpg").write_bytes(png(2))
    (folder / "captions.csv").write_text(
        "file,caption,caption_zh,credit\nb.jpg,A red fox,红色的狐狸,Photo by Kim\n", "utf-8"
    )
    (folder / "animals" / "c.webp").write_bytes(png(3))
    (folder / "animals" / "captions.tsv").write_text("c.webp\tAn otter, swimming\n", "utf-8")
    (folder / "animals" / "greyHeron_02.gif").write_bytes(png(4))

    assert await captions(library, "lighthouse") == await captions(library, "灯塔") == ["A lighthouse at dusk 灯塔"]
    assert await captions(library, "otters swimming") == ["An otter, swimming"]
    assert await captions(library, "heron") == ["grey Heron 02"]
    assert await captions(library, "animals heron") == ["grey Heron 02"], "the folder's name counts"
    fox = (await library.search("狐狸", "c1", 4))[0]
    assert (fox.caption, fox.credit, fox.source) == ("A red fox · 红色的狐狸", "Photo by Kim", "library")
    assert (fox.data, fox.media_type) == (png(2), "image/jpeg")


async def test_the_index_follows_the_folder(folder: Path, library: LibrarySearch) -> None:
    assert await captions(library, "fox") == []
    picture = folder / "fox.png"
    picture.write_bytes(png(1))
    assert await captions(library, "fox") == ["fox"]
    (folder / "fox.txt").write_text("A lantern", "utf-8")
    assert await captions(library, "lantern") == ["A lantern"]
    (folder / "fox.txt").write_text("A badger", "utf-8")
    assert await captions(library, "badger") == ["A badger"]
    assert await captions(library, "lantern") == []
    (folder / "captions.csv").write_text("fox.png,ignored beside a text file,Kim\n", "utf-8")
    assert (await library.search("badger", "c1", 1))[0].credit == "Kim"
    picture.rename(folder / "wolf.png")
    assert await captions(library, "badger") == []
    assert await captions(library, "wolf") == ["wolf"]
    (folder / "wolf.png").unlink()
    assert await captions(library, "wolf") == []


async def test_pictures_that_have_not_changed_are_not_read_again(folder: Path, library: LibrarySearch) -> None:
    (folder / "a.png").write_bytes(png(1))
    (folder / "a.txt").write_text("A fox", "utf-8")
    times = (folder / "a.txt").stat()
    assert await captions(library, "fox") == ["A fox"]
    (folder / "a.txt").write_text("A cat", "utf-8")
    os.utime(folder / "a.txt", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert await captions(library, "fox") == ["A fox"]


async def test_a_restart_keeps_the_index(folder: Path, tmp_path: Path) -> None:
    (folder / "fox.png").write_bytes(png(1))
    for _ in range(2):
        assert await captions(LibrarySearch(folder, tmp_path / "library.db"), "fox") == ["fox"]


async def test_links_do_not_lead_out_of_the_folder(folder: Path, library: LibrarySearch, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.png").write_bytes(png(1))
    (outside / "secret.txt").write_text("secret words", "utf-8")
    (folder / "linked.png").symlink_to(outside / "secret.png")
    (folder / "inside").symlink_to(outside, target_is_directory=True)
    (folder / "own.png").write_bytes(png(2))
    (folder / "own.txt").symlink_to(outside / "secret.txt")
    (folder / "good.png").symlink_to(folder / "own.png")

    assert await captions(library, "secret") == []
    assert await captions(library, "linked") == []
    assert await captions(library, "own") == ["own"]
    assert await captions(library, "good") == ["good"]
    (folder / "own.png").unlink()
    (folder / "own.png").symlink_to(outside / "secret.png")
    lazy = LibrarySearch(folder, tmp_path / "data" / "library.db")
    lazy._fresh_until = float("inf")
    assert await captions(lazy, "own") == [], "checked again when the bytes are read"


async def test_what_is_no_ordinary_picture_is_passed_over(folder: Path, library: LibrarySearch) -> None:
    os.mkfifo(folder / "pipe.png")
    (folder / "empty.png").touch()
    (folder / ".hidden.png").write_bytes(png(1))
    (folder / "words.txt").write_text("words", "utf-8")
    (folder / "page.svg").write_text("<svg/>", "utf-8")
    (folder / os.fsdecode(b"bad\xff.png")).write_bytes(png(1))
    (folder / "folder.png").mkdir()
    for query in ("pipe", "empty", "hidden", "words", "page", "bad", "folder"):
        assert await captions(library, query) == []


async def test_a_table_that_is_none_does_no_harm(folder: Path, library: LibrarySearch) -> None:
    (folder / "fox.png").write_bytes(png(1))
    (folder / "captions.csv").write_bytes(b'\xff\xfe\0"' + b"x" * 200_000)
    assert await captions(library, "fox") == ["fox"]


async def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert await captions(LibrarySearch(tmp_path / "none", tmp_path / "library.db"), "fox") == []


@pytest.mark.parametrize(
    ("stem", "words"),
    [("IMG-red_barnOwl2", "IMG red barn Owl 2"), ("海边的猫_01", "海边的猫 01"), ("---", "---"), ("été", "été")],
)
def test_names_are_read_as_words(stem: str, words: str) -> None:
    assert name_words(stem) == words
