"""Neon nights: a dark blue-violet grade, light that spills from bright lines, wet ground, the lines of a screen."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.relief import ramp
from gpuserver.raster.texture import Plane, noise

MAGENTA = np.array([1.0, 0.16, 0.72], np.float32)
CYAN = np.array([0.10, 0.92, 1.0], np.float32)
_NIGHT = ((0.0, "#04040F"), (0.25, "#120E38"), (0.5, "#2B1C72"), (0.72, "#5A45B8"), (0.88, "#8FA6EE"), (1.0, "#DDF4FF"))


def nightly(picture: Plane, own: Plane) -> Plane:
    """`picture` (h × w × 3, 0..1) by night; `own` (0..1) is how much of its own colours stays."""
    grey = picture @ LUMINANCE
    graded = ramp(np.asarray(grey**1.25 * 0.86, np.float32), _NIGHT)
    vivid = np.clip(grey[..., None] + (picture - grey[..., None]) * 1.35, 0, 1) ** 1.25
    cool = vivid * np.array([0.78, 0.62, 1.04], np.float32)
    return np.asarray(graded * (1 - own[..., None]) + cool * own[..., None], np.float32)


def lit(picture: Plane, lights: Plane, spill: float = 1.0) -> Plane:
    """`picture` with `lights` (h × w × 3) added, and their glow near and far."""
    height, width = picture.shape[:2]
    small = cv2.resize(lights, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
    near, far = cv2.GaussianBlur(small, (0, 0), 1.8), cv2.GaussianBlur(small, (0, 0), 9)
    glow = cv2.resize(1.5 * near + 1.5 * far, (width, height), interpolation=cv2.INTER_LINEAR)
    total = np.clip(lights + spill * glow, 0, 1.6)
    return np.asarray(1 - (1 - np.clip(picture, 0, 1)) * np.exp(-1.5 * total), np.float32)


def wet(picture: Plane, ground: Plane, line: float) -> Plane:
    """`picture` mirrored where `ground` is 1, about the height `line` px, broken by ripples."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    depth = np.maximum(y - line, 0)
    ripple = np.sin(y * 0.55 + noise(height, width, 120, 62) * 3)
    shake = noise(height, width, 70, 61, 2) * 3 + ripple * (1 + depth * 0.03)
    seen = cv2.remap(picture, x + shake, line - depth * 1.15 + shake, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    seen = cv2.GaussianBlur(seen, (0, 0), sigmaX=1.4, sigmaY=9)
    puddle = np.clip(0.72 + 0.42 * noise(height, width, 170, 63, 2), 0.25, 1)
    clear = cv2.GaussianBlur(ground * puddle, (0, 0), 2)[..., None] * (0.72 * np.exp(-depth / 420))[..., None]
    return np.asarray(picture * (1 - 0.62 * clear) + seen * clear, np.float32)


def on_screen(picture: Plane) -> Plane:
    """Scan lines, colours a little apart towards the sides, dark corners."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    out = picture.copy()
    shift = (x / np.float32(width) - 0.5) * np.float32(0.005 * width)
    for channel, sign in ((0, 1.0), (2, -1.0)):
        plane = np.ascontiguousarray(picture[..., channel])
        moved = x + np.float32(sign) * shift
        out[..., channel] = cv2.remap(plane, moved, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    lines = 0.93 + 0.07 * np.sign(np.sin(y * np.float32(np.pi / 2.0) + 0.1))
    corner = ((x / width - 0.5) ** 2 + (y / height - 0.5) ** 2) * 2
    return np.asarray(out * (lines * (1 - 0.5 * corner**1.3))[..., None], np.float32)
