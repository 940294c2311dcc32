"""The search in W+: its loss, Adam row by row, and edits that come and go while others are under way."""

from __future__ import annotations

import copy
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, TypeVar

import pytest

pytest.importorskip("torch", reason="the latent engine needs the `gpu` extra")

import torch
from latent_cases import small_backbone, small_generator
from torch import Tensor

from core.problems import Code, ProblemError
from gpuserver.engines.base import Cancelled, Pixels, Unwatched
from gpuserver.engines.latent_face.batch import Batch, Place, Plateau
from gpuserver.engines.latent_face.objective import LossWeights, Objective, Targets
from gpuserver.engines.latent_face.optimise import Optimiser
from gpuserver.engines.latent_face.rows import Edit

if TYPE_CHECKING:
    from gpuserver.engines.latent_face.clip import Clip

R = TypeVar("R")
NEVER = Plateau(patience=10_000)


@pytest.fixture(scope="module")
def objective(clip: Clip) -> Objective:
    """In double precision: what differs is the method, not the rounding."""
    return Objective(small_generator(), copy.deepcopy(clip), small_backbone()).double()


def edit(objective: Objective, prompt: str = "a face with black hair", *, seed: int = 0, **kinds: object) -> Edit:
    generator = objective.generator
    random = torch.Generator().manual_seed(seed)
    start = torch.randn(generator.n_latent, generator.style_dim, generator=random, dtype=torch.float64)
    with torch.no_grad():
        face = objective.faces(generator(start[None]))[0]
    return replace(Edit(start, objective.clip.text(prompt), face, steps=12), **kinds)


def three(objective: Objective) -> list[Edit]:
    """Edits that differ in everything."""
    return [
        edit(objective, seed=1, steps=6),
        edit(objective, "a face, smiling", seed=2, steps=8, rate=0.03),
        edit(objective, "a face with bangs", seed=3, steps=3, weights=LossWeights(2.0, 0.05, 0.3)),
    ]


@pytest.fixture(scope="module")
def alone(objective: Objective) -> list[Tensor]:
    """What each of the three finds by itself."""
    return [run(Batch(objective, plateau=NEVER), one)[0] for one in three(objective)]


def apart(one: Tensor | None, other: Tensor) -> float:
    """The largest difference as a share of the largest number."""
    assert one is not None
    return ((one - other).abs().max() / other.abs().max()).item()


def targets(*edits: Edit) -> Targets:
    weights = [(one.weights.clip, one.weights.distance, one.weights.identity) for one in edits]
    return Targets(
        torch.stack([one.start for one in edits]),
        torch.stack([one.text for one in edits]),
        torch.stack([one.face for one in edits]),
        torch.tensor(weights, dtype=torch.float64),
    )


def run(batch: Batch, *edits: Edit) -> list[Tensor]:
    places = [Place(one) for one in edits]
    for place in places:
        batch.admit(place)
    while len(batch):
        batch.step()
    return [place.found for place in places if place.found is not None]


def test_the_loss_is_chatedits_sum(objective: Objective) -> None:
    one = edit(objective)
    latents = one.start + 0.1
    image = objective.generator(latents[None])
    pooled = torch.nn.functional.interpolate(image, scale_factor=7, mode="nearest")
    cosine = objective.clip.images(pooled)[0] @ one.text
    alike = objective.faces(image)[0] @ one.face
    expected = (1 - cosine) + 0.008 * (latents - one.start).square().sum() + 0.005 * (1 - alike)
    torch.testing.assert_close(objective(latents[None], targets(one))[0], expected, rtol=1e-6, atol=1e-6)


def test_no_row_moves_the_loss_of_another(objective: Objective) -> None:
    edits = three(objective)
    latents = torch.stack([one.start for one in edits]) + 0.1
    together = objective(latents, targets(*edits))
    alone = [objective(row[None], targets(one))[0] for row, one in zip(latents, edits, strict=True)]
    torch.testing.assert_close(together, torch.stack(alone), rtol=1e-10, atol=1e-12)


def test_a_batch_walks_as_torchs_adam(objective: Objective) -> None:
    one = edit(objective, steps=6)
    latents = one.start.clone().requires_grad_()
    adam = torch.optim.Adam([latents], lr=0.1)
    met: list[tuple[float, Tensor]] = []
    for _ in range(one.steps):
        adam.zero_grad()
        loss = objective(latents[None], targets(one)).sum()
        loss.backward()
        met.append((loss.item(), latents.detach().clone()))
        adam.step()
    lowest = min(met, key=lambda pair: pair[0])[1]
    torch.testing.assert_close(run(Batch(objective, plateau=NEVER), one)[0], lowest, rtol=1e-9, atol=1e-9)


