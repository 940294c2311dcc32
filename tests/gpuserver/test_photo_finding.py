"""Which part of a photo is meant: a thing before the sky of its colour, clothes in two parts, a thing beside a person,
metal, a cup on its saucer."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from photo_cases import car, field, photo, set_table, spoon

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.photo.find import find


class Finder:
    """Sees the round thing in the middle, and a face in it."""

    def in_front(self, rgb: Pixels) -> NDArray[np.float32]:
        y, x = np.mgrid[0 : rgb.shape[0], 0 : rgb.shape[1]]
        middle = np.hypot(y / rgb.shape[0] - 0.52, x / rgb.shape[1] - 0.5)
        return (middle < 0.2).astype(np.float32)

    def find(self, rgb: Pixels) -> list[NDArray[np.float64]]:
        return [np.array([[rgb.shape[1] / 2, rgb.shape[0] / 2, 0.0]])]


def outdoors(rgb: tuple[int, int, int]) -> tuple[Pixels, NDArray[np.bool_]]:
    """A thing on a ground under a white sky, and the thing's pixels."""
    ground = field()
    rng = np.random.default_rng(2)
    ground[:80] = np.clip(np.linspace(238, 226, 80)[:, None, None] + rng.normal(0, 1, (80, 360, 1)), 0, 255)
    return car(ground, rgb)


def overlap(found: NDArray[np.float32], mask: NDArray[np.bool_]) -> float:
    large = cv2.resize(found, mask.shape[::-1]) > 0.5
    return float((large & mask).sum() / (large | mask).sum())


@pytest.mark.parametrize("words", ["the white car", "白色的车"])
def test_a_white_thing_is_meant_and_not_the_white_sky_behind_it(words: str) -> None:
    pixels, mask = outdoors((226, 226, 224))
    assert overlap(find(pixels, words, Unwatched())[0], mask) > 0.8


def test_clothes_to_both_sides_of_a_scarf_are_one() -> None:
    pixels, mask = car(field(), (44, 84, 190))
    scarf = np.zeros_like(mask)
    scarf[:, 168:200] = True
    pixels[scarf & mask] = (230, 220, 200)
    assert overlap(find(pixels, "the blue jacket", Unwatched())[0], mask & ~scarf) > 0.8


def test_a_person_is_not_taken_for_a_thing_of_another_kind() -> None:
    assert find(photo(), "the man", Unwatched(), Finder())[0].mean() > 0.03
    with pytest.raises(ProblemError) as caught:
        find(photo(), "the ball", Unwatched(), Finder())
    assert caught.value.problem.code is Code.NOT_IN_PHOTO


def test_a_banana_is_looked_for_by_its_colour() -> None:
    pixels, banana = car(field(), (232, 196, 40), centre=(0.25, 0.6), size=0.1)
    pixels, _ = car(pixels, (200, 60, 50), centre=(0.7, 0.5), size=0.2)
    assert overlap(find(pixels, "the banana", Unwatched())[0], banana) > 0.7


@pytest.mark.parametrize("words", ["the spoon", "the silver spoon", "银色的勺子"])
def test_a_spoon_is_found_by_what_it_mirrors_and_not_what_it_lies_on(words: str) -> None:
    pixels, mask = spoon(set_table())
    assert overlap(find(pixels, words, Unwatched())[0], mask) > 0.8


@pytest.mark.parametrize("words", ["the spoon", "the cup", "the saucer", "the coffee", "the table", "杯子", "桌子"])
def test_what_cannot_be_told_from_the_rest_is_not_taken_for_the_subject(words: str) -> None:
    with pytest.raises(ProblemError) as caught:
        find(set_table(), words, Unwatched())
    assert caught.value.problem.code is Code.NOT_IN_PHOTO
    assert "say" in caught.value.problem.detail


def test_of_several_things_of_metal_none_is_taken() -> None:
    pixels, _ = spoon(set_table())
    pixels[:, : pixels.shape[1] // 2] = pixels[:, : pixels.shape[1] // 2 - 1 : -1]
    with pytest.raises(ProblemError):
        find(pixels, "the spoon", Unwatched())


def test_a_cup_of_one_colour_by_itself_is_found() -> None:
    pixels, mask = car(field(), (206, 198, 190))
    assert overlap(find(pixels, "the cup", Unwatched())[0], mask) > 0.8


def test_the_red_thing_in_front_is_meant_and_not_the_red_wood_that_it_stands_on() -> None:
    ground = np.clip(np.array([150, 72, 44]) + (field()[..., :1].astype(int) - 100) // 3, 0, 255).astype(np.uint8)
    pixels, mask = car(ground, (190, 34, 24))
    assert overlap(find(pixels, "the red cup", Unwatched())[0], mask) > 0.8
