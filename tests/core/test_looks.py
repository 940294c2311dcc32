"""Light, weather, season, warmth and colourfulness: read from a sentence that says nothing else."""

from __future__ import annotations

import pytest

from core.catalogue import action
from core.looks import Look, looks_in, merged
from core.recipe import Drawing, Recipe, fold, plan
from core.scene.reader import read_scene
from core.understanding.trained.looks import look_asked


@pytest.mark.parametrize(
    ("words", "looks"),
    [
        ("make it snow", [Look("snow")]), ("a bit warmer", [Look("warm", 0.5)]), ("much warmer", [Look("warm", 1.6)]),
        ("a rainy night", [Look("night"), Look("rain")]), ("less colourful", [Look("muted")]), ("更鲜艳", [Look("colorful")]),
        ("起雾", [Look("fog")]), ("稍微冷一点", [Look("cool", 0.5)]), ("变成秋天", [Look("autumn")]),
        ("a dog in the snow", []), ("make her hair black at night", []), ("", []),
    ],
)  # fmt: skip
def test_looks_are_read_where_nothing_else_is_said(words: str, looks: list[Look]) -> None:
    assert sorted(looks_in(words), key=lambda one: one.name) == looks


def test_warm_and_cool_cancel_and_of_other_looks_the_last_strength_counts() -> None:
    assert merged((Look("warm"), Look("cool"))) == ()
    assert merged((Look("warm"), Look("warm", 0.5))) == (Look("warm", 1.5),)
    assert merged((Look("fog"), Look("fog", 0.5))) == (Look("fog", 0.5),)


@pytest.mark.parametrize(
    ("text", "picture", "instruction"),
    [
        ("make it more colourful", "drawing", "more colourful"), ("make it more colourful", "photo", "more colourful"),
        ("Make it snow, please!", "photo", "snow"), ("更鲜艳一点吧", "drawing", "更鲜艳一点"),
        ("make it snow", "drawing", None), ("make it snow", "none", None), ("is it night?", "photo", None),
        ("cool!", "photo", None), ("make the dog bigger", "photo", None),
    ],
)  # fmt: skip
def test_a_drawing_takes_tones_and_a_photo_every_look(text: str, picture: str, instruction: str | None) -> None:
    assert picture in ("none", "drawing", "photo")
    found = look_asked(text, picture)
    assert (found and found.text("instruction")) == instruction


def test_colourfulness_of_a_drawing_is_put_on_what_was_drawn_and_leaves_its_scene() -> None:
    scene = read_scene("a red fox in the snow")
    recipe = fold(Recipe(source=Drawing(prompt="", scene=scene, seed=7)), action("edit", instruction="more colourful"))
    planned = plan(recipe)
    assert isinstance(planned.source, Drawing)
    assert planned.source.scene == scene
    assert [one.pipeline for one in planned.steps] == ["edit"]
