"""Jade: a polished relief in a stone that light goes a little way into."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.raster.relief import normals, ramp
from gpuserver.raster.texture import Plane, noise

_STONE = (
    (0.0, "#06271D"), (0.22, "#12513A"), (0.45, "#2F8A63"), (0.66, "#69B98D"), (0.84, "#B0DDBB"), (1.0, "#F1FBEA"),
)  # fmt: skip


def carve(height: Plane, tone: Plane, seed: int) -> Plane:
    """A relief of `height` px in jade, paler where `tone` (0..1) is: h × w × 3 of 0..1."""
    rows, columns = height.shape
    nx, ny, nz = normals(cv2.GaussianBlur(height, (0, 0), 1.3).astype(np.float32))
    lit = np.clip(-0.50 * nx - 0.62 * ny + 0.60 * nz, 0, 1)
    soft = cv2.GaussianBlur(lit, (0, 0), 9)  # what has wandered through the stone
    hollow = np.clip((cv2.GaussianBlur(height, (0, 0), 14) - height) / 16, 0, 1)
    cloud = noise(rows, columns, 210, seed, 3) * 0.5
    vein = np.exp(-((noise(rows, columns, 330, seed + 1, 4) / 0.07) ** 2)) * np.clip(0.5 + cloud, 0, 1)
    speck = np.clip(noise(rows, columns, 7, seed + 3, 2) - 1.5, 0, 1)
    level = 0.04 + 0.42 * lit + 0.30 * soft + 0.46 * (tone - 0.5) - 0.36 * hollow
    level = level + 0.075 * cloud + 0.075 * vein - 0.06 * speck
    out = ramp(np.asarray(np.clip(level, 0, 1), np.float32), _STONE)
    warm = np.clip(0.5 * noise(rows, columns, 420, seed + 7, 2) - 0.25, 0, 0.5)[..., None]  # a russet skin
    out = out * (1 - warm * (1 - np.array([1.04, 0.96, 0.78], np.float32)))
    mirror = np.clip(-0.46 * nx - 0.58 * ny + 0.67 * nz, 0, 1)
    gloss = 0.75 * mirror**70 + 0.20 * mirror**14 * np.clip(1 - nz * 0.55, 0, 1)
    edge = 0.10 * np.clip(0.6 * nx + 0.7 * ny, 0, 1) ** 2
    light = np.clip(gloss + edge, 0, 1)[..., None]
    return np.asarray(np.clip(out * (1 - light) + np.array([0.97, 1.0, 0.95], np.float32) * light, 0, 1), np.float32)
