"""The direction of the strands of hair, and streaks along it."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gpuserver.engines.face.arrays import Plane
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, pixels
from gpuserver.engines.face.once import once
from gpuserver.engines.face.smooth import blur, smoothstep

_BROAD: Final = 0.11
"""How far (d) directions are averaged: flow from JPEG blocks gives fingerprints."""
_STEPS: Final = 8


@once
def strand_flow(face: Face) -> Plane:
    """S × S: the angle of the strands, radians from ex of the picture; a line's, so modulo pi.

    The structure tensor's where the photo has detail (Bigün & Granlund 1987), else radiating from the crown and falling
    at the sides.
    """
    x, y = canonical_grid(face)
    grey = cv2.cvtColor(face.crop, cv2.COLOR_RGB2GRAY).astype(np.float32)
    dx, dy = np.asarray(cv2.Sobel(grey, cv2.CV_32F, 1, 0)), np.asarray(cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    xx, xy, yy = (blur(product, _BROAD * face.d) for product in (dx * dx, dx * dy, dy * dy))
    seen = 0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2
    coherence = np.sqrt((xx - yy) ** 2 + 4 * xy * xy) / (xx + yy + 1e-3)
    trust = coherence * np.clip((xx + yy) / 400, 0, 1) * (1 - 0.7 * smoothstep(0.9, 1.7, sharpness(face)))
    usual = np.arctan2(y + 1.25 + 0.9 * smoothstep(-0.6, 0.3, y), 0.75 * x) + np.radians(face.roll)
    cosine = trust * np.cos(2 * seen) + 0.35 * (1 - trust) * np.cos(2 * usual)
    sine = trust * np.sin(2 * seen) + 0.35 * (1 - trust) * np.sin(2 * usual)
    return 0.5 * np.arctan2(blur(sine.astype(np.float32), 3), blur(cosine.astype(np.float32), 3))


def streaks(face: Face, angle: Plane, *, seed: int, length: float, grain: float) -> Plane:
    """S × S, sd 1: noise of `grain` px smeared `length` d along `angle` (Cabral & Leedom, 1993).

    The seed fixes the streaks, so that they stay where they are while a strength moves.
    """
    noise = np.random.default_rng(seed).standard_normal((face.size, face.size)).astype(np.float32)
    noise = blur(noise, 0.7 * grain)
    step = length * face.d / _STEPS
    ways = np.cos(angle).astype(np.float32) * step, np.sin(angle).astype(np.float32) * step
    total = noise.copy()
    for sign in (1, -1):
        x, y = pixels(face).copy()
        for _ in range(_STEPS):
            along, down = (cv2.remap(way, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) for way in ways)
            x, y = x + sign * np.asarray(along), y + sign * np.asarray(down)
            total += cv2.remap(noise, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
        face.pause()
    return total / max(float(total.std()), 1e-6)
