"""Printers' screens: round dots on a turned grid that grow with the tone they stand for."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from gpuserver.raster.texture import Plane


@lru_cache(maxsize=8)
def _distances(height: int, width: int, pitch: float, angle: float) -> Plane:
    """Distance to the middle of the nearest dot, in shares of the pitch."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    cos, sin = np.float32(np.cos(angle) / pitch), np.float32(np.sin(angle) / pitch)
    u, v = x * cos + y * sin, y * cos - x * sin
    out = np.hypot(u - np.floor(u) - 0.5, v - np.floor(v) - 0.5).astype(np.float32)
    out.flags.writeable = False
    return out


def dots(tone: Plane, pitch: float, angle: float) -> Plane:
    """Dots that cover about the share `tone` (0..1) of the sheet, `pitch` px apart at `angle` radians; 0..1."""
    height, width = tone.shape
    radius = np.sqrt(np.clip(tone, 0, 1) / np.float32(np.pi))
    near = (radius - _distances(height, width, pitch, angle)) * np.float32(pitch)
    return np.asarray(np.clip(near + 0.5, 0, 1) * (tone > 0.01), np.float32)
