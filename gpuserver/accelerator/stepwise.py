"""Somebody else's loop, run step by step: it waits in a thread of its own wherever it says that a step is made."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Semaphore
from typing import Generic, TypeVar

Result = TypeVar("Result")


class _GivenUp(Exception):
    """Raised inside the loop where nobody wants its result any more."""


class Stepwise(Generic[Result]):
    """Only one of its thread and the caller's is at work at any time, as if there were one. Used by one thread."""

    def __init__(self, call: Callable[[Callable[[], None]], Result]) -> None:
        """`call` is given what it has to call after each of its steps, and returns the result."""
        self._call = call
        self._go, self._waits = Semaphore(0), Semaphore(0)
        self._given_up = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="stepwise")
        self._result: Future[Result] | None = None

    def step(self) -> Result | None:
        """Make the next step: None, or what the call returns where that was the last one. Raises what the call does."""
        if self._result is None:
            self._result = self._thread.submit(self._call, self._pause)
            self._result.add_done_callback(lambda _: self._waits.release())
        else:
            self._go.release()
        self._waits.acquire()
        if not self._result.done():
            return None
        self._thread.shutdown()
        return self._result.result()

    def close(self) -> None:
        """End the call where it is. Does nothing to one that was not begun, or has ended."""
        self._given_up = True
        self._go.release()
        self._thread.shutdown()

    def _pause(self) -> None:
        self._waits.release()
        self._go.acquire()
        if self._given_up:
            raise _GivenUp
