"""Thin-plate splines: the smoothest field of shifts that has given shifts at given points.

Bookstein, "Principal Warps: Thin-Plate Splines and the Decomposition of Deformations", 1989.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Field, Points

_STEP: Final = 8
"""Distance (px) of the nodes at which the spline is computed; between them it is interpolated."""
_STIFFNESS: Final = 1e-4
"""How far the field may stay behind a point's shift for being smooth; two points in one place do no harm then."""


def thin_plate(at: Points, shifts: Points, size: int, unit: float) -> Field:
    """Size × size × 2, px: a field that is `shifts` (n × 2) at `at` (n × 2). `unit`: px that count as a length of 1."""
    scaled, nodes = at / unit, np.arange(-_STEP, size + 2 * _STEP, _STEP) / unit
    weights = _weights(scaled, shifts)
    y, x = np.meshgrid(nodes, nodes, indexing="ij")
    values = _basis(np.stack([x.ravel(), y.ravel()], axis=1), scaled) @ weights
    grid = values.reshape(len(nodes), len(nodes), 2).astype(np.float32)
    across = _cubic(size, len(nodes))
    return np.einsum("ai,ijk,bj->abk", across, grid, across, optimize=True)


def _weights(at: Points, shifts: Points) -> Points:
    """(n + 3) × 2: how much of each basis function the spline has (eq. 12, with a stiffness on the diagonal)."""
    count = len(at)
    system = np.zeros((count + 3, count + 3))
    system[:count] = _basis(at, at)
    system[:count, :count] += _STIFFNESS * np.eye(count)
    system[count:, :count] = system[:count, count:].T
    return np.asarray(np.linalg.solve(system, np.vstack([shifts, np.zeros((3, 2))])), np.float64)


def _basis(where: Points, at: Points) -> Points:
    """m × (n + 3): r² log r for the distance of each place to each point, and 1, x, y."""
    squared = (where[:, :1] - at[:, 0]) ** 2 + (where[:, 1:] - at[:, 1]) ** 2
    bending = 0.5 * squared * np.log(np.maximum(squared, 1e-18))
    return np.asarray(np.column_stack([bending, np.ones(len(where)), where]), np.float64)


def _cubic(size: int, nodes: int) -> NDArray[np.float32]:
    """Size × nodes: weights of the nodes at each pixel (Keys, "Cubic Convolution Interpolation", 1981, a = -1/2)."""
    away = np.abs(np.arange(size)[:, None] / _STEP + 1 - np.arange(nodes))
    near = 1.5 * away**3 - 2.5 * away**2 + 1
    far = -0.5 * away**3 + 2.5 * away**2 - 4 * away + 2
    return np.where(away < 1, near, np.where(away < 2, far, 0)).astype(np.float32)
