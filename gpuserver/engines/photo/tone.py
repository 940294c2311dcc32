"""Brightness, contrast and tint: one curve and one blend, so that several asks lose no more than one."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import bands

TINTS: Final = {
    "red": (214, 52, 44), "orange": (240, 142, 46), "yellow": (250, 214, 60), "green": (62, 160, 82),
    "blue": (48, 92, 200), "sky blue": (112, 190, 236), "purple": (128, 68, 184), "pink": (244, 132, 178),
    "brown": (128, 82, 46),
}  # fmt: skip
"""The colours of `adjust_color`, sRGB."""

DEFAULT_INTENSITY: Final = 0.35


def curve(brightness: float, contrast: float) -> Pixels:
    """The look-up table for both, each in −100..100: 256 values.

    Brightness bends the curve and keeps black and white where they are, so that +20 does not burn a bright sky.
    Contrast turns an S around the middle.
    """
    x = np.linspace(0.0, 1.0, 256)
    gamma = 2.0 ** (-brightness / 62.0)
    y = x**gamma
    if brightness > 0:  # lift the mid-tones a little more than the highlights
        y = y + 0.06 * (brightness / 100.0) * np.sin(np.pi * y)
    if contrast >= 0:
        strength = 1.0 + 4.0 * contrast / 100.0
        bent = 1.0 / (1.0 + np.exp(-strength * 2.2 * (y - 0.5)))
        low, high = bent_at(0.0, strength), bent_at(1.0, strength)
        s = (bent - low) / (high - low)
        mix = min(1.0, contrast / 100.0 * 1.6)
        y = y * (1 - mix) + s * mix
    else:
        y = 0.5 + (y - 0.5) * (1.0 + contrast / 125.0)
    return np.clip(np.rint(y * 255.0), 0, 255).astype(np.uint8)


def bent_at(x: float, strength: float) -> float:
    """The S before it is stretched to 0..1."""
    return float(1.0 / (1.0 + np.exp(-strength * 2.2 * (x - 0.5))))


def adjust(pixels: Pixels, brightness: float, contrast: float) -> Pixels:
    """`pixels` with both applied to its colours; alpha stays."""
    if not brightness and not contrast:
        return pixels
    table = curve(brightness, contrast)
    toned = np.asarray(cv2.LUT(np.ascontiguousarray(pixels[..., :3]), table), np.uint8)
    return with_alpha(toned, pixels)


def tint(pixels: Pixels, color: str, intensity: float) -> Pixels:
    """`pixels` painted with `color`: its hue and chroma at the picture's own lightness, mixed by `intensity` (0..1)."""
    target = cv2.cvtColor(np.array([[TINTS[color]]], np.uint8), cv2.COLOR_RGB2LAB)[0, 0].astype(np.float32)
    share = np.array([0.25, 1, 1], np.float32) * np.float32(intensity)
    steps = np.arange(256, dtype=np.float32)[:, None]
    table = np.clip(np.rint(steps * (1 - share) + target * share), 0, 255).astype(np.uint8)[:, None]
    out = pixels.copy()
    for rows in bands(*pixels.shape[:2]):
        lab = cv2.cvtColor(np.ascontiguousarray(pixels[rows, :, :3]), cv2.COLOR_RGB2LAB)
        out[rows, :, :3] = cv2.cvtColor(cv2.LUT(lab, table), cv2.COLOR_LAB2RGB)
    return out


def with_alpha(rgb: Pixels, like: Pixels) -> Pixels:
    """`rgb` with the alpha of `like`, if it has one."""
    return np.dstack([rgb, like[..., 3]]) if like.shape[2] == 4 else rgb
