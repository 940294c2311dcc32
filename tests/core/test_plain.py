"""Messy messages, as they are read: slips, emoji, markdown, links, capitals, two languages, no stops."""

from __future__ import annotations

import pytest
from stand_ins import understanding

from core.language import detect
from core.understanding.interface import Context
from core.understanding.plain import plain
from core.understanding.trained.network import WEIGHTS

KNOWN = frozenset(WEIGHTS.joinpath("vocabulary.txt").read_text(encoding="utf-8").splitlines())


def read(text: str) -> str:
    return plain(text, detect(text), KNOWN)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("cta on a sofa", "cat on a sofa"), ("a dragn with an umbrela", "a dragon with an umbrella"),
        ("make teh backgroud blue", "make the background blue"), ("a catt and a gril", "a cat and a girl"),
    ],
)  # fmt: skip
def test_a_word_one_slip_from_a_thing_is_that_thing(text: str, wanted: str) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "a borzoi",
        "a flyer for a bake sale",
        "raining",
        "add a sign that says OPNE",
        "Gandalf on a hill",
        "a wooden watercolour",
        "how many cta are there?",
    ],
)
def test_a_word_that_may_be_meant_stays(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("🐱 in space", "cat in space"), ("画一只在太空的🐱", "画一只在太空的猫"), ("draw a 🐶", "draw a dog"), ("draw a cat 🐱", "draw a cat 🐱"), ("thanks 😊", "thanks 😊")],
)  # fmt: skip
def test_an_emoji_is_a_word_where_a_noun_is_to_come(text: str, wanted: str) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("**make it** _purple_", "make it purple"), ("`draw` a cat", "draw a cat"), ("ADD A ROCKET AND TWO DOGS", "add a rocket and two dogs"),
        ('WRITE "Hello" ON IT', 'write "Hello" on it'), ("draw me a 猫 plz", "draw me a cat plz"),
        ("draw [this cat](https://example.com/a)", "draw this cat"), ("draw a cat https://example.com/a.png", "draw a cat"),
        ("a robot in a kitchen its evening and its raining outside", "a robot in a kitchen, evening, rain"),
        ("一个女孩在公园放风筝旁边有一只小狗", "一个女孩在公园放风筝，旁边有一只小狗"),
    ],
)  # fmt: skip
def test_what_adorns_a_message_is_none_of_its_words(text: str, wanted: str) -> None:
    assert read(text) == wanted


def test_a_long_message_is_read_all_the_same() -> None:
    text = "please draw a cat. " + "it is for my little sister and she likes it a lot. " * 39
    actions = understanding().read(Context(text=text[:2000])).actions
    assert actions[0].pipeline == "generate"


@pytest.mark.parametrize(
    "text", ["umm not that one", "cherry gloss plz", "mutton chops", "give her some lip gloss", "ugh, undo that"]
)
def test_words_of_their_own_are_no_slips(text: str) -> None:
    assert read(text) == text
