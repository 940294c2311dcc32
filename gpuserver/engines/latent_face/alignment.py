"""FFHQ's alignment: the tilted square round a face in which StyleGAN2 has learnt faces (Karras et al. 2019, app. A)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.engines.latent_face.landmarks import FacePoints, Point

_EYES: Final = 2.0
"""Half the square's side in distances of the eyes, at least."""
_MOUTH: Final = 1.8
"""Half the square's side in distances from eyes to mouth, at least."""
_DOWN: Final = 0.1
"""How far the centre lies from the eyes toward the mouth."""

Plane = NDArray[np.float32]


@dataclass(frozen=True)
class Square:
    """A square in a photo: the middles of its top left, top right and bottom left corner pixels, x and y in pixels."""

    top_left: Point
    top_right: Point
    bottom_left: Point

    @property
    def side(self) -> float:
        """In pixels of the photo."""
        return float(np.hypot(*(self.top_right - self.top_left)))

    @property
    def corners(self) -> NDArray[np.float64]:
        """(4, 2), round the square."""
        bottom_right = self.top_right + self.bottom_left - self.top_left
        return np.stack([self.top_left, self.top_right, bottom_right, self.bottom_left])

    def into_photo(self, size: int) -> NDArray[np.float64]:
        """The affine map (2, 3) from the pixels of an aligned image of `size` to those of the photo."""
        across, down = (self.top_right - self.top_left) / size, (self.bottom_left - self.top_left) / size
        return np.column_stack([across, down, self.top_left + (across + down) / 2])


def face_square(points: FacePoints) -> Square:
    """The square of FFHQ's `recreate_aligned_images`, from the eyes and the corners of the mouth."""
    eyes = (points.left_eye + points.right_eye) / 2
    between = points.right_eye - points.left_eye
    down = (points.mouth_left + points.mouth_right) / 2 - eyes
    across = between - _turned(down)
    across = across / np.hypot(*across) * max(np.hypot(*between) * _EYES, np.hypot(*down) * _MOUTH)
    below = _turned(across)
    centre = eyes + down * _DOWN
    return Square(centre - across - below, centre + across - below, centre - across + below)


def _turned(vector: Point) -> Point:
    """A quarter turn clockwise, as a picture shows it."""
    return np.array((-vector[1], vector[0]))


def aligned(photo: Pixels, square: Square, size: int) -> Pixels:
    """The square of `photo` (H, W, 3) at `size` pixels; what lies beyond the photo mirrors it, as in FFHQ."""
    matrix = square.into_photo(size)
    if square.side > size:  # averaged first: a bilinear reading would skip pixels
        height, width = photo.shape[:2]
        smaller = (max(1, round(width * size / square.side)), max(1, round(height * size / square.side)))
        photo = np.asarray(cv2.resize(photo, smaller, interpolation=cv2.INTER_AREA), np.uint8)
        matrix = _scaled(matrix, smaller[0] / width, smaller[1] / height)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    border = cv2.BORDER_REFLECT_101
    return np.asarray(cv2.warpAffine(photo, matrix, (size, size), flags=flags, borderMode=border), np.uint8)


def _scaled(matrix: NDArray[np.float64], across: float, down: float) -> NDArray[np.float64]:
    """`matrix` into a photo that was resized by `across` and `down`."""
    scale = np.array((across, down))
    out = matrix * scale[:, None]
    out[:, 2] += (scale - 1) / 2  # pixels are counted from their middles
    return out


@dataclass(frozen=True)
class Window:
    """The part of a photo that a square reaches: rows and columns."""

    rows: slice
    columns: slice

    @staticmethod
    def of(square: Square, height: int, width: int) -> Window:
        """The smallest that holds the square's pixels within the photo; it may be empty."""
        low, high = np.floor(square.corners.min(0)), np.ceil(square.corners.max(0)) + 1
        (left, top), (right, bottom) = np.clip(low, 0, (width, height)), np.clip(high, 0, (width, height))
        return Window(slice(int(top), int(bottom)), slice(int(left), int(right)))


def into_window(plane: Plane, square: Square, window: Window) -> Plane:
    """An aligned `plane` (S, S) or (S, S, C) where it lies in the photo's `window`; 0 outside the square."""
    size = plane.shape[0]
    if square.side < size:
        size = max(2, round(square.side))
        plane = np.asarray(cv2.resize(plane, (size, size), interpolation=cv2.INTER_AREA), np.float32)
    matrix = square.into_photo(size)
    matrix[:, 2] -= (window.columns.start, window.rows.start)
    shape = (window.columns.stop - window.columns.start, window.rows.stop - window.rows.start)
    return np.asarray(cv2.warpAffine(plane, matrix, shape, flags=cv2.INTER_LINEAR), np.float32)
