"""What models are told: in their own manner, in a language that they read, and one phrase a slot."""

from __future__ import annotations

import re

import pytest

from core.catalogue import action
from core.language import Language
from core.problems import Code, ProblemError
from core.scene.edits import apply
from core.scene.model import Scene, Subject
from core.scene.reader import read_scene
from gpuserver.engines.diffusion.family import Ability, Family, Wording
from gpuserver.engines.diffusion.instructions import fill_prompt, instruction
from gpuserver.engines.diffusion.prompts import drawing_prompt

TAGS = Family("Tags", frozenset({Ability.DRAW}), wording=Wording.TAGS, guidance=5.0, words=50)
SENTENCES = Family("Sentences", frozenset({Ability.DRAW}))
CHINESE = Family("Both", frozenset({Ability.DRAW}), languages=(Language.EN, Language.ZH))
SCENE = Scene(
    subjects=(Subject(noun="cat", color="white", attributes=("fluffy",)),), background="beach", style="watercolor",
    details=("at night",), mood="calm", shot="close-up", without=("people",),
)  # fmt: skip


def test_tags_put_things_setting_and_style_first_and_what_is_unwanted_apart() -> None:
    prompt = drawing_prompt(SCENE, TAGS)
    assert prompt.words == "a fluffy white cat, at the beach, watercolor style, at night, calm, close-up"
    assert prompt.negative.startswith("people, ")


def test_sentences_are_whole_and_say_what_is_missing_where_no_negative_prompt_would() -> None:
    prompt = drawing_prompt(SCENE, SENTENCES)
    assert prompt.words == (
        "A fluffy white cat, at the beach, at night. Drawn in watercolor style. The mood is calm. The shot: close-up. "
        "There is no people."
    )
    assert prompt.negative == ""


def test_chinese_goes_to_models_that_read_it_as_it_is() -> None:
    scene = read_scene("海滩上一只戴墨镜的白猫，水彩风格")
    prompt = drawing_prompt(scene, CHINESE)
    assert "猫" in prompt.words
    assert "水彩风格。" in prompt.words
    assert prompt.unread == ()


@pytest.mark.parametrize("family", [TAGS, SENTENCES], ids=lambda family: family.class_name)
def test_chinese_is_put_into_english_for_models_that_do_not(family: Family) -> None:
    scene = read_scene("海滩上一只戴墨镜的白猫，夜晚，水彩风格")
    prompt = drawing_prompt(scene, family)
    assert prompt.words.isascii()
    assert {"white", "cat", "sunglasses", "beach", "night", "watercolor"} <= set(
        prompt.words.lower().replace(",", " ").replace(".", " ").split()
    )


@pytest.mark.parametrize(
    ("chinese", "said"),
    [
        ("一个女孩骑着红色的自行车在街上，下雨", "a girl riding a red bicycle, on the street, rain"),
        ("两只猫坐在沙发上", "2 cats sitting on a sofa"),
        ("一只狗在公园里跑步", "a dog running, in the park"),
        ("北极熊在雪山下", "a polar bear"),
        ("一只哈士奇在雪地里", "a husky"),
    ],
)
def test_who_does_what_and_where_is_kept_in_english(chinese: str, said: str) -> None:
    assert drawing_prompt(read_scene(chinese), TAGS).words.startswith(said)


def test_words_without_english_are_left_out_and_named() -> None:
    scene = Scene(subjects=(Subject(noun="猫", attributes=("魑魅的",)),))
    prompt = drawing_prompt(scene, TAGS)
    assert prompt.words == "a cat"
    assert prompt.unread == ("魑魅的",)


def test_a_change_of_one_slot_changes_one_phrase() -> None:
    for family in (TAGS, SENTENCES):
        forest = apply(SCENE, action("change_background", background="forest"))
        before, after = (re.split(r", |\. ", drawing_prompt(one, family).words) for one in (SCENE, forest))
        assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == [
            ("at the beach", "in the forest")
        ]


def test_a_prompt_that_is_too_long_loses_its_last_phrases_whole() -> None:
    details = tuple(f"detail number {at}" for at in range(40))
    words = drawing_prompt(SCENE.model_copy(update={"details": details}), TAGS).words
    assert words.startswith("a fluffy white cat, at the beach, watercolor style, detail number 0")
    assert len(words.split()) <= TAGS.words
    assert words.split(", ")[-1].startswith("detail number")


def test_all_edits_of_a_recipe_are_one_instruction() -> None:
    steps = [
        action("remove_object", object="car"),
        action("recolor_object", object="the dog", color="blue"),
        action("add_object", object="hat", place="on the dog"),
        action("change_background", background="beach"),
        action("style_transfer", style="watercolor"),
    ]
    assert instruction(steps, SENTENCES) == (
        "Remove the car. Make the dog blue. Add a hat on the dog. "
        "Change the background to beach and keep the subject as it is. Redraw the whole picture in watercolor style."
    )


def test_a_chinese_instruction_stays_chinese_where_it_is_read_and_becomes_english_where_not() -> None:
    steps = [action("recolor_object", object="狗", color="蓝色"), action("style_transfer", style="水彩")]
    assert instruction(steps, CHINESE) == "把狗变成蓝色。 把整幅画改成水彩风格。"
    assert instruction(steps, SENTENCES) == "Make the dog blue. Redraw the whole picture in watercolor style."
    assert instruction([action("restore")], CHINESE).startswith("Repair")


def test_an_instruction_that_a_model_cannot_read_is_refused() -> None:
    with pytest.raises(ProblemError) as refused:
        instruction([action("edit", instruction="魑魅魍魉")], SENTENCES)
    assert refused.value.problem.code is Code.CANNOT_DRAW
    with pytest.raises(ProblemError) as refused:
        instruction([action("edit", instruction="very " * 60 + "bright")], TAGS)
    assert refused.value.problem.code is Code.TEXT_TOO_LONG


def test_a_mask_is_filled_with_what_is_to_be_there() -> None:
    assert fill_prompt(action("replace_object", object="ball", **{"with": "dog"}), TAGS) == "a dog"
    assert fill_prompt(action("recolor_object", object="ball", color="蓝色"), TAGS) == "blue ball"
    assert fill_prompt(action("change_background", background="beach"), TAGS) == "a beach"
    assert fill_prompt(action("recolor_object", object="球", color="蓝色"), CHINESE) == "蓝色的球"
