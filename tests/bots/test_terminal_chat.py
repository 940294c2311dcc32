"""The terminal: a prompt, the picture as a file and as text, and plain sentences when something is wrong."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest
from patience import LIMIT, until
from rich.console import Console
from stand_ins import NoPictures, StillRenderer, png, understanding

from bots.chat.front import Front
from bots.terminal.chat import WORDS, TerminalChat
from bots.terminal.picture import half_blocks
from core.access import UNLIMITED, Access
from core.desk import Desk
from core.dialogue import Dialogue
from core.language import Language
from core.reception import Reception
from storage.sqlite import SqliteStore


class Typed(Console):
    """A console that somebody types into."""

    def __init__(self, *lines: str, terminal: bool = False) -> None:
        super().__init__(
            file=io.StringIO(), width=80, force_terminal=terminal, color_system="truecolor" if terminal else None
        )
        self._lines = list(lines)

    async def read(self) -> str | None:
        return self._lines.pop(0) if self._lines else None

    @property
    def shown(self) -> str:
        assert isinstance(self.file, io.StringIO)
        return self.file.getvalue()


async def chat(store: SqliteStore, folder: Path, console: Typed, language: Language = Language.EN) -> str:
    await TerminalChat(front_of(store), console, console.read, folder, "terminal:t", language).run()
    return console.shown


def front_of(store: SqliteStore, renderer: StillRenderer | None = None) -> Front:
    dialogue = Dialogue(understanding(), renderer or StillRenderer(), store, NoPictures())
    access = Access(UNLIMITED)
    desk = Desk(dialogue, store, store.notes, access, NoPictures())
    return Front("terminal", Reception(dialogue, store.notes, access), desk, store, store.notes)


async def test_a_picture_becomes_a_file_and_is_told(store: SqliteStore, tmp_path: Path) -> None:
    shown = await chat(store, tmp_path / "pictures", Typed("draw a cat", "put it at the beach", "/quit"))
    assert (tmp_path / "pictures" / "001.png").exists()
    assert (tmp_path / "pictures" / "002.png").exists()
    assert "Here is a cat." in shown
    assert "cat · beach" in shown
    assert "Everything is kept in" in shown


async def test_it_speaks_chinese(store: SqliteStore, tmp_path: Path) -> None:
    shown = await chat(store, tmp_path, Typed("画一只猫", "撤销"), Language.ZH)
    assert "画好了" in shown
    assert "这是第一幅" in shown


async def test_a_photo_is_sent_by_its_path(store: SqliteStore, tmp_path: Path) -> None:
    photo = tmp_path / "my photo.png"
    photo.write_bytes(png())
    shown = await chat(store, tmp_path / "out", Typed(f"/photo '{photo}' a bit brighter"))
    assert "Brightness is at +10 %" in shown


@pytest.mark.parametrize("line", ["/photo", "/photo nowhere.png", "/photo 'unclosed"])
async def test_a_photo_that_is_not_there_is_said(store: SqliteStore, tmp_path: Path, line: str) -> None:
    assert "There is no file" in await chat(store, tmp_path, Typed(line))


async def test_brackets_in_words_are_shown_and_not_taken_as_markup(store: SqliteStore, tmp_path: Path) -> None:
    assert "[bold]" in await chat(store, tmp_path, Typed("find pictures of a [bold]cat"))


def test_a_picture_can_be_seen_in_the_terminal() -> None:
    console = Typed(terminal=True)
    console.print(half_blocks(png((255, 0, 0), (8, 8)), 4))
    assert console.shown.count("▀") == 8
    assert "255;0;0" in console.shown.replace(":", ";")


def test_both_languages_have_the_same_words() -> None:
    assert set(WORDS[Language.EN]) == set(WORDS[Language.ZH])


async def test_ctrl_c_stops_the_picture_and_then_leaves(store: SqliteStore, tmp_path: Path) -> None:
    renderer = StillRenderer()
    renderer.gate.clear()
    console = Typed("draw a cat")
    forever = asyncio.Event()

    async def read() -> str | None:
        line = await console.read()
        if line is None:
            await forever.wait()
        return line

    terminal = TerminalChat(front_of(store, renderer), console, read, tmp_path, "terminal:t", Language.EN)
    running = asyncio.create_task(terminal.run())
    await until(renderer.begun.is_set)
    terminal.interrupt()
    await until(lambda: "Cancelled. Nothing changed." in console.shown)
    assert not running.done()
    terminal.interrupt()
    await asyncio.wait_for(running, LIMIT)
    assert "Everything is kept" in console.shown


async def test_errands_work_in_the_terminal_and_offers_are_chosen_by_number(store: SqliteStore, tmp_path: Path) -> None:
    shown = await chat(store, tmp_path, Typed("draw a cat", "/details", "/move", "/forget", "2"))
    assert "Seed:" in shown
    assert (tmp_path / "recipe.json").exists()
    assert "The code is" in shown
    assert "  2  Everything of mine" in shown
    assert "1 conversations, 1 turns" in shown
    assert await store.load("terminal:t") is None


async def test_a_code_of_another_place_goes_on_here(store: SqliteStore, tmp_path: Path) -> None:
    front = front_of(store)
    first, second = Typed("draw a cat", "/move"), Typed()
    await TerminalChat(front, first, first.read, tmp_path, "terminal:one", Language.EN).run()
    code = first.shown.partition("The code is ")[2][:9]
    second._lines = [f"/join {code}", "put it at the beach"]
    await TerminalChat(front, second, second.read, tmp_path, "terminal:two", Language.EN).run()
    assert "Here we go on with “Cat”" in second.shown
    assert "cat · beach" in second.shown
