"""The queue: bounded, fair between clients, honest about positions; jobs that fail or are cancelled harm no other."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import LIMIT, until

from core.problems import Code, ProblemError
from gpuserver.engines.base import Cancelled
from gpuserver.events import DoneEvent, ErrorEvent, Event, QueuedEvent
from gpuserver.fair_queue import FairQueue
from gpuserver.jobs import Job, JobState
from gpuserver.metrics import Metrics
from gpuserver.scheduler import QueueFull, Scheduler


@asynccontextmanager
async def scheduling(threads: int = 1, queue_size: int = 32, queue_bytes: int = 1000) -> AsyncIterator[Scheduler]:
    scheduler = Scheduler(threads=threads, queue_size=queue_size, queue_bytes=queue_bytes, metrics=Metrics())
    await scheduler.start()
    yield scheduler
    await scheduler.stop()


async def told(job: Job) -> list[Event]:
    out: list[Event] = []
    async with asyncio.timeout(LIMIT):
        while not out or not isinstance(out[-1], DoneEvent):
            out.append(await job.events.get())
    return out


def positions(events: list[Event]) -> list[int]:
    return [event.position for event in events if isinstance(event, QueuedEvent)]


class Gate:
    """Work that waits for a gate, or to be cancelled, and notes the order of its runs."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.ran: list[str] = []

    def __call__(self, name: str):
        def work(job: Job) -> None:
            self.ran.append(name)
            while not self.open.wait(0.01):
                if job.cancelled:
                    raise Cancelled

        return work


async def test_jobs_of_one_client_run_in_order() -> None:
    gate = Gate()
    async with scheduling() as scheduler:
        jobs = [scheduler.submit(gate(str(number))) for number in range(4)]
        gate.open.set()
        for job in jobs:
            await told(job)
        assert gate.ran == ["0", "1", "2", "3"]
        assert {job.state for job in jobs} == {JobState.DONE}


async def test_clients_take_turns() -> None:
    gate = Gate()
    async with scheduling() as scheduler:
        jobs = [scheduler.submit(gate(f"a{number}"), client="a") for number in range(4)]
        await until(lambda: len(gate.ran) == 1)
        jobs += [scheduler.submit(gate(f"b{number}"), client="b") for number in range(2)]
        gate.open.set()
        for job in jobs:
            await told(job)
    assert gate.ran == ["a0", "b0", "a1", "b1", "a2", "a3"]


async def test_positions_count_the_pictures_ahead_and_fall() -> None:
    gate = Gate()
    async with scheduling() as scheduler:
        jobs = [scheduler.submit(gate(str(number))) for number in range(3)]
        await until(lambda: len(gate.ran) == 1)
        gate.open.set()
        seen = [positions(await told(job)) for job in jobs]
    assert seen == [[0], [1], [2, 1]]


async def test_a_job_that_waits_is_cancelled_at_once_and_the_rest_move_up() -> None:
    gate = Gate()
    async with scheduling() as scheduler:
        running, second, third = [scheduler.submit(gate(name)) for name in "abc"]
        await until(lambda: len(gate.ran) == 1)
        scheduler.cancel(second)
        events = await told(second)
        assert [type(event) for event in events[-2:]] == [ErrorEvent, DoneEvent]
        assert scheduler.state(second.id) is JobState.CANCELLED
        gate.open.set()
        assert positions(await told(third))[-1] == 1
        await told(running)
    assert gate.ran == ["a", "c"]


async def test_a_running_job_stops_when_it_is_cancelled() -> None:
    gate = Gate()
    async with scheduling() as scheduler:
        job = scheduler.submit(gate("a"))
        await until(lambda: len(gate.ran) == 1)
        scheduler.cancel(job)
        await told(job)
        assert job.state is JobState.CANCELLED


async def test_cancelling_what_has_ended_does_nothing() -> None:
    async with scheduling() as scheduler:
        job = scheduler.submit(lambda _: None)
        await told(job)
        scheduler.cancel(job)
        assert scheduler.state(job.id) is JobState.DONE
        assert scheduler.get(job.id) is None
        assert scheduler.state("unknown") is None


