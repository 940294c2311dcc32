"""From a photo to W+: e4e (Tov et al. 2021), with the key names of the public `e4e_ffhq_encode.pt`."""

# pyright: reportMissingImports=false

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from gpuserver.engines.latent_face.irse import Stages, body, input_layer
from gpuserver.engines.latent_face.modulation import EqualLinear
from gpuserver.engines.latent_face.stylegan2 import Generator

SIDE = 256
"""Side in pixels of the aligned face that the encoder reads."""
_MIDDLE = 3
"""The first style that is read from the middle features, at 32 px."""
_FINE = 7
"""The first style that is read from the fine features, at 64 px."""


class GradualStyleBlock(nn.Module):
    """Map2style: convolutions that halve the features until one pixel is left, and a linear layer."""

    def __init__(self, inputs: int, outputs: int, side: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        while side > 1:
            layers += (nn.Conv2d(inputs, outputs, 3, 2, 1), nn.LeakyReLU())
            inputs, side = outputs, side // 2
        self.convs = nn.Sequential(*layers)
        self.linear = EqualLinear(outputs, outputs)

    def forward(self, features: Tensor) -> Tensor:
        """(B, inputs, side, side) to (B, outputs)."""
        return self.linear(self.convs(features).flatten(1))


class Encoder4Editing(nn.Module):
    """One W for the whole face and an offset for every further style (section 4)."""

    def __init__(self, size: int = 1024, stages: Stages | None = None) -> None:
        """`size`: side of the generator's images; `stages`: None is the public network, IR-SE-50."""
        super().__init__()
        stages = stages or Stages()
        _, fine, middle, width = stages.channels
        self._taps = stages.ends()[1:]
        self.input_layer = input_layer(stages)
        self.body = body(stages)
        self.styles = nn.ModuleList(
            GradualStyleBlock(width, width, 16 if style < _MIDDLE else 32 if style < _FINE else 64)
            for style in range(2 * size.bit_length() - 4)
        )
        self.latlayer1 = nn.Conv2d(middle, width, 1)
        self.latlayer2 = nn.Conv2d(fine, width, 1)

    def forward(self, faces: Tensor, offsets: int | None = None) -> Tensor:
        """Latents relative to the average one: (B, 3, 256, 256) in -1..1 to (B, styles, width).

        `offsets` is e4e's progressive stage: how many styles after the first get one of their own (0: a pure W); None
        is all, as after training.
        """
        fine, middle, coarse = self._features(self.input_layer(faces))
        middle = _upsampled_sum(coarse, self.latlayer1(middle))
        fine = _upsampled_sum(middle, self.latlayer2(fine))
        shared = self.styles[0](coarse)
        latents = [shared]
        for index, style in enumerate(self.styles[1:], 1):
            if offsets is not None and index > offsets:
                latents.append(shared)
                continue
            latents.append(shared + style(coarse if index < _MIDDLE else middle if index < _FINE else fine))
        return torch.stack(latents, 1)

    def _features(self, x: Tensor) -> list[Tensor]:
        """The ends of the second, third and fourth stage: 64, 32 and 16 px."""
        out: list[Tensor] = []
        for index, block in enumerate(self.body):
            x = block(x)
            if index in self._taps:
                out.append(x)
        return out


def _upsampled_sum(coarse: Tensor, fine: Tensor) -> Tensor:
    return functional.interpolate(coarse, fine.shape[-2:], mode="bilinear", align_corners=True) + fine


class E4e(nn.Module):
    """Encoder, generator (`decoder`) and average latent: all that the public checkpoint holds."""

    latent_avg: Tensor

    def __init__(self, encoder: Encoder4Editing, decoder: Generator) -> None:
        super().__init__()
        self.encoder = encoder
        self.decoder = decoder
        self.register_buffer("latent_avg", torch.zeros(decoder.n_latent, decoder.style_dim))

    def invert(self, faces: Tensor) -> Tensor:
        """The latents of aligned `faces` (B, 3, 256, 256) in -1..1: (B, n_latent, style_dim)."""
        return self.encoder(faces) + self.latent_avg
