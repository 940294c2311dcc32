"""Texts on things: on their board, on a chest, on a plate; and what cannot be lettered is said."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.painting.items import Item, bounds
from gpuserver.engines.illustrator.signs import can_letter
from gpuserver.raster.lettering import line_of


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


def test_signs_are_in_capitals() -> None:
    small, capitals = (letters(f"a shop with a sign that says {word}")[0] for word in ("open", "OPEN"))
    assert bounds(small) == bounds(capitals)


@pytest.mark.parametrize("letter", "ABDOPQRabdegopq04689&")
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


@pytest.mark.parametrize(
    ("prompt", "most", "least"),
    [
        ('a sign that says "Trespassers will be shot, survivors will be shot again"', 6, 3),
        ("写着“妈妈，生日快乐”的贺卡", 2, 2), ("写着“本店今日休息请明天再来谢谢大家”的牌子", 4, 2),
    ],
)  # fmt: skip
def test_a_long_text_takes_as_many_lines_as_make_it_largest(prompt: str, most: int, least: int) -> None:
    text, rest, undrawn = letters(prompt)
    assert undrawn == ()
    assert least <= len(text) <= most
    assert bounds(rest).contains(bounds(text))


@pytest.mark.parametrize("prompt", ["a girl and a sign that says OPEN", "two cats and a sign that says NO DOGS"])
def test_a_sign_with_a_text_is_before_what_would_hide_it(prompt: str) -> None:
    for seed in range(4):
        boxes = [one.box for one in compose(read_scene(prompt), seed).objects]
        left, _, right, bottom = boxes.pop()
        for one in boxes:
            beside = one[0] > right - 0.02 or one[2] < left + 0.02
            assert beside or one[3] < bottom, (seed, one)
