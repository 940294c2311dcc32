"""Sizes of things, said outright and against what is there."""

from __future__ import annotations

import pytest

from core.pipeline import Action
from core.recipe import Drawing, Recipe, fold
from core.scene.edits import apply
from core.scene.model import Scene, Subject
from core.sizes import resized


@pytest.mark.parametrize(
    ("held", "asked", "after"),
    [
        ((), "bigger", ("big",)),
        (("fluffy",), "a bit bigger", ("fluffy", "big")),
        (("big",), "larger", ("huge",)),
        (("huge",), "bigger", ("huge",)),
        (("big",), "smaller", ()),
        ((), "much smaller", ("tiny",)),
        (("giant",), "small", ("small",)),
        (("little",), "normal size", ()),
        ((), "twice as big", ("huge",)),
        ((), "大一点", ("大",)),
        (("小",), "更大", ()),
        ((), "小一些", ("小",)),
        ((), "巨大", ("巨大",)),
        ((), "大得多", ("巨大",)),
    ],
)
def test_a_size_takes_the_place_of_the_one_before(held: tuple[str, ...], asked: str, after: tuple[str, ...]) -> None:
    assert resized(held, asked) == after


@pytest.mark.parametrize("asked", ["wooden", "older", "big eyes", "大眼睛", "shiny", "小心"])
def test_what_is_no_size_is_left_to_others(asked: str) -> None:
    assert resized(("big",), asked) is None


def test_bigger_and_bigger_is_one_size_in_the_scene() -> None:
    scene = Scene(subjects=(Subject(noun="fox", attributes=("red",)), Subject(noun="duck", count=2)))
    bigger = Action(pipeline="change_attribute", params={"object": "the fox", "attribute": "bigger"})
    once = apply(scene, bigger)
    assert once.subjects[0].attributes == ("red", "big")
    assert apply(once, bigger).subjects[0].attributes == ("red", "huge")
    assert once.subjects[1] == scene.subjects[1]


def test_bigger_said_twice_is_two_edits_and_red_said_twice_is_one() -> None:
    drawn = Recipe(source=Drawing(prompt="a fox", scene=Scene(subjects=(Subject(noun="fox"),)), seed=1))
    bigger = Action(pipeline="change_attribute", params={"object": "fox", "attribute": "bigger"})
    red = Action(pipeline="recolor_object", params={"object": "fox", "color": "red"})
    assert len(fold(fold(drawn, bigger), bigger).edits) == 2
    assert len(fold(fold(drawn, red), red).edits) == 1
