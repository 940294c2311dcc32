"""The form of bangs: where they begin and end across the forehead, in locks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid
from gpuserver.engines.face.hairline import COLUMNS, Hairline, Row
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.smooth import smoothstep

HALF: Final = 0.8
"""Half the width (d) of bangs."""
Locks = tuple[tuple[float, float, float], ...]
"""Kinds of locks: the least and the greatest width, and how far their points hang down, d."""
LOCKS: Final[Locks] = ((0.12, 0.3, 0.1), (0.03, 0.08, 0.08))
"""Broad and narrow ones of straight hair."""
ROUND: Final[Locks] = ((0.16, 0.3, 0.09),)


@dataclass(frozen=True)
class Fringe:
    """The form of the bangs at the places `x` of a fine comb across the face, in canonical units."""

    x: Row
    tip: Row
    """Canonical y at which the hair ends."""
    edge: Row
    """The hairline."""
    top: Row
    """The top of the head."""


def fringe(face: Face, line: Hairline, strength: float, locks: Locks) -> Fringe:
    """The form at a strength: tips just above the brows, lower at the sides where hair hangs there."""
    random = np.random.default_rng(7)
    x = np.linspace(-HALF, HALF, 1201)
    edge, top = (np.interp(x, COLUMNS, row) for row in (line.edge, line.top))
    tip = line.brow - 0.05 + (0.06 + 0.3 * _beside(face)) * smoothstep(0.42, 0.8, np.abs(x))
    for least, most, depth in locks:
        bounds = np.cumsum(np.r_[-HALF - most, random.uniform(least, most, 90)])
        lock = np.clip(np.searchsorted(bounds, x) - 1, 0, len(bounds) - 2)
        lean, long = random.uniform(-0.5, 0.5, len(bounds)), random.normal(0, 0.45, len(bounds)) + 1
        at = 2 * (x - bounds[lock]) / np.diff(bounds)[lock] - 1
        away = np.where(at < lean[lock], (lean[lock] - at) / (1 + lean[lock]), (at - lean[lock]) / (1 - lean[lock]))
        tip = tip + depth * long[lock] * (0.6 - np.clip(away, 0, 1) ** 0.9)
    soft = max(1.5, 750 * 0.5 * sharpness(face) / face.d)
    tip = cv2.GaussianBlur(tip[None].astype(np.float32), (0, 0), soft, borderType=cv2.BORDER_REPLICATE)[0]
    return Fringe(x, np.maximum(edge, edge + (tip - edge) * (0.15 + 0.85 * strength)), edge, top)


def _beside(face: Face) -> float:
    """How much hair there is beside the eyes for the bangs to run into, 0..1."""
    x, y = canonical_grid(face)
    where = (np.abs(np.abs(x) - 0.88) < 0.08) & (np.abs(y - 0.05) < 0.15)
    return float(smoothstep(0.2, 0.8, hair_matte(face).alpha[where].mean()))
