"""A conversation: its version tree and the few facts that the next turn needs. The transcript stays in storage."""

from __future__ import annotations

from core.language import Language
from core.model import Model
from core.pipeline import Action, Modality
from core.versions import VersionTree


class Turn(Model):
    """One exchange, as remembered: the user's text, what was understood, and what the user saw."""

    index: int
    author: str
    user: str
    system: str
    modality: Modality
    actions: tuple[Action, ...] = ()
    version: int | None = None
    """The version in force after the turn."""
    upload: str | None = None
    """Digest of the image that came with it."""
    created: str = ""
    reply: str = ""
    """The reply as JSON, so that a page can be laid again."""


class Pending(Model):
    """What the system asked or offered last; the next turn may answer it."""

    question: str = ""
    suggestion: Action | None = None
    other: tuple[Action, ...] = ()
    """The other reading of the last turn, taken when the user presses its button."""
    other_base: int | None = None
    """The version that the other reading starts from."""
    asked: tuple[Action, ...] = ()
    """What waits for the person to be named whose face is meant."""


RECENT_TURNS = 20
"""Turns of history that understanding sees."""


class Conversation(Model):
    """The state of one channel, thread or tab."""

    id: str
    owner: str
    platform: str = "web"
    title: str = ""
    language: Language = Language.EN
    seed: int = 0
    """One seed for the whole conversation keeps the subject the same (DialogGen, section 4.1)."""
    tree: VersionTree = VersionTree()
    recent: tuple[Turn, ...] = ()
    pending: Pending = Pending()
    turn_count: int = 0


class Summary(Model):
    """A line of the conversation list."""

    id: str
    title: str
    platform: str
    updated: str
    thumb: str | None = None
    """Digest of its latest picture."""
    versions: int = 0
