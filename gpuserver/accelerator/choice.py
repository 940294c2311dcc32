"""Which lane is served next: the shortest request and the fair order share the time, what is loaded goes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gpuserver.accelerator.batches import Batches
from gpuserver.accelerator.fairness import Share
from gpuserver.accelerator.lane import AnyLane


@dataclass(frozen=True)
class Terms:
    """How long who may wait for what."""

    company: float = 0.02
    """Seconds that an idle accelerator waits for further requests of a key, where they could not join later."""
    overtaking: float = 5.0
    """Seconds that others may go before a request whose turn it is, because their models are loaded or because it
    does not fit beside them. After that nothing new starts until it has."""
    fair: float = 0.4
    """Part of the contended time that goes to the fair order, the rest to the shortest request."""


@dataclass(frozen=True)
class Choice:
    """The lane to serve. `growing`: requests may join its batch. `fairly`: in the fair order, None where the shortest
    request is the same.
    """

    lane: AnyLane
    growing: bool = True
    fairly: bool | None = None


class Chooser:
    """Chooses lane after lane, each for one step."""

    def __init__(self, batches: Batches, terms: Terms) -> None:
        self._batches = batches
        self._terms = terms
        self._share = Share(terms.fair)

    def next(self, lanes: Sequence[AnyLane], now: float) -> Choice | float:
        """What to do next for `lanes`, which all have requests; or the seconds to wait for company."""
        running = [lane for lane in lanes if lane.batch is not None]
        if exclusive := next((lane for lane in running if lane.alone), None):
            return Choice(exclusive)
        ready = [lane for lane in lanes if lane.batch is not None or self._batches.admits(lane, running)]
        if not running and (wait := min(self._company(lane, now) for lane in ready)) > 0:
            return wait
        due = min(lanes, key=lambda lane: lane.tag)
        if self._overtaken_for(due, ready, now) >= self._terms.overtaking:
            if due in ready:
                return Choice(due)
            return self._compete(running, growing=False)
        return self._compete([lane for lane in ready if self._loaded(lane)] or ready, growing=True)

    def spent(self, choice: Choice, seconds: float) -> None:
        """Account for the seconds of what was chosen."""
        if choice.fairly is not None:
            self._share.spent(seconds, fairly=choice.fairly)

    def _compete(self, lanes: Sequence[AnyLane], *, growing: bool) -> Choice:
        fairest = min(lanes, key=lambda lane: lane.tag)
        shortest = min(lanes, key=lambda lane: lane.shortness)
        if fairest is shortest:
            self._share.agreed()
            return Choice(fairest, growing)
        if self._share.is_fairs_turn(self._cost(fairest)):
            return Choice(fairest, growing, fairly=True)
        return Choice(shortest, growing, fairly=False)

    def _cost(self, lane: AnyLane) -> float:
        """Seconds of the next step of `lane`."""
        pace = self._batches.pace
        if lane.batch is not None:
            return pace.step(lane.key, len(lane.rows))
        return pace.start(lane.key) + pace.step(lane.key)

    def _overtaken_for(self, due: AnyLane, ready: Sequence[AnyLane], now: float) -> float:
        """Seconds that others have gone before `due`, whose turn it is; 0 where none does."""
        if due.batch is None and (due not in ready or not self._loaded(due)):
            due.passed = now if due.passed is None else due.passed
        return 0.0 if due.passed is None else now - due.passed

    def _loaded(self, lane: AnyLane) -> bool:
        return lane.batch is not None or self._batches.models.loaded(lane.key.model)

    def _company(self, lane: AnyLane, now: float) -> float:
        """Seconds that it is worth waiting for more requests of `lane`."""
        count = len(lane.waiting)
        if lane.executor.joins or lane.alone or not self._more_pays(lane, count):
            return 0.0
        return max(0.0, min(ticket.since for ticket in lane.waiting) + self._terms.company - now)

    def _more_pays(self, lane: AnyLane, count: int) -> bool:
        return count < lane.executor.most and self._batches.pace.pays(lane.key, count + 1, count + 1)
