"""Early looks: RGB as a linear function of each latent, fitted to what the model's own VAE decodes."""

# pyright: reportMissingImports=false
from __future__ import annotations

from typing import Final, Protocol
from weakref import WeakKeyDictionary

import torch
from torch.nn import functional

from gpuserver.engines.base import Pixels
from gpuserver.engines.diffusion.denoiser import to_pixels

_SIDE: Final = 128
"""Pixels of the pictures that are decoded for the fit."""
_COARSE: Final = 4
"""Patches across one of them: flat areas are what a linear map can tell."""
_PATCHES: Final = 4
"""Patches for each channel, in all of them, so that the fit is far from exact."""


class Decoder(Protocol):
    """What a look is fitted to."""

    @property
    def device(self) -> torch.device:
        """Where it is."""
        ...

    def shape(self, width: int, height: int) -> tuple[int, int, int]:
        """Channels, height and width of the latents of a picture of this size in pixels."""
        ...

    def decode(self, latents: torch.Tensor) -> torch.Tensor:
        """Pictures (rows × 3 × height × width, -1..1) of latents."""
        ...


class LatentPreview:
    """A matrix of channels + 1 by 3."""

    def __init__(self, model: Decoder) -> None:
        """Fits by least squares; decodes a few random latents, always the same ones."""
        generator = torch.Generator("cpu").manual_seed(0)
        channels, down, across = model.shape(_SIDE, _SIDE)
        samples = max(4, -(-_PATCHES * channels // _COARSE**2))
        coarse = torch.randn((samples, channels, _COARSE, _COARSE), generator=generator)
        latents = functional.interpolate(coarse, (down, across), mode="bilinear").to(model.device)
        pictures = torch.cat([model.decode(one[None]).float() for one in latents])
        seen = functional.adaptive_avg_pool2d(pictures, (down, across)).permute(0, 2, 3, 1).reshape(-1, 3)
        known = _with_one(latents.permute(0, 2, 3, 1).reshape(-1, channels))
        self._matrix = torch.linalg.lstsq(known.cpu(), seen.cpu()).solution.to(model.device)

    def look(self, latents: torch.Tensor) -> Pixels:
        """A small picture, as many pixels as `latents` (channels × height × width) have places."""
        colors = _with_one(latents.permute(1, 2, 0)) @ self._matrix
        return to_pixels(colors.permute(2, 0, 1))


class PreviewCache:
    """One fit a loaded model."""

    def __init__(self) -> None:
        self._fitted: WeakKeyDictionary[Decoder, LatentPreview] = WeakKeyDictionary()

    def __contains__(self, model: Decoder) -> bool:
        return model in self._fitted

    def of(self, model: Decoder) -> LatentPreview:
        """The fit of `model`, made at its first use."""
        if model not in self._fitted:
            self._fitted[model] = LatentPreview(model)
        return self._fitted[model]


def _with_one(latents: torch.Tensor) -> torch.Tensor:
    return torch.cat([latents, torch.ones_like(latents[..., :1])], dim=-1)
