"""The sections with pictures: speed at one size, mixed sizes by chance, a burst before a small one, cancelling."""

# pyright: reportMissingImports=false
from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial

import numpy as np
import torch
from gpu_bench import Bench
from gpu_engine import Plain, Served
from gpu_load import DATASET_C, Mix, Size, Work, arrivals, closed_loop, in_line, open_loop, works
from gpu_report import (
    AT_ONCE,
    CANCEL_STEPS,
    OURS_COMPILED,
    OURS_EAGER,
    PLAIN_COMPILED,
    PLAIN_EAGER,
    SMALL_SHARE,
    at_once,
)

from gpuserver.engines.diffusion.executor import Asked

_LEFT_OUT = "compiling is left out (--compile)"


def speed(bench: Bench, name: str, size: Size) -> None:
    """Pictures of one size: diffusers one at a time, and ours with several users; eager and compiled."""
    section = f"{name}-{size.side}"
    for compiled, plain, ours in ((False, PLAIN_EAGER, OURS_EAGER), (True, PLAIN_COMPILED, OURS_COMPILED)):
        if compiled and not bench.form.compiles:
            bench.gap(section, f"{plain}; {ours}", _LEFT_OUT)
            continue
        _plain_speed(bench, section, plain, name, bench.form.size(size), compiled)
        _our_speed(bench, section, ours, name, bench.form.size(size), compiled)


def _plain_speed(bench: Bench, section: str, way: str, name: str, size: Size, compiled: bool) -> None:
    plain = Plain(bench.built(name))
    with _stepping(compiled):
        bench.measure(section, f"{way}, warming up", lambda: _made(plain, size, 2))
        bench.row(section, way, at_once(1), lambda: closed_loop(plain.serve, works(size), 1, bench.form.seconds, 3))


def _our_speed(bench: Bench, section: str, way: str, name: str, size: Size, compiled: bool) -> None:
    with _ours(bench, name, compiled) as ours:
        bench.measure(section, f"{way}, warming up", lambda: ours.warm_up(size))
        for users in AT_ONCE:
            least = 2 * users if bench.form.full and compiled else users
            run = partial(closed_loop, ours.serve, works(size, 100), users, bench.form.seconds, least)
            bench.row(section, way, at_once(users), run, f"batches of at most {bench.form.most}")


def mixed(bench: Bench) -> None:
    """Dataset C by chance: diffusers in line, from the times that each size takes it, and ours."""
    mix: Mix = tuple((bench.form.size(size), share) for size, share in DATASET_C)
    solo: dict[str, dict[Size, float]] = {PLAIN_EAGER: {}, PLAIN_COMPILED: {}}
    bench.measure("mixed", f"{PLAIN_EAGER}, solo times", lambda: _solo(bench, PLAIN_EAGER, mix, solo, compiled=False))
    if bench.form.compiles:
        run = partial(_solo, bench, PLAIN_COMPILED, mix, solo, compiled=True)
        bench.measure("mixed", f"{PLAIN_COMPILED}, solo times", run)
    else:
        bench.gap("mixed", PLAIN_COMPILED, _LEFT_OUT)
    known = {way: seconds for way, seconds in solo.items() if len(seconds) == len(mix)}
    if PLAIN_EAGER in known:
        _by_chance(bench, mix, known)


def _solo(bench: Bench, way: str, mix: Mix, solo: dict[str, dict[Size, float]], *, compiled: bool) -> None:
    plain = Plain(bench.built("sdxl"))
    with _stepping(compiled):
        for size, _ in mix:
            _made(plain, size, 1)
            solo[way][size] = closed_loop(plain.serve, works(size), 1, 0, 2).mean
            bench.figure("mixed", f"{way}: {size.side} px, {size.steps} steps", solo[way][size], "s")


def _by_chance(bench: Bench, mix: Mix, solo: dict[str, dict[Size, float]]) -> None:
    can = 1 / sum(share * solo[PLAIN_EAGER][size] for size, share in mix)
    way = OURS_COMPILED if bench.form.compiles else OURS_EAGER
    with _ours(bench, "sdxl", bench.form.compiles) as ours:
        for size, _ in mix:
            bench.measure("mixed", f"{way}, warming up {size.side} px", partial(ours.warm_up, size, 2))
        for load in (0.8, 1.2):
            asked = arrivals(mix, load * can, bench.form.arrivals)
            name = f"Poisson, {load:g} of what plain eager can"
            for plain, seconds in solo.items():
                bench.row("mixed", plain, name, partial(in_line, asked, seconds), "in line, from its solo times")
            bench.row("mixed", way, name, partial(open_loop, ours.serve, asked))


