"""Several places to look, asked in order: what is missing is asked further down, and a bad place does no harm."""

from __future__ import annotations

import asyncio
import logging

import pytest

from core.finding import FirstOf
from core.ports import Found


class Shelf:
    """A place with fixed pictures, or with an error; remembers whether it was asked."""

    def __init__(self, *names: str, error: Exception | None = None, seconds: float = 0.0) -> None:
        self.names = names
        self.error = error
        self.seconds = seconds
        self.asked: list[str | None] = []

    async def search(self, query: str, conversation: str, limit: int, author: str | None = None) -> list[Found]:
        self.asked.append(author)
        await asyncio.sleep(self.seconds)
        if self.error:
            raise self.error
        return [Found(name.encode(), "image/png", name, "shelf") for name in self.names][:limit]


async def found(*shelves: Shelf, limit: int = 3, patience: float = 5.0) -> list[str]:
    hits = await FirstOf(shelves, timeout=patience).search("cat", "c1", limit, "ann")
    return [hit.caption for hit in hits]


async def test_the_first_place_comes_first_and_the_next_fills_up() -> None:
    assert await found(Shelf("a", "b"), Shelf("c", "d")) == ["a", "b", "c"]


async def test_a_place_is_not_asked_when_those_before_suffice() -> None:
    near, far = Shelf("a", "b", "c"), Shelf("d")
    assert await found(near, far) == ["a", "b", "c"]
    assert (near.asked, far.asked) == (["ann"], [])


async def test_the_same_picture_comes_once() -> None:
    assert await found(Shelf("a", "b"), Shelf("b", "c")) == ["a", "b", "c"]


async def test_a_place_that_fails_is_passed_over_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert await found(Shelf(error=OSError("no network")), Shelf("c")) == ["c"]
    assert "no network" in caplog.text


async def test_a_place_that_is_slow_is_passed_over_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert await found(Shelf("a", seconds=30), Shelf("c"), patience=0.5) == ["c"]
    assert "did not answer" in caplog.text


async def test_nothing_anywhere_is_an_empty_list() -> None:
    assert await found() == await found(Shelf()) == await found(Shelf("a"), limit=0) == []
