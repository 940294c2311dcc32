"""The root of the command line: the Typer application, its consoles, and loading the settings."""

from __future__ import annotations

import logging

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.logging import RichHandler

from bots.cli.redacting import Redacting
from bots.settings import Settings

app = typer.Typer(
    help="Chatelier draws, edits photos and finds pictures with you, over many turns.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)
console = Console()
errors = Console(stderr=True)


def load_settings(log_level: str | None = None) -> Settings:
    """The settings, with logging set up; a mistake in them ends the command with one sentence each."""
    try:
        settings = Settings(log_level=log_level) if log_level else Settings()  # pyright: ignore[reportArgumentType]
    except ValidationError as error:
        for problem in error.errors(include_input=False, include_url=False):
            name = "CHATELIER_" + "__".join(str(part).upper() for part in problem["loc"])
            errors.print(f"{name}: {problem['msg']}", style="red", markup=False)
        raise typer.Exit(2) from None
    handler = RichHandler(console=errors, show_path=False)
    handler.addFilter(Redacting(settings))
    for chatty in ("httpx", "httpcore"):  # a line for each request
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.basicConfig(level=settings.log_level, format="%(name)s %(message)s", handlers=[handler])
    return settings


def fail(sentence: str, code: int = 1) -> typer.Exit:
    """Say what went wrong; raise what is returned."""
    errors.print(sentence, style="red", markup=False)
    return typer.Exit(code)
