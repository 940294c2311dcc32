"""Where a person wears a beard: hair on the lip, the chin and the cheeks, as what is not the skin expected there.

Each place has a gate of its own, so that a face without a beard has none at all: shadows and shading fall on one side
or cover little. Once one place is sure, less is enough for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Image, Mask, Plane
from gpuserver.engines.face.expected_skin import harmonic_skin
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import area, canonical_grid, oval, to_crop, without_lips
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.once import once
from gpuserver.engines.face.person import person_matte
from gpuserver.engines.face.skin import bare_skin, lab, skin_probability
from gpuserver.engines.face.smooth import blur, grown, shrunk, smoothstep

_ABOVE: Final = (127, 116, 50, 205, 203, 98, 2, 327, 423, 425, 280, 345, 356)
"""The upper border of where a beard grows, from ear to ear."""
JAW: Final = (323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 93)
"""The lower border of the face, from the picture's right ear to its left one."""
_BEYOND: Final = (0.06, 0.16)
"""How far beside and below the jaw (d) is looked for hair."""
_EARS: Final = (0.1, 0.35)
"""Canonical y over which the hair before the ears becomes beard."""
_LIP: Final = (61, 186, 165, 98, 97, 2, 326, 327, 391, 410, 291, 270, 0, 40)
_UNDER_NOSE, _UNDER_LIP = 2, 17
_CHIN_HALF: Final = 0.25
_CHEEKS_FROM: Final = 0.35
"""Canonical |x| from which the cheeks begin."""
_SPREAD: Final = (9.0, 4.5, 6.0)
"""Standard deviations of Lab by which bare skin differs from what is expected."""
_LEAST_SKIN: Final = 500
_GATES: Final = {"lip": (0.2, 0.4), "chin": (0.22, 0.42), "cheeks": (0.32, 0.5)}
"""Shares of a place that hair must cover: up to the first there is none, from the second on it is sure."""
_PALE: Final = 0.3
"""Share of white hair from which it is a white beard."""
_ONE_SIDE: Final = (0.3, 1.6)
"""Share and roughness of one cheek from which it wears a beard, though the other does not show it."""
_JAW_HIDDEN: Final = (0.33, 0.12)
"""Share of a cheek that looks like hair, and square d of it beyond the edge of the face, from which the jaw is hidden.

Of 24 portraits the four with a beard along the jaw had .45 and .16 or more, one with the jaw in the shade .38 and .17.
A goatee hides as much of the jaw, but no cheek.
"""
_EASIER: Final = 0.1
"""How much less is enough where another place is sure."""


@dataclass(frozen=True)
class Beard:
    """What was found where a beard would grow."""

    hair: Plane
    """S × S, 0..1: hair in place of skin; 0 everywhere on a bare face."""
    expected: Image
    """S × S × 3, Lab: the skin expected."""
    sides: tuple[float, float]
    """Shares (0..1) of the two cheeks that look like hair, also where that is not sure."""
    rough: float
    """How much finer detail the hairier cheek has than the skin has; 1 is as much."""
    pale: float
    """Share of the place that is less red than skin and not darker, as white hair is."""

    @property
    def full(self) -> bool:
        """Whether it covers both cheeks."""
        return min(self.sides) > _GATES["cheeks"][0]

    hidden_jaw: float
    """Square d of hair beyond the edge of the face."""

    @property
    def hides_jaw(self) -> bool:
        """Whether nobody can tell where the jaw is under it; on one side is enough."""
        share, beyond = _JAW_HIDDEN
        return max(self.sides) > share and self.hidden_jaw > beyond

    @property
    def vague(self) -> bool:
        """Whether a beard is seen that cannot be told from the skin pixel by pixel."""
        share, rough = _ONE_SIDE
        return not self.full and (self.pale > _PALE or (max(self.sides) > share and self.rough > rough))


