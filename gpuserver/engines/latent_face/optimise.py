"""Edits of several threads in one batch: whoever is free makes the next step for all."""

# pyright: reportMissingImports=false

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Condition

from torch import Tensor

from gpuserver.engines.base import Watch
from gpuserver.engines.latent_face.batch import Batch, Place
from gpuserver.engines.latent_face.rows import Edit

Turn = Callable[[], AbstractContextManager[object]]
"""A turn on the device, beside what else works there."""


class Optimiser:
    """w* = argmin of the objective, for every caller. It owns no thread: the callers step in turn.

    A caller hears of its cancellation after the step under way, and its row takes no part in the next.
    """

    def __init__(self, batch: Batch, turn: Turn = nullcontext) -> None:
        self._batch = batch
        self._outer = turn
        self._waiting: deque[Place] = deque()
        self._left: list[Place] = []
        self._turn = Condition()
        self._busy = False
        self._wanted = 0

    def solve(self, edit: Edit, watch: Watch) -> Tensor:
        """The latents (n_latent, style_dim) of the lowest loss met. Raises Cancelled, and what a step raises."""
        place = Place(edit)
        with self._turn:
            self._waiting.append(place)
        try:
            while place.found is None:
                if place.error is not None:
                    raise RuntimeError("the search for the edited face failed") from place.error
                watch.progress(place.steps / edit.steps)
                if self._take():
                    self._step()
        except BaseException:
            with self._turn:
                self._left.append(place)
            raise
        return place.found

    @contextmanager
    def device(self) -> Iterator[None]:
        """Nobody steps inside: for other work on the same device. It comes before the next step."""
        with self._turn:
            self._wanted += 1
            self._turn.wait_for(lambda: not self._busy)
            self._wanted -= 1
            self._busy = True
        try:
            with self._outer():
                yield
        finally:
            self._give_back()

    def _take(self) -> bool:
        """Whether the next step is this thread's; if not, somebody else's turn has ended in between."""
        with self._turn:
            if self._busy or self._wanted:
                self._turn.wait()
                return False
            self._busy = True
            return True

    def _give_back(self) -> None:
        with self._turn:
            self._busy = False
            self._turn.notify_all()

    def _step(self) -> None:
        try:
            with self._outer():
                self._fill_places()
                self._batch.step()
        except Exception as error:  # noqa: BLE001  every caller of the batch raises it
            self._batch.fail(error)
        finally:
            self._give_back()

    def _fill_places(self) -> None:
        with self._turn:
            for place in self._left:
                self._batch.drop(place)
                if place in self._waiting:
                    self._waiting.remove(place)
            self._left.clear()
            while self._waiting and not self._batch.full:
                self._batch.admit(self._waiting.popleft())
