"""The mesh of a face after it took on an expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Points
from gpuserver.engines.face.expression_targets import FROM_SMILE, POSES, Lips, Move
from gpuserver.engines.face.eyes import eyes_open
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.glasses import glasses
from gpuserver.engines.face.mesh import (
    COUNT,
    EYES,
    INNER_LIP_LOWER,
    INNER_LIP_UPPER,
    LIP_TOP,
    MOUTH_CORNERS,
    OUTER_LIP_LOWER,
    OUTER_LIP_UPPER,
)
from gpuserver.engines.face.mouth import LIPS, UPPER_LIP, along_lips, mouth
from gpuserver.engines.face.smooth import smoothstep

NO_SMILE: Final = "no smiling"
_CORNER: Final = 1.6
"""Power of the distance from the middle by which the lips take part in what their corners do."""
_FIRST: Final = 1.3
"""How much sooner the own smile has gone than the expression is there."""
_NARROWER: Final = 0.16
"""Share of its width that a mouth loses with a broad smile."""
_SEAM: Final = 0.55
"""Where the lips meet when they close, as a share of the way down from the upper one."""
_UPPER_EDGE, _LOWER_EDGE = 0.66, 0.72
"""Shares of the inner lips' way that the outer edges of the upper and the lower lip follow: both grow fuller."""
_UPPER_PARTS: Final = 0.4
"""Share of their parting that the upper lip makes."""
_PARTED: Final = 3.0
"""How flat lips that part for a smile are in the middle."""
_NEAR_CORNER: Final = 0.9
_REST: Final = 0.005
"""How far (d) the corners of a mouth at rest hang below its middle."""
_GLASSES, _BEHIND_GLASS = 0.5, 0.2
"""Shares of their movement that glasses take from the brows, and from the lids, which lie within the frames."""
_LIDS: Final = sorted({point for eye in EYES for point in eye})
_OVERLAP: Final = 0.018
"""How far (d) each closed lip reaches over the seam, so that no sliver of teeth is left at the edge of the lip."""


@dataclass(frozen=True)
class Posed:
    """A mesh, moved."""

    points: Points
    """478 × 2, px of the crop."""
    moved: NDArray[np.intp]
    """Indices of the points that the expression places; the others follow the field."""
    without_smile: float
    """How much of the person's own smile was taken away, 0..1."""


def posed(face: Face, value: str, strength: float) -> Posed:
    """The mesh of `face` with the expression `value` (one of `POSES`, or `NO_SMILE`) at a strength of 0..1."""
    shifts = np.zeros((COUNT, 2))
    held = mouth(face)
    if value == NO_SMILE:
        gone = strength
        _relax(face, shifts, gone, 1.0)
    else:
        pose = POSES[value]
        gone = (
            min(1.0, _FIRST * strength)
            * pose.neutral
            * min(1.0, 1.2 * (held.smile if pose.jaw else max(held.smile, held.open)))
        )
        _relax(face, shifts, gone, pose.closing)
        parting = pose.lips.parted * float(smoothstep(0.4, 1.0, strength)) * (1 - held.open)
        strength *= 1 - pose.smiler * held.smile
        _purse(face, shifts, pose.lips, strength)
        _part(face, shifts, parting)
        _shift(face, shifts, pose.moves, strength)
    moved = np.flatnonzero(np.any(shifts != 0, axis=1))
    points = face.points[:, :2] + (shifts @ face.axes[:2, :2]) * face.d
    return Posed(points, moved, gone)


def _purse(face: Face, shifts: Points, lips: Lips, strength: float) -> None:
    """Add to `shifts` (478 × 2, d) what the lips do."""
    along = along_lips(face)
    corner = np.abs(along) ** _CORNER
    middle = 1 - np.abs(along) ** lips.roundness
    down = np.where(np.isin(LIPS, UPPER_LIP), lips.upper, lips.lower)
    shifts[list(LIPS), 0] += strength * lips.out * np.sign(along) * corner
    shifts[list(LIPS), 1] += strength * (lips.down * corner + down * middle)


def _part(face: Face, shifts: Points, gap: float) -> None:
    """Add to `shifts` (478 × 2, d) what parts the lips by `gap` (d) in the middle."""
    middle = 1 - np.abs(along_lips(face)) ** _PARTED
    shifts[list(LIPS), 1] += gap * middle * np.where(np.isin(LIPS, UPPER_LIP), -_UPPER_PARTS, 1 - _UPPER_PARTS)


def _shift(face: Face, shifts: Points, moves: tuple[Move, ...], strength: float) -> None:
    """Add to `shifts` (478 × 2, d) what single points do; with glasses less, lest their frames bend.

    Shut eyes stay shut.
    """
    for move in moves:
        at = list(move.points)
        lids = np.isin(at, _LIDS)
        most = np.where(lids, _BEHIND_GLASS, _GLASSES)
        held = most * glasses(face) * smoothstep(0.4, 0.2, face.canonical[at, 1])
        out = move.out * np.sign(face.canonical[at, 0])
        free = (1 - held) * np.where(lids, eyes_open(face), 1.0)
        shifts[at] += (strength * free)[:, None] * np.column_stack([out, np.full(len(at), move.down)])


def _relax(face: Face, shifts: Points, strength: float, closing: float) -> None:
    """Add to `shifts` (478 × 2, d) what ends a smile: the lips close along one seam, and the corners come back."""
    if strength == 0:
        return
    at, held = face.canonical[:, 1], mouth(face)
    seam = float(at[LIP_TOP] + _SEAM * held.gap)
    corners = float(at[list(MOUTH_CORNERS)].mean())
    drop = float(np.clip(seam - corners + _REST, -0.02, 0.12))
    along = along_lips(face)
    inward = 0.5 * held.width * _NARROWER * min(1.0, 1.2 * held.smile)
    shifts[list(LIPS), 0] -= strength * inward * np.sign(along) * np.abs(along) ** _CORNER
    overlap = _OVERLAP * float(np.clip(held.gap / 0.05, 0, 1))
    for outer, inner, over, follows in (
        (OUTER_LIP_UPPER, INNER_LIP_UPPER, overlap, _UPPER_EDGE),
        (OUTER_LIP_LOWER, INNER_LIP_LOWER, -overlap, _LOWER_EDGE),
    ):
        way = along[[LIPS.index(point) for point in inner]] ** 2
        shut = (seam + over) * (1 - way) + (corners + drop) * way - at[list(inner)]
        down = closing * shut + (1 - closing) * drop * way
        shifts[list(inner), 1] += strength * down
        shifts[list(outer), 1] += strength * down * np.where(way < _NEAR_CORNER, follows, 1.0)
    for corner, inner in zip(MOUTH_CORNERS, (INNER_LIP_UPPER[0], INNER_LIP_UPPER[-1]), strict=True):
        shifts[[corner, inner], 1] = strength * (corners + drop - at[[corner, inner]])
    _shift(face, shifts, FROM_SMILE, strength * min(1.3, drop / 0.1))
