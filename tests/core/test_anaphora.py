"""What is said of the thing spoken of last, without its name."""

from __future__ import annotations

import pytest

from core.catalogue import action
from core.understanding.trained.anaphora import of_one, sized

TINT = (action("adjust_color", color="blue"),)


@pytest.mark.parametrize("text", ["a blue one please", "no, the blue one", "要蓝色的", "换蓝色的吧"])
def test_a_coloured_one_is_the_thing_spoken_of_last(text: str) -> None:
    assert of_one(TINT, text, ["scarf", "fox"]) == (action("recolor_object", object="scarf", color="blue"),)


@pytest.mark.parametrize("text", ["make the photo blue", "a bit more blue", "整张图要蓝色的感觉"])
def test_a_tint_of_the_picture_stays_one(text: str) -> None:
    assert of_one(TINT, text, ["scarf"]) == TINT


def test_other_actions_stay_as_they_were() -> None:
    added = (action("add_object", object="a blue one"),)
    assert of_one(added, "a blue one", ["scarf"]) == added
    assert of_one(TINT, "a blue one", []) == TINT


@pytest.mark.parametrize("text", ["bigger", "a bit smaller please", "make it bigger!", "再大一点吧", "把它小一点"])
def test_a_bare_comparison_is_of_the_thing_spoken_of_last(text: str) -> None:
    asked = sized(text, ["scarf", "fox"])
    assert asked is not None
    assert (asked.pipeline, asked.text("object")) == ("change_attribute", "scarf")


@pytest.mark.parametrize("text", ["the fox bigger", "bigger eyes", "big", "make the canvas bigger", "大海"])
def test_a_comparison_with_a_name_is_read_by_the_network(text: str) -> None:
    assert sized(text, ["scarf"]) is None
