"""A model split into its stages, so that its rows can be at different steps: encode, begin, predict, decode."""

# pyright: reportMissingImports=false
from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch
from torch import nn

from gpuserver.engines.base import Pixels
from gpuserver.engines.diffusion.generation import Generation, Mask
from gpuserver.engines.diffusion.offload import Offload, Stage
from gpuserver.engines.diffusion.schedule import Schedule

Embeddings = tuple[torch.Tensor, ...]
"""What the text encoders made of one prompt; what they mean is the family's own affair."""


@dataclass(frozen=True, eq=False)
class Kept:
    """What stays of a picture: its latents, the noise that was added to them, and a mask of what is new (1)."""

    clean: torch.Tensor
    noise: torch.Tensor
    mask: torch.Tensor


@dataclass(eq=False)
class Row:
    """One request in a batch. Tensors have no batch dimension and lie on the model's device."""

    generation: Generation
    text: Embeddings
    negative: Embeddings | None
    schedule: Schedule
    latents: torch.Tensor
    """Channels × height × width, float32."""
    at: int
    """The next step."""
    kept: Kept | None = None
    references: tuple[torch.Tensor, ...] = ()
    """Latents of the pictures to look at."""
    control: torch.Tensor | None = None
    """3 × height × width, 0..1."""

    @property
    def done(self) -> bool:
        """Whether no step is left."""
        return self.at == self.schedule.steps

    def picture(self, direction: torch.Tensor) -> torch.Tensor:
        """The latents of the picture to which `direction` leads from here in one straight line."""
        return self.latents - self.schedule.sigmas[self.at] * direction.float()

    def advance(self, direction: torch.Tensor) -> None:
        """Make one step in `direction`. What is to stay is put back at the noise level of the next step."""
        self.latents = self.schedule.next(self.latents, direction.float(), self.at)
        self.at += 1
        if self.kept is not None:
            old = self.schedule.noised(self.kept.clean, self.kept.noise, self.at)
            self.latents = (1 - self.kept.mask) * old + self.kept.mask * self.latents


class Denoiser(ABC):
    """A loaded model whose loop is ours. Not safe from several threads."""

    def __init__(self, pipe: Any, core: Any) -> None:
        """`pipe`: the pipeline of diffusers that holds the parts; `core`: the one of them that makes the steps."""
        self.pipe = pipe
        self.core = core
        pipe.set_progress_bar_config(disable=True)

    @property
    def components(self) -> Mapping[str, Any]:
        """Its parts by name, to be moved between devices."""
        return self.pipe.components

    @cached_property
    def offload(self) -> Offload:
        """Its parts, of which some may wait while it works."""
        parts = {stage: nn.ModuleList() for stage in Stage}
        for name, part in self.components.items():
            if isinstance(part, nn.Module):
                parts[Stage.of(name)].append(part)
        return Offload(parts)

    @property
    def device(self) -> torch.device:
        """Where it works."""
        return self.offload.device

    @property
    def dtype(self) -> torch.dtype:
        """What it computes in."""
        return self.core.dtype

    def guided(self, guidance: float) -> bool:
        """Whether a step of this `guidance` also needs the negative embeddings."""
        return guidance > 1

    def encode_negative(self, prompt: str) -> Embeddings:
        """The embeddings of what is not wanted; `prompt` may be empty."""
        return self.encode(prompt)

    @abstractmethod
    def encode(self, prompt: str) -> Embeddings:
        """The embeddings of `prompt`, on a visit for words."""

    @abstractmethod
    def schedule(self, steps: int, width: int, height: int) -> Schedule:
        """The schedule for `steps` steps of a picture of this size in pixels."""

    @abstractmethod
    def shape(self, width: int, height: int) -> tuple[int, int, int]:
        """Channels, height and width of the latents of a picture of this size in pixels."""

    @abstractmethod
    def clean(self, image: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """Latents of a picture (3 × height × width, -1..1), without batch dimension; on a visit for pictures."""

    @abstractmethod
    def predict(self, rows: Sequence[Row]) -> torch.Tensor:
        """The direction in which each row goes, rows × channels × height × width."""

    @abstractmethod
    def decode(self, latents: torch.Tensor) -> torch.Tensor:
        """Pictures (rows × 3 × height × width, -1..1) of latents, on a visit for pictures."""

    def refer(self, references: Sequence[Pixels]) -> tuple[torch.Tensor, ...]:
        """Latents of pictures to look at; families without them take none."""
        if references:
            raise ValueError(f"{type(self).__name__} takes no reference pictures")
        return ()

    def mask(self, mask: Mask, width: int, height: int) -> torch.Tensor:
        """1 × height × width of the latents, 1 where the picture is new."""
        _, down, across = self.shape(width, height)
        whole = torch.from_numpy((mask >= 0.5).astype(np.float32))[None, None]
        return torch.nn.functional.interpolate(whole, size=(down, across))[0].to(self.device)

    def begin(self, wanted: Generation, text: Embeddings, negative: Embeddings | None) -> Row:
        """A row before its first step. Its noise comes from its own seed alone, whatever it is computed with."""
        generator = torch.Generator("cpu").manual_seed(wanted.seed)
        schedule = self.schedule(wanted.steps, wanted.width, wanted.height)
        clean, references = self._seen(wanted, generator)
        noise = torch.randn(self.shape(wanted.width, wanted.height), generator=generator).to(self.device)
        kept = None
        if clean is not None and wanted.mask is not None:
            kept = Kept(clean, noise, self.mask(wanted.mask, wanted.width, wanted.height))
        if clean is None or (kept is not None and wanted.start == 0):
            latents = noise * schedule.scale
        else:
            latents = schedule.noised(clean, noise, wanted.start)
        control = None if wanted.control is None else (to_tensor(wanted.control, self.device) + 1) / 2
        return Row(wanted, text, negative, schedule, latents, wanted.start, kept, references, control)

    def _seen(
        self, wanted: Generation, generator: torch.Generator
    ) -> tuple[torch.Tensor | None, tuple[torch.Tensor, ...]]:
        """Latents of the picture to start from, and of those to look at."""
        if wanted.image is None and not wanted.references:
            return None, ()
        with self.offload.visit(Stage.PICTURES):
            image = None if wanted.image is None else to_tensor(wanted.image, self.device)
            clean = None if image is None else self.clean(image, generator).float()
            return clean, self.refer(wanted.references)


def to_tensor(pixels: Pixels, device: torch.device) -> torch.Tensor:
    """3 × height × width, -1..1, of height × width × 3, 0..255."""
    return torch.from_numpy(pixels.copy()).to(device).permute(2, 0, 1).float() / 127.5 - 1


def to_pixels(image: torch.Tensor) -> Pixels:
    """Height × width × 3, 0..255, of 3 × height × width, -1..1; clipped."""
    levels = (image.detach().float().clamp(-1, 1) + 1) * 127.5
    return levels.round().to(torch.uint8).permute(1, 2, 0).cpu().numpy()
