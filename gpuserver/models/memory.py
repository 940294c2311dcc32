"""The two places where models take memory, their budgets, and what a model has to offer to be moved between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Place(StrEnum):
    """Where a model is; the values are PyTorch's names."""

    GPU = "cuda"
    CPU = "cpu"


@dataclass(frozen=True)
class Needs:
    """Bytes that a model takes."""

    whole: int
    """In the CPU's memory, while it waits there."""
    working: int
    """Where models work, at most at any time."""
    waiting: int = 0
    """In the CPU's memory while it works on a GPU: its parts that wait for their turn."""

    @classmethod
    def of(cls, size: int) -> Needs:
        """Those of a model that moves as a whole."""
        return cls(size, size)


class Loadable(Protocol):
    """A model that can be brought into memory. One call at a time, from any thread."""

    @property
    def expected(self) -> Needs:
        """What it will take, known without loading it."""
        ...

    def load(self) -> object:
        """The model, in the CPU's memory."""
        ...

    def to(self, model: object, place: Place) -> Needs:
        """Move `model` to `place`, also where it is there; what it takes, measured."""
        ...


@dataclass(frozen=True)
class Budgets:
    """Bytes that models may take together. Without a GPU, `gpu` is 0 and models work on the CPU."""

    gpu: int
    cpu: int

    @property
    def home(self) -> Place:
        """Where models work."""
        return Place.GPU if self.gpu else Place.CPU

    def of(self, place: Place) -> int:
        """The budget of `place`."""
        return self.gpu if place is Place.GPU else self.cpu
