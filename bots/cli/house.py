"""The house for a command: what keeps it from opening is one sentence, and the command's end."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bots.cli.root import fail
from bots.cli.wiring import House, open_house
from bots.settings import Settings, SettingsError


@asynccontextmanager
async def house_of(settings: Settings) -> AsyncGenerator[House, None]:
    """The house; a setting that cannot be used ends the command with its sentence."""
    try:
        async with open_house(settings) as house:
            yield house
    except SettingsError as error:
        raise fail(str(error), 2) from None
