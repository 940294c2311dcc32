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
from gpuserver.engines.photo.grow import before_sky
from gpuserver.engines.photo.subject import subject_mask


class Finder:
    """Sees the round thing in the middle, and a face in it."""

    def in_front(self, rgb: Pixels) -> NDArray[np.float32]:
        y, x = np.mgrid[0 : rgb.shape[0], 0 : rgb.shape[1]]
        middle = np.hypot(y / rgb.shape[0] - 0.52, x / rgb.shape[1] - 0.5)
        return (middle < 0.2).astype(np.float32)

    def find(self, rgb: Pixels) -> list[NDArray[np.float64]]:
        return [np.array([[rgb.shape[1] / 2, rgb.shape[0] / 2, 0.0]])]


class Crowd:
    """Sees people of whom it is told: a box each, as shares of the picture (left, top, right, bottom)."""

    def __init__(self, *boxes: tuple[float, float, float, float]) -> None:
        self.boxes = boxes

    def in_front(self, rgb: Pixels) -> NDArray[np.float32]:
        return sum((self._of(rgb, *box) for box in self.boxes), np.zeros(rgb.shape[:2])).astype(np.float32)

    def find(self, rgb: Pixels) -> list[NDArray[np.float64]]:
        size = np.array([rgb.shape[1], rgb.shape[0]])
        corners = [
            np.array([(right * 0.3 + left * 0.7, top), (right * 0.7 + left * 0.3, top + 0.16)]) * size
            for left, top, right, _ in self.boxes
        ]
        return [np.column_stack([ends, np.zeros(2)]) for ends in corners]

    @staticmethod
    def _of(rgb: Pixels, left: float, top: float, right: float, bottom: float) -> NDArray[np.bool_]:
        y, x = np.mgrid[0 : rgb.shape[0], 0 : rgb.shape[1]]
        y, x = (y + 0.5) / rgb.shape[0], (x + 0.5) / rgb.shape[1]
        return (left < x) & (x < right) & (top < y) & (y < bottom)


def people(*coats: tuple[int, int, int]) -> tuple[Pixels, list[NDArray[np.bool_]], Crowd]:
    """People in `coats` with a head and black legs side by side in a field, all of each, and who sees them."""
    pixels, rng = field(), np.random.default_rng(4)
    masks: list[NDArray[np.bool_]] = []
    boxes: list[tuple[float, float, float, float]] = []
    for at, coat in enumerate(coats):
        middle = (at + 0.5) / len(coats)
        box = (middle - 0.07, 0.2, middle + 0.07, 0.9)
        mask = np.zeros(pixels.shape[:2], np.bool_)
        for part, (top, bottom) in (((214, 164, 140), (0.2, 0.36)), (coat, (0.36, 0.62)), ((26, 26, 30), (0.62, 0.9))):
            rows, columns = (
                slice(round(top * 240), round(bottom * 240)),
                slice(round(box[0] * 360), round(box[2] * 360)),
            )
            noise = rng.normal(0, 4, pixels[rows, columns].shape)
            pixels[rows, columns] = np.clip(np.array(part) + noise, 0, 255).astype(np.uint8)
            mask[rows, columns] = True
        masks.append(mask)
        boxes.append(box)
    return pixels, masks, Crowd(*boxes)


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


@pytest.mark.parametrize(
    ("words", "at"),
    [("the person in the blue jacket", 1), ("穿蓝色衣服的人", 1), ("the man on the left", 0), ("最右边的女人", 2)],
)
def test_of_people_the_colour_and_the_place_say_who_and_all_of_them_is_meant(words: str, at: int) -> None:
    pixels, masks, seen = people((200, 50, 40), (40, 80, 200), (220, 200, 60))
    assert overlap(find(pixels, words, Unwatched(), seen, whole=True)[0], masks[at]) > 0.8


def test_the_coat_alone_is_painted_when_a_person_is_named_by_it() -> None:
    pixels, masks, seen = people((200, 50, 40), (40, 80, 200))
    coat = masks[1].copy()
    coat[: round(0.36 * 240)] = coat[round(0.62 * 240) :] = False
    assert overlap(find(pixels, "the person in the blue jacket", Unwatched(), seen)[0], coat) > 0.8


def test_a_sleeve_of_a_colour_is_no_coat_of_it() -> None:
    pixels, _, seen = people((150, 140, 130))
    pixels[98:125, 158:202] = (40, 80, 200)
    with pytest.raises(ProblemError):
        find(pixels, "the person in the blue jacket", Unwatched(), seen)


