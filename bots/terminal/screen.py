"""Where an answer appears in a terminal: a bar while it is made, the picture in half blocks, its file, the words."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import TaskID

from bots.chat.keys import Key
from bots.chat.letter import Letter, Sheet
from bots.chat.screen import Working
from bots.terminal.picture import half_blocks
from core.language import Language
from core.replies.phrases import say

_WIDEST = 64


class TerminalScreen:
    """The answer to one line. `offers` are what the user may choose by its number next."""

    pace = 0.1

    def __init__(self, console: Console, folder: Path, language: Language) -> None:
        self._console = console
        self._folder = folder
        self._language = language
        self._bar: tuple[Bar, TaskID] | None = None
        self.offers: tuple[Key, ...] = ()

    def busy(self) -> AbstractAsyncContextManager[None]:
        """A bar that is gone when the answer is there."""

        @asynccontextmanager
        async def entered():
            with self._barred():
                yield

        return entered()

    @contextmanager
    def _barred(self) -> Generator[None, None, None]:
        with Bar(console=self._console, transient=True) as bar:
            self._bar = (bar, bar.add_task("", total=100, visible=False))
            yield
        self._bar = None

    async def working(self, news: Working) -> None:
        """Move the bar."""
        if self._bar is not None:
            bar, task = self._bar
            bar.update(task, description=news.words, completed=news.percent, visible=True)

    async def show(self, letter: Letter) -> list[str]:
        """Print the answer. A terminal's messages cannot be replied to, so none has an id."""
        for index, sheet in enumerate(letter.sheets):
            await self._show_sheet(letter, index, sheet)
        if letter.state:
            self._console.print(letter.state, style="cyan", markup=False)
        self._console.print(letter.text, markup=False)
        if not letter.sheets:
            self.offers = tuple(key for row in letter.rows for key in row if key.enabled)
            for number, key in enumerate(self.offers, 1):
                self._console.print(f"  {number}  {key.label}{' ✓' if key.chosen else ''}", markup=False)
        return []

    async def _show_sheet(self, letter: Letter, index: int, sheet: Sheet) -> None:
        if self._console.is_terminal and sheet.media_type.startswith("image/"):
            self._console.print(half_blocks(sheet.data, min(_WIDEST, self._console.width)))
        number = f"{letter.version:03d}{chr(97 + index) if index else ''}" if letter.version else ""
        name = f"{number}.{sheet.name.rpartition('.')[2]}" if number else sheet.name
        path = self._folder / name
        await asyncio.to_thread(_write, path, sheet.data)
        told = say(self._language, "number", number=letter.version) if letter.version else sheet.name
        self._console.print(f"{told}: {path}", style="dim", markup=False)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
