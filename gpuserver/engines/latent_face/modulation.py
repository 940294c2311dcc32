"""StyleGAN2's layers (Karras et al. 2020, section 2 and appendix B), with the key names of the public checkpoints."""

# pyright: reportMissingImports=false

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from gpuserver.engines.latent_face.resample import Blur, Upsample


def biased_leaky_relu(x: Tensor, bias: Tensor) -> Tensor:
    """Leaky ReLU of slope 0.2 after a bias for each channel (axis 1), times sqrt 2 to keep the variance."""
    bias = bias.view(1, -1, *(1 for _ in x.shape[2:]))
    return functional.leaky_relu(x + bias, 0.2) * math.sqrt(2)


class PixelNorm(nn.Module):
    """Each vector (axis 1) at a mean square of 1."""

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8)


class EqualLinear(nn.Module):
    """A linear layer whose weights are scaled as it runs (equalised learning rate)."""

    def __init__(self, inputs: int, outputs: int, *, bias: float = 0.0, rate: float = 1.0, relu: bool = False) -> None:
        """`bias` starts the bias; `rate` is the learning-rate multiplier (lr_mul); `relu` adds the leaky ReLU."""
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs) / rate)
        self.bias = nn.Parameter(torch.full((outputs,), bias))
        self.scale = rate / math.sqrt(inputs)
        self.rate = rate
        self.relu = relu

    def forward(self, x: Tensor) -> Tensor:
        """(B, inputs) to (B, outputs)."""
        if self.relu:
            return biased_leaky_relu(functional.linear(x, self.weight * self.scale), self.bias * self.rate)
        return functional.linear(x, self.weight * self.scale, self.bias * self.rate)


class ModulatedConv2d(nn.Module):
    """A convolution whose input channels are scaled by a style and whose outputs are brought back to unit variance.

    The paper scales the weights, w' = s w, and divides them by the norm of each output channel (equations 1 and 3).
    Scaling the input by s and the output by 1 / norm is the same sum: all rows of a batch share one convolution, and
    its backward pass needs no gradient of the weights.
    """

    def __init__(
        self, inputs: int, outputs: int, size: int, style: int, *, demodulate: bool = True, upsample: bool = False
    ) -> None:
        """`size`: side of the kernel; `style`: length of a style vector; `upsample` doubles the image."""
        super().__init__()
        self.weight = nn.Parameter(torch.randn(1, outputs, inputs, size, size))
        self.modulation = EqualLinear(style, inputs, bias=1.0)
        self.blur = Blur(pad=(1, 1)) if upsample else None
        self.demodulate = demodulate
        self.scale = 1 / math.sqrt(inputs * size**2)
        self.padding = size // 2

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        """`x` (B, inputs, H, W) under `style` (B, style)."""
        weight = self.weight[0] * self.scale
        scales = self.modulation(style)
        x = x * scales[:, :, None, None]
        if self.blur is not None:
            x = self.blur(functional.conv_transpose2d(x, weight.transpose(0, 1), stride=2))
        else:
            x = functional.conv2d(x, weight, padding=self.padding)
        if not self.demodulate:
            return x
        squares = functional.linear(scales.square(), weight.square().sum((2, 3)))
        return x * torch.rsqrt(squares + 1e-8)[:, :, None, None]


class NoiseInjection(nn.Module):
    """Adds noise at a learnt strength."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1))

    def forward(self, x: Tensor, noise: Tensor) -> Tensor:
        """`noise` is (1, 1, H, W): the same in every row and channel."""
        return x + self.weight * noise


class FusedLeakyReLU(nn.Module):
    """`biased_leaky_relu` with its bias; named as in the public code, which fuses it into one kernel."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor) -> Tensor:
        return biased_leaky_relu(x, self.bias)


class StyledConv(nn.Module):
    """Modulated 3 × 3 convolution, noise, bias and leaky ReLU (figure 2c)."""

    def __init__(self, inputs: int, outputs: int, style: int, *, upsample: bool = False) -> None:
        super().__init__()
        self.conv = ModulatedConv2d(inputs, outputs, 3, style, upsample=upsample)
        self.noise = NoiseInjection()
        self.activate = FusedLeakyReLU(outputs)

    def forward(self, x: Tensor, style: Tensor, noise: Tensor) -> Tensor:
        return self.activate(self.noise(self.conv(x, style), noise))


class ToRGB(nn.Module):
    """The image of one resolution: a modulated 1 × 1 convolution, on top of the smaller image (figure 7b)."""

    def __init__(self, inputs: int, style: int, *, upsample: bool = True) -> None:
        super().__init__()
        self.upsample = Upsample() if upsample else None
        self.conv = ModulatedConv2d(inputs, 3, 1, style, demodulate=False)
        self.bias = nn.Parameter(torch.zeros(1, 3, 1, 1))

    def forward(self, x: Tensor, style: Tensor, skip: Tensor | None = None) -> Tensor:
        """(B, 3, H, W); `skip` is the image of half the size."""
        image = self.conv(x, style) + self.bias
        return image if skip is None or self.upsample is None else image + self.upsample(skip)
