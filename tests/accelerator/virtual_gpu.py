"""An accelerator in virtual time: its clock moves by what a cost model says that a step takes, and nothing else."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.choice import Terms
from gpuserver.accelerator.executor import OutOfMemory
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.request import Request, Ticket
from gpuserver.metrics import Metrics

Row = Ticket[str, str]
Cost = Callable[[Key, int], float]

SPEEDUP = {
    512: {1: 1.0, 2: 1.82, 4: 2.77, 8: 3.14},
    768: {1: 1.0, 2: 1.30, 4: 1.45, 8: 1.50},
    1024: {1: 1.0, 2: 1.02, 4: 1.03, 8: 1.04},
    1536: {1: 1.0, 8: 1.0},
}
"""Images a second of a batch over those of one image, by side and rows. 512 and 1024 px (at 2 rows) as published for
Qwen-Image on an H200 with SGLang; the rest is assumed between and beyond them."""
SOLO = {512: 0.030, 768: 0.055, 1024: 0.100, 1536: 0.260}
"""Seconds of a step of one image; assumed."""


def published(key: Key, rows: int) -> float:
    """Seconds of a step, by `SOLO` and `SPEEDUP`, in straight lines between the sizes given."""
    table = SPEEDUP[key.width]
    below = max(size for size in table if size <= rows)
    above = min((size for size in table if size >= rows), default=below)
    part = (rows - below) / (above - below) if above > below else 0.0
    speedup = table[below] + part * (table[above] - table[below])
    return SOLO[key.width] * rows / speedup


def picture(side: int, steps: int = 20, model: str = "m") -> Key:
    return Key("draw", model, side, side, steps)


class VirtualClock:
    """Seconds that pass only in `advance`; what is due on the way happens at its own time."""

    def __init__(self) -> None:
        self.now = 0.0
        self._due: list[tuple[float, int, Callable[[], object]]] = []
        self._order = count()

    def __call__(self) -> float:
        return self.now

    def at(self, when: float, action: Callable[[], object]) -> None:
        heapq.heappush(self._due, (when, next(self._order), action))

    def advance(self, seconds: float) -> None:
        end = self.now + seconds
        while self._due and self._due[0][0] <= end:
            when, _, action = heapq.heappop(self._due)
            self.now = max(self.now, when)
            action()
        self.now = end

    def skip(self) -> bool:
        """Go to what is due next; False where nothing is."""
        if self._due:
            self.advance(max(0.0, self._due[0][0] - self.now))
            return True
        return False


@dataclass
class VirtualMemory:
    """A gauge. More than `capacity` runs out of memory; what is used over the `budget` is only noted."""

    capacity: int = 10**12
    budget: int = 10**12
    in_use: int = 0
    top: int = 0
    highest: int = 0

    def used(self) -> int:
        return self.in_use

    def peak(self) -> int:
        return self.top

    def reset(self) -> None:
        self.top = self.in_use

    def release(self) -> None:
        pass

    def take(self, held: int, passing: int = 0) -> None:
        """Use `held` from now on, and `passing` for the moment."""
        if self.in_use + held + passing > self.capacity:
            raise OutOfMemory
        self.in_use += held
        self.top = max(self.top, self.in_use + passing)
        self.highest = max(self.highest, self.top)


@dataclass
class VirtualModels:
    """Models of one unit of memory each, `room` at a time; loading takes `seconds`."""

    clock: VirtualClock
    room: int = 1
    seconds: float = 0.0
    held: list[str] = field(default_factory=list)
    loads: list[tuple[float, str]] = field(default_factory=list)
    cleared: int = 0

    def loaded(self, model: str) -> bool:
        return model in self.held

    def fits(self, model: str, keep: frozenset[str]) -> bool:
        return len(keep | {model}) <= self.room

    def load(self, model: str, keep: frozenset[str]) -> None:
        assert self.fits(model, keep)
        self.held = [one for one in self.held if one in keep or len(self.held) < self.room]
        self.held.append(model)
        self.loads.append((self.clock.now, model))
        self.clock.advance(self.seconds)

    def unload(self, keep: frozenset[str]) -> None:
        self.held = [one for one in self.held if one in keep]
        self.cleared += 1


class VirtualBatch:
    """Rows that each count their own steps, as an executor's do."""

    def __init__(self, executor: VirtualExecutor, tickets: Sequence[Row]) -> None:
        self.executor = executor
        self.key = tickets[0].request.key
        self.steps: dict[Row, int] = {}
        self.join(tickets)

    def join(self, tickets: Sequence[Row]) -> None:
        assert not self.steps or self.executor.joins
        assert {ticket.request.key for ticket in tickets} == {self.key}
        assert len(self.steps) + len(tickets) <= self.executor.most
        self.executor.memory.take(self.executor.held * len(tickets))
        self.steps |= dict.fromkeys(tickets, 0)

    def step(self) -> Mapping[Row, str]:
        executor, rows = self.executor, len(self.steps)
        executor.made.append((executor.clock.now, self.key, rows))
        try:
            executor.memory.take(0, executor.passing_of(self.key) * rows)
        except OutOfMemory:
            self.drop(list(self.steps))
            raise
        executor.before_step(list(self.steps))
        executor.clock.advance(executor.cost(self.key, rows))
        self.steps = {ticket: done + 1 for ticket, done in self.steps.items()}
        ended = [ticket for ticket, done in self.steps.items() if done >= ticket.request.units]
        self.drop(ended)
        return {ticket: ticket.request.inputs.upper() for ticket in ended}

    def drop(self, tickets: Collection[Row]) -> None:
        for ticket in tickets:
            del self.steps[ticket]
            self.executor.memory.in_use -= self.executor.held


