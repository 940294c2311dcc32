"""The isometric photo: a relief of cubes with three lit faces, higher where the photo is lighter."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.raster.cubes import cubes

_EDGES = 130
"""Edges of cubes along the long side."""


def isometric(rgb: Pixels, watch: Watch) -> Pixels:
    """The photo built of cubes."""
    smooth = np.asarray(cv2.bilateralFilter(rgb, 7, 40, 7), np.uint8)
    watch.progress(0.3)
    return cubes(smooth, max(rgb.shape[:2]) / _EDGES)
