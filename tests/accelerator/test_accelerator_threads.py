"""The accelerator's real thread, and the workers that wait for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import pytest

from core.gpu_events import render_event
from core.ports import Progress, Queued
from core.problems import Code, ProblemError
from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.executor import AlwaysLoaded, ExecutorFailed
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.request import Request, Ticket
from gpuserver.engines.base import Cancelled, Pixels, Unwatched
from gpuserver.events import Event, PreviewEvent, ProgressEvent, QueuedEvent
from gpuserver.jobs import Job
from gpuserver.metrics import Metrics
from gpuserver.watch import JobWatch
from gpuserver.wire import event_frame

KEY = Key("double", "m", 8, 8, steps=4)


@dataclass
class Doubling:
    """Doubles numbers in four steps; each step waits for the gate."""

    joins: bool = True
    most: int = 4
    gate: threading.Event = field(default_factory=threading.Event)
    began: threading.Event = field(default_factory=threading.Event)
    threads: set[str] = field(default_factory=set)
    dropped: list[int] = field(default_factory=list)

    def start(self, tickets: Sequence[Ticket[int, int]]) -> DoublingBatch:
        return DoublingBatch(self, tickets)

    def peak(self, key: Key, rows: int) -> int | None:
        return None


class DoublingBatch:
    def __init__(self, executor: Doubling, tickets: Sequence[Ticket[int, int]]) -> None:
        self.executor = executor
        self.rows = dict.fromkeys(tickets, 0)

    def step(self) -> Mapping[Ticket[int, int], int]:
        self.executor.threads.add(threading.current_thread().name)
        self.executor.began.set()
        assert self.executor.gate.wait(5)
        for ticket in self.rows:
            self.rows[ticket] += 1
            ticket.show(np.zeros((4, 4, 3), np.uint8))
            if ticket.request.inputs < 0:
                raise ValueError("a negative number")
        done = {ticket: 2 * ticket.request.inputs for ticket, steps in self.rows.items() if steps == 4}
        self.rows = {ticket: steps for ticket, steps in self.rows.items() if ticket not in done}
        return done

    def join(self, tickets: Sequence[Ticket[int, int]]) -> None:
        self.rows |= dict.fromkeys(tickets, 0)

    def drop(self, tickets: Collection[Ticket[int, int]]) -> None:
        self.executor.dropped += [ticket.request.inputs for ticket in tickets]
        self.rows = {ticket: steps for ticket, steps in self.rows.items() if ticket not in tickets}


class Noting(Unwatched):
    def __init__(self) -> None:
        self.fractions: list[float] = []
        self.previews = 0
        self.threads: set[str] = set()

    def progress(self, fraction: float) -> None:
        self.threads.add(threading.current_thread().name)
        self.fractions.append(fraction)

    def preview(self, pixels: Pixels) -> None:
        self.threads.add(threading.current_thread().name)
        self.previews += 1


class Impatient(Unwatched):
    def progress(self, fraction: float) -> None:
        raise Cancelled


def wish(number: int, within: float | None = None) -> Request[int]:
    return Request(KEY, number, units=4, within=within)


@pytest.fixture
def accelerator() -> Iterator[Accelerator]:
    made = Accelerator(metrics=Metrics())
    made.start()
    yield made
    made.close()
    assert not any(thread.name == "accelerator" for thread in threading.enumerate())


def test_workers_wait_for_their_results_while_one_thread_does_all_the_work(accelerator: Accelerator) -> None:
    doubling = Doubling()
    doubling.gate.set()
    with ThreadPoolExecutor(16) as workers:
        futures = [workers.submit(accelerator.run, doubling, wish(number), Unwatched()) for number in range(40)]
        assert [future.result(10) for future in futures] == [2 * number for number in range(40)]
    assert doubling.threads == {"accelerator"}


def test_a_watch_is_used_in_the_thread_that_waits(accelerator: Accelerator) -> None:
    doubling, watch = Doubling(), Noting()
    doubling.gate.set()
    assert accelerator.run(doubling, wish(4), watch) == 8
    assert watch.threads == {threading.current_thread().name}
    assert [fraction for fraction in watch.fractions if fraction] == [0.25, 0.5, 0.75]
    assert watch.previews == 4


def test_who_gives_up_leaves_at_once_and_the_batch_at_the_next_step(accelerator: Accelerator) -> None:
    doubling = Doubling()
    with ThreadPoolExecutor(2) as workers:
        stays = workers.submit(accelerator.run, doubling, wish(1), Unwatched())
        assert doubling.began.wait(5)
        with pytest.raises(Cancelled):
            accelerator.run(doubling, wish(2), Impatient())  # while the first step still runs
        doubling.gate.set()
        assert stays.result(5) == 2


def test_a_running_request_that_is_given_up_is_dropped(accelerator: Accelerator) -> None:
    doubling = Doubling()
    ticket = accelerator.submit(doubling, wish(7))
    assert doubling.began.wait(5)
    ticket.cancel()
    doubling.gate.set()
    assert isinstance(ticket.future.exception(5), Cancelled)
    assert doubling.dropped == [7]


def test_what_breaks_is_raised_where_it_was_asked_for(accelerator: Accelerator) -> None:
    doubling = Doubling()
    doubling.gate.set()
    with pytest.raises(ExecutorFailed, match="a negative number"):
        accelerator.run(doubling, wish(-1), Unwatched())
    assert accelerator.run(doubling, wish(3), Unwatched()) == 6


def test_a_fault_outside_of_executors_ends_what_is_there_and_not_the_thread() -> None:
    class Faulty(AlwaysLoaded):
        faults = 1

        def loaded(self, model: str) -> bool:
            if self.faults:
                self.faults -= 1
                raise KeyError(model)
            return True

    accelerator, doubling = Accelerator(metrics=Metrics(), models=Faulty()), Doubling()
    doubling.gate.set()
    accelerator.start()
    try:
        with pytest.raises(ExecutorFailed):
            accelerator.run(doubling, wish(1), Unwatched())
        assert accelerator.run(doubling, wish(2), Unwatched()) == 4
    finally:
        accelerator.close()


def test_closing_ends_what_runs_and_what_waits_and_takes_no_more() -> None:
    accelerator, doubling = Accelerator(metrics=Metrics()), Doubling(most=1)
    accelerator.start()
    tickets = [accelerator.submit(doubling, wish(number)) for number in range(3)]
    assert doubling.began.wait(5)
    closing = threading.Thread(target=accelerator.close)
    closing.start()
    doubling.gate.set()
    closing.join(5)
    for ticket in tickets:
        error = ticket.future.exception(5)
        assert isinstance(error, ProblemError)
        assert error.problem.code is Code.UNAVAILABLE
    with pytest.raises(ProblemError):
        accelerator.submit(doubling, wish(9))


def test_warming_up_measures_batches_and_survives_what_fails(accelerator: Accelerator) -> None:
    doubling = Doubling()
    doubling.gate.set()
    accelerator.warm_up(doubling, [wish(number) for number in (1, 2, -3, 4)])
    assert accelerator.run(doubling, wish(5), Unwatched()) == 10


async def test_a_job_tells_its_place_on_the_accelerator_and_the_seconds_that_are_left() -> None:
    job = Job(lambda _: None)
    watch = JobWatch(job, previews=1, seconds=60.0)
    watch.expect(12.345, 2)
    watch.expect(3.0, None)
    watch.progress(0.5)
    watch.next_part()
    await asyncio.sleep(0.11)
    watch.progress(0.75)
    await asyncio.sleep(0)
    events = [job.events.get_nowait() for _ in range(job.events.qsize())]
    assert events == [QueuedEvent(2, 12.3), ProgressEvent(50, 3.0), ProgressEvent(75)]


async def test_a_jobs_events_come_from_the_accelerator_through_its_watch(accelerator: Accelerator) -> None:
    doubling, job = Doubling(), Job(lambda _: None)
    doubling.gate.set()
    watch = JobWatch(job, previews=1, seconds=60.0)
    request = Request(KEY, 21, units=4)
    assert await asyncio.to_thread(accelerator.run, doubling, request, watch) == 42
    await asyncio.sleep(0)
    events: list[Event] = [job.events.get_nowait() for _ in range(job.events.qsize())]
    assert {type(event) for event in events} == {ProgressEvent, PreviewEvent}


async def test_the_expected_seconds_travel_to_the_client() -> None:
    for event, read in [
        (QueuedEvent(2, 3.5), Queued(2, 3.5)),
        (QueuedEvent(2), Queued(2)),
        (ProgressEvent(40, 1.5), Progress(40, 1.5)),
    ]:
        frame = await event_frame(event, "job")
        assert frame
        name, data = frame.decode().strip().split("\n")
        assert await render_event(name.removeprefix("event: "), data.removeprefix("data: ").encode()) == read


def test_torchs_out_of_memory_is_the_accelerators() -> None:
    torch = pytest.importorskip("torch")
    from gpuserver.accelerator.executor import OutOfMemory
    from gpuserver.accelerator.memory_torch import out_of_memory

    with pytest.raises(OutOfMemory), out_of_memory():
        raise torch.OutOfMemoryError
    with pytest.raises(ValueError, match="no"), out_of_memory():
        raise ValueError("no")


def test_torchs_allocator_is_a_gauge() -> None:
    torch = pytest.importorskip("torch")
    if not torch.cuda.is_available():
        pytest.skip("no CUDA device")
    from gpuserver.accelerator.memory_torch import CudaGauge

    gauge = CudaGauge()
    before = gauge.used()
    gauge.reset()
    block = torch.empty(2**20, dtype=torch.uint8, device="cuda")
    assert gauge.used() - before == gauge.peak() - before == 2**20
    del block
    gauge.release()
    assert gauge.used() == before < gauge.peak() < gauge.budget
