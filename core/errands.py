"""What is asked of the bot that changes no picture: help, settings, details, forgetting, moving a conversation."""

from __future__ import annotations

from enum import StrEnum

from core.language import Language
from core.model import Model


class ErrandKind(StrEnum):
    """The errands. Those of `core.commands` have the command's name."""

    HELP = "help"
    SETTINGS = "settings"
    SET = "set"
    """Change a setting; value: "name=value"."""
    FORGET = "forget"
    """Ask what is to be forgotten."""
    FORGET_HERE = "forget_here"
    FORGET_ME = "forget_me"
    KEEP = "keep"
    """Forget nothing after all."""
    MOVE = "move"
    """A one-time code for the conversation here."""
    JOIN = "join"
    """Go on here with the conversation of a code; value: the code."""
    DETAILS = "details"
    """Prompt, seed, engine and recipe of a version."""
    FILE = "file"
    """The version's pictures as files, as they were made."""


class Errand(Model):
    """One errand; `base` is the version that it is about, None for the current one."""

    kind: ErrandKind
    value: str = ""
    base: int | None = None


class Offer(Model):
    """A button of a notice: the errand that it runs."""

    kind: ErrandKind
    label: str
    value: str = ""
    chosen: bool = False
    """Whether it stands for what holds now."""
    grave: bool = False
    """Whether it cannot be taken back."""


class Notice(Model):
    """The answer to an errand. `private`: only who asked should see it, where the platform can do that."""

    text: str
    language: Language
    offers: tuple[Offer, ...] = ()
    private: bool = True
    recipe: str = ""
    """The portable recipe as JSON, with the details."""
    digests: tuple[str, ...] = ()
    """Pictures to be sent as files."""
    alt_text: str = ""
    as_files: bool = False
    """Whether the pictures are to arrive just as they were made."""
