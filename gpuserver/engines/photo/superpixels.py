"""A small photo in a few hundred patches of one colour each (SLIC, Achanta et al. 2012), and which of them touch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.photo.bands import Plane

_ROUNDS: Final = 5
_COMPACT: Final = 14.0
"""Distance in Lab that counts as much as one patch's width in the picture."""


@dataclass(frozen=True)
class Patches:
    """The patches of a small photo, numbered from 0."""

    labels: NDArray[np.int32]
    """Height × width: the number of each pixel's patch."""
    features: Plane
    """n × 3: the mean Lab of each patch."""
    middles: Plane
    """n × 2: y and x of each patch's middle, 0..1."""
    areas: Plane
    """n: pixels."""
    touching: NDArray[np.bool_]
    """n × n: which patches lie side by side."""

    def mean(self, plane: Plane) -> Plane:
        """The mean of `plane` (height × width) in each patch."""
        return _means(self.labels, plane[..., None], len(self.areas))[:, 0]


def patches_of(lab: Plane, side: int) -> Patches:
    """`lab` (height × width × 3) in patches of about `side` px."""
    height, width = lab.shape[:2]
    rows, columns = max(2, round(height / side)), max(2, round(width / side))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    cell = (
        np.minimum((y * rows / height).astype(int), rows - 1),
        np.minimum((x * columns / width).astype(int), columns - 1),
    )
    labels = cell[0] * columns + cell[1]
    near = np.float32(_COMPACT / side)
    points = np.dstack([lab, y * near, x * near])
    for _ in range(_ROUNDS):
        centres = _means(labels, points, rows * columns)
        least = np.full((height, width), np.inf, np.float32)
        for down in (-1, 0, 1):
            for across in (-1, 0, 1):
                row, column = np.clip(cell[0] + down, 0, rows - 1), np.clip(cell[1] + across, 0, columns - 1)
                number = row * columns + column
                away = ((points - centres[number]) ** 2).sum(axis=2)
                closer = away < least
                least[closer], labels[closer] = away[closer], number[closer]
    labels = cv2.medianBlur(labels.astype(np.uint16), 5)
    kept, numbered = np.unique(labels, return_inverse=True)
    numbered = numbered.reshape(height, width).astype(np.int32)
    count = len(kept)
    touching = np.zeros((count, count), np.bool_)
    for one, other in ((numbered[:, 1:], numbered[:, :-1]), (numbered[1:], numbered[:-1])):
        touching[one, other] = touching[other, one] = True
    np.fill_diagonal(touching, False)
    middles = _means(numbered, np.dstack([y / height, x / width]), count)
    areas = np.bincount(numbered.ravel(), minlength=count).astype(np.float32)
    return Patches(numbered, _means(numbered, lab, count), middles, areas, touching)


def _means(labels: NDArray[np.integer], planes: Plane, count: int) -> Plane:
    flat = labels.ravel()
    areas = np.maximum(np.bincount(flat, minlength=count), 1)
    sums = [np.bincount(flat, planes[..., at].ravel(), count) for at in range(planes.shape[2])]
    return (np.stack(sums, axis=1) / areas[:, None]).astype(np.float32)
