"""How Slack's requests arrive: over a websocket that we open (Socket Mode), or over HTTP, signed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bots.chat.adapter import AdapterError
from bots.slack.limits import REVOKED

log = logging.getLogger(__name__)

EVENTS: Final = "/slack/events"
"""The path that Slack's requests go to."""

NO_APP_TOKEN: Final = (
    "Slack refuses the app token: set CHATELIER_SLACK__APP_TOKEN to one of the app's app-level tokens (xapp-) with the "
    "scope connections:write, and switch Socket Mode on."
)

_BODY: Final = 2**20
_FIRST_SECONDS: Final = 20.0
_LOOK_SECONDS: Final = 0.5
_LONGEST_WAIT: Final = 30.0


async def serve_socket(app: AsyncApp, client: AsyncWebClient, token: str) -> None:
    """Keep a Socket Mode connection until cancelled. Raises AdapterError.

    The library's own reconnecting tries the address of a connection again, which Slack gives out for one use: after an
    outage it would never come back. So a connection that is lost is replaced as a whole.
    """
    wait, first = 0.0, True
    while True:
        socket = SocketModeClient(app_token=token, web_client=client, auto_reconnect_enabled=False)
        socket.socket_mode_request_listeners.append(_answering(app))  # pyright: ignore[reportArgumentType]
        try:
            socket.wss_uri = await socket.issue_new_wss_url()
            async with asyncio.timeout(_FIRST_SECONDS):
                await socket.connect()
            wait, first = 0.0, False
            await _until_lost(socket)
            log.info("Slack closed the connection; it is opened again")
        except SlackApiError as error:
            if error.response["error"] in REVOKED or first:
                raise AdapterError(NO_APP_TOKEN) from None
            log.warning("Slack gives no connection right now: %s", error.response["error"])
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            if first:
                raise AdapterError(f"Slack cannot be reached: {type(error).__name__}.") from None
            log.warning("Slack cannot be reached right now: %s", type(error).__name__)
        finally:
            await socket.close()
        await asyncio.sleep(wait)
        wait = min(_LONGEST_WAIT, max(0.5, wait * 2))


def _answering(app: AsyncApp):
    async def answer(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        response = await run_async_bolt_app(app, request)
        await send_async_response(client, request, response, 0.0)

    return answer


async def _until_lost(socket: SocketModeClient) -> None:
    """Until the connection has been gone for two looks; in between, Slack may have asked for a fresh one."""
    gone = 0
    while gone < 2:
        await asyncio.sleep(_LOOK_SECONDS)
        gone = 0 if await socket.is_connected() else gone + 1


@asynccontextmanager
async def listening(
    app: AsyncApp, flow: AsyncOAuthFlow | None, host: str, port: int, *, events: bool
) -> AsyncGenerator[int, None]:
    """Requests over HTTP at `host`:`port`, and the pages that install the app where there is a flow; yields the port.

    Bolt checks each request's signature and age. Raises AdapterError.
    """
    site = web.Application(client_max_size=_BODY)
    if events:
        site.router.add_post(EVENTS, _receiving(app))
    if flow is not None:
        site.router.add_get(flow.install_path, _installing(flow))
        site.router.add_get(flow.redirect_uri_path, _installed(flow))
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise AdapterError(
                f"Slack's requests cannot be listened for on {host}:{port} ({error.strerror})."
            ) from None
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def _receiving(app: AsyncApp):
    async def receive(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return receive


def _installing(flow: AsyncOAuthFlow):
    async def install(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await flow.handle_installation(await to_bolt_request(request)))

    return install


def _installed(flow: AsyncOAuthFlow):
    async def redirected(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await flow.handle_callback(await to_bolt_request(request)))

    return redirected
