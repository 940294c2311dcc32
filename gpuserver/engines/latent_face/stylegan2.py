"""StyleGAN2's generator (Karras et al. 2020), with the key names of the public PyTorch checkpoints."""

# pyright: reportMissingImports=false

from __future__ import annotations

import torch
from torch import Tensor, nn

from gpuserver.engines.latent_face.modulation import EqualLinear, PixelNorm, StyledConv, ToRGB

_SMALLEST = 4
_WIDE_TO = 32
"""Side up to which every layer has all channels."""


class ConstantInput(nn.Module):
    """The learnt 4 × 4 image that every face starts from."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.input = nn.Parameter(torch.randn(1, channels, _SMALLEST, _SMALLEST))

    def forward(self, rows: int) -> Tensor:
        return self.input.expand(rows, -1, -1, -1)


class Generator(nn.Module):
    """From a latent of W+ to a face. `style` maps Z to W: `generator.style(z)` for z (B, style_dim)."""

    def __init__(
        self,
        size: int = 1024,
        style_dim: int = 512,
        n_mlp: int = 8,
        channel_multiplier: int = 2,
        width: int = 512,
    ) -> None:
        """The defaults are the public FFHQ model. `size`: side in pixels, a power of 2 from 8; `width`: channels up to
        32 px; from 64 px on there are `width` × `channel_multiplier` × 32 / side."""
        super().__init__()
        if size < 8 or size & (size - 1):
            raise ValueError(f"the generator's size is a power of 2 from 8, not {size}")
        self.size = size
        self.style_dim = style_dim
        levels = size.bit_length() - 1
        self.n_latent = 2 * levels - 2

        def channels(side: int) -> int:
            return width if side <= _WIDE_TO else width * channel_multiplier * _WIDE_TO // side

        layers = (EqualLinear(style_dim, style_dim, rate=0.01, relu=True) for _ in range(n_mlp))
        self.style = nn.Sequential(PixelNorm(), *layers)
        self.input = ConstantInput(channels(_SMALLEST))
        self.conv1 = StyledConv(channels(_SMALLEST), channels(_SMALLEST), style_dim)
        self.to_rgb1 = ToRGB(channels(_SMALLEST), style_dim, upsample=False)
        self.convs = nn.ModuleList()
        self.to_rgbs = nn.ModuleList()
        self.noises = nn.Module()
        self.noises.register_buffer("noise_0", torch.randn(1, 1, _SMALLEST, _SMALLEST))
        for level in range(3, levels + 1):
            side = 2**level
            before, after = channels(side // 2), channels(side)
            self.convs.append(StyledConv(before, after, style_dim, upsample=True))
            self.convs.append(StyledConv(after, after, style_dim))
            self.to_rgbs.append(ToRGB(after, style_dim))
            for layer in (2 * level - 5, 2 * level - 4):
                self.noises.register_buffer(f"noise_{layer}", torch.randn(1, 1, side, side))

    def forward(self, latents: Tensor, size: int | None = None) -> Tensor:
        """The faces of `latents` (B, n_latent, style_dim), with the stored noise: (B, 3, size, size), about -1..1.

        A `size` below the generator's leaves out the layers beyond it: the image that the RGB skips have added up by
        then, close to the full one made smaller.
        """
        x = self.conv1(self.input(len(latents)), latents[:, 0], self.noises.noise_0)
        image = self.to_rgb1(x, latents[:, 1])
        for level, to_rgb in enumerate(self.to_rgbs):
            if image.shape[-1] == size:
                break
            for layer in (2 * level, 2 * level + 1):
                x = self.convs[layer](x, latents[:, layer + 1], self.noises.get_buffer(f"noise_{layer + 1}"))
            image = to_rgb(x, latents[:, 2 * level + 3], image)
        return image
