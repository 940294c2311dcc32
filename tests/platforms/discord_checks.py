"""What Discord checks of a request: known fields, lengths, components, commands, files. Errors have Discord's codes."""

from __future__ import annotations

import re
from typing import Any

MESSAGE = {"content", "embeds", "attachments", "components", "allowed_mentions", "message_reference", "flags", "tts",
           "nonce", "enforce_nonce", "sticker_ids"}  # fmt: skip
NAME = re.compile(r"^[-_\w]{1,32}$")
OPTION = {"type", "name", "name_localizations", "description", "description_localizations", "required", "choices",
          "min_value", "max_value", "min_length", "max_length", "autocomplete"}  # fmt: skip
COMMAND = {"type", "name", "name_localizations", "description", "description_localizations", "options", "contexts",
           "integration_types", "default_member_permissions", "nsfw"}  # fmt: skip
SECONDARY, LINK = 2, 5


class Refused(Exception):
    """An error answer: HTTP status, Discord's code and words. Those that a correct bot never gets are breaches."""

    def __init__(
        self, status: int, code: int, message: str, *, breach: bool = True, retry_after: float | None = None
    ) -> None:
        self.status, self.code, self.message, self.breach, self.retry_after = status, code, message, breach, retry_after
        super().__init__(message)


def invalid(message: str) -> Refused:
    return Refused(400, 50035, f"Invalid Form Body: {message}")


def check_message(body: dict[str, Any], files: dict[str, bytes], *, limit: int, may_be_empty: bool = False) -> None:
    if unknown := set(body) - MESSAGE:
        raise invalid(f"unknown fields {sorted(unknown)}")
    content = body.get("content") or ""
    if len(content) > 2000:
        raise invalid("content: Must be 2000 or fewer in length.")
    if not may_be_empty and not content.strip() and not files and not body.get("embeds"):
        raise Refused(400, 50006, "Cannot send an empty message")
    mentions = body.get("allowed_mentions")
    if mentions is None or mentions.get("parse"):
        raise invalid("allowed_mentions: a picture bot pings nobody")
    check_components(body.get("components") or [])
    check_files(body.get("attachments") or [], files, limit)


def check_files(attachments: list[dict[str, Any]], files: dict[str, bytes], limit: int) -> None:
    if len(attachments) > 10:
        raise invalid("attachments: Must be 10 or fewer in length.")
    new = [one for one in attachments if f"files[{one['id']}]" in files]
    if len(new) != len(files):
        raise invalid("attachments: each file needs its entry")
    for one in attachments:
        if len(one.get("description") or "") > 1024:
            raise invalid("attachments.description: Must be 1024 or fewer in length.")
    if any(len(data) > limit for data in files.values()) or sum(map(len, files.values())) > 25 * 2**20:
        raise Refused(413, 40005, "Request entity too large", breach=False)


def check_components(rows: list[dict[str, Any]]) -> None:
    if len(rows) > 5:
        raise invalid("components: Must be 5 or fewer in length.")
    ids: list[str] = []
    for row in rows:
        parts = row["components"]
        if row["type"] != 1 or not 1 <= len(parts) <= 5 or (any(one["type"] == 3 for one in parts) and len(parts) > 1):
            raise invalid("components: a row holds up to five buttons, or one menu")
        for part in parts:
            ids.append(part["custom_id"])
            (check_button if part["type"] == 2 else check_menu)(part)
    if len(set(ids)) != len(ids):
        raise invalid("components: Component custom id cannot be duplicated")


def check_button(part: dict[str, Any]) -> None:
    if (
        not 1 <= len(part["custom_id"]) <= 100
        or not 1 <= len(part.get("label") or "") <= 80
        or part["style"] not in range(1, 5)
    ):
        raise invalid(f"components: bad button {part}")


def check_menu(part: dict[str, Any]) -> None:
    options = part["options"]
    values = [one["value"] for one in options]
    if part["type"] != 3 or not 1 <= len(options) <= 25 or len(set(values)) != len(values):
        raise invalid("components: bad options of a menu")
    if any(not 1 <= len(one["label"]) <= 100 or not 1 <= len(one["value"]) <= 100 for one in options):
        raise invalid("components: an option's label and value have 1 to 100 characters")
    if len(part.get("placeholder") or "") > 150:
        raise invalid("components: the placeholder has up to 150 characters")


def check_commands(commands: list[dict[str, Any]]) -> None:
    kinds = [sum(one["type"] == kind for one in commands) for kind in (1, 2, 3)]
    if kinds[0] > 100 or kinds[1] > 5 or kinds[2] > 5:
        raise invalid("too many commands")
    if len({(one["type"], one["name"]) for one in commands}) != len(commands):
        raise invalid("APPLICATION_COMMANDS_DUPLICATE_NAME")
    for one in commands:
        check_command(one)


def check_command(one: dict[str, Any]) -> None:
    if unknown := set(one) - COMMAND:
        raise invalid(f"unknown fields {sorted(unknown)}")
    if one["type"] != 1:
        if "description" in one or "options" in one or not 1 <= len(one["name"]) <= 32:
            raise invalid("a context menu command has a name and nothing else")
        return
    check_names(one)
    options = one.get("options", [])
    required = [bool(option.get("required")) for option in options]
    if len(options) > 25 or required != sorted(required, reverse=True):
        raise invalid("required options come first, and there are at most 25")
    if len({option["name"] for option in options}) != len(options):
        raise invalid("options: names are used once")
    for option in options:
        check_option(option)


def check_names(one: dict[str, Any]) -> None:
    names = [one["name"], *(one.get("name_localizations") or {}).values()]
    if any(not NAME.match(name) or name != name.lower() for name in names):
        raise invalid(f"APPLICATION_COMMAND_INVALID_NAME {names}")
    texts = [one["description"], *(one.get("description_localizations") or {}).values()]
    if any(not 1 <= len(text) <= 100 for text in texts):
        raise invalid("description: Must be between 1 and 100 in length.")


def check_option(option: dict[str, Any]) -> None:
    check_names(option)
    if unknown := set(option) - OPTION:
        raise invalid(f"unknown fields {sorted(unknown)}")
    choices = option.get("choices") or []
    if option["type"] not in {3, 4, 10, 11} or len(choices) > 25 or (choices and option.get("autocomplete")):
        raise invalid("options: bad type, or too many choices, or choices with autocomplete")
    if any(not 1 <= len(one["name"]) <= 100 or not 1 <= len(str(one["value"])) <= 100 for one in choices):
        raise invalid("options: a choice has 1 to 100 characters")
    if option["type"] == 4 and any(
        value != int(value) for key in ("min_value", "max_value") if (value := option.get(key)) is not None
    ):
        raise invalid("options: bounds of an integer are integers")


def check_modal(data: dict[str, Any]) -> None:
    if (
        not 1 <= len(data["title"]) <= 45
        or not 1 <= len(data["custom_id"]) <= 100
        or not 1 <= len(data["components"]) <= 5
    ):
        raise invalid("bad modal")
    for row in data["components"]:
        for part in row.get("components", [row.get("component")]):
            if part["type"] != 4 or not 1 <= len(part.get("label") or row.get("label") or "") <= 45:
                raise invalid("bad text input")
