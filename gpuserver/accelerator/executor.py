"""What an engine implements to run on the accelerator, and what it knows of models in memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol, TypeVar

from gpuserver.accelerator.key import Key
from gpuserver.accelerator.request import Ticket

Inputs = TypeVar("Inputs")
Result = TypeVar("Result")


class OutOfMemory(Exception):
    """Raised by executors and models when the accelerator's memory does not suffice."""


class ExecutorFailed(Exception):
    """What a request ends with when its executor broke."""


class Batch(Protocol[Inputs, Result]):
    """Rows of one key in the accelerator's memory. Used by the accelerator's thread alone."""

    def step(self) -> Mapping[Ticket[Inputs, Result], Result]:
        """Advance every row by one step, to its end on the device; the results of the rows that are done.

        Those rows leave the batch. Raises OutOfMemory; whatever it raises, the batch is not used again.
        """
        ...

    def join(self, tickets: Sequence[Ticket[Inputs, Result]]) -> None:
        """Take further rows, at their first step; called only where the executor `joins`.

        Raises OutOfMemory, which leaves the batch as it was; with any other error it is not used again.
        """
        ...

    def drop(self, tickets: Collection[Ticket[Inputs, Result]]) -> None:
        """Forget these rows; with the last one, the batch is not used again."""
        ...


class Executor(Protocol[Inputs, Result]):
    """Runs batches of one pipeline. Its model is loaded when `start` is called."""

    @property
    def joins(self) -> bool:
        """Whether rows may join a batch that has begun: each row has a step counter of its own."""
        ...

    @property
    def most(self) -> int:
        """Rows of a batch, at most."""
        ...

    def start(self, tickets: Sequence[Ticket[Inputs, Result]]) -> Batch[Inputs, Result]:
        """A batch of `tickets`, before its first step. Raises OutOfMemory, which leaves nothing behind."""
        ...

    def peak(self, key: Key, rows: int) -> int | None:
        """Bytes that a batch needs at most beside the model, where known before any was measured."""
        ...


class Held(Protocol):
    """Where executors find the models that the accelerator has loaded."""

    def get(self, model: str) -> object:
        """The loaded model."""
        ...


class Models(Protocol):
    """The models in the accelerator's memory. Used by the accelerator's thread alone."""

    def loaded(self, model: str) -> bool:
        """Whether `model` can be used now."""
        ...

    def fits(self, model: str, keep: frozenset[str]) -> bool:
        """Whether `model` is loaded, or can be without unloading any of `keep`."""
        ...

    def load(self, model: str, keep: frozenset[str]) -> None:
        """Load `model`, unloading others where that is needed, but none of `keep`. Raises OutOfMemory."""
        ...

    def unload(self, keep: frozenset[str]) -> None:
        """Unload all models but `keep`."""
        ...


class AlwaysLoaded:
    """Models that are loaded before the accelerator starts, and stay."""

    def loaded(self, model: str) -> bool:
        """True."""
        return True

    def fits(self, model: str, keep: frozenset[str]) -> bool:
        """True."""
        return True

    def load(self, model: str, keep: frozenset[str]) -> None:
        """Does nothing."""

    def unload(self, keep: frozenset[str]) -> None:
        """Does nothing."""
