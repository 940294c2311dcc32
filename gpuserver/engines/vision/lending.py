"""How an engine gets at its model: it hands over what it does with it, to be done once the model is there."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Protocol, TypeVar

M = TypeVar("M")
M_co = TypeVar("M_co", covariant=True)
R = TypeVar("R")


class Lend(Protocol[M_co]):
    """Does work with a model."""

    def __call__(self, work: Callable[[M_co], R], /, rows: int = 1) -> R:
        """What `work` makes with the model, `rows` things at once. It may be begun again where memory runs out.

        Raises ProblemError (too_large_to_render) where it runs out for good.
        """
        ...


def kept(model: M) -> Lend[M]:
    """Lends `model`, which stays where it is, to one thread at a time."""
    lock = Lock()

    def lend(work: Callable[[M], R], /, rows: int = 1) -> R:
        with lock:
            return work(model)

    return lend