@dataclass
class VirtualExecutor:
    """Answers its input in capitals, after the seconds of the cost model."""

    clock: VirtualClock
    memory: VirtualMemory
    cost: Cost = published
    joins: bool = True
    most: int = 8
    held: int = 0
    """Bytes of a row between steps."""
    passing: int = 0
    """Bytes of a row within a step."""
    more: dict[Key, int] = field(default_factory=dict)
    """Bytes within a step of rows of some keys, instead."""
    announces: bool = False
    """Whether it knows what it needs."""
    made: list[tuple[float, Key, int]] = field(default_factory=list)
    """Every step: when it began, its key and its rows."""
    before_step: Callable[[list[Row]], None] = lambda rows: None

    def start(self, tickets: Sequence[Row]) -> VirtualBatch:
        return VirtualBatch(self, tickets)

    def peak(self, key: Key, rows: int) -> int | None:
        return rows * (self.held + self.passing_of(key)) if self.announces else None

    def passing_of(self, key: Key) -> int:
        return self.more.get(key, self.passing)


@dataclass
class Sent:
    """A request on its way."""

    ticket: Row
    at: float
    ended: float = 0.0

    @property
    def seconds(self) -> float:
        """From its submission to its end."""
        assert self.ticket.future.done()
        return self.ended - self.at


class VirtualGpu:
    """An accelerator with a virtual clock, memory, models and one executor."""

    def __init__(
        self, *, cost: Cost = published, joins: bool = True, most: int = 8, terms: Terms | None = None,
        memory: VirtualMemory | None = None, models: Callable[[VirtualClock], VirtualModels] | None = None,
        held: int = 0, passing: int = 0, announces: bool = False,
    ) -> None:  # fmt: skip
        self.clock = VirtualClock()
        self.memory = memory or VirtualMemory()
        self.metrics = Metrics()
        self.models = models(self.clock) if models else VirtualModels(self.clock, room=1000)
        self.executor = VirtualExecutor(
            self.clock, self.memory, cost, joins, most, held=held, passing=passing, announces=announces
        )
        self.accelerator = Accelerator(
            metrics=self.metrics, models=self.models, gauge=self.memory, terms=terms or Terms(), clock=self.clock
        )

    def send(
        self, key: Key, *, user: str = "", units: int | None = None, weight: float = 1.0, within: float | None = None,
        inputs: str = "a",
    ) -> Sent:  # fmt: skip
        """A request, now."""
        request = Request(key, inputs, units or key.steps, user, weight, within)
        sent = Sent(self.accelerator.submit(self.executor, request), self.clock.now)
        sent.ticket.future.add_done_callback(lambda _: setattr(sent, "ended", self.clock.now))
        return sent

    def ooms(self) -> int:
        """Batches that ran out of memory, as an operator is told."""
        line = next(
            one for one in self.metrics.text().decode().splitlines() if one.startswith("chatelier_gpu_ooms_total")
        )
        return int(float(line.split()[-1]))

    def run(self, until: float = float("inf")) -> None:
        """Until nothing is left to do, or that time has come."""
        while self.clock.now < until:
            wait = self.accelerator.turn()
            if wait is None:
                if not self.clock.skip():
                    return
            elif wait > 0:
                self.clock.advance(max(wait, 1e-9))

    def learn(self, *keys: Key) -> None:
        """Measure the steps of `keys` in batches of every size up to the most, as a warmed-up server has."""
        for key in keys:
            for rows in range(1, self.executor.most + 1):
                for _ in range(3):
                    for _ in range(rows):
                        self.send(key, units=1)
                    self.run()
        self.executor.made.clear()
        self.memory.highest = self.memory.in_use


def solo_seconds(key: Key, cost: Cost = published) -> float:
    return key.steps * cost(key, 1)
