"""Larger eyes: each is drawn from nearer round its middle."""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Image
from gpuserver.engines.face.edit import Warp
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid
from gpuserver.engines.face.mesh import LEFT_EYE, RIGHT_EYE

_REACH: Final = 0.34
"""Distance (d) from an eye's middle from which nothing moves."""
_GROWTH: Final = 0.4
"""How much larger the middle of the eye becomes."""


def big_eyes(face: Face, image: Image, strength: float) -> Warp:
    """The eyes, enlarged about their middles; beyond .34 d of them nothing moves."""
    del image
    grid = canonical_grid(face)
    shift = np.zeros((*grid.shape[1:], 2), np.float32)
    for eye in (LEFT_EYE, RIGHT_EYE):
        middle = face.points[list(eye), :2].mean(axis=0)
        at = np.linalg.solve(face.axes[:2, :2].T, middle - face.origin[:2]) / face.d
        away = np.moveaxis(grid - at[:, None, None].astype(np.float32), 0, -1)
        inside = np.maximum(1 - (away**2).sum(axis=-1) / _REACH**2, 0)
        nearer = 1 / (1 + _GROWTH * strength * inside**2)
        shift += away * (nearer - 1)[..., None]
    return Warp((shift @ face.axes[:2, :2].astype(np.float32) * np.float32(face.d)).astype(np.float32))
