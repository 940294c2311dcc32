"""Models that do not fit the GPU as a whole: their parts take turns there, and the pictures are the same."""

from __future__ import annotations

import pytest

pytest.importorskip("diffusers", reason="models need the `gpu` extra")

import numpy as np
import torch
from rig import accelerator, finish, request, shelf
from torch import nn

from core.problems import ProblemError
from gpuserver.accelerator.request import Ticket
from gpuserver.engines.accelerated import OF_GPU
from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.diffusion.config import ChosenModel
from gpuserver.engines.diffusion.denoiser import Denoiser
from gpuserver.engines.diffusion.executor import Denoising
from gpuserver.engines.diffusion.generation import Generation
from gpuserver.engines.diffusion.loading import Repository
from gpuserver.engines.diffusion.lora import Loras
from gpuserver.engines.diffusion.offload import WORK, Offload, Stage, at_rest, needs
from gpuserver.engines.shelf import Shelf
from gpuserver.models.memory import Budgets, Needs, Place
from gpuserver.models.offers import Task, defaults
from gpuserver.models.residency import Residency

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # diffusers with numpy 2

_16_BITS, _32_BITS = 2.0, 4.0
BILLIONS = {
    "sdxl": (0.123 + 0.695, 2.567, 2 * 0.084),  # its VAE works in 32 bits
    "sdxl-lines": (0.0, 0.18, 0.0),
    "flux2-klein-4b": (4.02, 3.88, 0.084),
    "z-image-turbo": (4.02, 6.15, 0.084),
    "qwen-image-edit-2511": (8.29, 20.43, 0.127),
    "instruct-pix2pix": (0.123, 0.860 + 0.304, 0.084),
}
"""Parameters as published, of what reads words, makes steps, and is the VAE."""
OTHERS = {
    "grounding-dino-tiny": 0.172 * _32_BITS, "sam2.1-small": 0.046 * _32_BITS, "clipseg": 0.151 * _32_BITS,
    "smolvlm2-500m": 0.507 * _16_BITS, "qwen3-vl-2b": 2.13 * _16_BITS, "qwen3-vl-4b": 4.44 * _16_BITS,
    "qwen3-vl-8b": 8.77 * _16_BITS, "swin2sr-x2": 0.012 * _16_BITS, "clip-vit-b-32": 0.151 * _32_BITS,
}  # fmt: skip
"""GB of the models that are moved as a whole."""
STEPPED = {"sdxl", "flux2-klein-4b", "z-image-turbo"}


def sizes(name: str) -> dict[Stage, int]:
    return {stage: int(one * 1e9 * _16_BITS) for stage, one in zip(Stage, BILLIONS[name], strict=True)}


@pytest.mark.parametrize("card", [8, 16, 24, 80])
def test_every_default_set_fits_its_card(card: int) -> None:
    room = int(OF_GPU * card * 1e9)
    for offer in defaults(card):
        if offer.name in OTHERS:
            assert OTHERS[offer.name] * 1e9 <= room
        elif Task.SKETCH not in offer.classes:
            parts = sizes(offer.name)
            if offer.control:
                parts[Stage.STEPS] += sizes(offer.control)[Stage.STEPS]
            assert needs(parts, room if offer.name in STEPPED else 0).working <= room, offer.name


def test_where_everything_fits_nothing_moves() -> None:
    parts = sizes("flux2-klein-4b")
    assert at_rest(parts, 0) == at_rest(parts, sum(parts.values())) == frozenset(Stage)
    assert needs(parts, sum(parts.values())) == Needs.of(sum(parts.values()))


def test_the_vae_stays_where_there_is_room_for_its_work() -> None:
    parts = {Stage.WORDS: WORK, Stage.STEPS: 5, Stage.PICTURES: 3}
    assert at_rest(parts, WORK + 7) == {Stage.STEPS}
    assert needs(parts, WORK + 7) == Needs(whole=WORK + 8, working=WORK, waiting=WORK + 5)
    assert at_rest({**parts, Stage.WORDS: WORK + 1}, WORK + 8) == {Stage.STEPS, Stage.PICTURES}


class Traveller(nn.ModuleList):
    """A part that writes down where it was sent, and goes nowhere."""

    def __init__(self, name: str, size: int, diary: list[str]) -> None:
        super().__init__([nn.Linear(size, 1, bias=False)])
        self.name, self.diary = name, diary

    def to(self, device: torch.device | str) -> Traveller:
        self.diary.append(f"{self.name} {torch.device(device).type}")
        return self


