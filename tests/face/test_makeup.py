"""Make-up goes on lips, cheeks and lids, in their own light, and comes off again."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

pytest.importorskip("mediapipe")

from face_cases import edited, face, framed_in, portrait, wanting

from gpuserver.engines.base import Pixels
from gpuserver.engines.face.arrays import Image, Mask
from gpuserver.engines.face.cheeks import cheek_matte
from gpuserver.engines.face.eye_makeup import eyes_seen, lid_matte
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, feature, features, oval
from gpuserver.engines.face.lips import lip_matte
from gpuserver.engines.face.mesh import EYES, MOUTH, MOUTH_OPENING
from gpuserver.engines.face.order import CHANGES
from gpuserver.engines.face.skin import skin_model
from gpuserver.engines.face.smooth import grown, shrunk
from gpuserver.raster.lab import to_lab

VALUES = ("lipstick", "rosy cheeks", "heavy makeup", "no makeup")
FACE = face()
LIPS = lip_matte(FACE) > 0.9
CHEEKS = cheek_matte(FACE) > 0.6
LIDS = lid_matte(FACE) > 0.4
TEETH = shrunk(feature(FACE, MOUTH_OPENING) > 0.9, 3)


@cache
def made_up(value: str, strength: float = 1.0) -> Image:
    return made(FACE, value, strength)


@cache
def dark_face() -> Face:
    """The portrait with skin of L 42, a 16, b 20 in place of L 76, a 8, b 18, by the same factors everywhere."""
    return framed_in((portrait() * np.array([0.6, 0.5, 0.42])).astype(np.uint8))


def made(where: Face, value: str, strength: float = 1.0) -> Image:
    out = CHANGES[value].operation(where, where.image, strength)
    assert isinstance(out, np.ndarray)
    return out


def shift(value: str, where: Mask, on: Face = FACE) -> np.ndarray:
    """By how much the median Lab of an area moves."""
    after = made_up(value) if on is FACE else made(on, value)
    return np.array([np.median(channel[where]) for channel in np.moveaxis(to_lab(after) - to_lab(on.image), 2, 0)])


def moved(image: Image) -> np.ndarray:
    return np.abs(image - FACE.image).max(axis=2)


def test_lipstick_makes_lips_red_and_a_little_darker() -> None:
    light, red, _ = shift("lipstick", LIPS)
    assert -30 < light < -8
    assert red > 12


def test_light_and_shade_of_the_lips_stay_under_lipstick() -> None:
    light = [to_lab(image)[..., 0][LIPS] for image in (FACE.image, made_up("lipstick"))]
    assert np.corrcoef(light[0], light[1])[0, 1] > 0.9
    assert light[1].std() > 0.85 * light[0].std()


def test_lipstick_leaves_teeth_and_skin_alone() -> None:
    assert np.median(moved(made_up("lipstick"))[TEETH]) < 1
    beyond = ~grown(feature(FACE, MOUTH) > 0.1, 0.05 * FACE.d)
    assert moved(made_up("lipstick"))[beyond].max() < 0.5


def test_cheeks_turn_red_by_an_offset_that_keeps_their_texture() -> None:
    light, red, yellow = shift("rosy cheeks", CHEEKS)
    assert 5 < red < 14
    assert abs(yellow) < 3
    assert -5 < light < 0
    before, after = (to_lab(image)[..., 0][CHEEKS] for image in (FACE.image, made_up("rosy cheeks")))
    assert np.corrcoef(before, after)[0, 1] > 0.97


def test_only_the_cheeks_turn_red() -> None:
    x, y = canonical_grid(FACE)
    change = moved(made_up("rosy cheeks"))
    assert change[oval(FACE) < 0.01].max() < 0.5
    assert change[(np.abs(x) < 0.12) | (y < -0.3) | (y > 1)].max() < 2
    assert change[features(FACE, EYES) > 0.9].max() < 2


def test_heavy_makeup_darkens_the_lids_and_reddens_lips_and_cheeks() -> None:
    assert shift("heavy makeup", LIDS)[0] < -8
    assert shift("heavy makeup", LIPS)[1] > 12
    assert shift("heavy makeup", CHEEKS)[1] > 4
    assert np.median(moved(made_up("heavy makeup"))[features(FACE, EYES) > 0.9]) < 12


def test_behind_dark_glass_eyes_get_no_makeup() -> None:
    _, y = canonical_grid(FACE)
    glasses = grown(features(FACE, EYES) > 0.5, 0.16 * FACE.d)
    dark = Face(
        np.where(glasses[..., None], 12, FACE.crop).astype(np.uint8),
        FACE.points,
        FACE.matrix,
        FACE.inside,
        FACE.person,
    )
    assert eyes_seen(FACE) > 0.95
    assert eyes_seen(dark) < 0.05
    assert np.abs(made(dark, "heavy makeup") - dark.image)[shrunk(glasses, 0.05 * FACE.d) & (y < -0.05)].max() < 8


def test_dark_skin_is_painted_by_offsets() -> None:
    on = dark_face()
    assert skin_model(on).median[0] < 48
    lips, cheeks = lip_matte(on) > 0.9, cheek_matte(on) > 0.6
    light, red, _ = shift("lipstick", lips, on)
    assert red > 6
    assert light < 2
    light, red, _ = shift("rosy cheeks", cheeks, on)
    assert red > 4
    assert abs(light) < 4


def test_lipstick_and_rouge_come_off_again() -> None:
    painted: Pixels = edited(portrait(), wanting("lipstick", "rosy cheeks")).pixels
    on = framed_in(painted)
    skin = skin_model(FACE).median
    lips, cheeks = lip_matte(on) > 0.9, cheek_matte(on) > 0.6
    worn, bare = to_lab(on.image), to_lab(made(on, "no makeup"))
    assert np.median(worn[lips][:, 1]) - skin[1] > 18
    assert np.median(bare[lips][:, 1]) - skin[1] < 15
    assert np.median(bare[cheeks][:, 1]) < np.median(worn[cheeks][:, 1]) - 2


def test_taking_makeup_off_darkens_nothing() -> None:
    before, after = (to_lab(image)[..., 0] for image in (FACE.image, made_up("no makeup")))
    assert (after - before).min() > -1.5


def test_a_face_with_hardly_any_makeup_hardly_changes() -> None:
    before, after = (to_lab(image) for image in (FACE.image, made_up("no makeup")))
    change = np.linalg.norm(after - before, axis=2)[oval(FACE) > 0.5]
    assert change.mean() < 2
    assert np.percentile(change, 99) < 14


@pytest.mark.parametrize("value", VALUES)
def test_makeup_grows_with_its_strength(value: str) -> None:
    assert np.array_equal(made_up(value, 0.0), FACE.image)
    sums = [float(moved(made_up(value, strength)).sum()) for strength in (0.25, 0.5, 0.75, 1.0)]
    assert sums == sorted(sums)
    assert sums[0] > 0
    assert 0.35 < sums[1] / sums[3] < 0.65


@pytest.mark.parametrize("value", VALUES)
def test_makeup_stays_within_the_face(value: str) -> None:
    where = (edited(portrait(), wanting(value)).pixels != portrait()).any(axis=2)
    assert 0.001 < where.mean() < 0.05
    assert not where[200:].any()
    assert not where[:, :150].any()
    assert not where[:, 300:].any()
