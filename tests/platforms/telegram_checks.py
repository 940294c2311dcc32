"""What the Bot API checks of a call: known fields, lengths, keyboards, pictures. Each error is the API's own."""

from __future__ import annotations

import io
import json
from typing import Any

from PIL import Image

COMMON = {"chat_id", "message_thread_id", "reply_markup", "reply_parameters", "disable_notification"}
FIELDS: dict[str, set[str]] = {
    "getMe": set(),
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "setWebhook": {"url", "secret_token", "allowed_updates", "max_connections", "drop_pending_updates"},
    "deleteWebhook": {"drop_pending_updates"},
    "getWebhookInfo": set(),
    "setMyCommands": {"commands", "language_code", "scope"},
    "setMyDescription": {"description", "language_code"},
    "sendMessage": COMMON | {"text", "entities", "link_preview_options", "parse_mode"},
    "sendPhoto": COMMON | {"photo", "caption", "caption_entities", "parse_mode"},
    "sendDocument": COMMON | {"document", "caption", "caption_entities", "parse_mode"},
    "sendMediaGroup": (COMMON | {"media"}) - {"reply_markup"},
    "sendChatAction": {"chat_id", "message_thread_id", "action"},
    "editMessageText": {"chat_id", "message_id", "text", "entities", "reply_markup", "link_preview_options"},
    "editMessageCaption": {"chat_id", "message_id", "caption", "caption_entities", "reply_markup"},
    "editMessageMedia": {"chat_id", "message_id", "media", "reply_markup"},
    "deleteMessage": {"chat_id", "message_id"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert"},
    "answerInlineQuery": {"inline_query_id", "results", "cache_time", "is_personal"},
    "getFile": {"file_id"},
    "getChatMember": {"chat_id", "user_id"},
}
ACTIONS = {"typing", "upload_photo", "upload_document"}
ENTITIES = {"bold", "italic", "code", "pre", "text_link", "mention", "bot_command"}


class Refused(Exception):
    """The API's error answer. Those that a correct bot never gets are breaches."""

    def __init__(self, code: int, description: str, *, breach: bool = True, retry_after: int | None = None) -> None:
        self.code, self.description, self.breach, self.retry_after = code, description, breach, retry_after
        super().__init__(description)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def check_fields(method: str, params: dict[str, Any]) -> None:
    if method not in FIELDS:
        raise Refused(404, f"Not Found: {method}")
    attached = {name for name in params if name.startswith("attached")}
    if unknown := set(params) - FIELDS[method] - attached:
        raise Refused(400, f"Bad Request: {method} has unknown fields {sorted(unknown)}")


def check_text(text: str, most: int, *, entities: list[dict[str, Any]], may_be_empty: bool = False) -> None:
    if not text.strip() and not may_be_empty:
        raise Refused(400, "Bad Request: message text is empty")
    if units(text) > most:
        what = "message is too long" if most == 4096 else "message caption is too long"
        raise Refused(400, f"Bad Request: {what}")
    for entity in entities:
        if entity["type"] not in ENTITIES or entity["offset"] + entity["length"] > units(text) or entity["length"] < 1:
            raise Refused(400, f"Bad Request: wrong entity {entity}")


def check_keyboard(markup: dict[str, Any] | None) -> list[list[dict[str, Any]]]:
    rows = markup["inline_keyboard"] if markup else []
    if markup is not None and (set(markup) != {"inline_keyboard"} or not all(rows)):
        raise Refused(400, "Bad Request: object expected as reply markup")
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise Refused(400, "Bad Request: reply markup is too long")
    for button in (button for row in rows for button in row):
        if set(button) != {"text", "callback_data"} or not button["text"].strip():
            raise Refused(400, "Bad Request: can't parse inline keyboard button")
        if not 1 <= len(button["callback_data"].encode()) <= 64:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    return rows


def check_photo(data: bytes) -> tuple[int, int]:
    if len(data) > 10 * 10**6:
        raise Refused(413, "Request Entity Too Large")
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            width, height = image.size
    except OSError:
        raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED") from None
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise Refused(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    return width, height


def check_commands(commands: list[dict[str, str]]) -> None:
    if not 1 <= len(commands) <= 100:
        raise Refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        name, description = one["command"], one["description"]
        legal = name.isascii() and name.replace("_", "a").isalnum() and name == name.lower() and 1 <= len(name) <= 32
        if not legal:
            raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise Refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")


def decoded(params: dict[str, Any]) -> dict[str, Any]:
    """Form fields as values: JSON where the API expects it."""
    structured = {"reply_markup", "reply_parameters", "entities", "caption_entities", "media", "commands", "results",
                  "allowed_updates", "link_preview_options"}  # fmt: skip
    return {
        name: json.loads(value) if name in structured and isinstance(value, str) else value
        for name, value in params.items()
    }
