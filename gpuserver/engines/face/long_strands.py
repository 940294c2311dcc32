"""Long hair where no hem tells it from clothes: learnt from the hair above the chin by its colours and its strands.

Skin and most cloth are smooth, so how much lies in fine light and dark tells light hair from skin of its colour. Each
pixel goes to the hair or to the skin or the clothes by its distance from what is surely one of them, and the guided
filter joins the pixels of an edge. Where what lies straight below the neck looks like hair as well, where the hair
shows no strands or what hangs down is of another colour, it is not to be told, and nothing is found.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gpuserver.engines.face.arrays import Image, Mask, Plane
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, oval, pixels
from gpuserver.engines.face.masks import filled, touching
from gpuserver.engines.face.mesh import CHIN
from gpuserver.engines.face.once import once
from gpuserver.engines.face.person import person_matte
from gpuserver.engines.face.skin import ColorModel, bare_skin, color_model, lab
from gpuserver.engines.face.smooth import blur_within, disc, grown, guided, shrunk

_SURE: Final = (-0.2, 1.2)
"""Rows (y, d) whose hair teaches the rest."""
_TOP: Final = -0.6
"""The row (y, d) above which it is left as it is; a hat, if there is one, is there."""
_HAT: Final = 40.0
"""Distance in Lab of what is above that from the hair beside the face, from which it is a hat."""
_LEAST: Final = 0.1
"""Square d of such hair, and of what lies below the neck, under which they teach nothing."""
_OUTLIER: Final = 45.0
_FLOOR: Final = (30.0, 8.0, 8.0, 0.03)
"""Variances of Lab and of the strands' strength that everything has at least."""
_STRANDS: Final = 0.25
"""How much stronger strands are in hair than in skin, at least."""
_SMOOTHEST: Final = 5
"""Percentile of the strands' strength in sure hair under which it is not hair, but for `_SLACK`."""
_SLACK: Final = 0.2
_FAR: Final = 10.0
"""Squared distance from the sure hair from which a pixel is not hair, whatever else it is."""
_ALIKE: Final = 11.0
"""Distance in Lab, light and shade counting half, of what hangs down from the sure hair, from which it is not hair.

Long hair of three portraits had up to 9; a dress, a jacket and a coat beside the hair of three others 13 to 30.
"""
_BANDS: Final = ((1.3, 2.2), (2.2, 4.5))
"""Rows (y, d) in which that is looked at."""
_LITTLE: Final = 0.02
"""Square d of it that is too little to look at; with no more in all, hair does not fall below the chin."""
_SOFT: Final = 3.0
"""Difference of squared distances that makes one of the two e times as likely."""
_BELOW: Final = (0.22, 0.75, 2.4)
"""Half the width (d) of the strip straight below the chin, and from and to which distance it holds clothes or skin."""
_NECK: Final = (0.3, 0.0, 0.75)
"""The same for the neck."""
_NARROW: Final = 0.06
"""Half the width (d) of what is too narrow to be more than an edge."""
_SHADED: Final = 80.0
"""Variance of L that skin has on top of it: arms are shaded where the face is not."""
_HAIRY: Final = 0.6
"""Share of that strip that may look like hair. Where hair leans over it up to .56 did."""
_MOST: Final = 0.82
"""Share of what is seen of the person below the chin above which it is not hair."""


def flowing_hair(face: Face, hair: Mask) -> Mask:
    """S × S: all hair, where `hair` (S × S) holds that above the chin; nothing where the rest cannot be told."""
    none = np.zeros_like(hair)
    _, y = canonical_grid(face)
    top, bottom = _SURE
    outside = oval(face) < 0.5
    sure = shrunk(hair & face.inside, 0.04 * face.d) & outside & (y > top) & (y < bottom)
    skin = _even_skin(face)
    person = person_matte(face) > 0.5
    neck, below = _under_chin(face, *_NECK) & person, _under_chin(face, *_BELOW) & person & face.inside
    least = _LEAST * face.d**2
    crown = hair & (y < _TOP)
    if min(sure.sum(), below.sum(), skin.sum(), crown.sum()) < least:
        return none
    strands = _strands(face)
    if np.median(strands[sure]) < np.median(strands[skin]) + _STRANDS:
        return none
    above, beside = (np.median(lab(face)[one], axis=0) for one in (crown, sure))
    if np.linalg.norm(above - beside) > _HAT:
        return none
    seen = np.dstack([lab(face), strands])
    reach = person & outside & ~neck & (strands > np.percentile(strands[sure], _SMOOTHEST) - _SLACK)
    found = _grown(face, seen, sure, hair, reach, _others(seen, sure, skin, below))
    under = person & face.inside & (y > _BANDS[0][0])
    fallen = (found & under).sum()
    if found[below].mean() > _HAIRY or not _LITTLE * face.d**2 < fallen < _MOST * under.sum():
        return none
    if _strays(face, found, sure):
        return none
    found |= hair & ((y <= _TOP) | ~outside)
    return filled(found, but=(oval(face) > 0.5) | neck | (below & ~found)) & person


