"""Batches: of equal keys, as large as pays, joined where the pipeline allows; what breaks ends only what it must."""

from __future__ import annotations

import pytest
from virtual_gpu import Row, Sent, VirtualGpu, VirtualMemory, VirtualModels, picture, published

from core.problems import Code, ProblemError
from gpuserver.accelerator.choice import Terms
from gpuserver.accelerator.executor import ExecutorFailed
from gpuserver.engines.base import Cancelled

SMALL, MIDDLE, LARGE = picture(512, 20), picture(1024, 25), picture(1536, 35)


def rows_of(gpu: VirtualGpu) -> list[int]:
    return [rows for _, _, rows in gpu.executor.made]


def ended(sent: Sent) -> BaseException | None:
    return sent.ticket.future.exception(timeout=0)


def code(sent: Sent) -> Code:
    error = ended(sent)
    assert isinstance(error, ProblemError)
    return error.problem.code


def test_small_pictures_run_together_and_large_ones_one_after_the_other() -> None:
    gpu = VirtualGpu()
    gpu.learn(SMALL, MIDDLE)
    for _ in range(8):
        gpu.send(SMALL)
    gpu.run()
    assert set(rows_of(gpu)) == {8}
    gpu.executor.made.clear()
    for _ in range(8):
        gpu.send(MIDDLE)
    gpu.run()
    assert set(rows_of(gpu)) == {1}


def test_a_batch_that_gains_little_is_worth_it_when_many_wait_for_its_end() -> None:
    gpu = VirtualGpu()
    middling = picture(768, 20)
    gpu.learn(middling)
    assert published(middling, 8) > 4.5 * published(middling, 1)
    for _ in range(8):
        gpu.send(middling)
    gpu.run(until=gpu.clock.now + 0.5)
    few = max(rows_of(gpu))
    for number in range(40):
        gpu.send(middling, user=f"user {number}")
    gpu.run()
    assert few < 8 == max(rows_of(gpu))


def test_a_new_key_tries_sizes_by_doubling() -> None:
    gpu = VirtualGpu()
    for _ in range(8):
        gpu.send(SMALL)
    gpu.run()
    assert rows_of(gpu)[:4] == [1, 2, 4, 8]


def test_a_request_joins_a_running_batch_at_its_next_step() -> None:
    gpu = VirtualGpu()
    gpu.learn(SMALL)
    first = gpu.send(SMALL)
    gpu.run(until=gpu.clock.now + 4.5 * published(SMALL, 1))
    second = gpu.send(SMALL)
    gpu.run()
    assert rows_of(gpu) == [1] * 5 + [2] * 15 + [1] * 5
    assert [one.ticket.future.result() for one in (first, second)] == ["A", "A"]


def test_a_batch_that_cannot_be_joined_is_followed_by_the_next() -> None:
    gpu = VirtualGpu(joins=False)
    gpu.learn(SMALL)
    gpu.send(SMALL)
    gpu.run(until=gpu.clock.now + 0.1)
    gpu.send(SMALL)
    gpu.send(SMALL)
    gpu.run()
    assert rows_of(gpu) == [1] * 20 + [2] * 20


def test_an_idle_gpu_waits_a_moment_for_company_and_a_busy_one_not_at_all() -> None:
    gpu = VirtualGpu(joins=False, terms=Terms(company=0.02))
    gpu.learn(SMALL, LARGE)
    begin = gpu.clock.now
    gpu.send(SMALL)
    gpu.clock.at(begin + 0.01, lambda: gpu.send(SMALL))
    gpu.run()
    assert gpu.executor.made[0] == (pytest.approx(begin + 0.02), SMALL, 2)
    gpu.executor.made.clear()
    gpu.send(LARGE)
    gpu.run(until=gpu.clock.now + 0.1)
    arrived = gpu.clock.now
    gpu.send(SMALL)
    gpu.run()
    assert next(when for when, key, _ in gpu.executor.made if key == SMALL) == pytest.approx(arrived)


def test_nobody_waits_for_company_that_would_not_pay() -> None:
    gpu = VirtualGpu(joins=False)
    gpu.learn(LARGE)
    one = gpu.send(LARGE)
    gpu.run()
    assert one.seconds == pytest.approx(35 * published(LARGE, 1))


