"""People who are named by what they do: drawn as somebody, with what belongs to the trade."""

from __future__ import annotations

import pytest

from core.language import Language
from core.lexicon import canonical_noun, kind_of, name_in
from core.recipe import Drawing
from core.scene.reader import read_scene
from core.trades import person_named
from core.varieties import variety_named
from gpuserver.engines.base import Picture, Unwatched
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.doings import things_done_with
from gpuserver.engines.illustrator.engine import Illustrator
from gpuserver.engines.illustrator.words import subject_named


def cast_of(prompt: str) -> list[str]:
    return [role.name for role in read_cast(read_scene(prompt), seed=5).roles]


def draw(prompt: str) -> Picture:
    drawing = Drawing(prompt=prompt, scene=read_scene(prompt), seed=7)
    return Illustrator().draw(drawing, 96, Unwatched())


@pytest.mark.parametrize(
    ("prompt", "cast"),
    [
        ("a photographer", ["woman", "camera"]),
        ("a goalkeeper in a stadium", ["man", "football"]),
        ("a postman riding a bicycle", ["man", "bicycle"]),
        ("a detective with a dog", ["man", "dog", "magnifyingglass"]),
        ("a shepherd with three sheep", ["man", "sheep"]),
        ("一位摄影师", ["woman", "camera"]),
        ("一个快递员", ["man", "gift"]),
    ],
)
def test_a_trade_is_somebody_with_what_belongs_to_it(prompt: str, cast: list[str]) -> None:
    assert cast_of(prompt) == cast


def test_a_thing_that_is_called_like_a_trade_has_nothing_to_hold() -> None:
    assert cast_of("a vacuum cleaner") == ["vacuumcleaner"]
    assert cast_of("a cleaner") == ["man", "broom"]


def test_whoever_holds_something_has_no_hand_for_the_trade() -> None:
    assert things_done_with(list(read_scene("a lighthouse keeper reading a book").subjects)) == []


@pytest.mark.parametrize(
    ("prompt", "cast"),
    [
        ("an old carpenter", ["builder"]), ("an old fisherman", ["oldman"]), ("a female goalkeeper", ["woman", "football"]),
        ("a male model", ["man"]), ("一位老渔夫", ["oldman"]), ("一名女快递员", ["woman", "gift"]),
    ],
)  # fmt: skip
def test_sex_and_age_are_drawn_as_they_are_told(prompt: str, cast: list[str]) -> None:
    assert cast_of(prompt) == cast
    assert draw(prompt).undrawn == ()


@pytest.mark.parametrize(
    ("noun", "who"),
    [
        ("otter keeper", "man"), ("palaeontologist", "man"), ("ukulele player", "man"), ("barrel maker", "man"),
        ("lollipop lady", "woman"), ("修表匠", "man"), ("气象学家", "man"),
        ("record player", None), ("coffee maker", None), ("vacuum cleaner", None), ("screwdriver", None),
        ("talisman", None), ("dog", None), ("", None),
    ],
)  # fmt: skip
def test_a_word_that_ends_like_a_trade_is_somebody(noun: str, who: str | None) -> None:
    assert person_named(noun) == who


def test_a_trade_that_is_not_listed_is_drawn_as_somebody_and_the_reply_says_so() -> None:
    assert subject_named("palaeontologist") == "man"
    assert kind_of("palaeontologist") == "person"
    assert draw("a palaeontologist").instead == (("palaeontologist", "man"),)
    assert draw("a photographer").instead == ()


def test_a_trade_keeps_its_name_in_both_languages() -> None:
    assert name_in("goalkeeper", Language.ZH) == "守门员"
    assert canonical_noun("守门员") == canonical_noun("goalkeeper") == "man"
    found = variety_named("two goalkeepers")
    assert found is not None
    assert found.name == "goalkeeper"
