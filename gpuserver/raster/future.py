"""Tomorrow: a cool grade with deep blues, lacquer with iridescent edges, lines of light, streaks, a display."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.relief import film, ramp
from gpuserver.raster.texture import Plane

_COOL: Final = (
    (0.0, "#040A1E"),
    (0.25, "#0C2F5E"),
    (0.5, "#1F74B0"),
    (0.72, "#5CBEE2"),
    (0.9, "#BDECF8"),
    (1.0, "#F6FDFF"),
)
_GLOW: Final = np.array([0.12, 0.80, 1.0], np.float32)


def graded(picture: Plane, own: Plane, deep: float) -> Plane:
    """`picture` (h × w × 3, 0..1) from navy to ice; `own` (0..1): how much of its colours stays.

    `deep` is the exponent of the scenery's tones: above 1 they are darker.
    """
    grey = picture @ LUMINANCE
    low, high = np.percentile(grey[::4, ::4], [2, 98])
    even = np.clip((grey - low) / max(0.25, float(high - low)), 0, 1)
    cool = ramp(np.asarray(even**deep, np.float32), _COOL)
    vivid = np.clip(grey[..., None] + (picture - grey[..., None]) * 1.18, 0, 1)
    vivid = vivid * vivid * (3 - 2 * vivid) * 0.45 + vivid * 0.55
    vivid = vivid * np.array([0.94, 0.99, 1.05], np.float32) + np.array([0.0, 0.008, 0.03], np.float32)
    return np.asarray(np.clip(cool * (1 - own[..., None]) + vivid * own[..., None], 0, 1), np.float32)


def lacquered(picture: Plane, nx: Plane, ny: Plane, nz: Plane, where: Plane) -> Plane:
    """Glossy surfaces: a soft box reflected from above, darker flanks, a thin film where they turn away."""
    above = -0.30 * nx - 0.70 * ny + 0.64 * nz
    gloss = np.clip((above - 0.90) / 0.05, 0, 1) * where
    flank = np.clip(0.35 + 0.75 * nz + 0.25 * above, 0.45, 1.06)
    out = picture * (1 - where + where * flank)[..., None]
    turn = np.arctan2(ny, nx) / np.float32(2 * np.pi) + 1.6 * nz + 0.15
    edge = (np.clip(1.5 * np.clip(0.80 - nz, 0, 1) ** 0.8, 0, 0.85) * where)[..., None]
    out = out * (1 - edge) + film(np.asarray(turn, np.float32)) * edge
    return np.asarray(out + (1 - out) * (0.55 * gloss)[..., None], np.float32)


def light_lines(picture: Plane, lines: Plane) -> Plane:
    """`picture` with thin white `lines` (0..1) in a cyan halo."""
    height, width = lines.shape
    small = cv2.resize(lines, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    near, far = cv2.GaussianBlur(small, (0, 0), 1.6), cv2.GaussianBlur(small, (0, 0), 7)
    halo = cv2.resize(1.8 * near + 1.1 * far, (width, height), interpolation=cv2.INTER_LINEAR)
    out = 1 - (1 - picture) * (1 - np.clip(halo, 0, 0.85)[..., None] * _GLOW)
    core = np.clip(lines, 0, 1)[..., None]
    return np.asarray(out * (1 - core) + np.array([0.86, 0.98, 1.0], np.float32) * core, np.float32)


def streaked(picture: Plane) -> Plane:
    """`picture` with the level blue streaks that an anamorphic lens draws through its brightest spots."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
    grey = np.asarray(small @ LUMINANCE, np.float32)
    broad = cv2.GaussianBlur(grey, (0, 0), max(2.0, width / 90))
    spots = np.clip((grey - 0.80) / 0.15, 0, 1) * np.clip((grey - broad - 0.16) / 0.16, 0, 1)
    drawn = cv2.GaussianBlur(np.asarray(spots, np.float32), (0, 0), sigmaX=max(2.0, width / 22), sigmaY=0.9)
    drawn = cv2.resize(np.clip(5 * drawn, 0, 0.55), (width, height), interpolation=cv2.INTER_LINEAR)[..., None]
    return np.asarray(1 - (1 - picture) * (1 - drawn * np.array([0.25, 0.62, 1.0], np.float32)), np.float32)


