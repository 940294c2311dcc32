"""No beard: hair on the face made the skin that is expected under it. A face without a beard stays bit for bit."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gpuserver.engines.face.arrays import Image, Plane
from gpuserver.engines.face.beard import beard
from gpuserver.engines.face.color import to_rgb
from gpuserver.engines.face.edit import cannot
from gpuserver.engines.face.expected_skin import met
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grain import skin_grain
from gpuserver.engines.face.grid import canonical_grid, oval
from gpuserver.engines.face.person import person_matte
from gpuserver.engines.face.skin import lab, skin_model, skin_probability
from gpuserver.engines.face.smooth import blur, blur_within, shrunk, smoothstep

_UNDER_LIP, _CHIN = 17, 199
_GRAIN: Final = 0.6
"""Share of the skin's grain that shaven skin shows: all of it looks like sand where the photo is soft."""
_SHARPER: Final = 1.0
"""How much of what the crop softened of a small photo's hairs is made up for; else they stay as grain."""
_TINT: Final = 0.3
"""How far (d) the tint of seen skin is carried under the beard."""
_NECK: Final = (6.0, 9.0, 12.0)
"""L that a neck has at least, and how far in a and b it is from the face, at most."""
_LEAST_NECK: Final = 0.03
"""Square d of it that must be seen."""


def no_beard(face: Face, image: Image, strength: float) -> Image:
    """An `Operation`. Raises ProblemError for a beard that is seen but cannot be told from the skin well enough."""
    found = beard(face)
    if found is None:
        return image
    if found.vague:
        raise cannot("this beard cannot be told from the skin well enough to be shaved", "a photo with a darker beard")
    if found.hides_jaw:
        raise cannot(
            "a beard or a shadow hides the jaw, so a shaven face would be made up", "a photo with a shorter beard"
        )
    if not found.hair.any():
        return image
    seen = (oval(face) > 0.9) & (skin_probability(face) > 0.2) & (found.hair < 0.03)
    skin = met(face, lab(face), found.expected, seen)
    skin[..., 1:] = blur_within(lab(face)[..., 1:], seen.astype(np.float32), _TINT * face.d)
    skin += _form(face)
    skin = _over_neck(face, skin, found.hair)
    shaven = to_rgb(skin) + _GRAIN * skin_grain(face)
    change = shaven - face.image
    if (scale := float(face.matrix[0, 0])) > 1:  # the hairs of a small photo are softer in the crop than they are
        change = change + _SHARPER * (change - blur(change, 0.45 * scale))
    return image + np.float32(strength) * found.hair[..., None] * change


def _over_neck(face: Face, skin: Image, hair: Plane) -> Image:
    """`skin` (Lab), but beyond the jaw the colours of the neck that is seen: most lie in the shade of the chin."""
    x, y = canonical_grid(face)
    apart = np.abs(lab(face) - skin_model(face).median)
    like_skin = (apart[..., 1] < _NECK[1]) & (apart[..., 2] < _NECK[2]) & (lab(face)[..., 0] > _NECK[0])
    below = (person_matte(face) > 0.5) & face.inside & (oval(face) < 0.5) & (y > 0.9) & (y < 2.0) & (np.abs(x) < 0.7)
    neck = shrunk(below & like_skin & (hair < 0.03), 0.02 * face.d)
    if neck.sum() < _LEAST_NECK * face.d**2:
        return skin
    weight = neck.astype(np.float32)
    near, any_ = blur_within(lab(face), weight, 0.12 * face.d), np.median(lab(face)[neck], axis=0)
    close = np.clip(8 * blur(weight, 0.12 * face.d), 0, 1)[..., None]
    beyond = cv2.distanceTransform((oval(face) <= 0.5).astype(np.uint8), cv2.DIST_L2, 5) / face.d
    share = smoothstep(0.0, 0.05, beyond)[..., None]
    return skin * (1 - share) + share * (near * close + any_ * (1 - close))


def _form(face: Face) -> Image:
    """S × S × 3, Lab: the small forms that the light on the whole face does not tell, and a freshly shaven chin's tint.

    The fold under the lip, the roundness of the chin, the turn of the jaw, and the shade below it.
    """
    x, y = canonical_grid(face)
    lip, chin = face.canonical[_UNDER_LIP], face.canonical[_CHIN]
    inside = cv2.distanceTransform((oval(face) > 0.5).astype(np.uint8), cv2.DIST_L2, 5) / face.d
    beyond = cv2.distanceTransform((oval(face) <= 0.5).astype(np.uint8), cv2.DIST_L2, 5) / face.d
    fold = np.exp(-(((x - lip[0]) / 0.16) ** 2) - ((y - lip[1] - 0.05) / 0.035) ** 2)
    round_ = np.exp(-(((x - chin[0]) / 0.16) ** 2) - ((y - chin[1]) / 0.1) ** 2)
    jaw = smoothstep(0.2, 0.0, inside) * smoothstep(0.2, 0.7, y)
    light = -5 * fold + 3 * round_ - 6 * jaw - 17 * smoothstep(0.0, 0.1, beyond)
    light = blur(light, 0.015 * face.d) - 1.5
    return np.dstack([light, np.full_like(light, -1.0), np.full_like(light, -0.5)])
