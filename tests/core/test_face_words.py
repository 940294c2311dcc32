"""How strongly, and whose face: read from the words of a turn, in both languages, and only where they say so."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from stand_ins import understanding

from core.catalogue import action
from core.conversation import Turn
from core.face import by_slot
from core.pipeline import Action, Modality
from core.understanding.face_words import qualified, repeated
from core.understanding.interface import Context
from core.understanding.people import person_in
from core.understanding.strengths import is_only_strength, strength_in

SMILE = action("edit_face", set={"expression": ["smiling"]})


def after(*held: str, said: str, strengths: Mapping[str, float] | None = None, faces: int | None = None) -> Context:
    """A turn that says `said` after one that set the face values `held` on a photo."""
    did = (action("edit_face", set=by_slot(held)),) if held else ()
    turn = Turn(index=0, author="a", user="", system="Done.", modality=Modality.IMAGE, actions=did)
    return Context(
        said, turns=(turn,) if did else (), face=by_slot(held), strengths=strengths or {}, faces=faces, picture="photo"
    )


def read(context: Context) -> Action:
    (one,) = understanding().read(context).actions
    return one


@pytest.mark.parametrize(
    ("text", "person"),
    {
        "make the person on the left smile": "left", "the left woman with lipstick": "left", "让左边的人笑": "left",
        "the man on the far right": "right", "给右边那个加刘海": "right", "the guy in the middle": "middle",
        "中间的人": "middle", "the second person": "2", "the 3rd face": "3", "person 4": "4", "给第二个人加刘海": "2",
        "the second from the right": "2 right", "右数第二个": "2 right", "everyone should smile": "everyone",
        "both of them": "everyone", "他们都笑": "everyone", "make her smile": "", "do both": "", "the second": "",
        "on second thought, bangs": "", "turn left": "", "1 and 3 are great": "", "再来一次": "",
    }.items(),
)  # fmt: skip
def test_a_person_is_named_by_place_or_number(text: str, person: str) -> None:
    assert person_in(text) == person


@pytest.mark.parametrize(
    ("text", "level"),
    {
        "a slight smile": 0.4, "smile a bit": 0.4, "微笑一点": 0.4, "稍微笑一下": 0.4, "just a hint of lipstick": 0.25,
        "half a smile": 0.5, "笑容减半": 0.5, "smile at 30%": 0.3, "百分之70": 0.7, "a big smile": 1.0,
    }.items(),
)  # fmt: skip
def test_a_strength_is_said_in_words_or_numbers(text: str, level: float) -> None:
    said = strength_in(text)
    assert said is not None
    assert said.after(None) == pytest.approx(level)


@pytest.mark.parametrize(
    ("text", "held", "becomes"),
    [
        ("a bit more", 0.4, 0.55), ("more", 0.4, 0.65), ("much more", 0.4, 0.9), ("stronger", 0.9, 1.0),
        ("weaker please", 1.0, 0.75), ("a little less", 0.4, 0.25), ("much less", 0.4, 0.1), ("smile +30%", 0.5, 0.8),
        ("30% less", 0.5, 0.2), ("half as strong", 0.8, 0.4), ("再明显一点", 0.5, 0.75), ("淡一点", 0.5, 0.25),
        ("太夸张了", 1.0, 0.75), ("a slight smile", 0.9, 0.4),
    ],
)  # fmt: skip
def test_more_and_less_are_counted_from_the_strength_in_force(text: str, held: float, becomes: float) -> None:
    said = strength_in(text)
    assert said is not None
    assert said.after(held) == pytest.approx(becomes)


@pytest.mark.parametrize(
    "text", ["make her smile", "blond hair", "give him bangs", "黑头发", "light brown hair", "big eyes"]
)
def test_most_wishes_say_nothing_of_a_strength(text: str) -> None:
    assert strength_in(text) is None


@pytest.mark.parametrize(
    "text", ["stronger", "a bit more please", "make it weaker", "tone it down", "再明显一点", "更强"]
)
def test_some_turns_only_compare(text: str) -> None:
    assert is_only_strength(text)


@pytest.mark.parametrize(
    "text", ["a bit more lipstick", "a bit brighter", "more trees", "not so much", "slightly", "多画几只"]
)
def test_others_say_something_else_too(text: str) -> None:
    assert not is_only_strength(text)


def test_a_strength_belongs_to_the_value_beside_it() -> None:
    one = action("edit_face", set=by_slot(["bangs", "pale skin"]))
    said = qualified(one, after(said="slightly pale skin and bangs"))
    assert said.params["strength"] == {"pale skin": 0.4}
    both = qualified(one, after(said="keep it subtle"))
    assert both.params["strength"] == {"bangs": 0.4, "pale skin": 0.4}


@pytest.mark.parametrize("text", ["a little less smile", "make the smile weaker", "smile a bit less", "笑得淡一点"])
def test_less_of_a_value_keeps_it(text: str) -> None:
    said = read(after("smiling", said=text))
    assert said.face("set") == {"expression": ("smiling",)}
    assert said.face("unset") == {}
    assert 0.7 < said.strengths()["smiling"] < 1


@pytest.mark.parametrize("text", ["forget the smile", "Less cheesy. No smile.", "大眼睛有点假，这个不要了，其他留着"])
def test_dropping_a_value_is_no_strength(text: str) -> None:
    assert "strength" not in read(after("smiling", "big eyes", said=text)).params


@pytest.mark.parametrize(("text", "strength"), {"a bit more": 0.55, "weaker": 0.15, "再明显一点": 0.65}.items())
def test_more_alone_is_of_the_last_change_of_a_face(text: str, strength: float) -> None:
    said = read(after("smiling", said=text, strengths={"smiling": 0.4}))
    assert said.strengths() == {"smiling": pytest.approx(strength)}


def test_another_person_gets_the_same() -> None:
    said = read(after("smiling", said="now the person on the right", strengths={"smiling": 0.4}))
    assert said == action("edit_face", set={"expression": ["smiling"]}, strength={"smiling": 0.4}, target="right")
    assert read(after("smiling", said="第二个人也一样")).text("target") == "2"


@pytest.mark.parametrize(
    "context",
    [
        Context("a bit more", picture="photo"),
        Context("a bit more", picture="drawing", face={"expression": ("smiling",)}),
        after("smiling", said="a bit brighter"),
    ],
    ids=["nothing changed yet", "a drawing", "something else"],
)
def test_nothing_is_repeated_elsewhere(context: Context) -> None:
    assert repeated(context) is None


def test_where_one_face_is_known_nobody_is_chosen() -> None:
    context = after(said="make the person on the left smile", faces=1)
    assert "target" not in read(context).params
    assert qualified(SMILE, after(said="the person on the left", faces=2)).text("target") == "left"


@pytest.mark.parametrize("text", ["make her smile", "让她笑"])
def test_without_such_words_nothing_is_added(text: str) -> None:
    assert read(after(said=text)) == SMILE


def test_drawn_faces_have_no_strengths() -> None:
    context = Context("a slight smile", picture="drawing")
    assert qualified(SMILE, context) is SMILE