def burst(bench: Bench) -> None:
    """Small pictures of one user while large ones of many others are under way."""
    small, large = bench.form.size(DATASET_C[0][0]), bench.form.size(DATASET_C[-1][0])
    with _ours(bench, "sdxl", bench.form.compiles) as ours:
        for size in (small, large):
            ours.warm_up(size, 2)
        solo = closed_loop(ours.serve, works(small), 1, 0, 5).p50
        ours.timed.steps.clear()
        ahead = [ours.submit(Work(large, number, f"large {number}")) for number in range(16)]
        _wait_for_steps(ours, 3, ahead)
        taken = _behind(ours, small, ahead)
        for ticket in ahead:
            ticket.cancel()
        step = statistics.median(one.seconds for one in ours.timed.steps if one.size.side == large.side)
    p50, p95 = (float(one) for one in np.percentile(taken, (50, 95)))
    bench.figure("burst", "a small one alone", solo, "s")
    bench.figure("burst", "a step of the large ones", step, "s")
    bench.figure("burst", f"p50 of {len(taken)} small ones behind 16 large ones", p50, "s")
    bench.figure("burst", f"p95 of {len(taken)} small ones behind 16 large ones", p95, "s")
    bench.figure("burst", SMALL_SHARE, p95 / (2 * solo + step), "of 1")


def _behind(ours: Served, small: Size, ahead: Sequence[Asked]) -> list[float]:
    """Seconds of small pictures, one after the other, as long as there are large ones."""
    taken: list[float] = []
    for number in range(12):
        if all(ticket.future.done() for ticket in ahead):
            break
        began = time.perf_counter()
        ours.serve(Work(small, 1000 + number, "small"))
        taken.append(time.perf_counter() - began)
    return taken


def cancel(bench: Bench) -> None:
    """A large picture is given up at a random moment: how long until its place is free."""
    large, chance = bench.form.size(DATASET_C[-1][0]), random.Random(0)
    waits: list[float] = []
    with _ours(bench, "sdxl", bench.form.compiles) as ours:
        ours.warm_up(large, 1)
        steps = [one.seconds for one in ours.timed.steps[1:-1]]  # the first may compile, the last decodes
        for number in range(8):
            ours.timed.steps.clear()
            ticket = ours.submit(Work(large, number, "somebody"))
            _wait_for_steps(ours, 2, [ticket])
            time.sleep(chance.random() * statistics.median(steps))
            began = time.perf_counter()
            ticket.cancel()
            ticket.future.exception()
            waits.append(time.perf_counter() - began)
            steps += [one.seconds for one in ours.timed.steps]
    bench.figure("cancel", f"the worst of {len(waits)} waits", max(waits), "s")
    bench.figure("cancel", "the longest step", max(steps), "s")
    bench.figure("cancel", CANCEL_STEPS, max(waits) / max(steps), "of 1")


@contextmanager
def _ours(bench: Bench, name: str, compiled: bool) -> Iterator[Served]:
    with _stepping(compiled), Served(bench.built(name), bench.form.most, bench.peak).running() as ours:
        yield ours


@contextmanager
def _stepping(compiled: bool) -> Iterator[None]:
    """Steps as they are compiled, from scratch; or eager, although they could be."""
    if compiled:
        torch.compiler.reset()
    with nullcontext() if compiled else torch.compiler.set_stance("force_eager"):
        yield


def _made(plain: Plain, size: Size, count: int) -> None:
    closed_loop(plain.serve, works(size), 1, 0, count)


def _wait_for_steps(ours: Served, count: int, tickets: Sequence[Asked]) -> None:
    """Until `count` steps were made. Raises what a request of `tickets` failed with."""
    while len(ours.timed.steps) < count:
        time.sleep(0.001)
        for ticket in tickets:
            if ticket.future.done():
                ticket.future.result()
