"""Watercolor from a picture and its edges: pigment that pools, settles in the paper and bleeds; a ragged sheet."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.raster.texture import Plane, grain_light, noise, warp

_DEEP = 0.45
"""How deep a wash is, as the negative logarithm of its lightness, from which on its flow shows less."""
_PAPER = np.array([0.985, 0.97, 0.935], np.float32)


def paint_watercolor(picture: Plane, edges: Plane, wet: Plane, seed: int, even: Plane | None = None) -> Plane:
    """`picture` (h × w × 3, 0..1) as a watercolor.

    `edges`: distance in px to the nearest edge, where pigment pools. `wet` (0..1): where the paper was still wet, so
    that washes bleed into each other and water runs back into them. `even` (0..1): where the wash lies even, as a
    painter takes care that it does on a face.
    """
    height, width = picture.shape[:2]
    tooth = noise(height, width, 2.2, seed, 2)
    calm = np.float32(0) if even is None else even
    wet = np.asarray(wet * (1 - calm), np.float32)
    bled = _bled(picture, wet, seed + 3)
    deep = -np.log(np.clip(bled.mean(2), 0.05, 1))
    loose = np.clip(_DEEP / np.maximum(deep, _DEEP), 0.3, 1) * (
        1 - 0.8 * calm
    )  # what would be a mottle on a dark face is none on a sky
    density = 0.80 + 0.42 * np.exp(-edges / 2.6) + 0.16 * np.exp(-edges / 14)
    washes = 0.16 * noise(height, width, 90, seed + 1, 3) + 0.07 * noise(height, width, 28, seed + 2, 2)
    dark = np.clip(1 - bled.mean(2), 0.12, 1)
    settled = (0.15 * tooth + 0.07 * noise(height, width, 6, seed + 9)) * dark  # heavy pigment lies in the valleys
    density += loose * (washes + wet * _backruns(height, width, seed + 5) + settled)
    body = np.clip(bled / _PAPER, 0.02, 1)
    out = _PAPER * np.power(body, np.clip(density, 0.08, 2)[..., None])
    out = warp(np.asarray(out, np.float32), seed + 7)
    out = _sheet(out, seed)
    return np.asarray(out * (1 + 0.028 * grain_light(tooth))[..., None], np.float32)


def _bled(picture: Plane, wet: Plane, seed: int) -> Plane:
    """`picture` with its colours carried some px over their borders where it is `wet`, in tongues."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    reach = np.asarray(3.6 * wet, np.float32)
    dx = reach * (noise(height, width, 55, seed, 2) + 0.4 * noise(height, width, 12, seed + 1))
    dy = reach * (noise(height, width, 55, seed + 2, 2) + 0.4 * noise(height, width, 12, seed + 3))
    return np.asarray(cv2.remap(picture, x + dx, y + dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT), np.float32)


def _backruns(height: int, width: int, seed: int) -> Plane:
    """Blooms of water: paler inside, with a dark, jagged rim where the pigment was pushed to; added to the density."""
    level = noise(height, width, 210, seed, 2) + 0.16 * noise(height, width, 22, seed + 1, 3) - 0.75
    inside = np.clip(level / 0.05, 0, 1)
    rim = np.exp(-((level / 0.035) ** 2)) * np.clip(0.6 + 0.5 * noise(height, width, 80, seed + 2), 0, 1)
    return np.asarray(0.26 * rim - 0.15 * inside * np.exp(-np.clip(level, 0, None) / 0.5), np.float32)


def _sheet(picture: Plane, seed: int) -> Plane:
    """The ragged margin of the sheet, with a darker rim where the wash ended."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    inside = np.minimum(np.minimum(x, width - x), np.minimum(y, height - y)) - 0.043 * min(height, width)
    inside += noise(height, width, 130, seed + 11, 2) * 9 + noise(height, width, 30, seed + 13) * 2.2
    inside += noise(height, width, 7, seed + 12) * 0.8
    cover = np.clip(inside / 2.5, 0, 1)[..., None]
    rim = (1 - 0.25 * np.exp(-np.clip(inside, 0, 99) / 4))[..., None]
    return np.asarray(_PAPER * (1 - cover) + picture * rim * cover, np.float32)


def edge_distance(edges: np.ndarray) -> Plane:
    """Distance in px of every pixel to the nearest true one."""
    return np.asarray(cv2.distanceTransform((~edges).astype(np.uint8), cv2.DIST_L2, 3), np.float32)
