"""The weight files of a model's folder, read by their headers: whether they are whole, and what they hold.

Safetensors (https://github.com/huggingface/safetensors): 8 bytes of header length, a JSON header with the type, shape
and offsets of every tensor, then the tensors without gaps. The library checks the header against the file's size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ValidationError
from safetensors import SafetensorError, safe_open

from gpuserver.models.problem import ModelError

SUFFIX: Final = ".safetensors"
_LENGTH: Final = 8
"""Bytes that hold the header's length."""


@dataclass(frozen=True)
class WeightFile:
    """One whole file of weights."""

    name: str
    """Path inside the model's folder, with `/`."""
    bytes: int
    """Of its tensors, as they are stored."""
    parameters: int


@dataclass(frozen=True)
class Weights:
    """All weights of a model, not loaded."""

    files: tuple[WeightFile, ...]

    @property
    def bytes(self) -> int:
        """Of all tensors as they are stored: the memory to expect where they are loaded as they are."""
        return sum(file.bytes for file in self.files)

    @property
    def parameters(self) -> int:
        """Numbers in all tensors: the memory to expect is this times the bytes of the type that they are loaded in."""
        return sum(file.parameters for file in self.files)


class _Index(BaseModel):
    """What `model.safetensors.index.json` says of sharded weights: the file of each tensor."""

    weight_map: dict[str, str]


def checked(folder: Path) -> Weights:
    """The weights of `folder`. Raises ModelError for none, and names a file that is missing, cut off or damaged."""
    files = tuple(_file(folder, path) for path in sorted(folder.rglob(f"*{SUFFIX}")))
    if not files:
        raise ModelError(f"{folder} holds no safetensors weights: other formats are not loaded")
    present = {file.name for file in files}
    for name in _listed(folder):
        if name not in present:
            raise ModelError(f"{folder / name} is missing: pull the model again")
    return Weights(files)


def _file(folder: Path, path: Path) -> WeightFile:
    try:
        with safe_open(path, framework="np") as held:
            parameters = sum(prod(held.get_slice(name).get_shape()) for name in held.keys())  # noqa: SIM118
        with path.open("rb") as opened:
            header = int.from_bytes(opened.read(_LENGTH), "little")
    except (SafetensorError, OSError) as error:
        raise ModelError(f"{path} is damaged: pull the model again ({error})") from None
    return WeightFile(path.relative_to(folder).as_posix(), path.stat().st_size - _LENGTH - header, parameters)


def _listed(folder: Path) -> Iterator[str]:
    """The files that the indices of sharded weights name."""
    for index in sorted(folder.rglob(f"*{SUFFIX}.index*.json")):
        try:
            shards = set(_Index.model_validate_json(index.read_bytes()).weight_map.values())
        except (OSError, ValidationError) as error:
            raise ModelError(f"{index} is no index of weights: pull the model again ({error})") from None
        yield from ((index.parent / shard).relative_to(folder).as_posix() for shard in sorted(shards))
