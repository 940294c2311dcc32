"""Models lent by the accelerator: one thing at a time, steps between pauses, and an end for everybody."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.problems import Code, ProblemError
from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.lending import Lending
from gpuserver.metrics import Metrics


@pytest.fixture
def accelerator() -> Iterator[Accelerator]:
    made = Accelerator(metrics=Metrics())
    made.start()
    yield made
    made.close()


def test_a_model_is_with_one_thread_at_a_time_until_it_pauses(accelerator: Accelerator) -> None:
    lending, inside, most = Lending(accelerator, str.upper), [0], [0]

    def borrow(name: str) -> list[object]:
        with lending.lend(name) as model:
            for _ in range(20):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1
                lending.pause()
        return [model]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(borrow, "abca")) == [["A"], ["B"], ["C"], ["A"]]
    assert most == [1]


def test_others_have_their_turn_where_a_borrower_pauses(accelerator: Accelerator) -> None:
    lending, done = Lending(accelerator, str.upper), threading.Event()

    def short() -> None:
        with lending.lend("short"):
            done.set()

    with lending.lend("long"):
        other = threading.Thread(target=short)
        other.start()
        while not done.is_set():
            lending.pause()
    other.join()


def test_what_goes_wrong_with_a_borrower_is_its_own_and_the_model_comes_back(accelerator: Accelerator) -> None:
    lending = Lending(accelerator, str.upper)
    with pytest.raises(ZeroDivisionError), lending.lend("a"):
        raise ZeroDivisionError
    with lending.lend("a") as model:
        assert model == "A"


def test_a_model_that_cannot_be_had_is_the_borrowers_problem(accelerator: Accelerator) -> None:
    def get(name: str) -> object:
        raise ProblemError(Code.CANNOT_DO, f"there is no {name}")

    with pytest.raises(ProblemError, match="there is no a"), Lending(accelerator, get).lend("a"):
        raise AssertionError("nothing was lent")


def test_a_borrower_ends_when_the_server_stops() -> None:
    accelerator = Accelerator(metrics=Metrics())
    accelerator.start()
    lending, began = Lending(accelerator, str.upper), threading.Event()

    def endless() -> None:
        with lending.lend("a"):
            while True:
                began.set()
                lending.pause()

    with ThreadPoolExecutor(1) as pool:
        borrower = pool.submit(endless)
        assert began.wait(5)
        accelerator.close()
        with pytest.raises(ProblemError, match="stopping"):
            borrower.result(5)
    with pytest.raises(ProblemError, match="stopping"), lending.lend("a"):
        raise AssertionError("nothing was lent")
