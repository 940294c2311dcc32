"""Who speaks, and where: what an adapter knows of a message before anything is decided."""

from __future__ import annotations

from core.language import Language
from core.model import Model


class Visit(Model):
    """One person in one place. Every id is unique across platforms: "discord:42", "telegram:-100/7"."""

    platform: str
    place: str
    """The channel, thread or topic: one conversation each."""
    group: str
    """The server, workspace or group chat whose settings hold; the place itself in a private chat."""
    person: str
    name: str = ""
    """What others call the person; shown in groups, never stored."""
    private: bool = False
    admin: bool = False
    """Whether the platform lets this person manage the group."""
    locale: Language | None = None
