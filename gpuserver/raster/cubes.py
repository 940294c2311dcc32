"""Cubes in isometric projection: axes at 30 degrees, three faces of three tones."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

COS30 = math.cos(math.radians(30))
TOP, LEFT, RIGHT = 1.16, 0.88, 0.60
"""How light the three faces are, with the light from the upper left."""
_LINE, _GLINT = 0.42, 1.3
"""How light the joints between blocks are, and the front edges of a top."""
_HEIGHT = 2.5
"""How much higher the lightest pillar is than the darkest, in edges."""
_STEP = 0.5
"""Heights go in steps of this many edges, so that areas of one tone are even."""


def cubes(rgb: Pixels, height: NDArray[np.float32], edge: float) -> Pixels:
    """`rgb`, height × width × 3, built of pillars of cubes with edges of `edge` px: all three faces of each show.

    `height`: 0..1, how high the pillars stand.
    """
    tall, wide = rgb.shape[:2]
    across, row_high = max(2, round(COS30 * edge)), max(3, round(1.5 * edge))
    tones, cover = _pillar(across, row_high / 1.5)
    above, high = row_high, len(cover)
    colors = cv2.GaussianBlur(rgb, (0, 0), edge * 0.35).astype(np.float32)
    pad = high + 4 * row_high
    out = np.pad(rgb, ((pad, pad), (2 * across, 4 * across), (0, 0)), mode="edge").astype(np.float32)
    for row in range(-2, math.ceil(tall / row_high) + 4):
        for column in range(math.ceil(wide / (2 * across)) + 1):
            x, y = column * 2 * across + (across if row % 2 else 0), row * row_high
            at = (min(max(y, 0), tall - 1), min(x, wide - 1))
            lift = (_STEP * round(_HEIGHT * float(height[at]) / _STEP) - _HEIGHT / 2) * edge
            top = pad + round(y - lift - edge / 2) - above
            part = out[top : top + high, x + across : x + 3 * across]
            part += cover * (np.minimum(tones * colors[at] + 6, 255) - part)
    return out[pad : pad + tall, 2 * across : 2 * across + wide].astype(np.uint8)


def _pillar(across: int, edge: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How light a pillar of cubes is and where it stands in its box, both h × 2 `across` × 1."""
    fine = 4
    x, y = fine * across, fine * 1.5 * edge
    down, deep = fine * edge / 2, fine * (1 + _HEIGHT) * edge
    shape = (round(1.5 * edge + edge / 2 + (1 + _HEIGHT) * edge) * fine, 2 * fine * across)
    tones, cover = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    back, right, front, left = (x, y - down), (2 * x, y), (x, y + down), (0, y)
    faces = (
        (LEFT, (left, front, (x, y + down + deep), (0, y + deep))),
        (RIGHT, (front, right, (2 * x, y + deep), (x, y + down + deep))),
        (TOP, (back, right, front, left)),
    )
    for tone, points in faces:
        cv2.fillConvexPoly(tones, _rounded(points), tone)
        cv2.fillConvexPoly(cover, _rounded(points), 1.0)
    thick = max(2, round(fine * edge / 14))
    for block in range(1, math.ceil(deep / (fine * edge))):
        joint = [(px, py + block * fine * edge) for px, py in (left, front, right)]
        cv2.polylines(tones, [_rounded(joint)], False, _LINE, thick)
    cv2.polylines(tones, [_rounded((front, (x, y + down + deep)))], False, _LINE, thick)
    cv2.polylines(tones, [_rounded((left, front, right))], False, _GLINT, thick)
    size = (shape[1] // fine, shape[0] // fine)
    share = cv2.resize(cover, size, interpolation=cv2.INTER_AREA)
    mean = cv2.resize(tones * cover, size, interpolation=cv2.INTER_AREA) / np.maximum(share, 1e-3)
    return np.asarray(mean, np.float32)[..., None], np.asarray(share, np.float32)[..., None]


def _rounded(points: Sequence[tuple[float, float]]) -> NDArray[np.int32]:
    return np.round(np.array(points)).astype(np.int32)
