"""Commands that talk: the terminal chat and scripted turns."""

from __future__ import annotations

import asyncio
import secrets
import signal
from pathlib import Path
from typing import Annotated

import typer

from bots.cli.house import house_of
from bots.cli.platforms import front_of
from bots.cli.root import app, console, errors, load_settings
from bots.cli.say import line_of, message_of, say_turn
from bots.settings import Settings
from bots.terminal.chat import TerminalChat
from bots.terminal.lines import open_input
from core.language import Language
from core.problems import ProblemError


@app.command()
def chat(language: Annotated[Language | None, typer.Option(help="en or zh")] = None) -> None:
    """Chat in the terminal."""
    settings = load_settings("WARNING")

    async def run() -> None:
        async with house_of(settings) as house:
            folder = settings.data_dir / "pictures"
            spoken = language or Language(settings.language)
            name = f"terminal:{secrets.token_hex(8)}"
            read = await open_input()
            terminal = TerminalChat(front_of(house, "terminal"), console, read, folder, name, spoken)
            asyncio.get_running_loop().add_signal_handler(signal.SIGINT, terminal.interrupt)
            await terminal.run()

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
    settings = load_settings("WARNING")
    out.mkdir(parents=True, exist_ok=True)
    asyncio.run(_say(settings, texts, image, out, as_json=json, conversation=conversation))


async def _say(
    settings: Settings, texts: list[str], image: Path | None, out: Path, *, as_json: bool, conversation: str
) -> None:
    name = f"terminal:{conversation or secrets.token_hex(8)}"
    async with house_of(settings) as house:
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
