"""The Bot API on loopback: strict where Telegram is, with the same error bodies, and with faults to order."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, web
from loopback import loopback
from patience import LIMIT
from telegram_checks import (
    ACTIONS,
    Refused,
    check_commands,
    check_fields,
    check_keyboard,
    check_photo,
    check_text,
    decoded,
)

TOKEN = "123456:AAtest-token-of-the-emulator"
BOT = {"id": 123456, "is_bot": True, "first_name": "Chatelier", "username": "chatelier_bot", "can_join_groups": True,
       "can_read_all_group_messages": False, "supports_inline_queries": True}  # fmt: skip
GROUP_RATE, GROUP_SECONDS = 20, 60.0
OVERALL_RATE = 30


@dataclass
class Sent:
    """A message that stands in a chat, as everyone sees it now."""

    id: int
    chat: int
    topic: int | None = None
    text: str = ""
    photo: bytes = b""
    document: bytes = b""
    keys: list[list[dict[str, Any]]] = field(default_factory=list)
    reply_to: int | None = None
    edits: int = 0
    deleted: bool = False
    serial: int = 0
    """Rises with each change anywhere, so that a test can wait for what is new."""
    raw: dict[str, Any] = field(default_factory=dict)

    def key(self, words: str) -> str:
        """The data of the button whose label contains `words`."""
        return next(one["callback_data"] for row in self.keys for one in row if words in one["text"])

    @property
    def is_progress(self) -> bool:
        return [[one["callback_data"] for one in row] for row in self.keys] == [["stop"]]


class TelegramServer:
    """One bot's Telegram. Users act through its methods; `breaches` lists what a correct bot never does."""

    def __init__(self) -> None:
        self.breaches: list[str] = []
        self.sent: dict[tuple[int, int], Sent] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.members: dict[tuple[int, int], str] = {}
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.inline_answers: dict[str, list[dict[str, Any]]] = {}
        self.unanswered: set[str] = set()
        self.faults: dict[str, deque[Refused]] = defaultdict(deque)
        """Errors to answer the next calls of a method with."""
        self.revoked = False
        self.webhook: dict[str, Any] = {}
        self.files: dict[str, bytes] = {}
        self.base = ""
        self._updates: deque[dict[str, Any]] = deque()
        self._numbers = itertools.count(1000)
        self._serials = itertools.count(1)
        self._changed = asyncio.Event()
        self._polling = False
        self._group_sends: dict[int, deque[float]] = defaultdict(deque)
        self._all_sends: deque[float] = deque()
        self._allowed: set[str] = set()

    # What users do.

    def user(self, number: int, language: str = "en", name: str = "Ana") -> dict[str, Any]:
        return {"id": number, "is_bot": False, "first_name": name, "language_code": language}

    def chat(self, user: dict[str, Any], group: int | None = None, *, forum: bool = False) -> dict[str, Any]:
        if group is None:
            return {"id": user["id"], "type": "private", "first_name": user["first_name"]}
        return {"id": group, "type": "supergroup", "title": "Group", "is_forum": forum}

    async def say(
        self, user: dict[str, Any], text: str = "", *, group: int | None = None, topic: int | None = None,
        photo: bytes = b"", document: bytes = b"", mime: str = "image/png", album: str = "", reply_to: Any = None,
        voice: bool = False, size: int | None = None, update_id: int | None = None, **extra: Any,
    ) -> dict[str, Any]:  # fmt: skip
        """A message of a user; returns it as the bot gets it."""
        message: dict[str, Any] = {
            "message_id": next(self._numbers), "date": int(time.time()), "from": user,
            "chat": self.chat(user, group, forum=topic is not None), **extra,
        }  # fmt: skip
        if topic is not None:
            message |= {"message_thread_id": topic, "is_topic_message": True}
        if photo:
            small, large = self._file(photo[:20]), self._file(photo)
            message["photo"] = [self._size(small, 90, 60, 20), self._size(large, 1280, 960, size or len(photo))]
        if document:
            name = {"file_name": "picture.png", "mime_type": mime, "file_size": size or len(document)}
            message["document"] = {**self._file(document), **name}
        if voice:
            message["voice"] = {**self._file(b"voice"), "duration": 2}
        if album:
            message["media_group_id"] = album
        if text:
            words = "caption" if photo or document or voice else "text"
            message[words] = text
            entities = _entities(text)
            if entities:
                message["caption_entities" if words == "caption" else "entities"] = entities
        if reply_to is not None:
            message["reply_to_message"] = reply_to.raw if isinstance(reply_to, Sent) else reply_to
        await self.deliver({"message": message}, update_id)
        return message

    async def press(self, user: dict[str, Any], sent: Sent, words: str) -> None:
        """A user presses the button whose label contains `words`."""
        name = f"cb{next(self._numbers)}"
        self.unanswered.add(name)
        query = {"id": name, "from": user, "chat_instance": "1", "message": sent.raw, "data": sent.key(words)}
        await self.deliver({"callback_query": query})

    async def look_for(self, user: dict[str, Any], query: str) -> list[dict[str, Any]]:
        """An inline query; its results."""
        name = f"iq{next(self._numbers)}"
        await self.deliver({"inline_query": {"id": name, "from": user, "query": query, "offset": ""}})
        await self.until(lambda: name in self.inline_answers)
        return self.inline_answers[name]

    async def deliver(self, update: dict[str, Any], update_id: int | None = None) -> None:
        """Give an update to the bot, by the way that it has chosen."""
        body = {"update_id": next(self._numbers) if update_id is None else update_id, **update}
        self.last_update = body
        if self.webhook.get("url"):
            await self._post(body)
        else:
            self._updates.append(body)
            self._wake()

    async def _post(self, body: dict[str, Any]) -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        async with ClientSession() as session, session.post(self.webhook["url"], json=body, headers=headers) as got:
            return got.status

    # What users see.

    async def until(self, ready: Any, seconds: float = LIMIT) -> None:
        async with asyncio.timeout(seconds):
            while not ready():
                changed = self._changed
                await changed.wait()

    async def answer(self, chat: int, after: int = 0, seconds: float = LIMIT) -> Sent:
        """The last finished message in `chat` that changed after the serial `after`."""
        await self.until(lambda: self._finished(chat, after), seconds)
        return self._finished(chat, after)[-1]

    def _finished(self, chat: int, after: int) -> list[Sent]:
        found = [one for one in self.messages(chat) if one.serial > after and not one.is_progress]
        return sorted(found, key=lambda one: one.serial)

    def messages(self, chat: int) -> list[Sent]:
        """The bot's messages in `chat` that stand there, oldest first."""
        return [one for one in self.sent.values() if one.chat == chat and not one.deleted]

    @property
    def serial(self) -> int:
        return max((one.serial for one in self.sent.values()), default=0)

    # The API.

    async def call(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != TOKEN or self.revoked:
            return _error(Refused(401, "Unauthorized", breach=False))
        method = request.match_info["method"]
        try:
            params = decoded(await _params(request))
            self.calls.append((method, params))
            self._wake()
            check_fields(method, params)
            if self.faults[method]:
                raise self.faults[method].popleft()
            result = await getattr(self, f"_{method}")(params)
        except Refused as error:
            if error.breach:
                self.breaches.append(f"{method}: {error.description}")
            return _error(error)
        return web.json_response({"ok": True, "result": result})

    async def file(self, request: web.Request) -> web.Response:
        data = self.files.get(request.match_info["path"].removeprefix("photos/"))
        if request.match_info["token"] != TOKEN or data is None:
            return web.Response(status=404)
        return web.Response(body=data)

    async def _getMe(self, params: dict[str, Any]) -> Any:
        return BOT

    async def _getUpdates(self, params: dict[str, Any]) -> Any:
        if self.webhook.get("url"):
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active", breach=False)
        if self._polling:
            raise Refused(409, "Conflict: terminated by other getUpdates request", breach=False)
        self._allowed = set(params.get("allowed_updates") or ("message", "callback_query", "inline_query"))
        offset = int(params.get("offset", 0))
        self._polling = True
        try:
            async with asyncio.timeout(min(float(params.get("timeout", 0)), 5.0)):
                while not (found := self._waiting(offset)):
                    changed = self._changed
                    await changed.wait()
        except TimeoutError:
            found = []
        finally:
            self._polling = False
        return found

    def _waiting(self, offset: int) -> list[dict[str, Any]]:
        while self._updates and offset and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        return [one for one in self._updates if self._allowed & set(one)][:100]

    async def _setWebhook(self, params: dict[str, Any]) -> Any:
        self.webhook = params
        return True

    async def _deleteWebhook(self, params: dict[str, Any]) -> Any:
        self.webhook = {}
        return True

    async def _getWebhookInfo(self, params: dict[str, Any]) -> Any:
        return {"url": self.webhook.get("url", ""), "has_custom_certificate": False, "pending_update_count": 0}

    async def _setMyCommands(self, params: dict[str, Any]) -> Any:
        check_commands(params["commands"])
        self.commands[params.get("language_code", "")] = params["commands"]
        return True

    async def _setMyDescription(self, params: dict[str, Any]) -> Any:
        if len(params["description"]) > 512:
            raise Refused(400, "Bad Request: BOT_DESCRIPTION_TOO_LONG")
        return True

    async def _sendChatAction(self, params: dict[str, Any]) -> Any:
        if params["action"] not in ACTIONS:
            raise Refused(400, "Bad Request: wrong parameter action in request")
        return True

    async def _sendMessage(self, params: dict[str, Any]) -> Any:
        check_text(params["text"], 4096, entities=params.get("entities") or [])
        return self._new(params, text=params["text"]).raw

    async def _sendPhoto(self, params: dict[str, Any]) -> Any:
        caption = params.get("caption", "")
        check_text(caption, 1024, entities=params.get("caption_entities") or [], may_be_empty=True)
        photo = _file_of(params, "photo")
        check_photo(photo)
        return self._new(params, text=caption, photo=photo).raw

    async def _sendDocument(self, params: dict[str, Any]) -> Any:
        caption = params.get("caption", "")
        check_text(caption, 1024, entities=params.get("caption_entities") or [], may_be_empty=True)
        document = _file_of(params, "document")
        if len(document) > 50 * 10**6:
            raise Refused(413, "Request Entity Too Large")
        return self._new(params, text=caption, document=document).raw

    async def _sendMediaGroup(self, params: dict[str, Any]) -> Any:
        media = params["media"]
        if not 2 <= len(media) <= 10 or len({one["type"] for one in media}) > 1:
            raise Refused(400, "Bad Request: wrong number or kinds of media in the album")
        out = [self._media(params, one) for one in media]
        return [self._new(params, **one).raw for one in out]

    def _media(self, params: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
        data = _file_of(params, one["media"].removeprefix("attach://"))
        caption = one.get("caption", "")
        check_text(caption, 1024, entities=one.get("caption_entities") or [], may_be_empty=True)
        if one["type"] == "photo":
            check_photo(data)
        return {"text": caption, "photo" if one["type"] == "photo" else "document": data}

    async def _editMessageText(self, params: dict[str, Any]) -> Any:
        check_text(params["text"], 4096, entities=params.get("entities") or [])
        return self._edit(params, text=params["text"])

    async def _editMessageCaption(self, params: dict[str, Any]) -> Any:
        check_text(params["caption"], 1024, entities=params.get("caption_entities") or [])
        return self._edit(params, text=params["caption"])

    async def _editMessageMedia(self, params: dict[str, Any]) -> Any:
        return self._edit(params, **{"photo": b"", "document": b"", **self._media(params, params["media"])})

    async def _deleteMessage(self, params: dict[str, Any]) -> Any:
        sent = self._own(params)
        sent.deleted = True
        self._wake()
        return True

    async def _answerCallbackQuery(self, params: dict[str, Any]) -> Any:
        name = params["callback_query_id"]
        if name not in self.unanswered:
            raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.unanswered.discard(name)
        return True

    async def _answerInlineQuery(self, params: dict[str, Any]) -> Any:
        results = params["results"]
        if len(results) > 50 or any(not 1 <= len(one["id"].encode()) <= 64 for one in results):
            raise Refused(400, "Bad Request: RESULT_ID_INVALID")
        known = {size["file_id"] for one in self.sent.values() for size in one.raw.get("photo", [])}
        if any(one["photo_file_id"] not in known for one in results):
            raise Refused(400, "Bad Request: wrong file identifier specified")
        self.inline_answers[params["inline_query_id"]] = results
        self._wake()
        return True

    async def _getFile(self, params: dict[str, Any]) -> Any:
        name = params["file_id"]
        if name not in self.files:
            raise Refused(400, "Bad Request: invalid file_id", breach=False)
        if len(self.files[name]) > 20 * 10**6:
            raise Refused(400, "Bad Request: file is too big", breach=False)
        return {"file_id": name, "file_unique_id": name, "file_path": f"photos/{name}"}

    async def _getChatMember(self, params: dict[str, Any]) -> Any:
        status = self.members.get((int(params["chat_id"]), int(params["user_id"])), "member")
        user = self.user(int(params["user_id"]))
        if status == "creator":
            return {"status": status, "user": user, "is_anonymous": False}
        return {"status": "member", "user": user}

    # How messages stand in chats.

    def _new(self, params: dict[str, Any], **content: Any) -> Sent:
        chat = int(params["chat_id"])
        self._count(chat)
        sent = Sent(next(self._numbers), chat, _int(params.get("message_thread_id")))
        sent.reply_to = (params.get("reply_parameters") or {}).get("message_id")
        self.sent[(chat, sent.id)] = sent
        self._put(sent, params, content)
        return sent

    def _edit(self, params: dict[str, Any], **content: Any) -> Any:
        sent = self._own(params)
        self._count(sent.chat)
        before = (sent.text, sent.photo, sent.document, sent.keys)
        if "photo" not in content and sent.photo and "text" in content and "caption" not in params:
            raise Refused(400, "Bad Request: there is no text in the message to edit")
        self._put(sent, params, content)
        if before == (sent.text, sent.photo, sent.document, sent.keys):
            raise Refused(400, "Bad Request: message is not modified")
        sent.edits += 1
        return sent.raw

    def _own(self, params: dict[str, Any]) -> Sent:
        sent = self.sent.get((int(params["chat_id"]), int(params["message_id"])))
        if sent is None or sent.deleted:
            raise Refused(400, "Bad Request: message to edit not found", breach=False)
        return sent

    def _put(self, sent: Sent, params: dict[str, Any], content: dict[str, Any]) -> None:
        sent.keys = check_keyboard(params.get("reply_markup"))
        for name, value in content.items():
            setattr(sent, name, value)
        sent.serial = next(self._serials)
        raw: dict[str, Any] = {"message_id": sent.id, "date": int(time.time()), "from": BOT,
                               "chat": self.chat(self.user(sent.chat), sent.chat if sent.chat < 0 else None)}  # fmt: skip
        if sent.topic:
            raw |= {"message_thread_id": sent.topic, "is_topic_message": True}
        if sent.photo:
            raw |= {"photo": [self._size(self._file(sent.photo), 32, 24, len(sent.photo))], "caption": sent.text}
        elif sent.document:
            raw |= {"document": self._file(sent.document), "caption": sent.text}
        else:
            raw["text"] = sent.text
        if sent.keys:
            raw["reply_markup"] = {"inline_keyboard": sent.keys}
        sent.raw = raw
        self._wake()

    def _count(self, chat: int) -> None:
        """30 messages a second in all, and 20 a minute in a group."""
        now = time.monotonic()
        lines = [(self._all_sends, 1.0, OVERALL_RATE)]
        if chat < 0:
            lines.append((self._group_sends[chat], GROUP_SECONDS, GROUP_RATE))
        for line, seconds, rate in lines:
            while line and line[0] < now - seconds:
                line.popleft()
            if len(line) >= rate:
                after = max(1, round(line[0] + seconds - now))
                raise Refused(429, f"Too Many Requests: retry after {after}", retry_after=after)
            line.append(now)

    def _file(self, data: bytes) -> dict[str, Any]:
        name = f"file{next(self._numbers)}"
        self.files[name] = data
        return {"file_id": name, "file_unique_id": name}

    def _size(self, file: dict[str, Any], width: int, height: int, size: int) -> dict[str, Any]:
        return {**file, "width": width, "height": height, "file_size": size}

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


def _entities(text: str) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    at = 0
    for word in text.split(" "):
        kind = "mention" if word.startswith("@") else "bot_command" if word.startswith("/") and at == 0 else ""
        if kind and len(word) > 1:
            out.append({"type": kind, "offset": len(text[:at].encode("utf-16-le")) // 2, "length": len(word)})
        at += len(word) + 1
    return out


def _int(value: Any) -> int | None:
    return None if value is None else int(value)


def _file_of(params: dict[str, Any], name: str) -> bytes:
    data = params.get(name)
    if not isinstance(data, bytes):
        raise Refused(400, f"Bad Request: there is no file in the field {name}")
    return data


def _error(error: Refused) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    return web.json_response(body, status=error.code)


async def _params(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return json.loads(await request.read())
    form = await request.post()
    out: dict[str, Any] = {}
    for name, value in form.items():
        out[name] = value.file.read() if isinstance(value, web.FileField) else value
    # A field may name the part that holds its file.
    for name in ("photo", "document"):
        if isinstance(out.get(name), str) and out[name].startswith("attach://"):
            out[name] = out.pop(out[name].removeprefix("attach://"))
    return out


@asynccontextmanager
async def telegram_server() -> AsyncIterator[TelegramServer]:
    """The server on a free port of loopback."""
    server = TelegramServer()
    app = web.Application(client_max_size=60 * 2**20)
    app.router.add_route("*", "/bot{token}/{method}", server.call)
    app.router.add_get("/file/bot{token}/{path:.*}", server.file)
    async with loopback(app) as server.base:
        yield server
