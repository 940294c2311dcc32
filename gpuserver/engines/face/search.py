"""Every face of a photo, also those far smaller than it: a detector of far faces tells where to look closer.

What it tells is believed only where the close look finds a face of that size.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.engines.face.arrays import Points
from gpuserver.engines.face.mesh import OVAL, width

MOST_FACES: Final = 6
"""Of more, the largest."""
_LONG_SIDE: Final = 1600
"""A photo is looked at with at most this long side, px: the detectors' own input is far smaller."""
_TILE: Final = 512
"""Side of the squares that are searched one by one, px: in them the detector sees eyes that are 20 px apart."""
_STEP: Final = 384
_NEAR: Final = 1 / 10
"""Width of a face, as a share of the photo's long side, from which the photo was taken from near: no squares then."""
_AROUND: Final = 2.2
"""Side of what is looked at closely, in sides of the box that was found."""
_SURE: Final = (3.2, 1.5)
"""Sides of the squares round a mesh, in its own, in one of which the detector of far faces must see a face too."""


class Looker(Protocol):
    """The two models that a search takes."""

    def close_up(self, rgb: Pixels) -> tuple[Points, ...]:
        """The meshes (478 × 3, px) of faces that are large in the picture."""
        ...

    def far(self, rgb: Pixels) -> Points:
        """Boxes (n × 4: left, top, right, bottom; px) of what may be faces, also small ones."""
        ...


def every_face(photo: Pixels, looker: Looker) -> tuple[Points, ...]:
    """A mesh (478 × 3, px of the photo) for every face, the largest first, at most `MOST_FACES`.

    Both models must agree: each alone sees faces in clocks, drawn cats and engines.
    """
    found = [mesh for mesh in looker.close_up(photo) if _seen_from_afar(photo, looker, mesh)]
    _add(found, photo, looker, looker.far(photo))
    if max(map(width, found), default=0.0) < _NEAR * max(photo.shape[:2]):
        for part, scale, corner in _squares(photo):
            _add(found, photo, looker, looker.far(part) / scale + corner)
    return tuple(sorted(found, key=width, reverse=True)[:MOST_FACES])


def looked_at(photo: Pixels) -> tuple[Pixels, float]:
    """The photo as large as it is looked at, and how far it was scaled for that."""
    scale = min(1.0, _LONG_SIDE / max(photo.shape[:2]))
    if scale == 1.0:
        return photo, scale
    return np.asarray(cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8), scale


def _squares(photo: Pixels) -> Iterator[tuple[Pixels, float, NDArray[np.float64]]]:
    """Parts of the photo that overlap, how far they were scaled, and where they lie (left, top, left, top; px)."""
    seen, scale = looked_at(photo)
    tops, lefts = (range(0, max(1, side - _TILE + _STEP), _STEP) for side in seen.shape[:2])
    for top in tops:
        for left in lefts:
            part = np.ascontiguousarray(seen[top : top + _TILE, left : left + _TILE], np.uint8)
            yield part, scale, np.array([left, top, left, top]) / scale


def _add(found: list[Points], photo: Pixels, looker: Looker, boxes: Points) -> None:
    """Add to `found` the faces in `boxes` that are not in it yet."""
    for box in boxes:
        if not any(_holds(box, mesh) for mesh in found) and (mesh := _closer(photo, looker, box)) is not None:
            found.append(mesh)


def _closer(photo: Pixels, looker: Looker, box: NDArray[np.float64]) -> Points | None:
    """The face in `box`; None where the close look finds none."""
    middle, side = (box[:2] + box[2:]) / 2, float((box[2:] - box[:2]).max())
    part, corner = _square(photo, middle, _AROUND * side)
    meshes = [mesh + np.append(corner, 0) for mesh in looker.close_up(part)] if part.size else []
    sure = [mesh for mesh in meshes if _holds(box, mesh) and _seen_from_afar(photo, looker, mesh)]
    return max(sure, key=width, default=None)


def _seen_from_afar(photo: Pixels, looker: Looker, mesh: Points) -> bool:
    """Whether the detector of far faces sees this one."""
    outline = mesh[list(OVAL), :2]
    for around in _SURE:
        part, corner = _square(photo, outline.mean(axis=0), around * float(np.ptp(outline, axis=0).max()))
        if part.size and any(_holds(box, mesh) for box in looker.far(part) + np.tile(corner, 2)):
            return True
    return False


def _square(photo: Pixels, middle: Points, side: float) -> tuple[Pixels, NDArray[np.intp]]:
    """What the photo shows of a square, and where that begins (left, top; px)."""
    first = np.maximum(0, np.floor(middle - side / 2)).astype(int)
    last = np.maximum(0, np.ceil(middle + side / 2)).astype(int)
    return np.ascontiguousarray(photo[first[1] : last[1], first[0] : last[0]]), first


def _holds(box: NDArray[np.float64], mesh: Points) -> bool:
    """Whether the middle of the face lies in the box."""
    middle = mesh[list(OVAL), :2].mean(axis=0)
    return bool((middle > box[:2]).all() and (middle < box[2:]).all())
