"""Hats: what lies over the forehead, evenly and in quite another colour than the hair at the sides, is no hair."""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.face.edit import cannot
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, oval
from gpuserver.engines.face.mesh import EARS
from gpuserver.engines.face.once import once
from gpuserver.engines.face.person import person_matte
from gpuserver.engines.face.skin import lab, skin_probability
from gpuserver.engines.face.smooth import grown

_TOP: Final = -0.6
"""Canonical y above which a hat is looked for."""
_SIDES: Final = (0.35, 0.92, 1.35)
"""Up to which |y|, and between which shares of the half width at the ears, hair at the sides is looked for."""
_LEAST: Final = 0.05
"""Square d of hair at the sides under which they tell nothing."""
_APART: Final = 36.0
"""Distance in Lab that hair has not from its own sides."""
_EVEN: Final = 14.0
"""Standard deviation of L that hair over a whole head exceeds."""


@once
def hat(face: Face) -> bool:
    """Whether something other than hair covers the head. A hat of the hair's own colour is not noticed."""
    x, y = canonical_grid(face)
    ear = float(np.abs(face.canonical[list(EARS), 0]).max())
    person = (person_matte(face) > 0.5) & face.inside
    height, inner, outer = _SIDES
    beside = person & (np.abs(y) < height) & (np.abs(x) > inner * ear) & (np.abs(x) < outer * ear)
    sides = beside & (skin_probability(face) < 0.3) & (oval(face) < 0.5)
    top = person & (y < _TOP) & ~grown(oval(face) > 0.5, 0.12 * face.d)
    if sides.sum() < _LEAST * face.d**2 or top.sum() < _LEAST * face.d**2:
        return False
    apart = np.linalg.norm(np.median(lab(face)[top], axis=0) - np.median(lab(face)[sides], axis=0))
    return bool(apart > _APART and lab(face)[top][:, 0].std() < _EVEN)


def bareheaded(face: Face) -> None:
    """Raises ProblemError where a hat hides the hair."""
    if hat(face):
        raise cannot("a hat covers the hair", "a photo without it")
