"""What is measured of a face before and after an edit: one number for each thing that a value changes.

Shapes are read off a mesh that is found anew in the picture, in d (distance of the outer eye corners), along the axes
of the face as it was. Colours are CIE Lab of places of that mesh where the value moves the face; of the mesh as it was
where it moves none, and always at the temples, which nothing moves: a mesh found anew lies a little otherwise. Hair over
the forehead is what is nearer to the hair's colour than to the skin's. A place that cannot be seen has no colour (NaN).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import isnan
from typing import Final

import cv2
import numpy as np

from gpuserver.engines.base import Pixels
from gpuserver.engines.face.arrays import Mask, Plane, Points
from gpuserver.engines.face.frame import Face, View, cropped, framed
from gpuserver.engines.face.grid import canonical_grid, feature, features
from gpuserver.engines.face.hair_labels import goes_on
from gpuserver.engines.face.hair_tone import Tone
from gpuserver.engines.face.landmarks import FaceFinder
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.mesh import BROWS, MOUTH, MOUTH_OPENING, width
from gpuserver.engines.face.smooth import grown
from gpuserver.raster.lab import to_lab

_SIDE: Final = 320
"""Side of the crops that are measured, px."""
_SPOTS: Final = {"lip": (164,), "chin": (199,), "cheeks": (50, 280), "lids": (27, 257)}
"""Mesh points in the middle of small places."""
_TEMPLES: Final = (127, 356)
_RADIUS: Final = 0.06
_BARE: Final = (4, 195, 205, 425)
"""Points of nose and cheeks where the skin is measured."""

REFERENCES: Final[Mapping[str, tuple[float, float, float]]] = {
    "brown hair": (32, 10, 17), "blond hair": (70, 6, 28), "black hair": (12, 0, 0), "gray hair": (60, 0, 1),
    "pink hair": (62, 38, -4), "purple hair": (36, 32, -32), "red hair": (38, 34, 31),
}  # fmt: skip
"""Lab of what the names of hair colours mean."""

BOUNDS: Final[Mapping[str, float]] = {
    "mouth curve": 0.035, "mouth opening": 0.035, "mouth width": 0.05, "brow height": 0.03, "brow slope": 0.03,
    "eye opening": 0.02, "lip redness": 5, "cheek redness": 4, "lid lightness": 6, "skin lightness": 3,
    "brow lightness": 6, "upper lip lightness": 6, "chin lightness": 6, "temple lightness": 6,
    "hair over forehead": 0.05, "hair lightness": 3, "hair redness": 3, "hair yellowness": 3,
}  # fmt: skip
"""Every measure, and by how much a value may move it that is not about it: d, units of Lab, or a share."""

_SMILE: Final = frozenset({"mouth curve", "mouth opening", "mouth width", "lip redness"})
_EYES: Final = frozenset({"brow height", "brow slope", "eye opening", "lid lightness", "brow lightness"})
_LOWER: Final = frozenset({"upper lip lightness", "chin lightness", "cheek redness"})
"""What folds, teeth and stretched skin of an expression reach besides its shape."""
_HAIR: Final = frozenset({"hair lightness", "hair redness", "hair yellowness"})
_TOP: Final = frozenset({"hair over forehead", "skin lightness", *_HAIR})


@dataclass(frozen=True)
class Coupling:
    """A measure that a value moves by anatomy: by how much it may, and why."""

    bound: float
    """Infinite where the measure cannot be read any more."""
    why: str


_CHEEKS: Final = Coupling(
    5.5,
    "two of the four places of skin lie on the cheeks, which go up and down with the mouth; lit skin of L 65 that turns"
    " from 30 to 45 degrees off the light changes by 5.3",
)
_HIDDEN: Final = Coupling(float("inf"), "hair hangs over the brows, so they cannot be seen and the mesh guesses them")
MOVING: Final = frozenset({"smiling", "no smiling", "sad", "angry", "surprise", "fear", "disgust", "big eyes"})
"""Values that move the face itself."""
COUPLED: Final[Mapping[str, Mapping[str, Coupling]]] = {
    **{value: {"skin lightness": _CHEEKS} for value in MOVING - {"big eyes"}},
    "bangs": dict.fromkeys(("brow height", "brow slope", "brow lightness"), _HIDDEN),
}
"""Value -> measures that it cannot but move. All others keep to `BOUNDS`."""


@dataclass(frozen=True)
class Effect:
    """What a value is about: the measure that it moves, which way, and what else may move with it."""

    measure: str
    sign: int
    along: frozenset[str] = frozenset()


EFFECTS: Final[Mapping[str, Effect]] = {
    "smiling": Effect("mouth curve", 1, _SMILE | _LOWER | {"eye opening"}),
    "no smiling": Effect("mouth width", -1, _SMILE | _LOWER),
    "sad": Effect("mouth curve", -1, _SMILE | _EYES | _LOWER),
    "angry": Effect("brow slope", -1, _SMILE | _EYES | _LOWER),
    "surprise": Effect("mouth opening", 1, _SMILE | _EYES | _LOWER),
    "fear": Effect("brow height", 1, _SMILE | _EYES | _LOWER),
    "disgust": Effect("brow height", -1, _SMILE | _EYES | _LOWER),
    **{value: Effect(value, -1, _HAIR | {"hair over forehead"}) for value in REFERENCES},
    "receding hairline": Effect("hair over forehead", -1, _TOP),
    "no bangs": Effect("hair over forehead", -1, _TOP),
    "bangs": Effect("hair over forehead", 1, _TOP),
    "sideburns": Effect("temple lightness", -1),
    "mustache": Effect("upper lip lightness", -1, frozenset({"lip redness"})),
    "goatee": Effect("chin lightness", -1, frozenset({"lip redness"})),
    "no beard": Effect("chin lightness", 1, _LOWER | {"lip redness", "mouth width", "temple lightness"}),
    "no makeup": Effect("lip redness", -1, frozenset({"lid lightness", "cheek redness"})),
    "heavy makeup": Effect("lid lightness", -1, frozenset({"lip redness", "cheek redness", "skin lightness"})),
    "lipstick": Effect("lip redness", 1),
    "bushy eyebrows": Effect("brow lightness", -1, frozenset({"lid lightness"})),
    "rosy cheeks": Effect("cheek redness", 1),
    "pale skin": Effect("skin lightness", 1, frozenset({"cheek redness", "lid lightness", "brow lightness", "chin lightness",
        "upper lip lightness", "temple lightness", "lip redness"})),
    "big eyes": Effect("eye opening", 1, frozenset({"lid lightness"})),
}  # fmt: skip
"""Every value. A hair colour's measure is its distance in Lab from what its name means."""


