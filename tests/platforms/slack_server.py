"""Slack on loopback: Web API, uploads and Socket Mode, strict where Slack is, with its errors, and faults to order."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from loopback import loopback
from patience import LIMIT
from slack_checks import ARGUMENTS, SCOPES, Refused, check_message, check_view, loaded
from slack_delivery import Delivery

from bots.slack.limits import SCOPES as ASKED

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-test-of-the-emulator", "xapp-test-of-the-emulator", "signing-secret-of-the-test"
TEAM, BOT, BOT_ID, CHANNEL = "T1", "UBOT", "BBOT", "C1"
TRIGGER_SECONDS = 3.0
SHARE_SECONDS = 0.15


@dataclass
class Posted:
    """A message that stands in a channel, or (`only`) that one person sees."""

    ts: str
    channel: str
    user: str
    text: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    thread: str | None = None
    only: str | None = None
    deleted: bool = False
    serial: int = 0

    @property
    def elements(self) -> list[dict[str, Any]]:
        return [one for block in self.blocks if block["type"] == "actions" for one in block["elements"]]

    @property
    def buttons(self) -> list[dict[str, Any]]:
        return [one for one in self.elements if one["type"] == "button"]

    @property
    def labels(self) -> list[str]:
        return [one["text"]["text"] for one in self.buttons]

    @property
    def drops(self) -> dict[str, dict[str, Any]]:
        menus = (one for one in self.elements if one["type"] == "static_select")
        return {option["text"]["text"]: option for menu in menus for option in menu["options"]}

    @property
    def is_progress(self) -> bool:
        return [one["value"] for one in self.buttons] == ["stop"]


class SlackServer:
    """One app's Slack, with workspaces that installed it. `breaches` lists what a correct bot never does."""

    def __init__(self) -> None:
        self.tokens = {BOT_TOKEN: TEAM}
        self.scopes = set(ASKED)
        self.posted: list[Posted] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.views: dict[str, dict[str, Any]] = {}
        self.faults: dict[str, deque[Refused]] = defaultdict(deque)
        """Errors to answer the next calls of a method with."""
        self.upload_limit = 10**9
        self.members = {CHANNEL}
        self.admins: set[str] = set()
        self.locales: dict[str, str] = {}
        self.base = ""
        self.changed = asyncio.Event()
        self.delivery = Delivery(APP_TOKEN, SECRET, self.wake)
        self.last: dict[str, Any] = {}
        """The event that was delivered last."""
        self._breaches: list[str] = []
        self._numbers = itertools.count(1)
        self._serials = itertools.count(1)
        self._files: dict[str, dict[str, Any]] = {}
        self._bytes: dict[str, bytes] = {}
        self._triggers: dict[str, float] = {}
        self._responses: dict[str, tuple[str, str, str | None, int]] = {}

    @property
    def breaches(self) -> list[str]:
        return [*self._breaches, *self.delivery.breaches]

    @property
    def serial(self) -> int:
        return max((one.serial for one in self.posted), default=0)

    def wake(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()

    def number(self) -> str:
        """A new ts."""
        return f"1790000000.{next(self._numbers):06}"

    # What users do.

    def direct(self, user: str) -> str:
        """The talk between `user` and the bot."""
        return f"D{user}"

    def file(self, data: bytes, name: str = "photo.png", kind: str = "image/png", **more: Any) -> dict[str, Any]:
        """A file that a user shares."""
        number = f"F{next(self._numbers)}"
        self._bytes[number] = data
        url = f"{self.base}/files/{number}/{name}"
        self._files[number] = {"id": number, "name": name, "mimetype": kind, "size": len(data), "url_private": url,
                               "url_private_download": url, "mode": "hosted", **more}  # fmt: skip
        return self._files[number]

    def lose_files(self) -> None:
        """What was shared can be fetched no more."""
        self._bytes.clear()

    async def say(
        self, user: str, text: str = "", *, channel: str | None = None, thread: str | None = None,
        files: list[dict[str, Any]] | None = None, times: int = 1, twice: bool = False, **more: Any,
    ) -> Posted:  # fmt: skip
        """A message of a user; in private where no channel is named.

        `times`: how often Slack delivers the event. `twice`: a mention arrives as a mention and as a message.
        """
        place = channel or self.direct(user)
        message = Posted(self.number(), place, user, text, files=files or [], thread=thread)
        self.posted.append(message)
        event: dict[str, Any] = {"type": "message", "user": user, "text": text, "ts": message.ts, "channel": place,
                                 "event_ts": message.ts, "channel_type": "im" if place[0] == "D" else "channel", **more}  # fmt: skip
        if files:
            event |= {"files": files, "subtype": "file_share"}
        if thread:
            parent = next(one for one in self.posted if one.ts == thread)
            event |= {"thread_ts": thread, "parent_user_id": parent.user}
        if f"<@{BOT}>" in text and place[0] != "D" and not twice:
            event["type"] = "app_mention"
        await self.deliver(event, times)
        if twice:
            await self.deliver({**event, "type": "app_mention"}, times)
        return message

    async def deliver(self, event: dict[str, Any], times: int = 1) -> None:
        """An event, as it is."""
        self.last = event
        body = {"token": "old", "team_id": TEAM, "api_app_id": "A1", "event": event, "type": "event_callback",
                "event_id": f"Ev{next(self._numbers)}", "event_time": 1790000000,
                "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True, "enterprise_id": None}]}  # fmt: skip
        for attempt in range(times):
            await self.delivery.send("events_api", body, retry=attempt)

    async def event(self, kind: str, **more: Any) -> None:
        """Another event."""
        await self.deliver({"type": kind, "event_ts": self.number(), **more})

    async def command(self, user: str, name: str, text: str = "", *, channel: str | None = None) -> None:
        """A slash command."""
        place = channel or self.direct(user)
        body = {"token": "old", "team_id": TEAM, "team_domain": "test", "channel_id": place, "channel_name": "general",
                "user_id": user, "user_name": user.lower(), "command": f"/{name}", "text": text, "api_app_id": "A1",
                "is_enterprise_install": "false", "response_url": self._response_url(user, place, None),
                "trigger_id": self.trigger()}  # fmt: skip
        await self.delivery.send("slash_commands", body)

    async def press(
        self, user: str, message: Posted, label: str = "", *, drop: str = "", late: bool = False, times: int = 1
    ) -> None:
        """A button, by its label, or an option of the menu of chips."""
        if drop:
            menu = next(one for one in message.elements if one["type"] == "static_select")
            action = {"type": "static_select", "action_id": menu["action_id"], "selected_option": message.drops[drop]}
        else:
            button = next(one for one in message.buttons if label in one["text"]["text"])
            action = {"type": "button", "action_id": button["action_id"], "value": button["value"]}
        container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel,
                     "is_ephemeral": message.only is not None}  # fmt: skip
        body = {**self._interaction("block_actions", user, late=late), "container": container, "actions": [action],
                "channel": {"id": message.channel, "name": "general"},
                "response_url": self._response_url(user, message.channel, message.ts)}  # fmt: skip
        if message.thread:
            container["thread_ts"] = message.thread
        if message.only is None:
            body["message"] = self._raw(message)
        for attempt in range(times):
            await self.delivery.send("interactive", body, retry=attempt)

    async def press_in_view(self, user: str, view: dict[str, Any], label: str) -> None:
        """A button of an open modal."""
        buttons = [one for block in view["blocks"] if block["type"] == "actions" for one in block["elements"]]
        button = next(one for one in buttons if label in one["text"]["text"])
        action = {"type": "button", "action_id": button["action_id"], "value": button["value"]}
        body = {**self._interaction("block_actions", user), "view": view, "actions": [action],
                "container": {"type": "view", "view_id": view["id"]}}  # fmt: skip
        await self.delivery.send("interactive", body)

    async def shortcut(self, user: str, name: str, message: Posted, *, late: bool = False) -> None:
        """A shortcut of a message."""
        body = {**self._interaction("message_action", user, late=late), "callback_id": name,
                "message": self._raw(message), "message_ts": message.ts, "channel": {"id": message.channel, "name": "g"},
                "response_url": self._response_url(user, message.channel, None)}  # fmt: skip
        await self.delivery.send("interactive", body)

    async def submit(self, user: str, view: dict[str, Any], text: str, *, times: int = 1) -> None:
        """Fill in a modal."""
        block = next(one for one in view["blocks"] if one["type"] == "input")
        value = {"type": "plain_text_input", "value": text}
        state = {"values": {block["block_id"]: {block["element"]["action_id"]: value}}}
        body = {**self._interaction("view_submission", user), "view": {**view, "state": state}, "response_urls": []}
        for attempt in range(times):
            await self.delivery.send("interactive", body, retry=attempt)

    def _interaction(self, kind: str, user: str, *, late: bool = False) -> dict[str, Any]:
        return {"type": kind, "team": {"id": TEAM, "domain": "test"}, "user": {"id": user, "username": user.lower(),
                "name": user.lower(), "team_id": TEAM}, "api_app_id": "A1", "token": "old",
                "trigger_id": self.trigger(late=late), "enterprise": None, "is_enterprise_install": False}  # fmt: skip

    def trigger(self, *, late: bool = False) -> str:
        made = f"trigger.{next(self._numbers)}"
        self._triggers[made] = time.monotonic() - (TRIGGER_SECONDS + 1 if late else 0)
        return made

    def _response_url(self, user: str, channel: str, message: str | None) -> str:
        number = str(next(self._numbers))
        self._responses[number] = (user, channel, message, 5)
        return f"{self.base}/respond/{number}"

    # What users see.

    async def until(self, ready: Callable[[], Any], seconds: float = LIMIT) -> None:
        async with asyncio.timeout(seconds):
            while not ready():
                await self.changed.wait()

    def messages(self, channel: str) -> list[Posted]:
        """The bot's messages in `channel`, oldest first."""
        return [one for one in self.posted if one.channel == channel and one.user == BOT and not one.deleted]

    async def answer(self, channel: str, after: int = 0, seconds: float = LIMIT) -> Posted:
        """The last finished message with words in `channel` that changed after the serial `after`."""

        def finished() -> list[Posted]:
            found = (one for one in self.messages(channel) if one.serial > after and one.text and not one.is_progress)
            return sorted(found, key=lambda one: one.serial)

        await self.until(finished, seconds)
        return finished()[-1]

    async def view(self, known: int = 0) -> dict[str, Any]:
        """The modal that opens after `known` ones."""
        await self.until(lambda: len(self.views) > known)
        return list(self.views.values())[-1]

    # The API.

    async def handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        args = await _arguments(request)
        self.calls.append((method, args))
        try:
            if self.faults[method]:
                raise self.faults[method].popleft()
            answer = await self._answer(method, args, request)
        except Refused as error:
            if error.breach:
                self._breaches.append(f"{method}: {error.error} {error.why}")
            headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
            status = 200 if error.retry_after is None else 429
            return web.json_response({"ok": False, "error": error.error}, status=status, headers=headers)
        return web.json_response({"ok": True, **answer}, headers={"x-oauth-scopes": ",".join(sorted(self.scopes))})

    async def _answer(self, method: str, args: dict[str, Any], request: web.Request) -> dict[str, Any]:
        if method not in ARGUMENTS:
            raise Refused("unknown_method")
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(args.pop("token", ""))
        args.pop("token", None)
        args.pop("team_id", None)  # the library names the workspace with every call
        if method == "apps.connections.open":
            return self.delivery.open(token, self.base)
        if method != "oauth.v2.access" and token not in self.tokens:
            raise Refused("invalid_auth", breach=False)
        if unknown := set(args) - ARGUMENTS[method]:
            raise Refused("invalid_arguments", why=f"unknown {sorted(unknown)}")
        if method in SCOPES and SCOPES[method] not in self.scopes:
            raise Refused("missing_scope", breach=False)
        return await getattr(self, "_" + method.replace(".", "_"))({key: loaded(value) for key, value in args.items()})

    async def _auth_test(self, args: dict[str, Any]) -> dict[str, Any]:
        return {"url": "https://test.slack.com/", "team": "Test", "user": "chatelier", "team_id": TEAM, "user_id": BOT,
                "bot_id": BOT_ID, "is_enterprise_install": False}  # fmt: skip

    async def _users_info(self, args: dict[str, Any]) -> dict[str, Any]:
        user = args["user"]
        return {"user": {"id": user, "name": user.lower(), "real_name": user.title(), "is_admin": user in self.admins,
                "profile": {"display_name": user.title()}, "locale": self.locales.get(user, "en-US")}}  # fmt: skip

    async def _conversations_open(self, args: dict[str, Any]) -> dict[str, Any]:
        users = args["users"]
        return {"channel": {"id": self.direct(users if isinstance(users, str) else users[0])}}

    async def _conversations_replies(self, args: dict[str, Any]) -> dict[str, Any]:
        return {"messages": [self._raw(one) for one in self.posted if one.ts == args["ts"]], "has_more": False}

    def _may_write(self, channel: str) -> str:
        if channel.startswith("U"):
            return self.direct(channel)
        if channel[0] != "D" and channel not in self.members:
            raise Refused("not_in_channel", breach=False)
        return channel

    def _check_thread(self, thread: str | None) -> None:
        if thread is None:
            return
        parent = next((one for one in self.posted if one.ts == thread), None)
        if parent is None or parent.thread is not None:
            raise Refused("thread_not_found", why="thread_ts is the one of the thread's first message")

    def _put(self, message: Posted) -> Posted:
        message.serial = next(self._serials)
        self.posted.append(message)
        self.wake()
        return message

    async def _chat_postMessage(self, args: dict[str, Any]) -> dict[str, Any]:
        channel, blocks = self._may_write(args["channel"]), check_message(args)
        self._check_thread(args.get("thread_ts"))
        sent = self._put(Posted(self.number(), channel, BOT, args["text"], blocks, thread=args.get("thread_ts")))
        return {"channel": channel, "ts": sent.ts, "message": self._raw(sent)}

    async def _chat_postEphemeral(self, args: dict[str, Any]) -> dict[str, Any]:
        channel, blocks = self._may_write(args["channel"]), check_message(args)
        self._check_thread(args.get("thread_ts"))
        sent = Posted(
            self.number(), channel, BOT, args["text"], blocks, thread=args.get("thread_ts"), only=args["user"]
        )
        return {"message_ts": self._put(sent).ts}

    def _known(self, args: dict[str, Any]) -> Posted:
        found = [one for one in self.posted if one.ts == args["ts"] and one.channel == args["channel"]]
        if not found or found[0].deleted or found[0].only:
            raise Refused("message_not_found", breach=False)
        if found[0].user != BOT:
            raise Refused("cant_update_message")
        return found[0]

    async def _chat_update(self, args: dict[str, Any]) -> dict[str, Any]:
        message = self._known(args)
        message.text, message.blocks = args["text"], check_message(args)
        message.serial = next(self._serials)
        self.wake()
        return {"channel": message.channel, "ts": message.ts, "text": message.text}

    async def _chat_delete(self, args: dict[str, Any]) -> dict[str, Any]:
        self._known(args).deleted = True
        self.wake()
        return {"channel": args["channel"], "ts": args["ts"]}

    async def _files_getUploadURLExternal(self, args: dict[str, Any]) -> dict[str, Any]:
        if int(args["length"]) > self.upload_limit:
            raise Refused("file_upload_size_restricted", breach=False)
        if len(args.get("alt_txt") or "") > 1000:
            raise Refused("invalid_arguments", why="alt_txt has up to 1000 characters")
        file = self.file(b"", args["filename"], "image/png")
        file |= {"alt_txt": args.get("alt_txt"), "size": int(args["length"]), "bot": True}
        return {"upload_url": f"{self.base}/upload/{file['id']}", "file_id": file["id"]}

    async def upload(self, request: web.Request) -> web.Response:
        file = self._files[request.match_info["number"]]
        data = await request.read()
        if len(data) != file["size"]:
            self._breaches.append(f"upload: {len(data)} bytes, {file['size']} were told")
        self._bytes[file["id"]] = data
        return web.Response(text=f"OK - {len(data)}")

    async def _files_completeUploadExternal(self, args: dict[str, Any]) -> dict[str, Any]:
        files = [self._files[one["id"]] for one in args["files"]]
        for file, told in zip(files, args["files"], strict=True):
            file["title"] = told.get("title")
        if (channel := args.get("channel_id")) is not None:
            self._check_thread(args.get("thread_ts"))
            message = Posted("", self._may_write(channel), BOT, "", files=files, thread=args.get("thread_ts"))
            asyncio.get_running_loop().call_later(SHARE_SECONDS, self._stand, message)
        return {"files": [{"id": one["id"], "title": one["title"]} for one in files]}

    def _stand(self, message: Posted) -> None:
        """Files appear in their channel some time after the upload."""
        message.ts = self.number()
        for file in message.files:
            file["shares"] = {"public": {message.channel: [{"ts": message.ts}]}}
        self._put(message)

    async def _files_info(self, args: dict[str, Any]) -> dict[str, Any]:
        if args["file"] not in self._files:
            raise Refused("file_not_found")
        return {"file": self._files[args["file"]]}

    async def _views_open(self, args: dict[str, Any]) -> dict[str, Any]:
        made = self._triggers.pop(args["trigger_id"], None)
        if made is None:
            raise Refused("exchanged_trigger_id")
        if time.monotonic() - made > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id", breach=False)
        view = {"id": f"V{next(self._numbers)}", "team_id": TEAM, **check_view(args["view"])}
        self.views[view["id"]] = view
        self.wake()
        return {"view": view}

    async def _views_update(self, args: dict[str, Any]) -> dict[str, Any]:
        if args["view_id"] not in self.views:
            raise Refused("not_found", breach=False)
        view = {"id": args["view_id"], "team_id": TEAM, **check_view(args["view"])}
        self.views[view["id"]] = view
        self.wake()
        return {"view": view}

    async def _assistant_threads_setStatus(self, args: dict[str, Any]) -> dict[str, Any]:
        if all(one.ts != args["thread_ts"] for one in self.posted):
            raise Refused("invalid_thread_ts")
        return {}

    async def _assistant_threads_setSuggestedPrompts(self, args: dict[str, Any]) -> dict[str, Any]:
        prompts = args["prompts"]
        if not 1 <= len(prompts) <= 4 or any(not one.get("title") or not one.get("message") for one in prompts):
            raise Refused("invalid_arguments", why="1 to 4 prompts with title and message")
        self.wake()
        return {}

    async def _oauth_v2_access(self, args: dict[str, Any]) -> dict[str, Any]:
        if args["code"] != "good-code":
            raise Refused("invalid_code", breach=False)
        token = "xoxb-of-an-install"
        self.tokens[token] = TEAM
        return {"access_token": token, "token_type": "bot", "scope": ",".join(ASKED), "bot_user_id": BOT,
                "app_id": "A1", "team": {"id": TEAM, "name": "Test"}, "enterprise": None,
                "authed_user": {"id": "U9"}, "is_enterprise_install": False}  # fmt: skip

    async def respond(self, request: web.Request) -> web.Response:
        """An answer by the address that came with a command or press."""
        number, body = request.match_info["number"], await request.json()
        user, channel, origin, left = self._responses.get(number, ("", "", None, 0))
        if not left:
            return web.Response(status=404, text="used_url")
        self._responses[number] = (user, channel, origin, left - 1)
        try:
            blocks = check_message(body)
        except Refused as error:
            self._breaches.append(f"response_url: {error}")
            return web.Response(status=500, text="invalid_payload")
        if body.get("replace_original") and origin:
            for one in self.posted:
                one.deleted = one.deleted or one.ts == origin
        only = user if body.get("response_type") == "ephemeral" else None
        self._put(Posted(self.number(), channel, BOT, body["text"], blocks, thread=body.get("thread_ts"), only=only))
        return web.Response(text="ok")

    async def download(self, request: web.Request) -> web.Response:
        """A file, for who has the token; for others the page that Slack shows them."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.tokens or "files:read" not in self.scopes:
            return web.Response(text="<html>Sign in to Slack</html>", content_type="text/html")
        data = self._bytes.get(request.match_info["number"])
        return web.Response(status=404) if data is None else web.Response(body=data, content_type="image/png")

    def _raw(self, one: Posted) -> dict[str, Any]:
        raw: dict[str, Any] = {"type": "message", "user": one.user, "ts": one.ts, "text": one.text,
                               "blocks": one.blocks, "files": one.files}  # fmt: skip
        return raw | ({"thread_ts": one.thread} if one.thread else {})


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return await request.json()
    return {**request.query, **{key: value for key, value in (await request.post()).items() if isinstance(value, str)}}


@asynccontextmanager
async def slack_server() -> AsyncIterator[SlackServer]:
    """The server on a free port of loopback."""
    server = SlackServer()
    app = web.Application(client_max_size=60 * 2**20)
    app.router.add_route("*", "/api/{method}", server.handle)
    app.router.add_get("/link/{ticket}", server.delivery.serve)
    app.router.add_post("/upload/{number}", server.upload)
    app.router.add_get("/files/{number}/{name}", server.download)
    app.router.add_post("/respond/{number}", server.respond)
    async with loopback(app) as server.base:
        try:
            yield server
        finally:
            with contextlib.suppress(Exception):
                await server.delivery.drop()
