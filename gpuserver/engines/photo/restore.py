"""Repairing an old photo without a model: scratches and dust, noise, faded colours."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.bands import shrunk
from gpuserver.engines.photo.denoise import denoised, noise_of
from gpuserver.engines.photo.scratches import without_scratches
from gpuserver.engines.photo.tone import with_alpha

_SIDE: Final = 800
_CLEAN: Final = 1.5
"""Noise under which nothing is smoothed, in grey levels."""
_BLACK: Final = (30.0, 60.0)
"""Darkest grey level of a print that has begun to fade, and of one that has faded wholly: then each channel is stretched
by itself, which takes the cast away. A dim or golden scene has its blacks and keeps its colours."""
_WHITE: Final = 205.0
"""Lightest grey level that a scene with blacks is brought to white from; what is darker yet is meant to be dark."""
_MOST: Final = 3.0
"""The most by which a channel is stretched."""


def restore(pixels: Pixels, watch: Watch) -> Pixels:
    """`pixels` with scratches filled from their surroundings, noise smoothed as far as there is any, and full range."""
    rgb = without_scratches(np.ascontiguousarray(pixels[..., :3]))
    watch.progress(0.4)
    rgb = _denoised(rgb, watch)
    watch.progress(0.8)
    return with_alpha(_unfaded(rgb), pixels)


def noise(rgb: Pixels) -> float:
    """Standard deviation of the noise in grey levels, from what is calm in the photo.

    Immerkaer (1996), "Fast noise variance estimation"; a low quantile in the place of its mean leaves texture out.
    """
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    away = np.abs(cv2.filter2D(grey, cv2.CV_16S, kernel))
    return float(np.percentile(away[:: 1 + len(away) // 2000], 30)) / (6 * 0.385)


def _denoised(rgb: Pixels, watch: Watch) -> Pixels:
    """`rgb` smoothed where what its calmest parts hold is noise that shows."""
    found = noise_of(rgb)
    strength = float(np.sqrt((found[:, 1:] ** 2).mean(axis=1)).max())
    return denoised(rgb, found, watch) if strength > _CLEAN else rgb


def _unfaded(rgb: Pixels) -> Pixels:
    """The range stretched: both ends together, and the more its blacks have faded, each channel by itself."""
    small = shrunk(rgb, _SIDE).reshape(-1, 3)
    low, high = (float(end) for end in np.percentile(small, (0.5, 99.5)))
    if high - low < 40:
        return rgb
    black = float(np.percentile(cv2.cvtColor(small[None], cv2.COLOR_RGB2GRAY), 0.5))
    faded = float(np.clip((black - _BLACK[0]) / (_BLACK[1] - _BLACK[0]), 0, 1))
    ends = np.percentile(small, (0.5, 99.5), axis=0)
    lows = (1 - faded) * min(low, 40.0) + faded * ends[0]
    highs = np.maximum((1 - faded) * max(high, _WHITE) + faded * ends[1], lows + 255 / _MOST)
    table = (np.arange(256)[:, None] - lows) * 255 / (highs - lows)
    return np.asarray(cv2.LUT(rgb, np.clip(np.rint(table), 0, 255).astype(np.uint8)[:, None]), np.uint8)
