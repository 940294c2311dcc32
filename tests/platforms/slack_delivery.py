"""How Slack delivers: over the app's Socket Mode connections, or over HTTP with a signature. Both wait for 3 seconds."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web
from slack_checks import Refused

ACK_SECONDS = 3.0


class Delivery:
    """Sends to the app, by HTTP where `url` is set, and notes what is acknowledged too late."""

    def __init__(self, app_token: str, secret: str, wake: Callable[[], None]) -> None:
        self.app_token = app_token
        self.secret = secret
        self.url = ""
        self.breaches: list[str] = []
        self.connected = 0
        self._wake = wake
        self._numbers = itertools.count(1)
        self._tickets: set[str] = set()
        self._open = asyncio.Event()
        self._sockets: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}

    def open(self, token: str, base: str) -> dict[str, Any]:
        """The address of a connection; good for one use."""
        if token != self.app_token:
            raise Refused("invalid_auth", breach=False)
        ticket = f"ticket{next(self._numbers)}"
        self._tickets.add(ticket)
        return {"url": f"{base.replace('http', 'ws')}/link/{ticket}"}

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection."""
        if request.match_info["ticket"] not in self._tickets:
            return web.Response(status=408)
        self._tickets.discard(request.match_info["ticket"])
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        self._sockets.append(socket)
        self._open.set()
        self.connected += 1
        self._wake()
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                self._receive(json.loads(frame.data))
        if socket in self._sockets:
            self._lose(socket)
        return socket

    def _lose(self, socket: web.WebSocketResponse) -> None:
        self._sockets.remove(socket)
        if not self._sockets:
            self._open.clear()

    def _receive(self, message: dict[str, Any]) -> None:
        waiting = self._waiting.pop(message["envelope_id"], None)
        if waiting is None:
            self.breaches.append(f"socket: an envelope that nobody sent, or acknowledged twice: {message}")
        elif not waiting.done():
            waiting.set_result(message.get("payload") or {})

    async def send(self, kind: str, body: dict[str, Any], *, retry: int = 0) -> dict[str, Any]:
        """Deliver, and wait for the acknowledgement."""
        began = time.monotonic()
        try:
            async with asyncio.timeout(ACK_SECONDS):
                return await (self._post(kind, body, retry) if self.url else self._send(kind, body, retry))
        except TimeoutError:
            self.breaches.append(f"{kind}: no acknowledgement within {time.monotonic() - began:.1f} s")
            return {}

    async def _send(self, kind: str, body: dict[str, Any], retry: int) -> dict[str, Any]:
        await self._open.wait()  # Slack keeps what it could not deliver, for a while
        envelope = f"envelope{next(self._numbers)}"
        waiting = self._waiting[envelope] = asyncio.get_running_loop().create_future()
        message: dict[str, Any] = {"envelope_id": envelope, "type": kind, "payload": body,
                                   "accepts_response_payload": kind != "events_api"}  # fmt: skip
        if retry:
            message |= {"retry_attempt": retry, "retry_reason": "timeout"}
        await self._sockets[-1].send_json(message)
        return await waiting

    async def _post(self, kind: str, body: dict[str, Any], retry: int) -> dict[str, Any]:
        data, content = encoded(kind, body)
        headers = {"Content-Type": content, **self.signed(data)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        async with aiohttp.ClientSession() as session, session.post(self.url, data=data, headers=headers) as answer:
            if answer.status != 200:
                self.breaches.append(f"{kind}: answered with {answer.status}")
            text = await answer.text()
        return json.loads(text) if text.startswith("{") else {}

    def signed(self, data: str, *, age: float = 0.0, secret: str = "") -> dict[str, str]:
        """The headers by which the app knows that it is Slack who sends `data`."""
        stamp = str(int(time.time() - age))
        made = hmac.new((secret or self.secret).encode(), f"v0:{stamp}:{data}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={made}"}

    async def refresh(self) -> None:
        """Ask the app for a fresh connection, as Slack does every few hours."""
        for socket in list(self._sockets):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def drop(self) -> None:
        """Close every connection."""
        for socket in list(self._sockets):
            self._lose(socket)
            await socket.close(code=1001)


def encoded(kind: str, body: dict[str, Any]) -> tuple[str, str]:
    """A body as Slack posts it: events as JSON, commands and interactions as forms."""
    if kind == "events_api":
        return json.dumps(body), "application/json"
    fields = body if kind == "slash_commands" else {"payload": json.dumps(body)}
    return urlencode(fields), "application/x-www-form-urlencoded"
