"""A person in a private chat on Telegram, with the real adapter on the other side."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from house import House
from telegram_server import TOKEN, TelegramServer, telegram_server

from bots.settings import TelegramSettings
from bots.telegram.app import TelegramAdapter


@dataclass
class TelegramDriver:
    server: TelegramServer
    user: dict[str, Any]
    place: str

    async def say(self, text: str, photo: bytes | None = None) -> str:
        """One message; the words of the answer."""
        before = self.server.serial
        await self.server.say(self.user, text, photo=photo or b"")
        return (await self.server.answer(self.user["id"], before, 30)).text


def adapter_of(house: House, server: TelegramServer, token: str = TOKEN, **settings: Any) -> TelegramAdapter:
    """The adapter, set to the server."""
    chosen = TelegramSettings(token=token, api_url=server.base, **settings)  # pyright: ignore[reportArgumentType]
    return TelegramAdapter(house.front, chosen, house.store.notes)


@asynccontextmanager
async def running(house: House, server: TelegramServer, **settings: Any) -> AsyncIterator[None]:
    """The adapter, serving."""
    task = asyncio.create_task(adapter_of(house, server, **settings).run())
    try:
        await server.until(lambda: any(name in {"getUpdates", "setWebhook"} for name, _ in server.calls) or task.done())
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def telegram_driver(house: House, **options: Any) -> AsyncIterator[TelegramDriver]:
    """Telegram, the adapter and one person."""
    async with telegram_server() as server, running(house, server):
        user = server.user(77)
        yield TelegramDriver(server, user, "telegram:77")
        assert server.breaches == []
