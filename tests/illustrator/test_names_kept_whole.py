"""Names that were cut, or taken for another thing: cranes, masks, boards; and what is no loss to be owned up."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast


@pytest.mark.parametrize(
    ("prompt", "drawn"),
    [
        ("an origami crane on a wooden table", "papercrane"), ("a red paper crane", "papercrane"),
        ("an origami crane by a pond", "papercrane"), ("三只千纸鹤", "papercrane"), ("纸鹤", "papercrane"),
        ("a bird crane", "cranebird"), ("two red-crowned cranes", "cranebird"), ("一只丹顶鹤", "cranebird"),
        ("松树下的仙鹤", "cranebird"), ("a crane standing in a pond", "cranebird"), ("a flock of cranes", "cranebird"),
        ("a crane", "crane"), ("a tower crane by a river", "crane"), ("吊车", "crane"),
    ],
)  # fmt: skip
def test_a_crane_is_what_the_words_beside_it_make_of_it(prompt: str, drawn: str) -> None:
    cast = read_cast(read_scene(prompt), 3)
    assert {role.name for role in cast.roles} & {"papercrane", "cranebird", "crane"} == {drawn}
    assert not cast.undrawn
    assert not cast.instead


@pytest.mark.parametrize(
    ("prompt", "drawn"),
    [
        ("京剧脸谱", "operamask"),
        ("a peking opera mask", "operamask"),
        ("一块黑板", "chalkboard"),
        ("a blackboard", "chalkboard"),
    ],
)
def test_what_was_a_word_cut_in_two_is_drawn(prompt: str, drawn: str) -> None:
    cast = read_cast(read_scene(prompt), 3)
    assert [role.name for role in cast.roles] == [drawn]
    assert not cast.undrawn


@pytest.mark.parametrize("prompt", ["端午节", "the dragon boat festival"])
def test_the_dragon_boat_festival_has_its_boat_and_its_crew(prompt: str) -> None:
    boat, crew = read_cast(read_scene(prompt), 3).roles
    assert (boat.name, crew.name, crew.subject.count) == ("dragonboat", "man", 3)
    assert crew.base is boat


@pytest.mark.parametrize(
    "prompt", ["一只橘猫", "a marmalade cat", "a van gogh style oil painting of a bicycle", "a lemon cut in half"]
)
def test_nothing_is_owned_up_that_is_drawn(prompt: str) -> None:
    cast = read_cast(read_scene(prompt), 3)
    assert not cast.undrawn
    assert not cast.instead
