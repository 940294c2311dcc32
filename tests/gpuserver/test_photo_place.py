"""A drawn place behind a photographed subject: out of focus, grained as the photo is, and quieter than paint."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from photo_cases import car, field

from core.catalogue import action
from core.problems import ProblemError
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.photo.engine import Photo
from gpuserver.engines.photo.place import photographed
from gpuserver.raster.lab import to_lab


def stripes(_: str, width: int, height: int) -> Pixels:
    """A drawn place: upright stripes of strong paint."""
    picture = np.empty((height, width, 3), np.uint8)
    picture[:] = np.where((np.arange(width) // 12 % 2 == 0)[:, None], (30, 90, 220), (240, 200, 40))
    return picture


def behind(foot: float = 0.62, noise: float = 2.0) -> Pixels:
    """What stands behind a thing before `stripes`."""
    ground = np.clip(field() + np.random.default_rng(8).normal(0, noise, (240, 360, 1)), 0, 255).astype(np.uint8)
    before, mask = car(ground, (205, 40, 38), (0.5, foot), 0.16)
    return photographed(stripes("", 360, 240), before, mask.astype(np.float32)).rows(slice(0, 240)).astype(np.uint8)


def test_a_drawn_place_is_out_of_focus_and_quieter_than_paint() -> None:
    drawn, seen = stripes("", 360, 240), behind()
    across = [
        np.abs(np.diff(cv2.GaussianBlur(one[:60], (0, 0), 1)[..., 0].astype(int), axis=1)).max()
        for one in (drawn, seen)
    ]
    assert across[1] < 0.6 * across[0]
    chroma = [np.hypot(*np.moveaxis(to_lab(one)[:60, :, 1:], 2, 0)).mean() for one in (drawn, seen)]
    assert chroma[1] < 0.85 * chroma[0]


def test_the_ground_at_the_foot_is_nearer_to_focus_than_what_is_far() -> None:
    seen = cv2.GaussianBlur(behind(), (0, 0), 1).astype(int)
    far, near = (np.abs(np.diff(seen[rows, :, 0], axis=1)).max() for rows in (slice(0, 60), slice(196, 230)))
    assert near > 1.15 * far


@pytest.mark.parametrize("noise", [0.0, 7.0])
def test_the_place_has_the_grain_of_the_photo(noise: float) -> None:
    def grain(picture: Pixels) -> float:
        return float((picture[:40].astype(float) - cv2.GaussianBlur(picture[:40], (0, 0), 2)).std())

    smooth = np.full((240, 360, 3), 120, np.uint8)
    photo = np.clip(smooth + np.random.default_rng(8).normal(0, noise, (240, 360, 1)), 0, 255).astype(np.uint8)
    photo, mask = car(photo, (205, 40, 38))
    plain = np.full((240, 360, 3), 128, np.uint8)
    seen = photographed(plain, photo, mask.astype(np.float32)).rows(slice(0, 240)).astype(np.uint8)
    assert (grain(seen) > 4) is (noise > 0)
    assert grain(seen) > 0.8


def test_at_night_the_subject_is_darker_than_by_day() -> None:
    before, mask = car(field(), (205, 40, 38))

    def light(level: int) -> float:
        engine = Photo(lambda _, width, height: np.full((height, width, 3), level, np.uint8))
        asked = [action("change_background", background="a place")]
        return float(to_lab(engine.edit(Picture(before), asked, Unwatched()).pixels)[mask][:, 0].mean())

    assert light(30) < light(200) - 6


@pytest.mark.parametrize("words", ["studio", "a plain studio background", "摄影棚"])
def test_a_studio_is_a_lit_wall(words: str) -> None:
    before, _ = car(field(), (205, 40, 38))
    after = Photo().edit(Picture(before), [action("change_background", background=words)], Unwatched()).pixels
    light = to_lab(after)[..., 0]
    assert light[40:60, 165:195].mean() > light[-12:, :12].mean() + 8


def test_an_unknown_place_is_refused() -> None:
    before, asked = car(field(), (205, 40, 38))[0], [action("change_background", background="limbo")]
    with pytest.raises(ProblemError):
        Photo(lambda *_: None).edit(Picture(before), asked, Unwatched())