def test_the_loss_falls(objective: Objective) -> None:
    one = edit(objective, steps=8)
    found = run(Batch(objective, plateau=NEVER), one)[0]
    before, after = (objective(latents[None], targets(one)).item() for latents in (one.start, found))
    assert after < before - 0.01


def test_a_batched_edit_finds_what_it_finds_alone(objective: Objective, alone: list[Tensor]) -> None:
    together = run(Batch(objective, plateau=NEVER), *three(objective))
    assert [apart(found, expected) < 1e-6 for found, expected in zip(together, alone, strict=True)] == [True] * 3


def test_an_edit_that_comes_later_finds_what_it_finds_alone(objective: Objective, alone: list[Tensor]) -> None:
    places = [Place(one) for one in three(objective)]
    batch = Batch(objective, plateau=NEVER)
    batch.admit(places[0])
    batch.admit(places[1])
    batch.step()
    batch.step()
    batch.admit(places[2])
    while len(batch):
        batch.step()
    assert all(apart(place.found, expected) < 1e-6 for place, expected in zip(places, alone, strict=True))
    assert [place.steps for place in places] == [6, 8, 3]


def test_a_freed_place_is_taken(objective: Objective, alone: list[Tensor]) -> None:
    long, longer, short = (Place(one) for one in three(objective))
    batch = Batch(objective, places=2, plateau=NEVER)
    batch.admit(longer)
    batch.admit(short)
    assert batch.full
    while batch.full:
        batch.step()
    assert short.found is not None
    batch.admit(long)
    while len(batch):
        batch.step()
    assert [place.steps for place in (long, longer, short)] == [6, 8, 3]
    found = (long.found, longer.found, short.found)
    assert all(apart(one, expected) < 1e-6 for one, expected in zip(found, alone, strict=True))


def test_an_edit_that_gets_no_better_ends_early(objective: Objective) -> None:
    still = Place(edit(objective, rate=0.0, steps=50))
    moving = Place(edit(objective, seed=4, steps=9))
    batch = Batch(objective, plateau=Plateau(tolerance=1e-3, patience=5))
    for place in (still, moving):
        batch.admit(place)
    while len(batch):
        batch.step()
    assert still.steps == 6
    assert moving.steps > 6
    assert still.found is not None
    assert torch.equal(still.found, still.edit.start)


def test_the_best_latents_are_kept_and_not_the_last(objective: Objective) -> None:
    one = edit(objective, rate=30.0, steps=4)
    assert torch.equal(run(Batch(objective, plateau=NEVER), one)[0], one.start)


class Watched(Unwatched):
    """Counts reports, and cancels at one of them."""

    def __init__(self, cancel_at: int = -1) -> None:
        self.reports: list[float] = []
        self._cancel_at = cancel_at

    def progress(self, fraction: float) -> None:
        self.reports.append(fraction)
        if len(self.reports) == self._cancel_at:
            raise Cancelled

    def preview(self, pixels: Pixels) -> None: ...


def test_callers_from_several_threads_share_a_batch_and_each_gets_its_own(
    objective: Objective, alone: list[Tensor]
) -> None:
    optimiser = Optimiser(Batch(objective, places=2, plateau=NEVER))
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda one: optimiser.solve(one, Unwatched()), three(objective)))
    assert all(apart(one, expected) < 1e-6 for one, expected in zip(found, alone, strict=True))


def test_progress_rises_with_the_steps(objective: Objective) -> None:
    watch = Watched()
    Optimiser(Batch(objective, plateau=NEVER)).solve(edit(objective, steps=5), watch)
    assert watch.reports == [0, 0.2, 0.4, 0.6, 0.8]


def test_a_cancelled_edit_stops_before_its_next_step(objective: Objective, alone: list[Tensor]) -> None:
    batch = Batch(objective, plateau=NEVER)
    optimiser = Optimiser(batch)
    watch = Watched(cancel_at=4)
    with pytest.raises(Cancelled):
        optimiser.solve(edit(objective, steps=500), watch)
    assert watch.reports == [0, 1 / 500, 2 / 500, 3 / 500]
    assert apart(optimiser.solve(three(objective)[2], Unwatched()), alone[2]) < 1e-6
    assert len(batch) == 0


class Gate(Unwatched):
    """Says when its edit is under way, and cancels it when told to."""

    def __init__(self) -> None:
        self.under_way, self.cancelled = Event(), Event()
        self.last = 0.0

    def progress(self, fraction: float) -> None:
        self.last = fraction
        if fraction:
            self.under_way.set()
        if self.cancelled.is_set():
            raise Cancelled


