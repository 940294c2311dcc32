"""Which models are in memory, from many threads: loaded once for all, waiting for room, and never for ever."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from memory_cases import Bytes, Ledger, Model

from gpuserver.models.memory import Budgets, Place
from gpuserver.models.problem import ModelError
from gpuserver.models.residency import Residency

pytestmark = pytest.mark.usefixtures("only_models_are_collected")

PATIENCE = 20
"""Seconds after which a test that hangs fails."""


def waited_for(residency: Residency, name: str, users: int) -> None:
    """Return when `users` threads use `name` or wait for it."""
    pause = Event()
    while {one.name: one.users for one in residency.residents()}.get(name, 0) < users:
        pause.wait(0.001)


def test_a_model_that_many_ask_for_is_loaded_once() -> None:
    ledger, leave = Ledger(), Event()
    residency = Residency({"a": Bytes("a", 4, ledger, leave=leave)}, Budgets(8, 8))

    def name_of(_: int) -> str:
        with residency.use("a") as model:
            assert isinstance(model, Model)
            return model.name

    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(name_of, one) for one in range(6)]
        waited_for(residency, "a", 6)
        leave.set()
        assert [one.result(PATIENCE) for one in asked] == ["a"] * 6
    assert ledger.loads() == ["a"]


def test_a_load_that_fails_is_told_to_all_who_wait_and_is_tried_once() -> None:
    ledger, leave = Ledger(), Event()
    model = Bytes("a", 4, ledger, failing={"load"}, leave=leave)
    residency = Residency({"a": model}, Budgets(8, 8))

    def sentence(_: int) -> str:
        with pytest.raises(ModelError) as caught, residency.use("a"):
            pass
        return str(caught.value)

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(sentence, one) for one in range(4)]
        waited_for(residency, "a", 4)
        leave.set()
        assert {one.result(PATIENCE) for one in asked} == {"a cannot be loaded: the disk is gone"}
    assert ledger.loads() == ["a"]
    model.failing = set()
    with residency.use("a"):
        assert ledger.loads() == ["a", "a"]


def test_a_model_in_place_is_used_while_another_is_loading() -> None:
    ledger, leave = Ledger(), Event()
    slow = Bytes("b", 4, ledger, leave=leave)
    residency = Residency({"a": Bytes("a", 4, ledger), "b": slow}, Budgets(8, 8))
    with residency.use("a"):
        pass

    def use_b() -> bool:
        with residency.use("b") as model:
            return isinstance(model, Model)

    with ThreadPoolExecutor(1) as pool:
        loading = pool.submit(use_b)
        assert slow.started.wait(PATIENCE)
        with residency.use("a"):
            assert not loading.done()
        leave.set()
        assert loading.result(PATIENCE)


def test_who_finds_no_room_waits_until_a_model_is_no_longer_used() -> None:
    ledger, holding = Ledger(), Event()
    residency = Residency({"a": Bytes("a", 8, ledger), "b": Bytes("b", 8, ledger)}, Budgets(8, 16))

    def use_b() -> Place:
        holding.set()
        with residency.use("b"):
            return residency.residents()[-1].place

    with ThreadPoolExecutor(1) as pool:
        with residency.use("a"):
            asked = pool.submit(use_b)
            waited_for(residency, "b", 1)
            assert not asked.done()
        assert asked.result(PATIENCE) is Place.GPU
    assert ledger.most[Place.GPU] == 8


def test_two_who_hold_what_the_other_needs_do_not_wait_for_ever() -> None:
    ledger, both = Ledger(), Barrier(2)
    names = ("a", "b", "c", "d")
    residency = Residency({name: Bytes(name, 4, ledger) for name in names}, Budgets(8, 100))

    def nested(first: str, then: str) -> str:
        with residency.use(first):
            both.wait(PATIENCE)
            try:
                with residency.use(then):
                    return "used"
            except ModelError as error:
                return str(error)

    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(nested, "a", "c"), pool.submit(nested, "b", "d")]
        answers = sorted(one.result(PATIENCE)[:20] for one in asked)
    assert answers in (["there is no room for", "used"], ["there is no room for"] * 2)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_many_threads_keep_the_budgets(seed: int) -> None:
    ledger = Ledger()
    sizes = {"a": 2, "b": 3, "c": 5, "d": 7, "e": 8}
    budgets = Budgets(gpu=10, cpu=12)
    residency = Residency({name: Bytes(name, size, ledger) for name, size in sizes.items()}, budgets)

    def use(name: str) -> None:
        with residency.use(name) as model:
            assert isinstance(model, Model)
            assert (model.name, model.place) == (name, [Place.GPU])
            del model  # a reference kept past the block would hold the memory of a model that others have dropped

    def work(number: int) -> None:
        chance = random.Random(seed * 100 + number)
        for _ in range(60):
            use(chance.choice(sorted(sizes)))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4), timeout=PATIENCE))
    assert ledger.most[Place.GPU] <= budgets.gpu
    assert ledger.most[Place.CPU] <= budgets.cpu
    assert all(one.users == 0 for one in residency.residents())
