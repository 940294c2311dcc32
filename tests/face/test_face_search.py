"""Faces are found where they are small in a wide photo, each once, and where there are none none is found."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest
import skimage.data

pytest.importorskip("mediapipe")

from face_cases import FINDER, edited, portrait, wanting

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.face.arrays import Points
from gpuserver.engines.face.choose import from_left
from gpuserver.engines.face.mesh import OVAL, width

WIDTH = 60.6
"""Of the portrait's own face, px."""
PLACES = (240, 720, 1180)
"""Columns of the middles of three people."""


@cache
def row(*widths: float, shape: tuple[int, int] = (720, 1400)) -> Pixels:
    """People with faces of these widths (px), at `PLACES`, before a wall that is lighter to the right."""
    wall = np.linspace(90, 200, shape[1])[None, :, None] * np.array([1.0, 0.95, 0.85])
    out = np.broadcast_to(wall, (*shape, 3)).astype(np.uint8)
    for place, apart in zip(PLACES, widths, strict=False):
        one = cv2.resize(portrait(), None, fx=apart / WIDTH, fy=apart / WIDTH, interpolation=cv2.INTER_AREA)
        left, top = place - one.shape[1] // 2, (shape[0] - one.shape[0]) // 2
        out[top : top + one.shape[0], left : left + one.shape[1]] = one
    return out


def middles(meshes: tuple[Points, ...]) -> list[float]:
    return [float(mesh[list(OVAL), 0].mean()) for mesh in from_left(meshes)]


def photo(name: str, scale: float = 1.0) -> Pixels:
    """A picture of scikit-image's, RGB."""
    image = getattr(skimage.data, name)()
    image = image if image.ndim == 3 else np.repeat(image[..., None], 3, axis=2)
    return np.asarray(cv2.resize(image[..., :3], None, fx=scale, fy=scale), np.uint8)


@pytest.mark.parametrize("widths", [(22, 22, 22), (20, 34, 52)])
def test_three_people_side_by_side_in_a_wide_photo_are_all_found(widths: tuple[float, ...]) -> None:
    found = from_left(FINDER.find(row(*widths)))
    assert [width(mesh) for mesh in found] == pytest.approx(widths, rel=0.06)
    assert np.abs(np.subtract(middles(found), PLACES)).max() < 1.5 * max(widths)


def test_a_near_look_alone_would_miss_them() -> None:
    assert len(FINDER.close_up(row(22, 22, 22))) < 3


def test_a_small_face_is_found_where_it_is_when_seen_alone() -> None:
    wide = row(30)
    (mesh,) = FINDER.find(wide)
    first = np.array([PLACES[0] - 160, 200])
    near = np.ascontiguousarray(wide[first[1] : first[1] + 320, first[0] : first[0] + 320])
    (alone,) = FINDER.find(near)
    apart = np.linalg.norm(mesh[:468, :2] - first - alone[:468, :2], axis=1)
    assert np.median(apart) < 0.03 * width(mesh)


def test_the_middle_one_of_three_small_people_is_edited_alone() -> None:
    before = row(24, 24, 24)
    where = (edited(before, wanting("lipstick", target="the person in the middle")).pixels != before).any(axis=2)
    _, columns = np.nonzero(where)
    assert len(columns) > 20
    assert np.abs(columns - PLACES[1]).max() < 60


def test_people_whose_faces_are_too_small_to_edit_are_told_so() -> None:
    with pytest.raises(ProblemError) as caught:
        edited(row(18, 18, 18), wanting("lipstick", target="left"))
    assert caught.value.problem.code is Code.FACE_TOO_SMALL


@pytest.mark.parametrize(
    ("name", "scale"),
    [("coffee", 1.0), ("cat", 1.0), ("cat", 2.5), ("clock", 1.0), ("colorwheel", 1.0), ("grass", 1.0), ("rocket", 2.0)],
)
def test_where_there_is_no_face_none_is_found(name: str, scale: float) -> None:
    assert FINDER.find(photo(name, scale)) == ()


def test_a_drawn_smiley_is_no_face() -> None:
    drawn = np.full((400, 400, 3), 255, np.uint8)
    cv2.circle(drawn, (200, 200), 150, (255, 220, 60), -1, cv2.LINE_AA)
    for x in (145, 255):
        cv2.circle(drawn, (x, 160), 16, (30, 30, 30), -1, cv2.LINE_AA)
    cv2.ellipse(drawn, (200, 220), (80, 60), 0, 20, 160, (30, 30, 30), 8, cv2.LINE_AA)
    assert FINDER.find(drawn) == ()
