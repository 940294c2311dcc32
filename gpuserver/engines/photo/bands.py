"""Working on a large photo in bands of rows, so that no copy of it in floating point is ever whole in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels

Plane = NDArray[np.float32]
"""Height × width, or height × width × channels, of floats."""

Real = NDArray[np.floating]
"""The same, of any precision: what a computation gives before it is stored."""

_BAND: Final = 1 << 20
"""Pixels of a band: about 12 MB for three channels of float32."""


def bands(height: int, width: int) -> Iterator[slice]:
    """The rows of a picture, a few at a time, from the top."""
    rows = max(1, _BAND // max(1, width))
    for top in range(0, height, rows):
        yield slice(top, min(height, top + rows))


def shrunk(pixels: Pixels, side: int) -> Pixels:
    """RGB copy with a long side of at most `side` px, each pixel the mean of those it stands for."""
    height, width = pixels.shape[:2]
    scale = min(1.0, side / max(height, width))
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    small = pixels if size == (width, height) else cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(np.asarray(small, np.uint8)[..., :3])


def enlarged(small: Real, shape: tuple[int, int], rows: slice) -> Plane:
    """The `rows` of `small` as they would be enlarged (linearly) to `shape` (height, width), and no others."""
    height, width = shape
    at = np.clip((np.arange(rows.start, rows.stop) + 0.5) * (len(small) / height) - 0.5, 0, len(small) - 1)
    low = at.astype(np.intp)
    share = (at - low).astype(np.float32).reshape(-1, *[1] * (small.ndim - 1))
    band = small[low] * (1 - share) + small[np.minimum(low + 1, len(small) - 1)] * share
    return np.asarray(cv2.resize(band, (width, len(at)), interpolation=cv2.INTER_LINEAR), np.float32)


def to_rgb(lab: Real) -> Pixels:
    """sRGB of CIE Lab, clipped to the gamut."""
    rgb = cv2.cvtColor(lab, cv2.COLOR_LAB2RGB)
    return np.clip(np.rint(rgb * 255), 0, 255).astype(np.uint8)
