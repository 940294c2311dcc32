"""Where a Slack user's answer appears: a message that shows progress, files, words with buttons; or a modal."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import replace
from typing import Any, Final

from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bots.chat.letter import Letter, of_words
from bots.chat.screen import Working, beside
from bots.slack import limits
from bots.slack.blocks import blocks_of, notice_modal, text_of, working_blocks
from bots.slack.files import share
from bots.slack.hearing import Spot, escaped
from core.language import Language
from core.replies.phrases import say

_OVER: Final = frozenset(
    {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "not_found", "hash_conflict"}
)
"""Errors of a modal that cannot be opened any more, or was closed meanwhile."""


class SlackScreen:
    """The answer to one message, command or press."""

    pace = limits.PACE

    def __init__(
        self, client: AsyncWebClient, spot: Spot, user: str, language: Language, *, status: str = "",
        response_url: str = "", in_place: bool = False,
    ) -> None:  # fmt: skip
        """`status`: the message under which the bot is seen at work. `in_place`: the answer takes the place of what
        only the person sees, where the press came from."""
        self._client = client
        self._spot = spot
        self._user = user
        self._language = language
        self._status = status
        self._response_url = response_url
        self._in_place = in_place
        self._progress: str | None = None

    def busy(self) -> AbstractAsyncContextManager[None]:
        """Keeps the status alive."""
        return self._busy() if self._status else nullcontext()

    @asynccontextmanager
    async def _busy(self) -> AsyncGenerator[None, None]:
        try:
            async with beside(self._keep_status()):
                yield
        finally:
            await self._set_status("")

    async def _keep_status(self) -> None:
        while True:
            await self._set_status(say(self._language, "working.status"))
            await asyncio.sleep(limits.STATUS_SECONDS)

    async def _set_status(self, words: str) -> None:
        with contextlib.suppress(SlackClientError, OSError, asyncio.TimeoutError):  # an ornament
            await self._client.assistant_threads_setStatus(
                channel_id=self._spot.channel, thread_ts=self._status, status=words
            )

    async def working(self, news: Working) -> None:
        """A line with a stop button."""
        message = {"text": escaped(news.words), "blocks": working_blocks(news.words, self._language)}
        await self._put(message)

    async def show(self, letter: Letter) -> list[str]:
        """Send the answer; the ids of the messages that show its pictures, and of the thread that it stands in."""
        try:
            return await self._show(letter)
        except SlackApiError as error:
            if error.response["error"] not in limits.CLOSED:
                raise
            await self._tell_closed()
            return []

    async def _show(self, letter: Letter) -> list[str]:
        if not letter.sheets:
            await self._say(letter)
            return []
        await self._drop_progress()
        spot = await self._own_spot() if letter.private and not self._spot.private else self._spot
        shown = await share(self._client, spot, letter.sheets, letter.title)
        words = await self._say(letter)
        posts = [self._spot.post(ts) for ts in (*shown, words) if ts]
        return [*posts, self._spot.latest] if self._spot.thread else posts

    async def _say(self, letter: Letter) -> str | None:
        """The words; the id (ts) of their message, None where only the person sees it."""
        message: dict[str, Any] = {"text": text_of(letter), "blocks": blocks_of(letter)}
        if letter.private and not self._spot.private:
            await self._drop_progress()
            await self._whisper(message)
            return None
        return await self._put(message, again=True)

    async def _put(self, message: dict[str, Any], *, again: bool = False) -> str:
        """Post a message, or change what was posted. `again`: where that is gone, post anew."""
        if self._progress is not None:
            try:
                await self._client.chat_update(channel=self._spot.channel, ts=self._progress, **message)
                return self._progress
            except SlackApiError as error:
                if not again or error.response["error"] not in {"message_not_found", "cant_update_message"}:
                    raise
        answer = await self._client.chat_postMessage(
            channel=self._spot.channel, thread_ts=self._spot.thread, unfurl_links=False, **message
        )
        self._progress = str(answer["ts"])
        return self._progress

    async def _whisper(self, message: dict[str, Any]) -> None:
        """Show something to the one who asked, and to nobody else."""
        if self._response_url and await self._respond(message):
            return
        await self._client.chat_postEphemeral(
            channel=self._spot.channel, user=self._user, thread_ts=self._spot.thread, **message
        )

    async def _respond(self, message: dict[str, Any]) -> bool:
        """Answer by the address that came with a command or press; it is good for half an hour."""
        body = {**message, "response_type": "ephemeral", "replace_original": self._in_place}
        if self._spot.thread:
            body["thread_ts"] = self._spot.thread
        webhook = AsyncWebhookClient(self._response_url, session=self._client.session)
        try:
            return (await webhook.send_dict(body)).status_code == 200
        except (TimeoutError, OSError, SlackClientError):
            return False

    async def _drop_progress(self) -> None:
        if self._progress is not None:
            with contextlib.suppress(SlackApiError):
                await self._client.chat_delete(channel=self._spot.channel, ts=self._progress)
            self._progress = None

    async def _own_spot(self) -> Spot:
        """The talk with the person, for files that only they are to see."""
        answer = await self._client.conversations_open(users=[self._user])
        channel: dict[str, str] = answer.get("channel") or {}
        return Spot(self._spot.team, channel["id"])

    async def _tell_closed(self) -> None:
        letter = of_words(say(self._language, "not_in_channel"), self._language)
        message: dict[str, Any] = {"text": text_of(letter), "blocks": blocks_of(letter)}
        if not (self._response_url and await self._respond(message)):
            await self._client.chat_postMessage(channel=self._user, **message)


class ModalScreen:
    """A notice in a modal; where that cannot be opened any more, where an answer appears otherwise."""

    pace = limits.PACE

    def __init__(
        self, client: AsyncWebClient, spot: Spot, otherwise: SlackScreen, *, trigger: str = "", view: str = ""
    ) -> None:
        """`view`: the modal that is open already, and changes; else `trigger` opens one."""
        self._client = client
        self._spot = spot
        self._otherwise = otherwise
        self._trigger = trigger
        self._view = view

    def busy(self) -> AbstractAsyncContextManager[None]:
        """Nothing is shown: it takes no time."""
        return nullcontext()

    async def working(self, news: Working) -> None:
        """Nothing is shown: it takes no time."""

    async def show(self, letter: Letter) -> list[str]:
        """Open the modal, or change it. Pictures of a notice are sent beside it."""
        if not await self._open(letter):
            return await self._otherwise.show(letter)
        pictures = tuple(one for one in letter.sheets if one.media_type.startswith("image/"))
        return await self._otherwise.show(replace(letter, sheets=pictures)) if pictures else []

    async def _open(self, letter: Letter) -> bool:
        view = notice_modal(letter, self._spot)
        try:
            if self._view:
                await self._client.views_update(view_id=self._view, view=view)
            else:
                await self._client.views_open(trigger_id=self._trigger, view=view)
        except SlackApiError as error:
            if error.response["error"] not in _OVER:
                raise
            return False
        return True
