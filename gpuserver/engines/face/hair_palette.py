"""The colours that single strands of a person's hair have: how light they vary, and how colour goes with light."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Image, Plane
from gpuserver.engines.face.color import to_rgb
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.smooth import blur
from gpuserver.raster.lab import to_lab

_LEAST, _MOST = 2.5, 9.0
"""Standard deviations of L between which strands are drawn."""


@dataclass(frozen=True)
class HairPalette:
    """CIE Lab of a person's hair."""

    light: float
    """L of the middle tone."""
    spread: float
    """Standard deviation of L from strand to strand."""
    tint: NDArray[np.floating]
    """2 × 2: a and b at L 0 (first row), and what they gain for each L (second)."""

    def tints(self, light: Plane) -> Image:
        """… × 2: a and b at lights L (…)."""
        return (self.tint[0] + self.tint[1] * np.asarray(light, np.float32)[..., None]).astype(np.float32)

    def colors(self, light: Plane, aside: Image | float = 0.0) -> Image:
        """… × 3, RGB 0..255: the hair's colour at lights L (…), with a and b put `aside` (… × 2)."""
        light = np.clip(np.asarray(light, np.float32), 3, 95)
        lab = np.concatenate([light[..., None], self.tints(light) + aside], axis=-1).astype(np.float32)
        return to_rgb(lab.reshape(1, -1, 3)).reshape(lab.shape)


def hair_palette(face: Face, image: Image) -> HairPalette:
    """The palette of the hair above the forehead as `image` shows it; there must be some in the matte."""
    x, y = canonical_grid(face)
    lab, core = to_lab(image), hair_matte(face).core
    front = core & (np.abs(x) < 0.65) & (y < -0.4)
    core = front if front.sum() > 400 else core
    strands = (lab[..., 0] - blur(lab[..., 0], 0.06 * face.d))[core]
    light, tints = lab[core][:, 0], lab[core][:, 1:]
    middle = float(np.median(light))
    near = np.abs(light - middle) < max(6.0, 2 * float(light.std()))
    slope = np.array([np.polyfit(light[near], tint[near], 1)[0] for tint in tints.T]).clip(-0.5, 0.5)
    return HairPalette(
        middle,
        float(np.clip(strands.std(), _LEAST, _MOST)),
        np.stack([np.median(tints, axis=0) - slope * middle, slope]),
    )
