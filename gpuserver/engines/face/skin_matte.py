"""How much of each pixel is skin: the whole face, and neck and ears by their colour."""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Plane
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, feature, features, oval, pixels, to_crop
from gpuserver.engines.face.masks import touching
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.mesh import BROWS, EARS, EYES, MOUTH_OPENING
from gpuserver.engines.face.once import once
from gpuserver.engines.face.person import person_matte
from gpuserver.engines.face.skin import lab, skin_model, skin_probability
from gpuserver.engines.face.smooth import blur, grown, guided, smoothstep

_NECK: Final = (1.5, 2.1)
"""Between these heights (d) the neck fades out: below are clothes."""
_TO_SKIN: Final = 0.04
"""Radius (d) in which the matte follows the photo's edges."""


@once
def skin_matte(face: Face) -> Plane:
    """S × S, 0..1: skin, without hair, eyes and what is seen between the lips; brows count little.

    Inside the oval all is skin, however it is lit: a matte by colour alone leaves patches, on dark skin most of all.
    """
    bare = 1 - hair_matte(face).alpha
    matte = np.maximum(oval(face), _beyond_the_face(face)) * bare
    for outline in (*EYES, MOUTH_OPENING):
        matte *= 1 - blur(feature(face, outline), 1)
    matte *= 1 - 0.6 * blur(features(face, BROWS), 0.02 * face.d)
    fine = guided(face.image, matte, int(_TO_SKIN * face.d), (_TO_SKIN * 255) ** 2)
    near = blur(grown(matte > 0.05, 0.02 * face.d).astype(np.float32), 0.01 * face.d)
    return np.clip(fine, 0, 1) * near * person_matte(face)


@once
def uncovered(face: Face) -> Plane:
    """S × S, 0..1: 0 on what is far darker than the skin: frames of glasses, whiskers, nostrils."""
    light = blur(lab(face)[..., 0], 0.008 * face.d) / float(skin_model(face).median[0])
    return smoothstep(0.3, 0.6, light)


def _beyond_the_face(face: Face) -> Plane:
    """Ears and neck: skin-coloured, and hanging together with the face."""
    _, y = canonical_grid(face)
    like = np.maximum(blur(skin_probability(face), 0.03 * face.d), _ears(face))
    like = like * person_matte(face) * (1 - smoothstep(*_NECK, y))
    joined = touching((like > 0.25) | (oval(face) > 0.5), oval(face) > 0.5)
    return smoothstep(0.15, 0.6, like) * blur(joined.astype(np.float32), 0.02 * face.d)


def _ears(face: Face) -> Plane:
    """Where ears are and no hair is: they are redder than the face, and often in the shade."""
    model, out = skin_model(face), np.zeros((face.size, face.size), np.float32)
    for ear in EARS:
        at = to_crop(face, face.canonical[ear] + (0, 0.1, 0))
        away = np.hypot(*(pixels(face) - at.astype(np.float32)[:, None, None])) / face.d
        out = np.maximum(out, 1 - smoothstep(0.3, 0.45, away))
    return out * blur(np.exp(-model.distance(lab(face)) / 40), 0.03 * face.d)


def darkness(face: Face) -> float:
    """How dark the skin is in the photo: 0 up to middle tones .. 1. Dark skin is changed by offsets, not to targets."""
    return float(1 - smoothstep(35, 62, skin_model(face).median[0]))
