"""The mouth: how it is held in the photo, and what lies between the lips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Plane, Points
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, feature, to_picture_plane
from gpuserver.engines.face.mesh import (
    INNER_LIP_LOWER,
    INNER_LIP_UPPER,
    LIP_BOTTOM,
    LIP_TOP,
    MOUTH,
    MOUTH_CORNERS,
    MOUTH_OPENING,
    OUTER_LIP_LOWER,
    OUTER_LIP_UPPER,
)
from gpuserver.engines.face.once import once
from gpuserver.engines.face.skin import bare_skin, lab

UPPER_LIP: Final = OUTER_LIP_UPPER[1:-1] + INNER_LIP_UPPER[1:-1]
"""Points of the upper lip that the lower one does not share."""
LOWER_LIP: Final = OUTER_LIP_LOWER[1:-1] + INNER_LIP_LOWER[1:-1]
LIP_CORNERS: Final = (61, 291, 78, 308)
LIPS: Final = UPPER_LIP + LOWER_LIP + LIP_CORNERS

_SMILE_WIDTHS: Final = (0.58, 0.72)
"""Widths of the mouth (d) of a face at rest and of a broad smile."""
_SMILE_LIFT: Final = 0.08
"""How far (d) a broad smile lifts the corners above the middle."""
_LEAST_LIFT: Final = 0.03
"""With less of it, a mouth is open to speak and not to smile."""
_SMILE_GAP: Final = 0.1
_EYES_LEVEL: Final = 0.3
"""Above this (y, d), no mask covers the skin."""
_PALER: Final = 4.0
"""How much less red (a of Lab) than skin lips may be; on 22 portraits they were redder than it."""


@dataclass(frozen=True)
class Mouth:
    """How the mouth is held, in d."""

    width: float
    gap: float
    """Between the lips at the middle; 0 is shut."""
    lift: float
    """How far the corners lie above the middle of the opening."""

    @property
    def open(self) -> float:
        """0 for a shut mouth, 1 for one as wide open as by a broad smile, or wider."""
        return float(np.clip(self.gap / _SMILE_GAP, 0, 1))

    @property
    def smile(self) -> float:
        """How much of a smile it is: 0 at rest, 1 for a broad one that shows teeth."""
        rest, broad = _SMILE_WIDTHS
        wide, lifted = np.clip((self.width - rest) / (broad - rest), 0, 1), np.clip(self.lift / _SMILE_LIFT, 0, 1)
        teeth = self.open * np.clip(self.lift / _LEAST_LIFT, 0, 1)
        return float(min(1.0, 0.5 * wide + 0.3 * lifted + 0.5 * teeth))


@once
def mouth(face: Face) -> Mouth:
    """The mouth as it is in the photo."""
    at = face.canonical
    left, right = at[list(MOUTH_CORNERS)]
    top, bottom = at[LIP_TOP, 1], at[LIP_BOTTOM, 1]
    lift = (top + bottom - left[1] - right[1]) / 2
    return Mouth(float(np.linalg.norm((right - left)[:2])), float(bottom - top), float(lift))


@once
def mouth_seen(face: Face) -> bool:
    """Whether the photo shows the lips: a mask or a microphone before them is less red than the skin round the eyes."""
    lips = (feature(face, MOUTH) > 0.9) & (feature(face, MOUTH_OPENING) < 0.1)
    _, y = canonical_grid(face)
    if not face.inside[lips].all() or not lips.any():
        return False
    red, skin = (np.median(lab(face)[where, 1]) for where in (lips, bare_skin(face) & (y < _EYES_LEVEL)))
    return bool(red > skin - _PALER)


@once
def along_lips(face: Face) -> NDArray[np.float64]:
    """For each of `LIPS`, where it lies: -1 at the left corner, 0 in the middle, 1 at the right corner."""
    x = face.canonical[:, 0]
    left, right = x[list(MOUTH_CORNERS)]
    return np.clip((2 * x[list(LIPS)] - left - right) / (right - left), -1, 1)


@dataclass(frozen=True)
class Opening:
    """What lies between two lips, or two lids, of a mesh, in the picture plane, in d."""

    xs: NDArray[np.float64]
    """x of pairs of points on both edges, from left to right."""
    upper: NDArray[np.float64]
    """y of the upper edge at them; where lips overlap it is below the lower one's."""
    lower: NDArray[np.float64]

    @property
    def middle(self) -> float:
        """x of the middle."""
        return float(self.xs[0] + self.xs[-1]) / 2

    @property
    def half(self) -> float:
        """Half the width."""
        return float(self.xs[-1] - self.xs[0]) / 2

    def top(self, x: Plane) -> Plane:
        """y of the upper edge at `x`."""
        return np.interp(x, self.xs, self.upper).astype(np.float32)

    def bottom(self, x: Plane) -> Plane:
        """y of the lower edge at `x`."""
        return np.interp(x, self.xs, self.lower).astype(np.float32)

    def beyond(self, x: Plane) -> Plane:
        """How far `x` lies outside the corners; 0 between them."""
        return np.maximum(np.maximum(self.xs[0] - x, x - self.xs[-1]), 0)

    def depth(self, face: Face) -> Plane:
        """S × S: how far each pixel lies inside the opening, from the nearer edge; negative outside."""
        x, y = canonical_grid(face)
        return np.minimum(y - self.top(x), self.bottom(x) - y) - self.beyond(x)


def opening(face: Face, mesh: Points) -> Opening:
    """The opening of `mesh` (478 × 2 or 3, px of the crop)."""
    upper, lower = (to_picture_plane(face, mesh[list(lip), :2]) for lip in (INNER_LIP_UPPER, INNER_LIP_LOWER))
    xs = np.maximum.accumulate((upper[:, 0] + lower[:, 0]) / 2)
    return Opening(xs, upper[:, 1], lower[:, 1])
