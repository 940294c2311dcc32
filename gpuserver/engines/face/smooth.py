"""Smooth things: blurs, ramps, round brushes, and the guided filter."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from gpuserver.engines.face.arrays import Image, Mask, Plane

_WIDE: Final = 8.0
"""From this sigma on (px), a blur is computed at a quarter of the size: nothing finer is left in it."""


def blur(values: Plane | Image, sigma: float) -> Image:
    """Gaussian blur of a plane or an image; `sigma` in px, at least .3."""
    values = np.asarray(values, np.float32)
    if sigma < _WIDE:
        return np.asarray(cv2.GaussianBlur(values, (0, 0), max(sigma, 0.3)), np.float32)
    height, width = values.shape[:2]
    small = cv2.resize(values, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / 4)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def blur_within(values: Plane | Image, weight: Plane, sigma: float) -> Image:
    """Gaussian mean of `values` where `weight` is high, spread smoothly over where it is low (normalised blur)."""
    total = np.maximum(blur(weight, sigma), 0) + np.float32(1e-4)
    if values.ndim == 3:
        return np.asarray(blur(values * weight[..., None], sigma) / total[..., None], np.float32)
    return np.asarray(blur(values * weight, sigma) / total, np.float32)


def smoothstep(low: ArrayLike, high: ArrayLike, values: ArrayLike) -> Plane:
    """0 up to `low`, 1 from `high` on, and a cubic ramp with flat ends between; falling where `high` < `low`."""
    start = np.asarray(low, np.float32)
    ramp = np.clip((np.asarray(values, np.float32) - start) / (np.asarray(high, np.float32) - start), 0, 1)
    return np.asarray(ramp * ramp * (3 - 2 * ramp), np.float32)


def disc(radius: float) -> NDArray[np.uint8]:
    """A round brush of `radius` px for dilating and eroding: square ones leave blocks."""
    side = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)


def grown(mask: Mask, radius: float) -> Mask:
    """`mask` and all within `radius` px of it."""
    return cv2.dilate(mask.astype(np.uint8), disc(radius)) > 0


def shrunk(mask: Mask, radius: float) -> Mask:
    """`mask` without what lies within `radius` px of its edge."""
    return cv2.erode(mask.astype(np.uint8), disc(radius)) > 0


def guided(guide: Image, values: Plane, radius: int, eps: float) -> Plane:
    """`values` with the edges of the colours of `guide` (He, Sun & Tang, "Guided Image Filtering", 2010, eq. 14).

    `eps` is a variance in units of `guide` (0..255): contrasts well below its root are smoothed over.
    """
    side = (2 * radius + 1, 2 * radius + 1)

    def mean(array: Image) -> NDArray[np.float32]:
        return np.asarray(cv2.boxFilter(array, cv2.CV_32F, side, borderType=cv2.BORDER_REFLECT), np.float32)

    guide_mean, value_mean = mean(guide), mean(values)
    covariance = mean(guide * values[..., None]) - guide_mean * value_mean[..., None]
    outer = mean((guide[..., :, None] * guide[..., None, :]).reshape(*values.shape, 9)[..., _UPPER])
    outer -= (guide_mean[..., :, None] * guide_mean[..., None, :]).reshape(*values.shape, 9)[..., _UPPER]
    slope = _solved(outer, covariance, eps)
    offset = value_mean - (slope * guide_mean).sum(axis=2)
    return (mean(slope) * guide).sum(axis=2) + mean(offset)


_UPPER: Final = [0, 1, 2, 4, 5, 8]
"""Of the nine entries of a symmetric 3 × 3 matrix, those on and above the diagonal."""


def _solved(upper: Image, right: Image, eps: float) -> Image:
    """For each pixel, the solution of (symmetric 3 × 3 + eps) x = right, by Cramer's rule."""
    rr, rg, rb, gg, gb, bb = (upper[..., index] for index in range(6))
    rr, gg, bb = rr + eps, gg + eps, bb + eps
    cofactors = (gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - rb * gg)
    determinant = rr * cofactors[0] + rg * cofactors[1] + rb * cofactors[2]
    other = (rr * bb - rb * rb, rg * rb - rr * gb, rr * gg - rg * rg)
    rows = (
        (cofactors[0], cofactors[1], cofactors[2]),
        (cofactors[1], other[0], other[1]),
        (cofactors[2], other[1], other[2]),
    )
    parts = [sum(entry * right[..., index] for index, entry in enumerate(row)) / determinant for row in rows]
    return np.stack(parts, axis=2).astype(np.float32)
