"""One message answered: heard once, let in, worked on with progress, shown; every failure becomes a sentence."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import Final
from weakref import WeakValueDictionary

from bots.chat.keys import Press
from bots.chat.letter import Letter, Sheet, of_error, of_notice, of_problem, of_reply, of_words, with_note
from bots.chat.screen import Screen
from bots.chat.telling import Telling
from core.desk import Desk
from core.errands import Errand, Notice
from core.language import Language
from core.messages import Picture, Reply
from core.moving import conversation_at
from core.ports import Found, Notes, Store
from core.problems import Code, Problem, ProblemError
from core.reception import Reception, Said
from core.replies.phrases import say
from core.visit import Visit

log = logging.getLogger(__name__)

HEARD_SECONDS: Final = 24 * 3600.0
"""How long an event is remembered as heard; platforms deliver one again within minutes, or hours after an outage."""

GRACE_SECONDS: Final = 5.0
"""How long answers under way may take when the process is asked to end."""

Read = Callable[[], Awaitable[tuple[Said | Errand, str]]]
"""What a message asks for, and a sentence of the adapter's own."""

_HEARD, _POST = "heard", "post"


class Front:
    """What the adapters of all platforms share. `platform` is the first part of its ids."""

    def __init__(self, platform: str, reception: Reception, desk: Desk, store: Store, notes: Notes) -> None:
        self.platform = platform
        self.reception = reception
        self._desk = desk
        self._store = store
        self._notes = notes
        self._tasks: set[asyncio.Task[None]] = set()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.grace = GRACE_SECONDS

    async def take(self, event: str, address: str, work: Callable[[], Awaitable[None]]) -> bool:
        """Do `work` for an event, beside what comes next. False where the event was taken before: nothing is done.

        Platforms deliver some events twice, and each is answered once. `address` is where to say so if this process
        ends before the answer is there; empty where nobody waits.
        """
        key = f"{self.platform}:{event}"
        if not await self._notes.claim(_HEARD, key, address, seconds=HEARD_SECONDS):
            return False
        task = asyncio.create_task(self._run(key, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def _run(self, key: str, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except Exception:
            log.exception("an answer on %s failed", self.platform)
        await self._settle(key)

    async def _settle(self, key: str) -> None:
        await self._notes.write(_HEARD, key, "", seconds=HEARD_SECONDS)

    async def close(self) -> None:
        """Let what is under way finish, but not for long; who still waits is told at the next start.

        To be called while the platform can still be spoken to.
        """
        tasks = set(self._tasks)
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=self.grace)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def left_open(self) -> list[str]:
        """The addresses of events that the last process heard and did not answer. Each is given once."""
        found = [(key, address) for key, address in await self._notes.entries(_HEARD, f"{self.platform}:") if address]
        for key, _ in found:
            await self._settle(key)
        return [address for _, address in found]

    async def meant(self, visit: Visit, post: str) -> int | None:
        """The version that the message `post` shows; None where it shows none of this place's conversation."""
        async with self._showing(visit):  # the answer that is replied to may be on its way to us still
            stored = await self._notes.read(_POST, f"{self.platform}:{post}")
        if stored is None:
            return None
        conversation, version = json.loads(stored)
        return version if conversation == await conversation_at(self._notes, visit.place) else None

    async def answer(self, visit: Visit, said: Said, screen: Screen, note: str = "") -> None:
        """One turn, from the message to the answer on `screen`. `note` is a sentence of the adapter's own."""
        language = await self.reception.language(visit)
        await self._show(visit, screen, language, lambda: self._turn(visit, said, screen, language, note))

    async def hear(self, visit: Visit, read: Read, screen: Screen) -> None:
        """A message that is still to be read: its files fetched, its kind told. `read` may raise ProblemError."""
        language = await self.reception.language(visit)

        async def work() -> Letter:
            what, note = await read()
            if isinstance(what, Errand):
                return await self._notice(visit, what)
            return await self._turn(visit, what, screen, language, note)

        await self._show(visit, screen, language, work)

    async def press(self, visit: Visit, press: Press | None, screen: Screen) -> None:
        """What a button asks for; None for one of another version of the bot."""
        if press is None:
            language = await self.reception.language(visit)
            await screen.show(of_problem(Problem(code=Code.STALE_BUTTON), language))
        elif press.stop:
            await self.stop(visit, screen)
        elif press.errand is not None:
            await self.run(visit, press.errand, screen)
        else:
            await self.answer(visit, Said(control=press.control, base=press.base), screen)

    async def stop(self, visit: Visit, screen: Screen) -> None:
        """Stop what is being made here."""
        language = await self.reception.language(visit)
        key = "stopped_here" if await self.reception.stop(visit) else "nothing_runs"
        await screen.show(of_words(say(language, key), language))

    async def find(self, visit: Visit, query: str, limit: int) -> list[Found]:
        """Pictures that fit `query`, for platforms that let people look without a conversation."""
        return await self._desk.find(visit, query, limit)

    async def run(self, visit: Visit, errand: Errand, screen: Screen) -> None:
        """One errand, from the wish to the notice on `screen`."""
        language = await self.reception.language(visit)
        await self._show(visit, screen, language, lambda: self._notice(visit, errand))

    async def _notice(self, visit: Visit, errand: Errand) -> Letter:
        notice = await self._desk.run(visit, errand)
        return of_notice(notice, await self._enclosed(notice, errand.base), errand.base)

    async def _show(
        self, visit: Visit, screen: Screen, language: Language, work: Callable[[], Awaitable[Letter]]
    ) -> None:
        try:
            async with screen.busy():
                letter = await work()
        except ProblemError as error:
            letter = of_error(error, language)
        except Exception:
            log.exception("a turn on %s failed", self.platform)
            letter = of_problem(Problem(code=Code.INTERNAL), language)
        async with self._showing(visit):
            await self._post(letter, await self._shown(screen, letter))

    async def _shown(self, screen: Screen, letter: Letter) -> list[str]:
        """Show the answer; where the platform does not take it, say that something broke."""
        try:
            return await screen.show(letter)
        except Exception:
            log.exception("%s does not take the answer", self.platform)
            return await screen.show(of_problem(Problem(code=Code.INTERNAL), letter.language))

    async def _post(self, letter: Letter, posts: list[str]) -> None:
        """Remember which version the messages `posts` show."""
        if letter.version is not None and letter.conversation:
            value = json.dumps((letter.conversation, letter.version))
            for post in posts:
                await self._notes.write(_POST, f"{self.platform}:{post}", value, conversation=letter.conversation)

    def _showing(self, visit: Visit) -> asyncio.Lock:
        """Held while an answer is shown in a place: they appear in their order, and are known when they are there."""
        return self._locks.setdefault(visit.place, asyncio.Lock())

    async def _turn(self, visit: Visit, said: Said, screen: Screen, language: Language, note: str) -> Letter:
        reply: Reply | None = None
        async with Telling(screen, language) as progress, aclosing(self.reception.handle(visit, said)) as events:
            async for event in events:
                if isinstance(event, Reply):
                    reply = event
                else:
                    progress.tell(event)
        assert reply is not None  # a turn ends with its reply, or raises
        return with_note(of_reply(reply, visit, await self._sheets(reply.pictures, reply.version)), note)

    async def _sheets(self, pictures: tuple[Picture, ...], version: int | None) -> tuple[Sheet, ...]:
        sheets: list[Sheet] = []
        for index, picture in enumerate(pictures):
            data = await self._store.get_image(picture.digest)
            name = file_name(version or 0, index, picture.media_type)
            alt = " ".join(filter(None, (picture.alt_text, picture.credit)))
            sheets.append(Sheet(data, picture.media_type, name, alt))
        return tuple(sheets)

    async def _enclosed(self, notice: Notice, base: int | None) -> tuple[Sheet, ...]:
        """The files that go with a notice: pictures as they were made, the portable recipe."""
        sheets: list[Sheet] = []
        for index, digest in enumerate(notice.digests):
            image = await self._store.image(digest)
            name = file_name(base or 0, index, image.media_type)
            sheets.append(Sheet(await self._store.get_image(digest), image.media_type, name, notice.alt_text))
        if notice.recipe:
            sheets.append(Sheet(notice.recipe.encode(), "application/json", "recipe.json", ""))
        return tuple(sheets)


def file_name(version: int, index: int, media_type: str) -> str:
    """The name of a picture's file: "chatelier-3.png", "chatelier-3b.png"."""
    suffix = media_type.partition("/")[2].replace("jpeg", "jpg")
    return f"chatelier{f'-{version}' if version else ''}{chr(97 + index) if index else ''}.{suffix}"
