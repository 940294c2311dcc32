"""The benchmark's own parts: its arrivals are what they are called, its figures are right, a missed target is told."""

# pyright: reportMissingImports=false
from __future__ import annotations

import json
import threading
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from gpu_load import DATASET_C, Arrival, Latency, Size, Work, arrivals, closed_loop, in_line, latency, open_loop, works
from gpu_report import (
    AT_ONCE,
    CANCEL_STEPS,
    OURS_COMPILED,
    PLAIN_COMPILED,
    PLAIN_EAGER,
    Figure,
    Gap,
    Report,
    Row,
    Status,
    at_once,
)

SIZE = Size(64, 4)


def test_arrivals_have_the_shares_and_the_rate_that_are_asked_for() -> None:
    asked = arrivals(DATASET_C, a_second=3.0, count=4000, seed=1)
    found = Counter(one.work.size for one in asked)
    for size, share in DATASET_C:
        assert found[size] / len(asked) == pytest.approx(share, abs=0.025)
    gaps = np.diff([one.at for one in asked])
    assert gaps.mean() == pytest.approx(1 / 3, rel=0.05)
    assert gaps.std() == pytest.approx(gaps.mean(), rel=0.1), "as far apart as by chance"
    assert len({one.work.user for one in asked}) == 40


def test_the_same_seed_makes_the_same_arrivals() -> None:
    assert arrivals(DATASET_C, 1.0, 50, seed=2) == arrivals(DATASET_C, 1.0, 50, seed=2)
    assert arrivals(DATASET_C, 1.0, 50, seed=2) != arrivals(DATASET_C, 1.0, 50, seed=3)


def test_percentiles_are_those_of_the_seconds() -> None:
    found = latency([float(one) for one in range(1, 101)], span=50.0)
    assert (found.count, found.mean, found.p50, found.per_second) == (100, 50.5, 50.5, 2.0)
    assert (found.p95, found.p99) == pytest.approx((95.05, 99.01))
    with pytest.raises(ValueError, match="nothing"):
        latency([], 1.0)


@pytest.mark.parametrize("users", [1, 3])
def test_a_closed_loop_has_as_many_at_once_as_there_are_users(users: int) -> None:
    inside, most, lock = 0, 0, threading.Lock()
    everybody = threading.Barrier(users)
    seen: list[int] = []

    def serve(work: Work) -> None:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
            seen.append(work.seed)
        everybody.wait(10)
        with lock:
            inside -= 1

    found = closed_loop(serve, works(SIZE), users, seconds=0.0, least=2 * users)
    assert (most, found.count) == (users, 2 * users)
    assert sorted(seen) == list(range(2 * users))


def test_what_breaks_while_serving_is_not_swallowed() -> None:
    def serve(_: Work) -> None:
        raise ZeroDivisionError

    for users in (1, 2):
        with pytest.raises(ZeroDivisionError):
            closed_loop(serve, works(SIZE), users, 0.0, 2)
    with pytest.raises(ZeroDivisionError):
        open_loop(serve, [Arrival(0.0, Work(SIZE, 0))])


def test_one_at_a_time_each_waits_for_those_before_it() -> None:
    asked = [Arrival(at, Work(SIZE, number)) for number, at in enumerate((0.0, 1.0, 9.0))]
    found = in_line(asked, {SIZE: 3.0})
    assert (found.mean, found.p50, found.per_second) == (pytest.approx(11 / 3), 3.0, 3 / 12)


def report(*, eager: float, compiled: float, ours: float, full: bool = True) -> Report:
    """Pictures a second of SDXL at both sizes."""
    made = Report(full, {"device": "a GPU", "torch": "2"})
    for section in ("sdxl-512", "sdxl-1024"):
        ways = [(PLAIN_EAGER, 1, eager), (PLAIN_COMPILED, 1, compiled)]
        ways += [(OURS_COMPILED, users, ours) for users in AT_ONCE]
        for way, users, rate in ways:
            made.rows.append(Row(section, way, at_once(users), Latency(9, 1, 1, 1, 1, rate), 10**9))
    return made


def statuses(made: Report) -> list[Status]:
    return [one.status for one in made.verdicts() if one.target.startswith("sdxl")]


def test_a_target_is_met_where_its_figure_reaches_it() -> None:
    assert statuses(report(eager=1.0, compiled=1.5, ours=2.6)) == [Status.MET] * 3


def test_a_missed_target_is_told_as_missed() -> None:
    made = report(eager=1.0, compiled=2.0, ours=1.9)
    assert statuses(made) == [Status.MISSED] * 3
    assert "| sdxl-512, 16 at once, over plain diffusers, eager | 2.5 | 1.90 | missed |" in made.text()


def test_the_worst_load_decides_at_1024_pixels() -> None:
    made = report(eager=1.0, compiled=1.0, ours=3.0)
    slow = next(row for row in made.rows if (row.section, row.way) == ("sdxl-1024", OURS_COMPILED))
    made.rows[made.rows.index(slow)] = Row(slow.section, slow.way, slow.load, Latency(9, 1, 1, 1, 1, 0.9), 0)
    assert statuses(made) == [Status.MET, Status.MET, Status.MISSED]


def test_what_was_not_measured_is_no_target_met() -> None:
    made = report(eager=1.0, compiled=1.0, ours=3.0)
    made.rows = [row for row in made.rows if (row.way, row.load) != (OURS_COMPILED, at_once(16))]
    assert statuses(made) == [Status.NOT_MEASURED] * 3


def test_no_target_counts_for_tiny_models() -> None:
    assert statuses(report(eager=1.0, compiled=1.0, ours=3.0, full=False)) == [Status.NOT_MEASURED] * 3


def test_a_bound_from_above_is_missed_above_it() -> None:
    for value, status in ((0.98, Status.MET), (1.4, Status.MISSED)):
        made = Report(True, {"device": "a GPU", "torch": "2"}, figures=[Figure("cancel", CANCEL_STEPS, value, "of 1")])
        assert made.verdicts()[-1].status is status


def test_everything_is_in_the_json(tmp_path: Path) -> None:
    made = report(eager=1.0, compiled=2.0, ours=1.9)
    made.gaps.append(Gap("vlm", "compiled", "no time"))
    made.write(tmp_path / "found.json")
    read = json.loads((tmp_path / "found.json").read_text())
    assert read["machine"]["device"] == "a GPU"
    assert read["rows"][0]["latency"]["per_second"] == 1.0
    assert read["gaps"] == [{"section": "vlm", "what": "compiled", "why": "no time"}]
    assert [one["status"] for one in read["targets"][:3]] == ["missed"] * 3
