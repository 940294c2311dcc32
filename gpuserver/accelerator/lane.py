"""The requests of one key: those that wait, in fair order, and those in the running batch."""

from __future__ import annotations

from bisect import insort
from typing import Any, Generic, TypeVar

from gpuserver.accelerator.executor import Batch, Executor
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.request import Tag, Ticket

Inputs = TypeVar("Inputs")
Result = TypeVar("Result")


class Lane(Generic[Inputs, Result]):
    """At most one batch of a key runs at a time; what waits may join it or follow it."""

    def __init__(self, key: Key, executor: Executor[Inputs, Result]) -> None:
        self.key = key
        self.executor = executor
        self.waiting: list[Ticket[Inputs, Result]] = []
        self.rows: list[Ticket[Inputs, Result]] = []
        self.batch: Batch[Inputs, Result] | None = None
        self.held = 0
        """Bytes that the running batch keeps between its steps."""
        self.alone = False
        """Memory did not suffice for one row: the next batch runs with no other beside it."""
        self.passed: float | None = None
        """Since when others go before it although it is its turn, on the accelerator's clock."""

    @property
    def tickets(self) -> list[Ticket[Inputs, Result]]:
        """Those that run, then those that wait."""
        return self.rows + self.waiting

    @property
    def tag(self) -> Tag:
        """The least tag: whose turn it is in the fair order."""
        return min(ticket.tag for ticket in self.tickets)

    @property
    def shortness(self) -> tuple[float, Tag]:
        """Seconds of its shortest request, and its tag: the least goes first by length."""
        return min((ticket.solo, ticket.tag) for ticket in self.tickets)

    def add(self, ticket: Ticket[Inputs, Result]) -> None:
        """Let `ticket` wait in its place."""
        insort(self.waiting, ticket, key=lambda one: one.tag)

    def begin(self, batch: Batch[Inputs, Result], rows: int) -> None:
        """The first `rows` that wait run now, in `batch`."""
        self.batch, self.passed = batch, None
        self.rows += self.waiting[:rows]
        del self.waiting[:rows]

    def end(self) -> list[Ticket[Inputs, Result]]:
        """Forget the batch; the rows that were in it."""
        rows, self.rows, self.batch, self.held = self.rows, [], None, 0
        return rows


AnyLane = Lane[Any, Any]
"""A lane whose inputs and results only its executor knows."""
