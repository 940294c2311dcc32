"""What is told while a turn is under way: how many are ahead, how far it is, and how long it will take."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager, nullcontext

import pytest

from bots.chat.letter import Letter
from bots.chat.screen import Working
from bots.chat.telling import Telling
from core.language import Language
from core.ports import Preview, Progress, Queued
from core.work import Understood


class Board:
    """A screen that keeps what it showed last."""

    pace = 0.0

    def __init__(self) -> None:
        self.shown: asyncio.Queue[Working] = asyncio.Queue()

    def busy(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()

    async def working(self, news: Working) -> None:
        await self.shown.put(news)

    async def show(self, letter: Letter) -> list[str]:
        return []


async def told(*events: Understood | Queued | Progress | Preview, language: Language = Language.EN) -> list[str]:
    board = Board()
    words: list[str] = []
    async with Telling(board, language) as telling:
        for event in events:
            telling.tell(event)
            words.append((await board.shown.get()).words)
    return words


CAT = Understood(title="A cat", actions=())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.EN, ["3 ahead of yours … (about 42 s left)", "On it … (about 9 s left)", "A cat … 25 % (about 7 s left)"]),
        (Language.ZH, ["前面还有 3 幅……（大约还要 42 秒）", "在做了……（大约还要 9 秒）", "A cat…… 25 %（大约还要 7 秒）"]),
    ],
)  # fmt: skip
async def test_who_waits_hears_how_many_are_ahead_and_how_long_it_takes(language: Language, words: list[str]) -> None:
    before = await told(Queued(3, 41.2), Queued(0, 9.0), language=language)
    during = await told(CAT, Progress(25, 6.6), language=language)
    assert [*before, during[-1]] == words


async def test_a_look_at_the_picture_keeps_the_time_that_was_told() -> None:
    words = await told(CAT, Progress(50, 30.0), Preview(b"", "image/webp", 50))
    assert words[1] == words[2] == "A cat … 50 % (about 30 s left)"


async def test_a_time_that_is_not_known_or_short_is_not_told() -> None:
    assert await told(Queued(1), CAT, Progress(90, 0.4)) == ["1 ahead of yours …", "A cat …", "A cat … 90 %"]
