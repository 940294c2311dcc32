"""Texts without quotes end where a thing or a place comes, and quotes before a board are on that board."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene


@pytest.mark.parametrize(
    ("prompt", "thing", "text"),
    [
        ('a seal holding a "no fish no work" sign', "sign", "no fish no work"),
        ("a mole holding a 'gone digging' sign", "sign", "gone digging"),
        ("an owl with a sign that says wake me at midnight", "sign", "wake me at midnight"),
        ("a bear with a placard that reads back in five minutes", "placard", "back in five minutes"),
        ("a sign saying no swimming in the lake", "sign", "no swimming"),
        ("an otter with a sign that says hi next to a tree", "sign", "hi"),
        ("a crab with a sign that says hello in the snow", "sign", "hello"),
        ("一只水獭举着“不想上班”的手牌", "手牌", "不想上班"),
        ("“今日休息”的霓虹灯牌", "霓虹灯牌", "今日休息"),
    ],
)
def test_a_text_is_told_from_what_follows(prompt: str, thing: str, text: str) -> None:
    (board,) = (one for one in read_scene(prompt).subjects if one.noun == thing)
    assert f"says: {text}" in board.attributes


@pytest.mark.parametrize("prompt", ['a seal holding a "no fish" sign', "一只水獭举着“不想上班”的手牌"])
def test_a_board_with_a_text_before_it_is_held(prompt: str) -> None:
    somebody, board = read_scene(prompt).subjects
    assert somebody.noun in (board.place or "")
    assert somebody.attributes == ()
