"""Warmth and colourfulness: white balance in linear light, and a vibrance that spares skin."""

from __future__ import annotations

from typing import Final

import numpy as np

from core.looks import Look
from gpuserver.engines.photo.bands import Plane
from gpuserver.engines.photo.colors import hue_fit
from gpuserver.engines.photo.looks.frame import Band, Frame, Grade, balanced, in_lab

_WARMER: Final = (0.20, 0.02, -0.42)
"""Stops by which red, green and blue move for a warmth of 1."""


def warm(_: Frame, look: Look) -> Grade:
    """Warmer by `look.amount`; the light of each pixel stays."""
    return _balance(look.amount)


def cool(_: Frame, look: Look) -> Grade:
    """Cooler by `look.amount`; the light of each pixel stays."""
    return _balance(-look.amount)


def colorful(_: Frame, look: Look) -> Grade:
    """More chroma where there is little, less more where there is much, and little more on skin."""

    def grade(light: Plane, _: Band) -> Plane:
        def change(lab: Plane) -> Plane:
            chroma = np.hypot(lab[..., 1], lab[..., 2])
            room = np.clip(1 - chroma / 110, 0, 1) * np.clip(chroma / 6, 0, 1)
            more = 1 + 0.7 * look.amount * room * (1 - 0.7 * skin(lab))
            return (lab * np.dstack([np.ones_like(more), more, more])).astype(np.float32)

        return in_lab(light, change)

    return grade


def muted(_: Frame, look: Look) -> Grade:
    """Less chroma everywhere."""
    share = np.float32(1 - 0.5 * min(1.0, look.amount))
    return lambda light, _: in_lab(light, lambda lab: lab * np.array([1, share, share], np.float32))


def skin(lab: Plane) -> Plane:
    """How near each colour is to that of skin in any light (0..1)."""
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    usual = np.clip((chroma - 6) / 6, 0, 1) * np.clip((46 - chroma) / 10, 0, 1) * np.clip((lab[..., 0] - 15) / 10, 0, 1)
    return np.asarray(usual * hue_fit(lab, 52, 24), np.float32)


def _balance(warmth: float) -> Grade:
    red, green, blue = (float(2.0 ** (stops * warmth)) for stops in _WARMER)
    return lambda light, _: balanced(light, (red, green, blue))
