"""Noise and paper: what makes a flat picture look made by hand. Everything follows from a seed."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]
"""Height × width."""


def noise(height: int, width: int, scale: float, seed: int, octaves: int = 1) -> Plane:
    """Smooth noise with features of `scale` px, about −2..2; each octave adds half the size at half the strength."""
    rng = np.random.default_rng(seed)
    out = np.zeros((height, width), np.float32)
    strength = 1.0
    for octave in range(octaves):
        step = max(1.0, scale / 2**octave)
        grid = rng.standard_normal((int(height / step) + 4, int(width / step) + 4)).astype(np.float32)
        out += strength * cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)
        strength *= 0.5
    return out


def warp(picture: Plane, seed: int, amount: float = 1.0) -> Plane:
    """`picture` (h × w × 3) with wobbling edges, by a couple of px times `amount`."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    dx = noise(height, width, 40, seed) * 1.9 + noise(height, width, 9, seed + 1) * 0.45
    dy = noise(height, width, 40, seed + 2) * 1.9 + noise(height, width, 9, seed + 3) * 0.45
    moved = cv2.remap(picture, x + amount * dx, y + amount * dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(moved, np.float32)


def grain_light(tooth: Plane) -> Plane:
    """The paper's relief in slanting light, about −2..2."""
    relief = cv2.Sobel(cv2.GaussianBlur(tooth, (0, 0), 0.8), cv2.CV_32F, 1, 1, ksize=3)
    return np.asarray(np.clip(relief, -2, 2), np.float32)


def hatch(height: int, width: int, angle: float, gap: float, seed: int) -> Plane:
    """Pencil strokes at `angle` (radians), `gap` px apart, 0..1."""
    out = np.zeros((height, width), np.float32)
    rng = np.random.default_rng(seed)
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    reach = 0.75 * float(np.hypot(height, width))
    shares = np.linspace(0, 1, 5)
    for offset in np.arange(-reach, reach, gap):
        at = -reach + rng.random() * 80
        while at < reach:
            length = 70 + 110 * rng.random()
            aside, bend = offset + rng.normal() * 0.8, rng.normal() * 3
            across = aside + bend * 4 * shares * (1 - shares)
            along = at + length * shares
            points = np.stack([width / 2 + cos * along - sin * across, height / 2 + sin * along + cos * across], 1)
            line = np.round(points * 8).astype(np.int32)
            cv2.polylines(out, [line], False, float(0.45 + 0.4 * rng.random()), 1, cv2.LINE_AA, 3)
            at += length * 0.93 + rng.random() * 10
    return out


def pencil_tones(dark: Plane, seed: int) -> Plane:
    """Four layers of hatching laid where `dark` (0 black .. 1 white) falls below each layer's threshold; 0..1."""
    height, width = dark.shape
    tone = np.zeros((height, width), np.float32)
    for at, (angle, gap, threshold, strength) in enumerate(
        ((-0.85, 5.5, 0.80, 0.75), (-0.60, 4.2, 0.56, 0.8), (0.55, 4.6, 0.36, 0.8), (-0.2, 3.4, 0.22, 0.9))
    ):
        layer = hatch(height, width, angle, gap, seed + at)
        tone = np.maximum(tone, layer * np.clip((threshold - dark) / 0.10, 0, 1) * strength)
    return tone
