"""Edits of a crop, brought into the photo without ever pasting the crop.

Colour and paint come back as the difference between the edited and the unedited crop, so the photo keeps its own
detail; a warp comes back as its displacement field, and the photo's own pixels are moved. What no edit reaches stays
bit for bit.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.engines.face.arrays import Field, Image, Plane
from gpuserver.engines.face.edit import Edit, Layer, Warp
from gpuserver.engines.face.frame import Face, cropped
from gpuserver.engines.face.smooth import smoothstep

_LEAST: Final = 0.5
"""Differences in 0..255 up to this are none: they are below what a pixel can hold."""
_MARGIN: Final = 16
"""Pixels of the photo round a crop that sampling may reach for."""
_RIM: Final = 0.03
"""Share of a crop's side over which edits fade out where the photo goes on beyond the crop."""


class Canvas:
    """The part of a photo in which one person's face is edited, in one view after the other."""

    def __init__(self, photo: Pixels, views: Iterable[Face]) -> None:
        """`photo`: RGB or RGBA, not changed; `views`: all views of the face that edits will come from."""
        self._photo = photo
        self._region = _region(views, photo.shape)
        self._edited = photo[self._region][..., :3].astype(np.float32)

    def crop(self, face: Face) -> Image:
        """What a view of the face shows now."""
        return cropped(self._edited, self._matrix(face), face.size)

    def apply(self, face: Face, before: Image, edit: Edit) -> None:
        """Bring `edit`, made of the crop `before`, into the photo."""
        matrix, rim = self._matrix(face), _rim(face)
        if isinstance(edit, Warp):
            self._edited = self._enlarged_warp(edit, matrix, rim).moved(self._edited)
            difference = edit.paint
        else:
            difference = edit - before
        if difference is not None:
            large = self._enlarged(difference * rim[..., None], matrix)
            self._edited += np.where(np.abs(large).max(axis=2, keepdims=True) > _LEAST, large, 0)

    def finished(self) -> Pixels:
        """The photo with its edits; pixels that changed by half a level or less are the original's."""
        before = self._photo[self._region][..., :3]
        changed = np.abs(self._edited - before).max(axis=2, keepdims=True) > _LEAST
        out = self._photo.copy()
        after = np.clip(np.rint(self._edited), 0, 255).astype(np.uint8)
        out[self._region][..., :3] = np.where(changed, after, before)
        return out

    def _matrix(self, face: Face) -> NDArray[np.float64]:
        """From px of the region to px of the view's crop."""
        rows, columns = self._region
        matrix = face.matrix.copy()
        matrix[:, 2] += matrix[:, :2] @ (columns.start, rows.start)
        return matrix

    def _enlarged_warp(self, warp: Warp, matrix: NDArray[np.float64], rim: Plane) -> Warp:
        """A warp of a crop as one of the region, not painted on."""
        edge, scale = rim[..., None], np.float32(matrix[0, 0])
        layers = tuple(
            Layer(self._enlarged(one.field * edge, matrix) / scale, self._enlarged(one.share * rim, matrix))
            for one in warp.layers
        )
        return Warp(self._enlarged(warp.field * edge, matrix) / scale, layers=layers)

    def _enlarged(self, values: Image | Field, to_crop: NDArray[np.float64]) -> Image:
        """What a crop holds, at the scale and place of the region; 0 outside the crop."""
        scale = float(to_crop[0, 0])
        if scale > 1.4:  # the crop is larger than the photo: average what falls on one pixel
            values = np.asarray(cv2.GaussianBlur(values, (0, 0), 0.45 * scale), np.float32)
        flags = (cv2.INTER_CUBIC if scale < 1 else cv2.INTER_LINEAR) | cv2.WARP_INVERSE_MAP
        size = (self._edited.shape[1], self._edited.shape[0])
        return np.asarray(cv2.warpAffine(values, to_crop, size, flags=flags, borderValue=(0, 0, 0)), np.float32)


def _region(views: Iterable[Face], shape: tuple[int, ...]) -> tuple[slice, slice]:
    """Rows and columns of the photo that the views show."""
    corners: list[NDArray[np.float64]] = []
    for face in views:
        scale = face.matrix[0, 0]
        corners += [-face.matrix[:, 2] / scale - _MARGIN, (face.size - face.matrix[:, 2]) / scale + _MARGIN]
    left, top = np.maximum(0, np.floor(np.min(corners, axis=0))).astype(int)
    right, bottom = np.minimum((shape[1], shape[0]), np.ceil(np.max(corners, axis=0))).astype(int)
    return slice(top, bottom), slice(left, right)


def _rim(face: Face) -> Plane:
    """1 in the crop, falling to 0 at those of its sides beyond which the photo goes on."""
    size, reach = face.size, _RIM * face.size
    at = np.arange(size, dtype=np.float32)
    ramp = smoothstep(0, reach, at)
    out = np.ones((size, size), np.float32)
    for axis in (0, 1):
        edges = np.moveaxis(face.inside, axis, 0)
        first, last = (ramp if edges[side].any() else np.ones_like(ramp) for side in (0, -1))
        sides = first * last[::-1]
        out *= sides[:, None] if axis == 0 else sides[None]
    return out
