"""Models that are nothing but bytes, and a ledger of those that really are in memory."""

from __future__ import annotations

import weakref
from collections import Counter
from dataclasses import dataclass, field
from threading import Event

from gpuserver.models.memory import Needs, Place


@dataclass
class Ledger:
    """Bytes at each place, counted from the models themselves, and what happened in which order."""

    taken: Counter[Place] = field(default_factory=Counter)
    most: Counter[Place] = field(default_factory=Counter)
    """The most that was ever taken at a place, both places counted while a model moves."""
    log: list[str] = field(default_factory=list)

    def take(self, place: Place, size: int) -> None:
        self.taken[place] += size
        self.most[place] = max(self.most[place], self.taken[place])

    def loads(self) -> list[str]:
        return [line.removeprefix("load ") for line in self.log if line.startswith("load ")]


class Model:
    """Takes `size` bytes where it is, until nobody holds it any more."""

    def __init__(self, name: str, size: int, ledger: Ledger) -> None:
        self.name, self.size, self.ledger = name, size, ledger
        self.place = [Place.CPU]
        self.ring = self  # as pipelines do, it holds itself
        ledger.take(Place.CPU, size)
        weakref.finalize(self, _gone, name, size, self.place, ledger)


def _gone(name: str, size: int, place: list[Place], ledger: Ledger) -> None:
    ledger.taken[place[0]] -= size
    ledger.log.append(f"drop {name}")


@dataclass
class Bytes:
    """A loadable of so many bytes. It can lie about them, fail, and wait for leave."""

    name: str
    size: int
    ledger: Ledger
    says: int = 0
    """Expected bytes, where they differ from the true ones."""
    apart: Needs | None = None
    """What it takes where its parts take turns; the ledger counts the whole of it."""
    failing: set[str] = field(default_factory=set)
    """What fails: "load", "cuda", "cpu"."""
    started: Event = field(default_factory=Event)
    leave: Event | None = None

    @property
    def expected(self) -> Needs:
        return self.apart or Needs.of(self.says or self.size)

    def load(self) -> Model:
        self.ledger.log.append(f"load {self.name}")
        self.started.set()
        if self.leave is not None:
            self.leave.wait()
        if "load" in self.failing:
            raise OSError("the disk is gone")
        return Model(self.name, self.size, self.ledger)

    def to(self, model: object, place: Place) -> Needs:
        assert isinstance(model, Model)
        if place.value in self.failing:
            raise MemoryError("out of memory")
        if model.place[0] is not place:
            self.ledger.log.append(f"{place.value} {self.name}")
            self.ledger.take(place, self.size)
            self.ledger.taken[model.place[0]] -= self.size
            model.place[0] = place
        return self.apart or Needs.of(self.size)
