"""Commands that serve: the whole product, the page, the inference server."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated

import typer

from bots.cli.root import app, console, errors, load_settings
from bots.cli.wiring import open_house, server_config, serving
from bots.settings import Settings
from bots.web.app import WebConfig, make_web_app
from gpuserver.app import make_app
from gpuserver.config import is_loopback
from gpuserver.engines.registry import default_engines


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
    password = settings.web.password.get_secret_value()
    if not password and not is_loopback(host):
        errors.print("Others can reach this address: set CHATELIER_WEB__PASSWORD first.")
        raise typer.Exit(2)
    async with open_house(settings) as house, _stopping() as stop:
        page = make_web_app(house.dialogue, house.store, WebConfig(token=password, hosts=_names(settings.web.hosts)))
        try:
            async with serving(page, host, port) as url:
                console.print(f"Chatelier is at [b]{url}[/b]  (Ctrl+C stops it)")
                console.print(f"Conversations and pictures are kept in {settings.data_dir.resolve()}", style="dim")
                await stop.wait()
        except OSError as error:
            errors.print(f"Port {port} cannot be used ({error.strerror}). Try `chatelier try --port 0`.")
            raise typer.Exit(1) from None


@app.command()
def gpuserver(host: str | None = None, port: int | None = None) -> None:
    """Start the inference server alone."""
    settings = load_settings()
    asyncio.run(_serve_gpu(settings, host or settings.server.host, settings.server.port if port is None else port))


async def _serve_gpu(settings: Settings, host: str, port: int) -> None:
    config = server_config(settings.server, host=host, port=port)
    async with _stopping() as stop:
        try:
            async with serving(make_app(config, default_engines()), host, port) as url:
                console.print(f"The inference server is at [b]{url}[/b]")
                await stop.wait()
        except (OSError, ValueError) as error:
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


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in listed.split(",") if name.strip())
