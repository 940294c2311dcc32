"""The matte of the person whose face it is."""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Plane, Points
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import pixels
from gpuserver.engines.face.mesh import BRIDGE, width
from gpuserver.engines.face.once import once
from gpuserver.engines.face.smooth import blur, grown, guided, smoothstep

_UNSURE: Final = (0.2, 0.8)
"""Scores of the segmentation between which a pixel is partly a person."""


@once
def person_matte(face: Face) -> Plane:
    """S × S, 0..1: the person, with the edges of the photo; without people whose face is nearer."""
    low, high = _UNSURE
    rough = np.clip((face.person - low) / (high - low), 0, 1)
    fine = guided(face.image, rough, int(0.07 * face.d), (0.025 * 255) ** 2)
    band = blur(grown(rough > 0.5, 0.06 * face.d).astype(np.float32), 2)
    return np.clip((fine - 0.1) / 0.8, 0, 1) * band * _nearest(face)


def _nearest(face: Face) -> Plane:
    """1 where this face is nearer than any other, in units of each face's own size; soft at the border."""
    own = _away(face, face.points)
    out = np.ones((face.size, face.size), np.float32)
    for other in face.others:
        out *= smoothstep(-0.06, 0.06, _away(face, other) - own)
    return out


def _away(face: Face, mesh: Points) -> Plane:
    middle = mesh[list(BRIDGE), :2].mean(axis=0).astype(np.float32)
    return np.hypot(*(pixels(face) - middle[:, None, None])) / np.float32(width(mesh))