async def test_a_full_queue_refuses_and_says_for_how_long() -> None:
    gate = Gate()
    async with scheduling(queue_size=1) as scheduler:
        scheduler.submit(gate("runs"))
        await until(lambda: len(gate.ran) == 1)
        assert scheduler.has_room
        scheduler.submit(gate("waits"))
        assert not scheduler.has_room
        with pytest.raises(QueueFull) as caught:
            scheduler.submit(gate("refused"))
        assert caught.value.retry_after >= 1


async def test_waiting_uploads_are_bounded_in_bytes() -> None:
    gate = Gate()
    async with scheduling(queue_bytes=1000) as scheduler:
        scheduler.submit(gate("runs"))
        await until(lambda: len(gate.ran) == 1)
        scheduler.submit(gate("waits"), weight=5000)  # one is always taken
        with pytest.raises(QueueFull):
            scheduler.submit(gate("refused"), weight=1)


@pytest.mark.parametrize(
    ("raised", "code", "state"),
    [
        (ProblemError(Code.CANNOT_DRAW, "no"), Code.CANNOT_DRAW, JobState.REFUSED),
        (ZeroDivisionError(), Code.INTERNAL, JobState.FAILED),
        (MemoryError(), Code.INTERNAL, JobState.FAILED),
    ],
)
async def test_a_job_that_fails_ends_alone(raised: Exception, code: Code, state: JobState) -> None:
    def breaks(_: Job) -> None:
        raise raised

    async with scheduling() as scheduler:
        job, after = scheduler.submit(breaks), scheduler.submit(lambda _: None)
        error = (await told(job))[-2]
        assert isinstance(error, ErrorEvent)
        assert error.problem.code is code
        assert job.state is state
        await told(after)
        assert after.state is JobState.DONE


async def test_stopping_cancels_what_runs_and_what_waits() -> None:
    gate = Gate()
    async with scheduling() as scheduler:
        running, waiting = scheduler.submit(gate("a")), scheduler.submit(gate("b"))
        await until(lambda: len(gate.ran) == 1)
        async with asyncio.timeout(LIMIT):
            await scheduler.stop()
        for job in (running, waiting):
            error = (await told(job))[-2]
            assert isinstance(error, ErrorEvent)
            assert error.problem.code is Code.UNAVAILABLE
        with pytest.raises(ProblemError):
            scheduler.submit(gate("c"))


async def test_clients_take_turns_by_their_shares() -> None:
    queue = FairQueue()
    for _ in range(6):
        queue.push(Job(lambda _: None, client="a", share=2.0))
        queue.push(Job(lambda _: None, client="b"))
    assert "".join(queue.pop().client for _ in range(9)) == "ababaabaa"


async def test_nothing_is_saved_up_by_waiting_and_nothing_owed_for_what_was_cancelled() -> None:
    queue = FairQueue()
    given_up = [Job(lambda _: None, client="a") for _ in range(9)]
    for job in (*given_up, *(Job(lambda _: None, client="b") for _ in range(9))):
        queue.push(job)
    assert [queue.pop().client for _ in range(6)] == list("ababab")
    for job in given_up[3:]:
        queue.remove(job)
    for _ in range(4):
        queue.push(Job(lambda _: None, client="a"))
        queue.push(Job(lambda _: None, client="late"))
    assert [queue.pop().client for _ in range(9)] == ["late", "b", "a"] * 3


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([0.5, 1.0, 3.0])), max_size=12), st.data())
async def test_the_told_order_is_the_order_of_popping(clients: list[tuple[str, float]], data: st.DataObject) -> None:
    queue = FairQueue()
    jobs = [Job(lambda _: None, client=client, share=share, weight=1) for client, share in clients]
    for job in jobs:
        queue.push(job)
    for job in data.draw(st.lists(st.sampled_from(jobs), unique=True)) if jobs else []:
        assert queue.remove(job)
        assert not queue.remove(job)
    order = list(queue)
    assert queue.weight == len(queue) == len(order)
    assert [queue.pop() for _ in order] == order
    assert not queue
