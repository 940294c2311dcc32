"""The same picture once more with something else."""

from __future__ import annotations

import pytest
from stand_ins import understanding

from core.catalogue import action
from core.pipeline import Action
from core.scene.reader import read_scene
from core.understanding.again import again
from core.understanding.interface import Context


def read(prompt: str, text: str) -> tuple[Action, ...]:
    return understanding().read(Context(text=text, picture="drawing", scene=read_scene(prompt))).actions


@pytest.mark.parametrize(
    ("prompt", "text", "edit"),
    [
        ("a dog in a park", "another one but with two dogs", action("replace_object", object="dog", **{"with": "two dogs"})),
        ("a dog in a park", "another picture, but with a cat", action("add_object", object="a cat")),
        ("公园里的一只狗", "再来一张，但是要两只狗", action("replace_object", object="狗", **{"with": "两只狗"})),
    ],
)  # fmt: skip
def test_another_one_is_another_take_with_what_it_shall_have(prompt: str, text: str, edit: Action) -> None:
    assert read(prompt, text) == (action("vary"), edit)


@pytest.mark.parametrize(
    ("text", "pipeline"),
    [
        ("same but at night", "edit"), ("the same thing but with a cat", "add_object"), ("same but in watercolor", "style_transfer"),
        ("一样的，但是晚上", "edit"), ("一样的，但是有一只猫", "add_object"),
    ],
)  # fmt: skip
def test_the_same_is_the_picture_in_play(text: str, pipeline: str) -> None:
    assert [one.pipeline for one in read("a dog in a park", text)] == [pipeline]


@pytest.mark.parametrize("text", ["another one", "the same dog", "再来一张", "but why"])
def test_what_says_nothing_else_is_read_like_any_turn(text: str) -> None:
    assert again(text) is None
