"""What the command line needs of an adapter: run it, and find what is wrong with its set-up."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class AdapterError(Exception):
    """The adapter cannot run; the message is one sentence that says what to mend. It never holds a token."""


class Adapter(Protocol):
    """One platform."""

    async def run(self) -> None:
        """Serve until cancelled. Raises AdapterError where the platform refuses us for good."""
        ...

    def examine(self) -> AsyncGenerator[Finding, None]:
        """Look at tokens, intents and permissions without serving."""
        ...


class Health(StrEnum):
    """How a thing is."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `mend` says what to do where it is not good."""

    health: Health
    what: str
    mend: str = ""
