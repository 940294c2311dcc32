"""The matte of a photo's subject, and the colours at its soft edge."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.bands import enlarged, shrunk
from gpuserver.engines.photo.people import People
from gpuserver.engines.photo.softmask import soften
from gpuserver.engines.photo.subject import subject_mask

Matte = NDArray[np.float32]
"""Height × width, 0 (background) .. 1 (subject)."""

_SIDE: Final = 420
_EDGE_SIDE: Final = 1400


def subject_matte(pixels: Pixels, watch: Watch, people: People | None = None) -> Matte:
    """The matte of what stands in front, at full size.

    A photo with transparent parts has its matte already. Raises NoSubject where no subject stands out, rather than
    cutting at random.
    """
    if pixels.shape[2] == 4 and bool((pixels[..., 3] < 128).any()):
        return pixels[..., 3].astype(np.float32) / np.float32(255)
    hard = subject_mask(shrunk(pixels, _SIDE), watch, people)
    fine = soften(pixels, hard).whole(pixels)
    watch.progress(0.7)
    return fine


class EdgeColors:
    """Colours of the soft edge freed from the old background: taken from the nearest sure subject pixels."""

    def __init__(self, pixels: Pixels, matte: Matte) -> None:
        """The subject's colours spread outwards, on a small copy."""
        small = shrunk(pixels, _EDGE_SIDE).astype(np.float32)
        height, width = small.shape[:2]
        sure = (cv2.resize(matte, (width, height), interpolation=cv2.INTER_AREA) > 0.95).astype(np.float32)
        radius = max(2.0, max(height, width) / 260)
        self._shape = (matte.shape[0], matte.shape[1])
        self._weight = np.asarray(cv2.GaussianBlur(sure, (0, 0), radius), np.float32)
        spread = np.asarray(cv2.GaussianBlur(small * sure[..., None], (0, 0), radius), np.float32)
        self._spread = spread / np.maximum(self._weight, 1e-3)[..., None]

    def rows(self, rgb: Pixels, matte: Matte, rows: slice) -> Pixels:
        """The `rows`, of colours `rgb`, with the edge freed."""
        edge = (matte > 0.02) & (matte <= 0.95)
        if not edge.any():
            return rgb
        edge &= enlarged(self._weight, self._shape, rows) > 0.02
        inner = enlarged(self._spread, self._shape, rows)[edge]
        out = rgb.copy()
        out[edge] = np.clip(0.25 * rgb[edge] + 0.75 * inner, 0, 255).astype(np.uint8)
        return out
