"""What is worn sits where it belongs and has the size of who wears it."""

from __future__ import annotations

import pytest

from core.scene.model import Scene, Subject
from core.scene.reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.painting.items import Group, Item, bounds
from gpuserver.engines.illustrator.relations.role import Role

_WEARERS = ("cat", "dog", "bear", "boy", "man", "woman")


def _worn(prompt: str) -> Role:
    return next(role for role in read_cast(read_scene(prompt), seed=5).roles if role.worn)


def _wearer(prompt: str) -> Group:
    return next(group for group in compose(read_scene(prompt), seed=5).stage.groups if group.layer == "subject")


def _of(group: Group, *classes: str) -> list[Item]:
    return [item for item in group.items if item.cls in classes]


@pytest.mark.parametrize(
    ("prompt", "wearer"),
    [
        ("a cat wearing headphones", "cat"), ("戴头盔的男孩", "boy"), ("a boy wearing a bicycle helmet", "boy"),
        ("a man wearing a tie", "man"), ("a dog wearing a cape", "dog"), ("a girl wearing a backpack", "girl"),
        ("a woman wearing a mask", "woman"), ("a cat wearing a space helmet", "cat"), ("戴耳机的小狗", "dog"),
    ],
)  # fmt: skip
def test_what_somebody_wears_is_put_on(prompt: str, wearer: str) -> None:
    role = _worn(prompt)
    assert role.base is not None
    assert role.base.name == wearer


@pytest.mark.parametrize("wearer", _WEARERS)
def test_headphones_are_as_wide_as_the_head_and_go_over_it(wearer: str) -> None:
    role = _worn(f"a {wearer} wearing headphones")
    group = _wearer(f"a {wearer} wearing headphones")
    cups, eyes = bounds(_of(group, "paint")), bounds([item for item in group.items if item.cls == "ink"])
    assert role.artwork.attach == "eyes"
    assert cups.left() < eyes.left()
    assert cups.right() > eyes.right()
    assert cups.top() < eyes.top() < cups.bottom()


@pytest.mark.parametrize("wearer", _WEARERS)
def test_a_helmet_leaves_the_face_free(wearer: str) -> None:
    group = _wearer(f"a {wearer} wearing a helmet")
    shell = bounds([item for item in group.items if "shell" in item.ids])
    whites = bounds(_of(group, "white", "eye"))
    assert not shell.isEmpty()
    assert shell.bottom() < whites.bottom()


@pytest.mark.parametrize("wearer", _WEARERS)
@pytest.mark.parametrize("thing", ["cape", "backpack"])
def test_what_is_on_the_back_is_painted_behind_its_wearer(wearer: str, thing: str) -> None:
    items = _wearer(f"a {wearer} wearing a {thing}").items
    behind = [at for at, item in enumerate(items) if "behind" in item.ids and item.cls.startswith("cloth")]
    assert behind
    assert max(behind) < min(at for at, item in enumerate(items) if item.cls in ("fur", "skin", "top"))


@pytest.mark.parametrize("wearer", _WEARERS)
def test_a_cape_ends_above_the_ground(wearer: str) -> None:
    group = _wearer(f"a {wearer} wearing a cape")
    cape = bounds([item for item in group.items if "behind" in item.ids])
    assert group.ground is not None
    assert cape.bottom() < group.ground


def test_what_nobody_wears_is_the_thing_itself() -> None:
    for prompt in ("a helmet", "a backpack", "headphones on a table"):
        role = next(role for role in read_cast(read_scene(prompt), seed=5).roles if role.name != "table")
        assert not role.worn
        assert role.artwork.attach is None


def test_who_comes_with_a_backpack_has_it_on() -> None:
    woman = next(
        role for role in read_cast(read_scene("a woman with a backpack"), seed=5).roles if role.name == "woman"
    )
    assert _worn("a woman with a backpack").base is not None
    assert woman.pose != "hold"


@pytest.mark.parametrize("thing", ["red scarf", "cape", "space helmet"])
@pytest.mark.parametrize("place", [None, "给它"])
def test_what_is_put_on_nobody_in_particular_is_worn_by_who_is_there(thing: str, place: str | None) -> None:
    scene = Scene(subjects=(Subject(noun="cat"), Subject(noun=thing, place=place)))
    cat, worn = read_cast(scene, 3).roles
    assert (worn.worn, worn.base) == (True, cat)
