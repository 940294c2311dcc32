"""Bushy eyebrows: a little more of the outline, filled, and hairs along the arch."""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Image, Points
from gpuserver.engines.face.facial_hair import shaded
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import area, curve
from gpuserver.engines.face.hair_tone import Tone, brow_tone
from gpuserver.engines.face.mesh import LEFT_BROW_LOWER, LEFT_BROW_UPPER, RIGHT_BROW_LOWER, RIGHT_BROW_UPPER
from gpuserver.engines.face.skin import skin_model
from gpuserver.engines.face.smooth import blur
from gpuserver.engines.face.strands import Strands, along_face, tones, turned, with_strands

_UP, _DOWN = 0.02, 0.006
"""How far (d) the outline grows above and below; more is a cartoon."""
_INNER: Final = 0.05
"""Share of the brow at its inner end that stays bare."""
_HAIRS: Final = 420
_FROM_TAIL: Final = (
    (LEFT_BROW_UPPER, LEFT_BROW_LOWER),
    (RIGHT_BROW_UPPER[::-1], RIGHT_BROW_LOWER[::-1]),
)
"""Upper and lower edge of each brow, from the temple to the nose."""


def bushy_brows(face: Face, image: Image, strength: float) -> Image:
    """An `Operation`: fuller and darker brows."""
    tone = brow_tone(face, image) - (4, 0, 0)
    tone[0] = min(max(tone[0], 5), skin_model(face).median[0] - 14)
    out = image
    for side, (upper, lower) in enumerate(_FROM_TAIL):
        above = _edge(face, upper, -_UP)
        below = _edge(face, lower, _DOWN)
        inside = blur(area(face.size, np.concatenate([above, below[::-1]])), 0.018 * face.d) * face.inside
        out = shaded(out, 0.45 * strength * inside, tone, 0.8)
        out = with_strands(face, out, _hairs(face, above, below, tone, side).first(0.4 + 0.6 * strength), strength)
    return np.minimum(out, image)


def _edge(face: Face, indices: tuple[int, ...], down: float) -> Points:
    """A smooth line (25 × 2, px) through mesh points moved `down` d, without its inner end."""
    corners = face.points[list(indices), :2] + down * face.d * face.axes[1, :2]
    line = curve(corners, 26, 3)
    return line[: round((1 - _INNER) * len(line))]


def _hairs(face: Face, above: Points, below: Points, tone: Tone, seed: int) -> Strands:
    """Hairs rooted between two edges: upright at the nose, lying along the arch toward the temple."""
    random = np.random.default_rng(seed)
    inward, height = random.random(_HAIRS) ** 0.9, random.beta(1.6, 1.6, _HAIRS)
    place = inward * (len(above) - 1)
    knots = np.arange(len(above))
    top, bottom = (np.stack([np.interp(place, knots, values) for values in edge.T], axis=1) for edge in (above, below))
    outward = np.stack([np.interp(place, knots, np.gradient(-values)) for values in above.T], axis=1)
    outward /= np.linalg.norm(outward, axis=1, keepdims=True)
    rise = (0.55 - 0.9 * height) * (1 - inward) + 1.1 * inward**2.5 + 0.25 * (1 - height)
    ways = (1 - 0.55 * inward**3)[:, None] * outward - along_face(face, np.zeros(_HAIRS), rise)
    return Strands(
        bottom * (1 - height[:, None]) + top * height[:, None],
        turned(ways, random.normal(0, 0.15, _HAIRS)),
        random.uniform(0.05, 0.085, _HAIRS) * face.d,
        random.normal(0, 0.12, _HAIRS),
        random.uniform(0.0035, 0.0065, _HAIRS) * face.d,
        tones(tone, 3, _HAIRS, random),
        random.uniform(0.3, 0.6, _HAIRS),
    )
