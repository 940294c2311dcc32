"""Another season over a photo: its greens turn orange, or pale under frost; their texture stays."""

from __future__ import annotations

from typing import Final

import numpy as np

from core.looks import Look
from gpuserver.engines.photo.bands import Plane
from gpuserver.engines.photo.colors import hue_fit
from gpuserver.engines.photo.looks.frame import Band, Frame, Grade, balanced, clouds, in_lab

_SEED: Final = 11
_NOISE: Final = 256
_GREEN: Final = 125.0
"""Hue of leaves in CIE Lab, in degrees."""
_TEAL: Final = 195.0
"""Hue of dark leaves in the blue light of the shade."""


def greens(lab: Plane) -> Plane:
    """How surely each colour is that of leaves and grass (0..1)."""
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    lush = hue_fit(lab, _GREEN, 38)
    shaded = hue_fit(lab, _TEAL, 32) * np.clip((62 - lab[..., 0]) / 20, 0, 1)
    return np.asarray(np.maximum(lush, shaded) * np.clip((chroma - 2) / 6, 0, 1), np.float32)


def autumn(_: Frame, look: Look) -> Grade:
    """Greens turned to between red-brown and yellow, in patches; the rest a little warmer."""
    patches = clouds(_SEED, (_NOISE, _NOISE), 0.03)
    share = min(1.0, 0.4 + 0.6 * look.amount)

    def grade(light: Plane, band: Band) -> Plane:
        patch = band.frame.spread(patches, band.rows)

        def change(lab: Plane) -> Plane:
            green = greens(lab) * share
            hue = np.mod(np.degrees(np.arctan2(lab[..., 2], lab[..., 1])), 360)
            goal = np.radians(50 + 30 * patch + 0.25 * (np.clip(hue, 60, 170) - _GREEN))
            chroma = 1.35 * np.hypot(lab[..., 1], lab[..., 2])
            a, b = (
                plane + (chroma * turn - plane) * green
                for plane, turn in ((lab[..., 1], np.cos(goal)), (lab[..., 2], np.sin(goal)))
            )
            planes = lab[..., 0] * (1 + 0.06 * green), a, b
            return np.dstack(planes).astype(np.float32)

        return balanced(in_lab(light, change), (1.06, 1.0, 0.90))

    return grade


def winter(_: Frame, look: Look) -> Grade:
    """Greens bleached, frost on what is light among them, and a cold light."""
    return lambda light, _: frosted(light, min(1.0, 0.4 + 0.6 * look.amount))


def frosted(light: Plane, share: float) -> Plane:
    """`light` in winter, by `share` (0..1)."""

    def change(lab: Plane) -> Plane:
        green = greens(lab) * share
        frost = green * np.clip((lab[..., 0] - 30) / 45, 0, 1)
        fade = 1 - 0.9 * green - (1 - green) * 0.3 * share
        lifted = lab[..., 0] + (96 - lab[..., 0]) * (0.55 * frost + 0.07 * share)
        return np.dstack([lifted, lab[..., 1] * fade, lab[..., 2] * fade]).astype(np.float32)

    return balanced(in_lab(light, change), (1 - 0.06 * share, 1.0, 1 + 0.15 * share))
