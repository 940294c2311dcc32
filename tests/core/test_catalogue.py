"""The catalogue: complete in both languages, and the only source of what an action may hold."""

from __future__ import annotations

import pytest

from core.catalogue import CATALOGUE, action
from core.language import Language
from core.lexicon import is_chinese
from core.pipeline import ActionError, Modality, ParamType

IDS = [
    "generate", "edit", "add_object", "remove_object", "replace_object", "recolor_object", "change_attribute",
    "change_background", "style_transfer", "edit_face", "remove_background", "blur_background",
    "adjust_brightness", "adjust_contrast", "adjust_color", "rotate", "flip", "crop", "upscale", "outpaint",
    "vary", "restore", "colorize", "sketch_to_image", "search", "ask", "chat", "undo", "redo", "reset",
]  # fmt: skip


def test_it_holds_exactly_the_pipelines_of_the_evaluation() -> None:
    assert list(CATALOGUE) == IDS


@pytest.mark.parametrize("name", IDS)
def test_every_entry_is_written_in_both_languages(name: str) -> None:
    entry = CATALOGUE[name]
    texts = [entry.name, entry.description, *(param.description for param in entry.params)]
    for text in texts:
        assert text[Language.EN]
        assert is_chinese(text[Language.ZH]) or any(mark.isdigit() for mark in text[Language.ZH])


def test_only_talk_and_reset_answer_with_text() -> None:
    assert {name for name, entry in CATALOGUE.items() if entry.answers is Modality.TEXT} == {"ask", "chat", "reset"}


def test_numbers_have_bounds() -> None:
    params = [param for entry in CATALOGUE.values() for param in entry.params]
    numbers = [param for param in params if param.type in {ParamType.NUMBER, ParamType.INTEGER}]
    assert numbers
    assert all(param.low is not None and param.high is not None for param in numbers)


@pytest.mark.parametrize(
    ("pipeline", "params", "sentence"),
    [
        ("fly", {}, "there is no pipeline 'fly'"),
        ("flip", {}, "flip needs the parameter 'direction'"),
        ("rotate", {"degrees": 400}, "lies between 0 and 360"),
        ("rotate", {"degrees": "90"}, "is a number"),
        ("rotate", {"degrees": float("nan")}, "is a number"),
        ("rotate", {"degrees": True}, "is a number"),
        ("flip", {"direction": "sideways"}, "is one of horizontal, vertical"),
        ("crop", {"aspect": "square"}, "is a ratio such as 16:9"),
        ("crop", {"aspect": "0:1"}, "is a ratio such as 16:9"),
        ("chat", {"mood": "good"}, "has no parameter 'mood'"),
        ("generate", {"prompt": "  "}, "is empty"),
        ("vary", {"count": 1.5}, "is a whole number"),
        ("edit_face", {"set": {"nose": ["big"]}}, "has no slot 'nose'"),
        ("edit_face", {"set": {"makeup": ["tattoo"]}}, "is one of no makeup"),
    ],
)
def test_what_is_not_allowed_is_refused_with_a_sentence(
    pipeline: str, params: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ActionError, match=sentence):
        action(pipeline, **params)


def test_values_come_back_in_their_types() -> None:
    assert action("rotate", degrees=90.0).params == {"degrees": 90}
    assert action("crop", aspect="16:09").params == {"aspect": "16:9"}
    assert action("edit_face", set={"makeup": ["lipstick"]}).params == {"set": {"makeup": ("lipstick",)}}
