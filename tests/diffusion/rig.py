"""Tiny models on a real accelerator: what the tests of the diffusion engine share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import torch

from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.key import Key
from gpuserver.accelerator.request import Request
from gpuserver.engines.accelerated import accelerated
from gpuserver.engines.base import Pixels
from gpuserver.engines.diffusion.config import ChosenModel, DiffusionConfig
from gpuserver.engines.diffusion.engine import Diffusion
from gpuserver.engines.diffusion.generation import Generation
from gpuserver.engines.diffusion.loading import Repository
from gpuserver.engines.diffusion.opening import open_diffusion, repositories
from gpuserver.engines.shelf import Shelf
from gpuserver.engines.sight import Masks
from gpuserver.metrics import Metrics
from gpuserver.models.memory import Budgets
from gpuserver.models.residency import Residency

ROOM = Budgets(gpu=0, cpu=1 << 30)


@contextmanager
def shelf(*models: ChosenModel) -> Iterator[Shelf]:
    """The models on a shelf, on the CPU."""
    here = {one.name: Repository(one, torch.float32) for one in models}
    with Residency(here, ROOM).running() as residency:
        held = Shelf(ROOM, residency)
        try:
            yield held
        finally:
            held.close()


@contextmanager
def opened(config: DiffusionConfig, metrics: Metrics, masks: Masks | None = None) -> Iterator[Diffusion]:
    """The engine alone on an accelerator."""
    with accelerated(repositories(config), ROOM, metrics) as gpu:
        yield open_diffusion(config, gpu, masks)


def request(model: str, wanted: Generation) -> Request[Generation]:
    """What the engine would submit."""
    key = Key(
        "denoise", model, wanted.width, wanted.height, wanted.steps, wanted.guidance, wanted.adapters, wanted.shape
    )
    return Request(key, wanted, wanted.made)


def accelerator(models: Shelf) -> Accelerator:
    """Not started: tests take its turns themselves."""
    return Accelerator(metrics=Metrics(), models=models)


def finish(run: Accelerator) -> None:
    """Turns until nothing is left."""
    while run.turn() is not None:
        pass


def psnr(one: Pixels, other: Pixels) -> float:
    """Peak signal-to-noise ratio in decibels; infinite for equal pictures."""
    error = float(np.mean((one.astype(float) - other.astype(float)) ** 2))
    return 99.0 if error == 0 else float(10 * np.log10(255**2 / error))


@dataclass
class Diary:
    """A watch that writes down what it is told."""

    fractions: list[float] = field(default_factory=list)
    looks: list[Pixels] = field(default_factory=list)
    expected: Mapping[float, int] = field(default_factory=dict)

    def progress(self, fraction: float) -> None:
        self.fractions.append(fraction)

    def preview(self, pixels: Pixels) -> None:
        self.looks.append(pixels)

    def expect(self, seconds: float, ahead: int | None) -> None:
        """Not of interest here."""
