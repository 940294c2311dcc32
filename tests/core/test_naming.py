"""Names that people give their pictures."""

from __future__ import annotations

import pytest
from stand_ins import NoPictures, StillRenderer, understanding

from core.dialogue import Dialogue
from core.messages import Message, Reply
from core.naming import name_in
from storage.sqlite import SqliteStore


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("call it Sunset Dreams", "Sunset Dreams"), ('name this picture "Golden Hour"', "Golden Hour"),
        ("let's call her Luna!", "Luna"), ("the title is Old Town", "Old Town"), ("叫它落日之歌", "落日之歌"),
        ("给这幅画起个名字叫海边的梦吧", "海边的梦"), ("标题改成《大海》", "大海"),
    ],
)  # fmt: skip
def test_a_name_is_told_from_its_sentence(text: str, name: str) -> None:
    assert name_in(text) == name


@pytest.mark.parametrize(
    "text", ["call it a day", "name the cat", "叫它跑起来", "它叫什么名字？", "what is it called?", "title"]
)
def test_other_sentences_name_nothing(text: str) -> None:
    assert name_in(text) is None


@pytest.mark.parametrize(
    ("texts", "name"),
    [(("draw a sea", "call it Blue", "make it watercolor"), "Blue"), (("画一片大海", "叫它蓝", "换成水彩"), "蓝")],
)
async def test_a_name_stays_until_it_is_taken_back_and_shows_the_same_picture(
    renderer: StillRenderer, store: SqliteStore, texts: tuple[str, ...], name: str
) -> None:
    dialogue = Dialogue(understanding(), renderer, store, NoPictures())
    first, named, edited, _, back = [await reply(dialogue, text) for text in (*texts, "undo", "undo")]
    assert named.pictures[0].digest == first.pictures[0].digest
    assert len(renderer.rendered) == 2
    assert (named.title, edited.title, back.title) == (name, name, first.title)
    assert name in named.text
    stored = await store.load("c")
    assert stored is not None
    assert stored.tree.get(2).name == name


async def reply(dialogue: Dialogue, text: str) -> Reply:
    events = [event async for event in dialogue.handle(Message(conversation="c", author="a", text=text))]
    assert isinstance(events[-1], Reply)
    return events[-1]
