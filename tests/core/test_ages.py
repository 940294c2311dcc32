"""People at another age: the noun changes, and all that was said of them stays."""

from __future__ import annotations

import pytest

from core.ages import age_asked, aged
from core.catalogue import action
from core.prompt import prompt_of
from core.scene.edits import apply
from core.scene.model import Subject
from core.scene.reader import read_scene


def altered(prompt: str, thing: str, age: str) -> str:
    return prompt_of(apply(read_scene(prompt), action("change_attribute", object=thing, attribute=age)))


@pytest.mark.parametrize(
    ("prompt", "thing", "age", "then"),
    [
        ("an old man with glasses and a red sweater", "him", "young", "a young man with glasses and a red sweater"),
        ("a woman in the park", "her", "older", "an old woman, in the park"),
        ("a woman in the park", "the woman", "old", "an old woman, in the park"),
        ("an old woman with a hat", "her", "thirty years younger", "a young woman with a hat"),
        ("a girl", "the girl", "older", "a young woman"), ("a boy with a dog", "him", "an adult", None),
        ("a man", "him", "middle-aged", "a middle-aged man"), ("a man", "him", "8 years old", "a boy"),
        ("a man", "him", "80 years old", "an old man"), ("a baby", "the baby", "younger", "a baby"),
        ("一个老奶奶在海边", "她", "年轻", "女人，在海边"), ("一个男孩", "他", "老", "老爷爷"),
        ("一个女人", "她", "中年", "中年的女人"), ("一个男人", "他", "70岁", "老爷爷"),
    ],
)  # fmt: skip
def test_a_person_of_another_age_keeps_what_was_said_of_them(
    prompt: str, thing: str, age: str, then: str | None
) -> None:
    assert altered(prompt, thing, age) == (then or "a young man, a dog next to the young man")


def test_old_becomes_young_becomes_a_child_and_old_again() -> None:
    scene = read_scene("an old man with glasses and a red sweater")
    steps = (
        action("change_attribute", object="him", attribute="young"),
        action("replace_object", **{"object": "old man with glasses and a red sweater", "with": "child"}),
        action("change_attribute", object="him", attribute="old"),
    )
    prompts: list[str] = []
    for step in steps:
        scene = apply(scene, step)
        prompts.append(prompt_of(scene))
    assert prompts == [f"{who} with glasses and a red sweater" for who in ("a young man", "a boy", "an old man")]


def test_steps_go_through_middle_age_where_that_was_said() -> None:
    middle = aged(Subject(noun="woman"), "middle-aged")
    assert middle is not None
    found = [aged(middle, words) for words in ("older", "younger")]
    assert [one.phrase() for one in found if one] == ["old woman", "young woman"]


@pytest.mark.parametrize(("noun", "age"), [("chef", "older"), ("cat", "older"), ("house", "younger"), ("man", "happy")])
def test_who_has_no_age_and_what_names_none_stay(noun: str, age: str) -> None:
    assert aged(Subject(noun=noun), age) is None


def test_another_person_of_a_named_sex_takes_it_and_a_child_leaves_it_open() -> None:
    scene = read_scene("an old woman in the park")
    one = apply(scene, action("replace_object", **{"object": "her", "with": "a child"}))
    other = apply(scene, action("replace_object", **{"object": "her", "with": "a boy"}))
    assert [prompt_of(one), prompt_of(other)] == ["a girl, in the park", "a boy, in the park"]


@pytest.mark.parametrize(
    ("instruction", "asked"),
    [
        ("make him look older", ("him", "older")), ("turn her into a child", ("her", "child")),
        ("make the old man much younger", ("the old man", "much younger")), ("让他变年轻", ("他", "年轻")),
        ("把她变成小孩", ("她", "小孩")), ("让老爷爷变老一点", ("老爷爷", "老一点")), ("make it snow", None),
        ("make him run", None), ("让他跳舞", None), ("turn the house into a castle", None),
    ],
)  # fmt: skip
def test_instructions_that_ask_for_an_age_are_known(instruction: str, asked: tuple[str, str] | None) -> None:
    assert age_asked(instruction) == asked
