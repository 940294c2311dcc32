"""Turns that mean something only after what was said before: more, again, yes, no, only the first, take that back."""

from __future__ import annotations

import pytest
from rules_cases import on_drawing, on_nothing, on_photo, short, turn

from core.catalogue import action
from core.conversation import Pending
from core.pipeline import Modality
from core.scene_reader import read_scene
from core.understanding.interface import Context
from core.understanding.rules import RuleUnderstanding
from core.understanding.rules.reader import UNSURE, read

BRIGHTER = turn("brighten it", "It is brighter.", action("adjust_brightness", percent=20))
TURNED = turn("rotate it 15 degrees left", "Turned.", action("rotate", degrees=15))
SMILING = turn(
    "make her smile", "Done. Would you like bangs too?", action("edit_face", set={"expression": ["smiling"]})
)
TWO_OFFERS = turn("make her smile", "Done. Shall I add bangs and some lipstick?")
OPEN = turn("make her smile", "Done. Anything with the makeup?")
CROPPED = turn("crop it square", "Cropped. Shall I make it a bit brighter?", action("crop", aspect="1:1"))
DRAWN_ZH = turn("画一只猫", "画好了。要不要放到海边？", action("generate", prompt="一只猫"))
WAY = (
    turn("draw me a cute cat", "Here it is.", action("generate", prompt="cute cat")),
    turn("put it at the beach", "Done.", action("change_background", background="beach")),
    turn("put sunglasses on it", "Done.", action("add_object", object="sunglasses", place="on it")),
)
CAT_ON_BEACH = read_scene("a cute cat at the beach with sunglasses")


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "more": "adjust_brightness 20", "again": "adjust_brightness 20", "a bit less": "adjust_brightness -10",
        "too much": "adjust_brightness -20", "half of that": "adjust_brightness 10", "10 more": "adjust_brightness 10",
        "twice as much": "adjust_brightness 40", "minus 5": "adjust_brightness -5", "再来一点": "adjust_brightness 10",
        "太亮了": "adjust_brightness -20",
    }.items(),
)  # fmt: skip
def test_more_and_less_repeat_the_last_tone(text: str, expected: str) -> None:
    assert short(on_photo(text, BRIGHTER)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"), {"again": "rotate 15", "the other way": "rotate 345", "30 more": "rotate 30"}.items()
)
def test_again_turns_the_same_way(text: str, expected: str) -> None:
    assert short(on_photo(text, TURNED)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "yes": ["edit_face +bangs"], "sure!": ["edit_face +bangs"], "好的": ["edit_face +bangs"], "no": ["chat"],
        "no thanks": ["chat"], "no, make her hair red": ["edit_face +red hair"],
        "yes, and add lipstick": ["edit_face +bangs +lipstick"], "actually, no smile": ["edit_face +no smiling"],
        "forget the smile": ["edit_face -smiling"], "yes, but drop the smile": ["edit_face +bangs -smiling"],
    }.items(),
)  # fmt: skip
def test_an_offer_is_taken_refused_or_answered_with_something_else(text: str, expected: list[str]) -> None:
    assert short(on_photo(text, SMILING, face={"expression": ("smiling",)})) == expected


def test_part_of_an_offer_can_be_taken() -> None:
    assert short(on_photo("only the bangs", TWO_OFFERS)) == ["edit_face +bangs"]
    assert short(on_photo("both, please", TWO_OFFERS)) == ["edit_face +bangs +lipstick"]


def test_yes_to_an_open_question_adds_nothing() -> None:
    assert short(on_photo("yes", OPEN)) == ["chat"]


def test_yes_takes_an_offer_that_is_no_face_edit() -> None:
    assert short(on_photo("yes please", CROPPED)) == ["adjust_brightness 10"]
    assert short(on_photo("sure, and blur the background", CROPPED)) == ["adjust_brightness 10", "blur_background"]
    assert short(on_drawing("好的", None, DRAWN_ZH)) == ["change_background 海边"]
    assert short(on_drawing("不用", None, DRAWN_ZH)) == ["chat"]


