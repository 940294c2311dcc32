"""Straightening: the turn that levels a photo's horizon and sets its uprights upright, and the frame without corners.

Lines vote for the tilt that they would have to be turned by, as long as they are; the peak wins (a Hough transform of
one angle, on the segments of von Gioi et al., 2010, "LSD").
"""

from __future__ import annotations

import math
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import shrunk
from gpuserver.engines.photo.geometry import rotate

_SIDES: Final = (720, 300)
"""Long sides of the copies on which lines are looked for: sharp ones on the larger, a hazy horizon on the smaller."""
_MOST: Final = 20.0
"""Tilt up to which a line is taken for a horizon or an upright, in degrees."""
_LEAST: Final = 0.05
"""Shortest line that votes, as a share of the long side."""
_STEP: Final = 0.1
"""Degrees between two tilts that are tried."""
_SPREAD: Final = 0.7
"""Degrees within which lines vote for one tilt."""
_ENOUGH: Final = 0.33
"""Length of lines that must agree on the tilt, in long sides, on the two copies together."""
_CLEAR: Final = 1.4
"""How much longer they must be than those that agree on another tilt."""
_APART: Final = 3.0
"""Degrees from which a tilt is another one."""
_LEVEL: Final = 0.7
"""What a level line counts for, beside an upright: eaves and kerbs that run into the depth look aslant."""


def straighten(pixels: Pixels) -> Pixels:
    """`pixels` turned so that its horizon is level, and cropped to what the turned photo fills.

    Raises ProblemError (no_horizon) for a photo without lines that agree on a tilt.
    """
    degrees = tilt(pixels)
    if degrees is None:
        why = "no horizon and no upright line is seen in this photo; say by how many degrees to turn it"
        raise ProblemError(Code.NO_HORIZON, why)
    if abs(degrees) < _STEP:
        return pixels
    turned = rotate(pixels, degrees)
    height, width = pixels.shape[:2]
    across, down = _inside(width, height, degrees)
    top, left = (turned.shape[0] - down) // 2, (turned.shape[1] - across) // 2
    return np.ascontiguousarray(turned[top : top + down, left : left + across, : pixels.shape[2]])


def tilt(pixels: Pixels) -> float | None:
    """Degrees counterclockwise by which to turn `pixels`; None where its lines do not agree on any."""
    pairs = [_votes(shrunk(pixels, side)) for side in _SIDES]
    away, weight = (np.concatenate(parts) for parts in zip(*pairs, strict=True))
    tried = np.arange(-_MOST, _MOST + _STEP / 2, _STEP)
    agreed = (weight * np.exp(-0.5 * ((tried[:, None] - away) / _SPREAD) ** 2)).sum(axis=1)
    agreed *= 1 - 0.4 * np.abs(tried) / _MOST  # nobody holds a camera far aslant
    best = int(agreed.argmax())
    other = agreed[np.abs(tried - tried[best]) > _APART].max()
    return round(float(tried[best]), 2) if agreed[best] > max(_ENOUGH, _CLEAR * other) else None


def _votes(small: Pixels) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The tilt of each long line that is almost level or upright, in degrees, and what it counts for."""
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (0, 0), 1.0)
    found = cv2.createLineSegmentDetector().detect(grey)[0]
    lines = np.zeros((0, 4)) if found is None else np.asarray(found, np.float64).reshape(-1, 4)
    across, down = lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]
    long = np.hypot(across, down) / max(small.shape)
    angle = np.degrees(np.arctan2(down, across))  # y grows downwards: above 0 falls to the right
    level = (angle + 90) % 180 - 90
    upright = angle % 180 - 90
    kept = long > _LEAST
    flat, steep = kept & (np.abs(level) < _MOST), kept & (np.abs(upright) < _MOST)
    share = np.where(long[flat] > 5 * _LEAST, 1.0, _LEVEL)  # a line that long is the horizon
    return np.concatenate([level[flat], upright[steep]]), np.concatenate([share * long[flat], long[steep]])


def _inside(width: int, height: int, degrees: float) -> tuple[int, int]:
    """Width and height of the largest part with the photo's own ratio that lies inside the turned photo."""
    angle = math.radians(abs(degrees))
    sin, cos = math.sin(angle), math.cos(angle)
    share = min(width / (width * cos + height * sin), height / (width * sin + height * cos))
    return max(1, math.floor(width * share) - 1), max(1, math.floor(height * share) - 1)
