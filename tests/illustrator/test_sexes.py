"""The sex of a trade: a woman chef is a woman in a chef's clothes, and a male nurse a man in a nurse's."""

from __future__ import annotations

import pytest

from core.scene.model import Scene, Subject
from core.scene.reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.people.figures import is_woman
from gpuserver.engines.illustrator.people.outfits.sexes import OTHERS


@pytest.mark.parametrize(
    ("prompt", "drawn"),
    [
        ("a female doctor", "female doctor"), ("a woman chef", "female chef"), ("女厨师", "female chef"),
        ("a firefighter woman with braided hair", "female firefighter"), ("a policewoman", "female police"),
        ("three women doctors", "female doctor"), ("a ninja girl", "female ninja"), ("女骑士", "female knight"),
        ("a male nurse", "male nurse"), ("男老师", "male teacher"), ("a nurse", "nurse"), ("a female nurse", "nurse"),
        ("a male chef", "chef"), ("a queen", "queen"), ("the farmer's daughter", "girl"), ("a little girl", "girl"),
    ],
)  # fmt: skip
def test_a_trade_is_drawn_of_the_sex_that_is_told(prompt: str, drawn: str) -> None:
    cast = read_cast(read_scene(prompt), 3)
    assert {role.name for role in cast.roles} == {drawn}
    assert not {"female", "male", "woman", "girl"} & set(cast.undrawn)


def test_who_has_no_drawing_of_that_sex_is_owned_up() -> None:
    cast = read_cast(Scene(subjects=(Subject(noun="dwarf woman"),)), 3)
    assert ("dwarf woman", "dwarf") in cast.instead


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_nobody_of_the_other_sex_keeps_a_beard(name: str) -> None:
    figure = OTHERS[name]
    assert is_woman(name) == name.startswith("female")
    assert not {"beard", "mustache", "goatee", "longbeard", "roundbeard"} & {*figure.face.show, *figure.worn}