def bound_of(value: str, measure: str) -> float:
    """By how much `value`, which is not about `measure`, may move it."""
    coupling = COUPLED.get(value, {}).get(measure)
    return coupling.bound if coupling else BOUNDS[measure]


class Gauge:
    """Measures one person of one photo, in the photo itself and in pictures made from it."""

    def __init__(self, photo: Pixels, finder: FaceFinder) -> None:
        self._finder = finder
        self._size = photo.shape[:2]
        mesh = max(finder.find(photo), key=width)
        self.face = framed(photo, mesh, finder, size=_SIDE)
        self.head = framed(photo, mesh, finder, view=View.HEAD, size=_SIDE)
        self._views = [self.head]
        if goes_on(self.head):
            self._views.append(framed(photo, mesh, finder, view=View.LONG, size=_SIDE))
        self.before = self.of(photo)

    def of(self, picture: Pixels, value: str | None = None) -> dict[str, float]:
        """Every measure of `picture`, which is as large as the photo; `value` is what made it, where that is one."""
        face, head = self._seen(self.face, picture), self._seen(self.head, picture)
        still = replace(face, points=self.face.points)
        hair = to_lab(head.image)[self._hair]
        tone = np.median(hair, axis=0) if len(hair) else np.zeros(3)
        apart = {value: float(np.linalg.norm(tone - lab)) for value, lab in REFERENCES.items()}
        bare, places = hair_matte(self.face).alpha < 0.2, face if value is None or value in MOVING else still
        temples = _median(to_lab(still.image)[..., 0], _spots(still, _TEMPLES) & bare)
        return _shapes(self._along(face.points)) | _colors(places, bare) | apart | {
            "temple lightness": temples, "hair over forehead": self._covered(still, tone),
            "hair lightness": float(tone[0]), "hair redness": float(tone[1]), "hair yellowness": float(tone[2]),
        }  # fmt: skip

    def moved(self, value: str, after: Mapping[str, float]) -> float:
        """How far the measure of `value` has come in the asked direction; 0 where it cannot be seen."""
        effect = EFFECTS[value]
        moved = effect.sign * (after[effect.measure] - self.before[effect.measure])
        return 0.0 if isnan(moved) else moved

    def beside(self, value: str, after: Mapping[str, float]) -> tuple[str, float]:
        """Of the measures that `value` is not about the one that moved most, and how far as a share of its bound."""
        effect = EFFECTS[value]
        other = [name for name in BOUNDS if name != effect.measure and name not in effect.along]
        shares = {name: abs(after[name] - self.before[name]) / bound_of(value, name) for name in other}
        return max(((name, share) for name, share in shares.items() if not isnan(share)), key=lambda item: item[1])

    @cached_property
    def reach(self) -> Mask:
        """Rows × columns of the photo: the person with a margin, which is as far as an edit may reach."""
        return np.logical_or.reduce([self._near(view) for view in self._views])

    def _near(self, view: Face) -> Mask:
        x, y = canonical_grid(view)
        near = np.hypot(x / 1.25, (y - 0.2) / 1.7) < 1
        near |= grown(view.person > 0.2, 0.15 * view.d)
        near |= grown(hair_matte(view).alpha > 0.02, 0.1 * view.d)
        rows, columns = self._size
        drawn = cv2.warpAffine(
            near.astype(np.uint8), view.matrix, (columns, rows), flags=cv2.WARP_INVERSE_MAP | cv2.INTER_NEAREST
        )
        return np.asarray(drawn) > 0

    def crop(self, picture: Pixels, place: Face | None = None) -> Pixels:
        """What `picture` shows where the face is."""
        matrix = (place or self.face).matrix
        return np.clip(np.rint(cropped(picture[..., :3], matrix, _SIDE)), 0, 255).astype(np.uint8)

    def _seen(self, place: Face, picture: Pixels) -> Face:
        crop = self.crop(picture, place)
        found = self._finder.find(crop)
        apart = [float(np.linalg.norm((mesh - place.points)[:, :2].mean(axis=0))) for mesh in found]
        points = found[int(np.argmin(apart))] if apart and min(apart) < 0.3 * place.d else place.points
        return replace(place, crop=crop, points=points)

    def _along(self, points: Points) -> Points:
        return (points - self.face.origin) @ self.face.axes.T / self.face.d

    @cached_property
    def _hair(self) -> Mask:
        """Hair that no value covers or uncovers: above and beside the forehead."""
        x, y = canonical_grid(self.head)
        return hair_matte(self.head).core & ((np.abs(x) > 0.75) | (y < -0.95))

    def _covered(self, face: Face, tone: Tone) -> float:
        """The share of the forehead that looks like hair."""
        x, y = canonical_grid(self.face)
        lab = to_lab(face.image)
        skin = np.median(lab[_spots(face, _BARE)], axis=0)
        forehead = lab[(np.abs(x) < 0.65) & (y > -0.9) & (y < -0.36)]
        return float((np.linalg.norm(forehead - tone, axis=1) < np.linalg.norm(forehead - skin, axis=1)).mean())


