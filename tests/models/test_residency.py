"""Which models are in memory, from one thread: budgets, order, pins, warm and idle models, failures."""

from __future__ import annotations

import weakref
from collections import Counter
from contextlib import AbstractContextManager
from threading import Event

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from memory_cases import Bytes, Ledger, Model

from gpuserver.models.memory import Budgets, Needs, Place
from gpuserver.models.problem import ModelError
from gpuserver.models.residency import Residency, Resident

pytestmark = pytest.mark.usefixtures("only_models_are_collected")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def loadables(ledger: Ledger, **sizes: int) -> dict[str, Bytes]:
    return {name: Bytes(name, size, ledger) for name, size in sizes.items()}


def used(residency: Residency, *names: str) -> None:
    for name in names:
        with residency.use(name):
            pass


def places(residency: Residency) -> dict[str, Place]:
    return {one.name: one.place for one in residency.residents()}


def test_a_model_is_loaded_when_it_is_used_and_stays() -> None:
    ledger = Ledger()
    residency = Residency(loadables(ledger, a=4), Budgets(10, 10))
    assert residency.residents() == ()
    with residency.use("a") as model:
        assert isinstance(model, Model)
        assert residency.residents() == (Resident("a", Place.GPU, 4, users=1),)
    used(residency, "a")
    assert ledger.log == ["load a", "cuda a"]


def test_without_a_gpu_models_work_on_the_cpu() -> None:
    ledger = Ledger()
    residency = Residency(loadables(ledger, a=4, b=7), Budgets(0, 10))
    used(residency, "a", "b")
    assert ledger.log == ["load a", "drop a", "load b"]
    assert places(residency) == {"b": Place.CPU}


def test_the_least_recently_used_moves_to_the_cpu_and_comes_back_without_loading() -> None:
    ledger = Ledger()
    residency = Residency(loadables(ledger, a=4, b=4, c=4), Budgets(8, 100))
    used(residency, "a", "b", "a", "c")
    assert places(residency) == {"b": Place.CPU, "a": Place.GPU, "c": Place.GPU}
    used(residency, "b")
    assert places(residency) == {"a": Place.CPU, "c": Place.GPU, "b": Place.GPU}
    assert ledger.loads() == ["a", "b", "c"]


def test_where_the_cpu_is_short_too_the_least_recently_used_of_both_is_dropped() -> None:
    ledger = Ledger()
    residency = Residency(loadables(ledger, a=4, b=4, c=4, d=4), Budgets(4, 8))
    used(residency, "a", "b", "c")
    assert places(residency) == {"b": Place.CPU, "c": Place.GPU}
    used(residency, "d")
    assert places(residency) == {"c": Place.CPU, "d": Place.GPU}


def test_what_does_not_fit_the_cpu_beside_the_newcomer_is_dropped_at_once() -> None:
    ledger = Ledger()
    residency = Residency(loadables(ledger, a=6, b=6), Budgets(6, 6))
    used(residency, "a", "b")
    assert ledger.log == ["load a", "cuda a", "load b", "drop a", "cuda b"]


def test_a_model_in_use_is_neither_moved_nor_dropped() -> None:
    ledger = Ledger()
    residency = Residency(loadables(ledger, a=4, b=4, c=4), Budgets(8, 100))
    with residency.use("a"):
        used(residency, "b", "c")
        assert places(residency) == {"a": Place.GPU, "b": Place.CPU, "c": Place.GPU}


def test_nothing_is_evicted_in_vain() -> None:
    ledger = Ledger()
    residency = Residency(loadables(ledger, a=4, b=4, c=8), Budgets(8, 100))
    used(residency, "b")
    with residency.use("a"), pytest.raises(ModelError, match="there is no room for c"), residency.use("c"):
        pass
    assert places(residency)["b"] is Place.GPU


def test_a_model_larger_than_the_budget_is_refused_with_both_figures() -> None:
    ledger = Ledger()
    residency = Residency(loadables(ledger, a=20 * 10**9), Budgets(16 * 10**9, 64 * 10**9))
    with (
        pytest.raises(ModelError, match=r"a takes 20\.0 GB, and the GPU has 16\.0 GB for it: raise the budget"),
        residency.use("a"),
    ):
        pass


