"""Stable Diffusion XL (Podell et al., 2023): two CLIP encoders, a U-Net with guidance, ControlNet for sketches."""

# pyright: reportMissingImports=false, reportPrivateUsage=false
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import torch
from diffusers import ControlNetModel, EulerDiscreteScheduler, StableDiffusionXLPipeline

from gpuserver.engines.diffusion.denoiser import Denoiser, Embeddings, Row
from gpuserver.engines.diffusion.families.local import LOCAL
from gpuserver.engines.diffusion.family import Ability, Family, Wording
from gpuserver.engines.diffusion.schedule import Schedule
from gpuserver.models.problem import ModelError

SDXL: Final = Family(
    class_name="StableDiffusionXLPipeline",
    abilities=frozenset({Ability.DRAW, Ability.REDRAW, Ability.FILL}),
    multiple=32,
    least=512,
    steps=30,
    guidance=5.0,
    wording=Wording.TAGS,
    words=50,  # 77 tokens of CLIP, two of them its marks, and 1.5 tokens a word
)


class Sdxl(Denoiser):
    """The adapter of SDXL and what is trained from it."""

    def __init__(self, pipe: Any, control: Any = None) -> None:
        """`control`: a ControlNet for lines."""
        super().__init__(pipe, pipe.unet)
        if pipe.scheduler.config.prediction_type != "epsilon" or pipe.unet.config.in_channels != 4:
            raise ModelError("only SDXL models that predict noise from 4 channels are served; choose another one")
        self.control = control
        self._scheduler = EulerDiscreteScheduler.from_config(pipe.scheduler.config)

    @classmethod
    def load(cls, folder: Path, dtype: torch.dtype, variant: str, control: Path | None) -> Sdxl:
        """The model in `folder`, with the ControlNet in `control`, in the CPU's memory."""
        precision = {"default": dtype, "vae": torch.float32}  # the VAE overflows in half precision
        pipe = StableDiffusionXLPipeline.from_pretrained(
            str(folder), dtype=precision, variant=variant or None, add_watermarker=False, **LOCAL
        )
        net = None if control is None else ControlNetModel.from_pretrained(str(control), dtype=dtype, **LOCAL)
        return cls(pipe, net)

    @property
    def components(self) -> dict[str, Any]:
        """The pipeline's parts and the ControlNet."""
        return {**self.pipe.components, "controlnet": self.control}

    def encode(self, prompt: str) -> Embeddings:
        """Two encoders' embeddings, 77 × width, and the pooled ones."""
        words, _, pooled, _ = self.pipe.encode_prompt(prompt, device=self.device, do_classifier_free_guidance=False)
        return words[0], pooled[0]

    def encode_negative(self, prompt: str) -> Embeddings:
        """As `encode`; zeros for no words where the model was trained so."""
        encoded = self.encode(prompt)
        if prompt or not self.pipe.config.force_zeros_for_empty_prompt:
            return encoded
        return tuple(torch.zeros_like(one) for one in encoded)

    def schedule(self, steps: int, width: int, height: int) -> Schedule:
        """Euler's, spaced as the repository says; the same for every size."""
        self._scheduler.set_timesteps(steps, device=self.device)
        scale = float(self._scheduler.init_noise_sigma)
        return Schedule(self._scheduler.timesteps, self._scheduler.sigmas.to(self.device), scale, flow=False)

    def shape(self, width: int, height: int) -> tuple[int, int, int]:
        """4 channels, an eighth of the picture's sides."""
        factor = self.pipe.vae_scale_factor
        return self.pipe.vae.config.latent_channels, height // factor, width // factor

    def clean(self, image: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """A sample of the encoder's distribution."""
        sampled = self.pipe.vae.encode(image[None].to(self.pipe.vae.dtype)).latent_dist.sample(generator)
        return sampled[0] * self.pipe.vae.config.scaling_factor

    def decode(self, latents: torch.Tensor) -> torch.Tensor:
        """Through the VAE."""
        scaled = latents.to(self.pipe.vae.dtype) / self.pipe.vae.config.scaling_factor
        return self.pipe.vae.decode(scaled, return_dict=False)[0]

    def predict(self, rows: Sequence[Row]) -> torch.Tensor:
        """The noise in each row, guided where its generation says so."""
        halves = [[row.text for row in rows]]
        if self.guided(rows[0].generation.guidance):
            halves.insert(0, [row.negative for row in rows if row.negative is not None])
        texts = [text for half in halves for text in half]
        sigmas = torch.stack([row.schedule.sigmas[row.at] for row in rows])[:, None, None, None]
        latents = torch.stack([row.latents for row in rows]) / (sigmas**2 + 1) ** 0.5
        latents = latents.repeat(len(halves), 1, 1, 1).to(self.dtype)
        times = torch.stack([row.schedule.timesteps[row.at] for row in rows]).repeat(len(halves))
        words = torch.stack([words for words, _ in texts])
        added = {"text_embeds": torch.stack([pooled for _, pooled in texts]), "time_ids": self._sizes(rows, len(texts))}
        lines = self._lines(rows, latents, times, words, added)
        noise = self.core(
            latents, times, encoder_hidden_states=words, added_cond_kwargs=added, return_dict=False, **lines
        )[0].float()
        if len(halves) == 1:
            return noise
        without, towards = noise.chunk(2)
        return without + rows[0].generation.guidance * (towards - without)

    def _sizes(self, rows: Sequence[Row], count: int) -> torch.Tensor:
        """Size conditioning (Podell et al., section 2.2): the picture's own size, uncropped."""
        size = (rows[0].generation.height, rows[0].generation.width)
        width = int(rows[0].text[1].shape[-1])
        ids = self.pipe._get_add_time_ids(size, (0, 0), size, dtype=self.dtype, text_encoder_projection_dim=width)
        return ids.to(self.device).repeat(count, 1)

    def _lines(self, rows: Sequence[Row], latents: torch.Tensor, times: torch.Tensor, words: torch.Tensor,
               added: dict[str, torch.Tensor]) -> dict[str, Any]:  # fmt: skip
        """What the ControlNet adds to the U-Net's layers (Zhang et al., 2023)."""
        pictures = [row.control for row in rows if row.control is not None]
        if not pictures:
            return {}
        lines = torch.stack(pictures).repeat(len(latents) // len(rows), 1, 1, 1).to(self.dtype)
        down, middle = self.control(
            latents, times, encoder_hidden_states=words, controlnet_cond=lines, added_cond_kwargs=added,
            return_dict=False,
        )  # fmt: skip
        return {"down_block_additional_residuals": down, "mid_block_additional_residual": middle}
