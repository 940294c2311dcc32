"""Commands that serve: the whole product, the page, the inference server."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Annotated

import typer

from bots.chat.adapter import Adapter, AdapterError
from bots.cli.house import house_of
from bots.cli.platforms import PLATFORMS, adapter_of, is_set
from bots.cli.root import app, console, errors, fail, load_settings
from bots.cli.wiring import House, open_server, serving
from bots.settings import Settings, SettingsError, names
from bots.web.app import WebConfig, make_web_app
from gpuserver.config import is_loopback


@app.command("try")
def try_(port: Annotated[int | None, typer.Option(help="port of the page; 0 takes any free one")] = None) -> None:
    """Start everything on this machine and chat in the browser."""
    settings = load_settings()
    logging.getLogger("gpuserver.access").setLevel(logging.WARNING)  # a newcomer reads the address, not the requests
    asyncio.run(_serve_web(settings, "127.0.0.1", settings.web.port if port is None else port))


@app.command()
def web(host: str | None = None, port: int | None = None) -> None:
    """Serve the chat page against the configured inference server."""
    settings = load_settings()
    if not settings.server.url:
        errors.print("CHATELIER_SERVER__URL is empty: name a running `chatelier gpuserver`, or use `chatelier try`.")
        raise typer.Exit(2)
    chosen = settings.web.port if port is None else port
    asyncio.run(_serve_web(settings, host or settings.web.host, chosen))


async def _serve_web(settings: Settings, host: str, port: int) -> None:
    async with house_of(settings) as house, _stopping() as stop, _page(house, host, port) as url:
        console.print(f"Chatelier is at [b]{url}[/b]  (Ctrl+C stops it)")
        console.print(f"Conversations and pictures are kept in {settings.data_dir.resolve()}", style="dim")
        await stop.wait()


@asynccontextmanager
async def _page(house: House, host: str, port: int) -> AsyncGenerator[str, None]:
    """The chat page, served; yields its address."""
    settings = house.settings.web
    password = settings.password.get_secret_value()
    if not password and not is_loopback(host):
        raise fail("Others can reach this address: set CHATELIER_WEB__PASSWORD first.", 2)
    config = WebConfig(token=password, hosts=names(settings.hosts))
    page = make_web_app(house.dialogue, house.store, house.store.notes, config)
    try:
        async with serving(page, host, port) as url:
            yield url
    except OSError as error:
        raise fail(f"Port {port} cannot be used ({error.strerror}). Try `chatelier try --port 0`.") from None


@app.command()
def discord() -> None:
    """Run the Discord bot."""
    asyncio.run(_serve_platforms(load_settings(), ("discord",)))


@app.command()
def slack() -> None:
    """Run the Slack app."""
    asyncio.run(_serve_platforms(load_settings(), ("slack",)))


@app.command()
def telegram() -> None:
    """Run the Telegram bot."""
    asyncio.run(_serve_platforms(load_settings(), ("telegram",)))


@app.command()
def serve(
    parts: Annotated[
        list[str] | None,
        typer.Argument(help="web, discord, slack, telegram; the page and all that is set up by default"),
    ] = None,
) -> None:
    """Run the page and the bots of every platform that is set up, in one process."""
    settings = load_settings()
    chosen = tuple(parts or ("web", *(one for one in PLATFORMS if is_set(settings, one))))
    if unknown := set(chosen) - {"web", *PLATFORMS}:
        raise fail(f"There is no {', '.join(sorted(unknown))}. There are: web, {', '.join(PLATFORMS)}.", 2)
    asyncio.run(_serve_platforms(settings, chosen))


async def _serve_platforms(settings: Settings, parts: tuple[str, ...]) -> None:
    """Run `parts` until stopped. One that its platform refuses is told and left out; without any, the command fails."""
    async with house_of(settings) as house, _stopping() as stop, AsyncExitStack() as stack:
        try:
            adapters = {part: adapter_of(house, part) for part in parts if part != "web"}
        except AdapterError as error:
            raise fail(str(error), 2) from None
        if "web" in parts:
            url = await stack.enter_async_context(_page(house, settings.web.host, settings.web.port))
            console.print(f"The page is at [b]{url}[/b]")
        tasks = {asyncio.create_task(_run(name, adapter)) for name, adapter in adapters.items()}
        waiting = asyncio.create_task(stop.wait())
        try:
            while tasks and not waiting.done():
                done, _ = await asyncio.wait({*tasks, waiting}, return_when=asyncio.FIRST_COMPLETED)
                tasks -= done
            if "web" not in parts and not waiting.done():
                raise typer.Exit(1)
            await waiting
        finally:
            for task in (*tasks, waiting):
                task.cancel()
            await asyncio.wait([*tasks, waiting])


async def _run(name: str, adapter: Adapter) -> None:
    console.print(f"Starting {name} (Ctrl+C stops it)")
    try:
        await adapter.run()
    except AdapterError as error:
        errors.print(f"{name}: {error}", style="red", markup=False)


@app.command()
def gpuserver(host: str | None = None, port: int | None = None) -> None:
    """Start the inference server alone."""
    settings = load_settings()
    asyncio.run(_serve_gpu(settings, host or settings.server.host, settings.server.port if port is None else port))


async def _serve_gpu(settings: Settings, host: str, port: int) -> None:
    async with _stopping() as stop:
        try:
            async with open_server(settings, host=host, port=port) as url:
                console.print(f"The inference server is at [b]{url}[/b]")
                await stop.wait()
        except (OSError, ValueError, SettingsError) as error:
            errors.print(f"The inference server cannot start: {error}", markup=False)
            raise typer.Exit(1) from None


@asynccontextmanager
async def _stopping() -> AsyncGenerator[asyncio.Event, None]:
    """An event that is set by Ctrl+C or a service's stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
