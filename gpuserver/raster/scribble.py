"""Strokes of a blunt stick, crayon or chalk: laid side by side, bent round each form, caught by the tooth.

One bundle of level strokes is made once; every area bends it to its own direction.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.raster.segment import Labels
from gpuserver.raster.texture import Plane, noise

_SIDE = 1280


@dataclass(frozen=True)
class Forms:
    """Where each area is and how it lies; one entry a label."""

    x: NDArray[np.float32]
    y: NDArray[np.float32]
    """Middle, px."""
    angle: NDArray[np.float32]
    """Direction of its length, radians."""
    slender: NDArray[np.float32]
    """Length over breadth, from 1."""
    reach: NDArray[np.float32]
    """Half its length, px."""


def forms(labels: Labels) -> Forms:
    """The forms of all areas, from their moments."""
    height, width = labels.shape
    flat, count = labels.ravel(), int(labels.max()) + 1
    y, x = (plane.ravel().astype(np.float64) for plane in np.mgrid[0:height, 0:width])
    sizes = np.maximum(np.bincount(flat, minlength=count), 1)

    def mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(flat, weights=values, minlength=count) / sizes

    mx, my = mean(x), mean(y)
    xx, yy, xy = mean(x * x) - mx * mx, mean(y * y) - my * my, mean(x * y) - mx * my
    root = np.hypot(xx - yy, 2 * xy)
    long, short = np.maximum(xx + yy + root, 1) / 2, np.maximum(xx + yy - root, 1) / 2
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)
    return Forms(*(values.astype(np.float32) for values in (mx, my, angle, np.sqrt(long / short), 2 * np.sqrt(long))))


@lru_cache(maxsize=4)
def bundle(pitch: float, length: float, seed: int) -> Plane:
    """Level strokes `pitch` px apart and about `length` px long, 0..1: each of its own pressure, thin at its sides."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:_SIDE, 0:_SIDE].astype(np.float32)
    drift = cv2.resize(noise(_SIDE, _SIDE // 16, pitch * 2, seed + 1), (_SIDE, _SIDE), interpolation=cv2.INTER_CUBIC)
    place = (y + 0.42 * pitch * drift) / pitch + 2
    row = place.astype(np.int32)
    part = place - row
    offset = rng.random(int(row.max()) + 1).astype(np.float32) * length
    along = (x + offset[row]) / length
    piece = along.astype(np.int32)
    pressure = rng.random((int(row.max()) + 1, int(piece.max()) + 1)).astype(np.float32)
    ends = np.clip((0.5 - np.abs(along - piece - 0.5)) * length / 9, 0, 1)
    sides = np.clip((0.5 - np.abs(part - 0.5)) * 4.2 - 0.1, 0, 1)
    sides = sides * sides * (3 - 2 * sides)
    out = (0.55 + 0.45 * pressure[row, piece]) * sides * (0.35 + 0.65 * ends)
    out.flags.writeable = False
    return np.asarray(out, np.float32)


def laid(labels: Labels, strokes: Plane, form: Forms, angle: NDArray[np.floating], bend: float, seed: int) -> Plane:
    """`strokes` (a `bundle`) laid over every area at its own `angle` (radians), bowed by `bend` of its half length."""
    height, width = labels.shape
    rng = np.random.default_rng(seed)
    count = len(form.x)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    cos, sin = np.cos(angle).astype(np.float32)[labels], np.sin(angle).astype(np.float32)[labels]
    dx, dy = x - form.x[labels], y - form.y[labels]
    along, across = dx * cos + dy * sin, dy * cos - dx * sin
    reach = np.maximum(form.reach, 20)
    across = across + (bend * along * along / reach[labels])
    start = rng.integers(200, _SIDE - 200, (2, count)).astype(np.float32)
    return np.asarray(
        cv2.remap(
            strokes, along + start[0][labels], across + start[1][labels], cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT_101,
        ),
        np.float32,
    )  # fmt: skip


def hand_angles(form: Forms, seed: int) -> NDArray[np.float32]:
    """The direction of the strokes of each area: along slender ones, else slanting as a right hand moves."""
    rng = np.random.default_rng(seed)
    slant = -0.8 + 0.22 * rng.standard_normal(len(form.x))
    return np.where(form.slender > 1.9, form.angle + 0.06 * rng.standard_normal(len(form.x)), slant).astype(np.float32)


def shaky(labels: Labels, amount: float, seed: int) -> Labels:
    """`labels` with edges as a hand follows them: off by `amount` px in waves."""
    height, width = labels.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    dx = amount * (noise(height, width, 34, seed) + 0.35 * noise(height, width, 9, seed + 1))
    dy = amount * (noise(height, width, 34, seed + 2) + 0.35 * noise(height, width, 9, seed + 3))
    column = np.clip(np.rint(x + dx), 0, width - 1).astype(np.int32)
    row = np.clip(np.rint(y + dy), 0, height - 1).astype(np.int32)
    return labels[row, column]


def caught(pressure: Plane, tooth: Plane, soft: float) -> Plane:
    """How much stays, 0..1, where `tooth` is 0 valley .. 1 peak: peaks take it first, valleys at pressure 1."""
    return np.asarray(np.clip((pressure - 1 + tooth) / soft + 0.5, 0, 1) * np.clip(6 * pressure, 0, 1), np.float32)
