"""FFHQ's square round a face, the way into it, and the way back into the photo."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from latent_faces import mesh, photo
from numpy.typing import NDArray
from PIL import Image

from gpuserver.engines.base import Pixels
from gpuserver.engines.latent_face.alignment import Square, aligned, face_square
from gpuserver.engines.latent_face.blend import blend
from gpuserver.engines.latent_face.landmarks import face_points


def square(**where: float) -> Square:
    return face_square(face_points(mesh(**where)))


def inside(one: Square, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Which pixels of a photo of `shape` the square reaches."""
    across, down = one.top_right - one.top_left, one.bottom_left - one.top_left
    y, x = np.mgrid[: shape[0], : shape[1]]
    offset = np.stack([x, y], -1) - one.top_left
    shares = [(offset @ axis) / (axis @ axis) for axis in (across, down)]
    return np.logical_and.reduce([(share >= 0) & (share <= 1) for share in shares])


def renders(size: int = 64) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    random = np.random.default_rng(1)
    before = random.uniform(0, 255, (size, size, 3)).astype(np.float32)
    after = before.copy()
    after[size // 4 : size // 2] += 60
    return before, np.clip(after, 0, 255)


def test_the_square_is_ffhqs() -> None:
    """Karras et al.'s recreate_aligned_images, on numbers: eyes 24 apart, mouth 26.4 below them."""
    one = square(x=80, y=55, eyes=24)
    half = max(2.0 * 24, 1.8 * 26.4)
    centre = np.array((80, 55 + 0.1 * 26.4))
    np.testing.assert_allclose(one.corners, centre + half * np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]))


def test_a_tilted_face_has_a_tilted_square() -> None:
    upright, turned = square(), square(turn=0.4)
    assert turned.side == pytest.approx(upright.side)
    cos, sin = np.cos(0.4), np.sin(0.4)
    about = np.array((80, 55))
    np.testing.assert_allclose(turned.corners, (upright.corners - about) @ np.array(((cos, sin), (-sin, cos))) + about)


@pytest.mark.parametrize("turn", [0.0, 0.3, -1.2])
def test_aligning_is_pillows_quad_transform(turn: float) -> None:
    picture = photo(240, 240)
    one = square(x=120, y=110, eyes=22, turn=turn)
    corners = one.corners[[0, 3, 2, 1]] + 0.5
    quad = Image.fromarray(picture).transform(
        (96, 96), Image.Transform.QUAD, tuple(corners.flatten()), Image.Resampling.BILINEAR
    )
    difference = np.abs(aligned(picture, one, 96).astype(int) - np.asarray(quad).astype(int))
    assert difference.max() <= 4
    assert difference.mean() < 1


def test_a_large_face_is_averaged_and_not_thinned_out() -> None:
    checks = (np.indices((400, 400)).sum(0) % 2 * 255).astype(np.uint8)
    small = aligned(np.repeat(checks[..., None], 3, 2), square(x=200, y=190, eyes=80), 64)
    assert np.abs(small[2:-2, 2:-2].astype(int) - 128).max() <= 20


def test_what_lies_beyond_the_photo_mirrors_it() -> None:
    picture = np.zeros((100, 100, 3), np.uint8)
    picture[:, :50] = 200
    out = aligned(picture, square(x=10, y=50, eyes=24), 96)
    assert out.min() == 0
    assert (out[48, :60] == 200).all()


@pytest.mark.parametrize("where", [{}, {"turn": 0.5}, {"x": 8.0, "y": 4.0}, {"x": 158.0, "y": 118.0, "eyes": 60.0}])
def test_pixels_outside_the_square_stay_as_they_are(where: dict[str, float]) -> None:
    picture, one = photo(), square(**where)
    out = blend(picture, one, *renders())
    changed = (out != picture).any(2)
    assert changed.any()
    assert not changed[~inside(one, picture.shape)].any()


def test_the_edge_of_the_square_is_soft() -> None:
    picture, one = np.full((120, 160, 3), 100, np.uint8), square()
    before = np.full((64, 64, 3), 90, np.float32)
    row = blend(picture, one, before, before + 100)[57].astype(int)[:, 0]
    assert row[80] > 150
    assert np.abs(np.diff(row)).max() < 40


def test_no_change_leaves_every_pixel() -> None:
    before, _ = renders()
    picture = photo()
    assert np.array_equal(blend(picture, square(turn=0.2), before, before), picture)


def test_detail_that_the_inversion_lost_stays_where_little_changes_and_goes_where_much_does() -> None:
    picture: Pixels = photo(300, 300)
    one = square(x=150, y=140, eyes=60)
    before = np.full((256, 256, 3), 128, np.float32)
    out = {change: blend(picture, one, before, before + change).astype(int) for change in (6, 100)}
    middle = (slice(110, 190), slice(110, 190))
    assert np.abs(out[6][middle] - np.clip(picture[middle].astype(int) + 6, 0, 255)).max() <= 1
    assert np.abs(out[100][middle] - 228).max() <= 1


def test_blending_grows_continuously_with_the_change() -> None:
    picture, one = photo(), square()
    before, after = renders()
    steps = [blend(picture, one, before, before + share * (after - before)) for share in np.linspace(0, 1, 41)]
    jumps = [np.abs(high.astype(int) - low).max() for low, high in pairwise(steps)]
    assert np.array_equal(steps[0], picture)
    assert max(jumps) < 25


def test_a_square_beside_the_photo_changes_nothing() -> None:
    picture = photo()
    assert np.array_equal(blend(picture, square(x=-400, y=-400), *renders()), picture)
