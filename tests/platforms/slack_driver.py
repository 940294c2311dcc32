"""A person in a private talk on Slack, with the real adapter on the other side."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from house import House
from slack_server import APP_TOKEN, BOT_TOKEN, SECRET, TEAM, SlackServer, slack_server

from bots.settings import SlackSettings
from bots.slack.app import SlackAdapter

USER = "U77"


@dataclass
class SlackDriver:
    server: SlackServer
    user: str
    place: str

    async def say(self, text: str, photo: bytes | None = None) -> str:
        """One message; the words of the answer."""
        before = self.server.serial
        await self.server.say(self.user, text, files=[self.server.file(photo)] if photo else None)
        return (await self.server.answer(self.server.direct(self.user), before, 30)).text


def adapter_of(house: House, server: SlackServer, **settings: Any) -> SlackAdapter:
    """The adapter, set to the server: over Socket Mode where nothing else is said."""
    given = settings or {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN}
    chosen = SlackSettings(api_url=f"{server.base}/api/", **given)
    return SlackAdapter(house.front, chosen, house.store.notes)


@asynccontextmanager
async def running(house: House, server: SlackServer, **settings: Any) -> AsyncIterator[asyncio.Task[None]]:
    """The adapter, serving."""
    before = server.delivery.connected
    task = asyncio.create_task(adapter_of(house, server, **settings).run())
    task.add_done_callback(lambda _: server.wake())
    try:
        if "port" in settings:
            server.delivery.url = f"http://127.0.0.1:{settings['port']}/slack/events"
            await _listens(settings["port"], task)
        else:
            await server.until(lambda: server.delivery.connected > before or task.done())
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await task


async def _listens(port: int, task: asyncio.Task[None]) -> None:
    async with asyncio.timeout(60):
        while not task.done():
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                return


def over_http() -> dict[str, Any]:
    """Settings of HTTP mode on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {"bot_token": BOT_TOKEN, "signing_secret": SECRET, "port": port}


@asynccontextmanager
async def slack_driver(house: House, **settings: Any) -> AsyncIterator[SlackDriver]:
    """Slack, the adapter and one person."""
    async with slack_server() as server, running(house, server, **settings):
        yield SlackDriver(server, USER, f"slack:{TEAM}/D{USER}")
        assert server.breaches == []
