"""Load on whatever makes pictures: so many at once, or arriving by chance in mixed sizes; and how long each took."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Final

import numpy as np


@dataclass(frozen=True)
class Size:
    """A square picture's side in pixels, and the steps that it takes."""

    side: int
    steps: int


@dataclass(frozen=True)
class Work:
    """One picture to make; `seed` tells its words and noise from all others'."""

    size: Size
    seed: int
    user: str = ""


@dataclass(frozen=True)
class Arrival:
    """A picture that is asked for `at` seconds after the beginning."""

    at: float
    work: Work


Serve = Callable[[Work], None]
"""Makes one picture and returns when it is there. Called from many threads."""
Mix = tuple[tuple[Size, float], ...]
"""Sizes with their shares of the arrivals, which are 1 together."""

DATASET_C: Final[Mix] = (
    (Size(512, 20), 0.15), (Size(768, 20), 0.25), (Size(1024, 25), 0.45), (Size(1536, 35), 0.15),
)  # fmt: skip
"""The sizes with which diffusion servers are commonly measured."""


@dataclass(frozen=True)
class Latency:
    """Seconds from asking to having, and what came out a second."""

    count: int
    mean: float
    p50: float
    p95: float
    p99: float
    per_second: float


def latency(seconds: Sequence[float], span: float) -> Latency:
    """Of `seconds` each, in `span` seconds from the first asked to the last made. Raises ValueError for none."""
    if not seconds:
        raise ValueError("nothing was made")
    p50, p95, p99 = (float(one) for one in np.percentile(seconds, (50, 95, 99)))
    return Latency(len(seconds), float(np.mean(seconds)), p50, p95, p99, len(seconds) / span)


def arrivals(mix: Mix, a_second: float, count: int, seed: int = 0, users: int = 40) -> list[Arrival]:
    """`count` requests of many users, `a_second` in the mean, with the gaps of a Poisson process."""
    chance = random.Random(seed)
    sizes, shares = zip(*mix, strict=True)
    at, out = 0.0, []
    for number in range(count):
        at += chance.expovariate(a_second)
        size = chance.choices(sizes, shares)[0]
        out.append(Arrival(at, Work(size, number, f"user {chance.randrange(users)}")))
    return out


def works(size: Size, first: int = 0) -> Iterator[Work]:
    """Pictures of one size without end, each of another user."""
    number = first
    while True:
        yield Work(size, number, f"user {number}")
        number += 1


def closed_loop(serve: Serve, wanted: Iterator[Work], at_once: int, seconds: float, least: int) -> Latency:
    """`at_once` users who each ask again when they have theirs, for `seconds`, and until `least` were asked for.

    The span ends with the last picture, so that the emptying at the end counts against who needs many at once.
    """
    taken: list[float] = []
    asked, lock = 0, Lock()
    began = time.perf_counter()

    def next_work() -> Work | None:
        nonlocal asked
        with lock:
            if asked >= least and time.perf_counter() - began > seconds:
                return None
            asked += 1
            return next(wanted)

    def user() -> None:
        while (work := next_work()) is not None:
            since = time.perf_counter()
            serve(work)
            taken.append(time.perf_counter() - since)

    if at_once == 1:
        user()  # in this thread: what is compiled to CUDA graphs belongs to one
    else:
        with ThreadPoolExecutor(at_once) as pool:
            for done in [pool.submit(user) for _ in range(at_once)]:
                done.result()
    return latency(taken, time.perf_counter() - began)


def open_loop(serve: Serve, asked: Sequence[Arrival]) -> Latency:
    """Each is asked for at its time, whatever the others do."""
    began = time.perf_counter()

    def one(arrival: Arrival) -> float:
        serve(arrival.work)
        return time.perf_counter() - began - arrival.at

    with ThreadPoolExecutor(len(asked)) as pool:
        waiting = []
        for arrival in asked:
            time.sleep(max(0.0, began + arrival.at - time.perf_counter()))
            waiting.append(pool.submit(one, arrival))
        taken = [one.result() for one in waiting]
    return latency(taken, time.perf_counter() - began - asked[0].at)


def in_line(asked: Sequence[Arrival], seconds: dict[Size, float]) -> Latency:
    """First in, first out, one at a time: exact where each size always takes its `seconds`."""
    free, taken = 0.0, []
    for arrival in asked:
        free = max(free, arrival.at) + seconds[arrival.work.size]
        taken.append(free - arrival.at)
    return latency(taken, free - asked[0].at)
