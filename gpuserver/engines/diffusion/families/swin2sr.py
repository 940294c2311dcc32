"""Swin2SR (Conde et al., 2022): a picture with two or four times the pixels, without words."""

# pyright: reportMissingImports=false
from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import torch
from torch.nn import functional
from transformers import Swin2SRForImageSuperResolution

from gpuserver.engines.diffusion.families.local import LOCAL
from gpuserver.engines.diffusion.family import Ability, Family

SWIN2SR: Final = Family(class_name="Swin2SRForImageSuperResolution", abilities=frozenset({Ability.ENLARGE}))


class Swin2SR:
    """The adapter of Swin2SR."""

    def __init__(self, net: Any) -> None:
        self._net = net

    @classmethod
    def load(cls, folder: Path, dtype: torch.dtype) -> Swin2SR:
        """The model in `folder`, in the CPU's memory."""
        return cls(Swin2SRForImageSuperResolution.from_pretrained(str(folder), dtype=dtype, **LOCAL).eval())

    @property
    def components(self) -> dict[str, Any]:
        """Its one part, to be moved between devices."""
        return {"net": self._net}

    @property
    def factor(self) -> int:
        """How many times the sides it makes."""
        return int(self._net.config.upscale)

    def enlarge(self, tiles: torch.Tensor) -> torch.Tensor:
        """Tiles × 3 × height × width, 0..1, with `factor` times the sides; on the CPU in float32."""
        height, width = tiles.shape[-2:]
        window = self._net.config.window_size
        padded = functional.pad(tiles, (0, -width % window, 0, -height % window), mode="replicate")
        larger = self._net(pixel_values=padded.to(self._net.device, self._net.dtype)).reconstruction
        return larger[..., : self.factor * height, : self.factor * width].float().clamp(0, 1).cpu()
