"""Qwen-Image-Edit-Plus (2509 and later): strong edits by instruction, of one picture or several, in both languages."""

# pyright: reportMissingImports=false, reportPrivateUsage=false
from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import torch
from diffusers import QwenImageEditPlusPipeline
from PIL import Image

from core.language import Language
from gpuserver.engines.base import Pixels
from gpuserver.engines.diffusion.denoiser import to_pixels
from gpuserver.engines.diffusion.families.local import LOCAL
from gpuserver.engines.diffusion.family import Ability, Family
from gpuserver.engines.diffusion.generation import Generation
from gpuserver.engines.diffusion.whole import AfterStep, WholeModel

QWEN_EDIT: Final = Family(
    class_name="QwenImageEditPlusPipeline",
    abilities=frozenset({Ability.INSTRUCT, Ability.COMBINE}),
    multiple=32,
    steps=40,
    guidance=4.0,
    languages=(Language.EN, Language.ZH),
    references=3,
)


class QwenEdit(WholeModel):
    """The adapter of Qwen-Image-Edit-Plus."""

    @classmethod
    def load(cls, folder: Path, dtype: torch.dtype, variant: str) -> QwenEdit:
        """The model in `folder`, in the CPU's memory."""
        return cls(
            QwenImageEditPlusPipeline.from_pretrained(str(folder), dtype=dtype, variant=variant or None, **LOCAL)
        )

    def run(self, pipe: Any, wanted: Generation, after: AfterStep) -> Pixels:
        """The changed picture; the references come after it."""

        def told(_: Any, step: int, __: Any, state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
            after(step + 1, self._unpacked(state["latents"], wanted.width, wanted.height))
            return {}

        seen = (*(() if wanted.image is None else (wanted.image,)), *wanted.references)
        made = pipe(
            prompt=wanted.prompt,
            negative_prompt=wanted.negative or " ",  # without one there is no guidance
            image=[Image.fromarray(one) for one in seen],
            width=wanted.width,
            height=wanted.height,
            num_inference_steps=wanted.steps,
            true_cfg_scale=wanted.guidance,
            generator=torch.Generator("cpu").manual_seed(wanted.seed),
            output_type="pt",
            callback_on_step_end=told,
        )
        return to_pixels(made.images[0] * 2 - 1)

    def shape(self, width: int, height: int) -> tuple[int, int, int]:
        """16 channels, an eighth of the picture's sides."""
        factor = self.pipe.vae_scale_factor
        return self.pipe.vae.config.z_dim, height // factor, width // factor

    def decode(self, latents: torch.Tensor) -> torch.Tensor:
        """Through the VAE, which is one of videos: as one frame."""
        held = self.pipe.vae.config
        mean = torch.tensor(held.latents_mean, device=latents.device)[:, None, None]
        std = torch.tensor(held.latents_std, device=latents.device)[:, None, None]
        frame = (latents * std + mean).to(self.pipe.vae.dtype)[:, :, None]
        return self.pipe.vae.decode(frame, return_dict=False)[0][:, :, 0]

    def _unpacked(self, latents: torch.Tensor, width: int, height: int) -> torch.Tensor:
        return self.pipe._unpack_latents(latents, height, width, self.pipe.vae_scale_factor)[0, :, 0]
