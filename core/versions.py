"""Versions form a tree: every change of the picture adds one, undo and redo move along it, nothing is overwritten."""

from __future__ import annotations

from core.model import Model
from core.problems import Code, ProblemError
from core.recipe import Recipe
from core.seen import FaceNote, Seen

DEPTH_OF_UNDO = 100
"""Steps that undo can take back."""


class Image(Model):
    """A stored image: `digest` is the SHA-256 of its bytes."""

    digest: str
    media_type: str
    width: int
    height: int


class Version(Model):
    """One state of the picture. `number` counts from 1 within the conversation; `parent` is None for a root."""

    number: int
    parent: int | None
    recipe: Recipe
    images: tuple[Image, ...]
    seeds: tuple[int | None, ...] = ()
    seen: Seen | None = None
    alt_text: str = ""
    title: str = ""
    name: str = ""
    """The title that a person gave it, which its children keep."""
    author: str = ""
    engine: str = ""
    seconds: float = 0.0
    created: str = ""
    """ISO 8601, UTC."""
    undrawn: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()
    """What was drawn for something close to it: the user's words, and the English name of what they became."""
    face: FaceNote | None = None
    credit: str | None = None

    @property
    def asks(self) -> bool:
        """Whether its picture numbers the faces of its recipe: nothing is made from it, and undo passes it by."""
        return self.face is not None and self.face.numbered


class VersionTree(Model):
    """The versions of one conversation, the current one, and the way forward that redo takes."""

    versions: dict[int, Version] = {}
    current: int | None = None
    past: tuple[int, ...] = ()
    """Versions that undo returns to, the next one last: the way that the user came, across roots."""
    forward: tuple[int, ...] = ()
    """Versions that redo returns to, the next one last."""

    @property
    def head(self) -> Version | None:
        """The current version; None before the first and after a reset."""
        return None if self.current is None else self.versions[self.current]

    @property
    def next_number(self) -> int:
        """The number of the version that `add` takes next. Versions that were forgotten leave gaps."""
        return next(reversed(self.versions), 0) + 1

    def get(self, number: int) -> Version:
        """The version `number`. Raises ProblemError (no_such_version)."""
        try:
            return self.versions[number]
        except KeyError:
            raise ProblemError(Code.NO_SUCH_VERSION, f"there is no version {number}", number=number) from None

    def add(self, version: Version) -> VersionTree:
        """The tree with `version` as a new leaf and as the current one. Raises ValueError if it does not fit."""
        if version.number != self.next_number:
            raise ValueError(f"the next version is {self.next_number}, not {version.number}")
        if version.parent is not None and version.parent not in self.versions:
            raise ValueError(f"version {version.number} has the unknown parent {version.parent}")
        moved = self._at(version.number)
        return moved.model_copy(update={"versions": {**self.versions, version.number: version}})

    def undo(self, steps: int = 1) -> VersionTree:
        """Step back the way that was come, as far as it goes. Raises ProblemError (nothing_to_undo) at its start."""
        if not self.past or self.current is None:
            raise ProblemError(Code.NOTHING_TO_UNDO, "there is no earlier picture")
        line = (*self.past, self.current)
        at = max(len(line) - 1 - steps, 0)
        forward = (*self.forward, *line[:at:-1])
        return self.model_copy(update={"current": line[at], "past": line[:at], "forward": forward})

    def redo(self) -> VersionTree:
        """Step forward along what was undone. Raises ProblemError (nothing_to_redo)."""
        if not self.forward:
            raise ProblemError(Code.NOTHING_TO_REDO, "nothing was undone")
        forward = self.forward[:-1]
        return self._at(self.forward[-1]).model_copy(update={"forward": forward})

    def goto(self, number: int) -> VersionTree:
        """Make `number` the current version, so that the next change branches from it. Raises ProblemError."""
        self.get(number)
        return self if number == self.current else self._at(number)

    def reset(self) -> VersionTree:
        """Leave the picture: the next one starts its own root. The versions stay."""
        return self.model_copy(update={"current": None, "past": (), "forward": ()})

    def _at(self, number: int) -> VersionTree:
        head = self.head
        past = self.past if head is None or head.asks else (*self.past, head.number)
        return self.model_copy(update={"current": number, "past": past[-DEPTH_OF_UNDO:], "forward": ()})

    def children(self, number: int | None) -> list[Version]:
        """The versions made from `number`, oldest first."""
        return [version for version in self.versions.values() if version.parent == number]

    def path(self, number: int | None = None) -> list[Version]:
        """The versions from the root to `number` (or the current one)."""
        at = self.current if number is None else number
        out: list[Version] = []
        while at is not None:
            out.append(self.versions[at])
            at = self.versions[at].parent
        return out[::-1]