def test_an_unknown_name_is_told() -> None:
    residency = Residency(loadables(Ledger(), a=1), Budgets(8, 8))
    with pytest.raises(ModelError, match="there is no model b: there are a"), residency.use("b"):
        pass
    with pytest.raises(ModelError, match="there is no model b"):
        Residency({}, Budgets(8, 8), warm=["b"])


def test_a_model_that_is_larger_than_it_said_gets_the_room_that_it_takes() -> None:
    ledger = Ledger()
    models = loadables(ledger, a=4, b=6)
    models["b"].says = 2
    residency = Residency(models, Budgets(8, 100))
    used(residency, "a", "b")
    assert places(residency) == {"a": Place.CPU, "b": Place.GPU}
    assert ledger.taken[Place.GPU] == 6


def test_a_model_whose_parts_take_turns_takes_room_in_both_memories() -> None:
    models = {"a": Bytes("a", 14, Ledger(), apart=Needs(whole=14, working=8, waiting=8))}
    residency = Residency(models, Budgets(10, 20))
    assert residency.working("a") == 8
    with residency.use("a"):
        there = {one.place: one.bytes for one in residency.residents()}
    assert there == {Place.GPU: 8, Place.CPU: 8}


def test_parts_that_wait_leave_the_cpu_with_their_model() -> None:
    ledger = Ledger()
    models = {
        "a": Bytes("a", 14, ledger, apart=Needs(whole=14, working=8, waiting=8)),
        "b": Bytes("b", 9, ledger),
    }
    residency = Residency(models, Budgets(10, 16))
    used(residency, "a", "b")
    assert ledger.log == ["load a", "cuda a", "drop a", "load b", "cuda b"]
    used(residency, "a")
    assert {(one.name, one.place) for one in residency.residents()} == {("a", Place.GPU), ("a", Place.CPU)}


def test_a_model_that_turns_out_larger_than_the_budget_does_not_stay() -> None:
    ledger = Ledger()
    residency = Residency({"b": Bytes("b", 6 * 10**9, ledger, says=2 * 10**9)}, Budgets(10**10, 5 * 10**9))
    with (
        pytest.raises(ModelError, match=r"b takes 6\.0 GB, and the CPU has 5\.0 GB for it"),
        residency.use("b"),
    ):
        pass
    assert residency.residents() == ()
    assert ledger.log == ["load b", "drop b"]


def test_a_model_that_cannot_be_loaded_is_told_and_can_be_tried_again() -> None:
    ledger = Ledger()
    models = loadables(ledger, a=4)
    residency = Residency(models, Budgets(8, 8))
    for failing, sentence in (("load", "the disk is gone"), ("cuda", "out of memory")):
        models["a"].failing = {failing}
        with pytest.raises(ModelError, match=f"a cannot be loaded: {sentence}"), residency.use("a"):
            pass
        assert residency.residents() == ()
    models["a"].failing = set()
    used(residency, "a")
    assert places(residency) == {"a": Place.GPU}
    assert ledger.taken == {Place.GPU: 4, Place.CPU: 0}


def test_a_model_that_cannot_be_moved_away_is_dropped_and_makes_room() -> None:
    ledger = Ledger()
    models = loadables(ledger, a=8, b=8)
    residency = Residency(models, Budgets(8, 100))
    used(residency, "a")
    models["a"].failing = {"cpu"}
    used(residency, "b")
    assert places(residency) == {"b": Place.GPU}


def test_warm_models_are_loaded_at_the_start_and_never_move() -> None:
    ledger = Ledger()
    residency = Residency(loadables(ledger, a=4, b=4, c=4), Budgets(8, 100), warm=["a"])
    with residency.running():
        assert places(residency) == {"a": Place.GPU}
        used(residency, "b", "c", "b")
        assert places(residency)["a"] is Place.GPU
        residency.drop_idle()
        assert places(residency) == {"a": Place.GPU}
    assert residency.residents() == ()
    assert ledger.taken == {Place.GPU: 0, Place.CPU: 0}


def test_room_that_is_kept_warm_is_not_waited_for() -> None:
    residency = Residency(loadables(Ledger(), a=4, b=6), Budgets(8, 100), warm=["a"])
    with residency.running(), pytest.raises(ModelError, match="b takes"), residency.use("b"):
        pass


