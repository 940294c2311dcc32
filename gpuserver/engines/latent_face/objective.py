"""What an edit minimises (ChatEdit, section 4.2; StyleCLIP, section 4): L_CLIP + 0.008 L_2 + 0.005 L_ID."""

# pyright: reportMissingImports=false

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from gpuserver.engines.latent_face.arcface import Backbone, face_region
from gpuserver.engines.latent_face.clip import Clip
from gpuserver.engines.latent_face.resample import AreaPool
from gpuserver.engines.latent_face.stylegan2 import Generator


@dataclass(frozen=True)
class LossWeights:
    """How much each part counts; the defaults are ChatEdit's (table 8)."""

    clip: float = 1.0
    distance: float = 0.008
    identity: float = 0.005


@dataclass(frozen=True)
class Targets:
    """What each of B rows is measured against."""

    start: Tensor
    """(B, n_latent, style_dim): the inversion."""
    text: Tensor
    """(B, D): unit vectors of the prompts."""
    face: Tensor
    """(B, E): unit ArcFace vectors of the inversions' images."""
    weights: Tensor
    """(B, 3): of L_CLIP, L_2 and L_ID."""


class Objective(nn.Module):
    """The loss of every row by itself: what stands in one row moves no other."""

    def __init__(self, generator: Generator, clip: Clip, identity: Backbone, size: int | None = None) -> None:
        """`size`: side in pixels of the images that are judged; None is the generator's, which is the paper's.

        Raises ValueError for a size at which the generator has no image.
        """
        super().__init__()
        if size is not None and (size & (size - 1) or not 4 <= size <= generator.size):
            raise ValueError(f"judged images have a power of 2 of pixels, from 4 to {generator.size}, not {size}")
        self.generator = generator
        self.clip = clip
        self.identity = identity
        self.size = size or generator.size
        self.pool = AreaPool(self.size, clip.size)

    def forward(self, latents: Tensor, targets: Targets) -> Tensor:
        """(B,) losses of `latents` (B, n_latent, style_dim).

        L_CLIP is one minus the cosine of image and prompt, L_2 the squared distance in W+, L_ID one minus the cosine
        of ArcFace's vectors.
        """
        images = self.generator(latents, self.size)
        seen = self.clip.images(self.pool(images))
        parts = (
            1 - (seen * targets.text).sum(1),
            (latents - targets.start).square().sum((1, 2)),
            1 - (self.faces(images) * targets.face).sum(1),
        )
        return (torch.stack(parts, 1) * targets.weights).sum(1)

    def faces(self, images: Tensor) -> Tensor:
        """ArcFace's unit vectors (B, E) of aligned `images` (B, 3, S, S) in -1..1."""
        return self.identity(face_region(images))
