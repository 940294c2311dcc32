"""The edits of a batch as rows of tensors, and Adam on each row by itself (Kingma and Ba 2015, algorithm 1)."""

# pyright: reportMissingImports=false

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Final

import torch
from torch import Tensor

from gpuserver.engines.latent_face.objective import LossWeights, Targets

_BETA1: Final = 0.9
_BETA2: Final = 0.999
_EPSILON: Final = 1e-8


@dataclass(frozen=True)
class Edit:
    """One search: from `start`, toward the prompt with the vector `text`, near the person with the vector `face`."""

    start: Tensor
    """(n_latent, style_dim)."""
    text: Tensor
    """(D,), length 1."""
    face: Tensor
    """(E,), length 1."""
    weights: LossWeights = field(default_factory=LossWeights)
    rate: float = 0.1
    """Adam's learning rate."""
    steps: int = 300
    """Steps at most."""


@dataclass(frozen=True)
class Rows:
    """R edits under way. Every tensor has R rows and stays where it is: steps write into it."""

    latents: Tensor
    start: Tensor
    text: Tensor
    face: Tensor
    weights: Tensor
    rate: Tensor
    steps: Tensor
    """Steps made, as numbers of the latents' type."""
    active: Tensor
    """Whether the row holds an edit: no other is changed."""
    mean: Tensor
    """Adam's first moment."""
    square: Tensor
    """Adam's second moment."""
    best: Tensor
    """The latents of the lowest loss so far."""
    lowest: Tensor
    """That loss."""
    level: Tensor
    """The loss when it last fell by more than the plateau's tolerance."""
    stale: Tensor
    """Steps since then."""

    @staticmethod
    def empty(count: int, like: Edit) -> Rows:
        """`count` free rows for edits of the shapes of `like`, on its device."""
        latents = like.start.new_zeros(count, *like.start.shape)
        number = like.start.new_zeros(count)
        return Rows(
            latents=latents,
            start=latents.clone(),
            text=like.text.new_zeros(count, *like.text.shape),
            face=like.face.new_zeros(count, *like.face.shape),
            weights=like.start.new_zeros(count, len(fields(LossWeights))),
            rate=number,
            steps=number.clone(),
            active=number.bool(),
            mean=latents.clone(),
            square=latents.clone(),
            best=latents.clone(),
            lowest=number.clone(),
            level=number.clone(),
            stale=number.clone(),
        )

    def tensors(self) -> Iterator[Tensor]:
        """Every tensor, in the order of the fields."""
        return (getattr(self, one.name) for one in fields(self))

    def first(self, count: int) -> Rows:
        """Views of the first `count` rows."""
        return Rows(*(tensor[:count] for tensor in self.tensors()))

    def put(self, at: int, edit: Edit) -> None:
        """Start `edit` in row `at`."""
        for tensor in self.tensors():
            tensor[at].zero_()
        for tensor in (self.latents, self.start, self.best):
            tensor[at].copy_(edit.start)
        self.text[at].copy_(edit.text)
        self.face[at].copy_(edit.face)
        chosen = edit.weights
        self.weights[at].copy_(self.weights.new_tensor((chosen.clip, chosen.distance, chosen.identity)))
        self.rate[at].fill_(edit.rate)
        self.lowest[at].fill_(torch.inf)
        self.level[at].fill_(torch.inf)
        self.active[at].fill_(True)

    def move(self, origin: int, at: int) -> None:
        """Row `origin` as row `at`; `origin` is free then."""
        if origin != at:
            for tensor in self.tensors():
                tensor[at].copy_(tensor[origin])
        self.active[origin].fill_(False)

    @property
    def targets(self) -> Targets:
        """What the objective measures the rows against."""
        return Targets(self.start, self.text, self.face, self.weights)

    def update(self, losses: Tensor, gradient: Tensor, tolerance: float) -> None:
        """One step of Adam in every active row, from the loss (R,) at the latents and its gradient."""
        steps = self.steps + 1
        mean = _BETA1 * self.mean + (1 - _BETA1) * gradient
        square = _BETA2 * self.square + (1 - _BETA2) * gradient.square()
        along = mean / _wide(1 - _BETA1**steps)
        scale = (square / _wide(1 - _BETA2**steps)).sqrt() + _EPSILON
        lower = losses < self.lowest
        fell = losses < self.level - tolerance
        self._write(self.best, torch.where(_wide(lower), self.latents, self.best))
        self._write(self.lowest, torch.where(lower, losses, self.lowest))
        self._write(self.level, torch.where(fell, losses, self.level))
        self._write(self.stale, torch.where(fell, 0, self.stale + 1))
        self._write(self.latents, self.latents - _wide(self.rate) * along / scale)
        self._write(self.mean, mean)
        self._write(self.square, square)
        self._write(self.steps, steps)

    def _write(self, held: Tensor, new: Tensor) -> None:
        held.copy_(torch.where(_wide(self.active) if held.ndim > 1 else self.active, new, held))


def _wide(numbers: Tensor) -> Tensor:
    """(R,) beside latents (R, n_latent, style_dim)."""
    return numbers[:, None, None]
