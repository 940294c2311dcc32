"""Everyday sentences in both languages, read with the weights that ship: most of them rightly, some without exception."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from stand_ins import understanding

from core.catalogue import action
from core.conversation import Pending, Turn
from core.pipeline import Action, Modality
from core.scene.reader import read_scene
from core.understanding.interface import Context, Interpretation
from core.understanding.trained.reader import SURE

UNDERSTANDING = understanding()
EVERYDAY: dict[str, dict[str, dict[str, list[str]]]] = json.loads(
    Path(__file__).with_name("everyday.json").read_text(encoding="utf-8")
)
"""By what is in play and language: a sentence and the pipelines that it asks for. None of it was trained on."""
PICTURE = {"drawing": "drawing", "nothing": "none", "photo": "photo"}


def turn(user: str, system: str, *actions: Action) -> Turn:
    return Turn(index=0, author="", user=user, system=system, modality=Modality.IMAGE, actions=actions)


def read(text: str, picture: str = "photo", *turns: Turn, **given: object) -> Interpretation:
    return UNDERSTANDING.read(Context(text=text, picture=picture, turns=turns, can_undo=picture != "none", **given))  # pyright: ignore[reportArgumentType]


def short(found: Interpretation) -> list[str]:
    """The actions as short text: "rotate 270", "edit_face +bangs"."""
    return [" ".join(_words(one)) for one in found.actions]


def _words(one: Action) -> Iterator[str]:
    yield one.pipeline
    for name, value in one.params.items():
        if name in ("set", "unset"):
            sign = "-" if name == "unset" else "+"
            yield from (f"{sign}{held}" for values in one.face(name).values() for held in values)
        elif name not in ("place", "question"):
            yield str(value)


@pytest.mark.parametrize(("kind", "language"), [(kind, language) for kind in EVERYDAY for language in ("en", "zh")])
def test_nine_in_ten_everyday_sentences_are_read_rightly(kind: str, language: str) -> None:
    cases = EVERYDAY[kind][language]
    wrong = [
        text for text, wanted in cases.items()
        if [one.pipeline for one in read(text, PICTURE[kind]).actions] != wanted
    ]  # fmt: skip
    assert len(wrong) <= 0.1 * len(cases), wrong


@pytest.mark.parametrize(
    ("text", "wanted"),
    {
        "rotate it clockwise 90": "rotate 270", "顺时针转90度": "rotate 270", "make it brighter by 20%": "adjust_brightness 20",
        "亮一点": "adjust_brightness 10", "remove the background": "remove_background", "blur the background": "blur_background",
        "crop it square": "crop 1:1", "裁成正方形": "crop 1:1", "flip it horizontally": "flip horizontal",
        "make her smile": "edit_face +smiling", "让她笑": "edit_face +smiling", "undo": "undo", "撤销": "undo",
        "start over": "reset", "重新开始": "reset", "what colour is her hair?": "ask", "她的头发是什么颜色？": "ask",
        "thanks!": "chat", "谢谢": "chat", "what is the capital of France?": "chat", "give him a red hat": "add_object red hat",
        "给他戴一顶红帽子": "add_object 红帽子", "turn it into a watercolor painting": "style_transfer watercolor",
        "hey, could you pls roate it 90 degrees clockwise? :)": "rotate 270",
    }.items(),
)  # fmt: skip
def test_plain_commands_are_always_read_rightly(text: str, wanted: str) -> None:
    assert [one.removesuffix(" painting") for one in short(read(text))] == [wanted]


SMILING = turn(
    "make her smile", "Done. Would you like bangs too?", action("edit_face", set={"expression": ["smiling"]})
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    {
        "yes": ["edit_face +bangs"], "sure!": ["edit_face +bangs"], "好的": ["edit_face +bangs"], "no": ["chat"],
        "no thanks": ["chat"], "no, make her hair red": ["edit_face +red hair"], "thanks": ["chat"], "lol": ["chat"],
        "yes, and add lipstick": ["edit_face +bangs +lipstick"], "forget the smile": ["edit_face -smiling"],
    }.items(),
)  # fmt: skip
def test_an_offer_is_taken_refused_or_answered_with_something_else(text: str, wanted: list[str]) -> None:
    assert short(read(text, "photo", SMILING, face={"expression": ("smiling",)})) == wanted


def test_yes_takes_what_was_offered_as_it_was_offered() -> None:
    pending = Pending(question="Snow?", suggestion=action("edit", instruction="a snowy day"))
    assert short(read("yes", "drawing", pending=pending)) == ["edit a snowy day"]
    assert short(read("no", "drawing", pending=pending)) == ["chat"]
    assert short(read("thank you so much", "drawing", pending=pending)) == ["chat"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    {
        "again": "adjust_brightness 20",
        "half of that": "adjust_brightness 10",
        "再来一次": "adjust_brightness 20",
    }.items(),
)
def test_more_of_the_last_change(text: str, wanted: str) -> None:
    brighter = turn("brighten it", "It is brighter.", action("adjust_brightness", percent=20))
    assert short(read(text, "photo", brighter)) == [wanted]


def test_a_colour_is_copied_from_a_thing_that_is_visible() -> None:
    seen = read("give the gate the same colour as the lorry", "photo", concepts=("yellow lorry", "blue gate"))
    assert short(seen) == ["recolor_object gate yellow"]


def test_words_that_nobody_has_seen_are_copied() -> None:
    assert short(read("put a vemlodar next to the quilnox", "photo"))[0] == "add_object vemlodar"
    assert short(read("draw a wistanor in the snow", "none")) == ["generate wistanor in the snow"]


@pytest.mark.parametrize("text", ["make her hair black", "put sunglasses on it", "给它戴上墨镜", "把它调亮一点"])
def test_without_a_picture_a_change_is_still_one_so_that_a_picture_can_be_asked_for(text: str) -> None:
    assert read(text, "none").actions[0].pipeline not in ("generate", "chat", "search")


def test_an_announced_new_picture_is_drawn_though_there_is_one() -> None:
    found = read("a whale in the clouds", "drawing", fresh=True, scene=read_scene("a cat"))
    assert short(found) == ["generate whale in the clouds"]


def test_the_other_reading_is_given_where_the_first_is_not_sure() -> None:
    readings = [read(text, PICTURE[kind]) for kind in EVERYDAY for text in EVERYDAY[kind]["en"]]
    assert any(one.other for one in readings)
    for one in readings:
        assert bool(one.other) <= (one.confidence < SURE)
        assert one.other != one.actions


async def test_the_answer_is_in_the_language_of_the_turn() -> None:
    assert (await UNDERSTANDING.interpret(Context(text="画一只猫"))).language == "zh"
    drawn = await UNDERSTANDING.interpret(Context(text="draw a cat"))
    assert (drawn.language, drawn.modality) == ("en", Modality.IMAGE)


def test_the_weights_are_small_enough_to_live_here() -> None:
    folder = Path(__file__).parents[2] / "core" / "understanding" / "trained" / "weights"
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 30_000_000
