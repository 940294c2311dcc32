"""A model in a folder as `residency` loads it: by the class of its library, from checked safetensors, never online."""

# pyright: reportMissingImports=false
from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch

from gpuserver.models.memory import Needs, Place
from gpuserver.models.offers import Library, Offer, Source
from gpuserver.models.problem import ModelError
from gpuserver.models.store import Store
from gpuserver.models.torch_device import move
from gpuserver.models.weights import checked

_LOCAL: Final = {"local_files_only": True, "use_safetensors": True}


@dataclass(frozen=True)
class Pretrained:
    """A folder, and the class that loads it."""

    folder: Path
    library: Library
    class_name: str
    dtype: torch.dtype = torch.float32
    """What the weights are loaded as; open_clip keeps its own."""
    variant: str = ""
    code: bool = False
    """Whether the folder's own Python may run."""

    @property
    def expected(self) -> Needs:
        """The memory that the weights will take. Raises ModelError for weights that are not whole."""
        return Needs.of(checked(self.folder).parameters * self.dtype.itemsize)

    def load(self) -> object:
        """The model, in the CPU's memory. Raises ModelError for damaged weights, and what the library raises."""
        checked(self.folder)
        if self.library is Library.OPEN_CLIP:
            return importlib.import_module("open_clip").create_model(f"local-dir:{self.folder}")
        loader = getattr(importlib.import_module(self.library.value), self.class_name)
        chosen = {"variant": self.variant} if self.variant else {}
        trust = {"trust_remote_code": True} if self.code else {}
        return loader.from_pretrained(str(self.folder), dtype=self.dtype, **_LOCAL, **chosen, **trust)

    def to(self, model: object, place: Place) -> Needs:
        """Move `model`; the bytes that it takes there."""
        return Needs.of(move(model, place))


def pretrained(store: Store, offer: Offer, *, code: bool, dtype: torch.dtype = torch.float32) -> Pretrained:
    """`offer` from `store`; `code`: whether its Python may run. Raises ModelError where it is not there."""
    source = offer.source
    if isinstance(source, Source) and source.needs_code and not code:
        raise ModelError(
            f"{offer.name} needs its own Python: name {source.repository} in CHATELIER_MODELS__REMOTE_CODE"
        )
    variant = source.variant if isinstance(source, Source) else ""
    first = next(iter(offer.classes.values()))
    return Pretrained(store.place(offer), offer.library, first, dtype, variant, code)
