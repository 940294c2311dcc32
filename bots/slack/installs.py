"""The workspaces that have installed the app, kept as notes: a token each, and the states of installs under way."""

from __future__ import annotations

import json
import logging
import secrets
from logging import Logger
from typing import Final

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from core.ports import Notes

INSTALL: Final = "slack-install"
STATE: Final = "slack-state"
STATE_SECONDS: Final = 600
"""How long somebody may take to agree to an install."""

_log = logging.getLogger(__name__)


class NoteInstalls(AsyncInstallationStore):
    """One installation a workspace or organisation, the latest. What the bot needs is the bot's token."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    @property
    def logger(self) -> Logger:
        """Where the library tells of failures."""
        return _log

    async def async_save(self, installation: Installation) -> None:
        """Keep an installation, over an older one."""
        await self.async_save_bot(installation.to_bot())

    async def async_save_bot(self, bot: Bot) -> None:
        """Keep the bot's part of an installation."""
        key = _key(bot.enterprise_id, bot.team_id, bool(bot.is_enterprise_install))
        await self._notes.write(INSTALL, key, json.dumps(bot.to_dict(), default=str))

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The bot of a workspace, or of the organisation that it belongs to."""
        for org in (bool(is_enterprise_install), True):
            text = await self._notes.read(INSTALL, _key(enterprise_id, team_id, org))
            if text is not None:
                return Bot(**json.loads(text))
        return None

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Drop a workspace's token: it was revoked, or the app removed."""
        for org in (False, True):
            await self._notes.take(INSTALL, _key(enterprise_id, team_id, org))

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Nothing: tokens of single people are not kept."""

    async def teams(self) -> int:
        """How many have installed the app."""
        return len(await self._notes.entries(INSTALL))


def _key(enterprise: str | None, team: str | None, org: bool) -> str:
    return f"org:{enterprise}" if org and enterprise else f"team:{team}"


class NoteStates(AsyncOAuthStateStore):
    """Random states of installs that are under way; each is good once."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    @property
    def logger(self) -> Logger:
        """Where the library tells of failures."""
        return _log

    async def async_issue(self, *args: object, **kwargs: object) -> str:
        """A new state."""
        state = secrets.token_urlsafe(24)
        await self._notes.write(STATE, state, "open", seconds=STATE_SECONDS)
        return state

    async def async_consume(self, state: str) -> bool:
        """Whether `state` was issued and not used."""
        return await self._notes.take(STATE, state) is not None