@once
def beard(face: Face) -> Beard | None:
    """The beard; None where too little of the skin is seen to tell."""
    x, y = canonical_grid(face)
    inner = shrunk(oval(face) > 0.9, 0.06 * face.d)
    above = inner & bare_skin(face) & (y < face.canonical[_UNDER_NOSE, 1])
    bare = above & (skin_probability(face) > 0.25) & (hair_matte(face).alpha < 0.05)
    if bare.sum() < _LEAST_SKIN:
        return None
    expected = harmonic_skin(face, face.image, bare)
    apart = expected - lab(face)
    region, rough = _region(face), _roughness(face, bare)
    strong, weak = _likeness(face, apart, rough)
    seen = region * inner * (y > 0.35)
    lip = seen * (y < face.canonical[_UNDER_LIP, 1]) * (np.abs(x) < 0.3)
    chin = seen * (y > face.canonical[_UNDER_LIP, 1] + 0.06) * (np.abs(x) < _CHIN_HALF)
    cheeks = [seen * (side * x > _CHEEKS_FROM) for side in (-1, 1)]
    sides = (_share(strong, cheeks[0]), _share(strong, cheeks[1]))
    gates = _gates({"lip": _share(strong, lip), "chin": _share(strong, chin), "cheeks": min(sides)})
    lip_area = area(face.size, face.points[list(_LIP), :2])
    chin_area = ((np.abs(x) < 0.5) & (y > face.canonical[_UNDER_LIP, 1])).astype(np.float32)
    gate = np.maximum.reduce([
        gates["lip"] * _around(face, lip_area), gates["chin"] * _around(face, chin_area),
        np.full_like(region, gates["cheeks"]),
    ])  # fmt: skip
    near = np.clip(blur(grown(strong * region > 0.5, 0.17 * face.d).astype(np.float32), 0.05 * face.d), 0, 1)
    hair = _closed(face, np.maximum(strong, weak * near) * region * gate, region)
    pale = smoothstep(3, 6, apart[..., 1]) * smoothstep(6, 0, apart[..., 0]) * smoothstep(0.9, 1.3, rough)
    hairier = cheeks[int(sides[1] > sides[0])]
    jaw = float((hair * (oval(face) < 0.5)).sum()) / face.d**2
    return Beard(hair, expected, sides, _share(rough, hairier), _share(pale, seen), jaw)


def _likeness(face: Face, apart: Image, rough: Plane) -> tuple[Plane, Plane]:
    """How surely, and how possibly, each pixel is hair: darker than the skin expected, unlike it, and rough."""
    darker = apart[..., 0]
    inside = np.clip(1.5 * blur(grown(oval(face) > 0.5, 0.05 * face.d).astype(np.float32), 0.02 * face.d), 0, 1)
    unlike = np.sqrt(sum((apart[..., channel] / spread) ** 2 for channel, spread in enumerate(_SPREAD)))
    strong = smoothstep(1.5, 2.6, unlike) * smoothstep(4, 9, darker)
    strong = np.maximum(strong, smoothstep(8, 16, darker) * smoothstep(1.3, 2.0, rough))
    weak = np.maximum(smoothstep(0.7, 1.5, unlike) * smoothstep(1.5, 6, darker), strong)
    # below the jaw lie shadows and collars, which are smooth
    strong = strong * (inside + (1 - inside) * smoothstep(1.2, 1.8, rough))
    return strong, weak * (inside + (1 - inside) * smoothstep(1.0, 1.5, rough))


def _gates(shares: dict[str, float]) -> dict[str, float]:
    """How far each place is opened, 0..1."""
    sure = max(float(smoothstep(*_GATES[place], share)) for place, share in shares.items())
    return {
        place: float(smoothstep(low - _EASIER * sure, high - _EASIER * sure, shares[place]))
        for place, (low, high) in _GATES.items()
    }


def _closed(face: Face, hair: Plane, region: Plane) -> Plane:
    """Single hairs made one area with a soft border."""
    dense = blur(hair, 0.03 * face.d) / (blur(region, 0.03 * face.d) + np.float32(1e-3))
    core = smoothstep(0.25, 0.55, dense) * region
    wide = np.clip(blur(grown(core > 0.5, 0.045 * face.d).astype(np.float32), 0.03 * face.d), 0, 1) * region
    return np.where(wide > 0.004, wide, 0)


def _region(face: Face) -> Plane:
    """S × S, 0..1: where a beard grows."""
    beside, below = _BEYOND
    jaw = face.canonical[list(JAW), :2]
    jaw = to_crop(face, jaw + np.stack([beside * np.sign(jaw[:, 0]), below * smoothstep(0.3, 1.1, jaw[:, 1])], axis=1))
    outline = np.concatenate([face.points[list(_ABOVE), :2], jaw])
    _, y = canonical_grid(face)
    return (
        blur(area(face.size, outline), 0.02 * face.d) * smoothstep(*_EARS, y)
        * without_lips(face) * person_matte(face) * face.inside
    )  # fmt: skip


def _roughness(face: Face, bare: Mask) -> Plane:
    """S × S: how much finer detail a place has than the bare skin has; 1 is as much."""
    light = lab(face)[..., 0]
    detail = np.sqrt(blur((light - blur(light, 0.02 * face.d)) ** 2, 0.03 * face.d))
    return detail / (float(np.median(detail[bare])) + 0.3)


def _around(face: Face, place: Plane) -> Plane:
    return np.clip(blur(grown(place > 0.5, 0.06 * face.d).astype(np.float32), 0.04 * face.d), 0, 1)


def _share(values: Plane, where: Plane) -> float:
    return float((values * where).sum() / (where.sum() + 1))
