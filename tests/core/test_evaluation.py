"""The scores: what counts as right, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.catalogue import action
from core.conversation import Turn
from core.evaluation.agree import content, face_of, holds, overlap, same_action
from core.evaluation.fluency import bleu, distinct
from core.evaluation.left_out import Part, blanked
from core.evaluation.scores import Tally, report
from core.pipeline import Action, Modality
from core.predict import Prediction
from core.understanding.interface import Context


def predicted(*actions: Action, turn: int = 0, **given: Any) -> Prediction:
    modality = Modality.TEXT if actions[0].pipeline in {"chat", "ask"} else Modality.IMAGE
    facts: dict[str, Any] = {"belief": {}, "prompt": "", **given}
    return Prediction("d", turn, modality, actions, **facts)


CHAT, UNDO = action("chat"), action("undo")


def gold(pipeline: str, **params: object) -> dict[str, object]:
    return {"pipeline": pipeline, "params": params}


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        (gold("add_object", object="a red hat|cap"), action("add_object", object="the red hats"), True),
        (gold("add_object", object="a red hat|cap"), action("add_object", object="cap"), True),
        (gold("add_object", object="a red hat"), action("add_object", object="a hat"), False),
        (gold("add_object", object="红帽子"), action("add_object", object="红色帽子"), True),
        (gold("add_object", object="hat", place="on her head"), action("add_object", object="hat"), True),
        (gold("rotate", degrees=270), action("rotate", degrees=270), True),
        (gold("rotate", degrees=270), action("rotate", degrees=90), False),
        (gold("undo", steps=1), UNDO, True),
        (gold("undo", steps=2), UNDO, False),
        (gold("adjust_color", color="blue"), action("adjust_color", color="sky blue"), False),
        (gold("generate", prompt="a cat", style="oil painting|oil"), action("generate", prompt="an oil cat"), False),
        (gold("generate", prompt="a cat in oil", style="oil"), action("generate", prompt="a cat in oil"), True),
        (gold("generate", prompt="a cat", aspect="16:9"), action("generate", prompt="a cat"), False),
        (gold("edit", instruction="make it night|night"), action("edit", instruction="it is night"), True),
        (gold("edit_face", set={"hair": ["bangs"]}), action("edit_face", set={"hair": ["bangs"]}), True),
        (gold("edit_face", set={"hair": ["bangs"]}), action("edit_face", set={"hair": ["bangs", "goatee"]}), False),
        (gold("edit_face", set={"hair": ["bangs"]}), action("edit_face", unset={"hair": ["bangs"]}), False),
    ],
)
def test_parameters_agree_as_the_evaluation_says(wanted: dict[str, object], got: Action, same: bool) -> None:
    assert same_action(wanted, got) is same


def test_content_is_what_is_left_without_small_words_and_plurals() -> None:
    assert content("Two of the red buses, please") == {"two", "red", "buse"}
    assert content("一只红狗") == set("一只红狗")
    assert overlap("red hat", "red cap") == pytest.approx(0.5)
    assert overlap("", "") == 1.0
    assert face_of({"hair": [], "makeup": ["Lipstick"]}) == {"makeup": frozenset({"lipstick"})}


def test_a_prompt_holds_what_it_does_not_leave_out() -> None:
    assert holds("two kittens at the beach", "cat|kitten")
    assert not holds("a cat without a hat", "hat")
    assert not holds("concatenated", "cat")
    assert holds("海边的猫", "猫")
    assert not holds("猫，没有帽子", "帽子")


def test_each_score_counts_the_turns_that_are_labelled_for_it() -> None:
    tally = Tally()
    tally.add({"modality": "image", "actions": [gold("undo")], "belief": {}}, predicted(UNDO, confidence=0.9))
    tally.add({"modality": "text", "actions": [gold("chat")]}, predicted(UNDO, turn=1, confidence=0.4))
    tally.add({"image": True, "modality": "text"}, predicted(CHAT, turn=2))
    tally.add({"prompt": {"must": ["cat"], "must_not": ["dog"]}}, predicted(CHAT, turn=3, prompt="a cat and a dog"))
    found = report(tally)
    assert found.scores == {
        "joint_accuracy": (100.0, 1),
        "modality_switching": (66.67, 3),
        "intent_switch_accuracy": (50.0, 2),
        "parameter_accuracy": (100.0, 1),
        "structural_conformity": (100.0, 4),
        "prompt_coherence": (0.0, 1),
    }
    assert found.scenarios == {
        "round 1, T->I": (100.0, 1), "round 2, T->T": (0.0, 1), "round 3, I+T->T": (100.0, 1),
    }  # fmt: skip
    assert found.pipelines == {"undo": (100.0, 1), "chat": (0.0, 1)}


def test_confidence_is_calibrated_where_it_is_as_high_as_the_share_of_right_turns() -> None:
    tally = Tally()
    for number in range(10):
        gold_turn = {"actions": [gold("undo" if number < 8 else "redo")]}
        tally.add(gold_turn, predicted(UNDO, confidence=0.85))
    found = report(tally)
    assert [(one.turns, round(one.confidence, 2), one.accuracy) for one in found.calibration] == [(10, 0.85, 0.8)]
    assert found.calibration_error == pytest.approx(0.05)


def test_fluency() -> None:
    same = [("the bus is red now", "the bus is red now")]
    assert bleu(same) == pytest.approx(100.0)
    assert bleu([("quite another thing", "the bus is red now")]) == 0.0
    assert 0 < bleu([("the bus is blue now", "the bus is red now")]) < 70
    assert bleu([("the bus", "the bus is red now")]) < 50
    assert distinct(["a b a b"], 1) == 0.5
    assert distinct(["a b a b"], 2) == pytest.approx(2 / 3)
    assert distinct([], 1) == 0.0


def test_what_a_turn_is_read_without_is_not_there_and_all_else_is() -> None:
    before = Turn(index=0, author="", user="draw a cat", system="Here.", modality=Modality.IMAGE)
    context = Context(text="redder", picture="photo", turns=(before,), concepts=("cat",), face={}, can_undo=True)
    assert blanked(context, Part.CONCEPTS) == replace(context, concepts=())
    left = blanked(context, Part.HISTORY)
    assert (left.turns, left.face, left.can_undo) == ((), None, False)
    assert (left.text, left.picture, left.concepts) == ("redder", "photo", ("cat",))
