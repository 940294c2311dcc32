"""Pictures and words as vectors of one space, by open_clip (CLIP: Radford et al. 2021, arXiv 2103.00020)."""

# pyright: reportMissingImports=false
from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Final

import numpy as np
import open_clip
import torch
from numpy.typing import NDArray
from open_clip.transform import PreprocessCfg, image_transform_v2
from PIL import Image
from torch import Tensor

from core.problems import Code, ProblemError
from gpuserver.engines.sight import Part, Vectors
from gpuserver.engines.vision.lending import Lend, kept
from gpuserver.images.looking import looked_at

Vector = NDArray[np.float32]
Tokenize = Callable[[list[str]], Tensor]

_BATCH: Final = 32
_KEPT: Final = 4096
"""Vectors that are remembered: 8 MB for those of 512 numbers."""


class ClipEmbedder:
    """An `Embedder` over an open_clip model. Safe from several threads."""

    def __init__(self, name: str, lend: Lend[open_clip.CLIP], tokenize: Tokenize) -> None:
        self.name = name
        self._lend = lend
        self._tokenize = tokenize
        self._known: OrderedDict[str, Vector] = OrderedDict()
        self._lock = Lock()

    def embed(self, things: Sequence[Part]) -> Vectors:
        """n × dimensions, each row of length 1. What was asked lately is not computed again."""
        keys = [_key(thing) for thing in things]
        wanted = dict(zip(keys, things, strict=True))
        found = self._remembered(wanted)
        new = {key: thing for key, thing in wanted.items() if key not in found}
        words = [key for key, thing in new.items() if isinstance(thing, str)]
        pictures = [key for key in new if key not in set(words)]
        for kind in (words, pictures):
            for at in range(0, len(kind), _BATCH):
                part = kind[at : at + _BATCH]
                found |= zip(part, self._computed([new[key] for key in part]), strict=True)
        self._remember({key: found[key] for key in new})
        return np.stack([found[key] for key in keys])

    def _computed(self, things: Sequence[Part]) -> Vectors:
        """Of things of one kind; half of them at once where memory runs out."""
        try:
            return self._lend(partial(self._encoded, things), rows=len(things))
        except ProblemError as error:
            if error.problem.code is not Code.TOO_LARGE_TO_RENDER or len(things) == 1:
                raise
        half = len(things) // 2
        return np.concatenate([self._computed(things[:half]), self._computed(things[half:])])

    @torch.inference_mode()
    def _encoded(self, things: Sequence[Part], model: open_clip.CLIP) -> Vectors:
        some = next(model.parameters())
        words = [thing for thing in things if isinstance(thing, str)]
        if words:
            vectors = model.encode_text(self._tokenize(words).to(some.device), normalize=True)
        else:
            chosen: dict[str, Any] = model.visual.preprocess_cfg  # pyright: ignore[reportAssignmentType]
            prepare = image_transform_v2(PreprocessCfg(**chosen), is_train=False)
            pictures = [looked_at(thing) for thing in things if not isinstance(thing, str)]
            pixels = torch.stack([prepare(Image.fromarray(one)) for one in pictures])  # pyright: ignore
            vectors = model.encode_image(pixels.to(some.device, some.dtype), normalize=True)
        return vectors.float().cpu().numpy()

    def _remembered(self, wanted: dict[str, Part]) -> dict[str, Vector]:
        with self._lock:
            found = {key: self._known[key] for key in wanted if key in self._known}
            for key in found:
                self._known.move_to_end(key)
            return found

    def _remember(self, new: dict[str, Vector]) -> None:
        with self._lock:
            self._known |= new
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)


def load_clip(folder: Path, *, device: str = "cpu") -> ClipEmbedder:
    """The embedder over the open_clip model in `folder`, which stays on `device`; its name is the folder's.

    Raises FileNotFoundError for a folder without safetensors: other weights can run code when they are read.
    """
    if not any(folder.glob("*.safetensors")):
        raise FileNotFoundError(f"{folder} holds no safetensors weights")
    place = f"local-dir:{folder}"
    model = open_clip.create_model(place, device=device, require_pretrained=True).eval()
    return ClipEmbedder(folder.name, kept(model), open_clip.get_tokenizer(place))  # pyright: ignore[reportArgumentType]


def _key(thing: Part) -> str:
    if isinstance(thing, str):
        return f"words {thing}"
    return f"picture {thing.shape} {hashlib.sha256(thing.tobytes()).hexdigest()}"
