"""Who a face is: ArcFace's embedding (Deng et al. 2019), with the key names of the public `model_ir_se50.pth`."""

# pyright: reportMissingImports=false

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional

from gpuserver.engines.latent_face.irse import Stages, body, input_layer

SIDE = 112
_POOLED = 256
_REGION = (slice(35, 223), slice(32, 220))
"""Rows and columns of an aligned face at 256 px that hold the face without its surroundings."""


class Backbone(nn.Module):
    """IR-SE-50 on 112 px, to a unit vector: the cosine of two is how alike two people are."""

    def __init__(self, stages: Stages | None = None, embedding: int = 512) -> None:
        """`stages`: None is the public network, IR-SE-50."""
        super().__init__()
        stages = stages or Stages()
        self.input_layer = input_layer(stages)
        width = stages.channels[-1]
        self.output_layer = nn.Sequential(
            nn.BatchNorm2d(width),
            nn.Dropout(0.6),
            nn.Flatten(),
            nn.Linear(width * (SIDE // 16) ** 2, embedding),
            nn.BatchNorm1d(embedding),
        )
        self.body = body(stages)

    def forward(self, faces: Tensor) -> Tensor:
        """(B, 3, 112, 112) in -1..1 to (B, embedding) of length 1."""
        return functional.normalize(self.output_layer(self.body(self.input_layer(faces))))


def face_region(images: Tensor) -> Tensor:
    """What ArcFace looks at in FFHQ-aligned `images` (B, 3, S, S): (B, 3, 112, 112), as StyleCLIP's identity loss."""
    if images.shape[-1] != _POOLED:
        images = functional.adaptive_avg_pool2d(images, _POOLED)
    return functional.adaptive_avg_pool2d(images[:, :, _REGION[0], _REGION[1]], SIDE)
