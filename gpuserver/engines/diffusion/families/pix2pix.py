"""InstructPix2Pix (Brooks et al., 2023): Stable Diffusion 1.5 that follows one instruction about a picture."""

# pyright: reportMissingImports=false
from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import torch
from diffusers import EulerDiscreteScheduler, StableDiffusionInstructPix2PixPipeline
from PIL import Image

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.diffusion.denoiser import to_pixels
from gpuserver.engines.diffusion.families.local import LOCAL
from gpuserver.engines.diffusion.family import Ability, Family, Wording
from gpuserver.engines.diffusion.generation import Generation
from gpuserver.engines.diffusion.whole import AfterStep, WholeModel

PIX2PIX: Final = Family(
    class_name="StableDiffusionInstructPix2PixPipeline",
    abilities=frozenset({Ability.INSTRUCT}),
    multiple=8,
    pixels=512 * 768,
    steps=30,
    guidance=7.5,
    wording=Wording.TAGS,
    words=50,
    merges=False,
)
_LIKENESS: Final = 1.5
"""How much it keeps to the picture (Brooks et al., equation 3)."""


class Pix2Pix(WholeModel):
    """The adapter of InstructPix2Pix. Each row's steps are Euler's, so that a seed alone decides the picture."""

    def __init__(self, pipe: Any) -> None:
        super().__init__(pipe)
        pipe.scheduler = EulerDiscreteScheduler.from_config(pipe.scheduler.config)

    @classmethod
    def load(cls, folder: Path, dtype: torch.dtype, variant: str) -> Pix2Pix:
        """The model in `folder`, in the CPU's memory, with its safety checker where it has one."""
        return cls(
            StableDiffusionInstructPix2PixPipeline.from_pretrained(
                str(folder), dtype=dtype, variant=variant or None, **LOCAL
            )
        )

    def run(self, pipe: Any, wanted: Generation, after: AfterStep) -> Pixels:
        """The changed picture. Raises ProblemError (refused) where the model's own safety checker refuses it."""

        def told(_: Any, step: int, __: Any, state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
            after(step + 1, state["latents"][0])
            return {}

        made = pipe(
            prompt=wanted.prompt,
            negative_prompt=wanted.negative,
            image=None if wanted.image is None else Image.fromarray(wanted.image),
            num_inference_steps=wanted.steps,
            guidance_scale=wanted.guidance,
            image_guidance_scale=_LIKENESS,
            generator=torch.Generator("cpu").manual_seed(wanted.seed),
            output_type="pt",
            callback_on_step_end=told,
        )
        if any(made.nsfw_content_detected or ()):
            raise ProblemError(Code.REFUSED, "the model's safety checker refused the picture", reason="unsafe picture")
        return to_pixels(made.images[0] * 2 - 1)

    def shape(self, width: int, height: int) -> tuple[int, int, int]:
        """4 channels, an eighth of the picture's sides."""
        factor = self.pipe.vae_scale_factor
        return self.pipe.vae.config.latent_channels, height // factor, width // factor

    def decode(self, latents: torch.Tensor) -> torch.Tensor:
        """Through the VAE."""
        scaled = latents.to(self.pipe.vae.dtype) / self.pipe.vae.config.scaling_factor
        return self.pipe.vae.decode(scaled, return_dict=False)[0]
