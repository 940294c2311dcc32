"""From settings to running parts: an inference server inside this process or a client of another, storage, dialogue."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, web

from bots.settings import ServerSettings, Settings
from core.dialogue import Dialogue
from core.finding import FirstOf
from core.gpu import GpuClient
from core.openverse import OpenverseSearch
from core.ports import Search
from core.understanding.rules import RuleUnderstanding
from gpuserver.app import make_app
from gpuserver.config import ServerConfig
from gpuserver.engines.registry import default_engines
from storage.library import LibrarySearch
from storage.search import PictureSearch
from storage.sqlite import SqliteStore


@dataclass(frozen=True)
class House:
    """The rooms, wired and running."""

    settings: Settings
    store: SqliteStore
    dialogue: Dialogue


@asynccontextmanager
async def open_house(settings: Settings) -> AsyncGenerator[House, None]:
    """The whole product on this machine; everything that is started here is stopped at the end."""
    async with AsyncExitStack() as stack:
        store = await SqliteStore.open(settings.data_dir)
        stack.push_async_callback(store.close)
        url = settings.server.url or await stack.enter_async_context(embedded_server(settings.server))
        session = await stack.enter_async_context(ClientSession())
        client = await stack.enter_async_context(GpuClient(url, token=settings.server.token.get_secret_value()))
        search = FirstOf(searches(settings, store, session))
        yield House(settings, store, Dialogue(RuleUnderstanding(), client, store, search))


def searches(settings: Settings, store: SqliteStore, session: ClientSession) -> list[Search]:
    """The places to look for pictures, in the order in which they are asked."""
    found: list[Search] = [PictureSearch(store)]
    if settings.search.library:
        found.append(LibrarySearch(settings.search.library, settings.data_dir / "library.db"))
    if settings.search.openverse:
        found.append(OpenverseSearch(session, settings.search.openverse_url))
    return found


def server_config(settings: ServerSettings, *, host: str, port: int) -> ServerConfig:
    """The inference server's own configuration."""
    return ServerConfig(
        host=host,
        port=port,
        token=settings.token.get_secret_value(),
        queue_size=settings.queue,
        workers=settings.workers,
        size=settings.size,
    )


@asynccontextmanager
async def embedded_server(settings: ServerSettings) -> AsyncGenerator[str, None]:
    """An inference server on a free loopback port of this process; yields its URL."""
    config = server_config(settings, host="127.0.0.1", port=0)
    async with serving(make_app(config, default_engines()), "127.0.0.1", 0) as url:
        yield url


@asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncGenerator[str, None]:
    """`app` listening on `host`:`port`; yields its URL with the port that it got."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        address = runner.addresses[0]
        yield f"http://{f'[{address[0]}]' if ':' in address[0] else address[0]}:{address[1]}"
    finally:
        await runner.cleanup()
