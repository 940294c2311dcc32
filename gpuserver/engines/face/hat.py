"""Hats: what lies evenly over the head in quite another colour than the hair at the sides, or ends in a brim.

A hairline is high, or ragged, or low in contrast; a brim is low over the brows, one smooth line, and dark on skin.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.face.edit import cannot
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, oval, read
from gpuserver.engines.face.matte import hair_matte
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
_BRIM_Y: Final = -0.6
"""Canonical y below which a brim lies."""
_SMOOTH: Final = 0.012
"""Mean distance (d) of a brim from a parabola, at most."""
_CONTRAST: Final = 37.0
"""How much darker (L) a brim is than the skin .07 d below it, at least.

Of 22 portraits, 21 bare-headed, one bare head had hair so low, with a distance of .021 and a contrast of 9; the cap
among them had .008 and 68; of 48 painted hats 47 had up to .008, and all from 40. A brown fringe with bare skin painted
under it had .007 and 34.
"""


@once
def hat(face: Face) -> bool:
    """Whether something other than hair covers the head. A hat that sits high on hair of its colour is not noticed."""
    return _of_another_color(face) or _brimmed(face)


def _of_another_color(face: Face) -> bool:
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


def _brimmed(face: Face) -> bool:
    """Whether what is taken for hair ends over the brows in a smooth line."""
    across, down = np.linspace(-0.5, 0.5, 41), np.linspace(-1.25, -0.12, 140)
    hair = read(face, hair_matte(face).alpha, np.stack(np.meshgrid(across, down), axis=-1)) > 0.5
    held = hair.any(axis=0)
    if held.sum() < 25:
        return False
    lowest = down[len(down) - 1 - hair[::-1].argmax(axis=0)]
    line = np.polynomial.Polynomial.fit(across[held], lowest[held], 2)
    ragged = float(np.abs(lowest - line(across))[held].mean())
    rows = np.stack([np.column_stack([across, line(across) + down]) for down in (-0.07, 0.07)])
    above, below = np.median(read(face, lab(face)[..., 0], rows), axis=1)
    return bool(line(0.0) > _BRIM_Y and ragged < _SMOOTH and below - above > _CONTRAST)


def bareheaded(face: Face) -> None:
    """Raises ProblemError where a hat hides the hair."""
    if hat(face):
        raise cannot("a hat covers the hair", "a photo without it")
