"""The grain of a person's skin, for skin that is made."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gpuserver.engines.face.arrays import Image
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.mesh import CHEEKS
from gpuserver.engines.face.once import once
from gpuserver.engines.face.skin import bare_skin
from gpuserver.engines.face.smooth import blur

_HALF: Final = 0.11
"""Half the side (d) of the square of skin that is taken for a sample."""
_COARSE: Final = 0.03
"""What is coarser than this (d) is form, not grain."""
_MOST: Final = 12.0
_FOREHEAD: Final = 151


@once
def skin_grain(face: Face) -> Image:
    """S × S × 3, RGB differences, mean about 0: noise with the spectrum of the calmest of cheeks and forehead.

    Spot noise (van Wijk 1991; Galerne, Gousseau & Morel, "Random Phase Textures", 2011): it never repeats itself.
    """
    half = round(_HALF * face.d)
    fine = np.clip(face.image - blur(face.image, _COARSE * face.d), -_MOST, _MOST)
    squares: list[Image] = []
    for point in (*CHEEKS, _FOREHEAD):
        x, y = np.rint(face.points[point, :2]).astype(int)
        where = (slice(max(0, y - half), y + half), slice(max(0, x - half), x + half))
        if fine[where].shape[:2] == (2 * half, 2 * half) and bare_skin(face)[where].mean() > 0.75:
            squares.append(fine[where])
    if not squares:
        return np.zeros_like(face.image)
    calm = min(squares, key=lambda square: float(square.std()))
    spot = (calm - calm.mean(axis=(0, 1))) / calm.shape[0]
    noise = np.random.default_rng(0).standard_normal((face.size, face.size)).astype(np.float32)
    return np.dstack([cv2.filter2D(noise, -1, spot[..., channel]) for channel in range(3)]).astype(np.float32)