def _shapes(at: Points) -> dict[str, float]:
    corners = at[[61, 291], 1].mean()
    inner, outer = at[[107, 336], 1].mean(), at[[70, 300], 1].mean()
    return {
        "mouth curve": float(at[[13, 14], 1].mean() - corners),
        "mouth opening": float(at[14, 1] - at[13, 1]),
        "mouth width": float(at[291, 0] - at[61, 0]),
        "brow height": float(at[[33, 133, 362, 263], 1].mean() - at[[107, 336, 66, 296, 105, 334], 1].mean()),
        "brow slope": float(outer - inner),
        "eye opening": float((at[[145, 374], 1] - at[[159, 386], 1]).mean()),
    }


def _colors(face: Face, bare: Mask) -> dict[str, float]:
    """The colours of places, as far as these were `bare` of hair before the edit."""
    lab = to_lab(face.image)
    lips = (feature(face, MOUTH) > 0.9) & ~(feature(face, MOUTH_OPENING) > 0.05)
    places = {name: _spots(face, points) & bare for name, points in _SPOTS.items()}
    skin, brows = _spots(face, _BARE), features(face, BROWS) > 0.5
    return {
        "lip redness": _median(lab[..., 1], lips),
        "cheek redness": _median(lab[..., 1], places["cheeks"]),
        "lid lightness": _median(lab[..., 0], places["lids"]),
        "skin lightness": _median(lab[..., 0], skin),
        "brow lightness": _median(lab[..., 0], brows),
        "upper lip lightness": _median(lab[..., 0], places["lip"]),
        "chin lightness": _median(lab[..., 0], places["chin"]),
    }


def _spots(face: Face, points: tuple[int, ...]) -> Mask:
    rows, columns = np.mgrid[0 : face.size, 0 : face.size]
    at = np.stack([columns, rows], axis=2)
    near = [np.linalg.norm(at - face.points[point, :2], axis=2) < _RADIUS * face.d for point in points]
    return np.logical_or.reduce(near)


def _median(values: Plane, where: Mask) -> float:
    return float(np.median(values[where])) if where.any() else float("nan")
