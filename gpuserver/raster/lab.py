"""Colours as they look: CIE Lab in floating point."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def to_lab(rgb: NDArray[np.uint8] | NDArray[np.float32]) -> NDArray[np.float32]:
    """CIE Lab (D65) of sRGB 0..255: L 0..100, a and b about −110..110."""
    return np.asarray(cv2.cvtColor(np.asarray(rgb, np.float32) / np.float32(255), cv2.COLOR_RGB2LAB), np.float32)
