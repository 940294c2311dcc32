"""Straightening is understood in both languages, of photos alone, and is told in words of its own."""

from __future__ import annotations

import pytest

from core.catalogue import action
from core.language import Language
from core.recipe import Recipe, Upload, fold
from core.replies.wording import alt_text, did
from core.understanding.trained.looks import straightening_asked


@pytest.mark.parametrize(
    "text",
    [
        "straighten the photo", "Straighten it.", "straighten", "can you straighten this picture?", "level the horizon",
        "fix the horizon", "fix the tilted horizon please", "make it straight", "make the horizon level",
        "把照片扶正", "扶正", "请把图片摆正", "帮我把这张照片扶正一下", "校正地平线", "地平线拉平",
    ],
)  # fmt: skip
def test_it_is_understood(text: str) -> None:
    assert straightening_asked(text, "photo") == action("rotate")
    assert straightening_asked(text, "drawing") is None


@pytest.mark.parametrize(
    "text", ["straighten her hair", "rotate it", "straight hair please", "把头发拉直", "make it level 3"]
)
def test_other_sentences_are_left_to_the_network(text: str) -> None:
    assert straightening_asked(text, "photo") is None


def test_it_is_told_in_words_of_its_own() -> None:
    recipe = fold(Recipe(source=Upload(digest="x")), action("rotate"))
    assert "level" in did((action("rotate"),), recipe, Language.EN)
    assert "扶正" in did((action("rotate"),), recipe, Language.ZH)
    assert "straightened" in alt_text(recipe, Language.EN)
