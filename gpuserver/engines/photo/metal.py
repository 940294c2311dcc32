"""Things of polished metal in a small photo: a spoon mirrors lamps and dark corners side by side, its ground does not.

No hue tells metal, which has the colours of what it mirrors. Its lightness does: it changes from pixel to pixel all over
the thing, not along an edge alone, with lights as bright as the photo's brightest, on ground that is calm.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import Plane
from gpuserver.raster.lab import to_lab

_WINDOW: Final = 9
"""Side of the window in which lightness is compared, px of a photo of 480."""
_LIVELY: Final = 11.0
"""Spread of L in the window from which a pixel may be metal."""
_CALM: Final = 9.0
"""Greatest usual spread of L round the thing."""
_TINTED: Final = 0.62
"""Greatest mean share of chroma in colour: what has more of it is lacquer."""
_SOLID: Final = 0.42
"""Least share of its own box that a thing fills: a rim's glint is an arc."""
_LEAST: Final = 0.003
_MOST: Final = 0.08
"""Least and greatest share of the photo."""
_ALONE: Final = 0.35
"""Size of other lively grey things, as a share of the best, from which it is not known which is meant."""
_LIGHTS: Final = 92.0
_DARKS: Final = 35.0
"""L that the lights of metal reach, and that its darks fall under."""


def metal(small: Pixels, where: Plane) -> NDArray[np.uint8] | None:
    """0 or 1 for each pixel: the one thing of polished metal, best where `where` is high. None for none, or several."""
    white = np.maximum(np.percentile(small.reshape(-1, 3), 99, axis=0), 1)  # metal under a yellow lamp is no brass
    lab = to_lab(np.clip(small * (255 / white), 0, 255).astype(np.uint8))
    light, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
    lively = _spread(light)
    tint = np.asarray(cv2.blur(chroma / np.maximum(np.hypot(chroma, light), 1), (_WINDOW,) * 2), np.float32)
    # an edge is a window wide: opening by more leaves what is lively all over
    blobs = cv2.morphologyEx((lively > _LIVELY).astype(np.uint8), cv2.MORPH_OPEN, _disc(6))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(blobs, np.uint8))
    sizes, fitting = dict[int, float](), list[int]()
    for index in range(1, count):
        part = labels == index
        if float(tint[part].mean()) > _TINTED:
            continue
        sizes[index] = float(part.sum()) * float(where[part].mean())
        box = int(stats[index, cv2.CC_STAT_WIDTH]) * int(stats[index, cv2.CC_STAT_HEIGHT])
        if _LEAST < part.mean() < _MOST and part.sum() > _SOLID * box and _mirrors(light, lively, part):
            fitting.append(index)
    if not fitting:
        return None
    best = max(fitting, key=lambda index: sizes[index])
    if any(size > _ALONE * sizes[best] for index, size in sizes.items() if index != best):
        return None
    return _cut(small, (labels == best).astype(np.uint8), stats[best])


def _mirrors(light: Plane, lively: Plane, part: NDArray[np.bool_]) -> bool:
    """Whether a part has lamps and darkness in it, and calm ground round it."""
    solid = part.astype(np.uint8)
    ring = (cv2.dilate(solid, _disc(14)) > 0) & (cv2.dilate(solid, _disc(5)) == 0)
    low, high = np.percentile(light[part], (10, 99))
    return bool(high > _LIGHTS and low < _DARKS and ring.any() and np.median(lively[ring]) < _CALM)


def _spread(light: Plane) -> Plane:
    size = (_WINDOW, _WINDOW)
    mean = cv2.blur(light, size)
    return np.asarray(np.sqrt(np.maximum(cv2.blur(light * light, size) - mean * mean, 0)), np.float32)


def _cut(small: Pixels, part: NDArray[np.uint8], stats: NDArray[np.int32]) -> NDArray[np.uint8]:
    """`part` to its edges: GrabCut in a window round it."""
    left, top, across, down = (int(stats[at]) for at in range(4))
    room = round(0.7 * max(across, down))
    mask = np.full(part.shape, cv2.GC_BGD, np.uint8)
    mask[max(0, top - room) : top + down + room, max(0, left - room) : left + across + room] = cv2.GC_PR_BGD
    mask[part > 0] = cv2.GC_PR_FGD
    mask[cv2.erode(part, _disc(3)) > 0] = cv2.GC_FGD
    background, foreground = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(7)
    bgr = cv2.bilateralFilter(small, 5, 24, 3)[..., ::-1].copy()
    cv2.grabCut(bgr, mask, (0, 0, 1, 1), background, foreground, 4, cv2.GC_INIT_WITH_MASK)
    return np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)


def _disc(radius: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2), np.uint8)
