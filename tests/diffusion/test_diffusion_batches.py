"""A batched picture is the solo one, whoever joins when; what is looked at, cancelled or too large leaves others alone."""

# pyright: reportMissingImports=false
from __future__ import annotations

import pytest

pytest.importorskip("diffusers", reason="needs the `gpu` extra")

from collections.abc import Iterator

import numpy as np
from rig import Diary, accelerator, finish, psnr, request, shelf

from gpuserver.engines.base import Cancelled, Pixels, Unwatched
from gpuserver.engines.diffusion.config import ChosenModel
from gpuserver.engines.diffusion.executor import Denoising
from gpuserver.engines.diffusion.generation import Generation
from gpuserver.engines.diffusion.lora import Loras
from gpuserver.engines.shelf import Shelf

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # diffusers with numpy 2
FAMILIES = ("sdxl", "klein", "z_image")
SIDE = 64


@pytest.fixture(params=FAMILIES)
def chosen(request: pytest.FixtureRequest) -> ChosenModel:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def models(sdxl: ChosenModel, klein: ChosenModel, z_image: ChosenModel) -> Iterator[Shelf]:
    with shelf(sdxl, klein, z_image) as held:
        yield held


def wanted(prompt: str, seed: int, **more: object) -> Generation:
    fields: dict[str, object] = {"width": SIDE, "height": SIDE, "steps": 3, "guidance": 2.0} | more
    return Generation(prompt, seed, **fields)  # pyright: ignore[reportArgumentType]


def made(models: Shelf, name: str, *all_wanted: Generation, apart: int = 0, most: int = 8) -> list[Pixels]:
    """The pictures, each asked for `apart` turns after the one before."""
    run, executor = accelerator(models), Denoising(models, Loras(None), most=most)
    tickets = []
    for one in all_wanted:
        tickets.append(run.submit(executor, request(name, one)))
        for _ in range(apart):
            run.turn()
    finish(run)
    return [ticket.result(Unwatched()) for ticket in tickets]


def test_pictures_made_together_are_those_made_alone(chosen: ChosenModel, models: Shelf) -> None:
    asked = [wanted("a cat", 1), wanted("a very long dog on a sofa in a house by the sea", 2), wanted("", 3)]
    together = made(models, chosen.name, *asked)
    for one, picture in zip(asked, together, strict=True):
        assert psnr(picture, made(models, chosen.name, one)[0]) > 50


def test_a_picture_that_joins_midway_is_the_one_made_alone(chosen: ChosenModel, models: Shelf) -> None:
    asked = [wanted("a cat", 1), wanted("a dog", 2), wanted("a fox", 3)]
    joined = made(models, chosen.name, *asked, apart=1)
    for one, picture in zip(asked, joined, strict=True):
        assert psnr(picture, made(models, chosen.name, one)[0]) > 50


def test_a_seed_decides_the_picture(chosen: ChosenModel, models: Shelf) -> None:
    first, again, other = (made(models, chosen.name, wanted("a cat", seed))[0] for seed in (5, 5, 6))
    assert np.array_equal(first, again)
    assert psnr(first, other) < 30


def test_redrawn_filled_and_fresh_pictures_share_a_batch(chosen: ChosenModel, models: Shelf) -> None:
    photo = np.random.default_rng(0).integers(0, 255, (SIDE, SIDE, 3), np.uint8)
    left = np.zeros((SIDE, SIDE), np.float32)
    left[:, : SIDE // 2] = 1
    asked = [
        wanted("a cat", 1),
        wanted("a cat", 2, image=photo, strength=0.5),
        wanted("a cat", 3, image=photo, mask=left),
    ]
    together = made(models, chosen.name, *asked)
    for one, picture in zip(asked, together, strict=True):
        assert psnr(picture, made(models, chosen.name, one)[0]) > 50
    assert np.abs(together[2][:, 40:].astype(int) - made(models, chosen.name, asked[0])[0][:, 40:]).mean() > 1


def test_progress_rises_and_early_looks_come(chosen: ChosenModel, models: Shelf) -> None:
    run, diary = accelerator(models), Diary()
    ticket = run.submit(Denoising(models, Loras(None)), request(chosen.name, wanted("a cat", 1, steps=8)))
    finish(run)
    ticket.result(diary)
    assert diary.fractions == sorted(diary.fractions)
    assert len(diary.looks) == 3
    assert all(look.shape[2] == 3 and look.dtype == np.uint8 for look in diary.looks)


def test_pictures_that_are_done_together_are_decoded_one_a_step(chosen: ChosenModel, models: Shelf) -> None:
    executor = Denoising(models, Loras(None))
    asked = [wanted("a cat", 1, steps=1), wanted("a dog", 2, steps=1), wanted("a fox", 3, steps=1)]
    run = accelerator(models)
    tickets = [run.submit(executor, request(chosen.name, one)) for one in asked]
    run.turn()  # loads the model
    batch = executor.start(tickets)
    assert [list(batch.step()) for _ in tickets] == [[ticket] for ticket in tickets]


def test_a_cancelled_picture_leaves_and_the_others_stay_as_they_are(chosen: ChosenModel, models: Shelf) -> None:
    run, executor = accelerator(models), Denoising(models, Loras(None))
    kept, given_up = wanted("a cat", 1), wanted("a dog", 2)
    tickets = [run.submit(executor, request(chosen.name, one)) for one in (kept, given_up)]
    run.turn()
    tickets[1].cancel()
    finish(run)
    with pytest.raises(Cancelled):
        tickets[1].result(Unwatched())
    assert psnr(tickets[0].result(Unwatched()), made(models, chosen.name, kept)[0]) > 50
