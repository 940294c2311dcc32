"""A photo seen from nearer: what is left of it round one face."""

from __future__ import annotations

from typing import Final

import numpy as np

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.face.choose import chosen, from_left
from gpuserver.engines.photo.people import People

_ROOM: Final = 1.9
"""Side of what is left, as a share of the face's height from brow to chin: hair and shoulders belong to it."""


def close_up(pixels: Pixels, people: People | None, whom: str) -> Pixels:
    """A square of `pixels` round the face that `whom` names, the largest where it names none.

    Raises ProblemError (no_face) where none is seen.
    """
    faces = from_left(people.find(np.ascontiguousarray(pixels[..., :3]))) if people else ()
    if not faces:
        raise ProblemError(Code.NO_FACE, "no face was found in the photo")
    face = faces[chosen(faces, whom)[0]][:, :2]
    (left, top), (right, bottom) = face.min(axis=0), face.max(axis=0)
    height, width = pixels.shape[:2]
    side = min(round(_ROOM * float(max(right - left, bottom - top))), height, width)
    x = int(np.clip((left + right - side) / 2, 0, width - side))
    y = int(np.clip((top + bottom - side) / 2, 0, height - side))
    return np.ascontiguousarray(pixels[y : y + side, x : x + side])
