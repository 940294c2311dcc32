"""Several of a thing that are told apart each have their own looks and one place."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene

Told = list[tuple[int, str, str | None]]


def told(prompt: str) -> Told:
    return [(one.count, one.noun, one.color) for one in read_scene(prompt).subjects]


@pytest.mark.parametrize(
    ("prompt", "things"),
    [
        ("two frogs: one green, one yellow", [(1, "frog", "green"), (1, "frog", "yellow")]),
        (
            "three mice, one grey, one white and one brown",
            [(1, "mouse", "gray"), (1, "mouse", "white"), (1, "mouse", "brown")],
        ),
        ("four hens, one of them is black", [(3, "hens", None), (1, "hen", "black")]),
        ("eight tulips, half of them purple", [(4, "tulips", None), (4, "tulips", "purple")]),
        ("a blue cup, a red one and a white one", [(1, "cup", "blue"), (1, "cup", "red"), (1, "cup", "white")]),
        ("一黄一蓝两个杯子", [(1, "杯子", "yellow"), (1, "杯子", "blue")]),
        ("三条鱼，一条红的，一条黄的，一条黑的", [(1, "鱼", "red"), (1, "鱼", "yellow"), (1, "鱼", "black")]),
        ("四只鸭子，其中一只是黄色的", [(3, "鸭子", None), (1, "鸭子", "yellow")]),
        ("八朵花，一半是紫色的", [(4, "花", None), (4, "花", "purple")]),
        ("一个蓝杯子，一个白的", [(1, "杯子", "blue"), (1, "杯子", "white")]),
    ],
)
def test_each_of_several_has_its_own_colour(prompt: str, things: Told) -> None:
    assert told(prompt) == things


@pytest.mark.parametrize(
    "prompt",
    ["two cats, one black, one white, on a sofa", "一黑一白两只猫坐在沙发上", "两只猫坐在沙发上，其中一只是黑色的"],
)
def test_where_they_are_is_said_of_each(prompt: str) -> None:
    *cats, _ = read_scene(prompt).subjects
    assert len(cats) == 2
    assert len({cat.place for cat in cats}) == 1
    assert cats[0].place is not None


@pytest.mark.parametrize(
    "prompt", ["two cats, one on the left", "three men, one of them holding a fish", "两只猫一起玩"]
)
def test_what_tells_nobody_apart_stays(prompt: str) -> None:
    assert read_scene(prompt).subjects[0].count == int(prompt.startswith("three")) + 2


def test_a_couple_of_animals_is_two_of_them() -> None:
    assert told("an otter couple on a rock")[0] == (2, "otter", None)
    assert told("an old couple on a bench")[0] == (1, "couple", None)
