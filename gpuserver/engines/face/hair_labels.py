"""Which pixels are hair: seeds from the face's frame, then GrabCut between hair and skin only.

Sure hair is the ring just inside the person's silhouette above the
forehead: that is where hair is on everyone who has some. Everything that is neither (background, clothes) is painted
with the person's skin first, so that the colour models need only tell hair from skin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Mask, Plane
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, features, oval
from gpuserver.engines.face.long_hair import fallen_hair
from gpuserver.engines.face.long_strands import flowing_hair
from gpuserver.engines.face.masks import enlarged, filled, grab_cut, reduced, touching
from gpuserver.engines.face.mesh import BROWS, EARS
from gpuserver.engines.face.once import once
from gpuserver.engines.face.person import person_matte
from gpuserver.engines.face.skin import ColorModel, color_model, lab, skin_model, skin_probability
from gpuserver.engines.face.smooth import disc, grown, shrunk

_SIDE: Final = 256
"""Side of the copy that GrabCut works on, px."""
_ROUNDS: Final = 4
_OUTLIER: Final = 30.0
_FLOOR: Final = (20.0, 6.0, 6.0)
_LEAST: Final = 50
"""Pixels of sure hair under which there is none to speak of."""
_CHIN_Y: Final = 1.3
"""Below this (d) are clothes, unless hair falls over them."""
_CUT: Final = (1.2, 0.025)
"""The row (y, d) from which hair must reach down to `_CHIN_Y` to go on below it, and how much of it (square d) there
must be for its end there to be seen."""
_RIM: Final = 0.03
"""Share of a crop's side at its bottom in which hair goes on below it."""
_MUCH: Final = 1.4
"""How many times what the hem tells strands must tell to be believed instead: half of the hair was taken for skin."""
_BEYOND: Final = 0.15
"""How wide (d) the hair is there, at least."""


@dataclass(frozen=True)
class HairLabels:
    """What the labels found. All S × S."""

    hair: Plane
    """0..1, hard but for enlarging: hair, also where it is not known how far out it reaches."""
    person: Mask
    """The person, with the hair at the sides that the segmentation left out."""
    beside: Mask
    """Hair at the sides of the face and below the ears, by its colour."""
    cut: bool
    """Whether hair goes on below the chin, where it could not be told from clothes: it ends in a straight line here."""
    beyond: bool = False
    """Whether hair goes on below the crop, where the photo shows it."""


@dataclass(frozen=True)
class _Regions:
    """Where things are in the crop, and how like hair and like skin they look."""

    x: Plane
    y: Plane
    ear: float
    """Half width of the face at the ears, d."""
    person: Mask
    oval: Mask
    inner: Mask
    """The oval without its rim."""
    away: Plane
    """Distance from the oval, d."""
    skin: Plane
    ring: Mask
    to_hair: Plane
    to_skin: Plane


@once
def hair_model(face: Face) -> ColorModel | None:
    """The colours of the hair, from where it surely is; None where the person shows none."""
    ring = _ring(face)
    return color_model(lab(face)[ring], _OUTLIER, _FLOOR) if ring.sum() > _LEAST else None


@once
def hair_labels(face: Face) -> HairLabels | None:
    """The labels; None where the person shows no hair."""
    model = hair_model(face)
    if model is None:
        return None
    regions = _regions(face, model)
    beside = _beside(face, regions)
    person = regions.person | (beside & (regions.to_hair < 5))
    seeds = _seeds(face, regions, beside)
    seeds[~person] = cv2.GC_BGD
    face.pause()
    found = _cut(face, regions, seeds, person)
    if found is None:
        return None
    hair = enlarged(found, face.size)
    fallen = fallen_hair(face, hair > 0.5)
    top, least = _CUT
    ends = (hair > 0.5) & (regions.y > top) & (regions.y < _CHIN_Y)
    long = bool(ends.sum() > least * face.d**2)
    beside &= regions.to_hair < 5
    by_hem = HairLabels(np.maximum(hair, fallen), person, beside, long and not fallen.any())
    if not long:
        return by_hem
    face.pause()
    flowing = flowing_hair(face, hair > 0.5)
    told = (flowing & face.inside).sum()
    if told <= (_MUCH if fallen.any() else 0) * ((by_hem.hair > 0.5) & face.inside).sum():
        return by_hem
    low = (flowing & face.inside)[-max(1, round(_RIM * face.size)) :]
    beyond = bool(low.all(axis=0).sum() > _BEYOND * face.d)
    return HairLabels(flowing.astype(np.float32), person, beside & flowing, cut=False, beyond=beyond)


def goes_on(face: Face) -> bool:
    """Whether hair that can be told goes on below this view of the face."""
    labels = hair_labels(face)
    return labels is not None and labels.beyond


