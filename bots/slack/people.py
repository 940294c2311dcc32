"""Who a user id is: name, language, whether they manage the workspace. Asked for once, and kept for a while."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final

from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from core.language import Language, of_locale

log = logging.getLogger(__name__)

_MOST: Final = 5000
_SECONDS: Final = 900.0


@dataclass(frozen=True)
class Person:
    """What Slack tells of a person."""

    name: str = ""
    locale: Language | None = None
    admin: bool = False


class People:
    """The people that the bot has met, the latest of them."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], tuple[float, Person]] = OrderedDict()

    async def of(self, client: AsyncWebClient, team: str, user: str) -> Person:
        """The person behind an id; someone without a name where Slack does not tell."""
        found = self._known.get((team, user))
        if found is not None and time.monotonic() - found[0] < _SECONDS:
            return found[1]
        try:
            answer = await client.users_info(user=user, include_locale=True)
            person = _person(answer.get("user") or {})
        except (SlackClientError, OSError) as error:
            log.info("Slack does not tell who somebody is: %s", type(error).__name__)
            return found[1] if found else Person()
        self._known[team, user] = time.monotonic(), person
        while len(self._known) > _MOST:
            self._known.popitem(last=False)
        return person


def _person(payload: dict[str, Any]) -> Person:
    profile = payload.get("profile") or {}
    name = profile.get("display_name") or payload.get("real_name") or payload.get("name") or ""
    return Person(
        name=str(name),
        locale=of_locale(str(payload.get("locale") or "")),
        admin=bool(payload.get("is_admin") or payload.get("is_owner")),
    )
