"""Work with models that are lent: one thing at a time, again where memory runs out, and an end for everybody."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest

pytest.importorskip("torch", reason="needs the `gpu` extra")

import torch

from core.problems import Code, ProblemError
from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.claim import Claim, claiming
from gpuserver.accelerator.executor import AlwaysLoaded, ExecutorFailed
from gpuserver.accelerator.lending import Lending
from gpuserver.metrics import Metrics


class Emptied(AlwaysLoaded):
    """Notes what was left when the others were unloaded."""

    def __init__(self) -> None:
        self.left: list[frozenset[str]] = []

    def unload(self, keep: frozenset[str]) -> None:
        self.left.append(keep)


@pytest.fixture
def models() -> Emptied:
    return Emptied()


@pytest.fixture
def accelerator(models: Emptied) -> Iterator[Accelerator]:
    made = Accelerator(metrics=Metrics(), models=models)
    made.start()
    yield made
    made.close()


def test_a_model_works_for_one_thread_at_a_time(accelerator: Accelerator) -> None:
    lending, threads = Lending(accelerator, str.upper), set[str]()

    def work(model: object) -> object:
        threads.add(threading.current_thread().name)
        return model

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda name: lending.lend(name, work), "abca")) == ["A", "B", "C", "A"]
    assert threads == {"accelerator"}


def test_what_goes_wrong_with_work_is_its_own_and_the_model_comes_back(accelerator: Accelerator) -> None:
    lending = Lending(accelerator, str.upper)
    with pytest.raises(ExecutorFailed, match="ZeroDivisionError"):
        lending.lend("a", lambda _: 1 / 0)
    with pytest.raises(ProblemError, match="not there"):
        lending.lend("a", missing)
    assert lending.lend("a", lambda model: model) == "A"


def test_work_that_cannot_be_done_in_time_is_not_begun(accelerator: Accelerator) -> None:
    lending, done = Lending(accelerator, str.upper), list[object]()
    with claiming(Claim("ada", until=monotonic() - 1)), pytest.raises(ProblemError) as caught:
        lending.lend("a", done.append)
    assert caught.value.problem.code is Code.BUSY
    assert done == []


def missing(model: object) -> object:
    raise ProblemError(Code.NOT_IN_PHOTO, "it is not there")


def test_a_model_that_cannot_be_had_is_the_borrowers_problem(accelerator: Accelerator) -> None:
    def get(name: str) -> object:
        raise ProblemError(Code.CANNOT_DO, f"there is no {name}")

    with pytest.raises(ProblemError, match="there is no a"):
        Lending(accelerator, get).lend("a", lambda model: model)


def test_work_that_finds_no_memory_is_done_again_without_the_other_models(
    accelerator: Accelerator, models: Emptied
) -> None:
    def work(model: object) -> object:
        if not models.left:
            raise torch.OutOfMemoryError
        return model

    assert Lending(accelerator, str.upper).lend("a", work) == "A"
    assert models.left == [frozenset({"a"})]


def test_work_that_never_fits_is_refused_with_a_reason_and_less_of_it_is_not(accelerator: Accelerator) -> None:
    def work(model: object) -> object:
        raise torch.OutOfMemoryError

    lending = Lending(accelerator, str.upper)
    for _ in range(2):
        with pytest.raises(ProblemError, match="more memory than this server") as refused:
            lending.lend("a", work, rows=2)
        assert refused.value.problem.code is Code.TOO_LARGE_TO_RENDER
    assert lending.lend("a", lambda model: model) == "A"


def test_nothing_is_lent_once_the_server_stops() -> None:
    accelerator = Accelerator(metrics=Metrics())
    accelerator.start()
    lending = Lending(accelerator, str.upper)
    accelerator.close()
    with pytest.raises(ProblemError, match="stopping"):
        lending.lend("a", lambda model: model)
