"""One GPU's models and their turns: a residency, the accelerator over it, and loans for work of other engines."""

# pyright: reportMissingImports=false
from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.lending import Lending
from gpuserver.accelerator.memory import Gauge
from gpuserver.accelerator.memory_torch import CudaGauge
from gpuserver.engines.shelf import Shelf
from gpuserver.metrics import Metrics
from gpuserver.models.memory import Budgets, Loadable, Place
from gpuserver.models.residency import Residency
from gpuserver.models.torch_device import gpu_memory

OF_GPU: Final = 0.75
"""Share of the GPU's memory that models may hold; the rest is for their work."""
_OF_CPU: Final = 0.5
"""Share of the machine's memory that models wait in."""


@dataclass(frozen=True)
class Accelerated:
    """What engines share to work on one device."""

    accelerator: Accelerator
    models: Shelf
    residency: Residency
    lending: Lending


_IDLE: Final = 1800.0
"""Seconds after which a model that nobody asked for leaves the memory."""


@contextmanager
def accelerated(
    models: Mapping[str, Loadable], budgets: Budgets, metrics: Metrics, *, warm: Iterable[str] = ()
) -> Iterator[Accelerated]:
    """The accelerator over `models`, running; after the block its thread has ended and no model is in memory.

    `warm`: loaded at once, and never moved away. Raises ModelError for one of these that cannot be loaded.
    """
    with Residency(models, budgets, warm=warm, idle=_IDLE).running() as residency:
        shelf = Shelf(budgets, residency)
        gauge: Gauge | None = CudaGauge() if budgets.gpu else None
        accelerator = Accelerator(metrics=metrics, models=shelf, gauge=gauge)
        accelerator.start()
        try:
            yield Accelerated(accelerator, shelf, residency, Lending(accelerator, shelf.get))
        finally:
            accelerator.close()
            shelf.close()


def budgets_of(device: Place) -> Budgets:
    """What models may hold on `device` and beside it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    gpu = gpu_memory() if device is Place.GPU else None
    return Budgets(gpu=int(OF_GPU * gpu.total) if gpu else 0, cpu=int(_OF_CPU * memory))
