"""Bushy eyebrows: the person's own brows followed where they are seen, grown, darkened, and thick with hairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Image, Plane
from gpuserver.engines.face.facial_hair import clouds, shaded
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.glasses import glasses
from gpuserver.engines.face.grid import canonical_grid, read, to_crop
from gpuserver.engines.face.hair_tone import Tone, brow_tone, hair_tone
from gpuserver.engines.face.mesh import LEFT_BROW_LOWER, LEFT_BROW_UPPER, RIGHT_BROW_LOWER, RIGHT_BROW_UPPER
from gpuserver.engines.face.skin import lab, skin_model
from gpuserver.engines.face.smooth import blur, smoothstep
from gpuserver.engines.face.strands import Strands, along_face, at, tones, turned, with_strands
from gpuserver.engines.face.tufts import tufted

_HAIRS: Final = 1000
_TUFTS: Final = 60
_FROM_TAIL: Final = (
    (LEFT_BROW_UPPER, LEFT_BROW_LOWER),
    (RIGHT_BROW_UPPER[::-1], RIGHT_BROW_LOWER[::-1]),
)
"""Upper and lower edge of each brow, from the temple to the nose."""
_ALONG: Final = np.linspace(0, 1, 41)
"""Shares of a brow from its tail to its inner end."""
_ACROSS: Final = np.linspace(-0.1, 0.1, 41)
"""How far (d) above and below the mesh's brow the own one is looked for."""
_LIKELY: Final = 0.05
"""Sigma (d) of where it is."""
_DARK: Final = 4.0
"""How much darker (L) than the skin above it a brow is at least."""
_MOST_MOVED: Final = 0.035
"""How far (d) it is believed to lie from the mesh's."""
_HALF: Final = ((0.0, 0.2, 0.55, 0.85, 1.0), (0.017, 0.035, 0.056, 0.062, 0.056))
"""Half the height (d) of a bushy brow at shares of its length; more is a cartoon."""
_FULLER: Final = 0.06, 0.3
"""Half the height (d) of a brow that is bushy already, and the share by which it grows at most."""

_HAIR: Final = 0.4
"""How much of the hair's colour they take."""


@dataclass(frozen=True)
class Brow:
    """The middle line of a brow, in canonical units, for each of `_ALONG`."""

    x: NDArray[np.floating]
    y: NDArray[np.floating]
    half: NDArray[np.floating]
    """Half the height (d) that it shall have."""

    def place(self, face: Face) -> tuple[Plane, Plane]:
        """How far along it each pixel lies (S × S; below 0 and over 1 it is past the ends), and how far below it, d."""
        x, y = canonical_grid(face)
        along = (x - self.x[0]) / (self.x[-1] - self.x[0])
        return along, y - np.interp(along, _ALONG, self.y).astype(np.float32)


def bushy_brows(face: Face, image: Image, strength: float) -> Image:
    """An `Operation`: fuller and darker brows."""
    tone, out = _tone(face, image), image
    for side, mesh in enumerate(_FROM_TAIL):
        brow = _brow(face, *mesh)
        thick = _thick(face, brow, side)
        own = np.minimum(image - blur(image, 0.03 * face.d), 0)
        out = shaded(out + 0.5 * strength * thick[..., None] * own, 0.62 * strength * thick, tone, 0.85)
        hairs = _hairs(face, brow, tone, side).first(0.4 + 0.6 * strength)
        out = with_strands(face, out, hairs, strength)
    return np.minimum(out, image)


def _tone(face: Face, image: Image) -> Tone:
    """Darker than the brows, and toward the hair: thin brows in a soft photo have half the tint of the skin."""
    tone = brow_tone(face, image) - (6, 0, 0)
    if (hair := hair_tone(face, image)) is not None:
        tone = tone + _HAIR * np.array([min(hair[0] - tone[0], 0), *(hair[1:] - tone[1:])])
    tone[0] = min(max(tone[0], 5), skin_model(face).median[0] - 16)
    return tone