def _ring(face: Face) -> Mask:
    _, y = canonical_grid(face)
    depth = cv2.distanceTransform(np.pad((person_matte(face) > 0.5).astype(np.uint8), 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
    depth = depth / face.d
    return (depth > 0.02) & (depth < 0.16) & (y < -0.5) & (_away(face) > 0.18) & (skin_probability(face) < 0.5)


@once
def _away(face: Face) -> Plane:
    outside = (oval(face) < 0.5).astype(np.uint8)
    return np.asarray(cv2.distanceTransform(outside, cv2.DIST_L2, 5), np.float32) / np.float32(face.d)


def _regions(face: Face, model: ColorModel) -> _Regions:
    x, y = canonical_grid(face)
    return _Regions(
        x=x,
        y=y,
        ear=float(np.abs(face.canonical[list(EARS), 0]).max()),
        person=person_matte(face) > 0.5,
        oval=oval(face) > 0.5,
        inner=shrunk(oval(face) > 0.5, 0.06 * face.d),
        away=_away(face),
        skin=skin_probability(face),
        ring=_ring(face),
        to_hair=model.distance(lab(face)),
        to_skin=skin_model(face).distance(lab(face)),
    )


def _beside(face: Face, at: _Regions) -> Mask:
    """Hair beside the cheeks and the neck: like the hair, and more so than like skin."""
    where = (np.abs(at.x) > 0.97 * at.ear) & (at.y > -0.3) & (at.y < 1.35) & (face.person > 0.3) & ~at.oval
    return where & (at.to_hair < 9) & ((at.to_hair < 1.3 * at.to_skin) | (np.abs(at.x) > 1.25 * at.ear))


def _seeds(face: Face, at: _Regions, beside: Mask) -> NDArray[np.uint8]:
    """GrabCut's labels to start from."""
    seeds = np.full(at.oval.shape, cv2.GC_PR_BGD, np.uint8)
    above = (at.y < -0.1) | ((np.abs(at.x) > 0.95 * at.ear) & (at.y < 1.2))
    seeds[at.person & ~at.oval & above & (at.skin < 0.3)] = cv2.GC_PR_FGD
    seeds[beside & at.person] = cv2.GC_PR_FGD
    seeds[_forehead(at) & (at.to_hair > at.to_skin)] = cv2.GC_BGD
    seeds[at.ring] = cv2.GC_FGD
    seeds[at.inner & (at.y > -0.12)] = cv2.GC_BGD
    seeds[at.oval & (at.skin > 0.6) & (at.to_hair > 0.5 * at.to_skin)] = cv2.GC_BGD
    fringe = _fringe(face, at)
    seeds[fringe] = cv2.GC_PR_FGD
    seeds[fringe & (at.to_hair < 0.4 * at.to_skin)] = cv2.GC_FGD
    seeds[grown(features(face, BROWS) > 0.5, 0.025 * face.d)] = cv2.GC_BGD
    seeds[(at.y > 1.35) & (np.abs(at.x) < 0.5)] = cv2.GC_BGD
    return seeds


def _forehead(at: _Regions) -> Mask:
    """Skin that hangs together with the forehead's; skin-coloured spots elsewhere are highlights in the hair."""
    upper = (at.y < 0.1) & (at.y > -1.05) & (np.abs(at.x) < 0.6) & (at.away < 0.5)
    like_skin = ((at.skin > 0.5) & (at.to_hair > at.to_skin) & upper) | (at.inner & (at.y < 0) & (at.skin > 0.3))
    sure = at.inner & like_skin & (at.y > -0.45) & (at.y < -0.2)
    return touching(like_skin, sure)


def _fringe(face: Face, at: _Regions) -> Mask:
    """Hair that hangs into the oval."""
    like_hair = (at.to_hair < 9) & (at.to_hair < 0.7 * at.to_skin) & (at.skin < 0.5)
    found = (at.oval & (at.y < -0.12) & like_hair).astype(np.uint8)
    return cv2.morphologyEx(found, cv2.MORPH_OPEN, disc(0.025 * face.d)) > 0


def _cut(face: Face, at: _Regions, seeds: NDArray[np.uint8], person: Mask) -> Mask | None:
    """Hair above the chin."""
    labels = reduced(seeds, _SIDE)
    if (labels == cv2.GC_FGD).sum() < 30 or not (at.inner & (at.skin > 0.5)).any():
        return None
    small = np.asarray(
        cv2.resize(_only_hair_and_skin(face, at, person), (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), np.uint8
    )
    found = grab_cut(small, labels, _ROUNDS, face.pause).astype(np.uint8)
    found = cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0
    ring, inner = (reduced(mask, _SIDE) > 0 for mask in (at.ring, at.inner))
    return filled(touching(found, ring), but=inner)


def _only_hair_and_skin(face: Face, at: _Regions, person: Mask) -> NDArray[np.uint8]:
    skin = face.crop[at.inner & (at.skin > 0.5)]
    neither = ~person | (at.y > _CHIN_Y)
    painted = face.crop.copy()
    painted[neither] = skin[np.random.default_rng(0).integers(0, len(skin), int(neither.sum()))]
    return painted
