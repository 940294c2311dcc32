"""Texts on things: on their board, on a chest, on a plate; and what cannot be lettered is said."""

from __future__ import annotations

import pytest

from core.scene_reader import read_scene
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.items import Item, bounds
from gpuserver.engines.illustrator.lettering import line_of
from gpuserver.engines.illustrator.signs import can_letter


def letters(prompt: str) -> tuple[list[Item], list[Item], tuple[str, ...]]:
    composition = compose(read_scene(prompt), 3)
    items = [item for group in composition.stage.groups if group.is_subject for item in group.items]
    lettered = [item for item in items if item.id == "letters"]
    return lettered, [item for item in items if item.id != "letters"], composition.undrawn


@pytest.mark.parametrize(
    "prompt",
    [
        "a shop with a sign that says OPEN", "a sign that says WELCOME HOME", "a boy wearing a t-shirt that says HELLO",
        "a cake that says HAPPY BIRTHDAY", "a bear holding a sign that says FREE HUGS",
    ],
)  # fmt: skip
def test_a_text_stands_on_its_thing_and_is_not_reported(prompt: str) -> None:
    text, rest, undrawn = letters(prompt)
    assert undrawn == ()
    assert text
    assert bounds(rest).contains(bounds(text))
    assert bounds(text).height() > 8


@pytest.mark.parametrize("letter", "ABDOPQR04689&")
def test_loops_keep_their_holes(letter: str) -> None:
    path = line_of(letter)
    assert path is not None
    box = path.getBounds()
    inside = [
        path.contains(box.left() + box.width() * x / 40, box.top() + box.height() * y / 40)
        for x in range(41) for y in range(41)
    ]  # fmt: skip
    assert sum(inside) < 0.72 * len(inside)


def test_a_letter_that_no_font_here_has_is_reported_and_not_drawn() -> None:
    private = "\ue123"
    assert not can_letter(f"A{private}")
    assert can_letter("Open 24 hours!")


def test_long_texts_break_between_words() -> None:
    text, _, _ = letters("a sign that says NO DOGS ON THE BEACH")
    assert len(text) > 1
