"""Models of PyTorch on their devices: how much memory they take, and moving them."""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import torch
from torch import nn

from gpuserver.models.memory import Place


@dataclass(frozen=True)
class GpuMemory:
    """The first GPU's memory, in bytes."""

    total: int
    free: int
    allocated: int
    """By PyTorch in this process, for models and the work in hand."""
    peak: int
    """The most that was allocated so far."""


def gpu_memory() -> GpuMemory | None:
    """The memory of the GPU; None without one."""
    if not torch.cuda.is_available():
        return None
    free, total = torch.cuda.mem_get_info(0)
    return GpuMemory(total, free, torch.cuda.memory_allocated(0), torch.cuda.max_memory_allocated(0))


def held(model: object) -> int:
    """Bytes of the parameters and buffers of a module, or of all modules of a pipeline; shared ones count once."""
    storages: dict[int, int] = {}
    for module in _modules(model):
        for tensor in (*module.parameters(), *module.buffers()):
            storage = tensor.untyped_storage()
            storages[storage.data_ptr()] = storage.nbytes()
    return sum(storages.values())


def move(model: object, place: Place) -> int:
    """Move a module or a pipeline to `place`; the bytes that it takes there.

    On a GPU that is what PyTorch allocated for it, so that what is in no parameter counts too. Work that goes on at the
    same moment can count along: the figure is never under the parameters, and may be over them.
    """
    on_gpu = place is Place.GPU
    before = torch.cuda.memory_allocated() if on_gpu else 0
    for module in _modules(model):
        module.to(place.value)
    if on_gpu:
        return max(held(model), torch.cuda.memory_allocated() - before)
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    return held(model)


def _modules(model: object) -> Iterator[nn.Module]:
    """The module itself, or those of a diffusers pipeline, which keeps them in `components`."""
    if isinstance(model, nn.Module):
        yield model
        return
    components = getattr(model, "components", None)
    if not isinstance(components, Mapping):
        raise TypeError(f"{type(model).__name__} is neither a module nor a pipeline")
    yield from (one for one in components.values() if isinstance(one, nn.Module))
