"""What is said of a place is drawn of it, or named as not drawn; nothing of it is lost."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.compose import Composition, compose
from gpuserver.engines.illustrator.painting.items import Item


def composed(prompt: str) -> Composition:
    return compose(read_scene(prompt), 5)


def background(prompt: str) -> dict[str, list[Item]]:
    return {group.name: group.items for group in composed(prompt).stage.groups if not group.is_subject}


@pytest.mark.parametrize(
    ("prompt", "group"),
    [
        ("a cat in a burning kitchen", "fire"), ("着火的房间里有一只狗", "fire"),
        ("a bat in a haunted castle", "webs"), ("a robot in an abandoned office", "rubble"),
        ("废弃的教室里有一只猫", "rubble"), ("a duck in a flooded street", "flood"),
        ("被洪水淹没的村庄", "flood"), ("鬼屋里的小猫", "webs"), ("a boy in a messy bedroom", "mess"), ("a fox on a frozen lake", "ice"),
    ],
)  # fmt: skip
def test_the_state_of_a_place_is_drawn(prompt: str, group: str) -> None:
    assert background(prompt)[group]
    assert composed(prompt).undrawn == ()


@pytest.mark.parametrize(
    "prompt", ["a cat in a kitchen", "a duck on a street", "a boy in a bedroom", "a fox by a lake"]
)
def test_a_place_of_which_nothing_is_said_is_as_ever(prompt: str) -> None:
    assert not {"fire", "webs", "rubble", "flood", "mess", "ice"} & set(background(prompt))


@pytest.mark.parametrize("prompt", ["a burning barn", "a car on fire", "着火的房子", "a tree in flames"])
def test_a_thing_that_burns_has_flames(prompt: str) -> None:
    composition = composed(prompt)
    flames = [one for group in composition.stage.groups if group.is_subject for one in group.items if one.id == "flame"]
    assert len(flames) > 6
    assert composition.undrawn == ()


@pytest.mark.parametrize("prompt", ["a seal on an icy hill", "a hare on a frozen meadow", "结冰的山坡上有一只兔子"])
def test_where_it_is_icy_snow_lies(prompt: str) -> None:
    assert read_cast(read_scene(prompt), 5).atmosphere.is_white
    assert composed(prompt).undrawn == ()


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("a dog on a crowded beach", "crowded"), ("a whale over a city in the clouds", "city"),
        ("a cat in a pink forest", "pink"), ("a man in a village by the sea", "village"),
        ("猫在拥挤的地铁站里", "拥挤"), ("a park surrounded by tall skyscrapers", "skyscrapers"), ("夜晚的海边小镇", "小镇"),
        ("a dog on a street in Paris", "paris"),
        ("女孩在粉色的沙滩上", "粉色"),
    ],
)  # fmt: skip
def test_what_a_setting_does_not_show_is_named(prompt: str, words: str) -> None:
    assert composed(prompt).undrawn == (words,)


@pytest.mark.parametrize(
    "prompt",
    [
        "a fox in a snowy pine forest", "a cow in a green field under a blue sky", "a boat on a calm blue lake",
        "a cat in a cozy living room", "a dog in the middle of the road", "一只鹿在清晨的雾中森林", "猫在洒满阳光的客厅里",
        "小狗在阳光明媚的公园里", "a lake surrounded by mountains", "被群山环绕的湖", "a castle on a hill surrounded by fog",
        "一座被雪覆盖的小木屋", "山顶上的寺庙，云雾缭绕", "a picnic in the park", "繁华的上海夜景",
    ],
)  # fmt: skip
def test_what_a_setting_shows_is_not_named(prompt: str) -> None:
    assert composed(prompt).undrawn == ()


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("a girl in a sunflower field", "sunflower_field"), ("女孩站在向日葵花田里", "sunflower_field"), ("油菜花田里的小孩", "rapeseed_field"),
        ("a bee over a field of poppies", "poppy_field"), ("a fox in a lavender field", "lavender"), ("a goat on a cliff above the sea", "cliff"),
        ("雾中的老街上的猫", "old_street"), ("a lighthouse on a cliff", "cliff"), ("悬崖上的城堡", "cliff"),
    ],
)  # fmt: skip
def test_a_field_is_of_the_plant_that_is_named(prompt: str, setting: str) -> None:
    cast = read_cast(read_scene(prompt), 5)
    assert cast.setting.name == setting
    assert cast.undrawn == []
    assert len(cast.roles) == 1


def test_what_burns_by_night_is_not_lost_in_its_light() -> None:
    halos = [one for one in composed("a burning castle at night").stage.groups if one.name == "halo"]
    assert sum(len(one.items) for one in halos) < 20
