"""The accelerator's one thread: takes requests in, chooses a lane for each step, ends what nobody waits for."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Sequence
from threading import Event, Lock, Thread
from typing import Any, Final, TypeVar

from core.problems import Code, ProblemError
from gpuserver.accelerator.batches import Batches
from gpuserver.accelerator.choice import Choice, Chooser, Terms
from gpuserver.accelerator.estimate import estimates
from gpuserver.accelerator.executor import AlwaysLoaded, Executor, ExecutorFailed, Models
from gpuserver.accelerator.fairness import FairOrder
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.lane import AnyLane, Lane
from gpuserver.accelerator.memory import Gauge, Memory
from gpuserver.accelerator.pace import Pace
from gpuserver.accelerator.request import Request, Ticket
from gpuserver.engines.base import Cancelled, Unwatched, Watch
from gpuserver.metrics import Metrics

log = logging.getLogger(__name__)

Inputs = TypeVar("Inputs")
Result = TypeVar("Result")

_APART: Final = 0.25
"""Seconds between two rounds of estimates, unless something has arrived."""
_TERMS: Final = Terms()
_LOADED: Final = AlwaysLoaded()


class Accelerator:
    """Serves the requests of one GPU, or of any other device that does one thing at a time.

    `run` is called from many threads, each of which waits there for its own result. All work on the device is done in
    the thread that `start` begins and `close` ends.
    """

    def __init__(
        self,
        *,
        metrics: Metrics,
        models: Models = _LOADED,
        gauge: Gauge | None = None,
        terms: Terms = _TERMS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Without a `gauge`, everything counts as fitting into memory; `clock` tells seconds."""
        self._pace = Pace()
        self._memory = Memory(gauge)
        self._batches = Batches(models, self._memory, self._pace, metrics, clock)
        self._chooser = Chooser(self._batches, terms)
        self._fair = terms.fair
        self._clock = clock
        self._order = FairOrder()
        self._lanes: dict[Key, AnyLane] = {}
        self._told = -math.inf
        self._lock = Lock()
        self._arrived: list[tuple[Executor[Any, Any], Ticket[Any, Any]]] = []
        self._closed = False
        self._wake = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin the thread."""
        self._thread = Thread(target=self._loop, name="accelerator")
        self._thread.start()

    def close(self) -> None:
        """Take no more requests, end those that are left at the next step, and the thread."""
        with self._lock:
            self._closed = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        self._end_all(_stopping())

    def run(self, executor: Executor[Inputs, Result], request: Request[Inputs], watch: Watch) -> Result:
        """The result of `request`, for which this thread waits; `watch` is told and asked meanwhile.

        Raises ProblemError, Cancelled and ExecutorFailed.
        """
        return self.submit(executor, request).result(watch)

    def submit(self, executor: Executor[Inputs, Result], request: Request[Inputs]) -> Ticket[Inputs, Result]:
        """A ticket for `request`, at once. Raises ProblemError (unavailable) when the server stops."""
        ticket: Ticket[Inputs, Result] = Ticket(request, self._clock(), self._wake.set)
        with self._lock:
            if self._closed:
                raise _stopping()
            self._arrived.append((executor, ticket))
        self._wake.set()
        return ticket

    def warm_up(self, executor: Executor[Inputs, Result], requests: Sequence[Request[Inputs]]) -> None:
        """Run `requests` before anybody waits: models are loaded and compiled, times and memory are measured.

        Sizes of batches are tried by doubling: 1 + 2 + 4 + 8 equal requests measure batches of up to 8.
        """
        for ticket in [self.submit(executor, request) for request in requests]:
            try:
                ticket.result(Unwatched())
            except (ProblemError, ExecutorFailed) as error:
                log.warning("warming up %s: %s", ticket.request.key, error)

    def turn(self) -> float | None:
        """Do one thing: a step, mostly. Returns the seconds until there is the next, None: not before a request comes.

        The thread calls it; so does who has a clock of his own.
        """
        self._forget_empty()
        self._take_in()
        self._sweep()
        self._forget_empty()
        if not self._lanes:
            self._order.restart()
            return None
        lanes = list(self._lanes.values())
        choice = self._chooser.next(lanes, self._clock())
        if not isinstance(choice, Choice):
            return choice
        least = min(lane.tag for lane in lanes)
        weights = {ticket.request.user: ticket.request.weight for lane in lanes for ticket in lane.tickets}
        seconds = self._batches.serve(choice.lane, lanes, growing=choice.growing)
        self._chooser.spent(choice, seconds)
        self._order.served(seconds, sum(weights.values()), least)
        self._tell()
        return 0.0

    def _loop(self) -> None:
        while not self._closed:
            wait = self._safe_turn()
            if wait != 0.0:
                self._wake.wait(wait)
            self._wake.clear()

    def _safe_turn(self) -> float | None:
        """A turn; where that breaks, outside of any executor, it ends all requests but not the thread."""
        try:
            return self.turn()
        except Exception:
            log.exception("the accelerator's turn broke")
            self._end_all(ExecutorFailed("the accelerator broke"))
            return 0.0

    def _take_in(self) -> None:
        with self._lock:
            arrived, self._arrived = self._arrived, []
        for executor, ticket in arrived:
            self._place(executor, ticket)
        if arrived:
            self._told = -math.inf

    def _place(self, executor: Executor[Any, Any], ticket: Ticket[Any, Any]) -> None:
        request = ticket.request
        ticket.solo = self._pace.solo(request.key, request.units)
        ticket.tag = self._order.tag(request.user, request.weight, ticket.solo)
        self._lanes.setdefault(request.key, Lane(request.key, executor)).add(ticket)

    def _sweep(self) -> None:
        """End what was cancelled or cannot be done in time."""
        now = self._clock()
        for lane in self._lanes.values():
            ending = {ticket: error for ticket in lane.tickets if (error := self._reason(ticket, now))}
            lane.waiting = [ticket for ticket in lane.waiting if ticket not in ending]
            if gone := [ticket for ticket in lane.rows if ticket in ending]:
                self._batches.drop(lane, gone)
            for ticket, error in ending.items():
                self._batches.fail([ticket], error)

    def _forget_empty(self) -> None:
        self._lanes = {key: lane for key, lane in self._lanes.items() if lane.tickets}

    def _reason(self, ticket: Ticket[Any, Any], now: float) -> Exception | None:
        """Why `ticket` is to end now; None where it is not."""
        request = ticket.request
        if ticket.cancelled:
            return Cancelled()
        if request.within is None:
            return None
        least = self._pace.least(request.key)
        if now + ticket.left * least <= ticket.since + request.within:
            return None
        limit = f"{request.within:.0f} seconds"
        if request.units * least > request.within:
            return ProblemError(Code.TOO_LARGE_TO_RENDER, f"it takes longer than the {limit} that it may", limit=limit)
        again = math.ceil(ticket.solo)
        return ProblemError(Code.BUSY, f"it cannot be done within {limit}: others go first", retry_after=again)

    def _tell(self) -> None:
        now = self._clock()
        if now - self._told < _APART:
            return
        self._told = now
        lanes = [lane for lane in self._lanes.values() if lane.tickets]
        for ticket, estimate in estimates(lanes, self._pace, self._fair).items():
            ticket.expect(estimate)

    def _end_all(self, error: Exception) -> None:
        self._take_in()
        lanes, self._lanes = self._lanes, {}
        for lane in lanes.values():
            tickets = lane.tickets
            self._batches.drop(lane, lane.rows)
            self._batches.fail(tickets, error)


def _stopping() -> ProblemError:
    return ProblemError(Code.UNAVAILABLE, "the server is stopping")
