"""Hats: what lies evenly over the head in quite another colour than the hair at the sides, or ends in a brim.

A hairline is high, or ragged, or low in contrast; a brim is low over the brows, one smooth line, and dark on skin, or
lighter than skin, or of a colour that hair does not grow in, or grey while the hair at the sides is not.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Mask
from gpuserver.engines.face.edit import cannot
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, oval, read
from gpuserver.engines.face.hair_tone import Tone
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
_FAR: Final = 60.0
"""Distance from which it need not be even: light hats have shade in their folds; bare heads had up to 40."""
_DYED: Final = 20.0
"""The same where the colour on the head is none that hair grows in: hair dyed green is green at the sides."""
_GROWN: Final = (14.0, 50.0, 20.0, 105.0)
"""Chroma up to which hair has any hue, chroma that it has at most, and between which hue angles (degrees)."""
_GRAY: Final = 6.0
"""Chroma up to which a colour is grey."""
_TINTED: Final = 12.0
"""Distance in a, b of hair at the sides from a grey that is not its own: hair turns grey from the temples up."""
_OTHER: Final = 12.0
"""Distance in Lab of the hair at the sides from a grey brim: a grey fringe is of their colour."""
_EVEN: Final = 14.0
"""Standard deviation of L that hair over a whole head exceeds."""
_CLOTH: Final = (20.0, 8.5)
"""Distance in Lab from the sides and quartile spread of L, as a standard deviation, of plain cloth at most.

Of 24 portraits the two hats of such cloth had 23 and 25 with 7 and 3; the 12 bare heads with hair so far from its
sides had a spread of 10 and more.
"""
_BRIM_Y: Final = -0.6
"""Canonical y below which a brim lies."""
_GRAY_BRIM_Y: Final = -0.7
"""The same for a grey brim: of 21 bare heads the lowest smooth grey hairline lay at -.88."""
_SMOOTH: Final = 0.012
"""Mean distance (d) of a brim from a parabola, at most."""
_CONTRAST: Final = 37.0
"""How much darker (L) a brim is than the skin .07 d below it, at least.

Of 22 portraits, 21 bare-headed, one bare head had hair so low, with a distance of .021 and a contrast of 9; the cap
among them had .008 and 68; of 48 painted hats 47 had up to .008, and all from 40. A brown fringe with bare skin painted
under it had .007 and 34.
"""
_LIGHTER: Final = 10.0
"""How much lighter (L) than that skin a light brim is, at least."""


@once
def hat(face: Face) -> bool:
    """Whether something other than hair covers the head. A hat that sits high on hair of its colour is not noticed."""
    return _of_another_color(face) or _brimmed(face)


def _of_another_color(face: Face) -> bool:
    beside = _at_sides(face)
    _, y = canonical_grid(face)
    top = _person(face) & (y < _TOP) & ~grown(oval(face) > 0.5, 0.12 * face.d)
    if beside is None or top.sum() < _LEAST * face.d**2:
        return False
    color = np.median(lab(face)[top], axis=0)
    apart = np.linalg.norm(color - beside)
    least = _APART if _grows(color) and not _grayer(color, beside) else _DYED
    light = lab(face)[top][:, 0]
    far, plain = _CLOTH
    low, high = np.percentile(light, (25, 75))
    cloth = apart > far and (high - low) / 1.35 < plain
    return bool(cloth or apart > _FAR or (apart > least and light.std() < _EVEN))


def _at_sides(face: Face) -> Tone | None:
    """The middle tone of the hair at the sides; None where there is too little to tell."""
    x, y = canonical_grid(face)
    ear = float(np.abs(face.canonical[list(EARS), 0]).max())
    height, inner, outer = _SIDES
    beside = _person(face) & (np.abs(y) < height) & (np.abs(x) > inner * ear) & (np.abs(x) < outer * ear)
    hair = beside & (skin_probability(face) < 0.3) & (oval(face) < 0.5)
    return np.median(lab(face)[hair], axis=0) if hair.sum() >= _LEAST * face.d**2 else None


def _person(face: Face) -> Mask:
    return (person_matte(face) > 0.5) & face.inside


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
    above, below = np.median([read(face, channel, rows) for channel in np.moveaxis(lab(face), 2, 0)], axis=2).T
    beside = _at_sides(face)
    gray = _chroma(above) < _GRAY and (beside is None or np.linalg.norm(above - beside) > _OTHER)
    unlike = below[0] - above[0] > _CONTRAST or above[0] - below[0] > _LIGHTER or not _grows(above)
    low = (line(0.0) > _BRIM_Y and unlike) or (line(0.0) > _GRAY_BRIM_Y and gray)
    return bool(low and ragged < _SMOOTH)


def _grayer(color: Tone, beside: Tone) -> bool:
    """Whether `color` is a grey that the hair at the sides has not."""
    return _chroma(color) < _GRAY and float(np.linalg.norm((color - beside)[1:])) > _TINTED


def _chroma(color: Tone) -> float:
    return float(np.hypot(color[1], color[2]))


def _grows(color: Tone) -> bool:
    """Whether hair of this Lab colour grows on people."""
    any_hue, most, low, high = _GROWN
    chroma = _chroma(color)
    return bool(chroma < any_hue or (chroma < most and low < np.degrees(np.arctan2(color[2], color[1])) < high))


def bareheaded(face: Face) -> None:
    """Raises ProblemError where a hat hides the hair."""
    if hat(face):
        raise cannot("a hat covers the hair", "a photo without it")
