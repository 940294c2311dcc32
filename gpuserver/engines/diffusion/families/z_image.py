"""Z-Image (Tongyi-MAI, 2025): a rectified flow with one stream of words and picture, in English and Chinese.

Its transformer takes a list of rows, pads them to the longest and masks what it padded.
"""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import torch
from diffusers import FlowMatchEulerDiscreteScheduler, ZImagePipeline
from diffusers.pipelines.z_image.pipeline_z_image import calculate_shift, get_default_z_image_sigmas

from core.language import Language
from gpuserver.engines.diffusion.denoiser import Denoiser, Embeddings, Row
from gpuserver.engines.diffusion.families.local import LOCAL
from gpuserver.engines.diffusion.family import Ability, Family
from gpuserver.engines.diffusion.schedule import Schedule

Z_IMAGE: Final = Family(
    class_name="ZImagePipeline",
    abilities=frozenset({Ability.DRAW, Ability.REDRAW, Ability.FILL}),
    multiple=16,
    steps=8,
    guidance=0.0,
    languages=(Language.EN, Language.ZH),
)


class ZImage(Denoiser):
    """The adapter of Z-Image and Z-Image-Turbo."""

    def __init__(self, pipe: Any) -> None:
        super().__init__(pipe, pipe.transformer)
        self._scheduler = FlowMatchEulerDiscreteScheduler.from_config(pipe.scheduler.config)

    @classmethod
    def load(cls, folder: Path, dtype: torch.dtype, variant: str) -> ZImage:
        """The model in `folder`, in the CPU's memory."""
        return cls(ZImagePipeline.from_pretrained(str(folder), dtype=dtype, variant=variant or None, **LOCAL))

    def guided(self, guidance: float) -> bool:
        """Its guidance counts from 0: with s, the direction is v + s (v - v of the negative)."""
        return guidance > 0

    def encode(self, prompt: str) -> Embeddings:
        """The last layer but one of Qwen3, as many tokens as the prompt has."""
        return (self.pipe.encode_prompt([prompt], device=self.device, do_classifier_free_guidance=False)[0][0],)

    def schedule(self, steps: int, width: int, height: int) -> Schedule:
        """Shifted towards noise the more latents there are, where the repository says so."""
        _, down, across = self.shape(width, height)
        held = self._scheduler.config
        mu = calculate_shift(
            (down // 2) * (across // 2), held.get("base_image_seq_len", 256), held.get("max_image_seq_len", 4096),
            held.get("base_shift", 0.5), held.get("max_shift", 1.15),
        )  # fmt: skip
        self._scheduler.set_timesteps(sigmas=get_default_z_image_sigmas(steps), mu=mu, device=self.device)
        return Schedule(self._scheduler.timesteps, self._scheduler.sigmas, scale=1.0, flow=True)

    def shape(self, width: int, height: int) -> tuple[int, int, int]:
        """16 channels, an eighth of the picture's sides."""
        factor = self.pipe.vae_scale_factor
        return self.core.in_channels, height // factor, width // factor

    def clean(self, image: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """A sample of the encoder's distribution."""
        held = self.pipe.vae.config
        sampled = self.pipe.vae.encode(image[None].to(self.pipe.vae.dtype)).latent_dist.sample(generator)
        return (sampled[0] - held.shift_factor) * held.scaling_factor

    def decode(self, latents: torch.Tensor) -> torch.Tensor:
        """Through the VAE."""
        held = self.pipe.vae.config
        scaled = latents.to(self.pipe.vae.dtype) / held.scaling_factor + held.shift_factor
        return self.pipe.vae.decode(scaled, return_dict=False)[0]

    def predict(self, rows: Sequence[Row]) -> torch.Tensor:
        """The velocity of each row; the model's own points from noise to picture."""
        guidance = rows[0].generation.guidance
        texts = [row.text[0] for row in rows]
        halves = 1
        if self.guided(guidance):
            texts += [row.negative[0] for row in rows if row.negative is not None]
            halves = 2
        latents = [row.latents[:, None].to(self.dtype) for row in rows] * halves
        times = torch.stack([(1000 - row.schedule.timesteps[row.at]) / 1000 for row in rows]).repeat(halves)
        velocity = torch.stack([one.float() for one in self.core(latents, times, texts, return_dict=False)[0]])[:, :, 0]
        if halves == 1:
            return -velocity
        towards, without = velocity.chunk(2)
        return -(towards + guidance * (towards - without))
