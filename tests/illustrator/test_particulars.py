"""What is told of a thing is to be seen: hours, candles, the number on a shirt, and the colours of its parts."""

from __future__ import annotations

import pytest

from core.scene.model import Scene, Subject
from core.scene.reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.painting.items import Item, bounds
from gpuserver.engines.illustrator.palette import find_colors
from gpuserver.engines.illustrator.particulars import hour_in


def items_of(prompt: str) -> tuple[list[Item], tuple[str, ...]]:
    composition = compose(read_scene(prompt), 3)
    return [one for group in composition.stage.groups if group.is_subject for one in group.items], composition.undrawn


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("3 o'clock", 3.0), ("7:30", 7.5), ("half past nine", 9.5), ("quarter to four", 3.75), ("noon", 0.0),
        ("三点", 3.0), ("十二点半", 0.5), ("十一点一刻", 11.25),
    ],
)  # fmt: skip
def test_hours_are_read(text: str, hour: float) -> None:
    assert hour_in(text) == pytest.approx(hour)


@pytest.mark.parametrize("text", ["hello", "OPEN 24 HOURS", "营业中"])
def test_other_texts_are_no_hours(text: str) -> None:
    assert hour_in(text) is None


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("prompt", ["a clock showing 3 o'clock", "指向三点的时钟"])
def test_the_hands_of_a_clock_show_the_hour(prompt: str, seed: int) -> None:
    composition = compose(read_scene(prompt), seed)
    assert composition.undrawn == ()
    items = [one for group in composition.stage.groups if group.is_subject for one in group.items]
    hour, minute, pin = [one.path.getBounds() for one in items if "hands" in one.ids]
    assert hour.centerX() > pin.centerX() + 4
    assert abs(hour.centerY() - pin.centerY()) < 2
    assert minute.centerY() < pin.centerY() - 4
    assert not [one for one in items if one.id == "letters"]


@pytest.mark.parametrize(
    ("prompt", "count"),
    [("a birthday cake with six candles", 6), ("two candles on a cake", 2), ("插着三根蜡烛的生日蛋糕", 3)],
)
def test_a_cake_has_as_many_candles_as_were_asked_for(prompt: str, count: int) -> None:
    items, undrawn = items_of(prompt)
    assert undrawn == ()
    assert sum(one.cls == "candle" for one in items) == sum(one.cls == "flame" for one in items) == count


@pytest.mark.parametrize(
    "prompt", ["a boy in a jersey with number 10", "a girl in a number 7 jersey", "穿着10号球衣的男孩"]
)
def test_a_number_stands_on_a_jersey(prompt: str) -> None:
    items, undrawn = items_of(prompt)
    letters = [one for one in items if one.id == "letters"]
    assert undrawn == ()
    assert letters
    assert bounds(items).contains(bounds(letters))


@pytest.mark.parametrize(
    ("thing", "words", "cls"),
    [
        ("house", "blue roof", "roof"), ("房子", "屋顶蓝色", "roof"), ("car", "blue wheels", "hub"),
        ("horse", "blue its mane", "mane"), ("鸟", "小鸟的翅膀蓝色", "wing"), ("castle", "blue flags", "flag"),
        ("fox", "blue eyes", "iris"), ("mermaid", "blue her tail", "tail"),
    ],
)  # fmt: skip
def test_a_part_is_painted_alone_and_the_place_stays(thing: str, words: str, cls: str) -> None:
    plain = Scene(subjects=(Subject(noun=thing),))
    cast, before = (read_cast(one, 7) for one in (plain.model_copy(update={"details": (words,)}), plain))
    (look,), (old,) = cast.roles[0].looks, before.roles[0].looks
    assert cast.undrawn == []
    assert cast.setting == before.setting
    changed = {one for one, color in look.palette.items() if old.palette.get(one) != color}
    assert cls in changed <= {one for one in look.palette if one.startswith(cls)}


def test_a_part_that_no_drawing_has_is_said() -> None:
    scene = Scene(subjects=(Subject(noun="cat"),), details=("blue beak",))
    assert read_cast(scene, 7).undrawn == ["blue beak"]


@pytest.mark.parametrize("prompt", ["six balloons, half of them red", "四个气球，其中两个是红色的"])
def test_the_others_are_not_of_the_colour_that_some_have(prompt: str) -> None:
    rest, red = compose(read_scene(prompt), 14).objects
    assert rest.color not in {"red", "pink"}
    assert red.color == "red"


def test_several_things_that_are_colourful_have_a_colour_each() -> None:
    (umbrellas,) = read_cast(read_scene("five colorful umbrellas"), 1).roles
    assert len({look.color for look in umbrellas.looks}) == 5


@pytest.mark.parametrize(
    ("prompt", "name", "colors"),
    [
        ("a house with a red door", "house", {"door": "red"}), ("a barn with a green door", "barn", {"door": "green"}),
        ("a white house with a blue roof and a yellow door", "house", {"wall": "white", "roof": "blue", "door": "yellow"}),
        ("a castle with green roofs", "castle", {"roof": "green"}), ("a house with blue windows", "house", {"frame": "blue"}),
    ],
)  # fmt: skip
def test_a_part_of_a_building_is_painted_and_is_no_thing_by_itself(
    prompt: str, name: str, colors: dict[str, str]
) -> None:
    found = read_cast(read_scene(prompt), 3)
    (role,) = found.roles
    (look,) = role.looks
    assert (role.name, found.undrawn) == (name, [])
    assert {cls: look.palette[cls] for cls in colors} == {
        cls: find_colors(color)[0].hex for cls, color in colors.items()
    }
    assert "door" in colors or look.palette.get("door") is None
