"""`chatelier doctor`: looks at everything that has to be right, and says what to mend."""

from __future__ import annotations

import asyncio
import secrets
import shutil
from collections.abc import AsyncGenerator
from typing import Final

import typer
from rich.markup import escape

from bots.chat.adapter import Finding, Health
from bots.cli.model_health import examine_models
from bots.cli.platforms import PLATFORMS, AdapterError, adapter_of, is_set
from bots.cli.reading import examine_understanding
from bots.cli.root import app, console, load_settings
from bots.cli.wiring import House, open_house
from bots.settings import Settings, SettingsError
from core.gpu import GpuClient
from core.problems import ProblemError
from gpuserver.models.problem import ModelError
from storage.migrations import NewerDatabaseError

_MARKS: Final = {Health.GOOD: "[green]ok[/]  ", Health.DOUBTFUL: "[yellow]look[/]", Health.BAD: "[red]bad[/] "}
_LITTLE_SPACE: Final = 10**9
_PATIENCE: Final = 10.0


@app.command()
def doctor() -> None:
    """Check storage, the inference server, and the tokens and permissions of every platform that is set up."""
    settings = load_settings("ERROR")
    if asyncio.run(_examine(settings)):
        raise typer.Exit(1)


async def _examine(settings: Settings) -> bool:
    """Print what is found; whether anything is bad."""
    bad = False
    async for where, finding in _findings(settings):
        bad = bad or finding.health is Health.BAD
        console.print(f"{_MARKS[finding.health]}  {where}: {escape(finding.what)}", soft_wrap=True)
        if finding.mend:
            console.print(f"      → {escape(finding.mend)}", soft_wrap=True)
    return bad


async def _findings(settings: Settings) -> AsyncGenerator[tuple[str, Finding], None]:
    try:
        async with open_house(settings) as house:
            yield "storage", await _storage(house)
            yield "server", await _server(house)
            yield "understanding", await examine_understanding(house.understanding)
            if not settings.server.url:
                yield "models", await asyncio.to_thread(examine_models, settings.models)
            for platform in PLATFORMS:
                async for finding in _platform(house, platform):
                    yield platform, finding
    except (SettingsError, ModelError) as error:
        yield "settings", Finding(Health.BAD, str(error))
    except (OSError, NewerDatabaseError) as error:
        mend = "Make the folder writable, or name another with CHATELIER_DATA_DIR."
        yield "storage", Finding(Health.BAD, f"{settings.data_dir} cannot be used: {error}", mend)


async def _storage(house: House) -> Finding:
    """Whether what is written can be read, and whether there is room."""
    folder, probe = house.settings.data_dir.resolve(), secrets.token_hex(8)
    await house.store.notes.write("doctor", probe, "well", seconds=60)
    if await house.store.notes.take("doctor", probe) != "well":
        return Finding(Health.BAD, f"{folder} does not keep what is written", "Check the disk.")
    free = (await asyncio.to_thread(shutil.disk_usage, folder)).free
    if free < _LITTLE_SPACE:
        return Finding(
            Health.DOUBTFUL, f"{folder} has {free / 1e9:.1f} GB left", "Make room; each picture takes about 1 MB."
        )
    return Finding(Health.GOOD, f"{folder} can be written, {free / 1e9:.0f} GB free")


async def _server(house: House) -> Finding:
    settings = house.settings.server
    async with GpuClient(house.server_url, token=settings.token.get_secret_value()) as client:
        try:
            await client.wait_ready(_PATIENCE)
            served = [one for one in await client.pipelines() if one.get("engines")]
        except ProblemError as error:
            mend = "Start `chatelier gpuserver`, and check CHATELIER_SERVER__URL and CHATELIER_SERVER__TOKEN."
            return Finding(Health.BAD, error.problem.detail, mend)
    where = f"at {settings.url}" if settings.url else "inside this process"
    return Finding(Health.GOOD, f"ready {where}, with engines for {len(served)} pipelines")


async def _platform(house: House, platform: str) -> AsyncGenerator[Finding, None]:
    if not is_set(house.settings, platform):
        yield Finding(Health.GOOD, "not set up")
        return
    try:
        adapter = adapter_of(house, platform)
        async for finding in adapter.examine():
            yield finding
    except AdapterError as error:
        yield Finding(Health.BAD, str(error))
