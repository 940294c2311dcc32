"""The adapter: requests in, answers out. It decides nothing."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any, Final

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncInstallationStoreAuthorize
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bots.chat.adapter import AdapterError, Finding, Health
from bots.chat.front import Front
from bots.settings import SlackSettings
from bots.slack.hearing import escaped
from bots.slack.installs import STATE_SECONDS, NoteInstalls, NoteStates
from bots.slack.interacting import Interacting
from bots.slack.limits import REVOKED, SCOPES
from bots.slack.listening import Listening, read_address
from bots.slack.people import People
from bots.slack.serving import EVENTS, NO_APP_TOKEN, listening, serve_socket
from core.ports import Notes
from core.replies.phrases import say

log = logging.getLogger(__name__)

REFUSED: Final = (
    "Slack refuses the token: set CHATELIER_SLACK__BOT_TOKEN to the app's Bot User OAuth Token (xoxb-); reinstall the "
    "app if it was removed from the workspace."
)
NO_WAY_IN: Final = (
    "Slack has no way in: set CHATELIER_SLACK__APP_TOKEN (xapp-, Socket Mode) or CHATELIER_SLACK__SIGNING_SECRET "
    "(HTTP)."
)
NO_TOKEN: Final = (
    "CHATELIER_SLACK__BOT_TOKEN is empty: install the app and set its Bot User OAuth Token (xoxb-), or set "
    "CHATELIER_SLACK__CLIENT_ID and CHATELIER_SLACK__CLIENT_SECRET so that workspaces can install it themselves."
)

_TRIES: Final = 5
"""How often what Slack asks us to send later is sent again."""

_Authorize = Callable[..., Awaitable[AuthorizeResult]]

_ANY: Final = re.compile(".*", re.DOTALL)


class SlackAdapter:
    """Implements `bots.chat.adapter.Adapter`."""

    def __init__(self, front: Front, settings: SlackSettings, notes: Notes) -> None:
        self._token = settings.bot_token.get_secret_value()
        self._app_token = settings.app_token.get_secret_value()
        self._secret = settings.signing_secret.get_secret_value()
        self._many = bool(settings.client_id and settings.client_secret.get_secret_value())
        if not self._app_token and not self._secret:
            raise AdapterError(NO_WAY_IN)
        if not self._token and not self._many:
            raise AdapterError(NO_TOKEN)
        self._front = front
        self._settings = settings
        self._notes = notes
        self._installs = NoteInstalls(notes)
        self._people = People()
        self._revoked = asyncio.Event()
        self._listening = Listening(front, self._people, notes, self._guarded)
        self._interacting = Interacting(front, self._people, self._guarded)

    async def run(self) -> None:
        """Serve until cancelled. Raises AdapterError."""
        async with self._client() as client:
            app = self._app(client, None if self._many else await self._known(client))
            await self._tell_who_waits(client)
            serving = asyncio.create_task(self._serve(app, client))
            revoked = asyncio.create_task(self._revoked.wait())
            try:
                await asyncio.wait([serving, revoked], return_when=asyncio.FIRST_COMPLETED)
                if serving.done():
                    serving.result()
            finally:
                revoked.cancel()
                serving.cancel()
                await asyncio.gather(serving, revoked, return_exceptions=True)
                await self._front.close()
            raise AdapterError(REFUSED)

    async def _serve(self, app: AsyncApp, client: AsyncWebClient) -> None:
        flow = self._flow(client) if self._many else None
        async with AsyncExitStack() as stack:
            if flow is not None or not self._app_token:
                where = self._settings.host, self._settings.port
                port = await stack.enter_async_context(listening(app, flow, *where, events=not self._app_token))
                log.info("Slack's requests are awaited on port %d at %s", port, EVENTS)
            if self._app_token:
                await serve_socket(app, client, self._app_token)
            await asyncio.Event().wait()

    @asynccontextmanager
    async def _client(self) -> AsyncGenerator[AsyncWebClient, None]:
        retries = [AsyncConnectionErrorRetryHandler(), AsyncRateLimitErrorRetryHandler(max_retry_count=_TRIES)]
        base = f"{self._settings.api_url.rstrip('/')}/"
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
            yield AsyncWebClient(base_url=base, session=session, retry_handlers=retries)

    async def _known(self, client: AsyncWebClient) -> dict[str, Any]:
        """Who Slack says that we are. Raises AdapterError."""
        try:
            answer = await client.auth_test(token=self._token)
        except SlackApiError as error:
            code = error.response["error"]
            raise AdapterError(REFUSED if code in REVOKED else f"Slack answers: {code}.") from None
        except (TimeoutError, SlackClientError, aiohttp.ClientError, OSError) as error:
            told = f"Slack cannot be reached at {self._settings.api_url}: {type(error).__name__}."
            raise AdapterError(told) from None
        log.info("Slack knows us as %s in %s", answer.get("user"), answer.get("team"))
        return {**answer.data, "scopes": answer.headers.get("x-oauth-scopes", "")}  # pyright: ignore[reportGeneralTypeIssues]

    def _flow(self, client: AsyncWebClient) -> AsyncOAuthFlow:
        """The pages by which a workspace installs the app."""
        settings = AsyncOAuthSettings(
            client_id=self._settings.client_id, client_secret=self._settings.client_secret.get_secret_value(),
            scopes=list(SCOPES), installation_store=self._installs, installation_store_bot_only=True,
            state_store=NoteStates(self._notes), state_expiration_seconds=STATE_SECONDS,
        )  # fmt: skip
        return AsyncOAuthFlow(client=client, settings=settings)

    def _app(self, client: AsyncWebClient, known: Mapping[str, Any] | None) -> AsyncApp:
        """Bolt's app; `known` is who we are in the one workspace, None where each has its token in the store."""
        app = AsyncApp(
            name="chatelier", client=client, logger=log, signing_secret=self._secret,
            authorize=self._stored() if known is None else _always(known, self._token),
            request_verification_enabled=not self._app_token,  # over a connection that we opened nothing is signed
        )  # fmt: skip
        self._listen(app)
        return app

    def _stored(self) -> _Authorize:
        return AsyncInstallationStoreAuthorize(  # pyright: ignore[reportReturnType]
            logger=log, installation_store=self._installs, bot_only=True, cache_enabled=True
        )

    def _listen(self, app: AsyncApp) -> None:
        """Lead each kind of request to who answers it. Events are acknowledged by Bolt, before they are looked at."""

        async def message(event: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
            await self._listening.take(event, context.team_id or "", context.bot_user_id or "", client)

        async def opened(event: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
            thread: dict[str, Any] = event.get("assistant_thread") or {}
            channel, user = thread.get("channel_id") or event.get("channel"), thread.get("user_id") or event.get("user")
            if channel and user and event.get("tab", "messages") == "messages":
                await self._listening.suggest(channel, thread.get("thread_ts"), context.team_id or "", user, client)

        async def revoked(context: AsyncBoltContext) -> None:
            await self._lose(context.team_id or "", context.enterprise_id)

        async def nothing() -> None:
            """Other events of what the app subscribes to."""

        for kind in ("app_mention", "message"):
            app.event(kind)(message)
        for kind in ("app_home_opened", "assistant_thread_started"):
            app.event(kind)(opened)
        for kind in ("tokens_revoked", "app_uninstalled"):
            app.event(kind)(revoked)
        app.event(_ANY)(nothing)
        app.command(_ANY)(_acknowledged(self._interacting.command))
        app.action(_ANY)(_acknowledged(self._interacting.press))
        app.shortcut(_ANY)(_acknowledged(self._interacting.shortcut))
        app.view(_ANY)(_acknowledged(self._interacting.submit))

    def _guarded(self, team: str, work: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
        async def guarded() -> None:
            try:
                await work()
            except SlackApiError as error:
                if error.response["error"] not in REVOKED:
                    raise
                await self._lose(team, None)

        return guarded

    async def _lose(self, team: str, enterprise: str | None) -> None:
        """A workspace's token is gone; where it was the only one, there is nothing left to serve."""
        log.warning("Slack has revoked the token of workspace %s", team)
        if self._many:
            await self._installs.async_delete_bot(enterprise_id=enterprise, team_id=team)
        else:
            self._revoked.set()

    async def _tell_who_waits(self, client: AsyncWebClient) -> None:
        """Say sorry where the last process ended before the answer was there."""
        for address in await self._front.left_open():
            spot, language = read_address(address)
            token = self._token
            if self._many:
                bot = await self._installs.async_find_bot(enterprise_id=None, team_id=spot.team)
                token = bot.bot_token if bot else ""
            words = escaped(say(language, "restarted"))
            with suppress(SlackClientError, OSError):
                await client.chat_postMessage(channel=spot.channel, thread_ts=spot.thread, text=words, token=token)

    async def examine(self) -> AsyncGenerator[Finding, None]:
        """Look at the tokens, the scopes, and the way in."""
        async with self._client() as client:
            try:
                if self._many:
                    teams = await self._installs.teams()
                    mend = "" if teams else "Open /slack/install in a browser, at the address that leads here."
                    yield Finding(Health.GOOD if teams else Health.DOUBTFUL, f"{teams} workspaces installed it", mend)
                else:
                    yield await self._examined_token(client)
                yield await self._examined_way_in(client)
            except AdapterError as error:
                yield Finding(Health.BAD, str(error))

    async def _examined_token(self, client: AsyncWebClient) -> Finding:
        known = await self._known(client)
        held = set(str(known["scopes"]).replace(" ", "").split(","))
        lacks = sorted(set(SCOPES) - held) if held != {""} else []
        if lacks:
            mend = f"Add {', '.join(lacks)} under OAuth & Permissions, and reinstall the app."
            return Finding(Health.BAD, "Slack does not let it do all that it does", mend)
        return Finding(Health.GOOD, f"Slack knows us as {known.get('user')} in {known.get('team')}")

    async def _examined_way_in(self, client: AsyncWebClient) -> Finding:
        if not self._app_token:
            mend = f"The app's request URLs must lead to port {self._settings.port} here, path {EVENTS}."
            return Finding(Health.GOOD, f"Slack's requests arrive over HTTP. {mend}")
        try:
            await client.apps_connections_open(app_token=self._app_token)
        except SlackApiError:
            return Finding(Health.BAD, "Slack refuses the app token", NO_APP_TOKEN)
        return Finding(Health.GOOD, "Slack's requests arrive over Socket Mode")


def _always(known: Mapping[str, Any], token: str) -> _Authorize:
    """Knows who we are without asking for each event."""
    result = AuthorizeResult.from_auth_test_response(auth_test_response=known, bot_token=token)  # pyright: ignore[reportArgumentType]

    async def authorize() -> AuthorizeResult:
        return result

    return authorize


def _acknowledged(work: Callable[[dict[str, Any], str, AsyncWebClient], Awaitable[None]]):
    async def listener(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
        await ack()
        await work(body, context.team_id or "", client)

    return listener
