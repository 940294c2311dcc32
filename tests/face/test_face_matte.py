"""The hair matte holds the hair and nothing else, with soft edges, and knows when there is none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

pytest.importorskip("mediapipe")

from face_cases import edited, face, framed_in, portrait, turned, wanting

from gpuserver.engines.base import Pixels
from gpuserver.engines.face.arrays import Mask
from gpuserver.engines.face.frame import View
from gpuserver.engines.face.grid import canonical_grid, features, oval
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.mesh import BROWS
from gpuserver.engines.face.smooth import blur, blur_within, guided, smoothstep


def around(x: float, y: float, radius: float, view: View = View.FACE) -> Mask:
    """The pixels within `radius` d of a canonical place."""
    at_x, at_y = canonical_grid(face(view))
    return np.hypot(at_x - x, at_y - y) < radius


@pytest.mark.parametrize("view", View)
def test_hair_is_above_the_forehead_and_beside_it(view: View) -> None:
    alpha = hair_matte(face(view)).alpha
    for x, y in ((0, -1.2), (-0.9, -0.6), (0.9, -0.6)):
        assert alpha[around(x, y, 0.08, view)].mean() > 0.9, (x, y)


@pytest.mark.parametrize("view", View)
def test_face_brows_clothes_and_background_are_no_hair(view: View) -> None:
    alpha = hair_matte(face(view)).alpha
    for x, y in ((0, 0.4), (-0.4, 0.5), (0, 1.2), (0, 1.9), (-1.7, -1.2), (1.7, 0)):
        assert alpha[around(x, y, 0.1, view)].max() < 0.02, (x, y)
    assert alpha[features(face(view), BROWS) > 0.5].mean() < 0.05


def test_the_edge_of_the_hair_is_soft() -> None:
    alpha = hair_matte(face()).alpha
    assert 0.03 < ((alpha > 0.1) & (alpha < 0.9)).sum() / (alpha > 0.5).sum() < 0.4


def test_the_matte_is_the_same_each_time() -> None:
    assert np.array_equal(hair_matte(framed_in(portrait())).alpha, hair_matte(framed_in(portrait())).alpha)


def test_a_mirrored_photo_has_a_mirrored_matte() -> None:
    mirrored = hair_matte(framed_in(np.ascontiguousarray(portrait()[:, ::-1]))).alpha[:, ::-1]
    assert np.abs(mirrored - hair_matte(face()).alpha).mean() < 0.02


def test_a_tilted_head_has_as_much_hair() -> None:
    assert hair_matte(framed_in(turned(20))).area == pytest.approx(hair_matte(face()).area, rel=0.12)


def test_the_matte_says_how_much_hair_there_is_and_how_unlike_skin_it_is() -> None:
    found = hair_matte(face())
    assert 1.5 < found.area < 3.5
    assert found.separation > 20


def test_a_shaven_head_shows_no_hair() -> None:
    """All that was hair painted with the colour and grain of the forehead."""
    matte = hair_matte(face())
    noise = np.random.default_rng(0).normal(0, 2, (512, 512, 1))
    skin = np.median(face().crop[around(0, -0.4, 0.1)], axis=0) + noise
    hair = np.clip(blur((matte.alpha > 0.02).astype(np.float32), 2) * 2, 0, 1)[..., None]
    shaven = framed_in(np.clip(face().crop * (1 - hair) + skin * hair, 0, 255).astype(np.uint8))
    assert hair_matte(shaven).area < 0.1 * matte.area


def long_haired(dress: tuple[int, int, int], *, hair: float = 0.3, cloth: float = 0.0) -> Pixels:
    """The portrait with long hair painted on down to the end of the photo, beside a dress; how strong their strands are."""
    head = face(View.HEAD)
    x, y = canonical_grid(head)
    rng = np.random.default_rng(0)
    strands = cv2.blur(blur(rng.normal(0, 1, y.shape).astype(np.float32), 1.2), (1, 61))
    strands = strands[..., None] / strands.std()
    out = head.image.copy()
    out[y > 1.4] = (190, 200, 205)
    for where, color, strength in (
        ((y > 1.55) & (np.abs(x) < 1.75), dress, cloth),
        ((np.abs(np.abs(x) - 1.2) < 0.5) & (y > -0.35), BROWN, hair),
    ):
        out[where] = (np.asarray(color, np.float32) * (1 + strength * strands))[where]
    return np.clip(blur(out, 0.8) + rng.normal(0, 1.5, out.shape), 0, 255).astype(np.uint8)


BROWN = (114, 92, 52)
"""The portrait's hair, about."""
LOCKS = ((-1.2, 0.6), (-1.2, 2.2), (1.2, 0.6), (1.2, 2.2), (1.2, 3.2))
DRESS = ((0, 1.8), (0, 2.2), (-0.3, 3.0))


