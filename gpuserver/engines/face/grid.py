"""Places in a face: every pixel's canonical coordinates, canonical points in the crop, the areas of features."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.face.arrays import Image, Plane, Points
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.mesh import MOUTH, OVAL
from gpuserver.engines.face.once import once
from gpuserver.engines.face.smooth import blur

_SUBPIXEL = 4
"""Bits after the point of the coordinates that OpenCV draws with."""


@once
def pixels(face: Face) -> Image:
    """2 × S × S: x and y of every pixel of the crop, px."""
    y, x = np.mgrid[0 : face.size, 0 : face.size].astype(np.float32)
    return np.stack([x, y])


@once
def canonical_grid(face: Face) -> Image:
    """2 × S × S: x and y of every pixel along the face's axes in the picture plane, in d."""
    along = face.axes[:2, :2].T  # its columns are ex and ey, foreshortened
    away = (pixels(face) - face.origin[:2, None, None].astype(np.float32)).reshape(2, -1)
    return (np.linalg.solve(along, away) / face.d).reshape(2, face.size, face.size).astype(np.float32)


def to_crop(face: Face, canonical: NDArray[np.floating]) -> Points:
    """Canonical points (… × 2 or more; d) in px of the crop (… × 2)."""
    at = np.asarray(canonical, np.float64)
    return face.origin[:2] + (at[..., :1] * face.axes[0, :2] + at[..., 1:2] * face.axes[1, :2]) * face.d


def to_picture_plane(face: Face, at: Points) -> Points:
    """Places in the crop (n × 2, px) along the face's axes in the picture plane, in d, as in `canonical_grid`."""
    return np.asarray(np.linalg.solve(face.axes[:2, :2].T, (at - face.origin[:2]).T).T / face.d, np.float64)


def read(face: Face, plane: Plane, canonical: NDArray[np.floating]) -> Plane:
    """Rows × columns: the values of a plane (S × S) at canonical places (rows × columns × 2; d)."""
    x, y = np.moveaxis(to_crop(face, canonical).astype(np.float32), 2, 0)
    out = cv2.remap(np.asarray(plane, np.float32), x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(out, np.float32)


def curve(corners: Points, n: int, degree: int) -> Points:
    """n × 2: a smooth line near m `corners` (m × 2): for each coordinate a polynomial, least squares."""
    knots, t = np.arange(len(corners)), np.linspace(0, len(corners) - 1, n)
    return np.stack([np.polyval(np.polyfit(knots, values, degree), t) for values in corners.T], axis=1)


def area(size: int, outline: Points) -> Plane:
    """Size × size: 1 inside the closed outline (n × 2, px), 0 outside, smooth over the pixel at its edge."""
    drawn = np.zeros((size, size), np.uint8)
    corners = np.round(np.asarray(outline)[:, :2] * 2**_SUBPIXEL).astype(np.int32)
    cv2.fillPoly(drawn, [corners], 255, cv2.LINE_AA, _SUBPIXEL)
    return drawn.astype(np.float32) / np.float32(255)


def feature(face: Face, indices: Sequence[int], points: Points | None = None) -> Plane:
    """S × S: the area within the mesh points `indices` (a closed outline), or within those of another mesh `points`."""
    mesh = face.points if points is None else points
    return area(face.size, mesh[list(indices)])


def without_lips(face: Face) -> Plane:
    """S × S: 0 on the lips and between them, 1 elsewhere."""
    return 1 - np.clip(1.3 * blur(feature(face, MOUTH), 0.012 * face.d), 0, 1)


def features(face: Face, outlines: Iterable[Sequence[int]]) -> Plane:
    """S × S: the areas of several outlines together."""
    return np.maximum.reduce([feature(face, outline) for outline in outlines])


def line(size: int, points: Points, thickness: float) -> Plane:
    """Size × size: 1 on the open line through `points` (n × 2, px), `thickness` px wide, 0 off it."""
    drawn = np.zeros((size, size), np.uint8)
    corners = np.round(np.asarray(points)[:, :2] * 2**_SUBPIXEL).astype(np.int32)
    cv2.polylines(drawn, [corners], False, 255, max(1, round(thickness)), cv2.LINE_AA, _SUBPIXEL)
    return drawn.astype(np.float32) / np.float32(255)


@once
def oval(face: Face) -> Plane:
    """S × S: the area of the face, from ear to ear and from the forehead to the chin."""
    return feature(face, OVAL)
