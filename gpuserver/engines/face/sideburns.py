"""Sideburns: the hair at the temple carried down before the ear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Image, Plane
from gpuserver.engines.face.beard import beard
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.edit import cannot
from gpuserver.engines.face.facial_hair import clouds, shaded
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import area, canonical_grid, curve
from gpuserver.engines.face.hair_tone import Tone, beard_tone, hair_tone
from gpuserver.engines.face.hat import bareheaded
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.person import person_matte
from gpuserver.engines.face.skin import lab, skin_model
from gpuserver.engines.face.smooth import blur, smoothstep
from gpuserver.engines.face.strands import Strands, along_face, at, thrown, tones, turned, with_strands
from gpuserver.raster.lab import to_lab

_SIDES: Final = (((162, 127, 234, 93), 50), ((389, 356, 454, 323), 280))
"""For each side the points from the temple down the edge of the face, and a point of its cheek."""
_CHEEK: Final = (0.17, 0.25)
"""Widths (d) of cheek that are seen on a face turned away: up to the first there is no room, from the second enough."""
_LEAST: Final = 0.03
"""Square d of a sideburn on each side that is seen: what is smaller is a blot."""
_TURNED: Final = 12.0
"""Degrees of yaw from which only the nearer side counts."""
_MOST: Final = 3000
_DEPTHS: Final = (-0.1, -0.05, 0.0, 0.05)
"""How far inside the edge of the face (d) is looked for the hair that is already there."""
_EAR: Final = 0.12
"""How far outside of it (d) the ear is, or the hair that covers it."""
_JOINTS: Final = 24
"""Points on the line before the ear."""


def sideburns(face: Face, image: Image, strength: float) -> Image:
    """An `Operation`. Raises ProblemError where the hair covers the place, or there is no hair to go on from."""
    if hair_tone(face, image) is None:
        raise cannot("there is no hair at the temples for sideburns to grow from", "a photo with hair at the temples")
    own = beard(face)
    if own is not None and (own.full or own.vague):
        raise cannot("there is a beard already where sideburns would grow", "a photo without one")
    bareheaded(face)
    strips = [_strip(face, line, cheek) for line, cheek in _SIDES]
    near = strips if abs(face.yaw) < _TURNED else strips[:1] if face.yaw > 0 else strips[1:]
    if min(float(strip.density.sum()) for strip in near) < _LEAST * face.d**2:
        raise cannot("the hair does not end just above bare skin before the ears, so sideburns would hang in the air",
                     "a photo that shows the hair beside the face and the ears")  # fmt: skip
    out = image
    for seed, strip in enumerate(strips):
        if not strip.density.any():
            continue
        reached = strip.reached(face, strength)
        tone = _local(face, image, strip.density, beard_tone(face, image))
        out = shaded(out, min(1, 1.5 * strength) * 0.75 * strip.density**1.5 * reached, tone, 0.65)
        hairs = _hairs(face, strip.density, tone, seed)
        kept = at(reached, hairs.roots) > np.random.default_rng(seed).random(len(hairs.roots))
        out = with_strands(face, out, hairs.where(kept), min(1, 2 * strength), shadow=0.06 * strength)
    return out


@dataclass(frozen=True)
class _Strip:
    """Where a sideburn may grow."""

    density: Plane
    """S × S, 0..1, down to the lobe of the ear."""
    top: float
    """Canonical y."""
    end: float

    def reached(self, face: Face, strength: float) -> Plane:
        """S × S, 0..1: how surely it has grown down to each pixel at a strength."""
        _, y = canonical_grid(face)
        end = self.top + (self.end - self.top) * (0.3 + 0.7 * strength)
        return 1 - smoothstep(end - 0.3, end + 0.02, y)


def _strip(face: Face, line: tuple[int, ...], cheek: int) -> _Strip:
    """The strip along the edge of the face, from the hair's end down."""
    inward = face.points[cheek, :2] - face.points[line[2], :2]
    room = float(np.linalg.norm(inward))
    inward /= room
    outer = curve(face.points[list(line), :2], _JOINTS, 2)
    hair = hair_matte(face).alpha
    haired = np.max([at(hair, outer + depth * inward * face.d) for depth in _DEPTHS], axis=0)[: 2 * _JOINTS // 3] > 0.5
    if not haired.any():
        return _Strip(np.zeros_like(hair), 0.0, 0.0)
    outer = outer[max(0, int(np.flatnonzero(haired).max()) - 3) :]
    beside = float(at(hair, outer[len(outer) // 2 :] - _EAR * inward * face.d).mean())
    widths = float(smoothstep(*_CHEEK, room / face.d)) * np.linspace(0.12, 0.06, len(outer))[:, None]
    outside = outer - 0.03 * inward * face.d
    strip = area(face.size, np.concatenate([outside, (outer + inward * widths * face.d)[::-1]]))
    _, y = canonical_grid(face)
    top, end = (float(height) for height in at(y, outer[[0, -1]]))
    soft = blur(strip, 0.03 * face.d)
    ragged = soft + 0.1 * clouds(face, 3) * smoothstep(0.95, 0.6, soft) * (soft > 0.05)
    dark = blur(lab(face)[..., 0], 0.03 * face.d) / float(skin_model(face).median[0])
    free = (1 - 0.7 * hair) * smoothstep(0.5, 0.2, beside) * smoothstep(0.45, 0.7, dark)
    return _Strip(smoothstep(0.12, 0.8, ragged) * person_matte(face) * face.inside * free, top, end)


def _local(face: Face, image: Image, density: Plane, tone: Tone) -> Tone:
    """The tone of the hair next to the strip where there is some, so that the two run into each other."""
    near = (blur((density > 0.1).astype(np.float32), 0.2 * face.d) > 0.02) & (hair_matte(face).alpha > 0.8)
    if near.sum() < 60:
        return tone
    beside = np.median(to_lab(image)[near], axis=0)
    mixed = 0.75 * beside + 0.25 * tone
    if np.hypot(*beside[1:]) > 12 or beside[0] < 55:
        mixed[0] = min(mixed[0], skin_model(face).median[0] - 14, 0.65 * skin_model(face).median[0])
        return mixed
    return 0.95 * beside


def _hairs(face: Face, density: Plane, tone: Tone, seed: int) -> Strands:
    random = np.random.default_rng(30 + seed)
    n = min(_MOST, round(float(density.sum()) / face.d**2 * 30_000))
    roots = thrown(density, n, random) if n else np.zeros((0, 2))
    back = np.full(n, -0.25 if seed == 0 else 0.25)
    return Strands(
        roots,
        turned(along_face(face, back, np.ones(n)), random.normal(0, 0.25, n)),
        random.uniform(0.05, 0.1, n) * (0.4 + 0.6 * at(density, roots)) * face.d,
        random.normal(0, 0.15, n),
        random.uniform(0.0025, 0.005, n) * face.d,
        tones(tone, 4 if sharpness(face) < 1.2 else 2, n, random),
        random.uniform(0.35, 0.7, n),
    )
