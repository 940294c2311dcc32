"""The memory of a CUDA device, as torch's allocator counts it."""
# pyright: reportMissingImports=false

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import torch

from gpuserver.accelerator.executor import OutOfMemory


class CudaGauge:
    """A `Gauge` of one CUDA device."""

    def __init__(self, device: int = 0, share: float = 0.9) -> None:
        """`share`: the part of the device's memory that may be in use; the rest is for fragments and the driver."""
        self._device = device
        self._budget = int(share * torch.cuda.get_device_properties(device).total_memory)

    @property
    def budget(self) -> int:
        """Bytes that may be in use."""
        return self._budget

    def used(self) -> int:
        """Bytes of live tensors."""
        return torch.cuda.memory_allocated(self._device)

    def peak(self) -> int:
        """The most bytes of live tensors since `reset`."""
        return torch.cuda.max_memory_allocated(self._device)

    def reset(self) -> None:
        """Begin a new peak."""
        torch.cuda.reset_peak_memory_stats(self._device)

    def release(self) -> None:
        """Collect what is unreachable, and give the allocator's free blocks back to the device."""
        gc.collect()
        torch.cuda.empty_cache()


@contextmanager
def out_of_memory() -> Iterator[None]:
    """Turns torch's out-of-memory into the accelerator's; executors wrap their work in it."""
    try:
        yield
    except torch.OutOfMemoryError:
        raise OutOfMemory from None
