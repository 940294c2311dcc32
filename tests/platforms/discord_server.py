"""Discord on loopback: REST and gateway, strict where Discord is, with its error codes, and with faults to order."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from discord_checks import Refused, check_commands, check_message, check_modal, invalid
from discord_gateway import MESSAGE_CONTENT, Gateway
from loopback import loopback
from patience import LIMIT

TOKEN = "MTIz.test.token-of-the-emulator"
APP = "1000"
BOT = {"id": APP, "username": "Chatelier", "discriminator": "0", "global_name": None, "avatar": None, "bot": True}
GUILD = "500"
CHANNEL = "501"
EVERYTHING = str(8)
MANAGER = str(1 << 5)
WRITER = str((1 << 10) | (1 << 11) | (1 << 15) | (1 << 16))
ACK_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0


@dataclass
class Sent:
    """A message that stands in a channel, as everyone (or, if it is ephemeral, one person) sees it."""

    id: str
    channel: str
    author: dict[str, Any]
    content: str = ""
    attachments: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    reference: str | None = None
    flags: int = 0
    deleted: bool = False
    serial: int = 0

    @property
    def buttons(self) -> list[dict[str, Any]]:
        return [part for row in self.components for part in row["components"] if part["type"] == 2]

    @property
    def drops(self) -> dict[str, str]:
        """The options of the menu of chips: label to value."""
        return {
            one["label"]: one["value"]
            for row in self.components for part in row["components"] if part["type"] == 3 for one in part["options"]
        }  # fmt: skip

    @property
    def is_progress(self) -> bool:
        return [one["custom_id"] for one in self.buttons] == ["stop"]

    @property
    def is_ephemeral(self) -> bool:
        return bool(self.flags & 64)

    @property
    def is_thinking(self) -> bool:
        return bool(self.flags & 128)


@dataclass
class Call:
    """An interaction that a user made, and what became of it."""

    id: str
    token: str
    channel: str
    user: dict[str, Any]
    made: float
    answered: float | None = None
    kind: int = 0
    """The type of the callback."""
    data: dict[str, Any] = field(default_factory=dict)
    original: Sent | None = None
    dead: bool = False


class DiscordServer:
    """One bot's Discord, with one server of one channel. `breaches` lists what a correct bot never does."""

    def __init__(self) -> None:
        self.sent: dict[str, Sent] = {}
        self.calls: dict[str, Call] = {}
        self.requests: list[tuple[str, str]] = []
        self.commands: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.faults: dict[str, deque[Refused]] = defaultdict(deque)
        """Errors to answer the next requests with, by "METHOD path-part"."""
        self.upload_limit = 10 * 2**20
        """What the server takes; what it reports is `reported_limit`."""
        self.reported_limit = 10 * 2**20
        self.forbidden: set[str] = set()
        self.guilds = [
            {"id": GUILD, "name": "Guild", "permissions": EVERYTHING, "icon": None, "owner": False, "features": []}
        ]
        self.application_flags = 1 << 19
        self.typing = 0
        self.base = ""
        self._numbers = itertools.count(2000)
        self._serials = itertools.count(1)
        self._breaches: list[str] = []
        self._direct: dict[str, dict[str, Any]] = {}
        self._threads: dict[str, dict[str, Any]] = {}
        self.changed = asyncio.Event()
        self.gateway = Gateway(TOKEN, self._ready)

    @property
    def breaches(self) -> list[str]:
        late = [
            f"interaction {call.id}: no answer within 3 s"
            for call in self.calls.values()
            if not call.dead and call.answered is None and time.monotonic() - call.made > ACK_SECONDS
        ]
        return [*self._breaches, *self.gateway.breaches, *late]

    # What users do.

    def user(self, number: int, name: str = "ana") -> dict[str, Any]:
        return {"id": str(number), "username": name, "discriminator": "0", "global_name": name.title(), "avatar": None}

    def direct(self, user: dict[str, Any]) -> str:
        """The id of the private channel with `user`."""
        channel = f"9{user['id']}"
        self._direct[channel] = user
        return channel

    async def thread(self, *, joined: bool = True) -> str:
        """A new thread of the channel; its id."""
        name = str(next(self._numbers))
        thread: dict[str, Any] = {
            "id": name, "type": 11, "guild_id": GUILD, "parent_id": CHANNEL, "owner_id": "77", "name": "thread",
            "message_count": 0, "member_count": 1, "rate_limit_per_user": 0, "last_message_id": None,
            "thread_metadata": {"archived": False, "auto_archive_duration": 60, "archive_timestamp": "2026-11-01T00:00:00+00:00", "locked": False},
        }  # fmt: skip
        if joined:
            thread["member"] = {"id": name, "user_id": APP, "join_timestamp": "2026-11-01T00:00:00+00:00", "flags": 0}
        self._threads[name] = thread
        await self.gateway.dispatch("THREAD_CREATE", thread)
        return name

    async def say(
        self, user: dict[str, Any], content: str = "", *, channel: str | None = None, photos: tuple[bytes, ...] = (),
        files: tuple[tuple[str, str, bytes], ...] = (), reply_to: Sent | None = None, size: int | None = None,
        permissions: str = WRITER,
    ) -> Sent:  # fmt: skip
        """A message of a user; in private where no channel is named."""
        place = channel or self.direct(user)
        named = [*(("photo.png", "image/png", data) for data in photos), *files]
        message = Sent(str(next(self._numbers)), place, user, content)
        message.attachments = [self._attach(name, kind, data, size) for name, kind, data in named]
        message.reference = reply_to.id if reply_to else None
        self.sent[message.id] = message
        raw = self._raw(message)
        if place not in self._direct:
            raw |= {"guild_id": GUILD, "member": {**self._member(permissions), "permissions": permissions}}
            meant = f"<@{APP}>" in content or (reply_to is not None and reply_to.author["id"] == APP)
            if not self.gateway.intents & MESSAGE_CONTENT and not meant:
                raw |= {"content": "", "attachments": [], "components": [], "embeds": []}
        await self.gateway.dispatch("MESSAGE_CREATE", raw)
        return message

    async def command(self, user: dict[str, Any], name: str, *, image: bytes = b"", **values: Any) -> Call:
        """A slash command, checked against what the bot registered."""
        place = {key: values.pop(key) for key in ("channel", "locale", "permissions", "token_seconds") if key in values}
        known = next(one for one in self.commands if one["type"] == 1 and one["name"] == name)
        types = {one["name"]: one["type"] for one in known["options"]}
        data: dict[str, Any] = {"id": "1", "name": name, "type": 1}
        data["options"] = [{"name": key, "type": types[key], "value": value} for key, value in values.items()]
        missing = {one["name"] for one in known["options"] if one.get("required")} - set(values)
        assert not missing, f"Discord would ask for {missing}"
        if image:
            attached = self._attach("image.png", "image/png", image, None)
            data["options"].append({"name": "image", "type": 11, "value": attached["id"]})
            data["resolved"] = {"attachments": {attached["id"]: attached}}
        return await self._interact(user, 2, data, **place)

    async def complete(
        self, user: dict[str, Any], name: str, option: str, typed: str, **place: Any
    ) -> list[dict[str, Any]]:
        """What is offered while a user types an option."""
        options = [{"name": option, "type": 3, "value": typed, "focused": True}]
        call = await self._interact(user, 4, {"id": "1", "name": name, "type": 1, "options": options}, **place)
        await self.until(lambda: call.answered is not None)
        return call.data["choices"]

    async def menu(self, user: dict[str, Any], name: str, target: Sent, **place: Any) -> Call:
        """An entry of a message's context menu."""
        assert any(one["type"] == 3 and one["name"] == name for one in self.commands)
        data = {
            "id": "2",
            "name": name,
            "type": 3,
            "target_id": target.id,
            "resolved": {"messages": {target.id: self._raw(target)}},
        }
        return await self._interact(user, 2, data, channel=target.channel, **place)

    async def press(self, user: dict[str, Any], message: Sent, label: str, **place: Any) -> Call:
        """A button, by its label."""
        button = next(one for one in message.buttons if label in one["label"])
        assert not button.get("disabled"), f"{label} cannot be pressed"
        data = {"custom_id": button["custom_id"], "component_type": 2}
        return await self._interact(user, 3, data, message=message, channel=message.channel, **place)

    async def drop(self, user: dict[str, Any], message: Sent, label: str, **place: Any) -> Call:
        """An option of the menu of chips."""
        data = {"custom_id": "drops", "component_type": 3, "values": [message.drops[label]]}
        return await self._interact(user, 3, data, message=message, channel=message.channel, **place)

    async def submit(self, user: dict[str, Any], call: Call, text: str, **place: Any) -> Call:
        """Fill in the modal that `call` was answered with."""
        await self.until(lambda: call.kind == 9)
        field_id = call.data["components"][0]["components"][0]["custom_id"]
        rows = [{"type": 1, "components": [{"type": 4, "custom_id": field_id, "value": text}]}]
        return await self._interact(
            user, 5, {"custom_id": call.data["custom_id"], "components": rows}, channel=call.channel, **place
        )

    async def _interact(
        self, user: dict[str, Any], kind: int, data: dict[str, Any], *, channel: str | None = None, locale: str = "en-US",
        permissions: str = WRITER, message: Sent | None = None,
    ) -> Call:  # fmt: skip
        place = channel or self.direct(user)
        call = Call(str(next(self._numbers)), f"interaction-token-{next(self._numbers)}", place, user, time.monotonic())
        self.calls[call.token] = call
        raw: dict[str, Any] = {
            "id": call.id, "application_id": APP, "type": kind, "data": data, "token": call.token, "version": 1,
            "channel_id": place, "channel": self._channel(place), "locale": locale, "entitlements": [],
            "authorizing_integration_owners": {}, "attachment_size_limit": self.reported_limit, "app_permissions": EVERYTHING,
        }  # fmt: skip
        if place in self._direct:
            raw["user"] = user
        else:
            raw |= {
                "guild_id": GUILD,
                "guild_locale": "en-US",
                "guild": {"id": GUILD, "features": [], "locale": "en-US"},
            }
            raw["member"] = {**self._member(permissions), "user": user, "permissions": permissions}
        if message:
            raw["message"] = self._raw(message)
        await self.gateway.dispatch("INTERACTION_CREATE", raw)
        return call

    # What users see.

    async def until(self, ready: Callable[[], Any], seconds: float = LIMIT) -> None:
        async with asyncio.timeout(seconds):
            while not ready():
                waits = [asyncio.ensure_future(one.wait()) for one in (self.changed, self.gateway.changed)]
                try:
                    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    for wait in waits:
                        wait.cancel()

    def messages(self, channel: str) -> list[Sent]:
        """The bot's messages in `channel`, oldest first."""
        return [one for one in self.sent.values() if one.channel == channel and one.author is BOT and not one.deleted]

    async def answer(self, channel: str, after: int = 0, seconds: float = LIMIT) -> Sent:
        """The last finished message of the bot in `channel` that changed after the serial `after`."""

        def finished() -> list[Sent]:
            found = (
                one
                for one in self.messages(channel)
                if one.serial > after and not one.is_progress and not one.is_thinking
            )
            return sorted(found, key=lambda one: one.serial)

        await self.until(finished, seconds)
        return finished()[-1]

    @property
    def serial(self) -> int:
        return max((one.serial for one in self.sent.values()), default=0)

    # The API.

    async def handle(self, request: web.Request) -> web.StreamResponse:
        path = "/" + request.match_info["path"]
        self.requests.append((request.method, path))
        try:
            for part, errors in self.faults.items():
                method, _, needle = part.partition(" ")
                if errors and method == request.method and needle in path:
                    raise errors.popleft()
            result = await self._route(request, path)
        except Refused as error:
            if error.breach:
                self._breaches.append(f"{request.method} {path}: {error.code} {error.message}")
            return _error(error)
        return web.Response(status=204) if result is None else _json(result)

    async def _route(self, request: web.Request, path: str) -> Any:
        parts = path.strip("/").split("/")
        if parts[0] in {"interactions", "webhooks"}:
            return await self._interaction_route(request, parts)
        if request.headers.get("Authorization") != f"Bot {self.gateway.token}":
            raise Refused(401, 0, "401: Unauthorized", breach=False)
        match (request.method, *parts):
            case ("GET", "users", "@me"):
                return BOT
            case ("GET", "users", "@me", "guilds"):
                return self.guilds
            case ("POST", "users", "@me", "channels"):
                return self._channel(self.direct(self.user(int((await request.json())["recipient_id"]))))
            case ("GET", "oauth2", "applications", "@me") | ("GET", "applications", "@me"):
                return self._application()
            case ("GET", "gateway", "bot"):
                url = self.base.replace("http", "ws") + "/gateway"
                return {
                    "url": url,
                    "shards": 1,
                    "session_start_limit": {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1},
                }
            case ("PUT", "applications", "1000", "commands"):
                check_commands(body := await request.json())
                self.commands = body
                return [
                    {**one, "id": str(3000 + at), "application_id": APP, "version": "1"} for at, one in enumerate(body)
                ]
            case ("POST", "channels", channel, "typing"):
                self._may_write(channel)
                self.typing += 1
                self.wake()
                return None
            case ("POST", "channels", channel, "messages"):
                self._may_write(channel)
                return self._raw(await self._create(request, channel))
            case ("PATCH", "channels", _, "messages", message):
                return self._raw(await self._change(request, self._known(message)))
            case ("DELETE", "channels", _, "messages", message):
                self._known(message).deleted = True
                return None
        raise Refused(404, 0, f"404: Not Found ({path})")

    async def _interaction_route(self, request: web.Request, parts: list[str]) -> Any:
        call = self.calls.get(parts[2])
        if call is None or call.dead or time.monotonic() - call.made > TOKEN_SECONDS:
            raise Refused(404, 10062 if parts[0] == "interactions" else 10015, "Unknown interaction", breach=False)
        if parts[0] == "interactions":
            return await self._callback(request, call)
        if call.answered is None:
            raise Refused(404, 10015, "Unknown Webhook")
        if parts[3:] == ["messages", "@original"] and call.original is not None:
            if request.method == "PATCH":
                call.original.flags &= ~128
                return self._raw(await self._change(request, call.original))
            if request.method == "GET":
                return self._raw(call.original)
        raise Refused(404, 10008, "Unknown Message")

    async def _callback(self, request: web.Request, call: Call) -> Any:
        if call.answered is not None:
            raise Refused(400, 40060, "Interaction has already been acknowledged.", breach=False)
        if time.monotonic() - call.made > ACK_SECONDS:
            raise Refused(404, 10062, "Unknown interaction")
        body, _ = await _parse(request)
        call.kind, call.data = body["type"], body.get("data") or {}
        if call.kind == 9:
            check_modal(call.data)
        elif call.kind == 8 and (
            len(call.data["choices"]) > 25
            or any(not 1 <= len(str(one[key])) <= 100 for one in call.data["choices"] for key in ("name", "value"))
        ):
            raise invalid("choices: up to 25 of 1 to 100 characters")
        elif call.kind in {4, 5}:
            sent = Sent(str(next(self._numbers)), call.channel, BOT, flags=call.data.get("flags", 0))
            if call.kind == 4:
                check_message({key: value for key, value in call.data.items() if key != "flags"}, {}, limit=0)
                sent.content, sent.components = call.data["content"], call.data.get("components", [])
            else:
                sent.flags |= 128
            call.original = self.sent[sent.id] = sent
            sent.serial = next(self._serials)
        call.answered = time.monotonic()
        self.wake()
        resource: dict[str, Any] = {
            "interaction": {"id": call.id, "type": 2, "response_message_loading": call.kind == 5}
        }
        if call.original is not None:
            resource["interaction"]["response_message_id"] = call.original.id
            resource["resource"] = {"type": call.kind, "message": self._raw(call.original)}
        return resource

    async def _create(self, request: web.Request, channel: str) -> Sent:
        sent = Sent(str(next(self._numbers)), channel, BOT)
        await self._fill(request, sent, new=True)
        self.sent[sent.id] = sent
        return sent

    async def _change(self, request: web.Request, sent: Sent) -> Sent:
        await self._fill(request, sent, new=False)
        return sent

    async def _fill(self, request: web.Request, sent: Sent, *, new: bool) -> None:
        body, files = await _parse(request)
        check_message(body, files, limit=self.upload_limit, may_be_empty=not new)
        if reference := body.get("message_reference"):
            target = str(reference["message_id"])
            if target not in self.sent and reference.get("fail_if_not_exists", True):
                raise invalid("message_reference: Unknown message")
            sent.reference = target
        sent.content = body.get("content", sent.content) or ""
        sent.components = body.get("components", sent.components) or []
        if "attachments" in body or files:
            kept = {one["id"]: one for one in sent.attachments}
            sent.attachments = [self._placed(one, files, kept) for one in body.get("attachments") or []]
        sent.serial = next(self._serials)
        self.wake()

    def _placed(self, one: dict[str, Any], files: dict[str, bytes], kept: dict[str, Any]) -> dict[str, Any]:
        if (data := files.get(f"files[{one['id']}]")) is not None:
            kind = "application/json" if one["filename"].endswith("json") else "image/png"
            return {**self._attach(one["filename"], kind, data, None), "description": one.get("description")}
        if one["id"] in kept:
            return kept[one["id"]]
        raise invalid("attachments: unknown attachment")

    def _may_write(self, channel: str) -> None:
        if channel in self.forbidden:
            raise Refused(403, 50013, "Missing Permissions", breach=False)
        if channel not in {CHANNEL, *self._threads, *self._direct}:
            raise Refused(404, 10003, "Unknown Channel")

    def _known(self, message: str) -> Sent:
        sent = self.sent.get(message)
        if sent is None or sent.deleted:
            raise Refused(404, 10008, "Unknown Message", breach=False)
        return sent

    # Things as Discord describes them.

    def _ready(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        address = self.base.replace("http", "ws") + "/gateway"
        ready = {"v": 10, "user": BOT, "guilds": [{"id": GUILD, "unavailable": True}], "resume_gateway_url": address,
                 "application": {"id": APP, "flags": self.application_flags}, "shard": [0, 1]}  # fmt: skip
        guild = {
            "id": GUILD, "name": "Guild", "owner_id": "1", "preferred_locale": "en-US", "roles": [self._role()], "emojis": [],
            "stickers": [], "features": [], "members": [{**self._member(EVERYTHING), "user": BOT}], "channels": [self._channel(CHANNEL)],
            "threads": list(self._threads.values()), "voice_states": [], "presences": [], "stage_instances": [], "member_count": 2,
            "premium_tier": 0, "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0,
            "mfa_level": 0, "nsfw_level": 0, "afk_timeout": 60, "system_channel_flags": 0, "premium_progress_bar_enabled": False,
            "large": False, "unavailable": False, "joined_at": "2026-11-01T00:00:00+00:00", "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }  # fmt: skip
        return ready, [guild]

    def _role(self) -> dict[str, Any]:
        return {"id": GUILD, "name": "@everyone", "color": 0, "hoist": False, "position": 0, "permissions": WRITER,
                "managed": False, "mentionable": False, "flags": 0}  # fmt: skip

    def _member(self, permissions: str) -> dict[str, Any]:
        roles: list[str] = []
        return {
            "roles": roles,
            "joined_at": "2026-11-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
            "nick": None,
        }

    def _channel(self, channel: str) -> dict[str, Any]:
        if channel in self._direct:
            return {"id": channel, "type": 1, "recipients": [self._direct[channel]], "last_message_id": None}
        if channel in self._threads:
            return self._threads[channel]
        return {
            "id": channel,
            "type": 0,
            "guild_id": GUILD,
            "name": "general",
            "position": 0,
            "permission_overwrites": [],
            "nsfw": False,
        }

    def _application(self) -> dict[str, Any]:
        return {"id": APP, "name": "Chatelier", "icon": None, "description": "", "bot_public": True, "bot_require_code_grant": False,
                "verify_key": "0" * 64, "owner": self.user(1), "flags": self.application_flags, "summary": "", "team": None,
                "integration_types_config": {}}  # fmt: skip

    def _attach(self, name: str, kind: str, data: bytes, size: int | None) -> dict[str, Any]:
        number = str(next(self._numbers))
        self.files[number] = data
        url = f"{self.base}/cdn/{number}/{name}?ex=1&is=1&hm=1"
        return {
            "id": number,
            "filename": name,
            "size": size or len(data),
            "url": url,
            "proxy_url": url,
            "content_type": kind,
        }

    def _raw(self, sent: Sent) -> dict[str, Any]:
        raw: dict[str, Any] = {
            "id": sent.id, "channel_id": sent.channel, "author": sent.author, "content": sent.content, "type": 0,
            "timestamp": "2026-11-01T00:00:00+00:00", "edited_timestamp": None, "tts": False, "mention_everyone": False,
            "mentions": [BOT] if f"<@{APP}>" in sent.content else [], "mention_roles": [], "attachments": sent.attachments,
            "embeds": [], "pinned": False, "flags": sent.flags, "components": sent.components,
        }  # fmt: skip
        if sent.reference:
            raw["type"] = 19
            raw["message_reference"] = {"message_id": sent.reference, "channel_id": sent.channel}
            target = self.sent.get(sent.reference)
            raw["referenced_message"] = self._raw(target) if target else None
        return raw

    async def cdn(self, request: web.Request) -> web.Response:
        data = self.files.get(request.match_info["number"])
        return web.Response(status=404) if data is None else web.Response(body=data)

    def wake(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()


def _json(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON without a charset, as Discord sends it."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers, content_type="application/json")


def _error(error: Refused) -> web.Response:
    body: dict[str, Any] = {"message": error.message, "code": error.code}
    headers: dict[str, str] = {}
    if error.retry_after is not None:
        body |= {"retry_after": error.retry_after, "global": False}
        headers = {"Retry-After": str(error.retry_after), "X-RateLimit-Scope": "user", "Via": "1.1 emulator"}
    return _json(body, error.status, headers)


async def _parse(request: web.Request) -> tuple[dict[str, Any], dict[str, bytes]]:
    if request.content_type == "application/json":
        return await request.json(), {}
    form = await request.post()
    files = {name: value.file.read() for name, value in form.items() if isinstance(value, web.FileField)}
    return json.loads(str(form["payload_json"])), files


@asynccontextmanager
async def discord_server() -> AsyncIterator[DiscordServer]:
    """The server on a free port of loopback."""
    server = DiscordServer()
    app = web.Application(client_max_size=60 * 2**20)
    app.router.add_get("/gateway", server.gateway.serve)
    app.router.add_get("/gateway/", server.gateway.serve)
    app.router.add_get("/cdn/{number}/{name}", server.cdn)
    app.router.add_route("*", "/api/v10/{path:.*}", server.handle)
    async with loopback(app) as server.base:
        try:
            yield server
        finally:
            with contextlib.suppress(Exception):
                await server.gateway.drop(1000)
