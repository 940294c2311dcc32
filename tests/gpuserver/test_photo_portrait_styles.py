"""What makes a style recognisable on a portrait, and what it leaves of the face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.photo.filters import FILTERS
from gpuserver.engines.photo.filters.faces import find_faces
from gpuserver.raster.texture import Plane

_MIDDLE: Final = (100, 90)
_AXES: Final = (38, 50)


@dataclass(frozen=True)
class Knows:
    """Someone who knows where the face of the test's photo is."""

    def find(self, rgb: Pixels) -> Sequence[NDArray[np.float64]]:
        """Points round the face, at the size of `rgb`."""
        scale = rgb.shape[1] / 200
        turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        ring = [scale * (_MIDDLE[at] + _AXES[at] * wave) for at, wave in enumerate((np.cos(turn), np.sin(turn)))]
        return [np.stack([*ring, np.zeros(40)], 1)]

    def in_front(self, rgb: Pixels) -> Plane:
        """All of it."""
        return np.ones(rgb.shape[:2], np.float32)


@pytest.fixture(scope="module")
def portrait() -> Pixels:
    """A face with eyes and a mouth, softly lit, before a grainy blue wall."""
    rng = np.random.default_rng(3)
    picture = np.full((200, 200, 3), (90, 120, 165), np.float32)
    picture += np.linspace(30, -30, 200, dtype=np.float32)[:, None, None]
    cv2.ellipse(picture, _MIDDLE, _AXES, 0, 0, 360, (224, 172, 142), -1, cv2.LINE_AA)
    cv2.ellipse(picture, (118, 96), (16, 40), 0, 0, 360, (204, 150, 120), -1, cv2.LINE_AA)
    cv2.rectangle(picture, (50, 150), (150, 200), (180, 40, 50), -1)
    for x in (86, 114):
        cv2.ellipse(picture, (x, 80), (7, 5), 0, 0, 360, (40, 30, 34), -1, cv2.LINE_AA)
    cv2.ellipse(picture, (100, 116), (15, 5), 0, 0, 360, (160, 70, 76), -1, cv2.LINE_AA)
    picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.7)) + rng.normal(0, 5, picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8)


def styled(portrait: Pixels, name: str) -> NDArray[np.float32]:
    """The portrait in a style."""
    return FILTERS[name](portrait, Unwatched(), Knows()).astype(np.float32)


def cheek(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """A piece of the face without features."""
    return picture[90:106, 70:92]


def steps(picture: NDArray[np.float32]) -> float:
    """The share of neighbours that differ."""
    return float((np.abs(np.diff(picture, axis=1)).max(-1) > 3).mean())


def test_faces_are_where_they_are_seen_and_as_wide() -> None:
    faces = find_faces(np.zeros((200, 200, 3), np.uint8), Knows())
    assert faces.across == pytest.approx(2 * _AXES[0], abs=2)
    assert faces.plane[90, 100] > 0.99
    assert faces.plane[10, 10] == 0


def test_without_something_that_finds_faces_skin_stands_for_them(portrait: Pixels) -> None:
    faces = find_faces(portrait, None)
    assert faces.plane[100, 80] > 0.8 > 0.2 > faces.plane[20, 20]


@pytest.mark.parametrize("name", ["anime", "paper-cut", "low-poly"])
def test_flat_styles_leave_flat_areas(portrait: Pixels, name: str) -> None:
    assert steps(styled(portrait, name)) < 0.6 * steps(portrait.astype(np.float32))


def test_anime_has_dark_lines_round_what_is_drawn(portrait: Pixels) -> None:
    rim = styled(portrait, "anime")[84:100, 58:68].max(-1)
    assert rim.min() < 0.75 * portrait[84:100, 58:68].max(-1).min()


def test_facets_are_smaller_in_a_face(portrait: Pixels) -> None:
    picture = styled(portrait, "low-poly")
    assert steps(picture[60:120, 70:130]) > 1.3 * steps(picture[5:45, 5:195])


@pytest.mark.parametrize("name", ["chalk", "van-gogh", "oil", "watercolor"])
def test_a_cheek_is_neither_scratched_nor_blotched(portrait: Pixels, name: str) -> None:
    light = cheek(styled(portrait, name)).mean(-1)
    assert light.std() < 0.10 * light.mean()


def test_embroidery_lies_on_linen(portrait: Pixels) -> None:
    picture = styled(portrait, "embroidery")
    border = np.concatenate([picture[:4].reshape(-1, 3), picture[-4:].reshape(-1, 3)])
    assert border.mean() > 170
    assert np.ptp(border.mean(0)) < 40


def test_the_future_keeps_the_colour_of_skin(portrait: Pixels) -> None:
    picture = styled(portrait, "futuristic")
    assert cheek(picture)[..., 0].mean() > cheek(picture)[..., 2].mean() - 12
    assert picture[10:40, 10:190, 2].mean() > 1.5 * picture[10:40, 10:190, 0].mean()


@pytest.mark.parametrize("name", ["isometric", "mosaic", "low-poly", "paper-cut", "chalk", "embroidery", "anime"])
def test_eyes_are_still_dark_in_a_light_face(portrait: Pixels, name: str) -> None:
    picture = styled(portrait, name).mean(-1)
    eyes = min(picture[76:85, 82:91].mean(), picture[76:85, 110:119].mean())
    assert eyes < 0.82 * picture[92:104, 76:92].mean()
