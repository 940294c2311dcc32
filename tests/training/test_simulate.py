"""Dialogues from the phrase material: well-labelled, as the model will see them, and the same for the same seed."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from core.language import Language
from core.understanding.trained.labels import FACE_VALUES, NEEDED, PIPELINES, SET, UNSET
from core.understanding.trained.view import CONCEPTS, OBJECTS, SYSTEM, TEXT
from gpuserver.training.gold import gold, improvised
from gpuserver.training.phrases import Bank, Line, banks
from gpuserver.training.script import Said, said
from gpuserver.training.simulate import Simulator, exchanged
from gpuserver.training.speech import after, joined, slipped, swapped
from gpuserver.training.stage import Example, Stage
from gpuserver.training.words import Words

SHED = said("recolor_object | paint {object:the shed} in {color:olive green}")
BIN = said("remove_object | drop {object:the bin}")


def words_of(one: Said) -> dict[str, str]:
    return {f"{span.action}.{span.role}": one.text[span.start : span.end] for span in one.spans}


@pytest.fixture(scope="module")
def dialogues() -> list[list[Example]]:
    simulator = Simulator(banks(), seed=3)
    return [simulator.dialogue() for _ in range(600)]


def test_the_same_seed_makes_the_same_dialogues() -> None:
    material = banks(["first", "eli", "nan"])
    one, other, third = Simulator(material, 5), Simulator(material, 5), Simulator(material, 6)
    made = [one.dialogue() for _ in range(20)]
    assert made == [other.dialogue() for _ in range(20)]
    assert made != [third.dialogue() for _ in range(20)]


def test_every_pipeline_and_every_face_value_comes_up(dialogues: list[list[Example]]) -> None:
    turns = [one for dialogue in dialogues for one in dialogue]
    assert {target.pipeline for one in turns for target in one.targets} == set(PIPELINES[1:])
    seen = Counter(
        value for one in turns for (_, value), mark in zip(FACE_VALUES, one.face, strict=True) if mark == SET
    )
    assert set(seen) == {value for _, value in FACE_VALUES}


def test_words_that_are_needed_are_pointed_at(dialogues: list[list[Example]]) -> None:
    targets = [target for dialogue in dialogues for one in dialogue for target in one.targets]
    needed = [(target, role) for target in targets for role in NEEDED.get(target.pipeline, ())]
    missing = [target for target, role in needed if target.places[role] is None]
    assert not missing
    unknown = [target for target, role in needed if (place := target.places[role]) and place[0] < 0]
    assert len(unknown) < 0.02 * len(needed)


def test_only_what_is_in_force_is_taken_back(dialogues: list[list[Example]]) -> None:
    turns = [one for dialogue in dialogues for one in dialogue]
    unset = [
        f"face {value}" in one.view.marks
        for one in turns
        for (_, value), mark in zip(FACE_VALUES, one.face, strict=True)
        if mark == UNSET
    ]
    assert len(unset) > 30
    assert sum(unset) > 0.95 * len(unset)


def test_a_turn_sees_the_reply_before_it_the_things_spoken_of_and_what_is_visible() -> None:
    stage = Stage(drawn=True)
    stage.concepts = ("red bus",)
    stage.hear(said("add_object | put in {object:a kite}"), "The kite is in. Shall I blur the background?")
    one = stage.hear(said('recolor_object object="kite" | make it {color:blue}', before="a kite"), "")
    assert one.view.texts[SYSTEM].startswith("The kite is in.")
    assert one.view.texts[OBJECTS] == "kite"
    assert one.view.texts[CONCEPTS] == "red bus"
    assert {"picture drawing", "last add_object", "asked", "can undo"} <= set(one.view.marks)
    place = one.targets[0].places["object"]
    assert place == (OBJECTS, 0, 4)
    assert one.targets[0].places["color"] == (TEXT, 8, 12)


def test_noise_keeps_the_words_of_roles_in_place() -> None:
    assert words_of(after("hey, ", SHED)) == {"0.object": "the shed", "0.color": "olive green"}
    assert words_of(swapped(SHED, 0, "a very old barn")) == {"0.object": "a very old barn", "0.color": "olive green"}
    both = joined(SHED, " and ", BIN)
    assert both.text == "paint the shed in olive green and drop the bin"
    assert words_of(both) == {"0.object": "the shed", "0.color": "olive green", "1.object": "the bin"}
    random = Random(2)
    typed = [slipped(SHED, random) for _ in range(50)]
    assert {len(words_of(one)["0.color"]) for one in typed} <= {10, 11, 12}
    assert sum(one.text != SHED.text for one in typed) > 40


def test_other_words_take_a_words_place_wherever_it_stands() -> None:
    line = "U add_object | put {object:a cat} beside the category"
    assert exchanged(line, "cat", "dog", chinese=False) == "U add_object | put {object:a dog} beside the category"
    assert exchanged("S 猫画好了，猫很乖", "猫", "狗", chinese=True) == "S 狗画好了，狗很乖"


@pytest.mark.parametrize("language", Language)
def test_words_differ_and_some_do_not_exist(language: Language) -> None:
    words = Words(language, Random(1))
    made = {words.subject() for _ in range(200)}
    assert len(made) > 150
    assert words.instead("object", "it") is None
    assert words.instead("number", "20") is None


def test_written_dialogues_can_be_scored_against() -> None:
    bank = Bank(Language.EN)
    bank.plays = banks(["zoe"])[Language.EN].plays[:3]
    found = list(gold(bank))
    assert [one["lang"] for one in found] == ["en"] * 3
    assert all(turn["actions"] and turn["user"] for one in found for turn in one["turns"])
    assert isinstance(next(iter(banks(["anna"])[Language.EN].lines["edit"])), Line)


@pytest.mark.parametrize("language", Language)
def test_made_up_dialogues_about_a_face_are_the_same_for_a_seed_and_carry_every_label(language: Language) -> None:
    bank = banks()[language]
    found = list(improvised(bank, 12, seed=5))
    assert found == list(improvised(bank, 12, seed=5))
    assert found != list(improvised(bank, 12, seed=6))
    turns = [turn for one in found for turn in one["turns"]]
    assert all(turn["user"] and "belief" in turn for turn in turns)
    assert all(one["turns"][0]["image"] for one in found)
    assert any(turn["belief"] for turn in turns)
    assert any(action["pipeline"] == "edit_face" for turn in turns for action in turn.get("actions", ()))
