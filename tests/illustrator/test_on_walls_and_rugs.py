"""What hangs on a wall or a hook is to be seen there; what lies flat on the ground is under who is on it."""

from __future__ import annotations

import pytest
import skia

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.compose import Composition, compose
from gpuserver.engines.illustrator.painting.items import Group, bounds


def composed(prompt: str) -> Composition:
    return compose(read_scene(prompt), 3)


def group(composition: Composition, name: str) -> Group:
    return next(one for one in composition.stage.groups if one.is_subject and one.name == name)


def box(prompt: str, name: str) -> skia.Rect:
    return bounds(group(composed(prompt), name).items)


@pytest.mark.parametrize(
    ("prompt", "hung", "home"),
    [
        ("a painting hanging on a wall", "painting", "brick wall"), ("a clock hanging on the wall", "clock", "brick wall"),
        ("a calendar on the wall", "calendar", "brick wall"), ("a picture frame on a wall", "pictureframe", "brick wall"),
        ("a lantern hanging on a hook", "lantern", "hook"), ("a bunch of keys hanging on a hook", "keyring", "hook"),
    ],
)  # fmt: skip
def test_what_hangs_on_a_thing_without_room_under_it_is_large_on_its_face(prompt: str, hung: str, home: str) -> None:
    one, wall = box(prompt, hung), box(prompt, home)
    assert one.height() > 0.25 * wall.height()
    assert wall.contains(one.centerX(), one.centerY())
    assert one.bottom() <= wall.bottom() + 0.05 * wall.height()


@pytest.mark.parametrize(
    ("prompt", "hung"),
    [("a painting hanging on a wall", "painting"), ("a sloth hanging from a branch", "sloth"),
     ("a bat hanging from a tree", "bat")],
)  # fmt: skip
def test_what_hangs_throws_no_shadow_on_the_ground(prompt: str, hung: str) -> None:
    assert group(composed(prompt), hung).ground is None


@pytest.mark.parametrize(
    ("prompt", "lamp"),
    [("a living room with a chandelier", "chandelier"), ("a bedroom with a ceiling fan", "ceilingfan"),
     ("a cat under a chandelier in a living room", "chandelier")],
)  # fmt: skip
def test_what_hangs_from_a_ceiling_reaches_the_upper_edge(prompt: str, lamp: str) -> None:
    composition = composed(prompt)
    hung = bounds(group(composition, lamp).items)
    assert hung.top() < 0.02 * composition.stage.canvas.height
    assert hung.bottom() < 0.6 * composition.stage.canvas.height


@pytest.mark.parametrize(
    ("prompt", "who"),
    [
        ("a cat on a rug", "cat"), ("a baby on a rug", "baby"), ("a cat on a mat", "cat"), ("地毯上的小狗", "dog"),
        ("sunglasses on a beach towel", "sunglasses"), ("a girl sitting on a blanket", "girl"),
    ],
)  # fmt: skip
def test_a_rug_lies_flat_under_who_is_on_it(prompt: str, who: str) -> None:
    rug, one = box(prompt, "rug"), box(prompt, who)
    assert composed(prompt).undrawn == ()
    assert rug.width() > 3 * rug.height()
    assert rug.top() < one.bottom() < rug.bottom() + 0.4 * rug.height()
    assert one.height() > 0.3 * rug.height()


def test_many_presents_are_many_gifts() -> None:
    scene = composed("kids opening presents around a christmas tree")
    assert "gift" in {one.name for one in scene.stage.groups}


@pytest.mark.parametrize("prompt", ["a man crossing a bridge", "a man on a bridge"])
def test_one_walks_over_a_bridge(prompt: str) -> None:
    roles = read_cast(read_scene(prompt), 3).roles
    assert [one.pose for one in roles if one.name == "man"] == ["walk"]
    assert composed(prompt).undrawn == ()


def test_who_is_behind_a_fence_looks_over_the_middle_of_it() -> None:
    girl, fence = (box("a girl standing behind a fence", name) for name in ("girl", "fence"))
    assert girl.top() < fence.top() < girl.bottom()
    assert abs(girl.centerX() - fence.centerX()) < 0.2 * fence.width()


def test_a_harp_stands_on_the_floor_beside_who_has_it() -> None:
    harp, woman = (box("a woman with a harp", name) for name in ("harp", "woman"))
    assert harp.bottom() > woman.bottom() - 0.15 * woman.height()


def test_dungeons_and_dragons_is_a_game_and_no_dungeon() -> None:
    drawn = composed("a dungeons and dragons rogue with a dagger").objects
    assert not [one for one in drawn if one.name.startswith(("dungeon", "dragon"))]
