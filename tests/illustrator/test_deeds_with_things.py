"""What is done is shown by what it is done with, and who stands in for whom is said."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator import art
from gpuserver.engines.illustrator.cast import Cast, read_cast
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.painting.items import bounds
from gpuserver.engines.illustrator.words import chinese_of, word_of


def cast(prompt: str) -> Cast:
    return read_cast(read_scene(prompt), 4)


@pytest.mark.parametrize(
    ("prompt", "thing"),
    [
        ("a grandma knitting", "yarn"), ("老奶奶织毛衣", "yarn"), ("a girl watering tulips", "wateringcan"),
        ("男孩在浇花", "wateringcan"), ("an old woman feeding ducks", "bread"), ("a boy feeding a pony", "carrot"),
        ("爷爷在院子里种菜", "sprout"), ("女孩自拍", "phone"), ("两个小孩打雪仗", "snowball"), ("外婆包粽子", "zongzi"),
        ("程序员喝咖啡", "cup"), ("a boy gaming", "game controller"), ("奶奶扫地", "broom"), ("a man raking leaves", "rake"), ("a man writing", "pencil"),
    ],
)  # fmt: skip
def test_a_deed_has_its_thing_and_is_not_named(prompt: str, thing: str) -> None:
    found = cast(prompt)
    assert thing in {role.name for role in found.roles}
    assert found.undrawn == []


@pytest.mark.parametrize(
    ("prompt", "drawn"),
    [
        ("a gnome", ("gnome", "santa")), ("a gnome wizard", ("gnome wizard", "wizard")),
        ("a drow ranger", ("drow ranger", "ranger")), ("卓尔游侠", ("卓尔游侠", "ranger")),
    ],
)  # fmt: skip
def test_one_folk_that_stands_in_for_another_is_told(prompt: str, drawn: tuple[str, str]) -> None:
    assert drawn in cast(prompt).instead


@pytest.mark.parametrize(
    "prompt", ["a fairy", "a viking", "a wizard", "仙女", "an elf ranger", "精灵弓箭手", "a half-orc barbarian"]
)
def test_who_is_drawn_as_asked_stands_in_for_nobody(prompt: str) -> None:
    assert cast(prompt).instead == []


@pytest.mark.parametrize(
    "prompt",
    [
        "an elf ranger with a bow", "a plate of pancakes with maple syrup", "我家门口的猫", "我家院子里的小狗", "a happy dog",
        "three ducklings following their mother", "a snowman with a carrot nose", "小鸭子跟着妈妈",
    ],
)  # fmt: skip
def test_nothing_is_named_that_is_drawn_or_was_not_asked_for(prompt: str) -> None:
    assert cast(prompt).undrawn == []


@pytest.mark.parametrize("prompt", ["an easter bunny hiding eggs", "复活节兔子", "easter eggs in a meadow"])
def test_eggs_of_easter_are_painted(prompt: str) -> None:
    found = cast(prompt)
    assert "easter egg" in {role.name for role in found.roles}
    assert found.undrawn == []


@pytest.mark.parametrize("name", art.names())
def test_a_thing_that_is_asked_for_alone_comes_alone(name: str) -> None:
    assert len(cast(f"a {word_of(name)}").roles) == 1
    assert len(cast(chinese_of(name)).roles) <= 1  # 公交站 and 礼花筒 are a place and a sight in the sky


def test_those_who_are_read_to_are_drawn_and_counted() -> None:
    nurse, kids = (one for one in cast("a nurse reading a story to her two dogs").roles if one.place.relation != "held")
    assert (nurse.name, kids.name, len(kids.looks)) == ("nurse", "dog", 2)


@pytest.mark.parametrize("prompt", ["a chocolate cake", "a polar bear", "北极熊"])
def test_what_is_a_kind_by_its_colour_alone_stands_in_for_nothing(prompt: str) -> None:
    assert cast(prompt).instead == []


@pytest.mark.parametrize(
    ("prompt", "carried"),
    [
        ("a fox stealing a cheese", ("cheese", "fox")), ("a cat catching a fish", ("fish", "cat")),
        ("a cat on a throne", ("cat", "throne")), ("a boy planting a flag", ("flag", "boy")), ("a duck chasing a cyclist", ("woman", "bicycle")),
    ],
)  # fmt: skip
def test_what_is_taken_is_in_the_paws_of_who_takes_it(prompt: str, carried: tuple[str, str]) -> None:
    roles = cast(prompt).roles
    assert [(one.name, one.base.name) for one in roles if one.base is not None] == [carried]


def test_who_flies_on_a_broom_has_one_broom() -> None:
    shown = [one for one in cast("a witch on a broomstick flying past the moon, bats around").roles if not one.absorbed]
    assert {one.name for one in shown} == {"witch", "bat"}


@pytest.mark.parametrize(("place", "setting"), [("in front of", "street"), ("in", "classroom")])
def test_before_a_school_is_outside_of_it(place: str, setting: str) -> None:
    assert cast(f"a dog {place} a school").setting.name == setting


def test_two_on_a_seesaw_sit_at_its_ends() -> None:
    one, other = (
        bounds(group.items)
        for group in compose(read_scene("two kids on a seesaw"), 2).stage.groups
        if group.name in {"boy", "girl"}
    )
    assert one.right() < other.left() or other.right() < one.left()


@pytest.mark.parametrize(
    ("prompt", "instrument", "relation"),
    [
        ("a street musician playing saxophone", "saxophone", "held"),
        ("an octopus playing the drums", "drum", "beside"),
        ("a saxophone player", "saxophone", "held"),
    ],
)
def test_who_plays_has_that_instrument_and_no_other(prompt: str, instrument: str, relation: str) -> None:
    things = [one for one in cast(prompt).roles if one.name in {"saxophone", "drum", "guitar"}]
    assert [(one.name, one.place.relation) for one in things] == [(instrument, relation)]
