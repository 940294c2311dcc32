"""The residual network that both ArcFace and e4e are built on: IR blocks with squeeze and excitation.

Deng et al. 2019 (ArcFace), section 3; Hu et al. 2018 (squeeze and excitation); the names are the public checkpoints'.
"""

# pyright: reportMissingImports=false

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn

_REDUCTION = 16


@dataclass(frozen=True)
class Stages:
    """Blocks and channels of the four stages; the defaults are IR-SE-50. Each stage halves the image."""

    blocks: tuple[int, int, int, int] = (3, 4, 14, 3)
    channels: tuple[int, int, int, int] = (64, 128, 256, 512)

    def ends(self) -> tuple[int, ...]:
        """The index of the last block of each stage."""
        return tuple(sum(self.blocks[: stage + 1]) - 1 for stage in range(len(self.blocks)))


class SEModule(nn.Module):
    """Scales each channel by what all channels are on average."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.fc1 = nn.Conv2d(channels, channels // _REDUCTION, 1, bias=False)
        self.fc2 = nn.Conv2d(channels // _REDUCTION, channels, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return x * self.fc2(self.fc1(x.mean((2, 3), keepdim=True)).relu()).sigmoid()


class Bottleneck(nn.Module):
    """Two convolutions and squeeze-excitation beside a shortcut; `stride` 2 halves the image."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        if inputs == outputs:
            self.shortcut_layer = nn.MaxPool2d(1, stride) if stride > 1 else nn.Identity()
        else:
            self.shortcut_layer = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )
        self.res_layer = nn.Sequential(
            nn.BatchNorm2d(inputs),
            nn.Conv2d(inputs, outputs, 3, 1, 1, bias=False),
            nn.PReLU(outputs),
            nn.Conv2d(outputs, outputs, 3, stride, 1, bias=False),
            nn.BatchNorm2d(outputs),
            SEModule(outputs),
        )

    def forward(self, x: Tensor) -> Tensor:
        return self.res_layer(x) + self.shortcut_layer(x)


def input_layer(stages: Stages) -> nn.Sequential:
    """From RGB to the channels of the first stage."""
    width = stages.channels[0]
    return nn.Sequential(nn.Conv2d(3, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width), nn.PReLU(width))


def body(stages: Stages) -> nn.Sequential:
    """The blocks of all stages, one after another."""
    blocks: list[nn.Module] = []
    inputs = stages.channels[0]
    for count, outputs in zip(stages.blocks, stages.channels, strict=True):
        for index in range(count):
            blocks.append(Bottleneck(inputs, outputs, stride=2 if index == 0 else 1))
            inputs = outputs
    return nn.Sequential(*blocks)
