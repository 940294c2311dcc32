"""A person at the chat page and one at the terminal, with the real adapters on the other side."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import CookieJar, FormData
from aiohttp.test_utils import TestClient, TestServer
from house import House
from rich.console import Console

from bots.terminal.chat import TerminalChat
from bots.web.app import WebConfig, make_web_app
from core.language import Language


@dataclass
class WebDriver:
    http: TestClient[Any, Any]
    place: str
    origin: str

    async def say(self, text: str, photo: bytes | None = None) -> str:
        """One message; the words of the answer."""
        sent: dict[str, Any] = {"json": {"text": text}}
        if photo:
            form = FormData({"text": text, "locale": "en"})
            form.add_field("image", photo, filename="photo.png", content_type="image/png")
            sent = {"data": form}
        path, headers = f"/api/conversations/{self.place}/messages", {"Origin": self.origin}
        async with self.http.post(path, headers=headers, **sent) as answer:
            assert answer.status == 200, await answer.text()
            events = (await answer.text()).strip().split("\n\n")
        kind, _, data = events[-1].partition("\n")
        assert kind == "event: reply", events[-1]
        return json.loads(data.removeprefix("data: "))["text"]


@asynccontextmanager
async def web_driver(house: House) -> AsyncIterator[WebDriver]:
    """The page and one browser."""
    server = TestServer(make_web_app(house.dialogue, house.store, house.store.notes, WebConfig()))
    await server.start_server()
    async with TestClient(server, cookie_jar=CookieJar(unsafe=True)) as http:
        origin = str(server.make_url("/")).rstrip("/")
        await http.get("/")
        async with http.post("/api/conversations", headers={"Origin": origin}) as answer:
            yield WebDriver(http, (await answer.json())["id"], origin)


@dataclass
class TerminalDriver:
    chat: TerminalChat
    shown: io.StringIO
    folder: Path
    place: str

    async def say(self, text: str, photo: bytes | None = None) -> str:
        """One line; what is shown for it."""
        before = self.shown.tell()
        if photo:
            file = self.folder / "photo.png"
            file.write_bytes(photo)
            text = f"/photo '{file}' {text}"
        await self.chat.answer(text)
        return self.shown.getvalue()[before:]


@asynccontextmanager
async def terminal_driver(house: House) -> AsyncIterator[TerminalDriver]:
    """A terminal."""

    async def nobody() -> str | None:
        return None

    with tempfile.TemporaryDirectory() as name:
        shown, folder = io.StringIO(), Path(name)
        console = Console(file=shown, width=100)
        chat = TerminalChat(house.front, console, nobody, folder / "pictures", "terminal:t", Language.EN)
        yield TerminalDriver(chat, shown, folder, "terminal:t")
