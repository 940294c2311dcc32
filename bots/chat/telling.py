"""How far a turn is, told on a screen no faster than its platform takes."""

from __future__ import annotations

import asyncio
import logging
import math
from typing import Final

from bots.chat.screen import Screen, Working
from core.language import Language
from core.ports import Preview, Progress, Queued
from core.replies.phrases import say
from core.work import Understood

log = logging.getLogger(__name__)

_SOON: Final = 2.0
"""Seconds that are not worth telling."""


class Telling:
    """Passes the latest progress on, no faster than the screen's pace; ends before the answer is shown."""

    def __init__(self, screen: Screen, language: Language) -> None:
        self._screen = screen
        self._language = language
        self._latest: Working | None = None
        self._title = ""
        self._seconds: float | None = None
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Telling:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    def tell(self, event: Understood | Queued | Progress | Preview) -> None:
        """Note what happened; it is shown when it is time."""
        preview = self._latest.preview if self._latest else None
        percent = self._latest.percent if self._latest else 0
        match event:
            case Understood():
                self._title = event.title
            case Queued() if event.position:
                self._seconds = event.seconds
                self._put(Working(self._timed(say(self._language, "working.ahead", count=event.position))))
                return
            case Queued():
                self._seconds = event.seconds
            case Progress():
                percent, self._seconds = event.percent, event.seconds
            case Preview():
                preview, percent = event, event.percent
            case _:
                pass
        key = "working.percent" if percent else "working.title" if self._title else "working"
        words = say(self._language, key, title=self._title, percent=percent)
        self._put(Working(self._timed(words), percent, preview))

    def _timed(self, words: str) -> str:
        """`words` with the seconds that are left, where they are known."""
        if not self._seconds or self._seconds < _SOON:
            return words
        return say(self._language, "working.left", words=words, seconds=math.ceil(self._seconds))

    def _put(self, news: Working) -> None:
        self._latest = news
        self._changed.set()
        if self._task is None:
            self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        await asyncio.sleep(self._screen.pace)  # a quick answer needs no progress
        while True:
            await self._changed.wait()
            self._changed.clear()
            assert self._latest is not None
            try:
                await self._screen.working(self._latest)
            except Exception as error:  # noqa: BLE001  the answer is what counts
                log.info("progress could not be shown: %s", error)
            await asyncio.sleep(self._screen.pace)
