"""A larger canvas: what lies beyond the edge is continued from what lies within."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import Plane, bands, enlarged
from gpuserver.engines.photo.geometry import MAX_PIXELS

_SHARE: Final = 0.25
"""How much of its side the canvas grows by."""


def extend(pixels: Pixels, direction: str) -> Pixels:
    """`pixels` with a quarter more on one side or all: mirrored, and softer the farther it is from the old edge.

    Raises ProblemError (too_large_to_render).
    """
    height, width = pixels.shape[:2]
    across, down = round(width * _SHARE), round(height * _SHARE)
    left = across if direction in {"left", "all"} else 0
    right = across if direction in {"right", "all"} else 0
    top = down if direction in {"up", "all"} else 0
    bottom = down if direction in {"down", "all"} else 0
    if (width + left + right) * (height + top + bottom) > MAX_PIXELS:
        limit = f"{MAX_PIXELS / 1e6:g} MP"
        raise ProblemError(Code.TOO_LARGE_TO_RENDER, f"the result would have more than {limit}", limit=limit)
    grown = np.asarray(cv2.copyMakeBorder(pixels, top, bottom, left, right, cv2.BORDER_REFLECT_101), np.uint8)
    return _soften(grown, (left, top, left + width, top + height), max(1, across, down))


def _soften(grown: Pixels, inner: tuple[int, int, int, int], reach: int) -> Pixels:
    """Blur that grows with the distance from the `inner` box, so that the mirror is not seen as one."""
    height, width = grown.shape[:2]
    left, top, right, bottom = inner
    softer = [
        (share, _blurred(grown, sigma)) for share, sigma in ((0.02, reach / 30), (0.1, reach / 9), (0.3, reach / 3.5))
    ]
    x = np.arange(width, dtype=np.float32)
    beyond_x = np.maximum(np.maximum(left - x, x - right + 1), 0)[None, :]
    result = grown.copy()
    for rows in bands(height, width):
        y = np.arange(rows.start, rows.stop, dtype=np.float32)
        beyond_y = np.maximum(np.maximum(top - y, y - bottom + 1), 0)[:, None]
        far = np.clip(np.maximum(beyond_x, beyond_y) / np.float32(reach), 0, 1)
        out = grown[rows].astype(np.float32)
        for share, soft in softer:
            mix = np.clip((far - np.float32(share * 0.5)) / np.float32(0.22), 0, 1)[..., None]
            out = out * (1 - mix) + enlarged(soft, (height, width), rows) * mix
        result[rows] = np.clip(np.rint(out), 0, 255)
    return result


def _blurred(pixels: Pixels, sigma: float) -> Plane:
    """A Gaussian blur, of `sigma` px at full size, on as small a copy as it allows."""
    height, width = pixels.shape[:2]
    sigma = max(0.6, sigma)
    scale = min(1.0, 4 / sigma)
    size = (max(4, round(width * scale)), max(4, round(height * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), sigma * scale), np.float32)
