"""Turns under way. A turn goes on when its page is closed, and a page that is opened again watches it on."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncGenerator
from contextlib import aclosing

from aiohttp import web

from bots.web.port import DialoguePort, WebConfig
from core.dialogue import Event
from core.messages import Message
from core.problems import Code, Problem, ProblemError

log = logging.getLogger(__name__)

News = Event | Problem


class RunningTurn:
    """One turn in the background. Only the latest event of each kind is kept, so that a slow page costs no memory."""

    def __init__(self, message: Message) -> None:
        self.id = secrets.token_urlsafe(9)
        self.message = message
        self.finished = False
        self._latest: dict[type, tuple[int, News]] = {}
        self._serial = 0
        self._changed = asyncio.Event()

    def tell(self, news: News) -> None:
        """Pass `news` on to everyone who watches."""
        self._serial += 1
        self._latest[type(news)] = (self._serial, news)
        self._wake()

    def finish(self) -> None:
        """End every watch."""
        self.finished = True
        self._wake()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def watch(self, heartbeat: float) -> AsyncGenerator[News | None, None]:
        """The news so far and to come; None after each `heartbeat` seconds of silence."""
        seen = 0
        while True:
            changed = self._changed
            for serial, news in sorted(self._latest.values(), key=lambda pair: pair[0]):
                if serial > seen:
                    seen = serial
                    yield news
            if changed is not self._changed:
                continue
            if self.finished:
                return
            try:
                async with asyncio.timeout(heartbeat):
                    await changed.wait()
            except TimeoutError:
                yield None


class RunningTurns:
    """Owns the tasks of all turns under way."""

    def __init__(self, dialogue: DialoguePort, config: WebConfig) -> None:
        self._dialogue = dialogue
        self._config = config
        self._tasks: dict[RunningTurn, asyncio.Task[None]] = {}

    def start(self, message: Message) -> RunningTurn:
        """Begin a turn. Raises ProblemError (busy) when too many are under way."""
        mine = sum(turn.message.author == message.author for turn in self._tasks)
        if mine >= self._config.turns_per_browser or len(self._tasks) >= self._config.turns_at_once:
            raise ProblemError(Code.BUSY, "too many turns are under way", retry_after=5)
        turn = RunningTurn(message)
        task = asyncio.create_task(self._run(turn))
        self._tasks[turn] = task
        task.add_done_callback(lambda _: self._end(turn))
        return turn

    def of(self, conversation: str) -> list[RunningTurn]:
        """The turns under way in `conversation`, the earliest first."""
        return [turn for turn in self._tasks if turn.message.conversation == conversation]

    async def stop(self, turns: list[RunningTurn]) -> None:
        """Cancel `turns` and wait until they are gone."""
        tasks = [self._tasks[turn] for turn in turns if turn in self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def stop_author(self, author: str) -> None:
        """Cancel every turn of `author`."""
        await self.stop([turn for turn in self._tasks if turn.message.author == author])

    async def close(self) -> None:
        """Cancel everything; the streams to the pages end."""
        await self.stop(list(self._tasks))

    async def _run(self, turn: RunningTurn) -> None:
        try:
            async with aclosing(self._dialogue.handle(turn.message)) as events:
                async for event in events:
                    turn.tell(event)
        except ProblemError as error:
            turn.tell(error.problem)
        except Exception:
            log.exception("a turn of %s failed", turn.message.conversation)
            turn.tell(Problem(code=Code.INTERNAL, detail="the turn failed; nothing was changed"))

    def _end(self, turn: RunningTurn) -> None:
        del self._tasks[turn]
        turn.finish()


TURNS = web.AppKey("turns", RunningTurns)