def _brow(face: Face, upper: tuple[int, ...], lower: tuple[int, ...]) -> Brow:
    """The mesh's brow, moved to where the skin is darker near it."""
    middle = (face.points[list(upper), :2] + face.points[list(lower), :2]) / 2
    grid = canonical_grid(face)
    (x, y), knots = (at(plane, middle) for plane in grid), np.arange(len(middle))
    x, y = (np.polyval(np.polyfit(knots, line, 3), _ALONG * knots[-1]) for line in (x, y))
    places = np.stack(np.broadcast_arrays(x, y + _ACROSS[:, None]), axis=2)
    light = read(face, blur(lab(face)[..., 0], 0.008 * face.d), places)
    dark = np.maximum(light[:8].mean(axis=0) - light - _DARK, 0) * np.exp(-0.5 * (_ACROSS[:, None] / _LIKELY) ** 2)
    sure = dark.sum(axis=0)
    moved = (dark * _ACROSS[:, None]).sum(axis=0) / np.maximum(sure, 1e-6)
    line = np.polynomial.Polynomial.fit(_ALONG, moved, 2, w=np.sqrt(sure) + 0.1)(_ALONG)
    seen = float(smoothstep(20, 80, np.median(sure))) * (1 - glasses(face))
    half = np.interp(_ALONG, *_HALF)
    spread = np.sqrt((dark * (_ACROSS[:, None] - moved) ** 2).sum(axis=0) / np.maximum(sure, 1e-6))
    usual, most = _FULLER
    fuller = 1 + most * float(smoothstep(0.5 * usual, usual, np.sqrt(3) * np.median(spread))) * seen
    return Brow(x, y + seen * np.clip(line, -_MOST_MOVED, _MOST_MOVED), fuller * half)


def _thick(face: Face, brow: Brow, seed: int) -> Plane:
    """S × S, 0..1: how densely the hair of a brow stands: most along its middle, thinning out to all sides."""
    along, below = brow.place(face)
    half = np.interp(along, _ALONG, brow.half).astype(np.float32)
    height = np.abs(below) / half * (1 + 0.12 * clouds(face, 40 + seed))
    ends = smoothstep(-0.04, 0.16, along) * smoothstep(1.06, 0.86, along - 1.2 * below)
    return blur(smoothstep(1.3, 0.3, height) * ends, 0.006 * face.d) * face.inside


def _hairs(face: Face, brow: Brow, tone: Tone, seed: int) -> Strands:
    """Hairs rooted in a brow: upright at the nose, lying along the arch toward the temple."""
    random = np.random.default_rng(seed)
    inward, height = random.random(_HAIRS) ** 0.85, 2 * random.beta(2, 2, _HAIRS) - 1
    half = np.interp(inward, _ALONG, brow.half)
    line = to_crop(face, np.stack([brow.x, brow.y], axis=1))
    middle, outward = (
        np.stack([np.interp(inward, _ALONG, values) for values in rows.T], axis=1)
        for rows in (line, -np.gradient(line, axis=0))
    )
    outward /= np.linalg.norm(outward, axis=1, keepdims=True)
    up = 0.1 + 1.3 * inward**3 + 0.35 * height * (1 - inward**3)
    ways = (1 - 0.6 * inward**4)[:, None] * outward - along_face(face, np.zeros(_HAIRS), up)
    hairs = Strands(
        middle + along_face(face, np.zeros(_HAIRS), 0.85 * half * height + 0.1 * half),
        turned(ways, random.normal(0, 0.16, _HAIRS)),
        random.uniform(0.04, 0.085, _HAIRS) * (1 - 0.2 * inward) * face.d,
        random.normal(0, 0.12, _HAIRS),
        random.uniform(0.003, 0.006, _HAIRS) * face.d,
        tones(tone, 4, _HAIRS, random),
        random.uniform(0.25, 0.75, _HAIRS) * smoothstep(1.02, 0.85, inward) ** 0.5,
    )
    return tufted(hairs, _TUFTS, np.full(_HAIRS, 0.5), random)
