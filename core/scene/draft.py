"""A scene while it is read: things, relations and surroundings are put in, and never more than a scene may hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.lexicon import canonical_noun, is_chinese
from core.scene.model import Scene, Subject

MAX_SUBJECTS: Final = 12
_MOST_DETAILS: Final = 24
_MOST_ATTRIBUTES: Final = 6
_LONGEST_ACTION: Final = 60
_POSTURES: Final = frozenset({"坐", "站", "躺", "趴", "蹲", "跪", "倒挂", "站立", "靠", "飞", "走"})


def also(action: str, more: str) -> str:
    """Two things that are done at once: "sitting and reading", "坐着看书"."""
    if not is_chinese(action):
        return f"{action} and {more}"
    return f"{action.removesuffix('着')}着{more}" if action.removesuffix("着") in _POSTURES else f"{action}、{more}"


class Draft:
    """A scene in the making. Subjects are named by their index."""

    def __init__(self, style: str | None = None, shot: str | None = None) -> None:
        self.subjects: list[Subject] = []
        self.style, self.shot = style, shot
        self.background: str | None = None
        self._moods: list[str] = []
        self._palettes: list[str] = []
        self._details: list[str] = []
        self._without: list[str] = []

    def add(self, subject: Subject) -> int | None:
        """The index of a new subject; None where the scene is full."""
        if len(self.subjects) >= MAX_SUBJECTS:
            return None
        self.subjects.append(subject)
        return len(self.subjects) - 1

    def put(self, indexes: Sequence[int], place: str) -> None:
        """Place subjects that have no place yet."""
        for index in indexes:
            if self.subjects[index].place is None:
                self._change(index, place=place)

    def replace(self, index: int, place: str) -> None:
        """Give a subject another place."""
        self._change(index, place=place)

    def act(self, indexes: Sequence[int], action: str) -> None:
        """Let subjects do something, besides what they do already."""
        for index in indexes:
            held = self.subjects[index].action
            if held is None:
                self._change(index, action=action or None)
            elif action and action not in held and len(held) < _LONGEST_ACTION:
                self._change(index, action=also(held, action))

    def do(self, index: int, action: str) -> None:
        """Let a subject do this and nothing else."""
        self._change(index, action=action)

    def say(self, index: int, attribute: str) -> None:
        """Say how a subject is."""
        held = self.subjects[index].attributes
        if attribute not in held and len(held) < _MOST_ATTRIBUTES:
            self._change(index, attributes=(*held, attribute))

    def paint(self, index: int, color: str) -> None:
        """Give a subject a colour."""
        held = self.subjects[index].color
        self._change(index, color=color if held is None else f"{held} and {color}")

    def noun(self, index: int) -> str:
        """The noun of a subject."""
        return self.subjects[index].noun

    def find(self, noun: str) -> int | None:
        """The last subject that is such a thing."""
        key = canonical_noun(noun)
        return next(
            (at for at in range(len(self.subjects) - 1, -1, -1) if canonical_noun(self.subjects[at].noun) == key), None
        )

    def detail(self, words: str) -> None:
        """What is in the air: time, weather, season, light."""
        _append(self._details, words, _MOST_DETAILS)

    def lengthen(self, words: str) -> None:
        """Say more of what was said last to be in the air: "under a sky full of stars"."""
        self._details[-1:] = [f"{held} {words}" for held in self._details[-1:]] or [words]

    def mood(self, words: str) -> None:
        """The mood of the picture."""
        _append(self._moods, words, 4)

    def palette(self, words: str) -> None:
        """The colours of the whole picture."""
        _append(self._palettes, words, 3)

    def leave_out(self, words: str) -> None:
        """What must not be in the picture."""
        _append(self._without, words, _MOST_DETAILS)

    def forget(self, words: str) -> None:
        """Take a detail back."""
        self._details = [held for held in self._details if held != words]

    def scene(self) -> Scene:
        """The scene as it is now."""
        return Scene(
            subjects=tuple(self.subjects), background=self.background, style=self.style, shot=self.shot,
            palette=", ".join(self._palettes) or None, mood=", ".join(self._moods) or None,
            details=tuple(self._details), without=tuple(self._without),
        )  # fmt: skip

    def _change(self, index: int, **fields: object) -> None:
        self.subjects[index] = self.subjects[index].model_copy(update=fields)


def _append(held: list[str], words: str, most: int) -> None:
    words = words.strip(" ,.;")
    if words and words not in held and len(held) < most:
        held.append(words)
