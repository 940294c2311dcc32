"""People in a small photo, where something that finds them is installed (the `faces` extra)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import Plane

_LEAST: Final = 0.03
"""Share of the picture that people must fill to be its subject."""
_UNSURE: Final = 0.2
"""Share of the found pixels that may be neither people nor not, where no face is seen."""


class People(Protocol):
    """Finds faces and people; safe to call from several threads."""

    def find(self, rgb: Pixels) -> Sequence[NDArray[np.float64]]:
        """The points (x, y and z in px) of each face."""
        ...

    def person(self, rgb: Pixels) -> Plane:
        """Height × width: how surely each pixel belongs to a person, 0..1."""
        ...


@dataclass(frozen=True)
class SeenPeople:
    """The people in a photo."""

    mask: NDArray[np.uint8]
    """0 or 1."""
    sure: bool
    """Whether a face is among them: then they are what the photo is of."""


def seen_people(small: Pixels, people: People, size: tuple[int, int]) -> SeenPeople | None:
    """The people in `small`, as a mask of `size` (width, height); None where none fill enough of it."""
    score = people.person(small)
    mask = (cv2.resize(score, size, interpolation=cv2.INTER_AREA) > 0.5).astype(np.uint8)
    if mask.mean() < _LEAST:
        return None
    height, width = score.shape
    for face in people.find(small):
        x, y = face[:, :2].mean(axis=0)
        if 0 <= x < width and 0 <= y < height and score[int(y), int(x)] > 0.5:
            return SeenPeople(mask, sure=True)
    unsure = float(((score > 0.15) & (score < 0.85)).sum()) / max(1.0, float((score > 0.5).sum()))
    return SeenPeople(mask, sure=False) if unsure < _UNSURE else None
