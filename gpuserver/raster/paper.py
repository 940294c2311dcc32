"""Coloured paper: its fibre and felt, and sheets stacked with shadows between."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.raster.segment import Labels, boundaries
from gpuserver.raster.sheets import fibres
from gpuserver.raster.texture import Plane, noise


@lru_cache(maxsize=4)
def felt(height: int, width: int) -> Plane:
    """What handmade paper multiplies its colour by, round 1: fibres, felt marks, cloudy formation."""
    lying = fibres(height, width, 5200, 34, 41)
    raised = cv2.Sobel(cv2.GaussianBlur(lying, (0, 0), 0.8), cv2.CV_32F, 1, 1)
    out = 1 + 0.035 * np.clip(raised, -1.5, 1.5) + 0.03 * (cv2.GaussianBlur(lying, (0, 0), 0.6) - 0.1)
    out = out + 0.022 * noise(height, width, 2.4, 42, 2) + 0.014 * noise(height, width, 46, 43, 2)
    out.flags.writeable = False
    return np.asarray(out, np.float32)


def stacked(colors: Plane, levels: NDArray[np.integer], labels: Labels, depth: float) -> Pixels:
    """Flat sheets, the higher `levels` nearer: every sheet throws a shadow `depth` px long on those under it.

    `colors`: h × w × 3, 0..255, one colour a label.
    """
    height, width = labels.shape
    shade = np.ones((height, width), np.float32)
    for level in range(1, int(levels.max()) + 1):
        above = np.asarray(levels >= level, np.float32)
        moved = cv2.warpAffine(
            above, np.array([[1, 0, 0.55 * depth], [0, 1, depth]], np.float32), (width, height),
            borderMode=cv2.BORDER_REPLICATE,
        )  # fmt: skip
        near = cv2.GaussianBlur(moved, (0, 0), depth * 0.55)
        wide = cv2.GaussianBlur(moved, (0, 0), depth * 1.6)
        shade *= 1 - (1 - above) * np.clip(0.34 * near + 0.2 * wide, 0, 0.5)
    lit = cut_edges(labels, levels)
    out = colors * (shade * felt(height, width))[..., None] * (1 + lit[..., None])
    return np.clip(out, 0, 255).astype(np.uint8)


def cut_edges(labels: Labels, levels: NDArray[np.integer]) -> Plane:
    """The thickness of the paper: the cut edge of the nearer sheet is light above and left, dark below and right."""
    steps = cv2.GaussianBlur(levels.astype(np.float32), (0, 0), 0.9)
    rise = cv2.Sobel(steps, cv2.CV_32F, 1, 0) * 0.6 + cv2.Sobel(steps, cv2.CV_32F, 0, 1)
    seam = cv2.GaussianBlur(boundaries(labels).astype(np.float32), (0, 0), 0.8)
    return np.asarray(np.clip(0.10 * np.tanh(rise / 2), -0.07, 0.10) - 0.10 * seam, np.float32)
