"""Paler skin: lighter and less coloured, on the face, the ears and the neck, and nowhere else."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

pytest.importorskip("mediapipe")

from face_cases import edited, face, framed_in, portrait, turned, wanting

from gpuserver.engines.face.arrays import Image
from gpuserver.engines.face.complexion import evened, pale_skin
from gpuserver.engines.face.grid import canonical_grid, feature, features, oval
from gpuserver.engines.face.lips import lip_matte
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.mesh import EYES, MOUTH_OPENING
from gpuserver.engines.face.skin import bare_skin, skin_model
from gpuserver.engines.face.skin_matte import darkness, skin_matte
from gpuserver.engines.face.smooth import blur, shrunk
from gpuserver.raster.lab import to_lab

FACE = face()
SKIN = shrunk(bare_skin(FACE), 4) & (hair_matte(FACE).alpha < 0.01)


@cache
def paled(strength: float = 1.0) -> Image:
    return pale_skin(FACE, FACE.image, strength)


def moved(image: Image) -> np.ndarray:
    return np.abs(image - FACE.image).max(axis=2)


def test_pale_skin_is_lighter_and_less_coloured() -> None:
    before, after = (np.median(to_lab(image)[SKIN], axis=0) for image in (FACE.image, paled()))
    assert 3 < after[0] - before[0] < 13
    assert after[1] < 0.85 * before[1]
    assert after[2] < 0.8 * before[2]


def test_white_stays_white_and_light_and_shade_stay() -> None:
    before, after = (to_lab(image)[..., 0] for image in (FACE.image, paled()))
    assert after.max() <= before.max() + 1
    assert np.corrcoef(before[SKIN], after[SKIN])[0, 1] > 0.97


def test_eyes_teeth_hair_and_background_stay() -> None:
    change = moved(paled())
    x, y = canonical_grid(FACE)
    assert np.median(change[shrunk(features(FACE, EYES) > 0.9, 2)]) < 4
    assert np.median(change[shrunk(feature(FACE, MOUTH_OPENING) > 0.9, 3)]) < 4
    assert np.percentile(change[hair_matte(FACE).alpha > 0.95], 95) < 6
    assert change[(np.abs(x) > 1.6) | (y > 2.1)].max() < 0.5


def test_lips_keep_most_of_their_colour() -> None:
    lips = lip_matte(FACE) > 0.9
    assert moved(paled())[lips].mean() < 0.5 * moved(paled())[SKIN].mean()


def test_the_skin_matte_covers_the_face_without_patches() -> None:
    assert skin_matte(FACE)[SKIN].min() > 0.6
    assert np.percentile(skin_matte(FACE)[SKIN], 5) > 0.9


def test_dark_skin_gets_lighter_without_patches_and_stays_brown() -> None:
    on = framed_in((portrait() * np.array([0.6, 0.5, 0.42])).astype(np.uint8))
    assert darkness(on) > 0.6
    skin = shrunk(bare_skin(on), 4) & (hair_matte(on).alpha < 0.01)
    before, after = (to_lab(image) for image in (on.image, pale_skin(on, on.image, 1.0)))
    lighter = blur(after[..., 0] - before[..., 0], 3)[skin]
    assert 4 < np.median(lighter) < 14
    assert lighter.std() < 2.5
    assert np.median(after[skin][:, 2]) > 0.7 * skin_model(on).median[2]


def test_even_skin_has_less_texture_but_not_none() -> None:
    def texture(image: Image) -> float:
        light = to_lab(image)[..., 0]
        return float((light - blur(light, 0.03 * FACE.d))[SKIN].std())

    assert 0.4 < texture(evened(FACE, FACE.image, 1.0)) / texture(FACE.image) < 0.95


def test_pallor_grows_with_its_strength() -> None:
    assert np.array_equal(paled(0.0), FACE.image)
    sums = [float(moved(paled(strength)).sum()) for strength in (0.25, 0.5, 1.0)]
    assert sums[1] / sums[2] == pytest.approx(0.5, abs=0.03)
    assert sums[0] / sums[1] == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("degrees", [0, 25])
def test_the_photo_changes_on_the_skin_only(degrees: float) -> None:
    photo = turned(degrees)
    where = (edited(photo, wanting("pale skin")).pixels != photo).any(axis=2)
    on = framed_in(photo)
    assert 0.01 < where.mean() < 0.06
    assert not where[260:].any()
    assert oval(on).sum() / on.matrix[0, 0] ** 2 < 1.6 * where.sum()
