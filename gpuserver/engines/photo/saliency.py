"""What draws the eye in a small photo: patches that are unlike the rest and do not belong to the background.

Zhu, Liang, Wei and Sun, "Saliency Optimization from Robust Background Detection", CVPR 2014: a patch belongs to the
background as far as the region that it lies in runs along the picture's border.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import Plane, shrunk
from gpuserver.engines.photo.stuff import roughness
from gpuserver.engines.photo.superpixels import Patches, patches_of
from gpuserver.raster.lab import to_lab

_SIDE: Final = 240
_PATCH: Final = 12
_ROUGH: Final = 2.0
"""What a difference in roughness counts for, beside one in lightness."""
_NEAR: Final = 5.0
"""Difference within which two patches are alike (sigma_clr of the paper)."""
_SPREAD: Final = 0.25
"""Distance, in sides of the picture, within which a difference counts (sigma_spa)."""
_LOOSE: Final = 2.0
"""How far along the border a region may run and still be in front (sigma_bndCon)."""
_FOOT: Final = 0.4
"""What the lower edge counts for, beside the others: portraits are cut off by it."""
_BACKGROUND: Final = 5.0
"""Weight of the background's term (lambda of the paper)."""
_SMOOTH: Final = 0.1
"""Least weight with which neighbours hold together (mu)."""


def saliency(small: Pixels) -> Plane:
    """How surely each pixel of a small RGB picture belongs to its subject (0..1)."""
    tiny = shrunk(small, _SIDE)
    patches = patches_of(to_lab(cv2.bilateralFilter(tiny, 7, 40, 5).astype(np.uint8)), _PATCH)
    found = _optimised(patches, patches.mean(roughness(to_lab(tiny)[..., 0], 2.0)))
    return np.asarray(cv2.resize(found[patches.labels], small.shape[1::-1]), np.float32)


def _optimised(patches: Patches, rough: Plane) -> Plane:
    """The saliency of each patch: the minimum of the paper's equation 9."""
    rim, on_rim = _rim(patches)
    away = _distances(np.column_stack([patches.features, _ROUGH * rough]))
    apart = np.where(patches.touching, away, np.inf)
    ring = np.ix_(on_rim, on_rim)
    apart[ring] = away[ring]  # the border is one: regions go on beyond it
    least = float(np.mean(apart.min(axis=1)))
    region = _alike(np.maximum(_shortest(np.maximum(apart - least, 0)), 0))
    run = (region @ rim) / np.sqrt(region @ patches.areas)
    behind = 1 - np.exp(-(run**2) / (2 * _LOOSE**2))
    contrast = (away * np.exp(-(_distances(patches.middles) ** 2) / (2 * _SPREAD**2))) @ behind
    before = _stretched(contrast)
    joined = patches.touching | ((patches.touching.astype(np.float32) @ patches.touching) > 0)
    joined[ring] = True
    np.fill_diagonal(joined, False)
    bond = np.where(joined, _alike(np.maximum(away - least, 0)) + _SMOOTH, 0)
    system = np.diag(bond.sum(axis=1) + _BACKGROUND * behind + before) - bond
    return _stretched(np.linalg.solve(system, before))


def _rim(patches: Patches) -> tuple[Plane, NDArray[np.bool_]]:
    """How many pixels of the border each patch has, those of the lower edge counted less; and which have any."""
    labels, count = patches.labels, len(patches.areas)
    sides = ((labels[0], 1.0), (labels[:, 0], 1.0), (labels[:, -1], 1.0), (labels[-1], _FOOT))
    rim = sum((np.bincount(side, minlength=count) * weight for side, weight in sides), np.zeros(count))
    return rim.astype(np.float32), rim > 0


def _shortest(apart: Plane) -> Plane:
    """The length of the shortest path between any two patches (Floyd, 1962)."""
    paths = apart.copy()
    np.fill_diagonal(paths, 0)
    for via in range(len(paths)):
        np.minimum(paths, paths[:, via, None] + paths[via], out=paths)
    return paths


def _distances(points: Plane) -> Plane:
    squares = (points**2).sum(axis=1)
    return np.sqrt(np.maximum(squares[:, None] + squares - 2 * points @ points.T, 0)).astype(np.float32)


def _alike(away: Plane) -> Plane:
    return np.exp(-(away**2) / np.float32(2 * _NEAR**2))


def _stretched(values: NDArray[np.floating]) -> Plane:
    low, high = float(values.min()), float(values.max())
    return ((values - low) / max(high - low, 1e-6)).astype(np.float32)
