"""Models whose loop is diffusers': their steps take turns with other requests, and no picture is changed by that."""

# pyright: reportMissingImports=false
from __future__ import annotations

import pytest

pytest.importorskip("diffusers", reason="needs the `gpu` extra")

import threading
from collections.abc import Iterator
from dataclasses import replace

import diffusers.pipelines.qwenimage.pipeline_qwenimage_edit_plus as qwen_edit_module
import numpy as np
from rig import accelerator, finish, request, shelf

from core.problems import ProblemError
from gpuserver.accelerator.request import Request, Ticket
from gpuserver.engines.base import Cancelled, Pixels, Unwatched
from gpuserver.engines.diffusion.config import ChosenModel
from gpuserver.engines.diffusion.generation import Generation
from gpuserver.engines.diffusion.lora import Loras
from gpuserver.engines.diffusion.whole import WholeCall
from gpuserver.engines.shelf import Shelf

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # diffusers with numpy 2
PHOTO = np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)
WANTED = Generation("make it night", 1, 64, 64, 4, 4.0, image=PHOTO)


@pytest.fixture(autouse=True, scope="module")
def small_conditions() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(qwen_edit_module, "VAE_IMAGE_SIZE", 64 * 64)  # else it looks at a megapixel
        patch.setattr(qwen_edit_module, "CONDITION_IMAGE_SIZE", 64 * 64)
        yield


@pytest.fixture(scope="module")
def models(pix2pix: ChosenModel, qwen_edit: ChosenModel) -> Iterator[Shelf]:
    with shelf(pix2pix, qwen_edit) as held:
        yield held


def asked(model: str, wanted: Generation) -> Request[Generation]:
    """What the engine would submit."""
    plain = request(model, wanted)
    return replace(plain, key=replace(plain.key, pipeline="call"), units=wanted.steps + 1)


def alone(models: Shelf, model: str, wanted: Generation) -> Pixels:
    run = accelerator(models)
    ticket = run.submit(WholeCall(models, Loras(None)), asked(model, wanted))
    finish(run)
    return ticket.result(Unwatched())


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("stepwise")]


@pytest.mark.parametrize("model", ["pix2pix", "qwen-edit"])
def test_calls_of_one_model_that_take_turns_make_the_pictures_that_each_makes_alone(model: str, models: Shelf) -> None:
    both = (WANTED, replace(WANTED, prompt="make it rain", seed=2, steps=6))
    apart = [alone(models, model, one) for one in both]
    executor = WholeCall(models, Loras(None))
    tickets: list[Ticket[Generation, Pixels]] = [Ticket(asked(model, one), 0.0, lambda: None) for one in both]
    batches = [executor.start([ticket]) for ticket in tickets]
    made: dict[Ticket[Generation, Pixels], Pixels] = {}
    for step in range(7):
        for ticket, batch in zip(tickets, batches, strict=True):
            if ticket not in made:
                made |= batch.step()
        assert (tickets[0] in made) == (step >= 4)  # four steps, then it decodes
    assert all(np.array_equal(made[ticket], one) for ticket, one in zip(tickets, apart, strict=True))


def test_a_short_call_does_not_wait_for_a_long_one(models: Shelf) -> None:
    run, executor = accelerator(models), WholeCall(models, Loras(None))
    long = run.submit(executor, asked("pix2pix", replace(WANTED, steps=40)))
    for _ in range(3):
        run.turn()
    short = run.submit(executor, asked("pix2pix", replace(WANTED, steps=2)))
    while not short.future.done():
        run.turn()
    assert 0 < long.done < 40
    finish(run)
    assert np.array_equal(short.result(Unwatched()), alone(models, "pix2pix", replace(WANTED, steps=2)))


def test_a_call_that_nobody_waits_for_ends_at_its_next_step(models: Shelf) -> None:
    run = accelerator(models)
    ticket = run.submit(WholeCall(models, Loras(None)), asked("pix2pix", replace(WANTED, steps=40)))
    run.turn()
    assert threads()
    ticket.cancel()
    run.turn()
    assert not threads()
    with pytest.raises(Cancelled):
        ticket.result(Unwatched())


def test_a_server_that_stops_leaves_no_call_behind(models: Shelf) -> None:
    run = accelerator(models)
    ticket = run.submit(WholeCall(models, Loras(None)), asked("pix2pix", replace(WANTED, steps=40)))
    run.turn()
    run.close()
    assert not threads()
    with pytest.raises(ProblemError, match="stopping"):
        ticket.result(Unwatched())