@pytest.mark.parametrize("words", ["the man", "the person in the green jacket", "穿绿衣服的人"])
def test_nobody_is_taken_where_several_could_be_meant_or_none(words: str) -> None:
    pixels, _, seen = people((200, 50, 40), (40, 80, 200), (220, 200, 60))
    with pytest.raises(ProblemError) as caught:
        find(pixels, words, Unwatched(), seen, whole=True)
    assert caught.value.problem.code is Code.NOT_IN_PHOTO
    assert "where in the photo" in caught.value.problem.detail


def test_what_is_worn_is_on_somebody_and_a_hat_on_a_head() -> None:
    pixels, masks, seen = people((30, 60, 190), (200, 50, 40))
    hat = np.zeros_like(masks[0])
    hat[30:48, 70:110] = True
    pixels[hat] = (40, 80, 200)
    pixels[190:235, 150:210] = (40, 80, 220)  # a thing beside them
    seen.boxes = (*seen.boxes, (70 / 360, 0.12, 110 / 360, 0.22))
    assert overlap(find(pixels, "the blue hat", Unwatched(), seen)[0], hat) > 0.6


@pytest.mark.parametrize("words", ["the green kite", "绿色的风筝"])
def test_a_kite_is_before_the_sky_and_not_the_trees_below_it(words: str) -> None:
    pixels = field()
    rng = np.random.default_rng(2)
    pixels[:150] = np.clip(np.linspace(238, 226, 150)[:, None, None] + rng.normal(0, 1, (150, 360, 1)), 0, 255)
    pixels, kite = car(pixels, (40, 150, 60), (0.6, 0.2), 0.04)
    assert overlap(find(pixels, words, Unwatched())[0], kite) > 0.7


def bird() -> tuple[Pixels, NDArray[np.bool_]]:
    """A brown bird with a yellow head and feet on a blue lake."""
    rng = np.random.default_rng(8)
    pixels = np.clip(np.array([60, 84, 120]) + rng.normal(0, 5, (240, 360, 1)), 0, 255).astype(np.uint8)
    pixels, body = car(pixels, (120, 76, 46), size=0.16)
    whole = body.copy()
    for x, y, across, down in ((232, 112, 20, 18), (166, 184, 7, 16), (194, 184, 7, 16)):
        shape = np.zeros(body.shape, np.uint8)
        cv2.ellipse(shape, (x, y), (across, down), 0, 0, 360, 1, -1)
        pixels[(shape > 0) & ~body] = (232, 200, 60)
        whole |= shape > 0
    return pixels, whole


def test_a_brown_bird_is_taken_out_with_its_yellow_head_and_feet() -> None:
    pixels, whole = bird()
    assert overlap(find(pixels, "the brown bird", Unwatched(), whole=True)[0], whole) > 0.92


def test_a_vehicle_of_which_its_paint_alone_is_found_is_not_taken_out() -> None:
    pixels = np.random.default_rng(4).integers(0, 90, (240, 360, 3), np.uint8)
    pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), 1.2), np.uint8)
    for end in ((250, 70), (80, 80), (150, 190)):
        cv2.line(pixels, (170, 120), end, (210, 30, 30), 12)
    with pytest.raises(ProblemError) as caught:
        find(pixels, "the red bicycle", Unwatched(), whole=True)
    assert "only red parts" in caught.value.problem.detail
    assert find(pixels, "the red bicycle", Unwatched())[0].any()


def test_what_one_of_two_models_saw_far_from_the_person_is_not_taken_along() -> None:
    pixels, masks, seen = people((40, 80, 200))
    pixels[30:60, 200:262] = (236, 236, 230)

    class Torn(Crowd):
        def in_front(self, rgb: Pixels) -> NDArray[np.float32]:
            stray = self._of(rgb, 0.53, 0.12, 0.73, 0.25)
            return np.maximum(super().in_front(rgb), 0.6 * stray).astype(np.float32)

    assert overlap(subject_mask(pixels, Unwatched(), Torn(*seen.boxes)), masks[0]) > 0.85


def test_the_tip_that_stands_before_the_sky_belongs_to_the_thing_below_it_and_a_bird_beside_it_does_not() -> None:
    part, tip, bird, ground = (np.zeros((240, 360), np.uint8) for _ in range(4))
    part[80:220, 170:190] = tip[60:80, 174:186] = bird[60:80, 240:252] = ground[200:] = 1
    above = np.asarray((part | tip | bird | ground) == 0, np.uint8)
    assert np.array_equal(before_sky(above, part), part | tip)
