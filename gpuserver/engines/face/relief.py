"""The form of a face: the direction in which its surface looks, from the depths of the mesh."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gpuserver.engines.face.arrays import Image
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.once import once

_SIDE: Final = 128
"""Side of the picture in which it is computed, px."""
_NEAR: Final = 0.09
"""Sigma (d) round a place within which mesh points tell its slope."""
SURFACE: Final = 468
"""Mesh points that lie on the skin; the rest are the irises."""


@once
def normals(face: Face) -> Image:
    """S × S × 3: unit normals of the skin in the crop's axes, z toward the viewer; smoothly continued off the face.

    The slopes are those of planes fitted to the depths of the near mesh points (local linear regression, Cleveland
    1979), so they are not flattened toward the edge of the face.
    """
    scale = _SIDE / face.size
    points = face.points[:SURFACE] * scale
    x, y, z = (points - points.mean(axis=0)).T
    moments = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y, z, x * z, y * z], axis=1)
    sums = np.zeros((_SIDE, _SIDE, 9), np.float32)
    at = np.clip(np.rint(points[:, :2]), 0, _SIDE - 1).astype(int)
    np.add.at(sums, (at[:, 1], at[:, 0]), moments.astype(np.float32))
    sigma = _NEAR * face.d * scale
    reach = face.d * scale
    near, far = (
        np.dstack([_blurred(sums[..., first : first + 3], width) for first in (0, 3, 6)]) for width in (sigma, reach)
    )
    n, sx, sy, sxx, sxy, syy, sz, sxz, syz = np.moveaxis(near + 0.01 * far, 2, 0)
    xx, xy, yy = sxx - sx * sx / n, sxy - sx * sy / n, syy - sy * sy / n
    xz, yz = sxz - sx * sz / n, syz - sy * sz / n
    floor = 0.03 * n * sigma**2  # keeps the fit stable where the points lie on a line
    xx, yy = xx + floor, yy + floor
    determinant = xx * yy - xy * xy
    slope = np.dstack([(yy * xz - xy * yz) / determinant, (xx * yz - xy * xz) / determinant])
    slope = np.asarray(cv2.resize(slope.astype(np.float32), (face.size, face.size), interpolation=cv2.INTER_CUBIC))
    out = np.dstack([slope, np.ones(slope.shape[:2], np.float32)])
    return out / np.linalg.norm(out, axis=2, keepdims=True)


def _blurred(values: Image, sigma: float) -> Image:
    return np.asarray(cv2.GaussianBlur(values, (0, 0), sigma, borderType=cv2.BORDER_CONSTANT), np.float32)
