"""A mustache and a goatee: a density from the mesh, the shade of hair on the skin, then the hairs themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Image, Plane
from gpuserver.engines.face.beard import Beard, beard
from gpuserver.engines.face.color import to_rgb
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.edit import Operation, cannot
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, oval, without_lips
from gpuserver.engines.face.hair_tone import Tone, beard_tone
from gpuserver.engines.face.relief import SURFACE
from gpuserver.engines.face.skin import lab
from gpuserver.engines.face.smooth import blur, smoothstep
from gpuserver.engines.face.strands import Strands, along_face, at, thrown, tones, turned, with_strands
from gpuserver.engines.face.tufts import tufted
from gpuserver.raster.lab import to_lab

Growth = Mapping[int, float]
"""Mesh points and how thick hair grows there: from .85 on all is hair; points that are not in it are bare."""

_BETWEEN: Final = 0.065
"""Sigma (d) over which the growth at mesh points is spread to what lies between them."""
_TUFT: Final = 1800
"""Tufts per square d."""
_STUBBLE: Final = 0.12
"""How dark the skin is round a beard, where hairs are cut."""
_MOST: Final = 6000
"""Hairs of a patch."""
_ENOUGH: Final = 0.4
"""How much of the skin of a patch is hidden by hair from which on there is nothing to add.

