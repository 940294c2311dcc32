"""Repairing an old photo without a model: noise, thin bright scratches, a faded range."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.tone import with_alpha


def restore(pixels: Pixels, watch: Watch) -> Pixels:
    """`pixels` with scratches filled from their surroundings, noise smoothed where it is flat, and full range."""
    rgb = np.ascontiguousarray(pixels[..., :3])
    rgb = _fill_scratches(rgb)
    watch.progress(0.3)
    rgb = _denoise(rgb)
    watch.progress(0.8)
    return with_alpha(_full_range(rgb), pixels)


def _fill_scratches(rgb: Pixels) -> Pixels:
    """Lines much brighter or darker than both of their sides, at most a few pixels wide."""
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    reach = max(3, round(max(grey.shape) / 400)) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    bright = cv2.morphologyEx(grey, cv2.MORPH_TOPHAT, kernel)
    found = (bright > max(60, int(np.percentile(bright, 99.5)))).astype(np.uint8)
    long_ones = np.zeros_like(found)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(found)
    for index in range(1, count):
        width, height, area = (
            int(stats[index, part]) for part in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA)
        )
        if max(width, height) > 12 * reach and area < 4 * reach * max(width, height):
            long_ones[labels == index] = 1
    if not long_ones.any():
        return rgb
    mask = cv2.dilate(long_ones, np.ones((3, 3), np.uint8))
    return np.asarray(cv2.inpaint(rgb, mask, 3, cv2.INPAINT_TELEA), np.uint8)


def _denoise(rgb: Pixels) -> Pixels:
    """Non-local means on small pictures, a bilateral filter on large ones; both keep edges."""
    if rgb.shape[0] * rgb.shape[1] <= 1_500_000:
        return np.asarray(cv2.fastNlMeansDenoisingColored(rgb, None, 4, 6, 5, 15), np.uint8)
    return np.asarray(cv2.bilateralFilter(rgb, 5, 18, 3), np.uint8)


def _full_range(rgb: Pixels) -> Pixels:
    """The faded range stretched, both ends together so that no colour cast is made."""
    low, high = np.percentile(rgb[::4, ::4], (0.5, 99.5))
    if high - low < 40:
        return rgb
    low, high = min(low, 40.0), max(high, 215.0)
    scale = 255.0 / (high - low)
    table = np.clip((np.arange(256) - low) * scale, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(rgb, table), np.uint8)
