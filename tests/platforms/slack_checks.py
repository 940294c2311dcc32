"""What Slack checks of a call: known arguments, lengths, blocks, views. Errors have Slack's codes."""

from __future__ import annotations

import json
from typing import Any

ARGUMENTS: dict[str, set[str]] = {
    "auth.test": set(),
    "apps.connections.open": set(),
    "users.info": {"user", "include_locale"},
    "conversations.open": {"users", "channel", "return_im", "prevent_creation"},
    "conversations.replies": {"channel", "ts", "limit", "cursor", "inclusive", "oldest", "latest"},
    "chat.postMessage": {"channel", "text", "blocks", "thread_ts", "unfurl_links", "unfurl_media", "mrkdwn",
                         "reply_broadcast", "metadata"},
    "chat.postEphemeral": {"channel", "user", "text", "blocks", "thread_ts"},
    "chat.update": {"channel", "ts", "text", "blocks", "link_names"},
    "chat.delete": {"channel", "ts"},
    "files.getUploadURLExternal": {"filename", "length", "alt_txt", "snippet_type"},
    "files.completeUploadExternal": {"files", "channel_id", "channels", "initial_comment", "thread_ts", "blocks"},
    "files.info": {"file", "cursor", "limit"},
    "views.open": {"trigger_id", "view", "interactivity_pointer"},
    "views.update": {"view_id", "external_id", "view", "hash"},
    "assistant.threads.setStatus": {"channel_id", "thread_ts", "status", "loading_messages"},
    "assistant.threads.setSuggestedPrompts": {"channel_id", "thread_ts", "prompts", "title"},
    "oauth.v2.access": {"client_id", "client_secret", "code", "redirect_uri", "grant_type", "refresh_token"},
}  # fmt: skip
"""The methods that the bot has a use for, and their arguments (docs.slack.dev/reference/methods)."""

SCOPES = {
    "chat.postMessage": "chat:write", "chat.postEphemeral": "chat:write", "chat.update": "chat:write",
    "chat.delete": "chat:write", "users.info": "users:read", "conversations.open": "im:write",
    "conversations.replies": "channels:history", "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write", "files.info": "files:read",
    "assistant.threads.setStatus": "chat:write", "assistant.threads.setSuggestedPrompts": "assistant:write",
}  # fmt: skip

BLOCKS = {"section", "context", "actions", "rich_text", "input", "image", "divider", "header"}


class Refused(Exception):
    """An error answer. Those that a correct bot never gets are breaches."""

    def __init__(self, error: str, *, breach: bool = True, retry_after: int | None = None, why: str = "") -> None:
        self.error, self.breach, self.retry_after, self.why = error, breach, retry_after, why
        super().__init__(f"{error} {why}")


def check_message(args: dict[str, Any]) -> list[dict[str, Any]]:
    """The blocks of a message, checked."""
    text, blocks = args.get("text") or "", loaded(args.get("blocks")) or []
    if not text and not blocks:
        raise Refused("no_text")
    if not text:
        raise Refused("no_text", why="a message with blocks needs text for notifications and screen readers")
    if len(text) > 40_000:
        raise Refused("msg_too_long")
    if any(mark in text for mark in ("<!channel", "<!here", "<!everyone", "<@")):
        raise Refused("invalid_arguments", why="a picture bot pings nobody")
    check_blocks(blocks, 50)
    return blocks


def loaded(value: Any) -> Any:
    """An argument that is JSON inside a form."""
    return json.loads(value) if isinstance(value, str) and value[:1] in ("[", "{") else value


def check_blocks(blocks: list[dict[str, Any]], most: int) -> None:
    if len(blocks) > most:
        raise Refused("invalid_blocks", why=f"more than {most} blocks")
    for block in blocks:
        if block["type"] not in BLOCKS:
            raise Refused("invalid_blocks", why=f"unknown block {block['type']}")
        match block["type"]:
            case "section":
                check_text(block["text"], 3000)
            case "context":
                if not 1 <= len(block["elements"]) <= 10:
                    raise Refused("invalid_blocks", why="a context has 1 to 10 elements")
                for one in block["elements"]:
                    check_text(one, 3000)
            case "actions":
                check_actions(block["elements"])
            case "input":
                check_text(block["label"], 2000)
            case "image":
                if not block.get("alt_text"):
                    raise Refused("invalid_blocks", why="an image without alt_text")
            case _:
                pass


def check_text(text: dict[str, Any], most: int) -> None:
    if text["type"] not in {"mrkdwn", "plain_text"} or not 1 <= len(text["text"]) <= most:
        raise Refused("invalid_blocks", why=f"text of 1 to {most} characters")
    if text["type"] == "mrkdwn" and any(mark in text["text"] for mark in ("<!", "<@")):
        raise Refused("invalid_blocks", why="a picture bot pings nobody")


def check_actions(elements: list[dict[str, Any]]) -> None:
    if not 1 <= len(elements) <= 25:
        raise Refused("invalid_blocks", why="1 to 25 elements of actions")
    ids = [one["action_id"] for one in elements]
    if len(set(ids)) != len(ids) or any(not 1 <= len(one) <= 255 for one in ids):
        raise Refused("invalid_blocks", why="action ids are unique and have 1 to 255 characters")
    for one in elements:
        if one["type"] == "button":
            check_text(one["text"], 75)
            if len(one.get("value") or "") > 2000 or one.get("style") not in {None, "primary", "danger"}:
                raise Refused("invalid_blocks", why="a bad button")
        elif one["type"] == "static_select":
            check_select(one)
        else:
            raise Refused("invalid_blocks", why=f"unknown element {one['type']}")


def check_select(one: dict[str, Any]) -> None:
    check_text(one["placeholder"], 150)
    if not 1 <= len(one["options"]) <= 100:
        raise Refused("invalid_blocks", why="1 to 100 options")
    for option in one["options"]:
        check_text(option["text"], 75)
        if not 1 <= len(option["value"]) <= 150:
            raise Refused("invalid_blocks", why="an option's value has 1 to 150 characters")


def check_view(view: dict[str, Any]) -> dict[str, Any]:
    if view["type"] != "modal" or len(view.get("private_metadata") or "") > 3000:
        raise Refused("invalid_arguments", why="a bad view")
    for key, most in (("title", 24), ("close", 24), ("submit", 24)):
        if key in view:
            check_text(view[key], most)
    if any(block["type"] == "input" for block in view["blocks"]) and "submit" not in view:
        raise Refused("invalid_arguments", why="a modal with inputs needs a submit")
    check_blocks(view["blocks"], 100)
    return view
