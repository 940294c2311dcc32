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
from gpuserver.raster.lab import to_lab

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
_BLOCKS: Final = 4
_DARK: Final = (0.5, 0.6)
"""Share of the photo's blocks, of 4×4, with something as dark as the darkest: up to it fog, and from it on no fog."""
_BRIGHT: Final = (188.0, 198.0)
_CAST: Final = (7.0, 10.0)
"""Colour of the lightest pixels, in Lab: fog has less."""


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
    copy = shrunk(rgb, _SIDE)
    small, foggy = copy.reshape(-1, 3), _foggy(copy)
    low, high = (float(end) for end in np.percentile(small, (0.5, 99.5)))
    if high - low < 40:
        return rgb
    black = float(np.percentile(cv2.cvtColor(small[None], cv2.COLOR_RGB2GRAY), 0.5))
    faded = (1 - foggy) * float(np.clip((black - _BLACK[0]) / (_BLACK[1] - _BLACK[0]), 0, 1))
    ends = np.percentile(small, (0.5, 99.5), axis=0)
    lows = (1 - faded) * min(low, 40.0 * (1 - foggy)) + faded * ends[0]
    highs = np.maximum((1 - faded) * max(high, _WHITE) + faded * ends[1], lows + 255 / _MOST)
    table = (np.arange(256)[:, None] - lows) * 255 / (highs - lows)
    return np.asarray(cv2.LUT(rgb, np.clip(np.rint(table), 0, 255).astype(np.uint8)[:, None]), np.uint8)


def _foggy(small: Pixels) -> float:
    """0..1: how surely the blacks are lifted by fog. It is white or grey, bright, and thicker the farther off it is.

    A print fades in all places alike, and most often to a colour, or to dull whites.
    """
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (0, 0), 1.0)
    low, high = (float(end) for end in np.percentile(grey, (1, 99)))
    cast = float(np.hypot(*to_lab(small)[grey >= high].mean(axis=0)[1:]))
    blocks = [part for rows in np.array_split(grey, _BLOCKS) for part in np.array_split(rows, _BLOCKS, axis=1)]
    dark = float(np.mean([np.percentile(part, 2) < low + 0.2 * (high - low) for part in blocks]))
    signs = (_DARK[1] - dark) / (_DARK[1] - _DARK[0]), (high - _BRIGHT[0]) / (_BRIGHT[1] - _BRIGHT[0])
    neutral = (_CAST[1] - cast) / (_CAST[1] - _CAST[0])
    return float(np.prod(np.clip((*signs, neutral), 0, 1)))
