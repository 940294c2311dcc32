"""Expressions: the face is moved into its posed mesh, and given what a moved photo lacks: mouth, lip line, folds."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from core.problems import Code, ProblemError
from gpuserver.engines.face.arrays import Image, Plane
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.edit import Operation, Warp, cannot
from gpuserver.engines.face.expression_field import Motion, motion, reach
from gpuserver.engines.face.expression_targets import POSES
from gpuserver.engines.face.eyes import uncovered
from gpuserver.engines.face.folds import folded, unfolded
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, feature
from gpuserver.engines.face.mesh import MOUTH, MOUTH_OPENING
from gpuserver.engines.face.mouth import mouth, mouth_seen
from gpuserver.engines.face.posed import NO_SMILE, Posed, posed
from gpuserver.engines.face.smooth import blur, smoothstep
from gpuserver.engines.face.teeth import mouth_interior

EXPRESSIONS: Final = (*POSES, NO_SMILE)
_LINE: Final = (0.62, 0.53, 0.53)
"""How dark the line between closed lips is, as shares of the lips' red, green and blue."""
_MOST_YAW: Final = 25.0
"""Degrees from which the far cheek's outline would have to move."""


def expression(value: str) -> Operation:
    """The operation for one of `EXPRESSIONS`. It raises ProblemError where the face cannot be moved credibly."""
    pose = POSES.get(value)
    gaze, jaw = (pose.gaze, pose.jaw) if pose else (False, False)

    def expressed(face: Face, image: Image, strength: float) -> Warp:
        _check(face)
        mesh = posed(face, value, strength)
        moving = motion(face, mesh, gaze=gaze, jaw=jaw)
        moved = moving.warp.moved(image)
        face.pause()
        painted = uncovered(face, moved, moving.eyes) if moving.eyes else moved
        painted = _mouth(face, painted, moving, value)
        painted = _lip_line(face, painted, moving, mesh)
        if mesh.without_smile > 0:
            painted = unfolded(face, painted, mesh.points, mesh.without_smile * mouth(face).smile)
        painted = folded(face, painted, mesh.points, value, strength)
        paint = np.where(reach(face, jaw)[..., None] > 0, painted - moved, 0)
        return replace(moving.warp, paint=np.asarray(paint, np.float32))

    return expressed


def _check(face: Face) -> None:
    if abs(face.yaw) > _MOST_YAW:
        raise ProblemError(Code.FACE_TURNED, "the face is turned too far aside to change its expression")
    if not mouth_seen(face):
        raise cannot(
            "the mouth is hidden, so the expression cannot be changed", "a photo that shows the person's whole mouth"
        )


def _mouth(face: Face, moved: Image, moving: Motion, value: str) -> Image:
    """Teeth and dark where the lips part over what the photo does not show."""
    if not (moving.unseen > 0.01).any():
        return moved
    x, _ = canonical_grid(face)
    gap = moving.mouth.bottom(x) - moving.mouth.top(x)
    height, tongue = (0.3, 0.0) if value == "smiling" else (0.06, 1.0)
    share = blur(moving.unseen * smoothstep(0.0, 0.03, gap), max(0.6, 0.7 * sharpness(face)))
    return moved + share[..., None] * (mouth_interior(face, moving.mouth, height, tongue) - moved)


def _lip_line(face: Face, moved: Image, moving: Motion, mesh: Posed) -> Image:
    """A dark line where lips that were open now touch."""
    own = mouth(face).gap
    x, y = canonical_grid(face)
    gap = float(moving.mouth.lower[5] - moving.mouth.upper[5])
    share = float(smoothstep(0.02, 0.06, own) * smoothstep(0.35, 0.0, gap / max(own, 1e-3)))
    if share == 0:
        return moved
    seam = (moving.mouth.top(x) + moving.mouth.bottom(x)) / 2
    across = np.clip(np.abs(x - moving.mouth.middle) / moving.mouth.half, 0, 1)
    line: Plane = np.exp(-(((y - seam) / 0.012) ** 2)) * (1 - across**4)
    lips = (feature(face, MOUTH) > 0.9) & (feature(face, MOUTH_OPENING) < 0.1)
    color = np.median(face.image[lips], axis=0) * _LINE
    weight = 0.85 * share * blur(line, 0.5 * sharpness(face))
    return moved + weight[..., None] * (color.astype(np.float32) - moved)
