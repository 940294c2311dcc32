"""A misspelled name of a thing is read as the thing; words of their own stay."""

from __future__ import annotations

import pytest

from core.lexicon import word_set
from core.scene.reader import read_scene
from core.slips import mended, noun_meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("astronuat", "astronaut"), ("castel", "castle"), ("elefant", "elephant"), ("girafe", "giraffe"),
        ("dinosuar", "dinosaur"), ("unicron", "unicorn"), ("penguine", "penguin"), ("squirel", "squirrel"),
        ("octupus", "octopus"), ("flamigo", "flamingo"), ("dolfin", "dolphin"), ("buterfly", "butterfly"),
    ],
)  # fmt: skip
def test_a_prompt_with_a_slip_has_the_thing_that_was_meant(written: str, meant: str) -> None:
    assert [subject.noun for subject in read_scene(f"a {written}").subjects] == [meant]


def test_many_of_a_misspelled_thing_are_many_things() -> None:
    (subject,) = read_scene("two elefants").subjects
    assert (noun_meant("elefants"), subject.count) == ("elephants", 2)


@pytest.mark.parametrize(
    "word",
    sorted(
        word_set(
            "desert place palace price clever stable cover scale badge stronger batter litter marten cartoon dessert pointer "
            "painting running cat dog kitten drake dungeon carriage sleigh gardener flying happily"
        )
    ),
)
def test_words_of_their_own_are_no_slips(word: str) -> None:
    assert mended(f"a {word}") == f"a {word}"


def test_names_and_texts_stay_as_they_are_written() -> None:
    assert mended('a sign that says "castel"') == 'a sign that says "castel"'
    assert mended("a sign saying castel") == "a sign saying castel"
    assert mended("a portrait of Castel") == "a portrait of Castel"