Of five men whose beard is seen a thin one hid .2, short full ones .46 to .66.
"""
_THIN: Final = (0.1, 0.6)
"""Darkness of a place up to which all hair, and from which none is added to what grows there."""
_LIKE_OWN: Final = 60.0
"""Percentile of L in their own beard under which it is hair, not skin between hairs."""


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


_MUSTACHE: Final[Growth] = {
    **dict.fromkeys((0, 37, 267, 39, 269, 40, 270, 185, 409, 11, 72, 302, 73, 303, 74, 304), 1.4), 164: 1.3,
    **dict.fromkeys((167, 393), 1.5), **dict.fromkeys((165, 391), 1.1), **dict.fromkeys((92, 322), 1.0),
    **dict.fromkeys((186, 410), 0.5), **dict.fromkeys((184, 408, 61, 291), 0.6), **dict.fromkeys((57, 287), 0.1),
}  # fmt: skip
_GOATEE: Final[Growth] = {
    17: 0.9, 18: 0.55, 200: 0.4, 199: 0.8, 175: 1.0, 152: 1.0, **dict.fromkeys((84, 314), 0.35),
    **dict.fromkeys((83, 313), 0.2), **dict.fromkeys((201, 421), 0.15), **dict.fromkeys((208, 428), 0.7),
    **dict.fromkeys((32, 262), 0.3), **dict.fromkeys((171, 396, 148, 377), 1.0), **dict.fromkeys((140, 369), 0.75),
    **dict.fromkeys((176, 400), 0.9), **dict.fromkeys((170, 395), 0.15), **dict.fromkeys((149, 378), 0.3),
}  # fmt: skip
"""The chin down to its edge, thin above, and a tuft under the lower lip."""


def mustache(face: Face, image: Image, strength: float) -> Image:
    """An `Operation`: hair on the upper lip."""
    return _grown(face, image, Patch(_density(face, _MUSTACHE, 11), _parted, 26_000, (0.05, 0.09), seed=5), strength)


def goatee(face: Face, image: Image, strength: float) -> Image:
    """An `Operation`: hair on the chin, and a little under the lower lip."""
    return _grown(face, image, Patch(_density(face, _GOATEE, 12), _hanging, 22_000, (0.05, 0.11), seed=6), strength)


FACIAL_HAIR: Final[dict[str, Operation]] = {"mustache": mustache, "goatee": goatee}


def shaded(image: Image, where: Plane, tone: Tone, depth: float) -> Image:
    """`image` with its colours taken toward `tone` by `depth` (0..1): the skin seen between hairs."""
    colors = to_lab(image)
    mixed = colors + np.float32(depth) * (np.asarray(tone, np.float32) - colors)
    return image + where[..., None] * (to_rgb(mixed) - to_rgb(colors))


def _density(face: Face, growth: Growth, seed: int) -> Plane:
    """What grows between the mesh points, off the lips, ragged at its border."""
    known, grown = np.zeros((2, face.size, face.size), np.float32)
    places, values = face.points[:SURFACE, :2], np.zeros(SURFACE)
    values[list(growth)] = list(growth.values())
    x, y = np.clip(np.rint(places), 0, face.size - 1).astype(int).T
    np.add.at(known, (y, x), 1)
    np.add.at(grown, (y, x), values)
    between = blur(grown, _BETWEEN * face.d) / (blur(known, _BETWEEN * face.d) + np.float32(1e-7))
    ragged = between + 0.06 * clouds(face, seed) * smoothstep(0.02, 0.3, between)
    chin = blur(oval(face), 0.015 * face.d)
    return np.clip(smoothstep(0.06, 0.85, ragged), 0, 1) * chin * without_lips(face) * face.inside


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
    wide = blur(patch.density, 0.06 * face.d) * without_lips(face) * face.inside
    under = np.clip(patch.density**1.4 * (0.75 + 0.12 * clouds(face, patch.seed + 20)) + _STUBBLE * wide, 0, 1)
    out = shaded(image, min(1, 1.3 * strength) * under, tone * (0.75, 1, 1), 0.75)
    face.pause()
    hairs = _hairs(face, patch, tone).first(min(1, 0.35 + 0.65 * strength))
    hairs = replace(hairs, lengths=hairs.lengths * (0.35 + 0.65 * strength)).from_below(face)
    opacity = (0.25 + 0.75 * strength) * min(1, 4 * strength)
    return with_strands(face, out, hairs, opacity, shadow=0.2 * strength)


def _beside_own(face: Face, image: Image, patch: Patch) -> tuple[Patch, Tone]:
    """The patch where the person has no beard yet, and the colour for it. Raises ProblemError where one covers it."""
    tone, own = beard_tone(face, image), beard(face)
    if own is None:
        return patch, tone
    thickness = _thickness(face, own, tone)
    share = float((thickness * patch.density).sum() / max(float(patch.density.sum()), 1e-6))
    if own.vague or share > _ENOUGH:
        raise cannot("there is a beard in that place already", "a photo without one")
    if own.hair.any():
        hairs = to_lab(image)[own.hair > 0.7 * float(own.hair.max())]
        tone = np.median(hairs[hairs[:, 0] < np.percentile(hairs[:, 0], _LIKE_OWN)], axis=0)
    return replace(patch, density=patch.density * (1 - smoothstep(*_THIN, thickness))), tone


def _thickness(face: Face, own: Beard, tone: Tone) -> Plane:
    """S × S, 0..1: how much of the skin under the person's own beard its hairs of this tone hide."""
    expected, seen = own.expected[..., 0], lab(face)[..., 0]
    hidden = np.clip((expected - seen) / np.maximum(expected - tone[0], 8), 0, 1)
    return own.hair * blur(hidden, 0.03 * face.d)


def _hairs(face: Face, patch: Patch, tone: Tone) -> Strands:
    random = np.random.default_rng(patch.seed)
    size = float(patch.density.sum()) / face.d**2
    n = min(_MOST, round(size * patch.thickness))
    roots = thrown(patch.density, n, random)
    thick = at(patch.density, roots)
    x, y = (at(plane, roots) for plane in canonical_grid(face))
    ways = turned(along_face(face, *patch.fall(x, y)), random.normal(0, 0.3, n))
    sharp = sharpness(face) < 1.2
    colors = tones(tone, 10 if sharp else 6, n, random)
    colors[random.random(n) < 0.1] += 14 if tone[0] < 40 else 20
    hairs = Strands(
        roots,
        ways,
        random.uniform(*patch.lengths, n) * (0.35 + 0.65 * thick) * face.d,
        random.normal(0, 0.2, n),
        random.uniform(0.5, 1.2, n) * (0.003 + 0.0015 * thick) * face.d,
        np.clip(colors, 0, 255),
        random.uniform(0.4, 0.9, n),
    )
    return tufted(hairs, round(size * _TUFT), thick, random)
