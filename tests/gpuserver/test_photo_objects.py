"""Edits of things in photos: the right thing, all of it and nothing else; refused where it is not there."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from photo_cases import car, field

from core.catalogue import action
from core.pipeline import Action
from core.problems import Code, ProblemError
from core.recipe import Recipe, Upload, fold, plan
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.photo.bands import Plane, bands, enlarged
from gpuserver.engines.photo.engine import Photo
from gpuserver.engines.photo.remove import fill_hole
from gpuserver.engines.photo.wanted import read_wanted
from gpuserver.raster.lab import to_lab

ENGINE = Photo()
RED, BLUE = (205, 40, 38), (44, 84, 190)


def edit(pixels: Pixels, *asked: Action) -> Pixels:
    recipe = Recipe(source=Upload(digest="x"))
    for one in asked:
        recipe = fold(recipe, one)
    return ENGINE.edit(Picture(pixels), plan(recipe).steps, Unwatched()).pixels


def recolored(pixels: Pixels, thing: str, color: str) -> Pixels:
    return edit(pixels, action("recolor_object", object=thing, color=color))


def removed(pixels: Pixels, thing: str) -> Pixels:
    return edit(pixels, action("remove_object", object=thing))


def changed(before: Pixels, after: Pixels) -> NDArray[np.bool_]:
    return np.abs(before.astype(int) - after).max(axis=2) > 12


def overlap(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return float((one & other).sum() / (one | other).sum())


def hue(pixels: Pixels, where: NDArray[np.bool_]) -> float:
    a, b = (float(np.median(to_lab(pixels)[..., channel][where])) for channel in (1, 2))
    return float(np.degrees(np.arctan2(b, a)) % 360)


@pytest.mark.parametrize("thing", ["the red car", "红色的车", "the car", "汽车"])
@pytest.mark.parametrize("size", [(120, 100), (360, 240), (1600, 1100)])
def test_the_thing_is_recoloured_and_nothing_else(thing: str, size: tuple[int, int]) -> None:
    before, mask = car(field(*size), RED)
    after = recolored(before, thing, "blue")
    assert overlap(changed(before, after), mask) > 0.88
    assert hue(after, mask) == pytest.approx(285, abs=25)
    around = cv2.dilate(mask.astype(np.uint8), np.ones((3, 3)), iterations=max(3, size[0] // 40)) == 0
    assert np.array_equal(after[around], before[around])


@pytest.mark.parametrize("color", ["blue", "green", "purple", "white", "black", "深绿色", "#e08020"])
def test_texture_lights_and_shadows_are_kept(color: str) -> None:
    before, mask = car(field(), RED)
    after = recolored(before, "red car", color)
    inner = cv2.erode(mask.astype(np.uint8), np.ones((9, 9))) > 0
    light = [to_lab(pixels)[..., 0] for pixels in (before, after)]
    assert np.corrcoef(*(plane[inner] for plane in light))[0, 1] > 0.93
    fine = [(plane - cv2.GaussianBlur(plane, (0, 0), 2))[inner] for plane in light]
    assert np.corrcoef(*fine)[0, 1] > 0.85


def test_a_grey_thing_takes_a_colour() -> None:
    before, mask = car(field(), (212, 212, 214))
    after = recolored(before, "the white van", "red")
    assert overlap(changed(before, after), mask) > 0.85
    assert hue(after, mask) == pytest.approx(30, abs=20)


def test_gold_has_brown_shadows_and_no_olive_ones() -> None:
    before, mask = car(field(), (150, 150, 152))
    after = to_lab(recolored(before, "the gray van", "gold"))[mask]
    dark = after[after[:, 0] < 45]
    assert np.degrees(np.median(np.arctan2(dark[:, 2], dark[:, 1]))) < 72


@pytest.mark.parametrize(("thing", "at"), [("the red ball on the left", 0.25), ("右边的红球", 0.75)])
def test_of_two_alike_the_one_at_the_named_place_changes(thing: str, at: float) -> None:
    ground, left = car(field(), RED, (0.25, 0.6), 0.12)
    before, right = car(ground, RED, (0.75, 0.6), 0.12)
    wanted, other = (left, right) if at < 0.5 else (right, left)
    seen = changed(before, recolored(before, thing, "blue"))
    assert overlap(seen, wanted) > 0.85
    assert not (seen & other).any()


def test_several_are_all_recoloured_when_several_are_named() -> None:
    ground, left = car(field(), RED, (0.25, 0.6), 0.12)
    before, right = car(ground, RED, (0.75, 0.6), 0.12)
    assert overlap(changed(before, recolored(before, "the red balls", "blue")), left | right) > 0.85


@pytest.mark.parametrize(
    ("thing", "rows"),
    [("the sky", slice(0, 100)), ("天空", slice(0, 100)), ("the grass", slice(100, 240)), ("草地", slice(100, 240))],
)
def test_sky_and_grass_are_known_by_name(thing: str, rows: slice) -> None:
    before = field()
    before[:100] = np.linspace((96, 150, 220), (170, 205, 240), 100)[:, None]
    part = np.zeros(before.shape[:2], np.bool_)
    part[rows] = True
    assert overlap(changed(before, recolored(before, thing, "orange")), part) > 0.9


@pytest.mark.parametrize("thing", ["the blue car", "紫色的车", "the sky", "the hat", "帽子"])
def test_what_is_not_found_is_said_and_nothing_is_painted(thing: str) -> None:
    before, _ = car(field(), RED)
    for asked in (action("recolor_object", object=thing, color="green"), action("remove_object", object=thing)):
        with pytest.raises(ProblemError) as caught:
            edit(before, asked)
        assert caught.value.problem.code is Code.NOT_IN_PHOTO
        assert thing in caught.value.problem.detail


def test_a_word_that_is_no_colour_is_named() -> None:
    with pytest.raises(ProblemError) as caught:
        recolored(car(field(), RED)[0], "the red car", "fast")
    assert caught.value.problem.code is Code.CANNOT_DRAW
    assert caught.value.problem.facts["words"] == "fast"


@pytest.mark.parametrize("thing", ["the red car", "红色的车", "the car"])
@pytest.mark.parametrize("size", [(120, 100), (360, 240), (1600, 1100)])
def test_what_is_taken_out_leaves_its_background(thing: str, size: tuple[int, int]) -> None:
    ground = field(*size)
    before, mask = car(ground, RED, size=0.12)
    after = removed(before, thing)
    lost, left = (np.abs(picture[mask].astype(int) - ground[mask]).mean() for picture in (before, after))
    assert left < 0.35 * lost
    calm = [cv2.GaussianBlur(picture, (0, 0), size[0] / 60)[mask].astype(int) for picture in (after, ground)]
    assert np.abs(calm[0] - calm[1]).mean() < 10
    assert after[mask].std() == pytest.approx(ground[mask].std(), rel=0.4)  # it has the ground's grain
    around = cv2.dilate(mask.astype(np.uint8), np.ones((3, 3)), iterations=max(6, size[0] // 25)) == 0
    assert np.array_equal(after[around], before[around])


def test_a_line_goes_on_through_the_hole() -> None:
    ground = field()
    ground[:, 176:184] = (240, 236, 228)
    before, mask = car(ground, BLUE, (0.5, 0.5), 0.10)
    after = removed(before, "the blue ball")
    line = mask & (np.arange(360)[None] >= 177) & (np.arange(360)[None] < 183)
    assert np.median(after[line].min(axis=1)) > 190


def test_what_is_far_from_a_small_hole_does_not_fill_it() -> None:
    before, hole = field(), np.zeros((240, 360), np.float32)
    hole[60:80, 60:80] = 1
    other = before.copy()
    other[:, 220:] = np.random.default_rng(2).integers(0, 255, (240, 140, 3), np.uint8)
    one, two = (fill_hole(pixels, hole, Unwatched())[hole > 0] for pixels in (before, other))
    assert np.array_equal(one, two)


def ellipse() -> Plane:
    """A hole that takes up 15 % of 360×240 px."""
    hole = np.zeros((240, 360), np.float32)
    cv2.ellipse(hole, (180, 125), (60, 70), 0, 0, 360, 1, -1)
    return hole


def test_the_windows_of_a_house_go_on_behind_a_large_thing() -> None:
    y, x = np.mgrid[0:240, 0:360]
    glass = (y % 60 > 14) & (y % 60 < 46) & (x % 46 > 12) & (x % 46 < 34)
    frame = (cv2.dilate(glass.astype(np.uint8), np.ones((5, 5))) > 0)[..., None]
    house = np.where(glass[..., None], (50, 70, 100), np.where(frame, (240, 240, 235), (180, 120, 90))).astype(float)
    house += np.random.default_rng(6).normal(0, 4, (240, 360, 1)) + np.linspace(-20, 20, 360)[None, :, None]
    house = np.clip(house, 0, 255).astype(np.uint8)
    hole = ellipse()
    filled = fill_hole(np.where(hole[..., None] > 0, (60, 140, 20), house).astype(np.uint8), hole, Unwatched())
    assert np.abs(filled.astype(int) - house)[hole > 0].mean() < 13


def test_a_large_thing_before_a_muddle_is_not_taken_out() -> None:
    rng, before = np.random.default_rng(3), np.zeros((240, 360, 3), np.uint8)
    for _ in range(260):
        x, y, size, red, green, blue = (int(one) for one in rng.integers(0, (360, 240, 26, 170, 255, 255)))
        cv2.rectangle(before, (x - size - 14, y - size // 2 - 7, 2 * size + 28, size + 14), (red, green, blue), -1)
    cv2.ellipse(before, (180, 125), (60, 70), 0, 0, 360, (235, 16, 16), -1)
    with pytest.raises(ProblemError) as caught:
        removed(before, "the red ball")
    assert caught.value.problem.code is Code.NOT_IN_PHOTO
    assert "look false" in caught.value.problem.detail


def test_spots_are_taken_off() -> None:
    wall = np.clip(np.random.default_rng(2).normal(205, 3, (200, 260, 1)) * np.array([1, 0.9, 0.82]), 0, 255).astype(
        np.uint8
    )
    marked = wall.copy()
    for x, y in ((60, 50), (150, 120), (210, 70)):
        cv2.circle(marked, (x, y), 4, (120, 60, 50), -1, cv2.LINE_AA)
    after = removed(marked, "blemishes")
    assert np.abs(after.astype(int) - wall).max(axis=2)[marked[..., 2] < 100].mean() < 25


def test_what_fills_the_photo_cannot_be_taken_out() -> None:
    with pytest.raises(ProblemError) as caught:
        removed(car(field(), RED, size=0.46)[0], "the red car")
    assert caught.value.problem.code is Code.NOT_IN_PHOTO
    assert "third" in caught.value.problem.detail


def test_taking_out_and_recolouring_are_one_pass_in_one_order() -> None:
    ground, _ = car(field(), RED, (0.25, 0.6), 0.10)
    before, _ = car(ground, BLUE, (0.75, 0.6), 0.10)
    asked = action("recolor_object", object="red ball", color="yellow"), action("remove_object", object="blue ball")
    assert np.array_equal(edit(before, *asked), edit(before, *asked[::-1]))


def test_alpha_stays() -> None:
    before, mask = car(field(), RED)
    alpha = np.full(before.shape[:2], 255, np.uint8)
    after = recolored(np.dstack([before, alpha]), "red car", "blue")
    assert after.shape[2] == 4
    assert np.array_equal(after[..., 3], alpha)
    assert changed(before, after[..., :3])[mask].mean() > 0.8


@pytest.mark.parametrize(
    ("words", "color", "places", "stuff", "many"),
    [
        ("the red car", "red", set(), None, False), ("左边的红车", "red", {"left"}, None, False),
        ("the man in the blue shirt", "blue", set(), None, False), ("天空", None, set(), "sky", False),
        ("red balloon in the top right", "red", {"top", "right"}, None, False), ("the lawn", None, set(), "grass", False),
        ("the white cats", "white", set(), None, True), ("那些人", None, set(), None, True),
    ],
)  # fmt: skip
def test_words_are_read_as_what_can_be_looked_for(
    words: str, color: str | None, places: set[str], stuff: str | None, many: bool
) -> None:
    wanted = read_wanted(words)
    assert (wanted.color, set(wanted.places), wanted.stuff, wanted.many) == (color, places, stuff, many)


def test_bands_cover_each_row_once_and_enlarge_as_the_whole_does() -> None:
    assert [row for rows in bands(5000, 3000) for row in range(rows.start, rows.stop)] == list(range(5000))
    small = np.random.default_rng(4).random((30, 40, 2), np.float32)
    whole = cv2.resize(small, (137, 101), interpolation=cv2.INTER_LINEAR)
    assert np.allclose(enlarged(small, (101, 137), slice(20, 64)), whole[20:64], atol=1e-5)
