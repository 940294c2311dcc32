"""The diffusion engine with an accelerator and a residency of its own, from its configuration."""

# pyright: reportMissingImports=false
from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import torch

from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.memory import Gauge
from gpuserver.accelerator.memory_torch import CudaGauge
from gpuserver.engines.diffusion.config import DiffusionConfig
from gpuserver.engines.diffusion.engine import Diffusion
from gpuserver.engines.diffusion.loading import Repository, precision
from gpuserver.engines.diffusion.studio import Studio
from gpuserver.engines.shelf import Shelf
from gpuserver.engines.sight import Masks
from gpuserver.metrics import Metrics
from gpuserver.models.memory import Budgets
from gpuserver.models.residency import Residency
from gpuserver.models.torch_device import gpu_memory

_OF_GPU: Final = 0.7
"""Share of the GPU's memory that models may hold; the rest is for their work."""
_OF_CPU: Final = 0.5
"""Share of the machine's memory that models wait in."""


@contextmanager
def opened(config: DiffusionConfig, metrics: Metrics, masks: Masks | None = None) -> Iterator[Diffusion]:
    """The engine, warmed up where the configuration says so; all is ended and given back after the block.

    Raises ModelError for a folder that holds no model.
    """
    dtype = precision(config.device)
    models = {one.name: Repository(one, dtype, config.compile) for one in config.models}
    budgets = budgets_of(config.device)
    with Residency(models, budgets).running() as residency:
        shelf = Shelf(models, budgets, residency)
        gauge: Gauge | None = CudaGauge() if budgets.gpu else None
        accelerator = Accelerator(metrics=metrics, models=shelf, gauge=gauge)
        studio = Studio(config, accelerator, shelf)
        accelerator.start()
        try:
            if config.warm:
                studio.warm_up()
            yield Diffusion(studio, masks)
        finally:
            accelerator.close()
            shelf.close()


def budgets_of(device: str) -> Budgets:
    """What models may hold on `device` and beside it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    gpu = gpu_memory() if torch.device(device).type == "cuda" else None
    return Budgets(gpu=int(_OF_GPU * gpu.total) if gpu else 0, cpu=int(_OF_CPU * memory))
