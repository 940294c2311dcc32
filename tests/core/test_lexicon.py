"""Words that mean the same, colours, and details that replace each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lexicon import COLORS, canonical_noun, color_key, detail_kind, is_plural, singular


@pytest.mark.parametrize(
    ("words", "key"),
    {
        "cat": "cat", "the cat": "cat", "Two Kittens": "cat", "fluffy white cats": "cat", "猫": "cat", "小猫": "cat",
        "一只小猫": "cat", "the old men": "oldman", "sunglasses": "sunglasses", "墨镜": "sunglasses",
        "a bow tie": "bowtie",
        "wine glasses": "glass of wine", "slices of cake": "slice of cake", "knives": "knife",
        "海边": "beach", "the beach": "beach", "puppies": "dog", "quokka": "quokka", "the quokkas": "quokka",
    }.items(),
)  # fmt: skip
def test_one_key_for_a_thing_in_number_and_language(words: str, key: str) -> None:
    assert canonical_noun(words) == key


@given(st.text(max_size=200))
def test_any_words_have_a_key(words: str) -> None:
    assert canonical_noun(words) == canonical_noun(words)
    assert len(canonical_noun(words)) <= 130


@pytest.mark.parametrize(
    ("many", "one"),
    {
        "buses": "bus",
        "cherries": "cherry",
        "foxes": "fox",
        "glass": "glass",
        "scarves": "scarf",
        "snowmen": "snowman",
        "heroes": "hero",
        "neckties": "necktie",
        "walruses": "walrus",
        "corgis": "corgi",
        "axes": "axe",
        "octopus": "octopus",
    }.items(),
)
def test_singular(many: str, one: str) -> None:
    assert singular(many) == one


@pytest.mark.parametrize(
    ("words", "color"),
    {"red": "red", "Grey": "gray", "蓝色的": "blue", "粉": "pink", "天蓝色": "sky blue", "cat": None}.items(),
)
def test_colours_in_both_languages(words: str, color: str | None) -> None:
    assert color_key(words) == color


def test_every_colour_is_its_own_key() -> None:
    assert all(color_key(color) in COLORS for color in COLORS)


@pytest.mark.parametrize(
    ("first", "second"),
    [("at night", "sunset"), ("晚上", "at dawn"), ("heavy rain", "下雪"), ("in winter", "夏天"), ("sitting", "跑步")],
)
def test_details_of_a_kind_replace_each_other(first: str, second: str) -> None:
    assert detail_kind(first) is not None
    assert detail_kind(first) == detail_kind(second)


def test_a_detail_of_no_kind_stands_beside_others() -> None:
    assert detail_kind("close its eyes") is None


@pytest.mark.parametrize(
    "phrase", ["ducks", "the ducks on the water", "sunglasses", "earrings", "two sheep", "its ears"]
)
def test_several_things_are_plural(phrase: str) -> None:
    assert is_plural(phrase)


@pytest.mark.parametrize("phrase", ["duck", "grass", "the bus", "the house of cards", "a glass", "猫"])
def test_one_thing_is_not_plural(phrase: str) -> None:
    assert not is_plural(phrase)
