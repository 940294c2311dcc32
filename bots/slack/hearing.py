"""What a payload says: who speaks where, whether the bot is meant, the words, the files."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bots.slack.people import Person
from core.visit import Visit

PLATFORM: Final = "slack"

SPOKEN: Final = frozenset({None, "file_share", "thread_broadcast", "me_message"})
"""Subtypes of messages that a person has said."""

_LINK: Final = re.compile(r"<(?:(https?://[^|>]+|mailto:[^|>]+)|([#@!])([^|>]+))(?:\|([^>]*))?>")


@dataclass(frozen=True)
class Spot:
    """Where an answer goes: a channel of a workspace, and a thread of it."""

    team: str
    channel: str
    thread: str | None = None

    @property
    def place(self) -> str:
        """The id of the channel or thread as a place of its own."""
        return f"{PLATFORM}:{self.team}/{self.channel}" + (f"/{self.thread}" if self.thread else "")

    @property
    def private(self) -> bool:
        """Whether it is a talk with one person; ids of those begin with D."""
        return self.channel.startswith("D")

    def post(self, ts: str) -> str:
        """The id by which a message is remembered."""
        return f"{self.team}/{self.channel}/{ts}"

    @property
    def latest(self) -> str:
        """The id under which the picture that a thread has come to is remembered."""
        return f"{self.team}/{self.channel}/{self.thread}#"

    @property
    def above(self) -> Spot:
        """The channel that a thread hangs in."""
        return Spot(self.team, self.channel)


def visit_of(spot: Spot, user: str, person: Person) -> Visit:
    """Who speaks, and where."""
    return Visit(
        platform=PLATFORM,
        place=spot.place,
        group=spot.above.place if spot.private else f"{PLATFORM}:{spot.team}",
        person=f"{PLATFORM}:{spot.team}/{user}",
        name=person.name,
        private=spot.private,
        admin=person.admin,
        locale=person.locale,
    )


def names(text: str, me: str) -> bool:
    """Whether `text` mentions the user `me`."""
    return re.search(rf"<@{re.escape(me)}(?:\|[^>]*)?>", text) is not None


def words_of(text: str, me: str) -> str:
    """The words as they were typed: without the bot's name, links and names written out, entities undone."""
    text = re.sub(rf"<@{re.escape(me)}(?:\|[^>]*)?>:?", "", text)
    return html.unescape(_LINK.sub(_written, text)).strip()


def _written(match: re.Match[str]) -> str:
    link, mark, name, label = match.groups()
    if link:
        return label or link
    return label if mark == "!" and label else f"{'@' if mark == '!' else mark}{label or name}"


@dataclass(frozen=True)
class File:
    """A file that somebody shared. `size` in bytes."""

    id: str
    url: str
    name: str
    size: int
    media_type: str
    reachable: bool = True
    """Whether Slack itself keeps it; what lives elsewhere is not ours to fetch."""

    @property
    def is_picture(self) -> bool:
        """Whether it says that it is one."""
        return self.media_type.startswith("image/")


def files_of(payloads: Sequence[Mapping[str, Any]] | None) -> list[File]:
    """The files of a message."""
    return [_file(one) for one in payloads or () if one.get("mode") not in {"tombstone", "hidden_by_limit"}]


def _file(payload: Mapping[str, Any]) -> File:
    return File(
        id=str(payload["id"]),
        url=str(payload.get("url_private_download") or payload.get("url_private") or ""),
        name=str(payload.get("name") or "picture"),
        size=int(payload.get("size") or 0),
        media_type=str(payload.get("mimetype") or ""),
        reachable=not payload.get("is_external") and payload.get("mode") != "external",
    )


def escaped(text: str) -> str:
    """`text` so that Slack shows it and reads no mentions into it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
