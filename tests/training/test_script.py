"""The format of the phrase material, and that all of it follows the format."""

from __future__ import annotations

import pytest

from core.language import Language
from gpuserver.training.phrases import HELD_OUT, banks
from gpuserver.training.script import Act, ScriptError, Span, said, scene


def test_a_line_names_an_action_and_the_words_that_play_roles() -> None:
    one = said("recolor_object | paint {object:the shed} in {color:olive green}")
    assert one.text == "paint the shed in olive green"
    assert one.acts == (Act("recolor_object"),)
    assert [(span.role, one.text[span.start : span.end]) for span in one.spans] == [
        ("object", "the shed"), ("color", "olive green"),
    ]  # fmt: skip


def test_two_actions_have_roles_of_their_own() -> None:
    one = said("remove_object + adjust_brightness up | drop {object:the bin}, then up {2.number:10}")
    assert [act.pipeline for act in one.acts] == ["remove_object", "adjust_brightness"]
    assert one.acts[1].closed == "up"
    assert one.spans[1] == Span(1, "number", one.text.index("10"), one.text.index("10") + 2)


def test_face_values_are_set_and_unset() -> None:
    one = said("edit_face +receding hairline -no makeup | thin on top, and the paint may stay")
    assert one.acts[0].set == ("receding hairline",)
    assert one.acts[0].unset == ("no makeup",)


def test_a_tint_knows_its_colour_by_the_words_that_name_it() -> None:
    assert said("adjust_color | like an old {color:sepia} print").acts[0].closed == "brown"
    assert said("adjust_color sky blue | cooler, like the sky").acts[0].closed == "sky-blue"


def test_a_dialogue_carries_words_from_turn_to_turn() -> None:
    found = scene([
        "@ photo | a red bus; a tall tree",
        "U add_object | put {object:a kite} {place:above the tree}",
        "S The kite is in.",
        'U* recolor_object object="a kite" | could it be {color:blue}',
    ])  # fmt: skip
    assert found.concepts == ("a red bus", "a tall tree")
    assert [one.reply for one in found.turns] == ["The kite is in.", ""]
    assert found.turns[1].acts[0].given == (("object", "a kite"),)
    assert [one.photo for one in found.turns] == [False, True]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("fly | up and away", "unknown pipeline"),
        ("generate | draw something", "lacks prompt"),
        ("rotate | turn it", "rotate needs one of"),
        ("edit_face | nicer please", "without a value"),
        ("chat | {object:hm}", "no action takes the role"),
        ("chat", "no bar"),
        ("adjust_color | wash it in {color:mud}", "without one of its colours"),
        ("undo + redo + undo + redo | back and forth", "more than three"),
    ],
)
def test_what_does_not_follow_the_format_is_named(line: str, why: str) -> None:
    with pytest.raises(ScriptError, match=why):
        said(line)


def test_words_that_nobody_said_before_are_refused() -> None:
    with pytest.raises(ScriptError, match="was not named before"):
        scene(["@ photo", 'U remove_object object="the dog" | away with it'])


def test_all_material_follows_the_format_in_both_languages() -> None:
    for bank in banks().values():
        assert sum(map(len, bank.lines.values())) > 5000
        assert len(bank.plays) > 1000
        assert {play.author for play in bank.plays}.isdisjoint(HELD_OUT)


def test_material_that_is_left_out_is_what_is_not_trained_on() -> None:
    kept, left = banks(share=0.8)[Language.EN], banks(share=0.8, left_out=True)[Language.EN]
    assert {play.raw for play in kept.plays}.isdisjoint({play.raw for play in left.plays})
    assert 0.1 < len(left.plays) / (len(kept.plays) + len(left.plays)) < 0.3
