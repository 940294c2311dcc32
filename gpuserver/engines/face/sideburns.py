"""Sideburns: the hair at the temple carried down before the ear."""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Image
from gpuserver.engines.face.beard import beard
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.edit import cannot
from gpuserver.engines.face.facial_hair import shaded
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.hair_tone import Tone, hair_tone
from gpuserver.engines.face.hat import bareheaded
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.sideburn_strip import SIDES, Strip, strip
from gpuserver.engines.face.skin import skin_model
from gpuserver.engines.face.strands import Strands, along_face, at, thrown, tones, turned, with_strands
from gpuserver.raster.lab import to_lab

_BALD: Final = 0.25
"""Square d of hair under which there is none at the temples: a shaved head had .18, the least of 11 others .44."""
_ONE_SIDE, _TOO_FAR = 8.0, 20.0
"""Degrees of yaw from which only the nearer side is seen, and from which a sideburn there would run over the ear."""
_LEAST: Final = 0.016
"""Square d of a sideburn: what is smaller is a blot."""
_DARKER: Final = 12.0
"""How much darker (L) than the skin a sideburn is, at least, unless it is grey."""
_THICK: Final = 26_000
"""Hairs per square d."""
_MOST: Final = 3000
"""Hairs of a sideburn."""


def sideburns(face: Face, image: Image, strength: float) -> Image:
    """An `Operation`. Raises ProblemError where the hair covers the place, or there is no hair to go on from."""
    hair = hair_tone(face, image)
    if hair is None or hair_matte(face).area < _BALD:
        raise cannot("there is no hair at the temples for sideburns to grow from", "a photo with hair at the temples")
    own = beard(face)
    if own is not None and (own.full or own.vague):
        raise cannot("there is a beard already where sideburns would grow", "a photo without one")
    if abs(face.yaw) > _TOO_FAR:
        raise cannot("the head is turned too far aside for sideburns", "a photo in which the face looks forward")
    bareheaded(face)
    sides = [side for side in SIDES if side.back * face.yaw < _ONE_SIDE]
    strips = [found for side in sides if (found := strip(face, side)) and found.density.sum() > _LEAST * face.d**2]
    if len(strips) < len(sides):
        raise cannot("the hair does not end just above bare skin before the ears, so sideburns would hang in the air",
                     "a photo that shows the hair beside the face and the ears")  # fmt: skip
    for one in strips:
        face.pause()
        image = _grown(face, image, one, _tone(face, image, one, hair), strength)
    return image


def _grown(face: Face, image: Image, one: Strip, tone: Tone, strength: float) -> Image:
    reached = one.reached(face, strength)
    out = shaded(image, min(1, 1.5 * strength) * one.density**1.6 * reached, tone, 0.6)
    hairs = _hairs(face, one, tone)
    kept = at(reached, hairs.roots) > np.random.default_rng(0).random(len(hairs.roots))
    out = with_strands(face, out, hairs.where(kept), min(1, 2 * strength), shadow=0.06 * strength)
    return image + one.allowed[..., None] * (out - image)


def _tone(face: Face, image: Image, one: Strip, hair: Tone) -> Tone:
    """Between the tone of the hair that it goes on from and that of all `hair`; darker than the skin, or grey."""
    beside = np.median(to_lab(image)[one.own], axis=0) if one.own.sum() > 60 else hair
    tone = 0.5 * (beside + hair)
    if tone[0] < 55 or np.hypot(*tone[1:]) > 12:
        tone[0] = min(tone[0], float(skin_model(face).median[0]) - _DARKER)
    return tone


def _hairs(face: Face, one: Strip, tone: Tone) -> Strands:
    random = np.random.default_rng(30)
    n = min(_MOST, round(float(one.density.sum()) / face.d**2 * _THICK))
    roots = thrown(one.density, n, random)
    thick = at(one.density, roots)
    return Strands(
        roots,
        turned(along_face(face, np.full(n, 0.25 * one.back), np.ones(n)), random.normal(0, 0.25, n)),
        random.uniform(0.04, 0.085, n) * (0.4 + 0.6 * thick) * face.d,
        random.normal(0, 0.15, n),
        random.uniform(0.0025, 0.005, n) * face.d,
        tones(tone, 11 if sharpness(face) < 1.2 else 3, n, random),
        random.uniform(0.35, 0.8, n) * (0.55 + 0.45 * thick),
    )
