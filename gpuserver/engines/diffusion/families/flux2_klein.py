"""FLUX.2 Klein (Black Forest Labs, 2025): a rectified flow that reads pictures as tokens beside its own.

One model draws, edits by instruction, combines several pictures and fills masks. Its text encoder pads every prompt to
the same length and the transformer reads the padding, so that prompts of any length share a batch.
"""

# pyright: reportMissingImports=false, reportPrivateUsage=false
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from diffusers import FlowMatchEulerDiscreteScheduler, Flux2KleinPipeline
from diffusers.pipelines.flux2.pipeline_flux2_klein import compute_empirical_mu

from gpuserver.engines.base import Pixels
from gpuserver.engines.diffusion.denoiser import Denoiser, Embeddings, Row, to_tensor
from gpuserver.engines.diffusion.families.local import LOCAL
from gpuserver.engines.diffusion.family import Ability, Family
from gpuserver.engines.diffusion.generation import Mask
from gpuserver.engines.diffusion.schedule import Schedule
from gpuserver.engines.diffusion.sizes import fitted

FLUX2_KLEIN: Final = Family(
    class_name="Flux2KleinPipeline",
    abilities=frozenset({Ability.DRAW, Ability.REDRAW, Ability.FILL, Ability.INSTRUCT, Ability.COMBINE}),
    multiple=16,
    steps=4,
    guidance=1.0,
    references=4,
)


class Flux2Klein(Denoiser):
    """The adapter of FLUX.2 Klein. Latents are 2 × 2 patches: four times the VAE's channels, a 16th of the sides."""

    def __init__(self, pipe: Any) -> None:
        super().__init__(pipe, pipe.transformer)
        self._scheduler = FlowMatchEulerDiscreteScheduler.from_config(pipe.scheduler.config)

    @classmethod
    def load(cls, folder: Path, dtype: torch.dtype, variant: str) -> Flux2Klein:
        """The model in `folder`, in the CPU's memory."""
        return cls(Flux2KleinPipeline.from_pretrained(str(folder), dtype=dtype, variant=variant or None, **LOCAL))

    def guided(self, guidance: float) -> bool:
        """Models distilled to few steps have their guidance built in."""
        return guidance > 1 and not self.pipe.config.is_distilled

    def encode(self, prompt: str) -> Embeddings:
        """Three layers of Qwen3 side by side, 512 × width."""
        return (self.pipe.encode_prompt(prompt, device=self.device)[0][0],)

    def schedule(self, steps: int, width: int, height: int) -> Schedule:
        """Shifted towards noise the more latents there are."""
        _, down, across = self.shape(width, height)
        mu = compute_empirical_mu(image_seq_len=down * across, num_steps=steps)
        self._scheduler.set_timesteps(sigmas=np.linspace(1.0, 1 / steps, steps), mu=mu, device=self.device)
        return Schedule(self._scheduler.timesteps, self._scheduler.sigmas, scale=1.0, flow=True)

    def shape(self, width: int, height: int) -> tuple[int, int, int]:
        """Channels and a 16th of the picture's sides."""
        factor = 2 * self.pipe.vae_scale_factor
        return self.core.config.in_channels, height // factor, width // factor

    def clean(self, image: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """The middle of the encoder's distribution, as the transformer wants it scaled."""
        return self.pipe._encode_vae_image(image[None].to(self.pipe.vae.dtype), generator)[0]

    def mask(self, mask: Mask, width: int, height: int) -> torch.Tensor:
        """Soft at its edge: a patch is as new as its share of the mask."""
        _, down, across = self.shape(width, height)
        whole = torch.from_numpy((mask >= 0.5).astype(np.float32))[None, None]
        return torch.nn.functional.interpolate(whole, size=(down, across), mode="bilinear")[0].to(self.device)

    def refer(self, references: Sequence[Pixels]) -> tuple[torch.Tensor, ...]:
        """Latents of pictures of at most a megapixel."""
        sized = [fitted(one, FLUX2_KLEIN.pixels, FLUX2_KLEIN.multiple) for one in references]
        unused = torch.Generator()
        return tuple(self.clean(to_tensor(one, self.device), unused).float() for one in sized)

    def decode(self, latents: torch.Tensor) -> torch.Tensor:
        """Through the VAE, after its batch normalisation is undone."""
        norm = self.pipe.vae.bn
        scale = torch.sqrt(norm.running_var + self.pipe.vae.config.batch_norm_eps).float()
        unscaled = latents * scale[:, None, None] + norm.running_mean.float()[:, None, None]
        patches = self.pipe._unpatchify_latents(unscaled)
        return self.pipe.vae.decode(patches.to(self.pipe.vae.dtype), return_dict=False)[0]

    def predict(self, rows: Sequence[Row]) -> torch.Tensor:
        """The velocity of each row."""
        latents = torch.stack([row.latents for row in rows])
        tokens = self.pipe._pack_latents(latents)
        ids = self.pipe._prepare_latent_ids(latents).to(self.device)
        if rows[0].references:
            seen = [torch.cat([self.pipe._pack_latents(one[None])[0] for one in row.references]) for row in rows]
            tokens = torch.cat([tokens, torch.stack(seen)], dim=1)
            places = self.pipe._prepare_image_ids([one[None] for one in rows[0].references])
            ids = torch.cat([ids, places.to(self.device).expand(len(rows), -1, -1)], dim=1)
        times = torch.stack([row.schedule.timesteps[row.at] for row in rows]) / 1000
        velocity = self._run(tokens, times, ids, [row.text[0] for row in rows], latents)
        guidance = rows[0].generation.guidance
        if not self.guided(guidance):
            return velocity
        without = self._run(tokens, times, ids, [row.negative[0] for row in rows if row.negative], latents)
        return without + guidance * (velocity - without)

    def _run(self, tokens: torch.Tensor, times: torch.Tensor, ids: torch.Tensor, texts: Sequence[torch.Tensor],
             latents: torch.Tensor) -> torch.Tensor:  # fmt: skip
        words = torch.stack(list(texts))
        out = self.core(
            hidden_states=tokens.to(self.dtype), timestep=times.to(self.dtype), guidance=None,
            encoder_hidden_states=words, txt_ids=self.pipe._prepare_text_ids(words).to(self.device), img_ids=ids,
            return_dict=False,
        )[0]  # fmt: skip
        own = out[:, : latents[0, 0].numel()].float()
        return own.permute(0, 2, 1).reshape(latents.shape)
