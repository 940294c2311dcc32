"""The four networks of the method, from one folder of weights."""

# pyright: reportMissingImports=false

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from torch import nn

from gpuserver.engines.latent_face.arcface import Backbone
from gpuserver.engines.latent_face.checkpoint import load_arcface, load_e4e
from gpuserver.engines.latent_face.clip import Clip, load_clip
from gpuserver.engines.latent_face.e4e import E4e

CLIP_FOLDER: Final = "clip"


@dataclass(frozen=True)
class Networks:
    """On one device, for inference: no weight ever needs a gradient."""

    e4e: E4e
    identity: Backbone
    clip: Clip

    @staticmethod
    def load(folder: Path, device: torch.device | None = None) -> Networks:
        """What `folder` holds: e4e_ffhq_encode.pt, model_ir_se50.pth and `clip/` as open_clip publishes its models.

        `device`: None is the GPU where there is one. Raises WeightsError, which names the file.
        """
        chosen = device or torch.device("cuda" if torch.cuda.is_available() else "cpu")
        return Networks(
            load_e4e(folder).to(chosen), load_arcface(folder).to(chosen), load_clip(folder / CLIP_FOLDER).to(chosen)
        )

    @property
    def components(self) -> Mapping[str, nn.Module]:
        """The networks by name, to be moved between devices."""
        return {"e4e": self.e4e, "identity": self.identity, "clip": self.clip}

    @property
    def device(self) -> torch.device:
        """Where they are."""
        return self.e4e.latent_avg.device
