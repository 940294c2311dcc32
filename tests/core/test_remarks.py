"""What is said to the bot and not of the picture never changes it, and gets a reply of use."""

from __future__ import annotations

import pytest
from stand_ins import understanding

from core.catalogue import action
from core.conversation import Conversation, Turn
from core.language import detect
from core.pipeline import Modality
from core.remarks import remark
from core.replies.phrases import say
from core.replies.talk import small_talk
from core.scene.reader import read_scene
from core.understanding.interface import Context

REMARKS = [
    ("that's ugly", "dislike"), ("i don't like it", "dislike"), ("hmm not what i wanted", "dislike"), ("不好看", "dislike"),
    ("太丑了", "dislike"), ("你画错了", "dislike"), ("what can you do?", "help"), ("你会什么", "help"), ("who are you", "who"),
    ("你是谁", "who"), ("what did you change?", "changed"), ("刚才改了什么", "changed"), ("how do i save it", "save"),
    ("怎么保存？", "save"), ("can you make videos?", "only_pictures"), ("你能做视频吗？", "only_pictures"),
    ("what did I ask first?", "first"), ("我一开始让你画什么", "first"), ("what have we done so far", "done"),
    ("我们都改了什么", "done"), ("see https://example.com/cat.png", "link"), ("both of them", "both"), ("两张一起", "both"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), REMARKS)
def test_a_remark_is_known_and_changes_nothing(text: str, kind: str) -> None:
    assert remark(text) == kind
    context = Context(text=text, picture="drawing", scene=read_scene("a cat"), can_undo=True)
    assert understanding().read(context).actions == (action("chat"),)


@pytest.mark.parametrize("text", ["make it less ugly", "an ugly duckling", "i don't like the hat", "not bad", "a video game", "help him up", "换一个难看的帽子"])  # fmt: skip
def test_what_asks_for_a_change_is_no_remark(text: str) -> None:
    assert remark(text) == ""


@pytest.mark.parametrize(("text", "step"), [("that's ugly", "undo"), ("不好看", "撤销"), ("what can you do?", "undo"), ("你会什么", "撤销")])  # fmt: skip
def test_the_reply_to_a_remark_names_a_next_step(text: str, step: str) -> None:
    assert step in small_talk(text, detect(text))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what did i ask first?", ["draw a fox"]),
        ("what have you done so far?", ["draw a fox", "make it night"]),
        ("我最开始让你画什么", ["draw a fox"]),
    ],
)
def test_what_was_asked_is_told_again(question: str, told: list[str]) -> None:
    said = ("draw a fox", "make it night")
    turns = [Turn(index=at, author="", user=one, system="", modality=Modality.IMAGE) for at, one in enumerate(said)]
    reply = small_talk(question, detect(question), Conversation(id="c", owner="", recent=tuple(turns)))
    assert [one for one in said if one in reply] == told


def test_what_was_changed_is_told_in_the_words_of_then() -> None:
    turn = Turn(index=0, author="", user="a hat", system="I put in a hat.", modality=Modality.IMAGE)
    assert "I put in a hat." in small_talk(
        "what did you change?", detect("x"), Conversation(id="c", owner="", recent=(turn,))
    )
    assert "a hat" not in small_talk("what did you change?", detect("x"))


def test_what_is_no_question_is_not_answered_as_one() -> None:
    assert "draw" in small_talk("print('hello')", detect("x"))
    assert small_talk("print('hello')", detect("x")) != small_talk("why is the sky blue?", detect("x"))


@pytest.mark.parametrize("text", ["draw something nice", "随便画点好看的"])
def test_who_wants_just_anything_is_asked_what(text: str) -> None:
    language = detect(text)
    assert small_talk(text, language) == say(language, "talk.unclear")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("i'm so sad today", "talk.sad"), ("我今天很难过", "talk.sad"), ("had a rough day", "talk.sad"),
        ("happy that exams are over!!! draw something for that", "talk.glad"), ("终于考完了", "talk.glad"),
    ],
)  # fmt: skip
def test_who_tells_how_they_feel_is_heard_and_asked_what_to_draw(text: str, key: str) -> None:
    language = detect(text)
    assert understanding().read(Context(text=text, language=language)).actions == (action("chat"),)
    assert small_talk(text, language) == say(language, key)
