"""What one request wants of a model: prompts, seed, size, and the pictures that it starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels

Mask = NDArray[np.float32]
"""Height × width, 1 where a picture is to be new, 0 where it stays."""


@dataclass(frozen=True, eq=False)
class Generation:
    """One picture to make. All pictures are RGB; `image`, `mask` and `control` are height × width like the result."""

    prompt: str
    seed: int
    width: int
    """Pixels, a multiple of the family's."""
    height: int
    steps: int
    guidance: float = 0.0
    negative: str = ""
    image: Pixels | None = None
    """What to start from."""
    strength: float = 1.0
    """Above 0, to 1: how much of `image` is made anew; the share of the steps that are made."""
    mask: Mask | None = None
    """Of `image`: what is to be new."""
    references: tuple[Pixels, ...] = ()
    """Pictures to look at, of any size."""
    control: Pixels | None = None
    """White lines on black to follow."""
    adapters: tuple[str, ...] = ()
    """Names of LoRAs."""

    @property
    def made(self) -> int:
        """Steps that are made: with a `strength` below 1 the first ones are left out, and at least one is made."""
        return self.steps - self.start

    @property
    def start(self) -> int:
        """The first step that is made."""
        if self.image is None:
            return 0
        return min(self.steps - 1, max(0, int(self.steps - self.steps * self.strength + 1e-6)))

    @property
    def shape(self) -> tuple[int, ...]:
        """What must be equal beside the size for two generations to share a batch."""
        sides = [side for one in self.references for side in one.shape[:2]]
        return (int(self.control is not None), *sides)
