"""What comes in from a platform and what goes back: the same for all of them."""

from __future__ import annotations

from enum import StrEnum

from core.language import Language
from core.model import Model
from core.pipeline import Action, Modality, ParamValue
from core.problems import Problem


class Attachment(Model):
    """A file that came with a message: bytes as received, not yet trusted to be an image."""

    data: bytes
    name: str = ""


class ControlKind(StrEnum):
    """A button or chip that was pressed instead of words typed."""

    UNDO = "undo"
    REDO = "redo"
    VARY = "vary"
    DROP = "drop"
    """Drop one chip; value: its key."""
    RESTORE = "restore"
    """Put a dropped chip back: go to the version before; value: version number."""
    AMOUNT = "amount"
    """Set an amount; value: "key=percent"."""
    GOTO = "goto"
    """Make an earlier version the current one; value: its number."""
    CHOOSE = "choose"
    """Keep one of several variations; value: its number, from 1."""
    OTHER = "other"
    """Take the other reading of the last turn."""
    NAME = "name"
    """Give the picture a name; value: it."""
    NEW = "new"
    """The next message starts a new picture."""


class Control(Model):
    """One press of a button."""

    kind: ControlKind
    value: str = ""


class Message(Model):
    """One turn of a user. `conversation` and `author` are opaque to core; the platform's adapter makes them unique."""

    conversation: str
    author: str
    text: str = ""
    attachment: Attachment | None = None
    control: Control | None = None
    base: int | None = None
    """Number of the version that the user points at; None is the current one."""
    fresh: bool = False
    """The user asked to start a new picture rather than change the current one."""
    platform: str = "web"
    locale: Language | None = None
    """The platform's language for the user: what text without a language of its own is answered in."""
    command: str = ""
    """The command of `core.commands` that was given; `text` holds the words after it, `options` what was filled in."""
    options: dict[str, ParamValue] = {}


class Chip(Model):
    """One fact of the state in force, droppable with one tap. `slot` chooses the icon."""

    key: str
    slot: str
    label: str
    changed: bool = False
    amount: int | None = None
    """Percent, for chips whose value can be set with a slider."""


class Picture(Model):
    """An image of a reply, by its content hash; adapters read the bytes from storage."""

    digest: str
    media_type: str
    width: int
    height: int
    alt_text: str
    seed: int | None = None
    credit: str | None = None


class Details(Model):
    """What stands behind the details button."""

    prompt: str
    seed: int | None
    engine: str
    pipelines: tuple[str, ...]
    seconds: float
    width: int
    height: int
    source: str
    made_at: str
    recipe: str
    """The portable recipe as JSON."""
    likeness: float | None = None
    """How alike an edited face is to itself before; 1 is equal."""


class Button(Model):
    """A way on that the reply offers."""

    kind: ControlKind
    label: str
    value: str = ""
    enabled: bool = True


class Reply(Model):
    """The answer to one turn."""

    conversation: str
    turn: int
    modality: Modality
    language: Language
    text: str
    title: str = ""
    pictures: tuple[Picture, ...] = ()
    version: int | None = None
    parent: int | None = None
    actions: tuple[Action, ...] = ()
    belief: dict[str, tuple[str, ...]] = {}
    prompt: str = ""
    chips: tuple[Chip, ...] = ()
    buttons: tuple[Button, ...] = ()
    other: str | None = None
    """The other reading, worded as a question, when the interpretation is uncertain."""
    suggestion: str | None = None
    details: Details | None = None
    problem: Problem | None = None
    can_compare: bool = False
    """Whether a before/after view makes sense: the source is a photo."""
