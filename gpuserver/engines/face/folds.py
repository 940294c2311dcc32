"""The folds that an expression makes in the skin, and those that go when a smile ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Image, Plane, Points
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import area, canonical_grid, line, oval, to_picture_plane
from gpuserver.engines.face.mesh import MOUTH
from gpuserver.engines.face.smooth import blur, blur_within, smoothstep


@dataclass(frozen=True)
class Fold:
    """A fold along points of the mesh, and its mirror image: dark in its depth, light beside it."""

    points: tuple[int, ...]
    depth: float
    """Share of the light that it takes."""
    width: float = 0.02
    out: float = 0.0
    """How far (d) it lies outward of the points."""
    down: float = 0.0


_LEFT_NASOLABIAL: Final = (129, 203, 206, 216)
_RIGHT_NASOLABIAL: Final = (358, 423, 426, 436)

FOLDS: Final[Mapping[str, tuple[Fold, ...]]] = {
    "smiling": (
        Fold(_LEFT_NASOLABIAL, 0.075),
        Fold(_RIGHT_NASOLABIAL, 0.075),
        Fold((144, 145, 153), 0.05, down=0.045),
        Fold((373, 374, 380), 0.05, down=0.045),
    ),
    "angry": (Fold((9, 8), 0.1, 0.012, out=-0.055), Fold((9, 8), 0.1, 0.012, out=0.055)),
    "sad": (Fold((61, 212), 0.06, down=0.02), Fold((291, 432), 0.06, down=0.02)),
    "disgust": (
        Fold((129, 203, 206), 0.09),
        Fold((358, 423, 426), 0.09),
        Fold((193, 6, 417), 0.07, 0.01, down=0.04),
        Fold((193, 6, 417), 0.06, 0.01, down=0.09),
    ),
    "surprise": tuple(Fold((69, 108, 151, 337, 299), 0.03, 0.012, down=0.06 - across) for across in (0, 0.09, 0.18)),
    "fear": tuple(Fold((69, 108, 151, 337, 299), 0.025, 0.012, down=0.06 - across) for across in (0, 0.09)),
}
_CHEEK: Final = 0.05
"""How much lighter a smile makes the ball of the cheek."""
_PORES: Final = 7.0
"""What differs by more than this (0..255) from the skin round it is no pore but a fold."""
_HAIRS: Final = (4.7, 4.0)
"""Mean contrasts, bent as pores are, of a beard, in which folds are left, and of skin."""
_SMILE_LINES: Final = (
    (203, 206, 216, 212, 202),
    (423, 426, 436, 432, 422),
    (186, 57, 43),
    (410, 287, 273),
)

_CHEEKS: Final = ((203, 206, 186, 57, 43, 202, 210, 214, 187, 205), (423, 426, 410, 287, 273, 422, 430, 434, 411, 425))
"""The outlines of the cheeks beside the mouth, closed."""


def folded(face: Face, image: Image, mesh: Points, value: str, strength: float) -> Image:
    """`image` with the folds of an expression, on its posed `mesh` (478 × 2, px)."""
    shade = np.zeros((face.size, face.size), np.float32)
    for fold in FOLDS.get(value, ()):
        shade += _shade(face, fold, mesh)
    if value == "smiling":
        shade += _cheeks(face, mesh)
    within = blur(oval(face), 0.03 * face.d)
    return image * (1 + strength * shade * within)[..., None]


def _shade(face: Face, fold: Fold, mesh: Points) -> Plane:
    aside = (fold.out * face.axes[0, :2] + fold.down * face.axes[1, :2]) * face.d
    drawn = line(face.size, smooth_line(mesh[list(fold.points)] + aside), fold.width * face.d)
    deep, beside = (blur(drawn, float(np.hypot(sigma * face.d, sharpness(face)))) for sigma in (0.022, 0.06))
    deep, beside = (plane / max(float(plane.max()), 1e-6) for plane in (deep, beside))
    return fold.depth * (0.45 * np.maximum(beside - deep, 0) - deep)


def _cheeks(face: Face, mesh: Points) -> Plane:
    x, y = canonical_grid(face)
    out = np.zeros_like(x)
    for point in (205, 425):
        at = to_picture_plane(face, mesh[[point]])[0]
        out += _CHEEK * np.exp(-(((x - at[0]) / 0.13) ** 2) - ((y - at[1] + 0.1) / 0.1) ** 2)
    return out


def unfolded(face: Face, image: Image, mesh: Points, share: float) -> Image:
    """`image` without `share` (0..1) of the smile's folds: the light beside a fold takes the place of its dark."""
    d, band = face.d, np.zeros((face.size, face.size), np.float32)
    for points in _SMILE_LINES:
        drawn = line(face.size, smooth_line(mesh[list(points)]), 0.085 * d)
        band = np.maximum(band, blur(drawn, 0.03 * d))
    band = np.maximum(band, _creases(face, image, mesh))
    band = np.clip(1.3 * band * (1 - blur(area(face.size, mesh[list(MOUTH)]), 0.012 * d)), 0, 1)
    pores = _PORES * np.tanh((image - blur(image, 0.02 * d)) / _PORES)
    band *= smoothstep(*_HAIRS, blur(np.abs(pores.mean(axis=2)), 0.12 * d))
    around = blur_within(image, (1 - 0.9 * band) * oval(face), 0.11 * d)
    return image + (0.8 * share * band)[..., None] * (around + pores - image)


def _creases(face: Face, image: Image, mesh: Points) -> Plane:
    """S × S, 0..1: dark lines in the cheeks beside the mouth, wherever a smile has left them."""
    light = image.mean(axis=2)
    darker = blur(light, 0.05 * face.d) / np.maximum(blur(light, 0.012 * face.d), 1.0) - 1
    beside = np.maximum.reduce([area(face.size, mesh[list(cheek)]) for cheek in _CHEEKS])
    return smoothstep(0.1, 0.4, blur(smoothstep(0.015, 0.06, darker), 0.03 * face.d)) * blur(beside, 0.03 * face.d)


def smooth_line(points: Points) -> Points:
    """Points along the Catmull-Rom spline through `points` (n × 2), 8 between each two."""
    padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    t = np.linspace(0, 1, 8, endpoint=False)[:, None]
    parts = [
        b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
        for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
    ]
    return np.vstack([*parts, points[-1:]])