@once
def _strands(face: Face) -> Plane:
    """S × S: the logarithm of how much light and dark there is in strands' width; the person's outline is none."""
    light, person = lab(face)[..., 0], shrunk(person_matte(face) > 0.5, 0.03 * face.d).astype(np.float32)
    fine = light - blur_within(light, person, 0.035 * face.d)
    return np.log1p(np.sqrt(np.maximum(blur_within(fine * fine, person, 0.08 * face.d), 0))).astype(np.float32)


def _even_skin(face: Face) -> Mask:
    """Skin of the face away from eyes, nose and mouth: the evener half of it."""
    skin = shrunk(bare_skin(face), 0.05 * face.d)
    return skin & (_strands(face) <= np.median(_strands(face)[skin])) if skin.any() else skin


def _under_chin(face: Face, half: float, start: float, end: float) -> Mask:
    """The strip straight below the chin in the picture, whichever way the head leans."""
    x, y = (pixels(face) - face.points[CHIN, :2].astype(np.float32)[:, None, None]) / np.float32(face.d)
    return (np.abs(x) < half) & (y > start) & (y < end)


def _others(seen: Image, sure: Mask, skin: Mask, below: Mask) -> list[ColorModel]:
    """The models of what is not hair: the skin, and the clothes below the neck where they are seen."""
    models = [color_model(seen[skin], _OUTLIER, (_SHADED, *_FLOOR[1:]))]
    hair = _model(seen[sure])
    clothes = below & (models[0].distance(seen) > _FAR) & (hair.distance(seen) > _FAR)
    return [*models, _model(seen[clothes])] if clothes.sum() > 200 else models


def _model(seen: Image) -> ColorModel:
    return color_model(seen, _OUTLIER, _FLOOR)


def _grown(face: Face, seen: Image, sure: Mask, hair: Mask, reach: Mask, others: list[ColorModel]) -> Mask:
    """What of `reach` is likelier hair than `others` and hangs together with `hair`."""
    d = face.d
    other = np.minimum.reduce([*(model.distance(seen) for model in others), np.full(reach.shape, _FAR, np.float32)])
    own = np.maximum(_model(seen[sure]).distance(seen), 1)
    face.pause()
    likely = reach / (1 + np.exp(np.clip((own - other) / _SOFT, -9, 9)))
    smooth = guided(face.image, likely.astype(np.float32), int(0.08 * d), (0.06 * 255) ** 2)
    found = ((smooth > 0.5) & reach).astype(np.uint8)
    closed = cv2.morphologyEx(found, cv2.MORPH_CLOSE, disc(0.05 * d)) > 0
    opened = cv2.morphologyEx(closed.astype(np.uint8), cv2.MORPH_OPEN, disc(_NARROW * d)) > 0
    found = grown(opened, 0.04 * d) & closed & reach
    return touching(found | hair, sure) & (found | sure)


def _strays(face: Face, found: Mask, sure: Mask) -> bool:
    """Whether what hangs down on one side of the chin is of another colour than the sure hair."""
    left = pixels(face)[0] < face.points[CHIN, 0]
    _, y = canonical_grid(face)
    own = np.median(lab(face)[sure], axis=0)
    least = _LITTLE * face.d**2
    hanging = [found & face.inside & side & (y > top) & (y < end) for side in (left, ~left) for top, end in _BANDS]
    return any(
        float(np.linalg.norm((np.median(lab(face)[part], axis=0) - own) * (0.5, 1, 1))) > _ALIKE
        for part in hanging
        if part.sum() > least
    )
