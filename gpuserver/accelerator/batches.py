"""Starting, joining and stepping batches: what that takes is measured, and what breaks ends only its own requests."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Sequence

from core.problems import Code, ProblemError
from gpuserver.accelerator.executor import ExecutorFailed, Models, OutOfMemory
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.lane import AnyLane
from gpuserver.accelerator.memory import Memory
from gpuserver.accelerator.pace import Pace
from gpuserver.accelerator.request import Ticket
from gpuserver.engines.base import Cancelled
from gpuserver.metrics import Metrics

log = logging.getLogger(__name__)

AnyTicket = Ticket[object, object]


class Batches:
    """The batches in the accelerator's memory. Used by its thread alone."""

    def __init__(
        self, models: Models, memory: Memory, pace: Pace, metrics: Metrics, clock: Callable[[], float]
    ) -> None:
        self.models = models
        self.memory = memory
        self.pace = pace
        self._metrics = metrics
        self._clock = clock

    def admits(self, lane: AnyLane, running: Collection[AnyLane]) -> bool:
        """Whether `lane` may start a batch beside those of `running`."""
        if not running:
            return True
        keep = _models_of(running)
        return not lane.alone and self.models.fits(lane.key.model, keep) and self.memory.fits(lane, 1, running)

    def serve(self, lane: AnyLane, lanes: Collection[AnyLane], *, growing: bool) -> float:
        """Start a batch of `lane`, one of `lanes`, or let what waits join it where it is `growing`; then make one step.

        Returns the seconds that it took, without loading a model.
        """
        others = [other for other in lanes if other.batch is not None and other is not lane]
        present = sum(len(one.tickets) for one in lanes)
        spent = 0.0
        if lane.batch is None:
            if self._prepare(lane, others):
                spent += self._start(lane, self._room(lane, others, present))
        elif growing and lane.waiting and lane.executor.joins:
            spent += self._join(lane, self._room(lane, others, present) - len(lane.rows))
        if lane.batch is not None:
            spent += self._step(lane)
        return spent

    def drop(self, lane: AnyLane, tickets: Collection[AnyTicket]) -> None:
        """Take `tickets` out of the batch of `lane`; ending them is the caller's."""

        def drop() -> None:
            if lane.batch is not None:
                with self.memory.measured(lane, len(lane.rows)):
                    lane.batch.drop(tickets)

        error = self._error(lane.key, drop)
        lane.rows = [ticket for ticket in lane.rows if ticket not in tickets]
        if error is not None:
            self.fail(lane.rows, error)
        if error is not None or not lane.rows:
            self._over(lane)

    def fail(self, tickets: Iterable[AnyTicket], error: Exception) -> None:
        """End `tickets` with `error`."""
        how = "failed"
        if isinstance(error, ProblemError | Cancelled):
            how = "refused" if isinstance(error, ProblemError) else "cancelled"
        for ticket in tickets:
            ticket.fail(error)
            self._metrics.gpu_requests.labels(how).inc()

    def _prepare(self, lane: AnyLane, others: Collection[AnyLane]) -> bool:
        """Load the model of `lane` and make room for one row. False: it cannot start now, or never."""
        model = lane.key.model

        def load() -> None:
            if lane.alone:
                self.models.unload(frozenset({model}))
            if not self.models.loaded(model):
                self.models.load(model, _models_of(others))

        if self.memory.limit(lane.key, self._clock()) == 0:
            self._refuse(lane, len(lane.waiting))
            return False
        error = self._error(lane.key, load)
        self.memory.look()
        if isinstance(error, OutOfMemory):
            self._ran_out(lane, 1)
        elif error is not None:
            self.fail(lane.waiting, error)
            lane.waiting = []
        elif self.memory.fits(lane, 1, others):
            return True
        elif not others:
            return self._clear_for(lane)
        return False

    def _clear_for(self, lane: AnyLane) -> bool:
        """Unload the models that nobody uses; refuse a request for which that is still not enough."""
        self.models.unload(frozenset({lane.key.model}))
        self.memory.release()
        if self.memory.fits(lane, 1, ()):
            return True
        self._refuse(lane, 1)
        return False

    def _room(self, lane: AnyLane, others: Collection[AnyLane], present: int) -> int:
        """Rows that the batch of `lane` may have now."""
        limit = self.memory.limit(lane.key, self._clock())
        wanted = min(len(lane.tickets), 1 if lane.alone else lane.executor.most)
        for rows in range(wanted if limit is None else min(wanted, limit), len(lane.rows), -1):
            if self.pace.pays(lane.key, rows, present) and self.memory.fits(lane, rows, others):
                return rows
        return len(lane.rows)

    def _start(self, lane: AnyLane, rows: int) -> float:
        tickets = lane.waiting[:rows]

        def start() -> None:
            with self.memory.measured(lane, rows):
                lane.begin(lane.executor.start(tickets), rows)

        began = self._clock()
        error = self._error(lane.key, start)
        if isinstance(error, OutOfMemory):
            self._ran_out(lane, rows)
        elif error is not None:
            self.fail(tickets, error)
            del lane.waiting[:rows]
        else:
            self._began(lane.key, tickets, began)
        return self._clock() - began

    def _join(self, lane: AnyLane, rows: int) -> float:
        tickets = lane.waiting[:rows]
        if not tickets:
            return 0.0

        def join() -> None:
            if lane.batch is not None:
                with self.memory.measured(lane, len(lane.rows) + rows):
                    lane.batch.join(tickets)
                    lane.begin(lane.batch, rows)

        began = self._clock()
        error = self._error(lane.key, join)
        if isinstance(error, OutOfMemory):
            self._metrics.gpu_ooms.inc()
            self.memory.limit_to(lane.key, len(lane.rows), began)
            self.memory.release()
        elif error is not None:
            self.fail((*lane.rows, *tickets), error)
            del lane.waiting[:rows]
            self._over(lane)
        else:
            self._began(lane.key, tickets, began)
        return self._clock() - began

    def _began(self, key: Key, tickets: Sequence[AnyTicket], began: float) -> None:
        self.pace.started(key, len(tickets), self._clock() - began)
        for ticket in tickets:
            self._metrics.gpu_waited.observe(began - ticket.since)

    def _step(self, lane: AnyLane) -> float:
        rows = len(lane.rows)
        results: dict[AnyTicket, object] = {}

        def step() -> None:
            if lane.batch is not None:
                with self.memory.measured(lane, rows):
                    results.update(lane.batch.step())

        began = self._clock()
        error = self._error(lane.key, step)
        seconds = self._clock() - began
        if isinstance(error, OutOfMemory):
            for ticket in lane.end():
                ticket.restart()
                lane.add(ticket)
            self._ran_out(lane, rows)
        elif error is not None:
            self.fail(lane.rows, error)
            self._over(lane)
        else:
            self.pace.stepped(lane.key, rows, seconds)
            self._metrics.gpu_rows.observe(rows)
            self._metrics.gpu_step_seconds.labels(lane.key.pipeline).observe(seconds)
            self._advance(lane, results)
        return seconds

    def _advance(self, lane: AnyLane, results: dict[AnyTicket, object]) -> None:
        done = [ticket for ticket in lane.rows if ticket in results]
        lane.rows = [ticket for ticket in lane.rows if ticket not in results]
        for ticket in lane.rows:
            ticket.advance()
        if not lane.rows:
            self._over(lane)
        for ticket in done:
            ticket.finish(results[ticket])
            self._metrics.gpu_requests.labels("done").inc()

    def _ran_out(self, lane: AnyLane, rows: int) -> None:
        """Try again with half of `rows`; a single one alone, with no other model loaded; then give it up."""
        self._metrics.gpu_ooms.inc()
        self.memory.release()
        if rows > 1:
            self.memory.limit_to(lane.key, rows // 2, self._clock())
        elif not lane.alone:
            lane.alone = True
        else:
            lane.alone = False
            self.memory.limit_to(lane.key, 0, self._clock())
            self._refuse(lane, len(lane.waiting))

    def _refuse(self, lane: AnyLane, count: int) -> None:
        self.fail(lane.waiting[:count], _too_large(lane.key))
        del lane.waiting[:count]

    def _over(self, lane: AnyLane) -> None:
        lane.end()
        lane.alone = False
        self.memory.look()

    @staticmethod
    def _error(key: Key, action: Callable[[], None]) -> Exception | None:
        """What `action` raises, made fit to be kept: a traceback's frames would hold on to the memory."""
        try:
            action()
        except OutOfMemory:
            return OutOfMemory()
        except ProblemError as error:
            return error.with_traceback(None)
        except Exception as error:
            log.exception("the executor of %s failed", key)
            return ExecutorFailed(f"{type(error).__name__}: {error}")
        return None


def _too_large(key: Key) -> ProblemError:
    if key.width:
        size = f"{key.width} × {key.height} pixels"
        detail = f"{size} need more memory than this server's accelerator has; ask for a smaller picture"
    else:
        size = f"the memory for {key.model}"
        detail = "it needs more memory than this server's accelerator has; ask with a smaller picture, or fewer words"
    return ProblemError(Code.TOO_LARGE_TO_RENDER, detail, limit=size)


def _models_of(lanes: Iterable[AnyLane]) -> frozenset[str]:
    return frozenset(lane.key.model for lane in lanes)
