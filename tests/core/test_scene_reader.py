"""Prompts become scenes, in both languages."""

from __future__ import annotations

import pytest

from core.scene import Scene, Subject
from core.scene_reader import read_scene, read_subject
from core.styles import style_id


@pytest.mark.parametrize(
    ("phrase", "subject"),
    [
        ("three fluffy white cats", Subject(noun="cats", color="white", attributes=("fluffy",), count=3)),
        ("red hat", Subject(noun="hat", color="red")),
        ("a quokka", Subject(noun="quokka")),
        ("三只可爱的白猫", Subject(noun="猫", color="white", attributes=("可爱",), count=3)),
        ("一顶红色的帽子", Subject(noun="帽子", color="red")),
    ],
)
def test_a_noun_phrase_is_a_subject(phrase: str, subject: Subject) -> None:
    assert read_subject(phrase) == subject


def nouns(scene: Scene) -> list[str]:
    return [one.noun for one in scene.subjects]


def test_a_whole_prompt_in_english() -> None:
    scene = read_scene("a cute cat at the beach in watercolor style, at night, wearing sunglasses")
    assert nouns(scene) == ["cat", "sunglasses"]
    assert scene.subjects[0].attributes == ("cute",)
    assert scene.subjects[1].place == "on the cat"
    assert (scene.background, style_id(scene.style or ""), scene.details) == ("beach", "watercolor", ("at night",))


def test_a_whole_prompt_in_chinese() -> None:
    scene = read_scene("水彩风格，海边的一只可爱的猫，戴着墨镜")
    assert nouns(scene) == ["猫", "墨镜"]
    assert scene.subjects[0].attributes == ("可爱",)
    assert scene.subjects[1].place == "猫身上"
    assert (scene.background, style_id(scene.style or "")) == ("海边", "watercolor")


@pytest.mark.parametrize(
    ("prompt", "found", "background"),
    [
        ("two kids and a dog in a park", ["kids", "dog"], "park"),
        ("an octopus playing drums under the sea", ["octopus"], "under the sea"),
        ("a zorble next to a flumph", ["zorble"], None),
        ("一只小狗和一只小猫在花园里", ["小狗", "小猫"], "花园里"),
    ],
)
def test_things_and_settings(prompt: str, found: list[str], background: str | None) -> None:
    scene = read_scene(prompt)
    assert nouns(scene)[: len(found)] == found
    assert scene.background == background


def test_weather_and_time_are_details() -> None:
    assert read_scene("a house at night in the rain").details == ("at night", "in the rain")


def test_a_poem_does_not_blow_up() -> None:
    scene = read_scene("O wandering moon, pale lantern of the deep and sleepless sky, " * 200)
    assert 0 < len(scene.subjects) <= 12
    assert len(scene.details) <= 60


def test_nothing_said_is_an_empty_scene() -> None:
    assert read_scene("").is_empty
    assert read_scene(" \n\t").is_empty
