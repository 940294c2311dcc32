"""From settings to the adapters of the chat platforms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bots.chat.adapter import Adapter, AdapterError
from bots.chat.front import Front
from bots.cli.wiring import House
from bots.settings import Settings
from core.access import UNLIMITED, Access
from core.desk import Desk
from core.language import Language
from core.reception import Reception


def front_of(house: House, platform: str) -> Front:
    """What the adapter of `platform` speaks to."""
    language = Language(house.settings.language)
    notes = house.store.notes
    access = house.access if platform in PLATFORMS else Access(UNLIMITED)  # who sits at the machine waits for nobody
    reception = Reception(house.dialogue, notes, access, language)
    desk = Desk(house.dialogue, house.store, notes, access, house.search, language)
    return Front(platform, reception, desk, house.store, notes)


def _discord(house: House) -> Adapter:
    from bots.discord.app import DiscordAdapter  # the libraries of platforms that are not used are not loaded

    return DiscordAdapter(front_of(house, "discord"), house.settings.discord)


def _slack(house: House) -> Adapter:
    from bots.slack.app import SlackAdapter

    return SlackAdapter(front_of(house, "slack"), house.settings.slack, house.store.notes)


def _telegram(house: House) -> Adapter:
    from bots.telegram.app import TelegramAdapter

    return TelegramAdapter(front_of(house, "telegram"), house.settings.telegram, house.store.notes)


_MAKERS: Final[Mapping[str, Callable[[House], Adapter]]] = {
    "discord": _discord,
    "slack": _slack,
    "telegram": _telegram,
}

PLATFORMS: Final = tuple(_MAKERS)


def adapter_of(house: House, platform: str) -> Adapter:
    """The adapter of `platform`. Raises AdapterError where its settings do not do."""
    return _MAKERS[platform](house)


def is_set(settings: Settings, platform: str) -> bool:
    """Whether there is a token for `platform`."""
    slack = settings.slack
    tokens = {
        "discord": (settings.discord.token,),
        "slack": (slack.bot_token, slack.app_token, slack.signing_secret),
        "telegram": (settings.telegram.token,),
    }
    return any(token.get_secret_value() for token in tokens[platform])


__all__ = ["PLATFORMS", "AdapterError", "adapter_of", "front_of", "is_set"]
