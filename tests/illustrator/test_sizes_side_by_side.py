"""Two side by side: the larger one is drawn larger, whichever is named first, and both are whole."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.compose import compose

_Box = tuple[float, float, float, float]


def every(prompt: str) -> dict[str, _Box]:
    return {one.name: one.box for one in compose(read_scene(prompt), 3).objects if one.box is not None}


def boxes(prompt: str, small: str, large: str) -> tuple[_Box, _Box]:
    found = every(prompt)
    return found[small], found[large]


@pytest.mark.parametrize(
    ("small", "large"),
    [
        ("knight", "dragon"), ("princess", "dragon"), ("wizard", "dragon"), ("boy", "dinosaur"), ("man", "elephant"),
        ("girl", "unicorn"), ("cat", "fridge"), ("cat", "wardrobe"), ("cat", "locker"), ("dog", "horse"),
        ("cat", "woman"), ("mouse", "man"), ("key", "man"), ("cup", "woman"), ("phone", "boy"), ("woman", "bus"),
        ("man", "tractor"), ("dog", "taxi"), ("baby", "car"), ("scissors", "girl"),
    ],
)  # fmt: skip
def test_the_taller_of_two_is_drawn_taller(small: str, large: str) -> None:
    for prompt in (f"a {small} beside a {large}", f"a {large} and a {small}"):
        low, high = boxes(prompt, small, large)
        assert high[3] - high[1] > low[3] - low[1], prompt
        assert all(0 <= edge <= 1 for edge in (*low, *high)), prompt


@pytest.mark.parametrize("prompt", ["a woman next to a car", "a woman beside a taxi", "a man with a police car"])
def test_a_car_is_as_tall_as_the_chest_of_who_is_beside_it_and_far_wider(prompt: str) -> None:
    person, car = every(prompt).values()
    assert car[3] - car[1] > 0.65 * (person[3] - person[1])
    assert car[2] - car[0] > 1.8 * (person[2] - person[0])


def test_who_fights_a_dragon_is_smaller_than_that() -> None:
    knight, dragon = boxes("a knight fighting a dragon", "knight", "dragon")
    assert (dragon[3] - dragon[1]) * (dragon[2] - dragon[0]) > 1.3 * (knight[3] - knight[1]) * (knight[2] - knight[0])


def test_who_comes_to_stand_by_a_cat_moves_it_nowhere() -> None:
    assert every("a cat and a dog")["cat"] == every("a cat")["cat"]
