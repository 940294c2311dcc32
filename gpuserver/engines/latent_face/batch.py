"""Edits that share every step: a row each, its own weights, rate and step count; a finished row frees its place."""

# pyright: reportMissingImports=false

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor

from gpuserver.engines.latent_face.graph import BUCKETS, GraphedSteps
from gpuserver.engines.latent_face.objective import Objective
from gpuserver.engines.latent_face.rows import Edit, Rows

PLACES: Final = BUCKETS[-1]
_PLACES_ON_CPU: Final = 4
_BYTES: Final = 3 * 2**20
"""Memory of one edit's step for each pixel of the judged images' side: 2.5 MB are saved for the backward pass."""


def places_on(device: torch.device, side: int, share: float = 1.0) -> int:
    """How many edits fit into `share` of what is free on `device` now, at images of `side` pixels."""
    if device.type != "cuda":
        return _PLACES_ON_CPU
    free, _ = torch.cuda.mem_get_info(device)
    return max(1, min(PLACES, int(share * free) // (_BYTES * side)))


@dataclass(frozen=True)
class Plateau:
    """When an edit ends early: its loss has not fallen by `tolerance` in `patience` steps."""

    tolerance: float = 1e-3
    patience: int = 30


@dataclass(eq=False)
class Place:
    """An edit in a batch, and its answer."""

    edit: Edit
    steps: int = 0
    """Steps made."""
    found: Tensor | None = None
    """The latents of the lowest loss, (n_latent, style_dim), once the edit has ended."""
    error: Exception | None = None
    """Why there are none."""


class Batch:
    """Up to `places` edits. A batched edit ends at what it finds alone, but for rounding. For one thread at a time."""

    def __init__(self, objective: Objective, places: int = PLACES, plateau: Plateau | None = None) -> None:
        self._objective = objective
        self._count = places
        self._plateau = plateau or Plateau()
        self._places: list[Place] = []
        self._rows: Rows | None = None
        self._advance: Callable[[int], None] = self._eager

    def __len__(self) -> int:
        return len(self._places)

    @property
    def full(self) -> bool:
        """Whether no place is free."""
        return len(self._places) >= self._count

    def admit(self, place: Place) -> None:
        """Give `place` a row: it takes part from the next step on. The batch is not full."""
        rows = self._rows or self._allocated(place.edit)
        rows.put(len(self._places), place.edit)
        self._places.append(place)

    def drop(self, place: Place) -> None:
        """Free the row of `place`; the last row moves there, so that the used ones stay together."""
        if self._rows is None or place not in self._places:
            return
        at = self._places.index(place)
        self._rows.move(len(self._places) - 1, at)
        self._places[at] = self._places[-1]
        self._places.pop()

    def fail(self, error: Exception) -> None:
        """End every edit with `error`, and begin afresh."""
        for place in self._places:
            place.error = error
        self._places.clear()
        self._rows = None

    def step(self) -> None:
        """One step of every edit. Those that have ended leave, with what they found."""
        rows = self._rows
        if rows is None or not self._places:
            return
        self._advance(len(self._places))
        stale = rows.stale[: len(self._places)].tolist()
        for place, unmoved in zip(tuple(self._places), stale, strict=True):
            place.steps += 1
            if place.steps >= place.edit.steps or unmoved >= self._plateau.patience:
                self._end(rows, place)

    def _end(self, rows: Rows, place: Place) -> None:
        at = self._places.index(place)
        if math.isfinite(float(rows.lowest[at])):
            place.found = rows.best[at].clone()
        else:
            place.error = ArithmeticError("the loss of the edit is not a number: the weights may be damaged")
        self.drop(place)

    def _allocated(self, like: Edit) -> Rows:
        self._rows = Rows.empty(self._count, like)
        self._advance = GraphedSteps(self._eager, self._rows) if like.start.is_cuda else self._eager
        return self._rows

    def _eager(self, count: int) -> None:
        """One step of the first `count` rows."""
        if self._rows is None:
            return
        rows = self._rows.first(count)
        latents = rows.latents.detach().requires_grad_()
        losses = self._objective(latents, rows.targets)
        (gradient,) = torch.autograd.grad(losses.sum(), latents)
        rows.update(losses.detach(), gradient, self._plateau.tolerance)