@pytest.mark.parametrize("dress", [(40, 60, 140), (200, 190, 170), BROWN])
def test_long_hair_that_fills_the_hem_is_told_from_a_dress_by_colour_or_strands(dress: tuple[int, int, int]) -> None:
    matte = hair_matte(framed_in(long_haired(dress), View.HEAD))
    assert not matte.cut
    for places, least, most in ((LOCKS, 0.9, 1), (DRESS, 0, 0.02)):
        for x, y in places:
            assert least <= matte.alpha[around(x, y, 0.15, View.HEAD)].mean() <= most, (x, y)


@pytest.mark.parametrize(("hair", "cloth"), [(0.01, 0.01), (0.3, 0.3)])
def test_long_hair_over_what_looks_like_it_is_known_not_to_be_told(hair: float, cloth: float) -> None:
    matte = hair_matte(framed_in(long_haired(BROWN, hair=hair, cloth=cloth), View.HEAD))
    assert matte.cut
    assert matte.alpha[around(1.2, 2.2, 0.15, View.HEAD)].max() < 0.02


def test_hair_is_dyed_down_to_the_end_of_the_photo() -> None:
    photo = np.pad(long_haired((40, 60, 140)), ((0, 150), (0, 0), (0, 0)), mode="edge")
    changed = np.abs(edited(photo, wanting("purple hair")).pixels.astype(float) - photo)[540:].mean(axis=2)
    x = np.abs(canonical_grid(face(View.HEAD))[0, -1])
    hair = changed[:, np.abs(x - 1.2) < 0.35].mean(axis=1)
    assert hair.min() > 0.8 * hair.max() > 10
    assert changed[:, x < 0.5].max() == 0


def test_a_guided_filter_follows_the_edges_of_the_guide() -> None:
    guide = np.zeros((60, 60, 3), np.float32)
    guide[:, 30:] = 200
    rough = np.zeros((60, 60), np.float32)
    rough[:, 27:] = 1
    fine = guided(guide, rough, 8, 5.0**2)
    assert fine[30, 28] < 0.45 < 0.95 < fine[30, 33]
    assert np.allclose(guided(guide, np.ones_like(rough), 8, 25.0), 1, atol=1e-3)


def test_a_wide_blur_is_what_a_plain_one_is() -> None:
    values = (oval(face()) * 255).astype(np.float32)
    plain = cv2.GaussianBlur(values, (0, 0), 13)
    assert np.abs(blur(values, 13.0) - plain).max() < 3


def test_a_normalised_blur_carries_colours_outward_unmixed() -> None:
    values = np.zeros((40, 40), np.float32)
    values[:, :20] = 80
    weight = (values > 0).astype(np.float32)
    assert blur_within(values, weight, 6.0)[20, 26] == pytest.approx(80, abs=1)


def test_a_ramp_is_flat_at_both_ends() -> None:
    assert smoothstep(0, 1, [-1, 0, 0.5, 1, 2]).tolist() == [0, 0, 0.5, 1, 1]
    assert smoothstep(1, 0, [0, 1]).tolist() == [1, 0]