def test_what_was_not_used_for_a_while_is_dropped_from_both_places() -> None:
    clock, ledger = Clock(), Ledger()
    residency = Residency(loadables(ledger, a=4, b=4, c=4), Budgets(4, 100), idle=60, clock=clock)
    used(residency, "a")
    clock.now = 30
    used(residency, "b")
    clock.now = 60
    residency.drop_idle()
    assert places(residency) == {"b": Place.GPU}
    with residency.use("b"):
        clock.now = 1000
        residency.drop_idle()
        assert places(residency) == {"b": Place.GPU}
    residency.drop_idle()
    assert places(residency) == {"b": Place.GPU}
    clock.now = 1060
    residency.drop_idle()
    assert ledger.taken == {Place.GPU: 0, Place.CPU: 0}


def test_while_it_runs_idle_models_go_by_themselves() -> None:
    ledger, dropped = Ledger(), Event()
    residency = Residency(loadables(ledger, a=4), Budgets(8, 8), idle=0.02)
    with residency.running():
        with residency.use("a") as model:
            weakref.finalize(model, dropped.set)
        del model
        assert dropped.wait(10)
    assert residency.residents() == ()


SIZES = {"a": 2, "b": 3, "c": 5, "d": 7, "e": 8}
BUDGETS = Budgets(gpu=10, cpu=12)


class AnyUse(RuleBasedStateMachine):
    """Whatever is used in whatever order, nested or not: the budgets hold, and so do the pins and the order."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger, self.clock = Ledger(), Clock()
        models = loadables(self.ledger, **SIZES)
        self.residency = Residency(models, BUDGETS, warm=["a"], idle=10, clock=self.clock)
        used(self.residency, "a")
        self.open: list[tuple[str, AbstractContextManager[object]]] = []
        self.order = ["a"]

    def touch(self, name: str) -> None:
        self.order = [*(one for one in self.order if one != name), name]

    def pinned(self) -> Counter[str]:
        return Counter(name for name, _ in self.open)

    @rule(name=st.sampled_from(sorted(SIZES)))
    def enter(self, name: str) -> None:
        before = places(self.residency)
        block = self.residency.use(name)
        held = sum(SIZES[one] for one in {*self.pinned(), "a"} - {name})
        fits = held + SIZES[name] <= BUDGETS.gpu
        if not fits and before.get(name) is not Place.GPU:
            with pytest.raises(ModelError, match=f"no room for {name}|{name} takes"):
                block.__enter__()
            self.touch(name)
            return
        model = block.__enter__()
        assert isinstance(model, Model)
        assert model.name == name
        self.open.append((name, block))
        gone = {one for one, place in before.items() if place is Place.GPU} - set(self.gpu())
        self.evicted_in_order(gone, name)
        self.touch(name)

    def gpu(self) -> list[str]:
        return [name for name, place in places(self.residency).items() if place is Place.GPU]

    def evicted_in_order(self, gone: set[str], name: str) -> None:
        """Who stayed on the GPU, and might have gone, was used after all who went."""
        stayed = [one for one in self.gpu() if one not in {"a", name} and not self.pinned()[one]]
        assert all(self.order.index(one) > self.order.index(other) for one in stayed for other in gone)

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        name, block = self.open.pop(data.draw(st.integers(0, len(self.open) - 1)))
        block.__exit__(None, None, None)
        self.touch(name)

    @rule(seconds=st.floats(0, 20))
    def sweep(self, seconds: float) -> None:
        self.clock.now += seconds
        self.residency.drop_idle()

    @invariant()
    def the_budgets_hold_at_every_moment(self) -> None:
        assert self.ledger.most[Place.GPU] <= BUDGETS.gpu
        assert self.ledger.most[Place.CPU] <= BUDGETS.cpu

    @invariant()
    def what_is_in_use_or_warm_is_on_the_gpu(self) -> None:
        assert {"a", *self.pinned()} <= set(self.gpu())

    @invariant()
    def what_it_says_is_what_is_there(self) -> None:
        said = Counter[Place]()
        for one in self.residency.residents():
            said[one.place] += one.bytes
        assert said == +self.ledger.taken
        assert [one.name for one in self.residency.residents()] == [
            name for name in self.order if name in places(self.residency)
        ]

    def teardown(self) -> None:
        for _, block in self.open:
            block.__exit__(None, None, None)


TestAnyUse = AnyUse.TestCase
TestAnyUse.settings = settings(max_examples=40, stateful_step_count=25)
