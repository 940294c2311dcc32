"""What a group (or a person in a private chat) has set: the language, and when the bot answers."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from pydantic import ValidationError

from core.language import Language
from core.model import Model
from core.ports import Notes
from core.problems import Code, ProblemError
from core.visit import Visit

KIND: Final = "preferences"


class Spoken(StrEnum):
    """The language of replies: each person's own, or one for all."""

    AUTO = "auto"
    EN = "en"
    ZH = "zh"


class Listen(StrEnum):
    """What the bot answers in a group without being named, as far as the platform lets it read."""

    NAMED = "named"
    """Only mentions, replies to it and commands."""
    THREADS = "threads"
    """Also everything in threads and topics that it has spoken in."""
    ALL = "all"
    """Everything that is said in the channel."""


class Preferences(Model):
    """The settings of one group."""

    language: Spoken = Spoken.AUTO
    listen: Listen = Listen.THREADS

    def changed(self, name: str, value: str) -> Preferences:
        """With one setting changed. Raises ProblemError (invalid_request) for one that there is not."""
        try:
            return Preferences.model_validate({**self.model_dump(), name: value})
        except ValidationError:
            raise ProblemError(Code.INVALID_REQUEST, f"there is no setting {name}={value}"[:200]) from None


async def preferences_of(notes: Notes, visit: Visit) -> Preferences:
    """What holds where `visit` is."""
    stored = await notes.read(KIND, visit.group)
    return Preferences.model_validate_json(stored) if stored else Preferences()


async def prefer(notes: Notes, visit: Visit, preferences: Preferences) -> None:
    """Keep `preferences` for the group; those of a private chat go when the person is forgotten."""
    person = visit.person if visit.private else None
    await notes.write(KIND, visit.group, preferences.model_dump_json(), person=person)


def language_of(preferences: Preferences, visit: Visit, otherwise: Language) -> Language:
    """The language to answer `visit` in, where its words do not tell."""
    if preferences.language is not Spoken.AUTO:
        return Language(preferences.language)
    return visit.locale or otherwise