def test_a_cancelled_request_leaves_its_batch_at_the_next_step() -> None:
    gpu = VirtualGpu()
    gpu.learn(SMALL)
    stays, goes = gpu.send(SMALL), gpu.send(SMALL)
    gpu.clock.at(gpu.clock.now + 5.5 * published(SMALL, 2), goes.ticket.cancel)
    gpu.run()
    assert rows_of(gpu) == [2] * 6 + [1] * 14
    assert isinstance(ended(goes), Cancelled)
    assert stays.ticket.future.result() == "A"


def test_the_last_cancelled_request_ends_its_batch() -> None:
    gpu = VirtualGpu(held=100)
    sent = gpu.send(LARGE)
    gpu.run(until=1.0)
    sent.ticket.cancel()
    gpu.run()
    assert isinstance(ended(sent), Cancelled)
    assert len(gpu.executor.made) == 4
    assert gpu.memory.in_use == 0


def test_a_request_cancelled_while_it_waits_never_starts() -> None:
    gpu = VirtualGpu(joins=False, most=1)
    first, second = gpu.send(SMALL), gpu.send(SMALL)
    gpu.run(until=0.1)
    second.ticket.cancel()
    gpu.run()
    assert first.ticket.future.result() == "A"
    assert rows_of(gpu) == [1] * 20


def test_a_request_past_its_deadline_fails_and_one_that_cannot_make_it_does_so_at_once() -> None:
    gpu = VirtualGpu()
    gpu.learn(SMALL, LARGE)
    too_long = gpu.send(LARGE, within=5.0)
    gpu.run()
    assert code(too_long) is Code.TOO_LARGE_TO_RENDER
    assert not gpu.executor.made
    ahead = [gpu.send(LARGE, user="a") for _ in range(2)]
    behind = gpu.send(LARGE, user="a", within=12.0)
    in_time = gpu.send(LARGE, user="a", within=60.0)
    gpu.run()
    assert code(behind) is Code.BUSY
    assert behind.seconds < 12.0
    assert all(one.ticket.future.result() == "A" for one in (*ahead, in_time))


def test_running_out_of_memory_halves_the_batch_and_is_remembered() -> None:
    gpu = VirtualGpu(memory=VirtualMemory(capacity=500), held=10, passing=100)
    gpu.memory.budget = 10**6  # nobody told the server what fits
    sent = [gpu.send(SMALL) for _ in range(8)]
    gpu.run()
    assert rows_of(gpu)[:5] == [1, 2, 4, 8, 4]
    assert rows_of(gpu).count(8) == 1
    assert all(one.ticket.future.result() == "A" for one in sent)
    assert {one.ticket.done for one in sent} == {19}  # the steps of the lost batch do not count
    gpu.executor.made.clear()
    sent = [gpu.send(SMALL) for _ in range(8)]
    gpu.run()
    assert max(rows_of(gpu)) == 4
    assert gpu.ooms() == 1


def test_a_join_that_runs_out_of_memory_leaves_the_batch_running() -> None:
    gpu = VirtualGpu(memory=VirtualMemory(capacity=25), held=10)
    gpu.memory.budget = 10**6
    sent = [gpu.send(SMALL) for _ in range(4)]
    gpu.run()
    assert max(rows_of(gpu)) == 2
    assert len(rows_of(gpu)) == 41  # the first step has one row
    assert all(one.ticket.future.result() == "A" for one in sent)


def test_one_picture_that_runs_out_of_memory_is_tried_again_with_nothing_else_loaded() -> None:
    gpu = VirtualGpu(memory=VirtualMemory(capacity=150), held=10, passing=100)
    gpu.memory.take(100)  # the weights of an idle model
    gpu.models.held = ["idle"]
    unload = gpu.models.unload

    def free(keep: frozenset[str]) -> None:
        unload(keep)
        gpu.memory.in_use -= 100

    gpu.models.unload = free
    sent = gpu.send(SMALL)
    gpu.run()
    assert sent.ticket.future.result() == "A"
    assert gpu.models.held == ["m"]
    assert rows_of(gpu) == [1] * 21  # the first of them ran out


