"""Commands for what is kept: list conversations, save one as a file, read one, delete for good."""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bots.cli.root import app, console, fail, load_settings
from core.problems import ProblemError
from storage.sqlite import SqliteStore

OWNER = "terminal"
"""Who the conversations of this command line belong to."""

Owner = Annotated[str, typer.Option(help="whose conversations; the terminal's own by default")]


@app.command("list")
def list_(owner: Owner = OWNER) -> None:
    """List conversations, the latest first."""

    async def run() -> None:
        store = await SqliteStore.open(load_settings("WARNING").data_dir)
        try:
            table = Table("conversation", "title", "versions", "last change")
            for one in await store.list(owner):
                table.add_row(one.id, one.title, str(one.versions), one.updated)
            console.print(table)
        finally:
            await store.close()

    asyncio.run(run())


@app.command("export")
def export(conversation: str, file: Annotated[Path, typer.Argument(dir_okay=False)]) -> None:
    """Save a conversation as one portable file: recipes, pictures and words, without user ids."""

    async def run() -> None:
        store = await SqliteStore.open(load_settings("WARNING").data_dir)
        try:
            await store.export_conversation(conversation, file)
        except ProblemError as error:
            raise fail(error.problem.detail or error.problem.code.value) from None
        finally:
            await store.close()
        typer.echo(f"{conversation} is in {file}")

    asyncio.run(run())


@app.command("import")
def import_(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)], owner: Owner = OWNER) -> None:
    """Read a file that `export` wrote, as a new conversation."""

    async def run() -> None:
        store = await SqliteStore.open(load_settings("WARNING").data_dir)
        name = f"terminal:{secrets.token_hex(8)}"
        try:
            await store.import_conversation(file, name, owner, "terminal")
        except ProblemError as error:
            raise fail(error.problem.detail or error.problem.code.value) from None
        finally:
            await store.close()
        typer.echo(f"{file} is conversation {name}")

    asyncio.run(run())


@app.command()
def forget(
    conversation: Annotated[str, typer.Argument(help="the conversation; empty with --user")] = "",
    user: Annotated[str, typer.Option(help="forget everything of this user instead")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
) -> None:
    """Delete a conversation, or everything of a user, for good: rows, search entries and pictures."""
    if bool(conversation) == bool(user):
        raise fail("Name a conversation, or a user with --user.", 2)
    if not yes:
        typer.confirm(f"Delete {conversation or f'everything of {user}'} for good?", abort=True)

    async def run() -> None:
        store = await SqliteStore.open(load_settings("WARNING").data_dir)
        try:
            if user:
                receipt = await store.forget_user(user)
            elif await store.owner(conversation) is None:
                raise fail(f"There is no conversation {conversation}. `chatelier list` shows them.")
            else:
                receipt = await store.forget_conversation(conversation)
        finally:
            await store.close()
        console.print(
            f"Forgotten: {receipt.conversations} conversations, {receipt.turns} turns, {receipt.versions} versions, "
            f"{receipt.pictures} pictures ({receipt.size / 1e6:.1f} MB)."
        )

    asyncio.run(run())
