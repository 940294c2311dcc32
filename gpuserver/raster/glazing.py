"""Where a glazier cuts large areas: bands of blocks, lozenges, rings round a light. Cells are numbered from 0."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from gpuserver.raster.segment import Labels, tidied
from gpuserver.raster.texture import Plane

Cells = Callable[[Plane, Plane], NDArray[np.integer]]
"""From x and y (px) to the number of the cell, which need not be dense."""

_FAR = 4096


def blocks(wide: float, tall: float, seed: int) -> Cells:
    """Waving bands `tall` px high, cut into blocks about `wide` px long that stand across each other's joints."""
    offsets = np.random.default_rng(seed).random(_FAR).astype(np.float32)

    def cells(x: Plane, y: Plane) -> NDArray[np.integer]:
        wave = 0.16 * tall * np.sin(x * (2.6 / wide) + seed) + 0.08 * tall * np.sin(x * (6.1 / wide))
        band = np.floor((y + wave) / tall).astype(np.int64) + 8
        lean = 0.10 * (y - band * tall)
        place = np.floor((x + lean) / wide + offsets[band % _FAR]).astype(np.int64) + 8
        return band * _FAR + place

    return cells


def strips(wide: float, tall: float, seed: int) -> Cells:
    """`blocks` that stand upright: strips `wide` px wide."""
    lying = blocks(tall, wide, seed)
    return lambda x, y: lying(y, x)


def lozenges(wide: float, tall: float) -> Cells:
    """The diamond quarries of plain windows."""

    def cells(x: Plane, y: Plane) -> NDArray[np.integer]:
        u, v = x / wide + y / tall, x / wide - y / tall
        return (np.floor(u).astype(np.int64) + 64) * _FAR + np.floor(v).astype(np.int64) + 64

    return cells


def rings(center: tuple[float, float], wide: float, seed: int) -> Cells:
    """Rings `wide` px apart round `center`, cut by rays."""
    turns = np.random.default_rng(seed).random(_FAR).astype(np.float32)

    def cells(x: Plane, y: Plane) -> NDArray[np.integer]:
        away = np.hypot(x - center[0], y - center[1])
        angle = np.arctan2(y - center[1], x - center[0]) / (2 * np.pi) + 0.5
        ring = np.floor((away + 0.05 * wide * np.sin(angle * 37)) / wide).astype(np.int64) + 1
        parts = np.maximum(5, (ring * 3.4).astype(np.int64))
        return ring * _FAR + np.floor((angle + turns[ring % _FAR]) * parts).astype(np.int64) % parts

    return cells


def cut_areas(labels: Labels, how: dict[int, Cells], least: int) -> Labels:
    """`labels` with the areas of `how` cut into their cells; no cut-off is smaller than `least` px."""
    out = labels.copy()
    total = int(labels.max())
    for label, cells in how.items():
        y, x = np.nonzero(labels == label)
        if len(y) < 2 * least:
            continue
        top, left = int(y.min()), int(x.min())
        window = np.zeros((int(y.max()) - top + 1, int(x.max()) - left + 1), np.int32)
        _, number = np.unique(cells(x.astype(np.float32), y.astype(np.float32)), return_inverse=True)
        window[y - top, x - left] = number.reshape(-1) + 1
        window = tidied(window, least)
        out[y, x] = total + window[y - top, x - left]
        total += int(window.max())
    return np.asarray(out, np.int32)
