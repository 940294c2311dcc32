"""Chinese ink on xuan paper: density of ink in water, mineral colours in thin washes, and the seal."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.raster.sheets import rice_paper
from gpuserver.raster.texture import Plane, noise

_PIGMENTS: Final = (
    (4, (178, 52, 42)), (18, (190, 88, 50)), (32, (196, 124, 64)), (52, (206, 160, 70)), (78, (150, 150, 84)),
    (130, (104, 136, 102)), (180, (82, 130, 132)), (215, (62, 98, 134)), (255, (74, 84, 130)), (295, (122, 92, 124)),
    (335, (190, 92, 108)), (364, (178, 52, 42)),
)  # fmt: skip
"""Hue in degrees and the mineral or plant colour used there: cinnabar, ochre, gamboge, malachite, indigo, rouge."""
_INK: Final = np.array([2.55, 2.52, 2.38], np.float32)


def pigments(color: NDArray[np.floating]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For colours (… × 3, 0..255): the pigment for each (… × 3, 0..1) and how vivid the colour is (…, 0..1)."""
    shape = color.shape[:-1]
    flat = np.clip(color, 0, 255).reshape(1, -1, 3).astype(np.float32) / 255
    values = np.asarray(cv2.cvtColor(flat, cv2.COLOR_RGB2HSV), np.float32).reshape(-1, 3)
    hues = np.array([hue for hue, _ in _PIGMENTS], float)
    table = np.array([pigment for _, pigment in _PIGMENTS], float) / 255
    hue = np.where(values[:, 0] < hues[0], values[:, 0] + 360, values[:, 0])
    chosen = np.stack([np.interp(hue, hues, table[:, at]) for at in range(3)], 1).astype(np.float32)
    vivid = np.clip(values[:, 1] * np.minimum(values[:, 2] * 1.4, 1), 0, 1)
    return chosen.reshape(*shape, 3), vivid.reshape(shape).astype(np.float32)


def soaked(plane: Plane, wet: Plane, seed: int) -> Plane:
    """`plane` as it spreads in the paper: feathered where `wet` (0..1) is high, pooled at the rims of washes."""
    height, width = plane.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    reach = 0.8 + 4.2 * wet
    dx = reach * (noise(height, width, 64, seed, 2) + 0.30 * noise(height, width, 11, seed + 1))
    dy = reach * (noise(height, width, 64, seed + 2, 2) + 0.30 * noise(height, width, 11, seed + 3))
    moved = cv2.remap(plane, x + dx, y + dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    near, far = cv2.GaussianBlur(moved, (0, 0), 2.2), cv2.GaussianBlur(moved, (0, 0), 16)
    spread = moved * (1 - 0.75 * wet) + (0.45 * near + 0.30 * far) * wet
    rim = np.clip(moved - near, 0, 1) * (0.9 - 0.4 * wet)
    cloud = 1 + (0.07 + 0.15 * wet) * noise(height, width, 60, seed + 4, 3)
    cloud = cloud + 0.05 * noise(height, width, 4, seed + 5, 2)
    return np.asarray(np.clip((spread + rim) * cloud, 0, 1.6), np.float32)


def painted(ink: Plane, pigment: Plane, strength: Plane) -> Pixels:
    """Ink of density `ink` (0 none .. 1 black) over washes of `pigment` (h × w × 3, 0..1) of `strength` 0..1."""
    height, width = ink.shape
    paper = rice_paper(height, width)
    share = np.clip(strength, 0, 1)[..., None]
    washed = paper * (1 - share + share * pigment)
    return np.clip(washed * np.exp(-ink[..., None] * _INK) * 255, 0, 255).astype(np.uint8)


_STAMP: Final = (
    ((32, 6), (32, 28)), ((12, 12), (12, 28), (52, 28), (52, 12)),
    ((32, 36), (32, 59), (27, 56)), ((11, 42), (25, 42), (10, 57)), ((51, 38), (39, 46)), ((35, 43), (54, 57)),
)  # fmt: skip
"""The strokes of a seal on a grid of 64, white in red: 山水, mountains and water, what such paintings are called."""


def sealed(picture: Pixels, side: int, *, left: bool) -> None:
    """Press a cinnabar seal of `side` px into the lower corner, unevenly inked, as the last thing."""
    height, width = picture.shape[:2]
    if side < 12 or 4 * side > min(height, width):
        return
    stamp = np.ones((side, side), np.float32)
    for stroke in _STAMP:
        points = np.round(np.array(stroke) * side / 8).astype(np.int32)
        cv2.polylines(stamp, [points], False, 0.0, max(1, round(side / 13)), cv2.LINE_AA, 3)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    away = np.minimum(np.minimum(x, side - 1 - x), np.minimum(y, side - 1 - y)) + 1.6 * noise(side, side, 9, 97, 2)
    stamp *= np.clip(away / 1.5, 0, 1) * np.clip(0.9 + 0.25 * noise(side, side, 5, 98, 2), 0.2, 1)
    top, start = height - round(1.9 * side), (round(0.9 * side) if left else width - round(1.9 * side))
    part = picture[top : top + side, start : start + side].astype(np.float32)
    red = np.array([184, 44, 36], np.float32)
    mixed = part * (1 - 0.9 * stamp[..., None]) + red * 0.9 * stamp[..., None]
    picture[top : top + side, start : start + side] = np.clip(mixed, 0, 255).astype(np.uint8)
