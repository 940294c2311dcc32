"""CAISE's files as turns, and what was understood as its commands."""

from __future__ import annotations

import pytest

from core.catalogue import action
from core.evaluation.caise import Instance, action_of, command_of, instances
from core.evaluation.caise_asked import asked_of, left_out
from core.evaluation.caise_option import Gathered, Option
from core.evaluation.caise_options import Learnt, Part, options_of
from core.evaluation.grounding import color_of, common_color, thing_described, tint_of
from core.language import Language
from core.pipeline import Action
from core.understanding.interface import Interpretation
from core.understanding.numbers import number

CONCEPTS = [["red bus", "green tree", "white wall"], ["wooden table", "white plate", "brown hat", "young man"]]
INDEX = {"a": 0, "b": 1}


def instance(*lines: str, shown: tuple[str, ...] = ("a", "b"), command: str = "") -> Instance:
    given = {"uid": "m_1", "history_utte": list(lines), "history_img": [f" {one} " for one in shown], "api": command}
    return next(instances([given], CONCEPTS, INDEX))


def commanded(one: Instance, *actions: Action) -> str:
    return command_of(Interpretation(actions, Language.EN), one)


SEARCHED = (
    "assistant_text: What can I do for you?",
    "user_text: find a bus ",
    "search bus",
    "image_load: 1",
    "assistant_text: Do you like it?",
)


def test_the_lines_since_the_last_command_are_the_request_and_those_before_are_history() -> None:
    one = instance(*SEARCHED, "user_text: Yes", "user_text: rotate it by 20", "assistant_text: Sure", shown=("a",))
    assert one.context.text == "rotate it by 20"
    assert one.asked == ("Yes", "rotate it by 20")
    assert one.context.picture == "photo"
    assert one.context.concepts == ("red bus", "green tree", "white wall")
    assert [turn.user for turn in one.context.turns] == ["find a bus"]
    assert one.context.turns[0].system == "Do you like it?"
    assert one.context.turns[0].actions == (action("search", query="bus"),)


def test_before_the_first_command_there_is_no_picture() -> None:
    one = instance("user_text: I need a cheese slicer", shown=())
    assert one.context.picture == "none"
    assert one.seen == ()


def test_what_is_no_request_is_named() -> None:
    with pytest.raises(ValueError, match="entry 1 is no request"):
        list(instances([{"uid": "x"}], CONCEPTS, INDEX))


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        ("search Red balloon", action("search", query="Red balloon")),
        ("adjust_color skyblue .25", action("adjust_color", color="sky blue")),
        ("adjust_attr contrast -10", action("adjust_contrast", percent=-10)),
        ("rotate 340", action("rotate", degrees=340)),
        ("image_cutout", action("remove_background")),
        ("adjust_attr brightness 900", None),
    ],
)
def test_commands_are_actions(command: str, meant: Action | None) -> None:
    assert action_of(command) == meant


def test_edits_are_commands() -> None:
    one = instance(*SEARCHED, "user_text: do it")
    assert commanded(one, action("rotate", degrees=270)) == "rotate 270"
    assert commanded(one, action("adjust_brightness", percent=-15)) == "adjust_attr brightness -15"
    assert commanded(one, action("adjust_contrast", percent=10)) == "adjust_attr contrast 10"
    assert commanded(one, action("remove_background")) == "image_cutout"


def test_a_search_is_said_in_its_content_words() -> None:
    one = instance("user_text: I am looking for an image of a garlic press please", shown=())
    assert commanded(one, action("search", query="a garlic press")) == "search garlic press"
    assert commanded(one, action("chat")) == "search garlic press"


def test_a_colour_is_taken_from_the_thing_that_is_seen() -> None:
    chair = instance(*SEARCHED, "user_text: find me a chair which color is same as the bus")
    assert commanded(chair, action("search", query="a chair")) == "search red chair"
    whole = instance(*SEARCHED, "user_text: change the color of the image to the same color as the table")
    assert commanded(whole, action("recolor_object", object="image", color="table")) == "adjust_color brown 0.2"
    named = instance(*SEARCHED, "user_text: can you change the image color to golden")
    assert commanded(named, action("colorize")) == "adjust_color yellow 0.2"


def test_a_line_that_only_agrees_means_the_line_before_it() -> None:
    agreed = instance(*SEARCHED, "user_text: could you change it to pink", "user_text: Sure, please go ahead")
    assert commanded(agreed, action("chat")) == "adjust_color pink 0.2"


