"""The field that moves a face into its posed mesh: smooth, but torn between the lips.

One smooth field can neither part closed lips nor close parted ones. So one field follows the upper lip, another the
lower one, and they meet where the lips do. What shows between them is held by the skull: the lips slide over the teeth.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Field, Plane, Points
from gpuserver.engines.face.edit import Layer, Warp
from gpuserver.engines.face.eyes import Eyes, eyes
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, to_crop
from gpuserver.engines.face.mesh import BRIDGE, LEFT_EYE_CORNERS, OVAL, RIGHT_EYE_CORNERS
from gpuserver.engines.face.mouth import LOWER_LIP, UPPER_LIP, Opening, opening
from gpuserver.engines.face.posed import Posed
from gpuserver.engines.face.smooth import smoothstep
from gpuserver.engines.face.thin_plate import thin_plate

_FIXED: Final = (*BRIDGE, *LEFT_EYE_CORNERS, *RIGHT_EYE_CORNERS)
_BELOW: Final = (18, 200, 199, 175, 202, 422, 204, 424, 194, 418)
"""Points of the chin that go with the lower lip only."""
_ABOVE: Final = (164,)
_MIDDLE: Final = 0.33
"""y of the centre of the area that an expression may reach."""
_ACROSS: Final = 1.02
_DOWN, _DOWN_WITH_JAW = 1.15, 1.45
_RING: Final = 24
"""How many points round that area are pinned."""
_STRETCH: Final = 1.3
"""How much taller teeth may become when the mouth opens wider; beyond, the dark of the mouth shows below them."""
_SHUT: Final = 0.02
"""Gaps (d) in the mesh of a mouth that is shut."""


@dataclass(frozen=True)
class Motion:
    """How the pixels move, and what they cannot fill."""

    warp: Warp
    """Not painted on yet."""
    mouth: Opening
    """The opening of the posed mouth."""
    unseen: Plane
    """S × S, 0..1: the part of the opening that the photo does not show."""
    eyes: Eyes | None = None
    """The eyes, where the lids move over them."""


def reach(face: Face, jaw: bool) -> Plane:
    """S × S: 1 in the face, falling to exactly 0 at the ellipse beyond which an expression changes nothing."""
    x, y = canonical_grid(face)
    return 1 - smoothstep(0.8, 1.0, np.hypot(x / _ACROSS, (y - _MIDDLE) / (_DOWN_WITH_JAW if jaw else _DOWN)))


def motion(face: Face, pose: Posed, *, gaze: bool, jaw: bool) -> Motion:
    """The motion into `pose`. `gaze`: the lids move over eyeballs that stay; `jaw`: the chin moves too."""
    fixed = _pins(face, pose, jaw=jaw)
    upper = _field(face, pose, fixed, without=(*LOWER_LIP, *_BELOW))
    face.pause()
    lower = _field(face, pose, fixed, without=(*UPPER_LIP, *_ABOVE))
    face.pause()
    target = opening(face, pose.points)
    x, y = canonical_grid(face)
    band = 0.004 + 0.35 * target.beyond(x)
    seam = (target.top(x) + target.bottom(x)) / 2
    below = smoothstep(-band, band, y - seam)
    between, held, unseen = _interior(face, target)
    within = reach(face, jaw)
    upper, lower, between = (np.asarray(field * within[..., None], np.float32) for field in (upper, lower, between))
    layers = (Layer(lower, below), Layer(between, held))
    if not gaze:
        return Motion(Warp(upper, layers=layers), target, unseen)
    lids = eyes(face, pose.points)
    return Motion(Warp(upper, layers=(*layers, Layer(np.zeros_like(upper), lids.held))), target, unseen, lids)


def _pins(face: Face, pose: Posed, *, jaw: bool) -> Points:
    """n × 2: places that stay where they are, px."""
    indices = [*_FIXED, *OVAL]
    if jaw:
        indices = [point for point in indices if point not in OVAL or face.canonical[point, 1] < 0.6]
    kept = [point for point in indices if point not in pose.moved]
    angle = np.linspace(0, 2 * np.pi, _RING, endpoint=False)
    down = (1.5 if jaw else 1.2) * np.sin(angle)
    ring = to_crop(face, np.column_stack([1.05 * np.cos(angle), _MIDDLE + down]))
    return np.vstack([face.points[kept, :2], ring])


def _field(face: Face, pose: Posed, fixed: Points, without: Collection[int]) -> Field:
    """The smooth field of all posed points but some."""
    moved = [point for point in pose.moved if point not in without]
    at = np.vstack([pose.points[moved], fixed])
    shifts = np.vstack([face.points[moved, :2] - pose.points[moved], np.zeros_like(fixed)])
    return thin_plate(at, shifts, face.size, face.d)


def _interior(face: Face, target: Opening) -> tuple[Field, Plane, Plane]:
    """What shows between the lips: where it lies in the photo, how much it takes part, and what the photo lacks.

    A lip that closes uncovers nothing, so all stays in its place; one that opens draws what was seen a little taller.
    """
    x, y = canonical_grid(face)
    own = opening(face, face.points)
    from_x = own.middle + (x - target.middle) * min(1.0, own.half / target.half)
    own_top, own_bottom = own.top(from_x), own.bottom(from_x)
    top, bottom = target.top(x), target.bottom(x)
    first, last = np.maximum(own_top, np.minimum(top, own_bottom)), np.minimum(own_bottom, np.maximum(bottom, own_top))
    shown = np.maximum(last - first, 0)
    gap = bottom - top
    from_y = first + (y - top) / np.clip(gap / np.maximum(shown, 1e-3), 1.0, _STRETCH)
    along = np.stack([from_x - x, from_y - y], axis=-1) @ face.axes[:2, :2] * face.d
    inside = smoothstep(-0.004, 0.006, target.depth(face))
    open_ = smoothstep(_SHUT, 2 * _SHUT, own_bottom - own_top)
    lacking = smoothstep(0, _SHUT, gap - _STRETCH * shown)
    lacking = lacking * np.maximum(smoothstep(last - 0.03, last - 0.005, from_y), 1 - open_)
    return along, inside * open_, inside * lacking
