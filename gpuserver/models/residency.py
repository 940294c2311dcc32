"""Which models are in memory: loaded when they are used, moved to the CPU and dropped, least recently used first."""

from __future__ import annotations

import gc
import logging
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Event, Thread, get_ident
from traceback import clear_frames
from typing import Final

from gpuserver.models.memory import Budgets, Loadable, Needs, Place
from gpuserver.models.problem import ModelError

log = logging.getLogger(__name__)


_NOT_KNOWN: Final = Needs.of(0)


@dataclass(frozen=True)
class Resident:
    """A model in memory, or those of its parts that are at `place`."""

    name: str
    place: Place
    bytes: int
    users: int


@dataclass(eq=False)
class _Slot:
    name: str
    loadable: Loadable
    warm: bool
    needs: Needs = _NOT_KNOWN
    """Expected, and once it was loaded measured."""
    model: object | None = None
    places: set[Place] = field(default_factory=set)
    """Where it takes memory: two while it moves."""
    moving: bool = False
    users: Counter[int] = field(default_factory=Counter)
    """Threads that use it or wait for it, and how often each."""
    last: float = 0.0
    failures: int = 0
    failure: str = ""

    def taken(self, place: Place, home: Place) -> int:
        """Bytes at `place`, where models work at `home`."""
        if place in self.places:
            return self.needs.working if place is home else self.needs.whole
        return self.needs.waiting if home in self.places else 0


@dataclass(frozen=True)
class _Change:
    """One slot's next place; None drops it."""

    slot: _Slot
    to: Place | None


