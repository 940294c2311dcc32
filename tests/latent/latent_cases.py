"""Small networks of the published layout with random weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

import torch
from safetensors.torch import save_file
from torch import nn

from gpuserver.engines.latent_face.arcface import Backbone
from gpuserver.engines.latent_face.clip import Clip, load_clip
from gpuserver.engines.latent_face.e4e import E4e, Encoder4Editing
from gpuserver.engines.latent_face.irse import Stages
from gpuserver.engines.latent_face.stylegan2 import Generator

M = TypeVar("M", bound=nn.Module)
SIZE = 32
STYLE = 32
STAGES = Stages(blocks=(1, 1, 1, 1), channels=(16, 16, 16, STYLE))
CLIP = {
    "model_cfg": {
        "embed_dim": 16,
        "vision_cfg": {"image_size": 224, "layers": 1, "width": 32, "head_width": 16, "patch_size": 56},
        "text_cfg": {"context_length": 77, "vocab_size": 49408, "width": 16, "heads": 1, "layers": 1},
    },
    "preprocess_cfg": {"mean": [0.48145466, 0.4578275, 0.40821073], "std": [0.26862954, 0.26130258, 0.27577711]},
}


def shaken(module: M, seed: int = 0) -> M:
    """`module` with every weight and statistic away from its start, so that none can be left out unnoticed."""
    random = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for key, tensor in module.state_dict().items():
            if key.endswith("running_var"):
                tensor.uniform_(0.5, 1.5, generator=random)
            elif tensor.is_floating_point() and not key.endswith("kernel"):
                tensor.add_(0.1 * torch.randn(tensor.shape, generator=random, dtype=tensor.dtype))
    return module.eval().requires_grad_(False)


def small_generator() -> Generator:
    torch.manual_seed(1)
    return shaken(Generator(SIZE, STYLE, n_mlp=2, width=16))


def small_e4e() -> E4e:
    torch.manual_seed(2)
    return shaken(E4e(Encoder4Editing(SIZE, STAGES), small_generator()))


def small_backbone() -> Backbone:
    torch.manual_seed(3)
    return shaken(Backbone(STAGES, embedding=24))


def write_clip(folder: Path) -> None:
    """An open_clip model with random weights, in the files in which open_clip publishes its models."""
    import open_clip

    torch.manual_seed(4)
    folder.mkdir(parents=True)
    (folder / "open_clip_config.json").write_text(json.dumps(CLIP))
    save_file(open_clip.CLIP(**CLIP["model_cfg"]).state_dict(), folder / "open_clip_model.safetensors")


def small_clip(folder: Path) -> Clip:
    write_clip(folder / "clip")
    return load_clip(folder / "clip")