def test_a_cancelled_edit_leaves_the_others_alone(objective: Objective, alone: list[Tensor]) -> None:
    optimiser = Optimiser(Batch(objective, plateau=NEVER))
    gate = Gate()
    with ThreadPoolExecutor(2) as pool:
        leaving = pool.submit(optimiser.solve, edit(objective, seed=2, steps=100_000), gate)
        assert gate.under_way.wait(30)
        staying = pool.submit(optimiser.solve, three(objective)[0], Unwatched())
        gate.cancelled.set()
        with pytest.raises(Cancelled):
            leaving.result(30)
        assert apart(staying.result(60), alone[0]) < 1e-6


def test_an_edit_that_waits_for_a_place_can_be_cancelled(objective: Objective) -> None:
    optimiser = Optimiser(Batch(objective, places=1, plateau=NEVER))
    first, second = Gate(), Gate()
    second.cancelled.set()
    with ThreadPoolExecutor(2) as pool:
        running = pool.submit(optimiser.solve, edit(objective, steps=100_000), first)
        assert first.under_way.wait(30)
        with pytest.raises(Cancelled):
            pool.submit(optimiser.solve, edit(objective, seed=2), second).result(30)
        first.cancelled.set()
        with pytest.raises(Cancelled):
            running.result(30)
    assert second.last == 0


def test_a_step_that_fails_fails_every_edit_in_it_and_not_the_next(objective: Objective, alone: list[Tensor]) -> None:
    optimiser = Optimiser(Batch(objective, plateau=NEVER))
    broken = replace(edit(objective), text=torch.zeros(3, dtype=torch.float64))
    with pytest.raises(RuntimeError, match="the search for the edited face failed"):
        optimiser.solve(broken, Unwatched())
    assert apart(optimiser.solve(three(objective)[2], Unwatched()), alone[2]) < 1e-6


def test_memory_that_runs_out_for_good_ends_every_edit_with_the_reason(
    objective: Objective, alone: list[Tensor]
) -> None:
    full = [True]

    def turn(work: Callable[[], R], /) -> R:
        if full[0]:
            raise ProblemError(Code.TOO_LARGE_TO_RENDER, "it needs more memory", limit="the memory")
        return work()

    optimiser = Optimiser(Batch(objective, places=1, plateau=NEVER), turn)
    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(optimiser.solve, one, Unwatched()) for one in three(objective)[:2]]
        for one in running:
            with pytest.raises(ProblemError, match="more memory"):
                one.result(30)
    full[0] = False
    assert apart(optimiser.solve(three(objective)[2], Unwatched()), alone[2]) < 1e-6


def test_an_edit_that_finds_no_memory_at_first_is_admitted_once_there_is_some(
    objective: Objective, alone: list[Tensor], monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, tries = Batch(objective, plateau=NEVER), [0]

    def admit(place: Place) -> None:
        tries[0] += 1
        if tries[0] == 1:
            raise torch.OutOfMemoryError
        Batch.admit(batch, place)

    def turn(work: Callable[[], R], /) -> R:
        try:
            return work()
        except torch.OutOfMemoryError:
            return work()

    monkeypatch.setattr(batch, "admit", admit)
    assert apart(Optimiser(batch, turn).solve(three(objective)[2], Unwatched()), alone[2]) < 1e-6
    assert tries == [2]


def test_a_loss_that_is_no_number_is_an_error_of_its_row_alone(objective: Objective, alone: list[Tensor]) -> None:
    bad = Place(edit(objective, steps=3, weights=LossWeights(clip=float("nan"))))
    good = Place(three(objective)[2])
    batch = Batch(objective, plateau=NEVER)
    for place in (bad, good):
        batch.admit(place)
    while len(batch):
        batch.step()
    assert isinstance(bad.error, ArithmeticError)
    assert apart(good.found, alone[2]) < 1e-6


def test_other_work_on_the_device_comes_before_the_next_step(objective: Objective) -> None:
    optimiser = Optimiser(Batch(objective, plateau=NEVER))
    gate = Gate()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(optimiser.solve, edit(objective, steps=100_000), gate)
        assert gate.under_way.wait(30)
        for _ in range(3):
            before = gate.last
            inside = optimiser.between(lambda: gate.last)
            assert inside - before <= 2 / 100_000
        gate.cancelled.set()
        with pytest.raises(Cancelled):
            running.result(30)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
def test_a_graph_of_a_step_is_the_step(clip: Clip) -> None:
    on_cpu = Objective(small_generator(), copy.deepcopy(clip), small_backbone()).double()
    on_gpu = copy.deepcopy(on_cpu).cuda()
    edits = three(on_cpu)
    moved = [replace(one, start=one.start.cuda(), text=one.text.cuda(), face=one.face.cuda()) for one in edits]
    found = run(Batch(on_gpu, plateau=NEVER), *moved)
    for expected, latents in zip(run(Batch(on_cpu, plateau=NEVER), *edits), found, strict=True):
        assert apart(latents.cpu(), expected) < 1e-6
