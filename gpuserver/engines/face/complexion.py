"""The skin as a whole: paler, or more even."""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Image
from gpuserver.engines.face.color import recolored
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import oval
from gpuserver.engines.face.lips import lip_matte
from gpuserver.engines.face.skin import skin_model
from gpuserver.engines.face.skin_matte import darkness, skin_matte, uncovered
from gpuserver.engines.face.smooth import blur, blur_within
from gpuserver.raster.lab import to_lab

_WHITE: Final = 93.0
"""L of the palest skin."""
_FEATURES: Final = (10.0, 8.0, 8.0)
"""Differences of Lab from the skin around from which they are features of the face, not spots."""


def pale_skin(face: Face, image: Image, strength: float) -> Image:
    """Lighter, less coloured skin. Light and shade stay: L is bent by a power, which keeps white white."""
    own = float(skin_model(face).median[0])
    dark = darkness(face)
    lighter = own + min(13.0, 0.4 * (_WHITE - own)) * (1 - 0.3 * dark)
    power = np.log(lighter / 100) / np.log(own / 100)
    colors = to_lab(image)
    colors[..., 0] = 100 * (np.clip(colors[..., 0], 0, 100) / 100) ** power
    colors[..., 1] *= 0.82 + 0.08 * dark
    colors[..., 2] *= 0.76 + 0.1 * dark
    share = skin_matte(face) * uncovered(face) * (1 - 0.75 * lip_matte(face))
    return recolored(image, colors, share * np.float32(strength))


def evened(face: Face, image: Image, strength: float) -> Image:
    """The face's skin under foundation: spots and small wrinkles softer, its features and its finest grain kept."""
    colors, skin = to_lab(image), skin_matte(face) * uncovered(face) * oval(face)
    relief = colors - blur_within(colors, skin, 0.05 * face.d)
    small = np.exp(-((relief / np.asarray(_FEATURES, np.float32)) ** 2))
    evener = colors - 0.65 * small * (relief - 0.4 * (colors - blur(colors, 0.008 * face.d)))
    return recolored(image, evener, skin * np.float32(strength))
