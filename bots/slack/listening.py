"""Messages: read, their picture fetched, answered by the front. And the first look at the agent."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Final

from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bots.chat.front import Front
from bots.slack.files import fetched, parent_files
from bots.slack.hearing import SPOKEN, Spot, files_of, names, visit_of, words_of
from bots.slack.people import People
from bots.slack.screen import SlackScreen
from core.commands import errand_in
from core.errands import Errand, ErrandKind
from core.language import Language
from core.ports import Notes
from core.preferences import Listen
from core.problems import Code, ProblemError
from core.reception import Said
from core.replies.phrases import say
from core.visit import Visit

log = logging.getLogger(__name__)

THREAD: Final = "slack-thread"
"""Notes of this kind name the threads that the bot takes part in."""

_THREAD_SECONDS: Final = 30 * 86400.0
_PROMPTS: Final = ("prompt.draw", "prompt.style", "prompt.photo", "prompt.help")

Guarded = Callable[[str, Callable[[], Awaitable[None]]], Callable[[], Awaitable[None]]]
"""Wraps what is done for a workspace, so that a token which is revoked meanwhile is noticed."""


class Listening:
    """Answers messages; holds nothing of a conversation."""

    def __init__(self, front: Front, people: People, notes: Notes, guarded: Guarded) -> None:
        self._front = front
        self._people = people
        self._notes = notes
        self._guarded = guarded

    async def take(self, event: dict[str, Any], team: str, me: str, client: AsyncWebClient) -> None:
        """Claim a message that is meant for the bot, and answer it beside the next ones.

        A mention arrives as a mention and as a message, each up to four times: it is one by its channel and ts.
        """
        user = event.get("user")
        if not user or event.get("bot_id") or event.get("subtype") not in SPOKEN or "channel" not in event:
            return
        spot, ts = spot_of(team, event), str(event["ts"])
        if not await self._is_meant(spot, event, me):
            return
        person = await self._people.of(client, team, user)
        address = address_of(spot, person.locale)
        work = self._guarded(team, lambda: self._answer(spot, event, me, client))
        await self._front.take(spot.post(ts), address, work)

    async def _is_meant(self, spot: Spot, event: dict[str, Any], me: str) -> bool:
        if spot.private or event.get("parent_user_id") == me or names(event.get("text") or "", me):
            return True
        bare = Visit(platform="slack", place=spot.place, group=f"slack:{spot.team}", person="")
        listen = (await self._front.reception.preferences(bare)).listen
        if listen is Listen.THREADS and spot.thread:
            return await self._notes.read(THREAD, spot.place) is not None
        return listen is Listen.ALL

    async def _answer(self, spot: Spot, event: dict[str, Any], me: str, client: AsyncWebClient) -> None:
        user = str(event["user"])
        person = await self._people.of(client, spot.team, user)
        visit, base = await settle(self._front, spot, visit_of(spot, user, person))
        language = await self._front.reception.language(visit)
        screen = SlackScreen(client, spot, user, language, status=spot.thread or str(event["ts"]))
        words = words_of(event.get("text") or "", me)
        if spot.thread and not spot.private:
            await self._notes.write(THREAD, spot.place, "", seconds=_THREAD_SECONDS)
        if errand := errand_in(words):
            await self._front.run(visit, errand, screen)
        else:
            await self._front.hear(visit, lambda: self._read(visit, spot, event, words, base, client), screen)

    async def _read(
        self, visit: Visit, spot: Spot, event: dict[str, Any], words: str, base: int | None, client: AsyncWebClient
    ) -> tuple[Said | Errand, str]:
        """What is asked for: the picture meant is the one sent along, else the one that the thread hangs on, else the
        current one."""
        sent = files_of(event.get("files"))
        pictures = [one for one in sent if one.is_picture]
        if sent and not pictures:
            raise ProblemError(Code.NOT_AN_IMAGE, "a file that is no picture")
        if not pictures and spot.thread and base is None and await self._front.meant(visit, spot.latest) is None:
            pictures = [one for one in await parent_files(client, spot) if one.is_picture]
        if pictures:
            language = await self._front.reception.language(visit)
            note = say(language, "one_photo", count=len(pictures)) if len(pictures) > 1 else ""
            return Said(text=words, attachment=await fetched(client, pictures[0])), note
        return (Said(text=words, base=base), "") if words else (Errand(kind=ErrandKind.HELP), "")

    async def suggest(self, channel: str, thread: str | None, team: str, user: str, client: AsyncWebClient) -> None:
        """Suggest first words where somebody opens the agent."""
        person = await self._people.of(client, team, user)
        language = person.locale or Language.EN
        prompts = [{"title": say(language, key), "message": say(language, key)} for key in _PROMPTS]
        with suppress(SlackClientError):  # workspaces without agents do not have it
            await client.assistant_threads_setSuggestedPrompts(channel_id=channel, thread_ts=thread, prompts=prompts)


async def settle(front: Front, spot: Spot, visit: Visit) -> tuple[Visit, int | None]:
    """`visit` in the conversation that it belongs to, and the version that is meant.

    A thread is a conversation of its own, unless it hangs on one of our pictures: then it goes on with that one.
    """
    if not spot.thread:
        return visit, None
    above = visit.model_copy(update={"place": spot.above.place})
    for post in (spot.latest, spot.post(spot.thread)):
        base = await front.meant(above, post)
        if base is not None:
            return above, base
    return visit, None


def spot_of(team: str, event: dict[str, Any]) -> Spot:
    """Where an event's message stands. The first message of a thread stands in the channel."""
    thread = event.get("thread_ts")
    return Spot(team, str(event["channel"]), str(thread) if thread and thread != event.get("ts") else None)


def address_of(spot: Spot, locale: Language | None) -> str:
    """Where to say that an answer was lost, as text."""
    return json.dumps((spot.team, spot.channel, spot.thread, locale))


def read_address(address: str) -> tuple[Spot, Language]:
    """What `address_of` wrote."""
    team, channel, thread, locale = json.loads(address)
    return Spot(team, channel, thread), Language(locale or Language.EN)
