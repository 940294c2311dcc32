"""A face is measured in units of itself, however it lies in the photo."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

pytest.importorskip("mediapipe")

from face_cases import FINDER, couple, face, framed_in, portrait, scaled, turned

from gpuserver.engines.face.arrays import Points
from gpuserver.engines.face.choose import chosen, from_left, labelled
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.frame import View
from gpuserver.engines.face.grid import canonical_grid, oval, to_crop
from gpuserver.engines.face.mesh import CHIN, COUNT, MOUTH_CORNERS, OVAL
from gpuserver.engines.face.person import person_matte
from gpuserver.engines.face.skin import skin_model, skin_probability


def apart(one: Points, other: Points) -> float:
    """Mean distance of two canonical meshes in the picture plane, d; the irises move and are left out."""
    return float(np.linalg.norm((one - other)[:468, :2], axis=1).mean())


def test_a_face_has_its_features_where_faces_have_them() -> None:
    at = face().canonical
    assert at.shape == (COUNT, 3)
    assert 1.1 < at[CHIN, 1] < 1.5
    assert np.allclose(np.abs(at[list(MOUTH_CORNERS), 0]), 0.35, atol=0.08)
    assert np.ptp(at[list(OVAL), 0]) == pytest.approx(1.55, abs=0.15)


def test_the_crop_shows_the_face_at_one_size() -> None:
    assert face().d == pytest.approx(512 / 4.2, rel=0.06)
    assert face(View.HEAD).d == pytest.approx(512 / 5.4, rel=0.06)


@pytest.mark.parametrize("degrees", [-30, -12, 20, 35])
def test_a_tilted_head_measures_the_same(degrees: int) -> None:
    tilted = framed_in(turned(degrees))
    assert tilted.roll - face().roll == pytest.approx(degrees, abs=3)
    assert apart(tilted.canonical, face().canonical) < 0.04


@pytest.mark.parametrize("factor", [0.5, 1.6])
def test_a_smaller_or_larger_photo_measures_the_same(factor: float) -> None:
    assert apart(framed_in(scaled(factor)).canonical, face().canonical) < 0.04


def test_a_mirrored_face_is_turned_the_other_way() -> None:
    mirrored = framed_in(np.ascontiguousarray(portrait()[:, ::-1]))
    assert mirrored.yaw == pytest.approx(-face().yaw, abs=3)
    assert mirrored.roll == pytest.approx(-face().roll, abs=2)


def test_canonical_coordinates_lead_back_to_their_pixels() -> None:
    where = np.array([[100, 200], [256, 256], [400, 90]])
    x, y = canonical_grid(face())
    at = np.array([[x[row, column], y[row, column]] for column, row in where])
    assert np.allclose(to_crop(face(), at), where, atol=0.01)


def test_beyond_the_edge_of_the_photo_the_crop_is_marked() -> None:
    tight = framed_in(np.ascontiguousarray(portrait()[40:260, 120:330]))
    assert tight.inside.mean() < 0.95
    assert tight.inside[256, 256]


def test_a_blurred_photo_is_known_to_be_soft() -> None:
    soft = framed_in(np.asarray(cv2.GaussianBlur(portrait(), (0, 0), 1.5), np.uint8))
    assert sharpness(soft) > sharpness(face()) + 0.5


def test_skin_is_found_on_the_face_and_not_on_the_clothes() -> None:
    x, y = canonical_grid(face())
    probability = skin_probability(face())
    cheeks = (np.abs(np.abs(x) - 0.4) < 0.1) & (np.abs(y - 0.45) < 0.1)
    suit = (np.abs(x) < 0.3) & (np.abs(y - 1.8) < 0.08)
    assert np.median(probability[cheeks]) > 0.6
    assert np.median(probability[suit]) < 0.1
    assert 50 < skin_model(face()).median[0] < 90


def test_the_person_is_parted_from_the_background() -> None:
    matte = person_matte(face())
    assert matte[oval(face()) > 0.9].mean() > 0.97
    assert matte[:60, :60].max() < 0.05


def test_both_of_two_people_are_found_and_each_has_only_their_own_pixels() -> None:
    meshes = from_left(FINDER.find(couple()))
    assert len(meshes) == 2
    larger = framed_in(couple(), View.HEAD)
    neighbour = larger.others[0][:, :2].mean(axis=0).round().astype(int)
    assert 0 <= neighbour[0] < larger.size
    assert person_matte(larger)[neighbour[1], neighbour[0]] == 0


THREE = tuple(np.array([[x, 0.0, 0.0]] * COUNT) for x in (100.0, 300.0, 500.0))
for mesh, size in zip(THREE, (30.0, 20.0, 60.0), strict=True):
    mesh[263, 0] += size


@pytest.mark.parametrize(
    ("words", "index"),
    [
        ("the person on the left", 0),
        ("the woman on the right", 2),
        ("the one in the middle", 1),
        ("the second from the left", 1),
        ("the first from the right", 2),
        ("face 2", 1),
        ("2", 1),
        ("#3", 2),
        ("the third person", 2),
        ("左边的人", 0),
        ("右边那位", 2),
        ("中间的人", 1),
        ("第二个", 1),
        ("右边数第三个", 0),
        ("3号", 2),
        ("", 2),
        ("her", 2),
    ],
)
def test_a_face_is_named_by_its_place_or_number_or_is_the_largest(words: str, index: int) -> None:
    assert chosen(THREE, words) == (index,)


@pytest.mark.parametrize("words", ["everyone", "both of them", "所有人"])
def test_everyone_is_every_face(words: str) -> None:
    assert chosen(THREE, words) == (0, 1, 2)


def test_a_face_that_is_not_there_is_refused() -> None:
    with pytest.raises(Exception, match="only 3 faces"):
        chosen(THREE, "the fifth one")


def test_a_preview_numbers_the_faces() -> None:
    shown = labelled(couple(), from_left(FINDER.find(couple())))
    assert shown.shape == couple().shape
    assert 0.005 < (shown != couple()).any(axis=2).mean() < 0.2
