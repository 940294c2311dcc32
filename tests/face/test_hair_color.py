"""Hair takes the colour asked, keeps its strands, and nothing else changes colour."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

pytest.importorskip("mediapipe")

from face_cases import edited, face, framed_in, portrait, scaled, wanting

from core.problems import ProblemError
from gpuserver.engines.face.color import to_rgb
from gpuserver.engines.face.edit import Edit
from gpuserver.engines.face.frame import View
from gpuserver.engines.face.grid import canonical_grid, oval
from gpuserver.engines.face.hair_color import DYES, hair_color, target_light
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.smooth import blur, grown
from gpuserver.raster.lab import to_lab

HEAD = face(View.HEAD)
CORE = hair_matte(HEAD).alpha > 0.95


@cache
def dyed(value: str, strength: float = 1.0) -> np.ndarray:
    out: Edit = hair_color(value)(HEAD, HEAD.image, strength)
    assert isinstance(out, np.ndarray)
    return out


@pytest.mark.parametrize("value", DYES)
def test_the_middle_of_the_hair_has_the_colour_asked(value: str) -> None:
    light, a, b = np.median(to_lab(dyed(value))[CORE], axis=0)
    assert light == pytest.approx(target_light(HEAD, value), abs=6)
    assert (a, b) == pytest.approx(DYES[value].middle, abs=7)


@pytest.mark.parametrize("value", DYES)
def test_strands_stay_visible(value: str) -> None:
    def strands(image: np.ndarray) -> float:
        light = to_lab(image)[..., 0]
        return float((light - blur(light, 0.05 * HEAD.d))[CORE].std())

    before = strands(HEAD.image)
    assert (0.25 if value == "black hair" else 0.6) * before < strands(dyed(value)) < 2.2 * before


def test_black_hair_with_a_few_bright_locks_gets_strands_where_it_shows_none() -> None:
    x, _ = canonical_grid(HEAD)
    locks = CORE & (np.abs(x * 4 - np.rint(x * 4)) < 0.02)
    clipped = np.where((hair_matte(HEAD).alpha > 0.5)[..., None], 3, HEAD.crop)
    head = framed_in(np.where(locks[..., None], 200, clipped).astype(np.uint8), View.HEAD)
    out = hair_color("red hair")(head, head.image, 1.0)
    assert isinstance(out, np.ndarray)
    light = to_lab(out)[..., 0]
    between = CORE & ~grown(locks, 0.1 * HEAD.d)
    fine = (light - blur(light, 0.05 * HEAD.d))[between]
    assert np.median(np.abs(fine - np.median(fine))) > 0.8


@pytest.mark.parametrize("value", DYES)
def test_the_face_and_the_background_keep_their_colours(value: str) -> None:
    moved = np.abs(dyed(value) - HEAD.image).max(axis=2)
    x, y = canonical_grid(HEAD)
    assert moved[(oval(HEAD) > 0.9) & (y > 0) & (np.abs(x) < 0.6)].max() < 0.5
    assert moved[(np.abs(x) > 1.8) | (y > 1.6)].max() < 0.5


@pytest.mark.parametrize("value", ["blond hair", "black hair"])
def test_no_bright_or_dark_outline_is_left_round_the_hair(value: str) -> None:
    """At the edge toward the backdrop the light lies between that of the new hair and that of the backdrop."""
    alpha = hair_matte(HEAD).alpha
    _, y = canonical_grid(HEAD)
    edge = (alpha > 0.3) & (alpha < 0.7) & (y < -0.9)
    light = to_lab(np.clip(dyed(value), 0, 255))[..., 0]
    backdrop, hair = np.median(light[(alpha < 0.01) & (y < -1.5)]), np.median(light[CORE])
    low, high = sorted((backdrop, hair))
    assert np.percentile(light[edge], 10) > low - 12
    assert np.percentile(light[edge], 90) < high + 6


def test_half_the_strength_goes_half_the_way() -> None:
    half, full = (dyed("red hair", strength) - HEAD.image for strength in (0.5, 1.0))
    assert np.allclose(half * 2, full, atol=0.01)


def test_a_dark_photo_is_given_dark_blond_hair() -> None:
    dark = framed_in((portrait() * 0.45).astype(np.uint8), View.HEAD)
    assert target_light(dark, "blond hair") < 0.75 * target_light(HEAD, "blond hair")


def test_long_hair_over_clothes_of_its_colour_is_refused() -> None:
    """The portrait with hair down both sides, over a suit of that colour."""
    x, y = canonical_grid(HEAD)
    hair = np.median(HEAD.crop[CORE], axis=0)
    falling = (np.abs(x) > 0.75) & (np.abs(x) < 1.35) & (y > -0.7) & (y < 2)
    grain = np.random.default_rng(0).normal(0, 6, (*x.shape, 1))
    dressed = np.where((falling | (y > 1.5))[..., None], hair + grain, HEAD.crop)
    head = framed_in(np.clip(dressed, 0, 255).astype(np.uint8), View.HEAD)
    assert hair_matte(head).cut
    with pytest.raises(ProblemError, match="below the chin"):
        hair_color("pink hair")(head, head.image, 1.0)


def test_hair_of_the_colour_of_the_skin_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pale = replace(hair_matte(HEAD), separation=10.0, area=0.4)
    monkeypatch.setattr("gpuserver.engines.face.hair_color.hair_matte", lambda _: pale)
    with pytest.raises(ProblemError, match="colour of the skin"):
        hair_color("pink hair")(HEAD, HEAD.image, 1.0)


@pytest.mark.parametrize("factor", [0.6, 2.5])
def test_at_any_size_only_the_hair_changes(factor: float) -> None:
    photo = scaled(factor)
    where = (edited(photo, wanting("purple hair")).pixels != photo).any(axis=2)
    assert 0.03 < where.mean() < 0.09
    assert not where[round(230 * factor) :].any()


def test_lab_and_back_is_the_same_colour() -> None:
    assert np.abs(to_rgb(to_lab(portrait())) - portrait()).max() < 1
