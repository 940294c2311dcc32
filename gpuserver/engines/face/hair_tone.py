"""What colour a person's facial hair has: that of the hair and the brows, as the picture shows them now."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Image
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import features
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.mesh import BROWS
from gpuserver.engines.face.skin import skin_model
from gpuserver.raster.lab import to_lab

Tone = NDArray[np.floating]
"""L, a, b."""

_LEAST: Final = 0.1
"""Square d of hair under which only the brows tell."""
_GREY: Final = 9.0
"""Chroma up to which hair is grey or black."""
_NATURAL: Final = (32.0, 100.0)
"""Hue angles (degrees) of hair that grows: from auburn to flaxen."""
_CHROMA: Final = 30.0
"""The most chroma of hair that grows."""
_DARKER: Final = 0.65
"""Lightness that a beard has at most, of that of the skin."""
_WARMTH: Final = 0.25
"""How much of the skin's tint shows in a grey beard: neutral grey among skin looks blue."""


def hair_tone(face: Face, image: Image) -> Tone | None:
    """The hair's middle tone in `image`; where that is no colour that hair grows in, in the photo. None when bald."""
    matte = hair_matte(face)
    if matte.area < _LEAST:
        return None
    for shown in (image, face.image):
        tone = np.median(to_lab(shown)[matte.core], axis=0)
        if _grows(tone):
            return tone * np.array([1, *[min(1, _CHROMA / max(_chroma(tone), 1e-6))] * 2])
    return np.array([float(np.median(to_lab(face.image)[matte.core][:, 0])), 2, 4])


def brow_tone(face: Face, image: Image) -> Tone:
    """The darkest fifth of the brows in `image`."""
    lab = to_lab(image)[features(face, BROWS) > 0.8]
    if len(lab) < 6:
        return skin_model(face).median * (0.5, 0.6, 0.6)
    return np.median(lab[lab[:, 0].argsort()[: max(5, len(lab) // 5)]], axis=0)


def beard_tone(face: Face, image: Image) -> Tone:
    """Between the hair's and the brows' tone, and darker than the skin; grey where the hair is grey."""
    (skin, *tint), brows = map(float, skin_model(face).median), brow_tone(face, image)
    hair = hair_tone(face, image)
    hair = brows if hair is None else hair
    if hair[0] > 55 and _chroma(hair) < _GREY:
        return np.array([min(0.85 * hair[0], skin - 6), *(0.6 * hair[1:] + _WARMTH * np.array(tint))])
    dark, light = sorted((hair[0], brows[0]))
    light = min(0.75 * dark + 0.25 * light - 3, skin - 18, _DARKER * skin)
    return np.array([max(light, 6 if skin < 45 else 12), *(0.4 * (hair[1:] + brows[1:]))])


def _grows(tone: Tone) -> bool:
    low, high = _NATURAL
    return _chroma(tone) < _GREY or low < np.degrees(np.arctan2(tone[2], tone[1])) < high


def _chroma(tone: Tone) -> float:
    return float(np.hypot(tone[1], tone[2]))
