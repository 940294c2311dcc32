"""Buttons that are said in words."""

from __future__ import annotations

import pytest

from core.messages import Control, ControlKind
from core.recipe import Recipe, Upload
from core.spoken import spoken
from core.versions import Image, Version, VersionTree

PHOTO = Recipe(source=Upload(digest="a"))


def tree(*pictures: int) -> VersionTree:
    """A line of versions with so many pictures each."""
    made = VersionTree()
    for number, count in enumerate(pictures, 1):
        images = tuple(Image(digest=str(at), media_type="image/png", width=8, height=8) for at in range(count))
        made = made.add(Version(number=number, parent=number - 1 or None, recipe=PHOTO, images=images))
    return made


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("the second one", 2), ("I'll take number 3", 3), ("2", 2), ("keep the first", 1), ("the last one please", 4),
        ("ok, the third one is nice!", 3), ("第三张", 3), ("要第2张吧", 2), ("最后一张", 4), ("选二", 2),
    ],
)  # fmt: skip
def test_an_ordinal_chooses_among_several_pictures(text: str, number: int) -> None:
    assert spoken(text, tree(1, 4)) == Control(kind=ControlKind.CHOOSE, value=str(number))


@pytest.mark.parametrize("text", ["the second one", "2", "第三张"])
def test_an_ordinal_chooses_nothing_where_there_is_one_picture(text: str) -> None:
    assert spoken(text, tree(4, 1)) is None


@pytest.mark.parametrize("text", ["the ninth one", "number 7", "make the second one red", "two cats", "两只猫"])
def test_what_chooses_none_of_them_is_read_as_any_turn(text: str) -> None:
    assert spoken(text, tree(4)) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("go back to number 2", 2), ("back to the start", None), ("please go back to the first picture", 1),
        ("go back to version 3", 3), ("回到第2稿", 2), ("回到第一张", 1), ("go back to No. 9", None),
    ],
)  # fmt: skip
def test_a_version_is_gone_back_to_by_its_number(text: str, number: int | None) -> None:
    wanted = Control(kind=ControlKind.GOTO, value=str(number)) if number else None
    assert spoken(text, tree(1, 1, 1)) == wanted


def test_without_a_picture_nothing_is_chosen() -> None:
    assert spoken("the second one", VersionTree()) is None
