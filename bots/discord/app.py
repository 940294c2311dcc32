"""The adapter: events in, answers out. It decides nothing."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncGenerator
from typing import Any

import aiohttp
from discord import (
    AllowedMentions,
    AutoShardedClient,
    ConnectionClosed,
    GatewayNotFound,
    HTTPException,
    Intents,
    Interaction,
    LoginFailure,
    MemberCacheFlags,
    Message,
    Permissions,
    PrivilegedIntentsRequired,
)
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord.utils import oauth_url
from yarl import URL

from bots.chat.adapter import AdapterError, Finding, Health
from bots.chat.front import Front
from bots.discord.commands import command_payload
from bots.discord.interacting import Interacting
from bots.discord.listening import Listening, read_address
from bots.settings import DiscordSettings
from core.replies.phrases import say

log = logging.getLogger(__name__)

REFUSED = "Discord refuses the token: set CHATELIER_DISCORD__TOKEN to the bot's token of the developer portal."
NO_INTENT = (
    "Discord does not grant the Message Content intent: switch it on in the developer portal (Bot, Privileged Gateway "
    "Intents), or set CHATELIER_DISCORD__READ_MESSAGES=false."
)
NEEDED = Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, embed_links=True, attach_files=True,
    read_message_history=True, use_external_emojis=False,
)  # fmt: skip
"""What the bot must be allowed in a server."""

_BAD_TOKEN = 4004
_EXAMINED = 5


class DiscordAdapter:
    """Implements `bots.chat.adapter.Adapter`."""

    def __init__(self, front: Front, settings: DiscordSettings) -> None:
        if not settings.token.get_secret_value():
            raise AdapterError(
                "CHATELIER_DISCORD__TOKEN is empty: create a bot in the developer portal and set its token."
            )
        Route.BASE = settings.api_url.rstrip("/")
        self._front = front
        self._settings = settings

    async def run(self) -> None:
        """Serve until cancelled. Raises AdapterError."""
        client = _Client(self._front, self._settings)
        async with client, _told(self._settings):
            try:
                await client.start(self._settings.token.get_secret_value())
            finally:
                await self._front.close()
            raise AdapterError("Discord closed the connection for good.")

    async def examine(self) -> AsyncGenerator[Finding, None]:
        """Look at the token, the intents, the gateway, and the permissions in the first servers."""
        client = _Client(self._front, self._settings)
        try:
            async with client, _told(self._settings):
                await client.login(self._settings.token.get_secret_value())
                async for finding in self._examined(client):
                    yield finding
        except AdapterError as error:
            yield Finding(Health.BAD, str(error))

    async def _examined(self, client: _Client) -> AsyncGenerator[Finding, None]:
        application = await client.application_info()
        yield Finding(Health.GOOD, f"Discord knows us as {client.user}")
        flags = application.flags
        if self._settings.read_messages and not (
            flags.gateway_message_content or flags.gateway_message_content_limited
        ):
            yield Finding(Health.BAD, "The Message Content intent is off", NO_INTENT)
        shards, _, _ = await client.http.get_bot_gateway()
        yield Finding(Health.GOOD, f"The gateway asks for {shards} shard(s)")
        guilds = await client.http.get_guilds(_EXAMINED)
        if not guilds:
            scopes = ("bot", "applications.commands")
            invite = oauth_url(application.id, permissions=NEEDED, scopes=scopes)
            yield Finding(Health.DOUBTFUL, "The bot is in no server yet", f"Invite it: {invite}")
        for guild in guilds:
            held = Permissions(int(guild.get("permissions") or 0))
            lacks = [name for name, wanted in NEEDED if wanted and not (getattr(held, name) or held.administrator)]
            if lacks:
                mend = f"Give its role: {', '.join(lacks)}."
                yield Finding(Health.DOUBTFUL, f"In {guild['name']} it may not do all that it does", mend)
            else:
                yield Finding(Health.GOOD, f"In {guild['name']} it may do all that it does")


class _Client(AutoShardedClient):
    """The connection. Its events go to those who answer them."""

    def __init__(self, front: Front, settings: DiscordSettings) -> None:
        intents = Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        intents.message_content = settings.read_messages
        super().__init__(
            intents=intents, allowed_mentions=AllowedMentions.none(), max_messages=None,
            member_cache_flags=MemberCacheFlags.none(), chunk_guilds_at_startup=False,
        )  # fmt: skip
        self._front = front
        self._listening = Listening(self, front)
        self._interacting = Interacting(self, front)
        self._ask_gateway = self.http.get_bot_gateway
        self._gateway_url = settings.gateway_url
        self.http.get_bot_gateway = self._gateway

    async def _gateway(self) -> tuple[int, str, Any]:
        """Where the gateway is: as set, else as the API says. A session that became invalid begins anew there too."""
        shards, url, limit = await self._ask_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = URL(self._gateway_url or url)
        return shards, self._gateway_url or url, limit

    async def setup_hook(self) -> None:
        """Register the commands, and say sorry where the last process ended before the answer was there."""
        assert self.application_id is not None
        await self.http.bulk_upsert_global_commands(self.application_id, command_payload())
        for address in await self._front.left_open():
            channel, language = read_address(address)
            with contextlib.suppress(HTTPException):
                await self.get_partial_messageable(channel or 0).send(say(language, "restarted"))

    async def on_ready(self) -> None:
        log.info("Discord knows us as %s, in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: Message) -> None:
        await self._listening.take(message)

    async def on_interaction(self, interaction: Interaction[AutoShardedClient]) -> None:
        await self._interacting.take(interaction)  # pyright: ignore[reportArgumentType]


@contextlib.asynccontextmanager
async def _told(settings: DiscordSettings) -> AsyncGenerator[None, None]:
    """Turns what the library raises into one sentence."""
    try:
        yield
    except LoginFailure:
        raise AdapterError(REFUSED) from None
    except PrivilegedIntentsRequired:
        raise AdapterError(NO_INTENT) from None
    except ConnectionClosed as error:
        told = REFUSED if error.code == _BAD_TOKEN else f"Discord closed the gateway for good (code {error.code})."
        raise AdapterError(told) from None
    except HTTPException as error:
        told = REFUSED if error.status == 401 else f"Discord answers {error.status}: {error.text[:200]}"
        raise AdapterError(told) from None
    except (GatewayNotFound, aiohttp.ClientError, OSError) as error:
        raise AdapterError(f"Discord cannot be reached at {settings.api_url}: {type(error).__name__}.") from None
