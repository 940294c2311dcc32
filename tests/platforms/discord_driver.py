"""A person in a private channel on Discord, with the real adapter on the other side."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from discord_server import TOKEN, DiscordServer, discord_server
from house import House

from bots.discord.app import DiscordAdapter
from bots.settings import DiscordSettings


@dataclass
class DiscordDriver:
    server: DiscordServer
    user: dict[str, Any]
    place: str

    async def say(self, text: str, photo: bytes | None = None) -> str:
        """One message; the words of the answer."""
        before = self.server.serial
        await self.server.say(self.user, text, photos=(photo,) if photo else ())
        return (await self.server.answer(self.server.direct(self.user), before, 30)).content


def adapter_of(house: House, server: DiscordServer, token: str = TOKEN, **settings: Any) -> DiscordAdapter:
    """The adapter, set to the server."""
    chosen = DiscordSettings(token=token, api_url=f"{server.base}/api/v10", **settings)  # pyright: ignore[reportArgumentType]
    return DiscordAdapter(house.front, chosen)


@asynccontextmanager
async def running(house: House, server: DiscordServer, **settings: Any) -> AsyncIterator[asyncio.Task[None]]:
    """The adapter, serving."""
    before = server.gateway.identified
    task = asyncio.create_task(adapter_of(house, server, **settings).run())
    task.add_done_callback(lambda _: server.wake())
    try:
        await server.until(lambda: server.gateway.identified > before or task.done())
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await task


@asynccontextmanager
async def discord_driver(house: House, **options: Any) -> AsyncIterator[DiscordDriver]:
    """Discord, the adapter and one person."""
    async with discord_server() as server, running(house, server, **options):
        user = server.user(77)
        yield DiscordDriver(server, user, f"discord:{server.direct(user)}")
        assert server.breaches == []
