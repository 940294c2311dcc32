"""Any text is read: quickly, without an error, and into actions that the catalogue allows."""

from __future__ import annotations

import time
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules_cases import CAT, turn

from core.catalogue import checked
from core.scene_reader import read_scene, read_subject
from core.understanding.interface import Context
from core.understanding.rules.reader import read

WORDS = st.sampled_from([
    "draw", "make", "put", "remove", "the", "a", "cat", "hat", "on", "it", "red", "blue", "more", "less",
    "no", "yes", "not", "and", ",", ".", "?", "!", "instead", "of", "to", "into", "style", "90", "%",
    "background", "hair", "smile", "undo", "画", "把", "猫", "帽子", "换成", "去掉", "不", "要", "红色", "背景", "的",
    "一只", "在", "，", "。", "吗", "🙂",
    "\x00", "\ud7ff",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS).map("".join))


PICTURES: list[Literal["none", "drawing", "photo"]] = ["none", "drawing", "photo"]


@given(TEXTS, st.sampled_from(PICTURES), st.booleans(), TEXTS)
def test_any_text_gives_allowed_actions(
    text: str, picture: Literal["none", "drawing", "photo"], upload: bool, said: str
) -> None:
    context = Context(
        text=text, picture=picture, has_upload=upload, scene=CAT, turns=(turn("x", said),), face={"hair": ("bangs",)}
    )
    found = read(context)
    assert found.actions
    assert all(checked(one) == one for one in (*found.actions, *found.other))
    assert 0 <= found.confidence <= 1


@given(TEXTS)
def test_any_text_gives_a_scene(text: str) -> None:
    scene = read_scene(text)
    assert len(scene.subjects) <= 12
    assert all(one.count >= 1 for one in scene.subjects)
    assert read_subject(text).count >= 1


@pytest.mark.parametrize(
    "piece", ["a", "draw ", "mmm", "hm hm ", "\x00\x1b[31m", "画", "，", "和", "a cat, ", "no no ", "- ", "把"]
)  # fmt: skip
def test_a_hundred_thousand_characters_take_a_fraction_of_a_second(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    start = time.perf_counter()
    read(Context(text=text, picture="photo", scene=CAT, turns=(turn("x", text + "?"),)))
    read_scene(text)
    read_subject(text)
    assert time.perf_counter() - start < 0.5
