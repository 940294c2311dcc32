"""Resampling with fixed kernels: StyleGAN2's blur and upsampling, and exact area averages."""

# pyright: reportMissingImports=false

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

BINOMIAL: Final = (1, 3, 3, 1)
"""The filter of every StyleGAN2 layer that changes size (Karras et al. 2020, appendix B)."""


def make_kernel(taps: Sequence[int]) -> Tensor:
    """The separable 2-D kernel of `taps`, summing to 1."""
    row = torch.tensor(taps, dtype=torch.float32)
    kernel = row[:, None] * row
    return kernel / kernel.sum()


def upfirdn2d(images: Tensor, kernel: Tensor, up: int = 1, pad: tuple[int, int] = (0, 0)) -> Tensor:
    """Put `up` - 1 zeros after every pixel, pad with zeros, and convolve each channel with `kernel`.

    `images` is (B, C, H, W); the result has `up` H + sum(pad) - kernel + 1 rows. `pad` counts before and after.
    """
    batch, channels, height, width = images.shape
    if up > 1:
        images = functional.pad(images.view(batch, channels, height, 1, width, 1), (0, up - 1, 0, 0, 0, up - 1))
        images = images.reshape(batch, channels, height * up, width * up)
    weight = kernel.flip(0, 1).expand(channels, 1, *kernel.shape)
    return functional.conv2d(functional.pad(images, (*pad, *pad)), weight, groups=channels)


class Blur(nn.Module):
    """The filter after a transposed convolution; its gain makes up for the zeros put in between."""

    kernel: Tensor

    def __init__(self, pad: tuple[int, int], factor: int = 2) -> None:
        super().__init__()
        self.pad = pad
        self.register_buffer("kernel", make_kernel(BINOMIAL) * factor**2)

    def forward(self, images: Tensor) -> Tensor:
        """(B, C, H, W) to (B, C, H + sum(pad) - 3, ...)."""
        return upfirdn2d(images, self.kernel, pad=self.pad)


class Upsample(nn.Module):
    """Twice the size, for the RGB images that StyleGAN2 adds up."""

    kernel: Tensor
    factor: Final = 2

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("kernel", make_kernel(BINOMIAL) * self.factor**2)
        extra = len(BINOMIAL) - self.factor
        self.pad = ((extra + 1) // 2 + self.factor - 1, extra // 2)

    def forward(self, images: Tensor) -> Tensor:
        """(B, C, H, W) to (B, C, 2 H, 2 W)."""
        return upfirdn2d(images, self.kernel, self.factor, self.pad)


class AreaPool(nn.Module):
    """Resizes square images so that each new pixel is the average of the area it covers, parts of pixels included.

    StyleCLIP reaches 224 px by repeating pixels 7 times and averaging size/32 of them. This is the same map without
    the image of 7 times the size: two products with a matrix of overlaps.
    """

    overlaps: Tensor

    def __init__(self, before: int, after: int) -> None:
        super().__init__()
        edges = torch.arange(after + 1, dtype=torch.float64) * before / after
        pixels = torch.arange(before, dtype=torch.float64)
        ends = torch.minimum(edges[1:, None], pixels + 1)
        starts = torch.maximum(edges[:-1, None], pixels)
        shares = (ends - starts).clamp(min=0) * after / before
        self.register_buffer("overlaps", shares.to(torch.get_default_dtype()), persistent=False)

    def forward(self, images: Tensor) -> Tensor:
        """(B, C, before, before) to (B, C, after, after)."""
        return self.overlaps @ images @ self.overlaps.mT
