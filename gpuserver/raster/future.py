"""A clean tomorrow: white-blue light, iridescent edges, thin lines of light."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.relief import film, ramp
from gpuserver.raster.texture import Plane

_CLEAN = ((0.0, "#1C355E"), (0.22, "#4C7CB0"), (0.5, "#9CC4E6"), (0.75, "#D6EAF8"), (1.0, "#FCFEFF"))


def clean(picture: Plane, own: Plane) -> Plane:
    """`picture` (h × w × 3, 0..1) in cool white-blue; `own` (0..1) is how much of its own colours stays."""
    grey = picture @ LUMINANCE
    low, high = np.percentile(grey[::4, ::4], [2, 97])
    even = np.clip((grey - low) / max(0.12, float(high - low)), 0, 1)
    pale = ramp(np.asarray(0.22 + 0.78 * even**0.75, np.float32), _CLEAN)
    cool = np.clip(grey[..., None] + (picture - grey[..., None]) * 0.95, 0, 1) ** 0.78
    cool = cool * np.array([0.95, 0.99, 1.05], np.float32) + np.array([0.02, 0.03, 0.05], np.float32)
    return np.asarray(np.clip(pale * (1 - own[..., None]) + cool * own[..., None], 0, 1), np.float32)


def iridescent(picture: Plane, nx: Plane, ny: Plane, nz: Plane, where: Plane) -> Plane:
    """Holographic colour on surfaces that turn away, and a glossy reflection from above."""
    turn = np.arctan2(ny, nx) / np.float32(2 * np.pi) + 1.6 * nz + 0.15
    edge = (np.clip(1.06 - nz, 0, 1) ** 0.8 * where)[..., None]
    edge = np.clip(1.9 * edge, 0, 0.92)
    out = picture * (1 - edge) + film(np.asarray(turn, np.float32)) * edge
    gloss = np.clip(-0.35 * nx - 0.66 * ny + 0.66 * nz, 0, 1) ** 26 * where
    return np.asarray(out + (1 - out) * (0.75 * np.clip(gloss, 0, 1))[..., None], np.float32)


def light_lines(picture: Plane, lines: Plane, color: tuple[float, float, float] = (0.20, 0.72, 1.0)) -> Plane:
    """`picture` with thin white `lines` (0..1) in a halo of `color`."""
    height, width = lines.shape
    small = cv2.resize(lines, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    halo = cv2.resize(cv2.GaussianBlur(small, (0, 0), 2.2), (width, height), interpolation=cv2.INTER_LINEAR)
    tint = np.clip(2.6 * halo, 0, 0.75)[..., None]
    out = picture * (1 - tint) + np.array(color, np.float32) * tint
    core = np.clip(lines, 0, 1)[..., None]
    return np.asarray(out * (1 - core) + core, np.float32)


def orbits(height: int, width: int, x: float, y: float, reach: float) -> Plane:
    """Parts of thin circles round (x, y), and one long straight line of light; 0..1."""
    out = np.zeros((height, width), np.float32)
    turns = ((1.0, -150, 70), (1.09, 100, 215), (1.34, -60, 40), (1.40, 175, 330), (1.86, -200, -60), (1.92, 20, 120))
    for share, start, end in turns:
        middle, axes = (round(x * 8), round(y * 8)), (round(share * reach * 8),) * 2
        cv2.ellipse(out, middle, axes, 0, start, end, 0.9, 1 if share > 1.2 else 2, cv2.LINE_AA, 3)
        for angle in (start, end):
            spot = (x + share * reach * np.cos(np.radians(angle)), y + share * reach * np.sin(np.radians(angle)))
            cv2.circle(out, (round(spot[0] * 8), round(spot[1] * 8)), 26, 1.0, -1, cv2.LINE_AA, 3)
    return out
