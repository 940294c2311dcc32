"""How an engine gets at its model: lent for as long as it is used, so that others may decide where it is meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import TypeVar

M = TypeVar("M")

Lend = Callable[[], AbstractContextManager[M]]
"""Lends a model to the block that enters it."""


def kept(model: M) -> Lend[M]:
    """Lends `model`, which stays where it is, to one thread at a time."""
    lock = Lock()

    @contextmanager
    def lend() -> Iterator[M]:
        with lock:
            yield model

    return lend
