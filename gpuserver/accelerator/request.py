"""A request to the accelerator, and the ticket that follows it from its submission to its end."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Final, Generic, TypeVar

from gpuserver.accelerator.key import Key
from gpuserver.engines.base import Pixels, Watch

Inputs = TypeVar("Inputs")
Result = TypeVar("Result")

Tag = tuple[float, int]
"""A place in the fair order; the second part tells those apart that came at the same time."""

_LOOK: Final = 0.1
"""Seconds between two looks at whether the work is still wanted, while nothing is told."""


@dataclass(frozen=True, eq=False)
class Request(Generic[Inputs]):
    """Work for the accelerator. `inputs` is the executor's own affair."""

    key: Key
    inputs: Inputs
    units: int = 1
    """Steps that it takes, as far as known; work without steps is one step."""
    user: str = ""
    """Whose share of the accelerator it uses."""
    weight: float = 1.0
    """Size of that share beside other users'."""
    within: float | None = None
    """Seconds from its submission after which nobody wants the result."""

    def __post_init__(self) -> None:
        if self.units < 1 or self.weight <= 0:
            raise ValueError("a request has at least one unit and a weight above zero")


@dataclass(frozen=True)
class Estimate:
    """When a request is expected to be done."""

    seconds: float
    """Seconds until then."""
    ahead: int | None
    """Requests expected to be done before it; None: it runs."""

    def differs(self, told: Estimate) -> bool:
        """Whether it is worth telling after `told`: another place, or a tenth more or less."""
        return self.ahead != told.ahead or abs(self.seconds - told.seconds) > 0.1 * told.seconds


class Ticket(Generic[Inputs, Result]):
    """A submitted request. Compared by identity.

    The accelerator's thread writes, the submitting thread reads in `result`: the watch is used in that thread alone,
    so that encoding a preview never holds up the accelerator.
    """

    def __init__(self, request: Request[Inputs], since: float, wake: Callable[[], None]) -> None:
        """`since`: the accelerator's clock at submission, in seconds; `wake` tells it of a cancellation."""
        self.request = request
        self.since = since
        self.future: Future[Result] = Future()
        self.tag: Tag = (0.0, 0)
        """Its place in the fair order, the least first."""
        self.solo = 0.0
        """Seconds that it is expected to take alone."""
        self.done = 0
        """Steps made."""
        self.estimate: Estimate | None = None
        self._fraction = 0.0
        self._cancelled = False
        self._wake = wake
        self._news: SimpleQueue[Callable[[Watch], None] | None] = SimpleQueue()

    @property
    def left(self) -> int:
        """Steps still expected."""
        return max(1, self.request.units - self.done)

    @property
    def cancelled(self) -> bool:
        """Whether nobody wants the result any more; for executors whose steps are long."""
        return self._cancelled

    def cancel(self) -> None:
        """Give the request up; its place is free at the next step. Does nothing to one that has ended."""
        self._cancelled = True
        self._wake()

    def result(self, watch: Watch) -> Result:
        """Wait for the result; progress, previews and estimates go to `watch`, from this thread.

        Raises what the executor raised, ProblemError, and Cancelled; what `watch` raises cancels the request.
        """
        try:
            while True:
                try:
                    news = self._news.get(timeout=_LOOK)
                except Empty:
                    watch.progress(self._fraction)
                    continue
                if news is None:
                    break
                news(watch)
        except BaseException:
            self.cancel()
            raise
        return self.future.result()

    def report(self, fraction: float) -> None:
        """Tell that `fraction` (0..1) is done; for executors whose steps are long."""
        self._fraction = fraction
        self._news.put(lambda watch: watch.progress(fraction))

    def show(self, pixels: Pixels) -> None:
        """Show an early look; for executors."""
        self._news.put(lambda watch: watch.preview(pixels))

    def pass_on(self, news: Callable[[], None]) -> None:
        """Let the submitting thread call `news`; for executors whose results come in pieces."""
        self._news.put(lambda _: news())

    def expect(self, estimate: Estimate) -> None:
        """Tell when it is expected to be done, where that has changed."""
        if self.estimate is None or estimate.differs(self.estimate):
            self.estimate = estimate
            self._news.put(lambda watch: watch.expect(estimate.seconds, estimate.ahead))

    def advance(self) -> None:
        """Count one step."""
        self.done += 1
        self.report(min(1.0, self.done / self.request.units))

    def restart(self) -> None:
        """Forget the steps made: their batch is lost."""
        self.done = 0

    def finish(self, result: Result) -> None:
        """End with `result`."""
        self.future.set_result(result)
        self._news.put(None)

    def fail(self, error: Exception) -> None:
        """End with `error`."""
        self.future.set_exception(error)
        self._news.put(None)
