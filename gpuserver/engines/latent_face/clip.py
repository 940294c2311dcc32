"""CLIP (Radford et al. 2021) through open_clip: prompts and faces as unit vectors of one space."""

# pyright: reportMissingImports=false

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

import torch
from torch import Tensor, nn

from gpuserver.engines.latent_face.checkpoint import WeightsError


class _Encoders(Protocol):
    """The part of an open_clip model that is used here."""

    def encode_image(self, image: Tensor, normalize: bool = False) -> Tensor: ...
    def encode_text(self, text: Tensor, normalize: bool = False) -> Tensor: ...


@dataclass(frozen=True)
class Pixels:
    """The images that a model was made for."""

    size: int
    """Side in pixels."""
    mean: tuple[float, ...]
    """Of each channel, 0..1."""
    deviation: tuple[float, ...]


class Clip(nn.Module):
    """An open_clip model with its own normalisation of pixels."""

    mean: Tensor
    deviation: Tensor

    def __init__(self, model: nn.Module, tokenize: Callable[[list[str]], Tensor], made_for: Pixels) -> None:
        super().__init__()
        self.model: nn.Module = model.eval().requires_grad_(False)
        self._tokenize = tokenize
        self.size = made_for.size
        self.register_buffer("mean", torch.tensor(made_for.mean).view(-1, 1, 1), persistent=False)
        self.register_buffer("deviation", torch.tensor(made_for.deviation).view(-1, 1, 1), persistent=False)

    @torch.no_grad()
    def text(self, prompt: str) -> Tensor:
        """The unit vector (D,) of `prompt`."""
        tokens = self._tokenize([prompt]).to(self.mean.device)
        return self._encoders().encode_text(tokens, normalize=True)[0]

    def images(self, images: Tensor) -> Tensor:
        """The unit vectors (B, D) of `images` (B, 3, size, size) in -1..1."""
        return self._encoders().encode_image(((images + 1) / 2 - self.mean) / self.deviation, normalize=True)

    def _encoders(self) -> _Encoders:
        return cast("_Encoders", self.model)


def load_clip(folder: Path) -> Clip:
    """The model in `folder` as open_clip publishes it: open_clip_config.json and its weights. Raises WeightsError."""
    import open_clip  # takes seconds, and only loading needs it

    if not (folder / "open_clip_config.json").is_file():
        raise WeightsError(f"{folder} is no open_clip model: it needs open_clip_config.json and the weights beside it")
    name = f"local-dir:{folder}"
    try:
        model = open_clip.create_model(name, require_pretrained=True)
    except RuntimeError as error:
        raise WeightsError(f"{folder} is no open_clip model: {error}") from error
    made_for = open_clip.get_model_preprocess_cfg(model)
    size = made_for["size"]
    pixels = Pixels(size if isinstance(size, int) else size[0], tuple(made_for["mean"]), tuple(made_for["std"]))
    return Clip(model, open_clip.get_tokenizer(name), pixels)
