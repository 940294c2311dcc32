"""What is not made: refused with its reason, before a render and before a picture is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from stand_ins import NoPictures, StillRenderer, understanding

from core.dialogue import Dialogue
from core.language import Language
from core.messages import Message, Reply
from core.moderation import DEFAULT, WordPolicy, policies_of
from core.problems import Code
from storage.sqlite import SqliteStore


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ("draw a naked child", "minors"),
        ("a sexy school girl in lingerie", "minors"),
        ("性感的萝莉", "minors"),
        ("make her topless", "sexual"),
        ("take off all of her clothes", "sexual"),
        ("show him without his clothes", "sexual"),
        ("画一张裸照", "sexual"),
        ("a swastika flag", "hate"),
        ("cutting my wrists", "harm"),
        ("斩首", "harm"),
    ],
)
async def test_what_nobody_wants_is_refused(text: str, policy: str) -> None:
    assert await WordPolicy().words(text) == policy


@pytest.mark.parametrize(
    "text",
    ["draw a cute cat", "a naked mole rat eating", "give her nude lipstick", "a child flying a kite", "a sextant on a map",
     "kill the noise", "shoot from above", "a baby elephant", "海边的孩子在放风筝", "杀青蛙王子的戏份", "essex countryside", "a girl with bangs",
     "make his clothes green", "show her clothes in detail"],
)  # fmt: skip
async def test_innocent_words_pass(text: str) -> None:
    assert await WordPolicy().words(text) is None


async def test_an_operators_own_words_are_whole_words() -> None:
    own = WordPolicy((*DEFAULT, *policies_of({"no company logos, please": ["acme", "可口可乐"]})))
    assert await own.words("the ACME sign") == "own:no company logos, please"
    assert await own.words("一瓶可口可乐") == "own:no company logos, please"
    assert await own.words("acmeology") is None
    assert own.reason("own:no company logos, please", Language.EN) == "no company logos, please"


class Seeing(WordPolicy):
    """A classifier that finds a fault in every picture, or in none."""

    def __init__(self, *, strict: bool) -> None:
        super().__init__()
        self.strict = strict
        self.seen: list[str] = []

    async def picture(self, data: bytes, description: str) -> str | None:
        assert data.startswith(b"\x89PNG")
        self.seen.append(description)
        return "sexual" if self.strict else None


async def say(dialogue: Dialogue, text: str) -> Reply:
    message = Message(conversation="c", author="ann", text=text)
    return [event async for event in dialogue.handle(message)][-1]  # pyright: ignore[reportReturnType]


async def test_a_refusal_says_why_and_changes_nothing(store: SqliteStore, renderer: StillRenderer) -> None:
    dialogue = Dialogue(understanding(), renderer, store, NoPictures(), WordPolicy())
    for text, reason in (("draw a porn scene", "sexual pictures"), ("画色情图片", "色情")):
        reply = await say(dialogue, text)
        assert reply.problem
        assert reply.problem.code is Code.REFUSED
        assert reason in reply.text
    assert renderer.rendered == []


async def test_what_adds_up_over_the_turns_is_refused_too(store: SqliteStore, renderer: StillRenderer) -> None:
    dialogue = Dialogue(understanding(), renderer, store, NoPictures(), WordPolicy())
    assert (await say(dialogue, "draw a child")).problem is None
    reply = await say(dialogue, "/edit in lingerie")
    assert reply.problem
    assert reply.problem.code is Code.REFUSED
    assert len(renderer.rendered) == 1


async def test_a_picture_is_judged_before_it_is_shown(
    store: SqliteStore, renderer: StillRenderer, tmp_path: Path
) -> None:
    judge = Seeing(strict=True)
    dialogue = Dialogue(understanding(), renderer, store, NoPictures(), judge)
    reply = await say(dialogue, "draw a cat")
    assert judge.seen == ["a cat"]
    assert reply.pictures == ()
    assert reply.version is None
    judge.strict = False
    assert (await say(dialogue, "draw a cat")).pictures
