"""The isometric photo: a model of stacked blocks with three lit faces, higher where the photo is lighter."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import smoothed, vivid
from gpuserver.engines.photo.filters.faces import Faces
from gpuserver.raster.cubes import cubes
from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.reduce import quantise

_EDGES: Final = 104
"""Edges of blocks along the long side; more where a face needs them."""
_OF_A_FACE: Final = 1 / 36
"""The edge of a block in a face, share of its width."""
_COLORS: Final = 26
_FLAT_FACE: Final = 0.85
"""How much less the heights differ within a face, which would be out of shape else."""


def isometric(rgb: Pixels, faces: Faces, watch: Watch) -> Pixels:
    """The photo built of blocks, each of one of few colours. Blocks are larger than a pixel: half the size is enough."""
    height, width = rgb.shape[:2]
    edge = faces.finest(_OF_A_FACE, max(rgb.shape) / 220, max(rgb.shape) / _EDGES)
    half = (max(4, width // 2), max(4, height // 2))
    flat = vivid(smoothed(np.asarray(cv2.resize(rgb, half, interpolation=cv2.INTER_AREA), np.uint8), 3, 40, 7), 1.25)
    close = np.asarray(cv2.resize(faces.plane, half, interpolation=cv2.INTER_AREA), np.float32)
    few = quantise(flat, _COLORS) * (1 - close[..., None]) + _firm(flat, edge) * close[..., None]
    watch.progress(0.4)
    light = cv2.GaussianBlur(few.astype(np.float32) @ LUMINANCE, (0, 0), 0.7 * edge) / 255
    low, high = np.percentile(light[::4, ::4], [2, 98])
    pillars = np.clip((light - low) / max(0.2, float(high - low)), 0, 1)
    calm = _FLAT_FACE * close
    pillars = pillars * (1 - calm) + cv2.blur(pillars, (round(8 * edge) | 1,) * 2) * calm
    large = [cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR) for plane in (few, pillars)]
    return cubes(np.asarray(large[0], np.uint8), np.asarray(large[1], np.float32), edge)


def _firm(rgb: Pixels, reach: float) -> NDArray[np.float32]:
    """`rgb` with features of about `reach` px stronger, so that eyes and mouths are seen through the faces of blocks."""
    values = cv2.GaussianBlur(rgb, (0, 0), 0.3 * reach).astype(np.float32)
    around = cv2.blur(rgb, (round(6 * reach) | 1,) * 2).astype(np.float32)
    return np.clip(around + 1.45 * (values - around), 0, 255)
