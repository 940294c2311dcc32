"""From settings to running parts: an inference server inside this process or a client of another, storage, dialogue."""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, web

from bots.cli.engines import open_engines
from bots.cli.reading import open_understanding
from bots.settings import (
    AccessSettings,
    ModerationSettings,
    ServerSettings,
    Settings,
    SettingsError,
    names,
)
from core.access import Access, Rules
from core.dialogue import Dialogue
from core.finding import FirstOf
from core.gpu import GpuClient
from core.moderation import DEFAULT, Moderator, WordPolicy, policies_of
from core.openverse import OpenverseSearch
from core.ports import Embedder, Search
from core.understanding.interface import Understanding
from gpuserver.access import LEAST_SHARE, MOST_SHARE
from gpuserver.app import make_app
from gpuserver.config import ServerConfig
from gpuserver.metrics import Metrics
from storage.library import LibrarySearch
from storage.library_meaning import LibraryPictures
from storage.meaning import MeaningSearch, StoredPictures
from storage.search import PictureSearch
from storage.sqlite import SqliteStore


@dataclass(frozen=True)
class House:
    """The rooms, wired and running."""

    settings: Settings
    store: SqliteStore
    understanding: Understanding
    dialogue: Dialogue
    search: Search
    access: Access
    server_url: str


@asynccontextmanager
async def open_house(settings: Settings) -> AsyncGenerator[House, None]:
    """The whole product on this machine; everything that is started here is stopped at the end."""
    async with AsyncExitStack() as stack:
        store = await SqliteStore.open(settings.data_dir)
        stack.push_async_callback(store.close)
        url = settings.server.url or await stack.enter_async_context(open_server(settings))
        session = await stack.enter_async_context(ClientSession())
        token, shares = settings.server.token.get_secret_value(), shares_of(settings.access)
        client = await stack.enter_async_context(GpuClient(url, token=token, shares=shares))
        search = FirstOf(searches(settings, store, session, client))
        understanding = await stack.enter_async_context(open_understanding(settings, url))
        dialogue = Dialogue(understanding, client, store, search, moderator_of(settings.moderation), client)
        access = Access(rules_of(settings.access))
        yield House(settings, store, understanding, dialogue, search, access, url)


def moderator_of(settings: ModerationSettings) -> Moderator | None:
    """Who judges what is asked for and shown; None where nobody does. Raises SettingsError."""
    if settings.classifier:
        module, _, name = settings.classifier.partition(":")
        try:
            return getattr(importlib.import_module(module), name)()
        except (ImportError, AttributeError, ValueError) as error:
            raise SettingsError(f"CHATELIER_MODERATION__CLASSIFIER cannot be loaded: {error}") from None
    if not settings.enabled:
        return None
    if settings.words is None:
        return WordPolicy()
    try:
        own = policies_of(tomllib.loads(settings.words.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise SettingsError(f"CHATELIER_MODERATION__WORDS cannot be read: {error}") from None
    return WordPolicy((*DEFAULT, *own))


def rules_of(settings: AccessSettings) -> Rules:
    """Who is served, and how much."""
    return Rules(
        allow=frozenset(names(settings.allow)),
        deny=frozenset(names(settings.deny)),
        admins=frozenset(names(settings.admins)),
        person_per_minute=settings.person_per_minute,
        place_per_minute=settings.place_per_minute,
    )


def shares_of(settings: AccessSettings) -> dict[str, float]:
    """What people get of a GPU beside 1 of others. Raises SettingsError."""
    shares: dict[str, float] = {}
    for entry in names(settings.shares):
        person, _, said = entry.rpartition("=")
        try:
            share = float(said)
        except ValueError:
            share = 0.0
        if not person or not LEAST_SHARE <= share <= MOST_SHARE:
            example = f"an id, = and a number from {LEAST_SHARE:g} to {MOST_SHARE:g}: discord:42=3"
            raise SettingsError(f"CHATELIER_ACCESS__SHARES: {entry!r} is no share; write {example}")
        shares[person.strip()] = share
    return shares


def searches(settings: Settings, store: SqliteStore, session: ClientSession, embedder: Embedder) -> list[Search]:
    """The places to look for pictures, in the order in which they are asked: by words before by meaning."""
    found: list[Search] = [PictureSearch(store), MeaningSearch(StoredPictures(store), embedder)]
    if settings.search.library:
        library = LibrarySearch(settings.search.library, settings.data_dir / "library.db")
        found += [library, MeaningSearch(LibraryPictures(library), embedder)]
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
async def open_server(settings: Settings, *, host: str = "127.0.0.1", port: int = 0) -> AsyncGenerator[str, None]:
    """An inference server in this process, on a free loopback port if nothing is said; yields its URL.

    Raises SettingsError for models that cannot be used, ValueError for an address that needs a token, and OSError.
    """
    config, metrics = server_config(settings.server, host=host, port=port), Metrics()
    async with (
        open_engines(settings.models, metrics) as engines,
        serving(make_app(config, engines, metrics), host, port) as url,
    ):
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
