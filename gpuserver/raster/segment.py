"""A plane of labels: which area each pixel belongs to, cut from a photo, and tidied of crumbs."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.raster.reduce import quantise

_LARGE = 900
"""Long side, px, from which colours are chosen at half size."""

Labels = NDArray[np.int32]
"""Height × width; each area has its own number, from 1; 0 is no area."""


def areas(rgb: Pixels, colors: int, least: int, soften: int = 5) -> Labels:
    """The areas of about one colour in `rgb`, none smaller than `least` px; `soften` rounds their edges, px (odd)."""
    height, width = rgb.shape[:2]
    half = 2 if max(height, width) > _LARGE else 1  # edges are rounded below anyway
    small = cv2.resize(cv2.medianBlur(rgb, soften), (width // half, height // half), interpolation=cv2.INTER_AREA)
    few = quantise(np.asarray(small, np.uint8), colors)
    packed = few.astype(np.int32) @ np.array([65536, 256, 1], np.int32)
    values, index = np.unique(packed, return_inverse=True)
    grown = cv2.resize(index.reshape(packed.shape).astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST)
    plane = np.asarray(cv2.medianBlur(grown, max(5, soften)), np.uint8)
    return tidied(split(plane, len(values)), least)


def split(plane: NDArray[np.uint8], values: int) -> Labels:
    """Connected areas of equal value, numbered from 1."""
    out = np.zeros(plane.shape, np.int32)
    total = 0
    for value in range(values):
        count, labels = cv2.connectedComponents(np.asarray(plane == value, np.uint8), connectivity=4)
        out = np.where(labels > 0, labels + total, out)
        total += count - 1
    return np.asarray(out, np.int32)


def tidied(labels: Labels, least: int, kept: NDArray[np.bool_] | None = None) -> Labels:
    """`labels` without areas under `least` px, which fall to the nearest other; `kept[label]` are spared."""
    sizes = np.bincount(labels.ravel())
    good = sizes >= least
    if kept is not None:
        good |= kept[: len(good)]
    good[0] = False
    wanted = good[labels]
    if not wanted.any():
        return np.ones_like(labels)
    return nearest(labels, np.asarray(wanted))


def nearest(labels: Labels, wanted: NDArray[np.bool_]) -> Labels:
    """`labels` where `wanted`, elsewhere the label of the nearest wanted pixel."""
    _, found = cv2.distanceTransformWithLabels(
        np.asarray(~wanted, np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    index = np.asarray(found, np.int32)
    table = np.zeros(int(index.max()) + 1, np.int32)
    table[index[wanted]] = labels[wanted]
    return np.asarray(table[index], np.int32)


def boundaries(labels: Labels) -> NDArray[np.bool_]:
    """Where the area changes to the right or below: lines of one px."""
    out = np.zeros(labels.shape, bool)
    out[:, :-1] |= labels[:, 1:] != labels[:, :-1]
    out[:-1] |= labels[1:] != labels[:-1]
    return out


def means(labels: Labels, picture: NDArray[np.floating] | Pixels) -> NDArray[np.float32]:
    """The mean colour of each label: (largest label + 1) × 3."""
    flat, count = labels.ravel(), int(labels.max()) + 1
    sizes = np.maximum(np.bincount(flat, minlength=count), 1)
    planes = picture.reshape(-1, 3)
    sums = [np.bincount(flat, weights=planes[:, at], minlength=count) for at in range(3)]
    return (np.stack(sums, 1) / sizes[:, None]).astype(np.float32)
