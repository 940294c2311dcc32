"""The terminal chat: a prompt, a progress bar, the picture in half blocks and where its file is."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from rich.console import Console

from bots.chat.front import Front
from bots.chat.keys import read_key
from bots.terminal.screen import TerminalScreen
from core.commands import errand_in
from core.language import Language
from core.messages import Attachment
from core.reception import Said
from core.visit import Visit

Read = Callable[[], Awaitable[str | None]]

WORDS: Final = {
    Language.EN: {
        "hello": "Tell me a picture, or [b]/photo FILE[/b] to change one. [b]/help[/b] lists more, [b]/quit[/b] ends; "
        "Ctrl+C stops a picture.",
        "no_file": "There is no file {path}. Give the path of a picture after /photo.",
        "bye": "Everything is kept in {folder}.",
    },
    Language.ZH: {
        "hello": "说一幅画给我听，或者用 [b]/photo 文件[/b] 发一张照片。[b]/help[/b] 看更多，[b]/quit[/b] 退出，"
        "Ctrl+C 停下正在画的。",
        "no_file": "没有 {path} 这个文件。在 /photo 后面写图片的路径。",
        "bye": "都存在 {folder} 里。",
    },
}


class TerminalChat:
    """One conversation in a terminal. `read` gives the next line, and None at the end of the input."""

    def __init__(
        self, front: Front, console: Console, read: Read, folder: Path, conversation: str, language: Language
    ) -> None:
        self._front = front
        self._console = console
        self._read = read
        self._folder = folder
        self._words = WORDS[language]
        self._language = language
        self._visit = Visit(
            platform="terminal", place=conversation, group=conversation, person="terminal", private=True,
            locale=language,
        )  # fmt: skip
        self._screen: TerminalScreen | None = None
        self._busy = False
        self._stopping: asyncio.Task[bool] | None = None
        self._leaving = asyncio.Event()

    async def run(self) -> None:
        """Read, answer, until the user leaves."""
        self._console.print(self._words["hello"])
        while (line := await self._next_line()) is not None and line.strip() not in {"/quit", "/exit", "/q"}:
            self._busy = True
            await self.answer(line)
            self._busy = False
        self._console.print(self._words["bye"].format(folder=self._folder))

    def interrupt(self) -> None:
        """Ctrl+C: stop the picture that is being made; at the prompt, leave."""
        if self._busy:
            self._stopping = asyncio.ensure_future(self._front.reception.stop(self._visit))
        else:
            self._leaving.set()

    async def _next_line(self) -> str | None:
        self._console.print("[b]>[/b] ", end="")
        reading, leaving = asyncio.ensure_future(self._read()), asyncio.ensure_future(self._leaving.wait())
        try:
            await asyncio.wait((reading, leaving), return_when=asyncio.FIRST_COMPLETED)
            return reading.result() if reading.done() else None
        finally:
            reading.cancel()
            leaving.cancel()

    async def answer(self, line: str) -> None:
        """One line: the number of an offer, an errand, a photo with words, or words."""
        offers = self._screen.offers if self._screen else ()
        self._screen = screen = TerminalScreen(self._console, self._folder, self._language)
        if line.strip().isdecimal() and 0 < int(line) <= len(offers):
            press = read_key(offers[int(line) - 1].id)
            assert press is not None  # it was made by this process
            await self._front.press(self._visit, press, screen)
        elif line.startswith("/photo"):
            await self._answer_photo(line, screen)
        elif errand := errand_in(line):
            await self._front.run(self._visit, errand, screen)
        else:
            await self._front.answer(self._visit, Said(text=line), screen)

    async def _answer_photo(self, line: str, screen: TerminalScreen) -> None:
        try:
            name, *words = shlex.split(line.removeprefix("/photo")) or [""]
        except ValueError:  # a quote that is not closed
            name, words = line.removeprefix("/photo").strip(), []
        attachment = await asyncio.to_thread(_read_file, name)
        if attachment is None:
            self._console.print(self._words["no_file"].format(path=name or "…"))
            return
        await self._front.answer(self._visit, Said(text=" ".join(words), attachment=attachment), screen)


def _read_file(name: str) -> Attachment | None:
    path = Path(name).expanduser()
    return Attachment(data=path.read_bytes(), name=path.name) if name and path.is_file() else None
