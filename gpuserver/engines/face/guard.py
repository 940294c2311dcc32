"""Whether it is still the same person: a stand-in measure, and the place for a real one.

The stand-in compares the gradients (Dalal & Triggs, "Histograms of Oriented Gradients", 2005) of the eye-aligned face.
It does not know people apart; it only notices when a face was bent or painted over. A face-recognition model, where one
is installed, takes its place.
"""

from __future__ import annotations

from typing import Final, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.engines.face.arrays import Points
from gpuserver.engines.face.mesh import LEFT_EYE, RIGHT_EYE

_SIZE: Final = (96, 96)
"""Width and height of the aligned face, px. It begins at the brows: hair on the forehead makes nobody someone else."""
_CELL: Final = 8
_BINS: Final = 9
_SLOPES: Final = (((-1, 0, 1), (1, 3)), ((-1, 0, 1), (3, 1)))
"""Kernels of the gradient, and their shapes."""
_EYES: Final = ((30.0, 28.0), (66.0, 28.0))
"""Where the middles of the eyes lie in it."""


class Likeness(Protocol):
    """How alike two pictures of a face are."""

    @property
    def threshold(self) -> float:
        """The similarity from which two pictures show the same person."""
        ...

    def similarity(self, before: Pixels, after: Pixels, points: Points) -> float:
        """Of two crops (RGB, same place) with the mesh `points` (478 × 3, px): 1 is equal, lower is less alike."""
        ...


class GradientLikeness:
    """The stand-in: cosine of the two faces' histograms of oriented gradients."""

    threshold = 0.92

    def similarity(self, before: Pixels, after: Pixels, points: Points) -> float:
        """See `Likeness`."""
        one, other = (gradient_histograms(aligned(crop, points)) for crop in (before, after))
        return float(one @ other / max(float(np.linalg.norm(one) * np.linalg.norm(other)), 1e-9))


def gradient_histograms(grey: NDArray[np.uint8]) -> NDArray[np.float32]:
    """HOG of a picture of whole cells: cells of 8 px, 9 directions, blocks of 2 × 2 cells, L2-Hys."""
    values = grey.astype(np.float32)
    across, down = (
        cv2.filter2D(values, -1, np.asarray([kernel], np.float32).reshape(shape)) for kernel, shape in _SLOPES
    )
    strength = np.hypot(across, down)
    direction = (np.arctan2(down, across) / np.pi * _BINS) % _BINS
    lower = np.floor(direction)
    rows, columns = grey.shape[0] // _CELL, grey.shape[1] // _CELL
    cells = np.zeros((rows, columns, _BINS), np.float32)
    for bin_, share in ((lower, 1 - (direction - lower)), (lower + 1, direction - lower)):
        for index in range(_BINS):
            votes = np.where(bin_ % _BINS == index, strength * share, 0)
            cells[..., index] += votes.reshape(rows, _CELL, columns, _CELL).sum(axis=(1, 3))
    blocks = np.concatenate([cells[y : rows - 1 + y, x : columns - 1 + x] for y in (0, 1) for x in (0, 1)], axis=2)
    clipped = np.minimum(blocks / (np.linalg.norm(blocks, axis=2, keepdims=True) + 1e-3), 0.2)
    return (clipped / (np.linalg.norm(clipped, axis=2, keepdims=True) + 1e-3)).ravel()


def aligned(crop: Pixels, points: Points) -> NDArray[np.uint8]:
    """96 × 96, grey: the face turned, moved and scaled so that the eyes lie at fixed places."""
    left, right = (points[list(eye), :2].mean(axis=0) for eye in (LEFT_EYE, RIGHT_EYE))
    (to_x, to_y), (to_right, _) = _EYES
    across = complex(*(right - left))
    turn = (to_right - to_x) / across
    shift = complex(to_x, to_y) - turn * complex(*left)
    matrix = np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag]])
    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)
    if abs(turn) < 0.7:
        grey = cv2.GaussianBlur(grey, (0, 0), 0.45 / abs(turn))
    return np.asarray(cv2.warpAffine(grey, matrix, _SIZE, flags=cv2.INTER_LINEAR), np.uint8)
