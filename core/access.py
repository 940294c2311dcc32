"""Who is served: lists of people and places, and how many turns a minute each may take."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from core.problems import Code, ProblemError
from core.visit import Visit

_HELD: Final = 10_000


class Pace:
    """A bucket of turns for each key, refilled at a steady rate: `burst` at once, `per_minute` in the long run."""

    def __init__(self, per_minute: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = per_minute / 60
        self._burst = burst
        self._clock = clock
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str) -> float:
        """Seconds until `key` may take a turn; 0 when now."""
        if not self._rate:
            return 0.0
        level = self._level(key)
        return 0.0 if level >= 1 else (1 - level) / self._rate

    def spend(self, key: str) -> None:
        """Count a turn of `key`."""
        self._levels[key] = (self._level(key) - 1, self._clock())
        self._levels.move_to_end(key)
        while len(self._levels) > _HELD:
            self._levels.popitem(last=False)

    def _level(self, key: str) -> float:
        level, at = self._levels.get(key, (float(self._burst), self._clock()))
        return min(float(self._burst), level + (self._clock() - at) * self._rate)


@dataclass(frozen=True)
class Rules:
    """Lists hold ids of people, places and groups ("discord:42"). An empty `allow` serves all but those of `deny`."""

    allow: frozenset[str] = frozenset()
    deny: frozenset[str] = frozenset()
    admins: frozenset[str] = frozenset()
    person_per_minute: float = 20
    place_per_minute: float = 60


UNLIMITED: Final = Rules(person_per_minute=0, place_per_minute=0)


@dataclass
class Access:
    """Lets a visit in, or says why not."""

    rules: Rules = field(default_factory=Rules)
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        people, places = self.rules.person_per_minute, self.rules.place_per_minute
        self._people = Pace(people, max(1, round(people / 2)), self.clock)
        self._places = Pace(places, max(1, round(places / 2)), self.clock)

    def check(self, visit: Visit) -> None:
        """Raises ProblemError (not_allowed) for who is not served."""
        names = {visit.person, visit.place, visit.group}
        if names & self.rules.deny or (self.rules.allow and not names & self.rules.allow):
            raise ProblemError(Code.NOT_ALLOWED, "this person or place is not served")

    def admit(self, visit: Visit) -> None:
        """Count one turn. Raises ProblemError (not_allowed, too_fast)."""
        self.check(visit)
        wait = max(self._people.wait(visit.person), self._places.wait(visit.place))
        if wait:
            raise ProblemError(Code.TOO_FAST, "too many turns in a minute", retry_after=max(1, round(wait + 0.5)))
        self._people.spend(visit.person)
        self._places.spend(visit.place)

    def is_admin(self, visit: Visit) -> bool:
        """Whether the visit may change what holds for the group."""
        return visit.private or visit.admin or visit.person in self.rules.admins
