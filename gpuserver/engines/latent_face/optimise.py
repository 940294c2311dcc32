"""Edits of several threads in one batch: whoever is free makes the next step for all."""

# pyright: reportMissingImports=false

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Condition
from typing import Protocol, TypeVar

import torch
from torch import Tensor

from core.problems import ProblemError
from gpuserver.engines.base import Watch
from gpuserver.engines.latent_face.batch import Batch, Place
from gpuserver.engines.latent_face.rows import Edit

R = TypeVar("R")


class Turn(Protocol):
    """A turn on the device, beside what else works there."""

    def __call__(self, work: Callable[[], R], /) -> R:
        """What `work` makes there. It may be begun again where memory runs out. Raises what it raises, ProblemError."""
        ...


def at_once(work: Callable[[], R], /) -> R:
    """A turn on a device where nothing else works."""
    return work()


class Optimiser:
    """w* = argmin of the objective, for every caller. It owns no thread: the callers step in turn.

    A caller hears of its cancellation after the step under way, and its row takes no part in the next.
    """

    def __init__(self, batch: Batch, turn: Turn = at_once) -> None:
        self._batch = batch
        self._outer = turn
        self._waiting: deque[Place] = deque()
        self._left: list[Place] = []
        self._turn = Condition()
        self._busy = False
        self._wanted = 0

    def solve(self, edit: Edit, watch: Watch) -> Tensor:
        """The latents (n_latent, style_dim) of the lowest loss met. Raises Cancelled, ProblemError, and
        RuntimeError for what else a step raises.
        """
        place = Place(edit)
        with self._turn:
            self._waiting.append(place)
        try:
            while place.found is None:
                if isinstance(place.error, ProblemError):
                    raise ProblemError(
                        place.error.problem.code, place.error.problem.detail, **place.error.problem.facts
                    )
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

    def between(self, work: Callable[[], R]) -> R:
        """What `work` makes on the same device between two steps: it comes before the next one."""
        with self._turn:
            self._wanted += 1
            self._turn.wait_for(lambda: not self._busy)
            self._wanted -= 1
            self._busy = True
        try:
            return self._outer(work)
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
            self._outer(self._filled_step)
        except Exception as error:  # noqa: BLE001  every caller of the batch raises it
            self._fail(error)
        finally:
            self._give_back()

    def _fail(self, error: Exception) -> None:
        """End the batch with `error`; a problem is none of its rows' alone, and ends those that wait too."""
        self._batch.fail(error)
        if isinstance(error, ProblemError):
            with self._turn:
                for place in self._waiting:
                    place.error = error
                self._waiting.clear()

    def _filled_step(self) -> None:
        self._fill_places()
        self._batch.step()

    def _fill_places(self) -> None:
        with self._turn:
            for place in self._left:
                self._batch.drop(place)
                if place in self._waiting:
                    self._waiting.remove(place)
            self._left.clear()
            while self._waiting and not self._batch.full:
                self._admit(self._waiting.popleft())

    def _admit(self, place: Place) -> None:
        try:
            self._batch.admit(place)
        except torch.OutOfMemoryError:
            self._waiting.appendleft(place)
            raise
        except Exception as error:
            place.error = error
            raise
