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


@pytest.mark.parametrize(("text", "number"), [("the left one", 1), ("the one on the right please", 3), ("左边那张", 1), ("最右边那张", 3), ("the middle one", 2)])  # fmt: skip
def test_a_side_chooses_among_several_pictures(text: str, number: int) -> None:
    assert spoken(text, tree(1, 3)) == Control(kind=ControlKind.CHOOSE, value=str(number))


@pytest.mark.parametrize(("text", "number"), [("the second picture", 2), ("第二张图", 2), ("go back to the first", 1), ("back to the first one", 1)])  # fmt: skip
def test_a_picture_of_the_conversation_is_named_by_its_place(text: str, number: int) -> None:
    assert spoken(text, tree(1, 1, 1)) == Control(kind=ControlKind.GOTO, value=str(number))


def test_the_first_picture_is_the_first_of_the_conversation_and_not_of_the_last_drawing() -> None:
    image = Image(digest="z", media_type="image/png", width=8, height=8)
    anew = tree(1, 1).add(Version(number=3, parent=None, recipe=PHOTO, images=(image,)))
    assert spoken("go back to the first", anew) == Control(kind=ControlKind.GOTO, value="1")


@pytest.mark.parametrize("text", ["no, the other one", "the other one please", "不对，是另一个"])
def test_the_other_one_is_among_those_that_were_offered_else_the_one_before(text: str) -> None:
    assert spoken(text, tree(1, 3, 1)) == Control(kind=ControlKind.GOTO, value="2")
    assert spoken(text, tree(1)) is None


@pytest.mark.parametrize("text", ["next one", "下一张"])
def test_the_next_picture_is_the_one_that_was_taken_back(text: str) -> None:
    assert spoken(text, tree(1, 1).undo()) == Control(kind=ControlKind.REDO)
    assert spoken(text, tree(1, 1)) is None
