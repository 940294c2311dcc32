"""What is added to a drawing, with what it does."""

from __future__ import annotations

import pytest
from stand_ins import understanding

from core.catalogue import action
from core.scene.edits import apply
from core.scene.reader import read_scene
from core.understanding.interface import Context
from core.understanding.trained.additions import added


@pytest.mark.parametrize(
    ("prompt", "text", "noun", "does", "place"),
    [
        ("an old man on a park bench", "add a dog sleeping next to him", "dog", "sleeping", "next to the old man"),
        ("an old man on a park bench", "add a cat sitting on the bench", "cat", "sitting", "on the park bench"),
        ("a girl in the park", "add a dog running behind her", "dog", "running", "behind the girl"),
        ("老爷爷坐在公园长椅上", "在他旁边加一只睡觉的狗", "狗", "睡觉", "老爷爷旁边"),
        ("老爷爷坐在公园长椅上", "加一只坐在长椅上的猫", "猫", "坐", "长椅上"),
    ],
)
def test_what_is_added_does_what_was_said(prompt: str, text: str, noun: str, does: str, place: str) -> None:
    scene = read_scene(prompt)
    (found,) = understanding().read(Context(text=text, picture="drawing", scene=scene)).actions
    after = apply(scene, found)
    assert len(after.subjects) == len(scene.subjects) + 1
    subject = after.subjects[-1]
    assert (subject.noun, subject.action, subject.place) == (noun, does, place.replace("park bench", "bench"))


@pytest.mark.parametrize(
    ("prompt", "thing", "place"),
    [
        ("a teapot on a table", "a vase", "on the table"), ("桌子上有一个苹果", "香蕉", "桌子上"),
        ("a teapot on a table", "a dog", None), ("a cat on a chair", "an apple", None), ("a teapot", "a cup", None),
    ],
)  # fmt: skip
def test_small_things_go_where_others_of_their_kind_are(prompt: str, thing: str, place: str | None) -> None:
    assert apply(read_scene(prompt), action("add_object", object=thing)).subjects[-1].place == place


def test_what_it_is_put_on_comes_along_where_it_is_not_there_yet() -> None:
    after = apply(read_scene("a girl"), action("add_object", object="cat", place="sleeping on a sofa"))
    assert [one.noun for one in after.subjects] == ["girl", "cat", "sofa"]


@pytest.mark.parametrize("text", ["hang a lantern over the door", "再加一张海报", "include a fox"])
def test_what_is_added_is_no_picture_of_its_own(text: str) -> None:
    assert added((action("generate", prompt="fox"),), text)[0].pipeline == "add_object"


def test_two_things_are_both_added() -> None:
    (found,) = added((action("add_object", object="balloons"),), "add balloons")
    assert found.text("object") == "balloons"
    both = added((action("add_object", object="balloons"),), "add balloons and a cake")
    assert [one.text("object") for one in both] == ["balloons", "cake"]


def test_a_new_picture_stays_one() -> None:
    assert added((action("generate", prompt="fox"),), "draw a fox")[0].pipeline == "generate"


def test_what_somebody_is_given_in_a_colour_does_not_paint_them() -> None:
    painted = (action("recolor_object", object="fox", color="red"),)
    (given,) = added(painted, "give the fox a red scarf")
    assert given == action("add_object", object="red scarf", place="for the fox")
    assert added(painted, "give the fox a red look") == painted


def test_who_is_called_without_an_article_is_given_things_too() -> None:
    read = (action("add_object", object="grandma glasses"),)
    assert added(read, "give grandma glasses") == (action("add_object", object="glasses", place="for grandma"),)
    assert (
        added((action("add_object", object="more flowers"),), "give more flowers")[0].text("object") == "more flowers"
    )
