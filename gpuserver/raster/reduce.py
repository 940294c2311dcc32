"""Fewer colours: k-means in Lab, and blocks for pixel art."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels
from gpuserver.raster.luminance import LUMINANCE

_WEIGHTS = np.array([0.8, 1.25, 1.25], np.float32)
"""Hue counts more than lightness, so that a palette keeps its colours."""


def quantise(pixels: Pixels, count: int) -> Pixels:
    """`pixels` in `count` colours, chosen in Lab."""
    height, width = pixels.shape[:2]
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB).reshape(-1, 3).astype(np.float32) * _WEIGHTS
    cv2.setRNGSeed(1)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 30, 0.3)
    sample = lab[:: max(1, len(lab) // 40_000)]
    _, _, centres = cv2.kmeans(sample, count, np.empty(0, np.int32), criteria, 3, cv2.KMEANS_PP_CENTERS)
    centres = np.asarray(centres, np.float32)
    nearest = np.empty(len(lab), np.int32)
    for start in range(0, len(lab), 65_536):
        part = lab[start : start + 65_536]
        nearest[start : start + 65_536] = ((part[:, None] - centres[None]) ** 2).sum(2).argmin(1)
    chosen = np.clip(centres / _WEIGHTS, 0, 255).astype(np.uint8)[nearest].reshape(height, width, 3)
    return np.asarray(cv2.cvtColor(chosen, cv2.COLOR_LAB2RGB), np.uint8)


def blocks(pixels: Pixels, across: int) -> Pixels:
    """`pixels` in square blocks, `across` on the long side: each the median by lightness, or the dark where it rules.

    An average would wash out eyes and outlines.
    """
    height, width = pixels.shape[:2]
    size = max(1, round(max(height, width) / across))
    rows, columns = max(1, height // size), max(1, width // size)
    fitted = cv2.resize(pixels, (columns * size, rows * size), interpolation=cv2.INTER_AREA)
    cut = fitted.reshape(rows, size, columns, size, 3).transpose(0, 2, 1, 3, 4).reshape(rows, columns, size * size, 3)
    light = cut @ LUMINANCE
    order = np.argsort(light, axis=2, kind="stable")
    middle = _pick(cut, order, size * size // 2)
    dark = np.percentile(light, 25, axis=2) < 70
    middle[dark] = _pick(cut, order, size * size // 6)[dark]
    return middle


def _pick(cut: np.ndarray, order: np.ndarray, at: int) -> Pixels:
    index = order[:, :, at][:, :, None, None].repeat(3, 3)
    return np.take_along_axis(cut, index, 2)[:, :, 0].copy()