def test_yes_takes_the_pending_suggestion() -> None:
    pending = Pending(question="Snow?", suggestion=action("edit", instruction="snow"))
    assert short(read(Context(text="yes", picture="drawing", pending=pending))) == ["edit snow"]
    assert short(read(Context(text="no", picture="drawing", pending=pending))) == ["chat"]


def test_the_last_of_two_corrected_wishes_counts() -> None:
    assert short(on_photo("make her sad. hm no, angry")) == ["edit_face +angry"]
    assert short(on_photo("give him sideburns, no wait, a goatee")) == ["edit_face +goatee"]
    assert short(on_drawing("add a bird, no wait, a butterfly")) == ["add_object butterfly"]


def test_taking_away_what_nobody_asked_for_asks_for_its_opposite() -> None:
    assert short(on_photo("lose the moustache")) == ["edit_face +no beard"]
    assert short(on_photo("lose the moustache", face={"hair": ("mustache",)})) == ["edit_face -mustache"]


def test_one_earlier_edit_can_be_taken_back() -> None:
    kept = on_drawing("undo the beach but keep the sunglasses", CAT_ON_BEACH, *WAY)
    assert short(kept) == ["remove_object beach"]
    assert short(on_drawing("undo the sunglasses", CAT_ON_BEACH, *WAY)) == ["undo"]


def test_an_earlier_picture_is_so_many_steps_back() -> None:
    assert short(on_drawing("go back to the second one", CAT_ON_BEACH, *WAY)) == ["undo"]
    assert short(on_drawing("back to the first picture", CAT_ON_BEACH, *WAY)) == ["undo 2"]
    assert short(on_drawing("回到第一张", CAT_ON_BEACH, *WAY)) == ["undo 2"]


def test_an_announced_new_picture_is_drawn_though_there_is_one() -> None:
    assert short(on_drawing("New idea. A whale in the clouds")) == ["generate whale in the clouds"]
    assert short(on_drawing("forget the cat, draw me a volcano")) == ["generate volcano"]
    fresh = Context(text="a whale in the clouds", picture="drawing", scene=CAT_ON_BEACH, fresh=True)
    assert short(read(fresh)) == ["generate whale in the clouds"]


def test_a_colour_is_copied_from_a_thing_that_is_visible() -> None:
    seen = on_drawing(
        "give the gate the same colour as the lorry", CAT_ON_BEACH, concepts=("yellow lorry", "blue gate")
    )
    assert short(seen) == ["recolor_object gate yellow"]


def test_without_a_picture_an_edit_is_still_an_edit_so_that_the_loop_can_ask_for_one() -> None:
    assert short(on_nothing("remove the background")) == ["remove_background"]
    assert short(on_nothing("make her hair black")) == ["edit_face +black hair"]


def test_slips_politeness_and_faces_of_marks_do_not_matter() -> None:
    assert short(on_photo("hey, could you pls roate it 90 degrees clockwise? :)")) == ["rotate 270"]
    assert short(on_photo("remvoe the backgorund 🙏")) == ["remove_background"]
    assert short(on_nothing("  DARW me a DOG!!! ")) == ["generate DOG"]


def test_another_reading_is_given_when_a_new_picture_and_a_change_are_both_likely() -> None:
    unsure = on_drawing("draw a cat with a hat")
    assert short(unsure)[0].startswith("generate")
    assert unsure.confidence < UNSURE
    assert [one.pipeline for one in unsure.other] == ["edit"]
    assert on_drawing("undo").other == ()


async def test_the_understanding_answers_in_the_language_of_the_turn() -> None:
    understanding = RuleUnderstanding()
    assert (await understanding.interpret(Context(text="画一只猫"))).language == "zh"
    drawn = await understanding.interpret(Context(text="draw a cat"))
    assert (drawn.language, drawn.modality) == ("en", Modality.IMAGE)
    assert (await understanding.interpret(Context(text="hello"))).modality is Modality.TEXT
