"""A small hard mask as a soft one of full size that follows the photo's own edges, without holding it whole.

Guided filter with a colour guide (He, Sun and Tang, 2013), its coefficients taken on a small copy and enlarged
(fast guided filter, He and Sun, 2015). The mask of a band is one product of the band's colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import Plane, Real, bands, enlarged, shrunk

_SIDE: Final = 900
_FLAT: Final = 4e-4
"""Variance (of colours 0..1) below which a window counts as flat and the mask there as its own mean."""


@dataclass(frozen=True)
class SoftMask:
    """Coefficients of a mask on a small copy of the photo: per pixel, weights of R, G and B and an offset."""

    weights: Plane
    """h × w × 4, for colours 0..1."""
    near: Plane
    """h × w: the hard mask, blurred; where it is 0 or 1 the mask is too, whatever the colours."""
    shape: tuple[int, int]
    """Height and width of the photo."""

    def rows(self, rgb: Pixels, rows: slice) -> Plane:
        """The mask (0..1) of `rows`, whose colours are `rgb`."""
        near = enlarged(self.near, self.shape, rows)
        if not near.max() > 0.02:
            return np.zeros_like(near)
        weights = enlarged(self.weights, self.shape, rows)
        mask = np.einsum("ijk,ijk->ij", weights[..., :3], rgb[..., :3].astype(np.float32)) / 255 + weights[..., 3]
        mask = np.clip((mask - 0.15) / 0.7, 0, 1)
        # the filter's window decides close to the edge alone
        mask = np.maximum(mask * _ramp(near, 0.02, 0.12), _ramp(near, 0.88, 0.98))
        return np.asarray(mask, np.float32)

    def whole(self, pixels: Pixels) -> Plane:
        """The mask of the whole photo: four bytes for each of its pixels."""
        out = np.empty(self.shape, np.float32)
        for rows in bands(*self.shape):
            out[rows] = self.rows(pixels[rows], rows)
        return out


def soften(pixels: Pixels, hard: Plane) -> SoftMask:
    """The soft mask of `hard` (0 or 1, on any small copy of `pixels`)."""
    small = shrunk(pixels, _SIDE)
    height, width = small.shape[:2]
    how = cv2.INTER_CUBIC if width > hard.shape[1] else cv2.INTER_AREA
    mask = np.asarray(np.clip(cv2.resize(hard, (width, height), interpolation=how), 0, 1), np.float32)
    radius = max(2, round(max(width, height) / 140))
    weights = _coefficients(small.astype(np.float32) / np.float32(255), mask, radius)
    near = np.asarray(cv2.blur(mask, (2 * radius + 1,) * 2), np.float32)
    return SoftMask(weights, near, (pixels.shape[0], pixels.shape[1]))


def _coefficients(guide: Real, mask: Plane, radius: int) -> Plane:
    """Weights and offset with which each window's colours best give its mask, averaged over the windows."""

    def mean(plane: Real) -> Plane:
        return np.asarray(cv2.blur(plane, (2 * radius + 1,) * 2), np.float32)

    means, level = mean(guide), mean(mask)
    pairs = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
    rr, rg, rb, gg, gb, bb = (
        mean(guide[..., i] * guide[..., j]) - means[..., i] * means[..., j] + (_FLAT if i == j else 0) for i, j in pairs
    )
    r, g, b = (mean(guide[..., i] * mask) - means[..., i] * level for i in range(3))
    c00, c01, c02 = gg * bb - gb * gb, gb * rb - rg * bb, rg * gb - gg * rb
    c11, c12, c22 = rr * bb - rb * rb, rg * rb - rr * gb, rr * gg - rg * rg
    whole = rr * c00 + rg * c01 + rb * c02
    weights = np.stack([c00 * r + c01 * g + c02 * b, c01 * r + c11 * g + c12 * b, c02 * r + c12 * g + c22 * b], axis=2)
    weights /= whole[..., None]
    offset = level - (weights * means).sum(axis=2)
    return mean(np.dstack([weights, offset]).astype(np.float32))


def _ramp(values: Plane, low: float, high: float) -> Plane:
    return np.clip((values - low) / (high - low), 0, 1)
