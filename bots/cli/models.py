"""`chatelier models`: what is offered and what is here; pull, verify and remove."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bots.cli.engines import memory_of, offers_of
from bots.cli.root import app, console, fail, load_settings
from bots.settings import ModelSettings, SettingsError, names
from gpuserver.models.offers import Offer, Source, defaults
from gpuserver.models.problem import ModelError
from gpuserver.models.store import Store

models = typer.Typer(help="Pull, verify and remove the models of the `gpu` extra.", no_args_is_help=True)
app.add_typer(models, name="models")

Names = Annotated[list[str] | None, typer.Argument(help="names that `models list` shows, or repositories")]


@models.command("list")
def list_() -> None:
    """List the models that are offered and those that are here."""
    settings = _settings()
    store = Store(settings.folder)
    try:
        offers = offers_of(settings)
        chosen = {one.name for one in defaults(memory_of(settings))}
        known = {one.source.repository for one in offers.values() if isinstance(one.source, Source)}
        table = Table(show_lines=True)
        table.add_column("model", no_wrap=True)
        for title in ("for, from", "terms", "GB", "here"):
            table.add_column(title, overflow="fold")
        for one in offers.values():
            table.add_row(*_row(one, store, default=one.name in chosen))
        for lock in store.pulled():
            if lock.repository not in known:
                table.add_row("", lock.repository, "", "", _held(Source(lock.repository), store))
    except (ModelError, SettingsError) as error:
        raise fail(str(error)) from None
    console.print(table)


def _row(offer: Offer, store: Store, *, default: bool) -> tuple[str, ...]:
    commercial = {True: "commercial use", False: "no commercial use", None: ""}[offer.commercial]
    words = f" ({', '.join(offer.languages)})" if offer.languages else ""
    return (
        f"{offer.name}\n{'default' if default else ''}",
        f"{', '.join(offer.classes)}{words}\n{_title(offer.source)}",
        f"{offer.licence or 'not known'}\n{commercial}",
        f"{offer.gigabytes:g}",
        _held(offer.source, store),
    )


def _held(source: Source | Path, store: Store) -> str:
    """What of a model is on the disk."""
    if size := store.size(source):
        lock = store.found(source.repository) if isinstance(source, Source) else None
        state = "own folder" if isinstance(source, Path) else lock.revision[:7] if lock else "unfinished"
        return f"{state}\n{size / 1e9:.2f} GB"
    return "no such folder" if isinstance(source, Path) else ""


@models.command()
def pull(
    which: Names = None,
    revision: Annotated[
        str, typer.Option(help="commit, tag or branch to pull and pin, such as main; the pin that is there if empty")
    ] = "",
) -> None:
    """Pull models with a lock of every file; without names, the default models for this GPU."""
    settings = _settings()
    try:
        from gpuserver.models.hub import Hub
        from gpuserver.models.pull import pull as bring
    except ModuleNotFoundError as error:
        raise fail(f"{error.name} is missing: install it with `uv sync --extra gpu`") from None
    trusted = names(settings.remote_code)
    try:
        sources = [_repository(one) for one in _chosen(settings, which)]
        for source in sources:
            wanted = replace(source, revision=revision) if revision else source
            console.print(f"{source.repository}: asking the hub")
            done = bring(
                Store(settings.folder), Hub(offline=settings.offline), wanted, code=source.repository in trusted
            )
            if done.code:
                console.print(f"  left out, because it is Python: {', '.join(done.code)}", markup=False)
            console.print(
                f"  revision {done.lock.revision[:7]}, {len(done.lock.files)} files, {done.lock.size / 1e9:.2f} GB, "
                f"of these {done.fetched / 1e9:.2f} GB new"
            )
    except (ModelError, SettingsError) as error:
        raise fail(str(error)) from None


@models.command()
def verify(which: Names = None) -> None:
    """Read every file again and name what is missing, changed or extra; without names, of all that is here."""
    settings = _settings()
    store = Store(settings.folder)
    bad = False
    try:
        chosen = _chosen(settings, which) if which else [Source(lock.repository) for lock in store.pulled()]
        for source in chosen:
            found = store.verify(source)
            bad = bad or bool(found)
            console.print(f"{_title(source)}: {'differs' if found else 'as it should be'}", soft_wrap=True)
            for one in found:
                console.print(f"  {one.flaw}: {one.name}", markup=False, soft_wrap=True)
    except (ModelError, SettingsError) as error:
        raise fail(str(error)) from None
    if bad:
        raise fail("`chatelier models pull` brings back what is missing or changed.")


@models.command()
def rm(
    which: Annotated[list[str], typer.Argument(help="names that `models list` shows, or repositories")],
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
) -> None:
    """Delete models from this machine, and their pins."""
    settings = _settings()
    try:
        sources = [_repository(one) for one in _chosen(settings, which)]
        if not yes:
            typer.confirm(f"Delete {', '.join(one.repository for one in sources)}?", abort=True)
        for source in sources:
            size = Store(settings.folder).remove(source.repository)
            console.print(f"{source.repository} is gone: {size / 1e9:.2f} GB are free")
    except (ModelError, SettingsError) as error:
        raise fail(str(error)) from None


def _settings() -> ModelSettings:
    return load_settings("WARNING").models


def _chosen(settings: ModelSettings, which: list[str] | None) -> list[Source | Path]:
    """The sources that `which` names: offers, or else repositories. Raises ModelError where there is nothing to do."""
    offers = offers_of(settings)
    found = [offers[name].source if name in offers else Source(name) for name in which or ()]
    if not which:
        found = [one.source for one in defaults(memory_of(settings))]
    if not found:
        raise ModelError("No models are the default here: set CHATELIER_MODELS__MEMORY to the GPU's GB, or name some")
    return found


def _repository(source: Source | Path) -> Source:
    if isinstance(source, Path):
        raise ModelError(f"{source} is a folder of your own, which is neither pulled nor deleted here")
    return source


def _title(source: Source | Path) -> str:
    return str(source) if isinstance(source, Path) else source.repository
