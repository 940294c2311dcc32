"""Words over a photo: read from both languages, kept apart from words on a thing in it, and one for each place."""

from __future__ import annotations

import pytest

from core.catalogue import action
from core.language import Language
from core.recipe import Recipe, Upload, fold
from core.replies.wording import did
from core.writing import Writing, writing_in


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("write Hello at the top", "Hello", "top"), ('write "Hello" at the top', "Hello", "top"),
        ('add the text "Good morning" at the bottom', "Good morning", "bottom"), ('add text "Hi"', "Hi", "bottom"),
        ("please write happy birthday in the middle of the photo", "happy birthday", "middle"),
        ("put the caption “Summer 2024” on the photo", "Summer 2024", "bottom"), ('Write "Rome".', "Rome", "bottom"),
        ('在上面写"你好"', "你好", "top"), ("在照片下方写上“夏天”", "夏天", "bottom"), ("写上“新年快乐”四个字", "新年快乐", "bottom"),
        ("加上文字：你好", "你好", "bottom"), ("请在图片中间写“加油”", "加油", "middle"), ("在照片上写“生日快乐”", "生日快乐", "bottom"),
    ],
)  # fmt: skip
def test_the_words_and_their_place_are_read(text: str, words: str, place: str) -> None:
    assert writing_in(text) == Writing(words, place)


@pytest.mark.parametrize(
    "text", ['write "Hello" on the cake', "write Hello on the sign", "add a hat", "在牌子上写“你好”", "给他加一顶帽子", "make it night",
             "put her on the beach", "write me a poem", "add a bird"],
)  # fmt: skip
def test_words_on_a_thing_and_other_asks_are_none(text: str) -> None:
    assert writing_in(text) is None


def test_another_text_at_the_same_place_takes_the_place_of_the_first() -> None:
    recipe = Recipe(source=Upload(digest="x"))
    asks = ('write "Snow" at the top', "make it snow", 'write "Rain" at the top', 'write "2024" at the bottom')
    for words in asks:
        recipe = fold(recipe, action("edit", instruction=words))
    assert [one.text("instruction") for one in recipe.edits] == list(asks[1:])


def test_it_is_told_in_words_of_its_own() -> None:
    one = action("edit", instruction='write "Hello" at the top')
    recipe = fold(Recipe(source=Upload(digest="x")), one)
    assert "“Hello”" in did((one,), recipe, Language.EN)
    assert "“Hello”" in did((one,), recipe, Language.ZH)
