"""The adapter: updates in, answers out. It decides nothing."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncGenerator
from contextlib import suppress

from telegram import Message, Update
from telegram.error import Forbidden, InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, ExtBot

from bots.chat.adapter import AdapterError, Finding, Health
from bots.chat.front import Front
from bots.settings import TelegramSettings
from bots.telegram import limits
from bots.telegram.albums import Albums
from bots.telegram.answering import Answering, address_of, has_content, read_address
from bots.telegram.hearing import locale_of, spot_of
from bots.telegram.looking import answer_search
from bots.telegram.menu import put_menu
from bots.telegram.polling import KINDS, REVOKED, listening, poll
from core.language import Language
from core.ports import Notes
from core.replies.phrases import say

log = logging.getLogger(__name__)

_TRIES = 5
"""How often what Telegram asks us to send later is sent again."""


class TelegramAdapter:
    """Implements `bots.chat.adapter.Adapter`."""

    def __init__(self, front: Front, settings: TelegramSettings, notes: Notes) -> None:
        token = settings.token.get_secret_value()
        if not token:
            raise AdapterError("CHATELIER_TELEGRAM__TOKEN is empty: get a token from @BotFather and set it.")
        api = settings.api_url.rstrip("/")
        self._front = front
        self._settings = settings
        self._notes = notes
        self._albums = Albums()
        try:
            (overall, seconds), (group, group_seconds) = limits.OVERALL, limits.GROUP
            limiter = AIORateLimiter(overall, seconds, group, group_seconds, max_retries=_TRIES)
            self._bot = ExtBot(token, base_url=f"{api}/bot", base_file_url=f"{api}/file/bot", rate_limiter=limiter)
        except InvalidToken:
            raise AdapterError(REVOKED) from None
        self._answering = Answering(front, self._bot, notes)

    async def run(self) -> None:
        """Serve until cancelled. Raises AdapterError."""
        try:
            async with self._bot:
                log.info("Telegram knows us as @%s", self._bot.username)
                await put_menu(self._bot)
                await self._tell_who_waits()
                try:
                    await self._serve()
                finally:
                    await self._front.close()
        except (InvalidToken, Forbidden):
            raise AdapterError(REVOKED) from None
        except TelegramError as error:
            raise AdapterError(f"Telegram cannot be reached at {self._settings.api_url}: {error.message}.") from None

    async def _serve(self) -> None:
        url = self._settings.webhook_url
        if not url:
            await self._bot.delete_webhook()
            await poll(self._bot, self._take)
            return
        secret = self._settings.webhook_secret.get_secret_value() or secrets.token_urlsafe(32)
        at = {"host": self._settings.host, "port": self._settings.port}
        async with listening(self._bot, self._take, secret=secret, **at):
            await self._bot.set_webhook(url, secret_token=secret, allowed_updates=KINDS)
            await asyncio.Event().wait()

    async def examine(self) -> AsyncGenerator[Finding, None]:
        """Look at the token, group privacy, inline mode and the webhook."""
        try:
            async with self._bot:
                async for finding in self._examined():
                    yield finding
        except (InvalidToken, Forbidden):
            yield Finding(Health.BAD, "Telegram refuses the token", REVOKED)
        except TelegramError as error:
            mend = "Check the network and CHATELIER_TELEGRAM__API_URL."
            yield Finding(Health.BAD, f"Telegram cannot be reached: {error.message}", mend)

    async def _examined(self) -> AsyncGenerator[Finding, None]:
        me = self._bot.bot
        yield Finding(Health.GOOD, f"Telegram knows us as @{me.username}")
        if not me.can_join_groups:
            yield Finding(Health.DOUBTFUL, "The bot cannot be added to groups", "@BotFather: /setjoingroups, Enable.")
        if not me.supports_inline_queries:
            yield Finding(Health.DOUBTFUL, "Inline mode is off", "@BotFather: /setinline.")
        if me.can_read_all_group_messages:
            mend = "It reads every message of its groups. @BotFather: /setprivacy, Enable, unless you want that."
            yield Finding(Health.DOUBTFUL, "Group privacy is off", mend)
        hook = await self._bot.get_webhook_info()
        if hook.url and not self._settings.webhook_url:
            yield Finding(Health.DOUBTFUL, "A webhook is set; polling removes it at the start")
        elif hook.last_error_message:
            mend = "Check that the public address leads here, with a certificate that is trusted."
            yield Finding(Health.BAD, f"Telegram could not deliver: {hook.last_error_message}", mend)

    async def _take(self, update: Update) -> None:
        """Claim an update and let it be answered beside the next ones."""
        event = str(update.update_id)
        if message := update.message:
            await self._take_message(event, message)
        elif query := update.callback_query:
            address = address_of(spot_of(query.message), locale_of(query.from_user)) if query.message else ""
            await self._front.take(event, address, lambda: self._answering.press(query))
        elif search := update.inline_query:
            await self._front.take(event, "", lambda: answer_search(self._front, self._notes, search))

    async def _take_message(self, event: str, message: Message) -> None:
        if message.from_user is None or message.from_user.is_bot or not has_content(message):
            return
        address = address_of(spot_of(message), locale_of(message.from_user))
        if message.media_group_id is None:
            if await self._answering.is_meant([message]):
                await self._front.take(event, address, lambda: self._answering.answer([message]))
        elif self._albums.add(message):
            await self._front.take(event, "", lambda: self._answer_album(message.media_group_id or ""))

    async def _answer_album(self, album: str) -> None:
        messages = await self._albums.whole(album)
        if await self._answering.is_meant(messages):  # one part alone has the caption that names the bot
            await self._answering.answer(messages)

    async def _tell_who_waits(self) -> None:
        """Say sorry where the last process ended before the answer was there."""
        for address in await self._front.left_open():
            spot, locale = read_address(address)
            words = say(locale or Language.EN, "restarted")
            with suppress(TelegramError):
                await self._bot.send_message(spot.chat, words, message_thread_id=spot.topic)
