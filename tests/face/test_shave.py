"""A beard becomes skin, and a face without one stays bit for bit."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest

pytest.importorskip("mediapipe")

from face_cases import edited, face, framed_in, portrait, turned, wanting

from core.problems import ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.face.beard import beard
from gpuserver.engines.face.expected_skin import harmonic_skin
from gpuserver.engines.face.facial_hair import goatee, mustache
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grain import skin_grain
from gpuserver.engines.face.grid import canonical_grid
from gpuserver.engines.face.relief import normals
from gpuserver.engines.face.shave import no_beard
from gpuserver.engines.face.skin import bare_skin
from gpuserver.engines.face.smooth import blur
from gpuserver.raster.lab import to_lab

FACE = face()
X, Y = canonical_grid(FACE)
LIP = (np.abs(X) < 0.2) & (np.abs(Y - 0.55) < 0.03)
CHIN = (np.abs(X) < 0.12) & (np.abs(Y - 1.08) < 0.08)
GROWN = {"mustache": (mustache, LIP), "goatee": (goatee, CHIN)}


@cache
def bearded(kind: str) -> Face:
    """The portrait with dark hair painted on its lip or chin."""
    operation, _ = GROWN[kind]
    painted = FACE.image
    for _ in range(2):
        painted = operation(FACE, painted, 1.0)
    return framed_in(np.clip(np.rint(painted), 0, 255).astype(np.uint8))


@cache
def shaven(kind: str, strength: float = 1.0) -> np.ndarray:
    one = bearded(kind)
    return no_beard(one, one.image, strength)


def light(image: np.ndarray, where: np.ndarray) -> float:
    return float(to_lab(image)[where][:, 0].mean())


def there(kind: str) -> np.ndarray:
    """The place of the hair in the crop of the bearded face."""
    x, y = canonical_grid(bearded(kind))
    return (np.abs(x) < 0.2) & (np.abs(y - 0.55) < 0.03) if kind == "mustache" else (np.hypot(x, y - 1.08) < 0.1)


def test_faces_without_a_beard_stay_bit_for_bit() -> None:
    for photo in (portrait(), turned(15), np.ascontiguousarray(portrait()[:, ::-1])):
        assert np.array_equal(edited(photo, wanting("no beard")).pixels, photo)


def test_shadow_on_one_cheek_is_no_beard() -> None:
    shadow = np.clip(0.75 + 0.5 * X, 0.55, 1)[..., None]
    lit = framed_in(np.clip(FACE.crop * shadow, 0, 255).astype(np.uint8))
    assert np.array_equal(no_beard(lit, lit.image, 1.0), lit.image)


@pytest.mark.parametrize("kind", GROWN)
def test_hair_becomes_as_light_as_the_skin_was(kind: str) -> None:
    where, was = there(kind), light(FACE.image, GROWN[kind][1])
    before, after = light(bearded(kind).image, where), light(shaven(kind), where)
    assert before < was - 10
    assert abs(after - was) < 0.45 * (was - before)


@pytest.mark.parametrize("kind", GROWN)
def test_the_place_is_as_even_as_skin(kind: str) -> None:
    where = there(kind)
    spread = [
        to_lab(image)[there][:, 0].std() for image, there in ((shaven(kind), where), (FACE.image, GROWN[kind][1]))
    ]
    assert spread[0] < spread[1] + 1.5


@pytest.mark.parametrize("kind", GROWN)
def test_half_the_strength_goes_half_the_way(kind: str) -> None:
    one = bearded(kind)
    half, full = (shaven(kind, strength) - one.image for strength in (0.5, 1.0))
    assert np.allclose(2 * half, full, atol=0.01)


@pytest.mark.parametrize("kind", GROWN)
def test_only_the_lower_face_changes(kind: str) -> None:
    one = bearded(kind)
    x, y = canonical_grid(one)
    changed = (shaven(kind) != one.image).any(axis=2)
    assert changed.any()
    assert not changed[(y < 0.3) | (y > 1.6) | (np.abs(x) > 0.85)].any()


def test_it_is_the_same_each_time() -> None:
    one, other = (framed_in(bearded("goatee").crop) for _ in range(2))
    assert np.array_equal(no_beard(one, one.image, 1.0), no_beard(other, other.image, 1.0))


def test_a_beard_is_found_in_its_place() -> None:
    for kind in GROWN:
        found = beard(bearded(kind))
        assert found is not None
        assert found.hair[there(kind)].mean() > 0.6
        assert not found.full


def full_beard(size: float) -> Pixels:
    """Dark grain over the lower face, from ear to ear; at size 1 it hangs over the jaw."""
    random = np.random.default_rng(0)
    grain = blur(random.standard_normal((512, 512)), 0.8)
    dark = np.clip(45 + 40 * grain / grain.std(), 5, 120)[..., None] * np.array([1, 0.85, 0.7])
    outline = np.hypot(X / 0.82, (Y - 0.45) / 0.85) < size
    lower = (outline & (0.5 - 0.6 * np.clip(np.abs(X) - 0.35, 0, 1) < Y)).astype(np.float32)
    mouth = ((X / 0.42) ** 2 + ((Y - 0.72) / 0.13) ** 2 < 1).astype(np.float32)
    cover = blur(lower * (1 - mouth), 3)[..., None]
    return np.clip(FACE.crop * (1 - cover) + dark * cover, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("size", [0.75, 1.1])
def test_a_beard_along_the_jaw_is_refused(size: float) -> None:
    one = framed_in(full_beard(size))
    found = beard(one)
    assert found is not None
    assert found.full
    with pytest.raises(ProblemError, match="hides the jaw"):
        no_beard(one, one.image, 1.0)


def test_below_a_shaven_chin_is_the_neck_in_its_shade() -> None:
    """The portrait with a dark neck and a goatee that hangs over it."""
    neck = (Y > 1.28) & (Y < 1.75) & (np.abs(X) < 0.6)
    shaded = np.where(neck[..., None], np.median(FACE.crop[CHIN], axis=0) * 0.55, FACE.crop)
    one = framed_in(np.clip(shaded, 0, 255).astype(np.uint8))
    grown = framed_in(np.clip(np.rint(goatee(one, one.image, 1.0)), 0, 255).astype(np.uint8))
    out = no_beard(grown, grown.image, 1.0)
    x, y = canonical_grid(grown)
    below = (np.abs(x) < 0.2) & (y > 1.34) & (y < 1.44)
    assert light(out, below) < light(out, np.hypot(x, y - 1.08) < 0.1) - 12


def test_the_skin_expected_is_the_skin_that_is_there() -> None:
    """Fitted to the upper half of a bare face, it tells the lower half."""
    bare = bare_skin(FACE) & (Y < 0.35)
    told = harmonic_skin(FACE, FACE.image, bare)
    cheeks = (np.hypot(np.abs(X) - 0.45, Y - 0.7) < 0.1) | (np.hypot(X, Y - 1.05) < 0.08)
    assert (np.abs(told - to_lab(FACE.image))[cheeks].mean(axis=0) < (12, 6, 6)).all()


def test_the_form_of_the_face_looks_to_both_sides_and_forward() -> None:
    at = normals(FACE)
    assert np.allclose(np.linalg.norm(at, axis=2), 1, atol=1e-3)
    for side in (-1, 1):
        assert side * at[np.hypot(X - 0.6 * side, Y - 0.3) < 0.05][:, 0].mean() > 0.4
    assert at[np.hypot(X, Y + 0.35) < 0.05][:, 2].mean() > 0.8
    assert at[np.hypot(X, Y - 1.17) < 0.03][:, 1].mean() > at[np.hypot(X, Y - 0.95) < 0.03][:, 1].mean()


def test_the_grain_is_that_of_the_skin_and_does_not_repeat() -> None:
    made = cv2.cvtColor(skin_grain(FACE) + 128, cv2.COLOR_RGB2GRAY) - 128
    own = cv2.cvtColor(FACE.image - blur(FACE.image, 0.03 * FACE.d), cv2.COLOR_RGB2GRAY)
    cheek = np.hypot(np.abs(X) - 0.45, Y - 0.45) < 0.1
    assert 1 < made.std() < own[cheek].std()
    assert abs(np.corrcoef(made[:, :-60].ravel(), made[:, 60:].ravel())[0, 1]) < 0.05
