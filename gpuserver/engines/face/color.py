"""CIE Lab in floating point, not rounded between the steps of an edit."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.face.arrays import Image, Plane


def to_rgb(lab: Image) -> Image:
    """sRGB 0..255 of CIE Lab, clipped to the gamut, not rounded."""
    rgb = cv2.cvtColor(np.asarray(lab, np.float32), cv2.COLOR_LAB2RGB)
    return np.clip(np.asarray(rgb, np.float32) * np.float32(255), 0, 255)


def recolored(image: Image, lab: Image, share: Plane) -> Image:
    """`image` (RGB) with `share` (H × W, 0..1) of the way to the colours `lab`; where the share is 0, itself."""
    return image + share[..., None] * (to_rgb(lab) - image)
