"""The application commands, derived from the commands of core: their names and options in both languages."""

from __future__ import annotations

from typing import Any, Final

from discord import AppCommandOptionType, AppCommandType

from bots.discord.limits import CHOICE, OPTIONS
from core.commands import COMMANDS, Command, choices, options
from core.language import Language, Text
from core.pipeline import Param, ParamType
from core.replies.phrases import say

IMAGE: Final = "image"
"""The option that takes a picture."""

_CHINESE: Final = ("zh-CN", "zh-TW")
_EVERYWHERE: Final = [0, 1, 2]
_TYPES: Final = {ParamType.INTEGER: AppCommandOptionType.integer, ParamType.NUMBER: AppCommandOptionType.number}
_MENU: Final = ("menu.edit", "menu.describe")
"""What the context menu of a message offers."""


def command_payload() -> list[dict[str, Any]]:
    """All commands, as Bulk Overwrite Global Application Commands takes them."""
    return [*map(_slash, COMMANDS.values()), *map(_menu, _MENU)]


def menu_key(name: str) -> str | None:
    """Which entry of the context menu `name` is, as it was registered."""
    return next((key for key in _MENU if say(Language.EN, key) == name), None)


def _slash(command: Command) -> dict[str, Any]:
    shown = [_option(param) for param in options(command)]
    if command.picture:
        shown.append(
            _described(IMAGE, Text("a picture to start from", "从哪张图开始"), AppCommandOptionType.attachment)
        )
    return {
        "type": AppCommandType.chat_input.value,
        "name": command.name,
        "name_localizations": dict.fromkeys(_CHINESE, command.local.zh),
        "description": command.description.en[:CHOICE],
        "description_localizations": dict.fromkeys(_CHINESE, command.description.zh[:CHOICE]),
        "options": sorted(shown, key=lambda one: not one.get("required", False)),
        "contexts": _EVERYWHERE,
        "integration_types": [0, 1],
    }


def _menu(key: str) -> dict[str, Any]:
    return {
        "type": AppCommandType.message.value,
        "name": say(Language.EN, key),
        "name_localizations": dict.fromkeys(_CHINESE, say(Language.ZH, key)),
        "contexts": _EVERYWHERE,
        "integration_types": [0, 1],
    }


def _option(param: Param) -> dict[str, Any]:
    kind = _TYPES.get(param.type, AppCommandOptionType.string)
    out = _described(param.name, param.description, kind)
    if param.required:
        out["required"] = True
    if param.low is not None:
        out |= {"min_value": param.low, "max_value": param.high}
    if 0 < len(param.choices) <= OPTIONS:
        out["choices"] = [{"name": one, "value": one} for one in param.choices]
    elif choices(param, "", Language.EN):
        out["autocomplete"] = True
    return out


def _described(name: str, description: Text, kind: AppCommandOptionType) -> dict[str, Any]:
    localized = dict.fromkeys(_CHINESE, description.zh[:CHOICE])
    return {
        "type": kind.value,
        "name": name,
        "description": description.en[:CHOICE],
        "description_localizations": localized,
    }