def test_one_picture_that_runs_out_of_memory_beside_others_is_tried_again_alone() -> None:
    gpu = VirtualGpu(memory=VirtualMemory(capacity=150), held=30, passing=100, terms=Terms(overtaking=1.0))
    gpu.memory.budget = 10**6
    before = gpu.send(MIDDLE)
    gpu.run(until=0.5)
    sent = gpu.send(LARGE, units=20)
    gpu.run(until=4.0)
    after = gpu.send(SMALL, units=5)
    gpu.run()
    assert all(one.ticket.future.result() == "A" for one in (before, sent, after))
    keys = [key for _, key, _ in gpu.executor.made]
    assert keys[-25:] == [LARGE] * 20 + [SMALL] * 5
    assert gpu.ooms() == 1


def test_one_picture_that_never_fits_is_refused_in_a_sentence_and_so_are_the_next() -> None:
    gpu = VirtualGpu(memory=VirtualMemory(capacity=50), passing=100)
    fits = picture(512, 20, "small")
    sent = gpu.send(LARGE)
    gpu.run()
    assert code(sent) is Code.TOO_LARGE_TO_RENDER
    assert str(ended(sent)).startswith("1536 × 1536 pixels need more memory")
    assert gpu.models.cleared == 1
    assert len(gpu.executor.made) == 2
    again = gpu.send(LARGE)
    gpu.run()
    assert code(again) is Code.TOO_LARGE_TO_RENDER
    assert len(gpu.executor.made) == 2
    gpu.executor.passing = 0
    good = gpu.send(fits)
    gpu.run()
    assert good.ticket.future.result() == "A"


def test_a_refused_size_is_tried_again_after_ten_minutes() -> None:
    gpu = VirtualGpu(memory=VirtualMemory(capacity=50), passing=100)
    gpu.send(LARGE)
    gpu.run()
    gpu.memory.capacity = 1000
    gpu.clock.advance(601.0)
    later = gpu.send(LARGE)
    gpu.run()
    assert later.ticket.future.result() == "A"


def test_a_model_that_does_not_load_ends_its_own_requests() -> None:
    class Broken(VirtualModels):
        def load(self, model: str, keep: frozenset[str]) -> None:
            if model == "broken":
                raise ProblemError(Code.UNAVAILABLE, "the weights are not there")
            super().load(model, keep)

    gpu = VirtualGpu(models=lambda clock: Broken(clock, 2))
    bad, good = gpu.send(picture(512, 20, "broken")), gpu.send(picture(512, 20, "good"))
    gpu.run()
    assert code(bad) is Code.UNAVAILABLE
    assert good.ticket.future.result() == "A"


def test_an_executor_that_breaks_fails_its_batch_alone() -> None:
    gpu = VirtualGpu()
    gpu.learn(SMALL, LARGE)
    other = gpu.send(LARGE)
    broken = [gpu.send(SMALL, inputs="broken") for _ in range(2)]

    def breaks(rows: list[Row]) -> None:
        if rows[0].request.inputs == "broken":
            raise ZeroDivisionError("by nought")

    gpu.executor.before_step = breaks
    gpu.run()
    assert all(isinstance(ended(one), ExecutorFailed) for one in broken)
    assert str(ended(broken[0])) == "ZeroDivisionError: by nought"
    assert other.ticket.future.result() == "A"
    after = gpu.send(SMALL)
    gpu.run()
    assert after.ticket.future.result() == "A"


def test_an_operator_sees_batch_sizes_waits_steps_and_ends() -> None:
    gpu = VirtualGpu()
    for _ in range(3):
        gpu.send(SMALL)
    gpu.send(LARGE).ticket.cancel()
    gpu.run()
    text = gpu.metrics.text().decode()
    assert 'chatelier_gpu_requests_total{state="done"} 3.0' in text
    assert 'chatelier_gpu_requests_total{state="cancelled"} 1.0' in text
    assert "chatelier_gpu_wait_seconds_count 3.0" in text
    assert 'chatelier_gpu_step_seconds_count{pipeline="draw"} 22.0' in text
    assert 'chatelier_gpu_batch_rows_bucket{le="1.0"} 2.0' in text
