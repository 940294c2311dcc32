"""What nobody can see in a picture is said: no deed vanishes without a word."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.compose import compose


@pytest.mark.parametrize(
    ("prompt", "deed"),
    [
        ("a chef flipping a pizza", "flipping"),
        ("a wolf howling in the snow", "howling"),
        ("a cat fighting a dog", "fighting"),
        ("两个小孩在雪地里翻跟头", "翻跟头"),
        ("一只老虎开会", "开会"),
    ],
)
def test_a_deed_that_no_drawing_shows_is_said(prompt: str, deed: str) -> None:
    assert deed in compose(read_scene(prompt), 3).undrawn


@pytest.mark.parametrize(
    "prompt",
    [
        "a car parked on the street",
        "a cat waiting for a fish",
        "a man riding a horse",
        "一只猫躲在桌子下面",
        "小狗趴在地上",
    ],
)
def test_what_anybody_does_is_not_said(prompt: str) -> None:
    assert compose(read_scene(prompt), 3).undrawn == ()


@pytest.mark.parametrize(
    ("prompt", "missed"),
    [
        ("a truck with red wheels", ("red wheels",)),
        ("a woman with long red nails", ("long red nails",)),
        ("a car with wheels", ()),
    ],
)
def test_a_part_that_has_the_name_of_a_thing_is_none_beside_its_owner(prompt: str, missed: tuple[str, ...]) -> None:
    found = compose(read_scene(prompt), 3)
    assert found.undrawn == missed
    assert len(found.objects) == 1


def test_snow_that_falls_behind_a_comma_falls() -> None:
    snowy = compose(read_scene("a red pickup truck, snowing"), 3)
    assert snowy.undrawn == ()


@pytest.mark.parametrize("prompt", ["企鹅举着“我想下班”的牌子", "一块“我想下班”的牌子"])
def test_a_text_in_quotes_stands_on_its_board(prompt: str) -> None:
    (board,) = (one for one in read_scene(prompt).subjects if one.noun == "牌子")
    assert board.attributes == ("says: 我想下班",)
