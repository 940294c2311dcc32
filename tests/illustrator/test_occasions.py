"""An occasion is drawn by who and what is there."""

from __future__ import annotations

import pytest

from core.scene.model import Subject
from core.scene.reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.occasions import attended
from gpuserver.engines.illustrator.subjects import PEOPLE


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("a wedding", {"dress", "suit", "skin"}),
        ("婚礼", {"dress", "suit", "skin"}),
        ("a birthday party", {"skin", "string"}),
        ("生日派对", {"skin", "string"}),
        ("a costume party", {"skin", "string"}),
    ],
)
def test_an_occasion_shows_who_is_there(prompt: str, expected: set[str]) -> None:
    picture = compose(read_scene(prompt), 3)
    assert picture.undrawn == ()
    assert expected <= {item.cls for group in picture.stage.groups for item in group.items}


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("hot air balloon festival", "hot air balloon"),
        ("dog show", "dog"),
        ("cat party", "cat"),
        ("机器人展览", "机器人"),
    ],
)
def test_a_show_of_things_shows_some_of_them(phrase: str, noun: str) -> None:
    (shown,) = attended(Subject(noun=phrase))
    assert shown.noun == noun
    assert shown.count > 1


@pytest.mark.parametrize("noun", ["wedding cake", "cat", "talk", "wedding ring", "台灯"])
def test_others_are_no_occasion(noun: str) -> None:
    assert attended(Subject(noun=noun)) == (Subject(noun=noun),)


def test_an_occasion_is_without_what_was_taken_out_of_it() -> None:
    present = [one.noun for one in attended(Subject(noun="birthday party"), ("cake",))]
    assert "birthday cake" not in present
    assert "balloon" in present


def test_guests_who_are_named_are_the_only_ones_and_their_cake_is_the_cake() -> None:
    roles = [
        one
        for one in read_cast(read_scene("a birthday party with four kids and a huge cake"), 3).roles
        if one.base is None
    ]
    assert sum(len(one.looks) for one in roles if one.name in PEOPLE) == 4
    assert [one.name for one in roles].count("cake") == 1


@pytest.mark.parametrize(
    ("prompt", "worn"),
    [("a bride and a groom", 2), ("a bride in a red dress", 1), ("新娘和新郎", 2), ("a bride with a bouquet", 1)],
)
def test_who_marries_is_dressed_for_it(prompt: str, worn: int) -> None:
    picture = compose(read_scene(prompt), 3)
    clothes = {item.cls for group in picture.stage.groups if group.is_subject for item in group.items}
    assert len(clothes & {"dress", "suit"}) == worn
    assert picture.undrawn == ()
