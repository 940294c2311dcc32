"""A photo seen from nearer: a square round one face."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from core.catalogue import action
from core.problems import Code, ProblemError
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.photo.bands import Plane
from gpuserver.engines.photo.engine import Photo


class Three:
    """Sees three faces, 40 px wide, in the middle of the height."""

    def __init__(self, *middles: int) -> None:
        self.middles = middles

    def find(self, rgb: Pixels) -> Sequence[NDArray[np.float64]]:
        del rgb
        return [np.array([[x - 20.0, 80.0, 0.0], [x + 20.0, 120.0, 0.0]]) for x in self.middles]

    def in_front(self, rgb: Pixels) -> Plane:
        return np.zeros(rgb.shape[:2], np.float32)


def photo() -> Pixels:
    pixels = np.zeros((200, 400, 3), np.uint8)
    pixels[..., 0] = np.arange(400) // 2
    return pixels


@pytest.mark.parametrize(
    ("instruction", "middle"),
    [("close-up portrait of the left face", 80), ("close-up portrait of the 2 face", 200), ("右边的脸的头像特写", 330)],
)
def test_the_face_that_is_named_fills_the_photo(instruction: str, middle: int) -> None:
    edited = Photo(people=Three(330, 80, 200)).edit(
        Picture(photo()), [action("edit", instruction=instruction)], Unwatched()
    )
    height, width = edited.pixels.shape[:2]
    assert height == width < 100
    assert abs(int(edited.pixels[0, width // 2, 0]) * 2 - middle) <= 2


def test_a_photo_without_a_face_says_so() -> None:
    with pytest.raises(ProblemError) as caught:
        Photo(people=Three()).edit(Picture(photo()), [action("edit", instruction="close-up portrait")], Unwatched())
    assert caught.value.problem.code is Code.NO_FACE