def test_more_opacity_is_more_of_the_last_tint() -> None:
    one = instance(
        *SEARCHED, "user_text: make it green", "adjust_color green 0.2", "user_text: increase the opacity by 20"
    )
    assert commanded(one, action("adjust_contrast", percent=20)) == "adjust_color green 0.2"


def test_a_colour_of_something_that_is_not_seen_is_the_usual_one_of_the_picture() -> None:
    one = instance(*SEARCHED, "user_text: change the color of the image to the color of the handle")
    assert commanded(one, action("recolor_object", object="image", color="handle")) == "adjust_color brown 0.2"
    assert common_color(["green tree", "red bus", "red bus", "blue sky"]) == "red"
    assert common_color(["white wall"]) == ""


def test_a_thing_is_found_by_its_description() -> None:
    one = instance(*SEARCHED, "user_text: what is that object on his head")
    assert commanded(one, action("ask", question="what is that object on his head")) == "search hat"


def test_grounding() -> None:
    assert color_of("the lady's bus", CONCEPTS) == "red"
    assert color_of("couch", [["gray sofa"]]) == "gray"
    assert color_of("the leaves", []) == "green"
    assert color_of("the idea", CONCEPTS) == ""
    assert tint_of("sky blue") == "skyblue"
    assert tint_of("maroon") == "red"
    assert thing_described("the red thing on the left", ["white glasses", "red gloves"]) == "gloves"
    assert thing_described("what is he holding", ["black phone", "young man"]) == "phone"


def test_numbers_between_ten_and_twenty_are_read() -> None:
    assert number("brighten it by eleven") == 11
    assert number("less by thirteen percent") == 13
    assert number("nineteen degrees") == 19


def test_an_option_is_named_once_with_all_that_speaks_for_it() -> None:
    found = Gathered()
    found.add("20", "told")
    found.add("20", "usual", "told")
    assert found.options() == [Option("20", ("told", "usual"))]


def options(part: Part, one: Instance, frame: str = "", offered: str = "search bus") -> set[str]:
    learnt = Learnt(amounts=("10",), colors=("brown",), things=("yoga mat",))
    return {option.value for option in options_of(part, asked_of(one, offered), frame, learnt)}


def test_a_number_may_be_meant_as_told_less_or_the_other_way_round() -> None:
    one = instance(*SEARCHED, "user_text: turn it by thirty to the right")
    assert {"30", "-30", "330", "10"} <= options("amount", one, "rotate")


def test_a_number_may_be_told_on_top_of_the_last_one() -> None:
    one = instance(*SEARCHED, "user_text: turn it left by 20", "rotate 20", "user_text: further 30 please")
    assert "50" in options("amount", one, "rotate")


def test_words_of_a_search_come_from_what_was_said() -> None:
    one = instance(*SEARCHED, "user_text: find a rain coat for kids")
    assert {"rain coat", "raincoat", "rain coats"} <= options("said", one, "said")
    assert "color rain coat" in options("said", one, "colored")


def test_things_and_colours_come_from_what_is_seen_and_from_training() -> None:
    one = instance(*SEARCHED, "user_text: what is on his head")
    assert {"hat", "yoga mat"} <= options("thing", one, "described")
    assert {"red", "brown"} <= options("color", one, "colored")


def test_without_the_extractor_only_what_training_recorded_is_generated() -> None:
    one = instance(*SEARCHED, "user_text: find a kettle of 35 in the colour of the bus")
    learnt = Learnt(amounts=("10",), colors=("brown",), things=("yoga mat",), said=("door mat",), without="extractor")
    parts: dict[Part, str] = {"amount": "10", "color": "brown", "thing": "yoga mat", "said": "door mat"}
    for part, recorded in parts.items():
        found = options_of(part, asked_of(one, "search kettle"), "said", learnt)
        assert [option.value for option in found] == [recorded]
        assert not any("kettle" in feature for option in found for feature in option.features if "~" not in feature)


def test_what_is_left_out_of_a_request_is_not_there() -> None:
    one = instance(*SEARCHED, "user_text: make it green", "user_text: rotate it by 20")
    assert left_out(one, None) == one
    assert left_out(one, "concepts").seen == ()
    assert left_out(one, "history").context.turns == ()
    assert left_out(one, "history").asked == ("rotate it by 20",)
