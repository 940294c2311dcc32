"""Cubes in isometric projection: axes at 30 degrees, three faces of three tones."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.raster.luminance import LUMINANCE

Pixels = NDArray[np.uint8]

COS30 = math.cos(math.radians(30))
TOP, LEFT, RIGHT = 1.20, 1.0, 0.76
"""How light the three faces are, with the light from the upper left."""
_HEIGHT = 1.6
"""How much higher the lightest cube is than the darkest, in edges."""
_STEP = 0.4
"""Heights go in steps of this many edges, so that areas of one tone are even."""


def cubes(rgb: Pixels, edge: float) -> Pixels:
    """`rgb`, height × width × 3, built of stacked cubes with edges of `edge` px: all three faces of each show."""
    height, width = rgb.shape[:2]
    across, row_high = COS30 * edge, 1.5 * edge
    light = cv2.GaussianBlur(rgb.astype(np.float32) @ LUMINANCE, (0, 0), edge) / 255
    colors = cv2.GaussianBlur(rgb, (0, 0), edge * 0.4).astype(np.float32)
    out = rgb.copy()
    for row in range(-2, math.ceil(height / row_high) + 3):
        shift = across if row % 2 else 0.0
        for column in range(-1, math.ceil(width / (2 * across)) + 1):
            x, y = column * 2 * across + shift, row * row_high
            at = (min(max(round(y), 0), height - 1), min(max(round(x), 0), width - 1))
            lift = (_STEP * round(_HEIGHT * float(light[at]) / _STEP) - _HEIGHT / 2) * edge
            _cube(out, x, y - lift - edge / 2, edge, colors[at])
    return out


def _cube(out: Pixels, x: float, y: float, edge: float, color: NDArray[np.float32]) -> None:
    """A pillar whose top is centred on (x, y), with sides as long as the highest pillar needs."""
    across, down, deep = COS30 * edge, edge / 2, (1 + _HEIGHT) * edge
    back, right, front, left = (x, y - down), (x + across, y), (x, y + down), (x - across, y)
    faces = (
        (LEFT, (left, front, (x, y + down + deep), (x - across, y + deep))),
        (RIGHT, (front, right, (x + across, y + deep), (x, y + down + deep))),
        (TOP, (back, right, front, left)),
    )
    for tone, points in faces:
        shade = tuple(float(value) for value in np.clip(color * tone, 0, 255))
        outline = np.round(np.array(points) * 16).astype(np.int32)
        cv2.fillConvexPoly(out, outline, shade, cv2.LINE_AA, 4)
