"""Eyes whose lids move: the eyeball stays where it is, and what a raised lid uncovers of it is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Image, Mask, Plane, Points
from gpuserver.engines.face.color import to_rgb
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, to_picture_plane
from gpuserver.engines.face.mesh import (
    LEFT_IRIS,
    LEFT_LID_LOWER,
    LEFT_LID_UPPER,
    RIGHT_IRIS,
    RIGHT_LID_LOWER,
    RIGHT_LID_UPPER,
)
from gpuserver.engines.face.mouth import Opening
from gpuserver.engines.face.once import once
from gpuserver.engines.face.skin import skin_model
from gpuserver.engines.face.smooth import blur, smoothstep

_EYES: Final = (
    (LEFT_LID_UPPER, LEFT_LID_LOWER, LEFT_IRIS),
    (RIGHT_LID_UPPER, RIGHT_LID_LOWER, RIGHT_IRIS),
)
_LASHES: Final = 0.022
"""How far (d) below the upper lid its lashes and their shadow lie on the eyeball."""
_RIM: Final = 0.008
"""The same above the lower lid."""
_SHUT: Final = (0.025, 0.05)
"""Gaps (d) between the lids of a shut eye, and of one that is surely open."""
_RAISED: Final = 0.025
"""How far (d) a lid has moved when what it uncovers is painted in full."""
_RINGS: Final = (0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
"""Middles of the rings in which the iris's colours are measured, in its radii."""
_THICK: Final = 0.1
"""Half their width."""
_WHITE: Final = 1.2
"""From this radius on, the eyeball is white."""
_LEAST: Final = 4
"""Pixels that tell the colour of a ring."""
_STEPS: Final = 17
"""Points along a lid."""
_SHADE: Final = 0.4
"""Share of the light that a lid takes from the eyeball below it."""


@dataclass(frozen=True)
class Eyes:
    """Both eyes between lids that moved."""

    held: Plane
    """S × S, 0..1: what lies between the lids, and does not move with them."""
    unseen: Plane
    """S × S, 0..1: the part of it that the photo does not show."""
    shade: Plane
    """S × S, 0..1: light on it; less near the upper lid."""


@once
def eyes_open(face: Face) -> float:
    """How surely both eyes are open, 0..1: nobody knows what lies behind shut lids."""
    gaps = [face.canonical[lower[4], 1] - face.canonical[upper[4], 1] for upper, lower, _ in _EYES]
    return float(smoothstep(*_SHUT, min(gaps)))


def eyes(face: Face, mesh: Points) -> Eyes:
    """The eyes of the posed `mesh` (478 × 2, px of the crop)."""
    held, unseen, light = (np.zeros((face.size, face.size), np.float32) for _ in range(3))
    x, y = canonical_grid(face)
    for upper, lower, _ in _EYES:
        own, target = _opening(face, face.points, upper, lower), _opening(face, mesh, upper, lower)
        inside = smoothstep(-0.006, 0.01, target.depth(face))
        top, bottom = own.top(x), own.bottom(x)
        above = smoothstep(_LASHES, 0.4 * _LASHES, y - top) * smoothstep(0, _RAISED, top - target.top(x))
        below = smoothstep(_RIM, 0, bottom - y) * smoothstep(0, _RAISED, target.bottom(x) - bottom)
        held += inside
        unseen += inside * np.maximum(above, below)
        light += inside * (1 - _SHADE * smoothstep(0.035, 0.0, y - target.top(x)))
    return Eyes(np.minimum(held, 1), np.minimum(unseen, 1), np.minimum(light, 1))


def uncovered(face: Face, image: Image, lids: Eyes) -> Image:
    """`image`, already moved, with the eyeballs where the lids uncover what the photo does not show."""
    share = blur(lids.unseen, max(0.5, 0.5 * sharpness(face)))
    colors = blur(_eyeballs(face) * lids.shade[..., None], max(0.6, sharpness(face)))
    return image + share[..., None] * (colors - image)


@once
def _eyeballs(face: Face) -> Image:
    """S × S × 3, RGB: each eyeball by its rings' own colours, as if there were no lids."""
    out = np.zeros_like(face.image)
    x, y = canonical_grid(face)
    for upper, lower, iris in _EYES:
        (middle_x, middle_y), *rim = to_picture_plane(face, face.points[list(iris), :2])
        radius = float(np.linalg.norm(np.asarray(rim) - (middle_x, middle_y), axis=1).mean())
        away = np.hypot(x - middle_x, y - middle_y) / radius
        own = _opening(face, face.points, upper, lower)
        lashes = _LASHES + 0.5 * sharpness(face) / face.d
        seen = (y - own.top(x) > lashes) & (own.bottom(x) - y > _RIM) & (own.beyond(x) == 0)
        radii, colors = _profile(face, away, seen)
        near = np.abs(x - own.middle) < 1.2 * own.half
        for channel in range(3):
            out[near, channel] = np.interp(away[near], radii, colors[:, channel])
    return out


def _profile(face: Face, away: Plane, seen: Mask) -> tuple[list[float], NDArray[np.float32]]:
    """Radii and the colours (n × 3, RGB) of the eyeball there, from the rings that are seen enough."""
    radii: list[float] = []
    colors: list[NDArray[np.float32]] = []
    for ring in _RINGS:
        there = seen & (np.abs(away - ring) < _THICK)
        if there.sum() >= _LEAST:
            radii.append(float(ring))
            colors.append(np.percentile(face.image[there], 40, axis=0))
    white = seen & (away > _WHITE)
    radii.append(_WHITE)
    colors.append(np.percentile(face.image[white], 75, axis=0) if white.sum() >= _LEAST else _skin_white(face))
    return radii, np.asarray(colors, np.float32)


def _skin_white(face: Face) -> NDArray[np.float32]:
    """RGB of the white of the eye in this photo's light, where none of it is seen."""
    light, red, yellow = skin_model(face).median
    return to_rgb(np.array([[[light + 5, 0.3 * red, 0.4 * yellow]]], np.float32))[0, 0]


def _opening(face: Face, mesh: Points, upper: Sequence[int], lower: Sequence[int]) -> Opening:
    """What lies between the lids of `mesh`."""
    above, below = (to_picture_plane(face, mesh[list(lid), :2]) for lid in (upper, lower))
    xs = np.linspace(above[0, 0], above[-1, 0], _STEPS)
    return Opening(xs, *(np.interp(xs, *lid.T) for lid in (above, below)))
