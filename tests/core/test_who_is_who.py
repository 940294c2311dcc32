"""Deeds of two words, the parents of animals, and what is said of somebody's hair."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene


@pytest.mark.parametrize(
    ("prompt", "parent"),
    [
        ("two goslings following their mother", "mother goose"), ("a foal beside its mom", "mom horse"),
        ("a bear cub and its mother", "mother bear"), ("a girl with her mother", "mother"), ("小鸭子跟着妈妈", "鸭妈妈"),
        ("小女孩牵着妈妈", "妈妈"),
    ],
)  # fmt: skip
def test_the_parent_of_an_animal_is_an_animal(prompt: str, parent: str) -> None:
    assert read_scene(prompt).subjects[1].noun == parent


@pytest.mark.parametrize(
    ("prompt", "noun", "deed"),
    [
        ("a bearded smith arm wrestling a bear", "smith", "arm-wrestling"),
        ("a boy break dancing", "boy", "break-dancing"), ("an ice skating seal", "seal", "ice-skating"),
    ],
)  # fmt: skip
def test_a_deed_of_two_words_is_no_part_of_the_noun(prompt: str, noun: str, deed: str) -> None:
    first = read_scene(prompt).subjects[0]
    assert (first.noun, first.action) == (noun, deed)


@pytest.mark.parametrize("prompt", ["蓝色头发的女孩", "一个蓝色眼睛的男孩"])
def test_the_colour_of_hair_is_not_that_of_the_clothes(prompt: str) -> None:
    (person,) = read_scene(prompt).subjects
    assert person.color is None
    assert person.attributes[0].startswith("蓝色")
