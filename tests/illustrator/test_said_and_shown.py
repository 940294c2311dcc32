"""What a newcomer asks for is shown, or named: second deeds, meals, colours, states of a place, moods, letters."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.color import luminance
from gpuserver.engines.illustrator.compose import Composition, compose
from gpuserver.engines.illustrator.painting.items import Group, bounds
from gpuserver.engines.illustrator.relations.role import Role


def drawn(prompt: str) -> Composition:
    return compose(read_scene(prompt), 5)


def roles(prompt: str) -> list[Role]:
    return [*read_cast(read_scene(prompt), 5).roles]


def names(prompt: str) -> list[str]:
    return [role.name for role in roles(prompt)]


def group(prompt: str, name: str) -> Group:
    return next(one for one in drawn(prompt).stage.groups if one.is_subject and one.name == name)


@pytest.mark.parametrize(
    ("prompt", "lost"),
    [
        ("a mermaid sitting on a rock and brushing her hair", "brushing her hair"),
        ("a girl sitting and playing guitar", "sitting"), ("a girl singing and dancing", "dancing"),
        ("难过的女孩抱着膝盖坐在窗边", "抱着膝盖"), ("a goalkeeper diving to catch a football", "diving"),
        ("a monkey hanging upside down from a tree", "hanging upside"),
    ],
)  # fmt: skip
def test_of_two_deeds_the_one_that_no_pose_shows_is_named(prompt: str, lost: str) -> None:
    assert lost in drawn(prompt).undrawn


@pytest.mark.parametrize(
    "prompt",
    ["a man sitting and smiling", "a boy sitting on a bench and reading a book", "a boy running and laughing",
     "a cat sitting and watching birds"],
)  # fmt: skip
def test_two_deeds_that_one_drawing_shows_are_not_confessed(prompt: str) -> None:
    assert drawn(prompt).undrawn == ()


@pytest.mark.parametrize("prompt", ["a girl hugging her knees", "抱着膝盖的女孩"])
def test_who_hugs_her_knees_sits(prompt: str) -> None:
    assert roles(prompt)[0].pose in ("sit", "chair")


@pytest.mark.parametrize("prompt", ["a bat hanging upside down", "a sleeping bat hanging upside down from a branch"])
def test_a_bat_that_hangs_has_its_eyes_under_its_feet(prompt: str) -> None:
    bat = roles(prompt)[0].artwork
    assert bat.anchors["eyes"].y > bat.anchors["hand"].y


def test_what_is_juggled_is_in_the_air_over_the_head() -> None:
    composition = drawn("a clown juggling three balls")
    clown, *balls = sorted(
        (one for one in composition.stage.groups if one.is_subject), key=lambda one: one.name != "clown"
    )
    balls = [one for one in balls if one.name == "ball"]
    assert len(balls) == 3
    assert all(bounds(one.items).centerY() < bounds(clown.items).centerY() for one in balls)


@pytest.mark.parametrize(
    "prompt", ["一家人在吃饭", "一家四口在吃年夜饭", "a family having dinner", "a man having breakfast"]
)
def test_a_meal_has_a_table_and_food_on_it(prompt: str) -> None:
    found = roles(prompt)
    assert "table" in [role.name for role in found]
    assert sum(role.place.other == "table" and role.place.relation == "on" for role in found) == 3
    assert drawn(prompt).undrawn == ()


@pytest.mark.parametrize(
    ("prompt", "only"),
    [("a menorah with nine candles", "menorah"), ("ramen with an egg", "noodles"),
     ("a bowl of ramen with a soft boiled egg", "noodles")],
)  # fmt: skip
def test_what_a_drawing_has_in_it_is_not_drawn_again(prompt: str, only: str) -> None:
    assert names(prompt) == [only]


@pytest.mark.parametrize("color", ["black", "brown"])
def test_a_cow_of_one_colour_has_it_all_over(color: str) -> None:
    (look,) = roles(f"a {color} cow")[0].looks
    assert luminance(look.palette["fur"]) < 130
    assert luminance(look.palette["patch"]) < 130


def test_a_black_and_white_cow_is_white_with_black_patches() -> None:
    (look,) = roles("a black and white cow")[0].looks
    assert luminance(look.palette["fur"]) > 200 > 60 > luminance(look.palette["patch"])


@pytest.mark.parametrize("prompt", ["a girl with purple bangs", "紫色刘海的女孩"])
def test_the_colour_of_bangs_is_that_of_the_hair(prompt: str) -> None:
    bangs, plain = roles(prompt)[0].looks[0], roles("a girl with purple hair")[0].looks[0]
    assert bangs.palette["hair"] == plain.palette["hair"]
    assert bangs.tint is None


@pytest.mark.parametrize("prompt", ["穿着23号红色球衣的男孩", "男孩穿着23号红色球衣", "穿着7号白球衣的男孩"])
def test_a_numbered_shirt_of_a_colour_is_worn(prompt: str) -> None:
    assert names(prompt) == ["boy"]
    assert any(item.id == "letters" for item in group(prompt, "boy").items)


@pytest.mark.parametrize("prompt", ["用积木搭的城堡", "乐高拼成的城堡"])
def test_toy_bricks_of_which_a_thing_is_built_are_no_second_thing(prompt: str) -> None:
    assert names(prompt) == ["castle"]


def test_toy_bricks_are_named_where_no_material_shows_them() -> None:
    assert drawn("用积木搭的城堡").undrawn == ("积木",)


@pytest.mark.parametrize("prompt", ["a haunted forest", "an abandoned playground", "废弃的公园"])
def test_no_sky_cracks(prompt: str) -> None:
    found = {one.name for one in drawn(prompt).stage.groups}
    assert not found & {"cracks", "webs", "candles"}
    assert found & {"eyes", "rubble"}


def test_letters_on_a_chalkboard_are_of_chalk_and_have_it_to_themselves() -> None:
    board = group('a chalkboard with "TEST TOMORROW" written on it', "chalkboard")
    letters = [item for item in board.items if item.id == "letters"]
    assert letters
    assert all(luminance(item.color) > 200 for item in letters)
    assert not any("doodles" in item.ids for item in board.items)
    assert any("doodles" in item.ids for item in group("a chalkboard", "chalkboard").items)


@pytest.mark.parametrize("who", ["girl", "cat"])
def test_behind_a_fence_is_behind_its_middle_with_the_head_over_it(who: str) -> None:
    prompt = f"a {who} behind a fence"
    one, fence = bounds(group(prompt, who).items), bounds(group(prompt, "fence").items)
    assert fence.left() < one.centerX() < fence.right()
    assert one.top() < fence.top()


@pytest.mark.parametrize("words", ["a jack-o-lantern", "a jack o lantern", "a jack-o'-lantern", "南瓜灯"])
def test_a_carved_pumpkin_has_a_face(words: str) -> None:
    assert names(words) == ["jackolantern"]
    assert names("a pumpkin") == ["pumpkin"]


@pytest.mark.parametrize("mood", ["sad", "angry", "surprised"])
def test_a_robot_shows_a_mood_on_its_screen(mood: str) -> None:
    robot = group(f"a {mood} robot", "robot")
    assert any(f"mood-{mood}" in item.ids for item in robot.items)
    assert not any("mood-plain" in item.ids for item in robot.items)
    assert drawn(f"a {mood} robot").undrawn == ()


def test_a_mood_that_no_animal_shows_is_named() -> None:
    assert drawn("a surprised cat").undrawn == ("surprised",)


@pytest.mark.parametrize("prompt", ["竹林里的熊猫", "a panda in a bamboo forest"])
def test_a_bamboo_grove_is_a_place(prompt: str) -> None:
    assert names(prompt) == ["panda"]
    assert {"bamboo0", "bamboo3"} <= {one.name for one in drawn(prompt).stage.groups}


@pytest.mark.parametrize("prompt", ["a sleeping cow", "an elephant sleeping", "睡觉的大象"])
def test_who_has_no_drawing_of_sleep_sleeps_with_closed_eyes(prompt: str) -> None:
    (role,) = read_cast(read_scene(prompt), 3).roles
    assert role.looks[0].mood == "sleeping"
    assert role.looks[0].undrawn == []
