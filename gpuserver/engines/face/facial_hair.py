"""A mustache and a goatee: a density from the mesh, the shade of hair on the skin, then the hairs themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Image, Plane, Points
from gpuserver.engines.face.beard import beard
from gpuserver.engines.face.color import to_rgb
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.edit import Operation, cannot
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import area, canonical_grid, without_lips
from gpuserver.engines.face.hair_tone import Tone, beard_tone
from gpuserver.engines.face.smooth import blur, smoothstep
from gpuserver.engines.face.strands import Strands, along_face, at, thrown, tones, turned, with_strands
from gpuserver.raster.lab import to_lab

Outline = tuple[tuple[int, int, float], ...]
"""Corners of an outline: each lies between two mesh points, this far on from the first (0) to the second (1)."""

_TUFT: Final = 0.011
"""Size (d) of the tufts that hairs hold together in: what is still seen of them on a soft photo."""
_MOST: Final = 7000
"""Hairs of a patch."""
_SOME, _ENOUGH = 0.1, 0.5
"""Shares of a patch from which the person's own beard gives the colour, and from which there is nothing to add."""


@dataclass(frozen=True)
class Patch:
    """A place where hair grows, and how."""

    density: Plane
    """S × S, 0..1."""
    fall: Callable[[Plane, Plane], tuple[Plane, Plane]]
    """From canonical x and y to the direction there: to the face's right, and down."""
    thickness: float
    """Hairs per square d."""
    lengths: tuple[float, float]
    """The shortest and the longest hair, d."""
    seed: int


_MUSTACHE: Final[Outline] = (
    (61, 212, 0.04), (61, 207, 0.12), (92, 205, 0.10), (165, 98, 0.42), (167, 97, 0.36), (164, 2, 0.34),
    (393, 326, 0.36), (391, 327, 0.42), (322, 425, 0.10), (291, 427, 0.12), (291, 432, 0.04),
    *((lip, lip, 0.0) for lip in (409, 270, 269, 267, 0, 37, 39, 40, 185)),
)  # fmt: skip
_CHIN: Final[Outline] = (
    (17, 84, 0.5), (18, 182, 0.35), (18, 194, 0.75), (32, 208, 0.1), (140, 171, 0.3), (176, 148, 0.6), (152, 152, 0),
    (400, 377, 0.6), (369, 396, 0.3), (262, 428, 0.1), (18, 418, 0.75), (18, 406, 0.35), (17, 314, 0.5),
)  # fmt: skip
"""The chin, up to the lower lip."""


def mustache(face: Face, image: Image, strength: float) -> Image:
    """An `Operation`: hair on the upper lip."""
    density = _density(face, _MUSTACHE, soft=0.026, seed=11)
    return _grown(face, image, Patch(density, _parted, 30_000, (0.05, 0.085), seed=5), strength)


def goatee(face: Face, image: Image, strength: float) -> Image:
    """An `Operation`: hair on the chin, and a little under the lower lip."""
    density = _density(face, _CHIN, soft=0.05, seed=12)
    return _grown(face, image, Patch(density, _hanging, 26_000, (0.06, 0.11), seed=6), strength)


FACIAL_HAIR: Final[dict[str, Operation]] = {"mustache": mustache, "goatee": goatee}


def corners(face: Face, outline: Outline) -> Points:
    """n × 2, px."""
    return np.array([(1 - share) * face.points[a, :2] + share * face.points[b, :2] for a, b, share in outline])


def shaded(image: Image, where: Plane, tone: Tone, depth: float) -> Image:
    """`image` with its colours taken toward `tone` by `depth` (0..1): the skin seen between hairs."""
    lab = to_lab(image)
    mixed = lab + np.float32(depth) * (np.asarray(tone, np.float32) - lab)
    return image + where[..., None] * (to_rgb(mixed) - to_rgb(lab))


def _density(face: Face, outline: Outline, soft: float, seed: int) -> Plane:
    """The inside of an outline with a border that is soft (d) and never quite straight, off the lips."""
    inside = blur(area(face.size, corners(face, outline)), soft * face.d)
    noise = clouds(face, seed)
    ragged = smoothstep(0.1, 0.95, inside + 0.09 * noise * smoothstep(0.95, 0.7, inside))
    return ragged * (inside > 0.02) * without_lips(face) * face.inside


def clouds(face: Face, seed: int) -> Plane:
    """S × S, sd 1: soft noise that makes borders ragged."""
    noise = np.random.default_rng(seed).standard_normal((face.size, face.size))
    soft = blur(noise, 0.027 * face.d)
    return soft / soft.std()


def _parted(x: Plane, y: Plane) -> tuple[Plane, Plane]:
    return np.sign(x) * (0.25 + 2.2 * np.abs(x)), np.full_like(y, 0.8)


def _hanging(x: Plane, y: Plane) -> tuple[Plane, Plane]:
    return 0.55 * x, np.ones_like(y)


def _grown(face: Face, image: Image, patch: Patch, strength: float) -> Image:
    patch, tone = _beside_own(face, image, patch)
    under = np.clip(patch.density * (0.8 + 0.16 * clouds(face, patch.seed + 20)), 0, 1)
    out = shaded(image, 0.85 * min(1, 1.3 * strength) * under, tone, 0.7)
    face.pause()
    strands = _hairs(face, patch, tone)
    opacity = (0.25 + 0.75 * strength) * min(1, 4 * strength)
    return with_strands(face, out, strands.first(min(1, 0.35 + 0.65 * strength)), opacity, shadow=0.1 * strength)


def _beside_own(face: Face, image: Image, patch: Patch) -> tuple[Patch, Tone]:
    """The patch where the person has no beard yet, and the colour for it. Raises ProblemError where one covers it."""
    tone, own = beard_tone(face, image), beard(face)
    if own is None:
        return patch, tone
    share = float((own.hair * patch.density).sum() / max(float(patch.density.sum()), 1e-6))
    if own.vague or share > _ENOUGH:
        raise cannot("there is a beard in that place already", "a photo without one")
    if share > _SOME:
        tone = np.median(to_lab(image)[own.hair > 0.7 * float(own.hair.max())], axis=0)
    return replace(patch, density=patch.density * (1 - own.hair)), tone


def _hairs(face: Face, patch: Patch, tone: Tone) -> Strands:
    random = np.random.default_rng(patch.seed)
    n = min(_MOST, round(float(patch.density.sum()) / face.d**2 * patch.thickness))
    roots = thrown(patch.density**1.3, n, random)
    x, y = (at(plane, roots) for plane in canonical_grid(face))
    ways = turned(along_face(face, *patch.fall(x, y)), random.normal(0, 0.28, n))
    spread = 5.5 if sharpness(face) < 1.2 else 2.5
    tufts = blur(random.standard_normal(patch.density.shape), _TUFT * face.d)
    light = spread * np.clip(at(tufts / tufts.std(), roots), -2, 2)
    colors = tones(tone, spread, n, random) * (1 + light / (tone[0] + 12))[:, None]
    colors[random.random(n) < 0.08] += 11 if tone[0] < 40 else 18
    return Strands(
        roots,
        ways,
        random.uniform(*patch.lengths, n) * (0.45 + 0.55 * at(patch.density, roots)) * face.d,
        random.normal(0, 0.18, n),
        random.uniform(0.5, 1.1, n) * 0.0045 * face.d,
        np.clip(colors, 0, 255),
        random.uniform(0.45, 0.85, n),
    )