class Residency:
    """Keeps models within two budgets. Safe from several threads; `use` blocks, so call it from worker threads only.

    One change of place goes on at a time: a disk and a bus serve one after the other anyway, and what a change took can
    be measured. Models that are in place are used meanwhile. Budgets count what models hold, not the memory of their
    work: leave room for that.
    """

    def __init__(
        self,
        models: Mapping[str, Loadable],
        budgets: Budgets,
        *,
        warm: Iterable[str] = (),
        idle: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`warm`: never moved away or dropped; `idle`: seconds after which an unused one is dropped, 0 for never."""
        self._budgets = budgets
        self._warm = tuple(warm)
        self._idle = idle
        self._clock = clock
        self._slots = OrderedDict((name, _Slot(name, one, name in self._warm)) for name, one in models.items())
        """The least recently used first."""
        self._changed = Condition()
        self._changing = False
        self._waiting: set[int] = set()
        """Threads that nobody has woken yet."""
        for name in self._warm:
            self._slot(name)

    @contextmanager
    def running(self) -> Iterator[Residency]:
        """Warm models are loaded first, idle ones dropped as time passes, and all at the end. Raises ModelError."""
        stop = Event()
        sweeper = Thread(target=self._sweep, args=(stop,), name="models-idle")
        try:
            for name in self._warm:
                with self.use(name):
                    pass
            if self._idle:
                sweeper.start()
            yield self
        finally:
            stop.set()
            if sweeper.ident is not None:
                sweeper.join()
            self._drop(lambda slot: True)

    @contextmanager
    def use(self, name: str) -> Iterator[object]:
        """The model `name` where models work; it stays there until the end of the block. Keep no reference after it.

        Waits while others change places or hold the room. Raises ModelError for a model that cannot be loaded, that is
        larger than the budget, and where those who hold the room all wait for room themselves.
        """
        slot, me = self._slot(name), get_ident()
        expected = slot.loadable.expected if slot.needs is _NOT_KNOWN else slot.needs
        with self._changed:
            slot.needs = expected if slot.needs is _NOT_KNOWN else slot.needs
            slot.users[me] += 1
            failures = slot.failures
        try:
            while change := self._next(slot, failures):
                self._perform(change)
            yield slot.model
        finally:
            with self._changed:
                slot.users -= Counter({me: 1})
                self._touch(slot)
                self._wake()

    def residents(self) -> tuple[Resident, ...]:
        """What is in memory, the least recently used first."""
        with self._changed:
            return tuple(
                Resident(slot.name, place, taken, slot.users.total())
                for slot in self._slots.values()
                for place in Place
                if (taken := self._at(slot, place))
            )

    def working(self, name: str) -> int:
        """Bytes that `name` takes where it works. Raises ModelError for weights that are not whole."""
        slot = self._slot(name)
        return (slot.loadable.expected if slot.needs is _NOT_KNOWN else slot.needs).working

    def drop_idle(self) -> None:
        """Drop what was not used for `idle` seconds; warm models stay."""
        since = self._clock() - self._idle
        self._drop(lambda slot: not slot.warm and slot.last <= since)

    def _sweep(self, stop: Event) -> None:
        while not stop.wait(self._idle / 4):
            self.drop_idle()

    def _drop(self, which: Callable[[_Slot], bool]) -> None:
        while True:
            with self._changed:
                while self._changing:
                    self._changed.wait()
                found = next((one for one in self._slots.values() if one.places and not one.users and which(one)), None)
                if found is None:
                    return
                change = self._begin(_Change(found, None))
            self._perform(change)

    def _slot(self, name: str) -> _Slot:
        if name not in self._slots:
            raise ModelError(f"there is no model {name}: there are {', '.join(self._slots) or 'none'}")
        return self._slots[name]

    def _touch(self, slot: _Slot) -> None:
        slot.last = self._clock()
        self._slots.move_to_end(slot.name)

    def _next(self, slot: _Slot, failures: int) -> _Change | None:
        """The next change on the way of `slot` to where models work; None when it is there. Raises ModelError."""
        with self._changed:
            while True:
                if slot.failures > failures:
                    raise ModelError(f"{slot.name} cannot be loaded: {slot.failure}")
                if slot.places == {self._budgets.home} and not slot.moving:
                    self._touch(slot)
                    return None
                if not self._changing and (change := self._plan(slot)):
                    return self._begin(change)
                self._wait(slot)

    def _plan(self, slot: _Slot) -> _Change | None:
        """What to change next for `slot`; None where others in use hold the room."""
        place = Place.CPU if slot.model is None else self._budgets.home
        size = slot.needs.working if place is self._budgets.home else slot.needs.whole
        over = self._taken(place) + size - self._budgets.of(place)
        if over <= 0:
            return _Change(slot, place)
        room = self._budgets.of(place) - self._kept_warm(place, slot)
        if size > room:
            raise ModelError(
                f"{slot.name} takes {size / 1e9:.1f} GB, and the {place.name} has {room / 1e9:.1f} GB for it: "
                "raise the budget, or choose a smaller model"
            )
        idle = self._evictable(place)
        if sum(self._at(one, place) for one in idle) < over:
            return None
        return self._retreat(idle[0]) if place is Place.GPU else _Change(idle[0], None)

    def _retreat(self, victim: _Slot) -> _Change:
        """Move `victim` from the GPU to the CPU; where there is no room, the least recently used is dropped first."""
        over = self._taken(Place.CPU) - self._at(victim, Place.CPU) + victim.needs.whole - self._budgets.cpu
        if over <= 0:
            return _Change(victim, Place.CPU)
        order = list(self._slots.values())
        older = [one for one in self._evictable(Place.CPU) if order.index(one) < order.index(victim)]
        enough = sum(self._at(one, Place.CPU) for one in older) >= over
        return _Change(older[0] if enough else victim, None)

    def _evictable(self, place: Place) -> list[_Slot]:
        """Models that take memory at `place` and that nobody uses, the least recently used first."""
        still = [one for one in self._slots.values() if len(one.places) == 1 and not one.users and not one.warm]
        return [one for one in still if self._at(one, place)]

    def _at(self, slot: _Slot, place: Place) -> int:
        return slot.taken(place, self._budgets.home)

    def _taken(self, place: Place) -> int:
        return sum(self._at(one, place) for one in self._slots.values())

    def _kept_warm(self, place: Place, but: _Slot) -> int:
        return sum(self._at(one, place) for one in self._slots.values() if one.warm and one is not but)

    def _begin(self, change: _Change) -> _Change:
        """Reserve what `change` takes."""
        self._changing = change.slot.moving = True
        if change.to is not None:
            change.slot.places.add(change.to)
        return change

    def _perform(self, change: _Change) -> None:
        """Do what was begun, outside the lock. A model that fails is dropped, and all who wait for it are told."""
        slot = change.slot
        needs, failure = slot.needs, "it was interrupted"
        try:
            needs = self._place(slot, change.to)
            failure = ""
        except Exception as error:
            log.exception("%s cannot be placed", slot.name)
            failure = str(error) or type(error).__name__
            clear_frames(error.__traceback__)  # who keeps the error must not keep the model
        finally:
            if not self._fits(change, needs):
                slot.model = None  # larger than expected: room is made for it as it was measured
            if slot.model is None:
                gc.collect()  # pipelines hold themselves in circles
            with self._changed:
                self._finish(change, needs, failure)

    def _place(self, slot: _Slot, to: Place | None) -> Needs:
        """Load or move the model, or drop it; what it takes. The slot holds no model that failed."""
        model, slot.model = slot.model, None
        if to is None:
            return slot.needs
        if model is None:
            model = slot.loadable.load()
        needs = slot.loadable.to(model, to)
        slot.model = model
        return needs

    def _fits(self, change: _Change, needs: Needs) -> bool:
        """Whether the place has room for what was measured there."""
        slot, to = change.slot, change.to
        if to is None:
            return True
        size = needs.working if to is self._budgets.home else needs.whole
        with self._changed:
            return self._taken(to) - self._at(slot, to) + size <= self._budgets.of(to)

    def _finish(self, change: _Change, needs: Needs, failure: str) -> None:
        slot = change.slot
        slot.needs, slot.moving, self._changing = needs, False, False
        slot.places = {change.to} if change.to is not None and slot.model is not None else set()
        if failure:
            slot.failures += 1
            slot.failure = failure
        self._wake()

    def _wait(self, slot: _Slot) -> None:
        """Wait for a change or the end of a use. Raises ModelError where neither can come."""
        me = get_ident()
        self._waiting.add(me)
        users = {user for one in self._slots.values() for user in one.users}
        if not self._changing and users <= self._waiting:
            self._waiting.discard(me)
            raise ModelError(f"there is no room for {slot.name}: all who hold the memory wait for more of it")
        self._changed.wait()

    def _wake(self) -> None:
        self._waiting.clear()
        self._changed.notify_all()
