"""Where something is drawn when no place is named: where it lives."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.compose import compose


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("a whale", "underwater"), ("a dolphin", "sea"), ("a swan", "lake"), ("a duck swimming", "lake"),
        ("a snowman", "snow"), ("a penguin in front of an igloo", "snow"), ("a pyramid", "desert"), ("a ufo", "space"),
        ("a sandcastle", "beach"), ("一条鲸鱼", "underwater"), ("一个雪人", "snow"),
        ("a sunset", "sea"), ("a storm with lightning", "sea"), ("闪电", "sea"), ("a full moon", "sky"), ("月亮", "sky"),
        ("a snowy day", "snow"), ("autumn", "forest"), ("a cat in the sun", "meadow"), ("a tree and the sun", "meadow"),
        ("a whale in the sky", "sky"), ("a snowman in the forest", "forest"), ("a swan in a cafe", "cafe"),
    ],
)  # fmt: skip
def test_things_are_where_they_live_unless_a_place_is_named(prompt: str, setting: str) -> None:
    found = read_cast(read_scene(prompt), seed=7)
    assert (found.setting.name, found.undrawn) == (setting, [])


@pytest.mark.parametrize(
    ("prompt", "drawn"),
    [
        ("a sun", ["sun"]),
        ("太阳", ["sun"]),
        ("草地上的太阳", []),
        ("rain", []),
        ("a happy sun with sunglasses", ["sun", "sunglasses"]),
    ],
)
def test_the_sun_is_a_thing_where_it_is_all_there_is(prompt: str, drawn: list[str]) -> None:
    found = read_cast(read_scene(prompt), seed=7)
    assert [role.name for role in found.roles] == drawn
    assert compose(read_scene(prompt), seed=7).drawable


@pytest.mark.parametrize(
    ("prompt", "drawn"),
    [
        ("a hospital in the city", ("hospital", None, "city")), ("a tunnel in the mountains", ("tunnel", None, "mountains")),
        ("a red factory by the lake", ("factory", "red", "lake")), ("a golf club", ("golfclub", None, "plain")),
    ],
)  # fmt: skip
def test_what_is_a_place_by_its_name_is_drawn_as_a_thing(prompt: str, drawn: tuple[str, str | None, str]) -> None:
    found = read_cast(read_scene(prompt), seed=7)
    (role,) = found.roles
    assert (role.name, role.subject.color, found.setting.name) == drawn
    assert found.undrawn == []


@pytest.mark.parametrize("whale", ["whale", "dolphin"])
def test_a_whale_beside_a_boat_is_in_the_water_and_to_be_seen(whale: str) -> None:
    composition = compose(read_scene(f"a boat and a {whale}, at sea"), 7)
    boat, other = (one.box for one in composition.objects)
    assert boat is not None
    assert other is not None
    assert other[3] > 0.5
    assert other[0] > boat[2] - 0.05 or other[2] < boat[0] + 0.05


def test_who_swims_at_the_top_of_water_throws_no_shadow_on_a_ground() -> None:
    def grounds(prompt: str) -> list[float | None]:
        groups = compose(read_scene(prompt), seed=7).stage.groups
        return [group.ground for group in groups if group.layer == "subject" and group.name == "boy"]

    assert grounds("a boy swimming in the sea") == [None]
    assert None not in grounds("a boy standing at the sea")
