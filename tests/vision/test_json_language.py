"""JSON schemas as languages: what they let through is JSON that the schema allows, and no word of it is a dead end."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogue import checked
from core.pipeline import Action
from core.problems import Code, ProblemError
from core.understanding.llm.schema import schema
from gpuserver.engines.vision.constrained.grammar import NOTHING, Node
from gpuserver.engines.vision.constrained.json_schema import language_of_schema
from gpuserver.engines.vision.constrained.pattern import language_of


def says(language: Node, text: str) -> bool:
    return language.after_all(text.encode()).ends


def wander(language: Node, seed: int, budget: int) -> str:
    """A text by chance, of at most `budget` bytes, as a decoder without a thought would write it."""
    dice, node, out = random.Random(seed), language, bytearray()
    while node.shortest > 0 or dice.random() < 0.8:
        allowed = [byte for byte in range(256) if node.after(byte).shortest <= budget - len(out) - 1]
        if not allowed:
            break
        out.append(dice.choice(allowed))
        node = node.after(out[-1])
    assert node.ends
    return out.decode()


PLAIN: dict[str, Any] = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "age": {"type": "integer", "minimum": 0, "maximum": 120},
        "tags": {"type": "array", "items": {"enum": ["a", "b"]}, "minItems": 1, "maxItems": 2},
    },
    "required": ["name", "tags"],
    "additionalProperties": False,
}


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ('{"name":"x","age":3,"tags":["a"]}', True),
        ('{"name": "猫 \\"é\\" 😀", "tags": ["a", "b"]}', True),
        ('{"name":"x","age":121,"tags":["a"]}', False),
        ('{"name":"x","tags":[]}', False),
        ('{"name":"x","tags":["a","a","a"]}', False),
        ('{"name":"x","tags":["c"]}', False),
        ('{"name":"x"}', False),
        ('{"tags":["a"],"name":"x"}', False),
        ('{"name":"x","tags":["a"],"more":1}', False),
        ('{"name":"x\ny","tags":["a"]}', False),
    ],
)
def test_a_schema_lets_through_what_it_allows(text: str, allowed: bool) -> None:
    assert says(language_of_schema(PLAIN), text) is allowed


@pytest.mark.parametrize("seed", range(8))
def test_whatever_the_catalogues_schema_lets_through_is_an_action_of_the_catalogue(seed: int) -> None:
    said = wander(language_of_schema(schema()), seed, 160)
    assert len(said.encode()) <= 160
    actions = json.loads(said)["actions"]
    assert [checked(Action.model_validate(one)) for one in actions]


@pytest.mark.parametrize("seed", range(5))
def test_any_object_is_json_and_comes_to_an_end(seed: int) -> None:
    assert isinstance(json.loads(wander(language_of_schema({"type": "object"}), seed, 80)), dict)


@settings(max_examples=80)
@given(low=st.integers(-300, 300), width=st.integers(0, 400), value=st.integers(-800, 800), whole=st.booleans())
def test_numbers_stay_within_their_bounds(low: int, width: int, value: int, whole: bool) -> None:
    kind = {"type": "integer" if whole else "number", "minimum": low, "maximum": low + width}
    assert says(language_of_schema(kind), str(value)) is (low <= value <= low + width)


@settings(max_examples=25)
@given(st.floats(-5, 5).map(lambda one: round(one, 2)), st.floats(0, 3).map(lambda one: round(one, 2)), st.integers())
def test_every_beginning_of_a_number_can_be_ended(low: float, width: float, seed: int) -> None:
    bounds = {"type": "number", "minimum": low, "maximum": low + width}
    assert low <= float(wander(language_of_schema(bounds), seed, 12)) <= low + width


@pytest.mark.parametrize("text", ["01", "+1", "1.", "-", "1e5", "1.2345", ".5", "٣"])
def test_what_is_no_number_here_is_none(text: str) -> None:
    assert not says(language_of_schema({"type": "number"}), text)


PATTERNS = [
    r"^[1-9][0-9]?:[1-9]$",
    r"^(red|green)-\d{2,3}$",
    r"^[^a-z]+x?$",
    r"ab*c",
    r"^\w+\s\S$",
    r"^a{2}(b|c){1,}$",
    r"^$",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_mean_what_they_mean_elsewhere(pattern: str) -> None:
    language = language_of(pattern)
    texts = ["1:2", "12:3", "red-12", "green-1", "A9x", "xx", "zabbbcz", "ac", "word 1", "aab", "aabcb", "a", "", "猫x"]
    for text in texts:
        assert says(language, text) is (re.search(pattern, text) is not None), text
    wandered = [wander(language, seed, 40) for seed in range(5)]
    assert all(re.search(pattern, json.loads(f'"{text}"')) for text in wandered)


def test_references_and_choices_are_followed() -> None:
    color = {"anyOf": [{"const": "red"}, {"type": "null"}, {"type": ["boolean", "integer"]}]}
    language = language_of_schema({"$defs": {"color": color}, "$ref": "#/$defs/color"})
    assert [text for text in ('"red"', "null", "true", "7", '"blue"') if says(language, text)] == [
        '"red"', "null", "true", "7"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given_schema", "words"),
    [
        ({"not": {}}, "'not'"),
        ({"type": "date"}, "no type"),
        ({"$ref": "#/$defs/x"}, "leads nowhere"),
        ({"$defs": {"x": {"$ref": "#/$defs/x"}}, "$ref": "#/$defs/x"}, "refers to itself"),
        ({"type": "string", "pattern": "(?=a)"}, "cannot be read"),
        ({"type": "string", "pattern": "(a"}, "cannot be read"),
        ({"type": "string", "pattern": "a", "minLength": 2}, "either a pattern or a length"),
        ({"type": "object", "properties": {}, "required": ["x"]}, "not among"),
        ({"enum": []}, "empty"),
        ({"type": "integer", "minimum": "3"}, "numbers"),
    ],
    ids=str,
)
def test_what_is_not_known_here_is_refused_with_its_name(given_schema: dict[str, Any], words: str) -> None:
    with pytest.raises(ProblemError, match=re.escape(words)) as caught:
        language_of_schema(given_schema)
    assert caught.value.problem.code is Code.INVALID_REQUEST


def test_a_language_without_any_text_says_nothing() -> None:
    assert language_of_schema({"type": "integer", "minimum": 5, "maximum": 4}).shortest == float("inf")
    assert NOTHING.after(65) is NOTHING
