"""Hard masks: their connected parts, their holes, smaller copies, and GrabCut."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.engines.face.arrays import Mask, Plane


def touching(mask: Mask, seeds: Mask) -> Mask:
    """The connected parts of `mask` that hold a pixel of `seeds`."""
    _, parts = cv2.connectedComponents(mask.astype(np.uint8))
    kept = np.unique(parts[seeds & mask])
    return np.isin(parts, kept[kept > 0])


def filled(mask: Mask, but: Mask) -> Mask:
    """`mask` with its holes filled, except those that hold a pixel of `but`."""
    rim = np.zeros_like(mask)
    rim[[0, -1]] = rim[:, [0, -1]] = True
    return mask | (~mask & ~touching(~mask, rim | but))


def reduced(mask: Mask | NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """A square mask or label map at `side` × `side` px."""
    return np.asarray(cv2.resize(mask.astype(np.uint8), (side, side), interpolation=cv2.INTER_NEAREST), np.uint8)


def enlarged(mask: Mask, size: int) -> Plane:
    """A square mask at `size` × `size` px, 0..1, its steps made ramps."""
    return np.asarray(cv2.resize(mask.astype(np.float32), (size, size), interpolation=cv2.INTER_LINEAR), np.float32)


def grab_cut(image: Pixels, labels: NDArray[np.uint8], rounds: int, pause: Callable[[], None]) -> Mask:
    """Foreground by GrabCut (Rother, Kolmogorov & Blake, 2004) in Lab, the same each time.

    `labels`: cv2's, not changed; `pause` is called between the rounds.
    """
    colors = cv2.cvtColor(image, cv2.COLOR_RGB2LAB)
    labels, background, foreground = labels.copy(), np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    for turn in range(rounds):
        mode = cv2.GC_INIT_WITH_MASK if turn == 0 else cv2.GC_EVAL
        cv2.grabCut(colors, labels, (0, 0, 1, 1), background, foreground, 1, mode)
        pause()
    return np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD))
