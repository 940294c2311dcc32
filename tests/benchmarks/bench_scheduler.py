"""The accelerator's scheduler beside plain queues, in simulation: how long pictures of mixed sizes take.

Simulated, not measured: time passes by the cost model of tests/accelerator/virtual_gpu.py alone. Arrivals are Poisson,
of many users. "C" is Dataset C: 512 px with 20 steps 15 %, 768 with 20 25 %, 1024 with 25 45 %, 1536 with 35 15 %.
"small" is 512 and 768 px half and half, where batches pay. `load` is the arriving work over what one image at a time
can do: above 1, only batches keep up.

uv run python tests/benchmarks/bench_scheduler.py [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from gpuserver.accelerator.key import Key

sys.path.insert(0, str(Path(__file__).parents[1] / "accelerator"))
from virtual_gpu import VirtualGpu, picture, published, solo_seconds

KEYS = (picture(512, 20), picture(768, 20), picture(1024, 25), picture(1536, 35))
MIXES = {"C": (0.15, 0.25, 0.45, 0.15), "small": (0.5, 0.5, 0.0, 0.0)}
MOST = 8
COUNT = 600
USERS = 40
SEEDS = (1, 2, 3)
LOADS = {"C": (0.5, 0.8, 0.95, 1.1), "small": (0.8, 1.5)}


@dataclass(frozen=True)
class Arrival:
    """A request for one picture."""

    at: float
    key: Key
    user: str


@dataclass(frozen=True)
class Result:
    """Seconds from a request to its picture, and pictures a second from the first request to the last picture."""

    mix: str
    load: float
    scheduler: str
    mean: float
    p50: float
    p95: float
    p99: float
    small_p95: float
    """Of the 512 px pictures alone, which take 0.6 seconds by themselves."""
    images_per_second: float


def arrivals(mix: str, load: float, seed: int) -> list[Arrival]:
    """`COUNT` requests."""
    chance = random.Random(seed)
    work = sum(part * solo_seconds(key) for part, key in zip(MIXES[mix], KEYS, strict=True))
    at, out = 0.0, []
    for _ in range(COUNT):
        at += chance.expovariate(load / work)
        out.append(Arrival(at, chance.choices(KEYS, MIXES[mix])[0], f"user {chance.randrange(USERS)}"))
    return out


def one_at_a_time(requests: list[Arrival]) -> list[float]:
    """First in, first out."""
    return _first_in(requests, 1)


def first_in_batches(requests: list[Arrival]) -> list[float]:
    """First in, first out, with what follows of the same key in a batch; it ends at the first other key."""
    return _first_in(requests, MOST)


def _first_in(requests: list[Arrival], most: int) -> list[float]:
    now, first, ends = 0.0, 0, []
    while first < len(requests):
        head = requests[first]
        now, last = max(now, head.at), first + 1
        while last < min(len(requests), first + most) and requests[last].key == head.key and requests[last].at <= now:
            last += 1
        now += head.key.steps * published(head.key, last - first)
        ends += [now] * (last - first)
        first = last
    return ends


def ours(requests: list[Arrival]) -> list[float]:
    """The accelerator's scheduler, its times measured before."""
    gpu = VirtualGpu(most=MOST)
    gpu.learn(*KEYS)
    begin, sent = gpu.clock.now, []
    for one in requests:
        gpu.clock.at(begin + one.at, lambda one=one: sent.append(gpu.send(one.key, user=one.user)))
    gpu.run()
    return [one.ended - begin for one in sent]


SCHEDULERS: dict[str, Callable[[list[Arrival]], list[float]]] = {
    "first in, first out": one_at_a_time,
    "first in, first out, batches": first_in_batches,
    "ours": ours,
}


def measured(mix: str, load: float, name: str) -> Result:
    """One scheduler at one load of a mix, over all seeds."""
    taken: list[float] = []
    small: list[float] = []
    spans: list[float] = []
    for seed in SEEDS:
        requests = arrivals(mix, load, seed)
        ends = SCHEDULERS[name](requests)
        seconds = [end - one.at for end, one in zip(ends, requests, strict=True)]
        taken += seconds
        small += [one for one, request in zip(seconds, requests, strict=True) if request.key == KEYS[0]]
        spans.append(max(ends) - requests[0].at)
    p50, p95, p99 = np.percentile(taken, (50, 95, 99))
    rate = COUNT * len(SEEDS) / sum(spans)
    figures = (np.mean(taken), p50, p95, p99, np.percentile(small, 95), rate)
    return Result(mix, load, name, *(round(float(one), 3) for one in figures))


def main() -> None:
    """Print the table, and write the figures where that is asked for."""
    parser = argparse.ArgumentParser(description="compare schedulers in simulation")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    print(f"Simulated: {COUNT} pictures, {USERS} users, {len(SEEDS)} seeds; seconds\n")
    print("| mix | load | scheduler | mean | p50 | p95 | p99 | 512 px p95 | images/s |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    results = [measured(mix, load, name) for mix in MIXES for load in LOADS[mix] for name in SCHEDULERS]
    for one in results:
        print(
            f"| {one.mix} | {one.load} | {one.scheduler} | {one.mean:.2f} | {one.p50:.2f} | {one.p95:.2f} | {one.p99:.2f} "
            f"| {one.small_p95:.2f} | {one.images_per_second:.3f} |"
        )
    if asked.json:
        asked.json.write_text(json.dumps([asdict(one) for one in results], indent=1))


if __name__ == "__main__":
    main()
