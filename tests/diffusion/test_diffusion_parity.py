"""Our loop makes the pictures that diffusers' own pipelines make, from the same repository, words and seed."""

# pyright: reportMissingImports=false
from __future__ import annotations

import pytest

pytest.importorskip("diffusers", reason="needs the `gpu` extra")

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import tiny_qwen3
import torch
from diffusers import (
    Flux2KleinInpaintPipeline,
    Flux2KleinPipeline,
    StableDiffusionXLControlNetPipeline,
    StableDiffusionXLImg2ImgPipeline,
    StableDiffusionXLInpaintPipeline,
    StableDiffusionXLPipeline,
    ZImageImg2ImgPipeline,
    ZImageInpaintPipeline,
    ZImagePipeline,
)
from PIL import Image
from rig import psnr

from gpuserver.engines.base import Pixels
from gpuserver.engines.diffusion.config import ChosenModel
from gpuserver.engines.diffusion.denoiser import Denoiser, to_pixels
from gpuserver.engines.diffusion.generation import Generation
from gpuserver.engines.diffusion.loading import Repository

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # diffusers with numpy 2
SIDE, STEPS = 64, 4
PHOTO = np.random.default_rng(1).integers(0, 255, (SIDE, SIDE, 3), np.uint8)
OTHER = np.random.default_rng(2).integers(0, 255, (80, 64, 3), np.uint8)
HALF = np.zeros((SIDE, SIDE), np.float32)
HALF[:, : SIDE // 2] = 1
WANTED = Generation("a cat on a mat", 7, SIDE, SIDE, STEPS)
Given = dict[str, Any]
PHOTO_GIVEN: Given = {"image": Image.fromarray(PHOTO), "strength": 0.5}
MASK_GIVEN: Given = {"image": Image.fromarray(PHOTO), "mask_image": Image.fromarray((255 * HALF).astype(np.uint8))}


@torch.inference_mode()
def ours(model: Denoiser, wanted: Generation) -> Pixels:
    unwanted = model.encode_negative(wanted.negative) if model.guided(wanted.guidance) else None
    row = model.begin(wanted, model.encode(wanted.prompt), unwanted)
    while not row.done:
        row.advance(model.predict([row])[0])
    return to_pixels(model.decode(row.latents[None])[0])


def theirs(model: Denoiser, pipeline: Any, wanted: Generation, given: Given) -> Pixels:
    parts = dict(model.pipe.components) | ({"is_distilled": False} if "is_distilled" in given else {})
    if pipeline is StableDiffusionXLControlNetPipeline:
        parts["controlnet"] = model.components["controlnet"]
    pipe = pipeline(**parts)
    pipe.set_progress_bar_config(disable=True)
    made = pipe(
        prompt=wanted.prompt, num_inference_steps=STEPS, guidance_scale=wanted.guidance, output_type="pt",
        generator=torch.Generator("cpu").manual_seed(wanted.seed),
        **{name: value for name, value in given.items() if name != "is_distilled"},
    )  # fmt: skip
    return to_pixels(made.images[0] * 2 - 1)


def loaded(chosen: ChosenModel) -> Denoiser:
    model = Repository(chosen, torch.float32).load()
    assert isinstance(model, Denoiser)
    return model


SIZE: Given = {"width": SIDE, "height": SIDE}
LINES = np.repeat(255 * np.eye(SIDE, dtype=np.uint8)[..., None], 3, axis=2)
CASES: list[tuple[str, str, Any, Generation, Given]] = [
    ("draw", "sdxl", StableDiffusionXLPipeline, replace(WANTED, guidance=5.0), SIZE),
    ("draw without guidance", "sdxl", StableDiffusionXLPipeline, WANTED, SIZE),
    ("draw with a negative prompt", "sdxl", StableDiffusionXLPipeline,
     replace(WANTED, guidance=5.0, negative="a dog"), {**SIZE, "negative_prompt": "a dog"}),
    ("redraw", "sdxl", StableDiffusionXLImg2ImgPipeline, replace(WANTED, guidance=5.0, image=PHOTO, strength=0.5), PHOTO_GIVEN),
    ("fill", "sdxl", StableDiffusionXLInpaintPipeline,
     replace(WANTED, guidance=5.0, image=PHOTO, mask=HALF), {**SIZE, **MASK_GIVEN, "strength": 1.0}),
    ("fill keeping half", "sdxl", StableDiffusionXLInpaintPipeline,
     replace(WANTED, guidance=5.0, image=PHOTO, mask=HALF, strength=0.5), {**SIZE, **MASK_GIVEN, "strength": 0.5}),
    ("sketch", "sdxl", StableDiffusionXLControlNetPipeline,
     replace(WANTED, guidance=5.0, control=LINES), {**SIZE, "image": Image.fromarray(LINES)}),
    ("draw", "z_image", ZImagePipeline, WANTED, SIZE),
    ("draw with guidance", "z_image", ZImagePipeline, replace(WANTED, guidance=3.0), SIZE),
    ("redraw", "z_image", ZImageImg2ImgPipeline, replace(WANTED, image=PHOTO, strength=0.5), {**SIZE, **PHOTO_GIVEN}),
    ("fill", "z_image", ZImageInpaintPipeline, replace(WANTED, image=PHOTO, mask=HALF), {**SIZE, **MASK_GIVEN, "strength": 1.0}),
    ("draw", "klein", Flux2KleinPipeline, replace(WANTED, guidance=1.0), SIZE),
    ("edit", "klein", Flux2KleinPipeline, replace(WANTED, guidance=1.0, references=(PHOTO,)), {**SIZE, "image": Image.fromarray(PHOTO)}),
    ("combine", "klein", Flux2KleinPipeline, replace(WANTED, guidance=1.0, references=(PHOTO, OTHER)),
     {**SIZE, "image": [Image.fromarray(PHOTO), Image.fromarray(OTHER)]}),
    ("fill", "klein", Flux2KleinInpaintPipeline,
     replace(WANTED, guidance=1.0, image=PHOTO, mask=HALF, references=(PHOTO,)), {**SIZE, **MASK_GIVEN, "strength": 1.0}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("family", "pipeline", "wanted", "given"), [case[1:] for case in CASES], ids=[f"{one[1]} {one[0]}" for one in CASES]
)
def test_our_loop_makes_their_picture(
    family: str, pipeline: Any, wanted: Generation, given: Given, request: pytest.FixtureRequest
) -> None:
    model: Denoiser = request.getfixturevalue("model_of")(family)
    assert psnr(ours(model, wanted), theirs(model, pipeline, wanted, given)) > 45


def test_a_model_that_is_not_distilled_is_guided_as_theirs(home: Any) -> None:
    model = loaded(ChosenModel("base", tiny_qwen3.build_flux2(home / "klein-base", distilled=False)))
    wanted = replace(WANTED, guidance=4.0)
    assert psnr(ours(model, wanted), theirs(model, Flux2KleinPipeline, wanted, {**SIZE, "is_distilled": False})) > 45


@pytest.fixture(scope="module")
def model_of(request: pytest.FixtureRequest) -> Callable[[str], Denoiser]:
    held: dict[str, Denoiser] = {}

    def of(family: str) -> Denoiser:
        if family not in held:
            held[family] = loaded(request.getfixturevalue(family))
        return held[family]

    return of