def test_whoever_leaves_goes_before_whoever_comes_and_all_is_as_it_was_after_a_failure() -> None:
    diary: list[str] = []
    offload = Offload(
        {stage: Traveller(stage.value, size, diary) for stage, size in zip(Stage, (7, 9, 1), strict=True)}
    )
    room = 4 * 10
    assert offload.to(Place.GPU, room) == Needs(whole=4 * 17, working=4 * 9, waiting=4 * 16)
    assert diary == ["words cpu", "pictures cpu", "steps cuda"]
    diary.clear()

    def fail() -> None:
        with offload.visit(Stage.WORDS), offload.visit(Stage.WORDS):
            assert offload.here == {Stage.WORDS}
            raise torch.OutOfMemoryError

    with pytest.raises(torch.OutOfMemoryError):
        fail()
    assert diary == ["steps cpu", "pictures cpu", "words cuda", "words cpu", "pictures cpu", "steps cuda"]
    assert offload.here == {Stage.STEPS}
    assert offload.device.type == "cuda"


def watched(model: Denoiser, seen: set[tuple[Stage, frozenset[Stage]]]) -> None:
    """Write down what was there whenever a part worked."""
    for name, part in model.components.items():
        if isinstance(part, nn.Module):
            stage = Stage.of(name)
            hook = lambda *_, stage=stage: seen.add((stage, model.offload.here))  # noqa: E731
            for one in part.modules():
                one.register_forward_pre_hook(hook)


def pictures(chosen: ChosenModel, wanted: list[Generation], resting: frozenset[Stage],
             seen: set[tuple[Stage, frozenset[Stage]]] | None = None) -> list[Pixels]:  # fmt: skip
    with shelf(chosen) as models:
        models.load(chosen.name, frozenset())
        model = models.get(chosen.name)
        assert isinstance(model, Denoiser)
        model.offload.rest(resting, torch.device("cpu"))
        if seen is not None:
            watched(model, seen)
        run, executor = accelerator(models), Denoising(models, Loras(None))
        tickets: list[Ticket[Generation, Pixels]] = [run.submit(executor, request(chosen.name, one)) for one in wanted]
        finish(run)
        assert model.offload.here == resting
        return [ticket.result(Unwatched()) for ticket in tickets]


@pytest.mark.parametrize("family", ["sdxl", "klein", "z_image"])
def test_pictures_of_parts_that_take_turns_are_those_of_the_whole(family: str, request: pytest.FixtureRequest) -> None:
    chosen: ChosenModel = request.getfixturevalue(family)
    photo = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    wanted = [
        Generation("a cat", 1, 64, 64, 4),
        Generation("a dog", 2, 64, 64, 4, guidance=2.0),
        Generation("a hen", 3, 64, 64, 4, image=photo, strength=0.8),
    ]
    whole = pictures(chosen, wanted, frozenset(Stage))
    for resting in (frozenset({Stage.STEPS}), frozenset({Stage.STEPS, Stage.PICTURES})):
        seen: set[tuple[Stage, frozenset[Stage]]] = set()
        apart = pictures(chosen, wanted, resting, seen)
        assert all(np.array_equal(one, other) for one, other in zip(whole, apart, strict=True))
        assert {stage for stage, _ in seen} == set(Stage)
        assert all(stage in here for stage, here in seen)


def test_a_model_is_expected_to_take_what_it_then_takes(klein: ChosenModel) -> None:
    whole = Repository(klein, torch.float32).expected
    small = Repository(klein, torch.float32, room=whole.whole - 1)
    assert small.expected.working < whole.working == whole.whole == small.expected.whole
    measured = small.to(small.load(), Place.CPU)
    assert measured.working == pytest.approx(small.expected.working, rel=0.01)  # buffers are in no file
    assert measured.waiting == pytest.approx(small.expected.waiting, rel=0.01)


def test_a_model_whose_steps_alone_do_not_fit_is_refused_in_a_sentence(klein: ChosenModel) -> None:
    budgets = Budgets(gpu=1000, cpu=1 << 30)
    small = Repository(klein, torch.float32, room=1000)
    with (
        Residency({"klein": small}, budgets).running() as residency,
        pytest.raises(ProblemError, match=r"takes 0\.0 GB, and the GPU has 0\.0 GB"),
    ):
        Shelf(budgets, residency).load("klein", frozenset())
