"""An edited face back in its photo: what the edit changed, and all that the generator cannot know kept."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.engines.latent_face.alignment import Plane, Square, Window, into_window

_FEATHER: Final = 0.08
"""Width of the soft edge as a share of the square's side."""
_SPREAD: Final = 0.015
"""Blur of the measure of change, likewise."""
_KEPT: Final = 8.0
"""Change in levels (0..255) up to which the photo keeps all of its own detail."""
_REPLACED: Final = 48.0
"""Change from which the generator's picture stands instead of the photo."""


def blend(photo: Pixels, square: Square, before: Plane, after: Plane) -> Pixels:
    """`photo` (H, W, 3) with the change from `before` to `after` in `square`.

    `before` and `after` are the generator's images (S, S, 3), 0..255, of the inversion and of the edit. An inversion
    loses things (a background, a scar, glasses): what it lost, photo - before, stays where the edit changes little and
    goes where it changes much: out = after + (1 - replaced) (photo - before). No change leaves the photo as it is;
    pixels outside the square are bit-identical.
    """
    window = Window.of(square, *photo.shape[:2])
    here = photo[window.rows, window.columns]
    if not here.size:
        return photo
    change = after - before
    replaced = _smooth_step(_spread(np.abs(change).max(2)), _KEPT, _REPLACED)[..., None]
    moved = np.asarray(change + replaced * before, np.float32)
    feather = _feather(len(before))
    shift = into_window(moved * feather, square, window)
    share = into_window(replaced * feather, square, window)[..., None]
    edited = np.clip(np.rint(here + shift - share * here), 0, 255).astype(np.uint8)
    out = photo.copy()
    out[window.rows, window.columns] = edited
    return out


def _spread(change: Plane) -> Plane:
    return np.asarray(cv2.GaussianBlur(change, (0, 0), max(0.3, _SPREAD * len(change))), np.float32)


def _feather(size: int) -> Plane:
    """(S, S, 1): 0 at the edge, 1 from `_FEATHER` inwards."""
    inward = (np.minimum(np.arange(size), np.arange(size)[::-1]) / size).astype(np.float32)
    edge = _smooth_step(inward, 0.0, _FEATHER)
    return (edge[:, None] * edge)[..., None]


def _smooth_step(values: NDArray[np.float32], low: float, high: float) -> NDArray[np.float32]:
    at = np.clip((values - low) / (high - low), 0, 1)
    return (at * at * (3 - 2 * at)).astype(np.float32)
