"""Hair that falls below the chin: followed down from the hair beside the face, between skin and clothes."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Mask, Plane
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, oval
from gpuserver.engines.face.masks import enlarged, grab_cut, reduced, touching
from gpuserver.engines.face.person import person_matte
from gpuserver.engines.face.skin import ColorModel, color_model, lab, skin_model
from gpuserver.engines.face.smooth import blur, shrunk

_SIDE: Final = 256
"""Side of the copy that GrabCut works on, px."""
_ROUNDS: Final = 3
_FROM: Final = (0.95, 1.25)
"""Rows (y, d) in which hair must hang for it to be long; what is found is joined to them."""
_LEAST: Final = 0.012
"""Square d of hair in these rows, on one side, under which it is short there."""
_LOWEST: Final = 3.3
"""Below this (y, d) there are clothes only."""
_OUTLIER: Final = 40.0
_FLOOR: Final = (30.0, 8.0, 8.0)
_MOST: Final = 3.0
"""Square d of hair below the chin above which it is clothes of the hair's colour."""
_ALIKE: Final = 9.0
"""Distance in Lab of the fallen hair from the hair above, from which it is something else; and of the clothes from the
hair, up to which the two cannot be told apart."""
_HEM: Final = 0.4
"""Height (d) of the lowest part of the person, which is taken for clothes."""


def fallen_hair(face: Face, hair: Mask) -> Mask:
    """S × S: hair below the chin that hangs together with `hair` (S × S, above it); nothing where that is not sure."""
    none = np.zeros_like(hair)
    x, y = canonical_grid(face)
    top, bottom = _FROM
    start = hair & (y > top) & (y < bottom) & (oval(face) < 0.5)
    for side in (-1, 1):
        if (start & (side * x > 0)).sum() < _LEAST * face.d**2:
            start &= side * x < 0
    if not start.any():
        return none
    beside = hair & (y > -0.4) & (oval(face) < 0.5)
    model, clothes = color_model(lab(face)[beside], _OUTLIER, _FLOOR), _clothes(face, hair)
    if clothes is None or _apart(clothes.median, model.median) < _ALIKE:
        return none
    to_hair, to_skin, to_clothes = (one.distance(lab(face)) for one in (model, skin_model(face), clothes))
    seeds = np.full(hair.shape, cv2.GC_PR_BGD, np.uint8)
    seeds[(to_hair < 16) & (to_hair < to_skin) & (to_hair < to_clothes) & (y > top)] = cv2.GC_PR_FGD
    never = (person_matte(face) <= 0.5) | (oval(face) > 0.5) | (y > _LOWEST) | (y < top)
    never |= ((np.abs(x) < 0.3) & (y > 1.35)) | ((to_skin < 4) & (to_skin < to_hair)) | (to_clothes < 0.5 * to_hair)
    seeds[never] = cv2.GC_BGD
    seeds[start & shrunk(hair, 0.02 * face.d)] = cv2.GC_FGD
    found = _cut(face, seeds) & (y > top) & (blur(to_hair, 0.03 * face.d) < 20)
    found = touching(found | start, start)
    fallen = found & ~start
    if found.sum() > _MOST * face.d**2 or fallen.sum() < _LEAST * face.d**2:
        return none
    return found if _apart(np.median(lab(face)[fallen], axis=0), model.median) < _ALIKE else none


def _apart(one: Plane, other: Plane) -> float:
    """Distance of two Lab colours in which light and shade count half."""
    return float(np.linalg.norm((one - other) * (0.5, 1, 1)))


def _clothes(face: Face, hair: Mask) -> ColorModel | None:
    """The colours at the bottom of what is seen of the person."""
    x, y = canonical_grid(face)
    below = (person_matte(face) > 0.5) & face.inside & (y > 1.5) & (y < _LOWEST) & ~hair
    if not below.any():
        return None
    hem = below & (y > y[below].max() - _HEM) & (np.abs(x) > 0.7)
    return color_model(lab(face)[hem], _OUTLIER, _FLOOR) if hem.sum() > 100 else None


def _cut(face: Face, seeds: NDArray[np.uint8]) -> Mask:
    labels = reduced(seeds, _SIDE)
    if not (labels == cv2.GC_FGD).any():
        return np.zeros(seeds.shape, bool)
    painted = face.crop.copy()
    painted[person_matte(face) <= 0.5] = np.median(face.crop[oval(face) > 0.5], axis=0).astype(np.uint8)
    small = np.asarray(cv2.resize(painted, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), np.uint8)
    return enlarged(grab_cut(small, labels, _ROUNDS, face.pause), face.size) > 0.5
