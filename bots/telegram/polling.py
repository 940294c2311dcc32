"""Updates, as they come: asked for over and over, or delivered to a webhook.

Written here rather than taken from `telegram.ext.Updater`, because that acknowledges updates before they are dealt with
(a crash would lose them), and ends without a word when the token is revoked.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web
from telegram import Bot, Update
from telegram.error import Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError, TimedOut

from bots.chat.adapter import AdapterError
from bots.telegram.limits import POLL_SECONDS

log = logging.getLogger(__name__)

Take = Callable[[Update], Awaitable[None]]

KINDS: Final = ("message", "callback_query", "inline_query")
"""The kinds of updates that are asked for."""

REVOKED: Final = "Telegram refuses the token: set CHATELIER_TELEGRAM__TOKEN to the one that @BotFather shows."

_LONGEST_WAIT: Final = 30.0
_BODY: Final = 2**20
_SECRET: Final = "X-Telegram-Bot-Api-Secret-Token"


async def poll(bot: Bot, take: Take) -> None:
    """Ask for updates until cancelled; one is acknowledged when `take` has returned. Raises AdapterError."""
    offset, wait = 0, 0.0
    while True:
        try:
            updates = await bot.get_updates(offset=offset, timeout=POLL_SECONDS, allowed_updates=KINDS)
            wait = 0.0
        except (InvalidToken, Forbidden):
            raise AdapterError(REVOKED) from None
        except TimedOut:
            continue
        except TelegramError as error:
            wait = await _pause(error, wait)
            continue
        for update in updates:
            await take(update)
            offset = update.update_id + 1


async def _pause(error: TelegramError, wait: float) -> float:
    """Sleep before the next try, longer each time, or as long as Telegram says."""
    if isinstance(error, Conflict):
        log.warning("another process asks for updates with the same token, or a webhook is set: stop one of them")
    else:
        log.warning("updates cannot be had right now: %s", error)
    wait = min(_LONGEST_WAIT, max(0.5, wait * 2))
    after = error.retry_after if isinstance(error, RetryAfter) else 0.0
    await asyncio.sleep(max(wait, after if isinstance(after, int | float) else after.total_seconds()))
    return wait


@asynccontextmanager
async def listening(bot: Bot, take: Take, *, host: str, port: int, secret: str) -> AsyncGenerator[int, None]:
    """A webhook at `host`:`port`; yields its port. An update is acknowledged when `take` has returned."""

    async def receive(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(_SECRET, "").encode(), secret.encode()):
            return web.Response(status=403)
        try:
            update = Update.de_json(json.loads(await request.read()), bot)
        except (ValueError, KeyError, TypeError):
            return web.Response(status=400)
        await take(update)
        return web.Response()

    app = web.Application(client_max_size=_BODY)
    app.router.add_post("/{tail:.*}", receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise AdapterError(f"The webhook cannot listen on {host}:{port} ({error.strerror}).") from None
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
