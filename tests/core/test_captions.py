"""Captions over the whole picture: what a meme says, other words for it, and none any more."""

from __future__ import annotations

from typing import Literal

import pytest
from stand_ins import understanding

from core.captions import captions
from core.catalogue import action
from core.draft import advance, begin
from core.recipe import Drawing, Recipe, fold, instructions_of, plan
from core.scene.reader import read_scene
from core.understanding.interface import Context
from core.versions import VersionTree
from core.writing import writing_in

UP, DOWN = 'write "A cat" at the top', 'write "No dog" at the bottom'


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('top text "A cat", bottom text "No dog"', {("top", "A cat"), ("bottom", "No dog")}),
        ('write "A cat" at the top and "No dog" at the bottom', {("top", "A cat"), ("bottom", "No dog")}),
        ("make it a meme with top text A cat and bottom text No dog", {("top", "A cat"), ("bottom", "No dog")}),
        ('caption it "A cat"', {("bottom", "A cat")}),
        ("上面写“早”，下面写“困”", {("top", "早"), ("bottom", "困")}),
        ("配文“太难了”", {("bottom", "太难了")}),
        ("给照片配文“太难了”", {("bottom", "太难了")}),
        ("把字“太空”写在下面", {("bottom", "太空")}),
        ("write Hello at the top", {("top", "Hello")}),
        ("在最上面写“冬天快乐”", {("top", "冬天快乐")}),
        ('put the text at the bottom: "no"', {("bottom", "no")}),
        ('make it a meme that says "no"', {("bottom", "no")}),
        ('make it a meme that says "I\'m tired"', {("bottom", "I'm tired")}),
        ('change the top text to "Two"', {("top", "Two")}),
    ],
)
@pytest.mark.parametrize("picture", ["drawing", "photo"])
def test_captions_of_a_picture_stand_where_they_are_said_to(
    text: str, written: set[tuple[str, str]], picture: Literal["drawing", "photo"]
) -> None:
    read = understanding().read(Context(text=text, picture=picture, scene=read_scene("a cat")))
    found = [writing_in(one.text("instruction")) for one in read.actions]
    assert {(one.place, one.words) for one in found if one} == written
    assert None not in found


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ('make me a meme: a dog at a laptop, top text "MONDAY", bottom text "HELP"', "dog at a laptop"),
        ("draw a cat meme with top text ME and bottom text ALSO ME", "cat"),
        ("做个表情包：一只熊猫，配文“我太难了”", "熊猫"),
    ],
)
def test_a_meme_is_drawn_and_captioned(text: str, prompt: str) -> None:
    first, *rest = understanding().read(Context(text=text)).actions
    assert (first.pipeline, prompt in first.text("prompt")) == ("generate", True)
    assert '"' not in first.text("prompt")
    assert {writing_in(one.text("instruction")) is not None for one in rest} == {True}


@pytest.mark.parametrize(
    ("prompt", "of", "written"),
    [
        ('a duck, top text "WHY" bottom text "NOT"', "a duck", {("top", "WHY"), ("bottom", "NOT")}),
        ('a duck, top text "WHY"', "a duck", {("top", "WHY")}),
        ('a duck meme that says "why not"', "a duck", {("bottom", "why not")}),
        ('a meme of a duck, caption: "why", caption: "not"', "a duck", {("top", "why"), ("bottom", "not")}),
        ("一只熊猫，上面写“早”，下面写“困”", "一只熊猫", {("top", "早"), ("bottom", "困")}),
        ("a duck as a meme", "a duck", set[tuple[str, str]]()),
        ('a duck with the words "why not" on it', 'a duck with the words "why not" on it', set[tuple[str, str]]()),
    ],
)
def test_a_prompt_by_itself_is_drawn_without_its_captions_and_captioned(
    prompt: str, of: str, written: set[tuple[str, str]]
) -> None:
    recipe = advance(begin(VersionTree(), seed=1), action("generate", prompt=prompt)).recipe
    assert recipe is not None
    assert isinstance(recipe.source, Drawing)
    assert recipe.source.prompt == of
    assert {(one.place, one.words) for said in instructions_of(recipe) if (one := writing_in(said))} == written


@pytest.mark.parametrize(
    "text",
    ['a sign with the text "OPEN"', "画一个牌子，上面写“营业中”", 'a cat with a sign that says "hi"', "add a top hat"],
)
def test_words_on_a_thing_are_no_caption(text: str) -> None:
    assert captions(text).written == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("remove the text", set[str]()),
        ("去掉文字", set[str]()),
        ("remove the top caption", {DOWN}),
        ('change the bottom text to "Two dogs"', {UP, 'write "Two dogs" at the bottom'}),
        ("make it say Two dogs", {UP, 'write "Two dogs" at the bottom'}),
    ],
)
def test_captions_are_changed_and_taken_away(text: str, left: set[str]) -> None:
    recipe = Recipe(source=Drawing(prompt="a cat", scene=read_scene("a cat"), seed=1))
    for one in (UP, DOWN):
        recipe = fold(recipe, action("edit", instruction=one))
    context = Context(text=text, picture="drawing", scene=read_scene("a cat"), instructions=instructions_of(recipe))
    for one in understanding().read(context).actions:
        recipe = fold(recipe, one)
    assert set(instructions_of(recipe)) == left


def test_a_caption_of_a_drawing_is_written_over_it_and_no_thing_in_it() -> None:
    recipe = Recipe(source=Drawing(prompt="a cat", scene=read_scene("a cat"), seed=1))
    planned = plan(fold(recipe, action("edit", instruction=UP)))
    assert [one.text("instruction") for one in planned.steps] == [UP]
    assert isinstance(planned.source, Drawing)
    assert planned.source.scene == read_scene("a cat")
