"""What stands in front of a small photo, where something that sees people and things is installed (the `faces` extra)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import Plane

_FAINT: Final = 0.45
"""Highest score up to which nothing was seen."""
_PLAIN: Final = 0.85
"""Highest score from which what was seen is plainly there."""
_LEAST: Final = 0.06
"""Share of the picture that it must fill to be what the photo is of, where no face is seen."""


class People(Protocol):
    """Finds faces, and what stands in front; safe to call from several threads."""

    def find(self, rgb: Pixels) -> Sequence[NDArray[np.float64]]:
        """The points (x, y and z in px) of each face."""
        ...

    def in_front(self, rgb: Pixels) -> Plane:
        """Height × width: how surely each pixel belongs to what stands in front, 0..1."""
        ...


@dataclass(frozen=True)
class Foreground:
    """What was seen in front."""

    score: Plane
    """0..1, where 1 is the surest part of it."""
    sure: bool
    """Whether it is what the photo is of: plainly there and large, or with a face."""


def foreground(small: Pixels, people: People, size: tuple[int, int]) -> Foreground | None:
    """What stands in front in `small`, on a plane of `size` (width, height); None where nothing was seen."""
    seen = people.in_front(small)
    score = np.asarray(cv2.resize(seen, size, interpolation=cv2.INTER_AREA), np.float32)
    peak = float(np.percentile(score, 99))
    if peak < _FAINT:
        return None
    sure = peak > _PLAIN and float((score > 0.5).mean()) > _LEAST
    return Foreground(np.clip(score / peak, 0, 1), sure or shows_face(small, people, seen))


def shows_face(small: Pixels, people: People, seen: Plane) -> bool:
    """Whether a face in `small` lies in what was `seen`, of the same size (0..1)."""
    height, width = seen.shape
    middles = [face[:, :2].mean(axis=0) for face in people.find(small)]
    return any(0 <= x < width and 0 <= y < height and seen[int(y), int(x)] > 0.5 for x, y in middles)
