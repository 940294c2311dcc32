"""A face in its frame: an upright-sized crop of the photo, the mesh in it, and units of the face.

Everything that edits a face measures in `d`, the distance of the outer eye corners in space, along the face's own axes:
x to the picture's right, y down to the chin, from the middle between the eyes. Roll is free then, and yaw foreshortens
by itself. Typical: brows at y −.25, hairline −.9, mouth corners (±.33, .68), chin 1.25, half width of the oval .78.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.engines.face.arrays import Field, Image, Mask, Plane, Points
from gpuserver.engines.face.landmarks import FaceFinder
from gpuserver.engines.face.mesh import CHIN, FOREHEAD, LEFT_EYE_CORNERS, RIGHT_EYE_CORNERS, width

SIZE: Final = 512
"""Side of a crop, px."""
_NEAR: Final = 0.35
"""A mesh found again in the crop is the same face when its eyes lie within this many d of where they were."""


class View(Enum):
    """How much of the photo a crop shows: its side, and how far its centre lies below the eyes, in d."""

    FACE = (4.2, 0.22)
    """Face and short hair, as large as possible."""
    HEAD = (5.4, 0.85)
    """Long hair too, down over the shoulders."""
    LONG = (7.6, 1.9)
    """Hair that goes on below them."""

    def __init__(self, side: float, below: float) -> None:
        self.side = side
        self.below = below


@dataclass(frozen=True, eq=False)
class Face:
    """One face, its crop and its measures. Compared by identity, so that what is computed of it can be remembered."""

    crop: Pixels
    """S × S × 3, RGB; beyond the photo's edge its last pixels are repeated."""
    points: Points
    """478 × 3: the mesh in px of the crop; z in the same scale, smaller is nearer."""
    matrix: NDArray[np.float64]
    """2 × 3: from px of the photo to px of the crop."""
    inside: Mask
    """Where the crop shows the photo."""
    person: Plane
    """How surely a pixel belongs to a person, 0..1."""
    others: tuple[Points, ...] = ()
    """The meshes of the photo's other faces, in px of the crop."""
    pause: Callable[[], None] = lambda: None
    """To be called between the parts of long work. Raises Cancelled when nobody wants the picture any more."""

    before: tuple[Face, Field] | None = None
    """The face before an edit moved its hair, and how the pixels moved (S × S × 2, px)."""

    @property
    def size(self) -> int:
        """Side of the crop, px."""
        return self.crop.shape[0]

    @cached_property
    def image(self) -> Image:
        """The crop as floats, the start of every edit."""
        return self.crop.astype(np.float32)

    @cached_property
    def d(self) -> float:
        """Distance of the outer eye corners in space, px of the crop."""
        return width(self.points)

    @cached_property
    def origin(self) -> Points:
        """The middle between the outer eye corners, px of the crop (3 numbers)."""
        return _middle(self.points)

    @cached_property
    def axes(self) -> NDArray[np.float64]:
        """3 × 3: the unit vectors ex, ey, ez of the face as rows, in the crop's space."""
        across = self.points[RIGHT_EYE_CORNERS[1]] - self.points[LEFT_EYE_CORNERS[0]]
        ex = across / np.linalg.norm(across)
        down = self.points[CHIN] - self.points[FOREHEAD]
        down = down - ex * (down @ ex)
        ey = down / np.linalg.norm(down)
        return np.stack([ex, ey, np.cross(ex, ey)])

    @cached_property
    def canonical(self) -> Points:
        """478 × 3: the mesh along the face's axes, in d."""
        return (self.points - self.origin) @ self.axes.T / self.d

    @property
    def yaw(self) -> float:
        """Degrees that the face is turned aside; 0 is frontal, positive toward the picture's right."""
        return float(np.degrees(np.arcsin(np.clip(self.axes[0, 2], -1, 1))))

    @property
    def roll(self) -> float:
        """Degrees that the face is tilted in the picture; positive is clockwise."""
        return float(np.degrees(np.arctan2(self.axes[0, 1], self.axes[0, 0])))


def framed(
    photo: Pixels,
    mesh: Points,
    finder: FaceFinder,
    *,
    view: View = View.FACE,
    others: tuple[Points, ...] = (),
    size: int = SIZE,
    pause: Callable[[], None] = lambda: None,
) -> Face:
    """The face of `mesh` (px of `photo`, RGB) in its frame; mesh and person are looked for again in the crop."""
    matrix = _matrix(mesh, view, size)
    pixels = np.clip(np.rint(cropped(photo, matrix, size)), 0, 255).astype(np.uint8)
    inside = cv2.warpAffine(np.ones(photo.shape[:2], np.uint8), matrix, (size, size)) > 0
    pause()
    first = moved(mesh, matrix)
    points = _same(finder.close_up(pixels), first)
    pause()
    person = finder.person(pixels)
    pause()
    rest = tuple(moved(other, matrix) for other in others)
    return Face(pixels, first if points is None else points, matrix, inside, person, rest, pause)


def cropped(photo: Pixels | Image, matrix: NDArray[np.float64], size: int) -> Image:
    """`photo` under `matrix`, `size` × `size` px, each pixel the mean of those that it stands for."""
    scale = float(matrix[0, 0])
    image = photo.astype(np.float32)
    if scale < 0.7:
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), 0.45 / scale), np.float32)
    flags = cv2.INTER_LINEAR if scale < 1 else cv2.INTER_CUBIC
    out = cv2.warpAffine(image, matrix, (size, size), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.clip(np.asarray(out, np.float32), 0, 255)


def moved(mesh: Points, matrix: NDArray[np.float64]) -> Points:
    """A mesh in px of the photo, in px of the crop."""
    return np.column_stack([mesh[:, :2] @ matrix[:, :2].T + matrix[:, 2], mesh[:, 2] * matrix[0, 0]])


def _matrix(mesh: Points, view: View, size: int) -> NDArray[np.float64]:
    down = mesh[CHIN, :2] - mesh[FOREHEAD, :2]
    d = width(mesh)
    x, y = _middle(mesh)[:2] + down / np.linalg.norm(down) * view.below * d
    scale = size / (view.side * d)
    middle = (size - 1) / 2
    return np.array([[scale, 0, middle - x * scale], [0, scale, middle - y * scale]])


def _middle(mesh: Points) -> Points:
    return (mesh[LEFT_EYE_CORNERS[0]] + mesh[RIGHT_EYE_CORNERS[1]]) / 2


def _same(found: tuple[Points, ...], first: Points) -> Points | None:
    """Of the meshes `found` in the crop, the one that lies where `first` does."""
    apart = [float(np.linalg.norm((_middle(mesh) - _middle(first))[:2])) for mesh in found]
    nearest = int(np.argmin(apart)) if apart else -1
    return found[nearest] if apart and apart[nearest] < _NEAR * width(first) else None
