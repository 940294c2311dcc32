"""Discord's gateway: hello, identify, heartbeats, resume with replay, compressed as the library asks for."""

from __future__ import annotations

import asyncio
import contextlib
import json
import zlib
from typing import Any

from aiohttp import WSMsgType, web

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
MESSAGE_CONTENT = 1 << 15


class Gateway:
    """One bot's sessions. Events are kept, so that a session that resumes gets what it missed."""

    def __init__(self, token: str, ready: Any) -> None:
        self.token = token
        self.breaches: list[str] = []
        self.identified = 0
        self.resumed = 0
        self.intents = 0
        self.granted = True
        """Whether the portal grants the Message Content intent."""
        self.sockets: list[web.WebSocketResponse] = []
        self._ready = ready
        self._events: list[dict[str, Any]] = []
        self._session = ""
        self._invalid_next = False
        self._zlib: dict[web.WebSocketResponse, Any] = {}
        self.changed = asyncio.Event()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if request.query.get("compress") == "zlib-stream":
            self._zlib[socket] = zlib.compressobj()
        elif "compress" in request.query:
            self.breaches.append(f"gateway: compression {request.query['compress']} is not offered here")
        await self._send(socket, {"op": HELLO, "d": {"heartbeat_interval": 41250}})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._receive(socket, json.loads(frame.data))
        with contextlib.suppress(ValueError):
            self.sockets.remove(socket)
        return socket

    async def _receive(self, socket: web.WebSocketResponse, payload: dict[str, Any]) -> None:
        match payload["op"]:
            case 1:
                await self._send(socket, {"op": ACK})
            case 2:
                await self._identify(socket, payload["d"])
            case 6:
                await self._resume(socket, payload["d"])
            case 3 | 4:
                pass
            case other:
                self.breaches.append(f"gateway: unknown op {other}")
                await socket.close(code=4001)

    async def _identify(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> None:
        if data["token"] != self.token:
            await socket.close(code=4004, message=b"Authentication failed.")
            return
        self.intents = data["intents"]
        if self.intents & MESSAGE_CONTENT and not self.granted:
            await socket.close(code=4014, message=b"Disallowed intent(s).")
            return
        self.identified += 1
        self._session = f"session{self.identified}"
        self._events.clear()
        self.sockets.append(socket)
        ready, guilds = self._ready()
        await self.dispatch("READY", {**ready, "session_id": self._session})
        for guild in guilds:
            await self.dispatch("GUILD_CREATE", guild)

    async def _resume(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> None:
        if self._invalid_next or data["session_id"] != self._session or data["token"] != self.token:
            self._invalid_next = False
            await self._send(socket, {"op": INVALID, "d": False})
            return
        self.resumed += 1
        self.sockets.append(socket)
        for event in self._events:
            if event["s"] > data["seq"]:
                await self._send(socket, event)
        await self.dispatch("RESUMED", {})

    async def dispatch(self, name: str, data: dict[str, Any]) -> None:
        """Send an event to the bot; it is replayed to a session that resumes."""
        event = {"op": DISPATCH, "t": name, "s": len(self._events) + 1, "d": data}
        self._events.append(event)
        for socket in list(self.sockets):
            with contextlib.suppress(ConnectionError):
                await self._send(socket, event)
        self._wake()

    async def again(self) -> None:
        """Deliver the last event once more, as a gateway that lost track does."""
        for socket in list(self.sockets):
            await self._send(socket, self._events[-1])

    async def drop(self, code: int = 1001, *, resumable: bool = True) -> None:
        """Close every connection."""
        self._invalid_next = not resumable
        sockets, self.sockets = self.sockets, []
        for socket in sockets:
            await socket.close(code=code)

    async def _send(self, socket: web.WebSocketResponse, payload: dict[str, Any]) -> None:
        text = json.dumps(payload).encode()
        if packer := self._zlib.get(socket):
            await socket.send_bytes(packer.compress(text) + packer.flush(zlib.Z_SYNC_FLUSH))
        else:
            await socket.send_str(text.decode())

    def _wake(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()
