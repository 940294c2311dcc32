"""The noise schedule of one row, and Euler's step along it, with a step counter for each row.

Both kinds of schedule are followed alike: x' = x + (sigma' - sigma) d. Where noise is added to the picture, d is the
noise (Karras et al., 2022, algorithm 1 without churn); in a rectified flow it is the velocity (Esser et al., 2024,
section 2).
"""

# pyright: reportMissingImports=false
from __future__ import annotations

from dataclasses import dataclass

import torch


@dataclass(frozen=True, eq=False)
class Schedule:
    """Times and noise levels of `steps` steps."""

    timesteps: torch.Tensor
    """What the model is told at each step, `steps` numbers."""
    sigmas: torch.Tensor
    """Noise levels, `steps` + 1 numbers; the last is that of the picture."""
    scale: float
    """Of pure noise at the first step."""
    flow: bool
    """Whether noise and picture are mixed (rectified flow) or noise is added to the picture (variance exploding)."""

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return len(self.timesteps)

    def noised(self, clean: torch.Tensor, noise: torch.Tensor, at: int) -> torch.Tensor:
        """`clean` latents as they are before step `at`."""
        sigma = self.sigmas[at]
        return (1 - sigma) * clean + sigma * noise if self.flow else clean + sigma * noise

    def next(self, latents: torch.Tensor, direction: torch.Tensor, at: int) -> torch.Tensor:
        """The latents after step `at`."""
        return latents + (self.sigmas[at + 1] - self.sigmas[at]) * direction
