"""Measured curves, what is known of memory, and what is let in by it."""

from __future__ import annotations

from statistics import median

from hypothesis import given
from hypothesis import strategies as st
from virtual_gpu import VirtualGpu, VirtualMemory, VirtualModels, picture

from core.problems import Code, ProblemError
from gpuserver.accelerator.curve import Curve

SMALL, LARGE = picture(512, 20), picture(1536, 35)


def test_a_curve_is_straight_between_and_beyond_what_was_measured() -> None:
    curve = Curve(median)
    assert curve.at(1) is None
    curve.add(2, 10.0)
    assert [curve.at(rows) for rows in (1, 2, 4)] == [10.0, 10.0, 20.0]
    curve.add(4, 14.0)
    assert [curve.at(rows) for rows in (1, 2, 3, 4, 8)] == [10.0, 10.0, 12.0, 14.0, 22.0]


def test_a_curve_forgets_what_was_long_ago() -> None:
    curve = Curve(max)
    curve.add(1, 100.0)
    for _ in range(9):
        curve.add(1, 5.0)
    assert curve.at(1) == 5.0


@given(st.integers(0, 50), st.integers(0, 50), st.lists(st.integers(1, 16), min_size=1))
def test_a_linear_quantity_is_never_foretold_too_small(fixed: int, each: int, sizes: list[int]) -> None:
    curve = Curve(max)
    for rows in sizes:
        curve.add(rows, fixed + each * rows)
    for rows in range(1, 33):
        assert (curve.at(rows) or 0.0) >= fixed + each * rows - 1e-6


def test_batches_grow_only_as_far_as_the_measured_memory_lets_them() -> None:
    gpu = VirtualGpu(memory=VirtualMemory(budget=550), held=10, passing=100)
    sent = [gpu.send(SMALL) for _ in range(16)]
    gpu.run()
    assert max(rows for _, _, rows in gpu.executor.made) == 5
    assert gpu.memory.highest == 550
    assert all(one.ticket.future.result() == "A" for one in sent)


def test_what_an_executor_announces_is_believed_before_anything_is_measured() -> None:
    gpu = VirtualGpu(memory=VirtualMemory(budget=50), passing=100, announces=True)
    sent = gpu.send(LARGE)
    gpu.run()
    error = sent.ticket.future.exception()
    assert isinstance(error, ProblemError)
    assert error.problem.code is Code.TOO_LARGE_TO_RENDER
    assert not gpu.executor.made


def test_a_batch_that_rests_between_its_steps_does_not_keep_others_out() -> None:
    gpu = VirtualGpu(memory=VirtualMemory(budget=240), held=10, passing=200)
    gpu.learn(SMALL, LARGE)
    long = gpu.send(LARGE)
    gpu.run(until=gpu.clock.now + 1.0)
    short = gpu.send(SMALL)
    gpu.run()
    assert short.ended < long.ended
    assert gpu.memory.highest <= 240


def test_a_small_batch_waits_where_it_would_take_the_memory_of_a_larger_ones_steps() -> None:
    gpu = VirtualGpu(memory=VirtualMemory(budget=270), held=50)
    gpu.executor.more[LARGE] = 200
    gpu.learn(SMALL, LARGE)
    long = gpu.send(LARGE)
    gpu.run(until=gpu.clock.now + 1.0)
    short = gpu.send(SMALL)
    gpu.run()
    assert long.ended < short.ended
    assert gpu.memory.highest <= 270


def test_idle_models_are_unloaded_to_make_room_for_a_picture() -> None:
    gpu = VirtualGpu(memory=VirtualMemory(budget=240), passing=200, announces=True)
    gpu.memory.take(100)
    unload = gpu.models.unload

    def free(keep: frozenset[str]) -> None:
        unload(keep)
        gpu.memory.in_use = 0

    gpu.models.unload = free
    sent = gpu.send(SMALL)
    gpu.run()
    assert sent.ticket.future.result() == "A"
    assert gpu.models.cleared == 1
    assert gpu.memory.highest == 200


def test_a_picture_that_needs_all_memory_is_not_overtaken_for_ever() -> None:
    gpu = VirtualGpu(memory=VirtualMemory(budget=100), held=30, announces=True, models=lambda c: VirtualModels(c, 9))
    whole, others = picture(1536, 20, "whole"), [picture(1024, 25, str(number)) for number in range(3)]
    gpu.learn(*others)
    gpu.executor.peak = lambda key, rows: 100 if key == whole else 30 * rows
    for key in others:
        gpu.send(key, user="first")
    gpu.run(until=gpu.clock.now + 0.5)
    waits = gpu.send(whole, user="whole")
    later = [gpu.send(others[number % 3], user=f"later {number}") for number in range(30)]
    gpu.run()
    assert waits.ticket.future.result() == "A"
    assert waits.ended < sorted(one.ended for one in later)[15]