def orbits(height: int, width: int, x: float, y: float, reach: float) -> Plane:
    """Parts of thin circles round (x, y), one of them a scale with ticks; 0..1."""
    out = np.zeros((height, width), np.float32)
    middle = (round(x * 8), round(y * 8))
    turns = ((1.0, -150, 70), (1.09, 100, 215), (1.34, -60, 40), (1.40, 175, 330), (1.86, -200, -60), (1.92, 20, 120))
    for share, start, end in turns:
        axes = (round(share * reach * 8),) * 2
        cv2.ellipse(out, middle, axes, 0, start, end, 0.9, 1 if share > 1.2 else 2, cv2.LINE_AA, 3)
        for angle in (start, end):
            spot = (x + share * reach * np.cos(np.radians(angle)), y + share * reach * np.sin(np.radians(angle)))
            cv2.circle(out, (round(spot[0] * 8), round(spot[1] * 8)), 26, 1.0, -1, cv2.LINE_AA, 3)
    for angle in np.radians(np.arange(0, 360, 3.0)):
        ends = [(x + share * reach * np.cos(angle), y + share * reach * np.sin(angle)) for share in (1.15, 1.175)]
        first, last = ((round(px * 8), round(py * 8)) for px, py in ends)
        cv2.line(out, first, last, 0.6, 1, cv2.LINE_AA, 3)
    return out


def honeycomb(height: int, width: int, side: float) -> Plane:
    """The thin lines of a grid of hexagons with sides of `side` px; 0..1."""
    out = np.zeros((height, width), np.float32)
    turns = np.radians(np.arange(30, 391, 60))
    for row in range(int(height / (1.5 * side)) + 2):
        for column in range(int(width / (1.732 * side)) + 2):
            x, y = (column + 0.5 * (row % 2)) * 1.732 * side, row * 1.5 * side
            ring = np.stack([x + side * np.cos(turns), y + side * np.sin(turns)], 1)
            cv2.polylines(out, [np.round(ring[:4] * 8).astype(np.int32)], False, 1.0, 1, cv2.LINE_AA, 3)
    return out


def brackets(height: int, width: int, box: tuple[float, float, float, float]) -> Plane:
    """The corners of a frame round `box` (left, top, right, bottom, px), and a read-out of bars beside it; 0..1."""
    out = np.zeros((height, width), np.float32)
    left, top, right, bottom = box
    reach = 0.16 * (right - left)
    for x, y, dx, dy in ((left, top, 1, 1), (right, top, -1, 1), (left, bottom, 1, -1), (right, bottom, -1, -1)):
        corner = np.array([(x + dx * reach, y), (x, y), (x, y + dy * reach)])
        cv2.polylines(out, [np.round(corner * 8).astype(np.int32)], False, 1.0, 2, cv2.LINE_AA, 3)
    beside = right + 0.08 * (right - left)
    for row, share in enumerate((1.0, 0.55, 0.8, 0.35, 0.65)):
        y = top + reach * (0.1 + 0.42 * row)
        ends = [(round(8 * x), round(8 * y)) for x in (beside, beside + 1.6 * reach * share)]
        cv2.line(out, ends[0], ends[1], 0.85, max(1, round(0.06 * reach)), cv2.LINE_AA, 3)
    return out


def floor_grid(height: int, width: int, line: float) -> Plane:
    """A level grid in perspective below the horizon at `line` px, fainter far away; 0..1."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    depth = np.maximum(y - np.float32(line), 0.5) / np.float32(height)
    far = 0.045 / depth
    across = (x / np.float32(width) - 0.5) * far * 12
    ahead = far * 9
    slope = 9 * 0.045 / (depth * depth * height)
    near_line = np.abs(across - np.rint(across)) / np.maximum(12 * far / width, 1e-6)
    far_line = np.abs(ahead - np.rint(ahead)) / np.maximum(slope, 1e-6)
    lines = np.maximum(np.clip(1.3 - near_line, 0, 1), np.clip(1.3 - far_line, 0, 1))
    return np.asarray(lines * np.clip(depth * 5 - 0.12, 0, 1) * (y > line), np.float32)
