"""Heights and what light makes of them: cushions over shapes, normals, the colours of a thin film."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.raster.texture import Plane


def cushion(distance: Plane, reach: float) -> Plane:
    """Height in px of a pad that rises like a quarter circle within `reach` px of its outline, then stays level."""
    near = np.clip(distance / np.float32(reach), 0, 1)
    return np.asarray(reach * np.sqrt(np.clip(1 - (1 - near) ** 2, 0, 1)), np.float32)


def normals(height: Plane) -> tuple[Plane, Plane, Plane]:
    """The unit normal of a surface of `height` px: to the right, down, to the viewer."""
    nx = -cv2.Sobel(height, cv2.CV_32F, 1, 0, scale=1 / 8)
    ny = -cv2.Sobel(height, cv2.CV_32F, 0, 1, scale=1 / 8)
    nz = 1 / np.sqrt(nx * nx + ny * ny + 1)
    return np.asarray(nx * nz, np.float32), np.asarray(ny * nz, np.float32), np.asarray(nz, np.float32)


def film(turn: Plane) -> Plane:
    """The pastel colours of a thin film, h × w × 3 of 0..1; `turn` counts rounds of the hue."""
    phase = np.array([0.0, 0.36, 0.67], np.float32)
    wave = 0.5 + 0.5 * np.cos(2 * np.float32(np.pi) * (turn[..., None] + phase))
    return np.asarray(0.42 + 0.58 * wave, np.float32)


def ramp(level: Plane, colors: tuple[tuple[float, str], ...]) -> Plane:
    """`level` (0..1) through a gradient of "#RRGGBB" stops: h × w × 3 of 0..1."""
    places = np.array([place for place, _ in colors], np.float32)
    values = np.array([[int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)] for _, color in colors], np.float32)
    table = np.stack([np.interp(np.linspace(0, 1, 1024), places, values[:, at]) for at in range(3)], 1)
    return table.astype(np.float32)[np.clip(level * 1023, 0, 1023).astype(np.int32)]
