"""The benchmark's full-size models have the published sizes, and its two ways make the same pictures."""

# pyright: reportMissingImports=false
from __future__ import annotations

import pytest

pytest.importorskip("diffusers", reason="needs the `gpu` extra")

from pathlib import Path
from time import monotonic

import gpu_models
import torch
from gpu_bench import Bench, Form
from gpu_engine import Peak, Plain, Served
from gpu_load import Latency, Size, Work
from gpu_report import Report

from gpuserver.engines.diffusion.config import Compile

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # diffusers with numpy 2


def test_the_full_size_models_have_the_published_numbers_of_parameters() -> None:
    with torch.device("meta"):
        parts = {"unet": gpu_models.unet(), "transformer": gpu_models.transformer()}
    assert gpu_models.parameters(parts) == {"unet": 2567.46, "transformer": 3875.54}


@pytest.fixture(params=["sdxl", "klein"])
def built(request: pytest.FixtureRequest, tmp_path: Path) -> gpu_models.Built:
    torch.set_num_threads(1)
    return gpu_models.build(request.param, False, tmp_path)


def test_both_ways_make_the_same_picture(built: gpu_models.Built) -> None:
    work = Work(Size(64, 3), seed=4)
    with Served(built, 2, Peak()).running() as ours:
        theirs = ours.submit(work).future.result(60)
        assert [step.rows for step in ours.timed.steps] == [1] * (built.steps or 3)
    apart = theirs.astype(int) - Plain(built).picture(work).astype(int)
    assert abs(apart).mean() < 1


def bench(tmp_path: Path, until: float) -> Bench:
    form = Form(full=False, seconds=0.0, arrivals=1, most=2, compile=Compile.OFF)
    return Bench(form, Report(False, {"device": "CPU", "torch": "2"}), tmp_path, until, tmp_path / "found.json")


def test_what_there_is_no_time_for_is_told(tmp_path: Path) -> None:
    late = bench(tmp_path, monotonic() - 1)
    late.row("sdxl-512", "ours", "1 at once", lambda: Latency(1, 1, 1, 1, 1, 1))
    assert not late.report.rows
    assert [gap.why for gap in late.report.gaps] == ["the time was up (--minutes)"]


def test_what_fails_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    going = bench(tmp_path, monotonic() + 60)

    def broken() -> Latency:
        raise ZeroDivisionError("by nothing")

    going.row("sdxl-512", "ours", "1 at once", broken)
    going.row("sdxl-512", "ours", "4 at once", lambda: Latency(1, 1, 1, 1, 1, 1))
    assert [gap.why for gap in going.report.gaps] == ["ZeroDivisionError: by nothing"]
    assert [row.load for row in going.report.rows] == ["4 at once"]
    assert (tmp_path / "found.json").exists()
