"""Several pictures of one job: in order, at once where that pays, and stopped together."""

from __future__ import annotations

import asyncio
from threading import Barrier, Event, enumerate, get_ident

import numpy as np
import pytest

from core.recipe import Drawing, Recipe, derived_seed
from core.scene.reader import read_scene
from gpuserver.cache import RenderCache
from gpuserver.engines.base import Cancelled, Picture, Watch
from gpuserver.engines.loaded import Engines
from gpuserver.events import ImageEvent, ProgressEvent, QueuedEvent
from gpuserver.jobs import Job
from gpuserver.metrics import Metrics
from gpuserver.runner import Order, Runner
from gpuserver.together import PictureWatch, in_order
from gpuserver.watch import JobWatch


def watch_of(job: Job) -> JobWatch:
    return JobWatch(job, previews=0, seconds=60.0)


async def events(job: Job) -> list[object]:
    await asyncio.sleep(0)
    return [job.events.get_nowait() for _ in range(job.events.qsize())]


async def test_pictures_are_made_at_once_and_come_in_order() -> None:
    met = Barrier(4)  # nobody passes before all are there

    def make(number: int, watch: PictureWatch) -> int:
        met.wait(timeout=60)
        return number * number

    watch = watch_of(Job(lambda _: None))
    made = await asyncio.to_thread(lambda: list(in_order(make, 4, watch, at_once=True)))
    assert made == [0, 1, 4, 9]
    assert [one.name for one in enumerate() if one.name.startswith("pictures")] == []


class Meeting:
    """Draws nothing before as many as are asked for are there."""

    name = "meeting"

    def __init__(self, many: int) -> None:
        self.barrier = Barrier(many)

    def draw(self, drawing: Drawing, size: int, watch: Watch) -> Picture:
        self.barrier.wait(timeout=60)
        return Picture(np.full((size, size, 3), drawing.seed % 256, np.uint8))


async def test_the_pictures_of_one_request_are_all_asked_of_an_accelerated_engine_at_once() -> None:
    engines = Engines(drawers=(Meeting(3),), accelerated=True)
    runner = Runner(engines, size=16, seconds=60, cache=RenderCache(0), metrics=Metrics())
    recipe = Recipe(source=Drawing(prompt="a cat", scene=read_scene("a cat"), seed=5), count=3)
    job = Job(lambda _: None)
    await asyncio.to_thread(runner.render, Order(recipe), job)
    made = [one for one in await events(job) if isinstance(one, ImageEvent)]
    assert [(one.index, one.seed) for one in made] == [(at, derived_seed(5, at)) for at in range(3)]


async def test_without_a_gpu_one_is_made_after_the_other_in_the_jobs_own_thread() -> None:
    def make(number: int, watch: PictureWatch) -> int:
        return get_ident()

    assert set(in_order(make, 3, watch_of(Job(lambda _: None)), at_once=False)) == {get_ident()}


async def test_one_that_fails_stops_the_others() -> None:
    stopped, begun = Event(), Barrier(2)

    def make(number: int, watch: PictureWatch) -> int:
        begun.wait(timeout=60)
        if number == 0:
            raise ValueError("the first one")
        try:
            while True:
                watch.progress(0.5)
        except Cancelled:
            stopped.set()
            raise

    watch = watch_of(Job(lambda _: None))
    with pytest.raises(ValueError, match="the first one"):
        await asyncio.to_thread(lambda: list(in_order(make, 2, watch, at_once=True)))
    assert stopped.is_set()


async def test_a_job_that_is_cancelled_ends_all_its_pictures() -> None:
    job, begun = Job(lambda _: None), Barrier(4)

    def make(number: int, watch: PictureWatch) -> int:
        begun.wait(timeout=60)
        while True:
            watch.progress(0.5)

    ending = asyncio.create_task(asyncio.to_thread(lambda: list(in_order(make, 3, watch_of(job), at_once=True))))
    await asyncio.to_thread(begun.wait, 60)
    job.cancel()
    with pytest.raises(Cancelled):
        await ending


async def test_the_jobs_progress_is_the_mean_of_its_pictures() -> None:
    job = Job(lambda _: None)

    def make(number: int, watch: PictureWatch) -> None:
        watch.share(0.5, 1.0)
        watch.progress(1.0)

    list(in_order(make, 1, watch_of(job), at_once=False))
    assert await events(job) == [ProgressEvent(100)]
    made = in_order(make, 4, watch_of(job), at_once=False)
    next(made)
    assert await events(job) == [ProgressEvent(25)]


async def test_a_place_in_the_queue_is_told_until_a_picture_begins() -> None:
    job = Job(lambda _: None)

    def make(number: int, watch: PictureWatch) -> None:
        watch.expect(8.0, 3)
        watch.progress(0.5)
        watch.expect(4.0, 1)

    list(in_order(make, 1, watch_of(job), at_once=False))
    assert [one for one in await events(job) if isinstance(one, QueuedEvent)] == [QueuedEvent(3, 8.0)]
