"""Where the eyes and the mouth of a face are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels

Mesh = NDArray[np.float64]
"""478 points of MediaPipe's face mesh: x, y (and z) in pixels; the centre of the first pixel is (0, 0)."""
Point = NDArray[np.float64]
"""x and y in pixels."""

_LEFT_EYE: Final = (33, 160, 158, 133, 153, 144)
_RIGHT_EYE: Final = (362, 385, 387, 263, 373, 380)
_MOUTH: Final = (61, 291)
"""Points of MediaPipe's face mesh that lie where dlib's 68 points have the eyes' outlines and the mouth's corners."""


class Landmarks(Protocol):
    """A finder of faces."""

    def find(self, rgb: Pixels) -> Sequence[Mesh]:
        """The mesh of every face in `rgb`, in any order."""
        ...


@dataclass(frozen=True)
class FacePoints:
    """The four points that FFHQ's alignment rests on; left and right as seen in the picture."""

    left_eye: Point
    right_eye: Point
    mouth_left: Point
    mouth_right: Point


def face_points(mesh: Mesh) -> FacePoints:
    """The centres of the eyes and the corners of the mouth of `mesh`."""
    flat = mesh[:, :2]
    left, right = flat[list(_LEFT_EYE)].mean(0), flat[list(_RIGHT_EYE)].mean(0)
    return FacePoints(left, right, flat[_MOUTH[0]], flat[_MOUTH[1]])


def eye_distance(mesh: Mesh) -> float:
    """From the centre of one eye to the other's, in pixels."""
    points = face_points(mesh)
    return float(np.hypot(*(points.right_eye - points.left_eye)))
