"""The commands of `chatelier`."""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
from core.predict import predict_dialogues
from core.understanding.rules import RuleUnderstanding
from gpuserver.app import make_app
from gpuserver.engines.registry import default_engines
from pydantic import ValidationError
from rich.console import Console
from rich.logging import RichHandler
from rich.table import Table

from bots.cli.say import line_of, message_of, say_turn
from bots.cli.wiring import open_house, server_config, serving
from bots.settings import Settings, describe
from bots.terminal.chat import TerminalChat
from bots.web.app import WebConfig, make_web_app
from core.catalogue import CATALOGUE
from core.language import Language
from core.problems import ProblemError

app = typer.Typer(
    help="Chatelier draws, edits photos and finds pictures with you, over many turns.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)
console = Console()
errors = Console(stderr=True)


def main() -> None:
    """The entry point of the `chatelier` command."""
    app()


def _settings(**given: object) -> Settings:
    try:
        settings = Settings(**{name: value for name, value in given.items() if value is not None})  # pyright: ignore
    except ValidationError as error:
        for problem in error.errors(include_input=False, include_url=False):
            name = "CHATELIER_" + "__".join(str(part).upper() for part in problem["loc"])
            errors.print(f"{name}: {problem['msg']}", style="red", markup=False)
        raise typer.Exit(2) from None
    logging.basicConfig(
        level=settings.log_level, format="%(name)s %(message)s", handlers=[RichHandler(console=errors, show_path=False)]
    )
    return settings


@app.command("try")
def try_(port: Annotated[int | None, typer.Option(help="port of the page; 0 takes any free one")] = None) -> None:
    """Start everything on this machine and chat in the browser."""
    settings = _settings()
    asyncio.run(_serve_web(settings, "127.0.0.1", settings.web.port if port is None else port))


@app.command()
def web(host: str | None = None, port: int | None = None) -> None:
    """Serve the chat page against the configured inference server."""
    settings = _settings()
    if not settings.server.url:
        errors.print("CHATELIER_SERVER__URL is empty: name a running `chatelier gpuserver`, or use `chatelier try`.")
        raise typer.Exit(2)
    chosen = settings.web.port if port is None else port
    asyncio.run(_serve_web(settings, host or settings.web.host, chosen))


async def _serve_web(settings: Settings, host: str, port: int) -> None:
    password = settings.web.password.get_secret_value()
    if not password and host not in {"127.0.0.1", "::1", "localhost"}:
        errors.print("Others can reach this address: set CHATELIER_WEB__PASSWORD first.")
        raise typer.Exit(2)
    async with open_house(settings) as house, _stopping() as stop:
        page = make_web_app(house.dialogue, house.store, WebConfig(token=password))
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
    settings = _settings()
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


@app.command()
def chat(language: Annotated[Language | None, typer.Option(help="en or zh")] = None) -> None:
    """Chat in the terminal."""
    settings = _settings(log_level="WARNING")

    async def run() -> None:
        async with open_house(settings) as house:
            folder = settings.data_dir / "pictures"
            spoken = language or Language(settings.language)
            name = f"terminal:{secrets.token_hex(8)}"
            await TerminalChat(house.dialogue, house.store, console, folder, name, spoken).run()

    asyncio.run(run())


@app.command()
def say(
    texts: Annotated[list[str], typer.Argument(help="what the user says, one text a turn")],
    image: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="photo sent with the first turn")
    ] = None,
    out: Annotated[Path, typer.Option(help="folder for the pictures")] = Path("out"),
    json: Annotated[bool, typer.Option("--json", help="print one JSON object a turn")] = False,
    conversation: Annotated[str, typer.Option(help="name of the conversation; its seed follows from it")] = "",
) -> None:
    """Run turns from the command line and write their pictures."""
    settings = _settings(log_level="WARNING")
    out.mkdir(parents=True, exist_ok=True)
    asyncio.run(_say(settings, texts, image, out, as_json=json, conversation=conversation))


async def _say(
    settings: Settings, texts: list[str], image: Path | None, out: Path, *, as_json: bool, conversation: str
) -> None:
    name = f"terminal:{conversation or secrets.token_hex(8)}"
    async with open_house(settings) as house:
        for number, text in enumerate(texts, 1):
            message = message_of(name, text, image if number == 1 else None)
            try:
                reply, path = await say_turn(house, message, out, number)
            except ProblemError as error:
                errors.print(error.problem.detail, style="red", markup=False)
                raise typer.Exit(1) from None
            if as_json:
                typer.echo(line_of(reply, path))
                continue
            console.print(f"> {text}", style="bold", markup=False)
            console.print(f"{reply.text}{f'  [{path}]' if path else ''}", markup=False)


@app.command()
def predict(files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Print predictions for dialogues, one JSON object a turn, without rendering."""

    async def run() -> None:
        understanding = RuleUnderstanding()
        for file in files:
            with file.open(encoding="utf-8") as lines:
                async for prediction in predict_dialogues(lines, understanding):
                    typer.echo(prediction.line())

    asyncio.run(run())


@app.command()
def settings() -> None:
    """List every setting, its value and what it does. Secrets are not shown."""
    table = Table("name", "value", "what it does")
    for name, value, description in describe(_settings()):
        table.add_row(name, value, description)
    console.print(table)


@app.command()
def pipelines(language: Language = Language.EN) -> None:
    """List the catalogue of pipelines."""
    table = Table("pipeline", "what it does", "parameters")
    for entry in CATALOGUE.values():
        names = (f"{param.name}{'' if param.required else '?'}" for param in entry.params)
        table.add_row(entry.id, entry.description[language], ", ".join(names))
    console.print(table)


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
