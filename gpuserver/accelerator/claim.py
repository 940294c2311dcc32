"""For whom a thread works: whose share of the accelerator its requests take, how large that is, and until when."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final, TypeVar

from gpuserver.accelerator.key import Key
from gpuserver.accelerator.request import Request

Inputs = TypeVar("Inputs")


@dataclass(frozen=True)
class Claim:
    """What the requests of a job have in common."""

    user: str = ""
    share: float = 1.0
    """Beside other users'."""
    until: float | None = None
    """When nobody wants the results any more, by the monotonic clock, in seconds; None: they are always wanted."""

    @property
    def within(self) -> float | None:
        """Seconds until then."""
        return None if self.until is None else max(0.0, self.until - time.monotonic())


_NOBODY: Final = Claim()
_HERE: Final = ContextVar("claim", default=_NOBODY)


@contextmanager
def claiming(claim: Claim) -> Generator[None]:
    """What this thread asks of the accelerator meanwhile is for `claim`."""
    before = _HERE.set(claim)
    try:
        yield
    finally:
        _HERE.reset(before)


def claimed(key: Key, inputs: Inputs, units: int = 1, *, timed: bool = True) -> Request[Inputs]:
    """A request for whom this thread works. `timed`: it fails at once where it cannot be done in time."""
    claim = _HERE.get()
    return Request(key, inputs, units, claim.user, claim.share, claim.within if timed else None)
