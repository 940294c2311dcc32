"""Watercolor from a picture and its edges: pigment that pools at edges, blooms, dry gaps, a ragged sheet."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.raster.texture import Plane, grain_light, noise, warp

_PAPER = np.array([0.985, 0.97, 0.935], np.float32)


def paint_watercolor(picture: Plane, edges: Plane, spared: Plane, seed: int) -> Plane:
    """`picture` (h × w × 3, 0..1) as a watercolor.

    `edges`: distance in px to the nearest edge, where pigment pools. `spared`: 1 where no dry gap may fall (faces).
    """
    height, width = picture.shape[:2]
    tooth = noise(height, width, 2.2, seed, 2)
    density = (
        0.80 + 0.42 * np.exp(-edges / 2.6) + 0.16 * np.exp(-edges / 14) + 0.16 * noise(height, width, 90, seed + 1, 3)
    )
    density += 0.07 * noise(height, width, 28, seed + 2, 2)
    density += 0.10 * tooth * np.clip(1 - picture.mean(2), 0.15, 1)
    body = np.clip(picture / _PAPER, 0.02, 1)
    out = _PAPER * np.power(body, np.clip(density, 0.08, 2)[..., None])
    gaps = (spared < 0.5) & (edges < 1.6) & (noise(height, width, 22, seed + 5, 2) > 1.35)
    out = np.where(gaps[..., None], _PAPER * 0.99, out).astype(np.float32)
    out = warp(out, seed + 7)
    out = _sheet(out, seed)
    return np.asarray(out * (1 + 0.028 * grain_light(tooth))[..., None], np.float32)


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
