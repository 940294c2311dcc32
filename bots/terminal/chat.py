"""The terminal chat: a prompt, a progress bar, the picture in half blocks and where its file is."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import Progress as Bar

from bots.terminal.picture import file_name, half_blocks
from core.dialogue import Dialogue
from core.language import Language
from core.messages import Attachment, Message, Reply
from core.ports import Preview, Progress, Queued, Store
from core.problems import ProblemError
from core.work import Understood

Read = Callable[[], Awaitable[str | None]]

WORDS: Final = {
    Language.EN: {
        "hello": "Tell me a picture, or [b]/photo FILE[/b] to change one. [b]/quit[/b] ends; Ctrl+C stops a picture.",
        "ahead": "{count} ahead of yours",
        "no_file": "There is no file {path}. Give the path of a picture after /photo.",
        "saved": "No. {number}: {path}",
        "bye": "Everything is kept in {folder}.",
    },
    Language.ZH: {
        "hello": "说一幅画给我听，或者用 [b]/photo 文件[/b] 发一张照片。[b]/quit[/b] 退出，Ctrl+C 停下正在画的。",
        "ahead": "前面还有 {count} 幅",
        "no_file": "没有 {path} 这个文件。在 /photo 后面写图片的路径。",
        "saved": "第 {number} 稿：{path}",
        "bye": "都存在 {folder} 里。",
    },
}


class TerminalChat:
    """One conversation in a terminal. `read` gives the next line, and None at the end of the input."""

    def __init__(
        self, dialogue: Dialogue, store: Store, console: Console, read: Read, folder: Path, conversation: str,
        language: Language,
    ) -> None:  # fmt: skip
        self._dialogue = dialogue
        self._store = store
        self._console = console
        self._read = read
        self._folder = folder
        self._conversation = conversation
        self._words = WORDS[language]
        self._language = language
        self._leaving = asyncio.Event()

    async def run(self) -> None:
        """Read, answer, until the user leaves."""
        self._console.print(self._words["hello"])
        while (line := await self._next_line()) is not None and line.strip() not in {"/quit", "/exit", "/q"}:
            message = self._message(line)
            if message is not None:
                await self.answer(message)
        self._console.print(self._words["bye"].format(folder=self._folder))

    def interrupt(self) -> None:
        """Ctrl+C: stop the picture that is being made; at the prompt, leave."""
        if not self._dialogue.cancel(self._conversation):
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

    def _message(self, line: str) -> Message | None:
        base = Message(
            conversation=self._conversation, author="terminal", text=line, platform="terminal", locale=self._language
        )
        if not line.startswith("/photo"):
            return base
        try:
            name, *words = shlex.split(line.removeprefix("/photo")) or [""]
        except ValueError:  # a quote that is not closed
            name, words = line.removeprefix("/photo").strip(), []
        path = Path(name).expanduser()
        if not name or not path.is_file():
            self._console.print(self._words["no_file"].format(path=name or "…"))
            return None
        attachment = Attachment(data=path.read_bytes(), name=path.name)
        return base.model_copy(update={"text": " ".join(words), "attachment": attachment})

    async def answer(self, message: Message) -> Reply | None:
        """One turn, shown as it happens."""
        reply: Reply | None = None
        try:
            with Bar(console=self._console, transient=True) as bar:
                task = bar.add_task("", total=100, visible=False)
                async with aclosing(self._dialogue.handle(message)) as events:
                    async for event in events:
                        match event:
                            case Understood():
                                bar.update(task, description=event.title, visible=True)
                            case Queued():
                                bar.update(task, description=self._words["ahead"].format(count=event.position))
                            case Progress():
                                bar.update(task, completed=event.percent)
                            case Preview():
                                pass
                            case Reply():
                                reply = event
        except ProblemError as error:
            self._console.print(error.problem.detail, style="red")
            return None
        if reply is not None:
            await self._show(reply)
        return reply

    async def _show(self, reply: Reply) -> None:
        for index, picture in enumerate(reply.pictures):
            data = await self._store.get_image(picture.digest)
            if self._console.is_terminal:
                self._console.print(half_blocks(data, min(64, self._console.width)))
            path = self._folder / file_name(f"{reply.version:03d}", index, picture.media_type)
            await asyncio.to_thread(_write, path, data)
            self._console.print(self._words["saved"].format(number=reply.version, path=path), style="dim")
        if reply.chips:
            self._console.print(" · ".join(chip.label for chip in reply.chips), style="cyan", markup=False)
        self._console.print(reply.text, markup=False)
        for extra in (reply.other, reply.suggestion):
            if extra:
                self._console.print(extra, style="italic", markup=False)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
