"""Commands that tell: every setting, every pipeline."""

from __future__ import annotations

from rich.table import Table

from bots.cli.root import app, console, load_settings
from bots.settings import describe
from core.catalogue import CATALOGUE
from core.language import Language


@app.command()
def settings() -> None:
    """List every setting, its value and what it does. Secrets are not shown."""
    table = Table("name", "value", "what it does")
    for name, value, description in describe(load_settings()):
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
