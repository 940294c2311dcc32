"""The scene slots of the belief state: what a drawing shows, as data, and the pure edits of it."""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import color_in_chinese, is_chinese, measure_word
from core.model import Model
from core.pipeline import FaceValues

SAYS: Final = "says: "
"""Begins an attribute that is a text on the thing, in the case in which it was written."""
_WRITTEN: Final = re.compile(r"that says [\"“](?P<text>.+)[\"”]|写着[“\"](?P<han>.+)[”\"]")
_BEHIND: Final = re.compile(
    r"(?:for|about|like|as|to|made|dressed|named|called|full|covered|filled|shaped|decorated|wrapped|painted|inspired|lit|"
    r"carved|built|coated|in|on|at|with|of|from|afraid|without) "
)
"""Begins an attribute that stands behind the noun: "made of glass"."""


def saying(text: str, noun: str) -> str:
    """What is said of a thing, in the language of its `noun`, on which `text` stands: `that says "Hello"`."""
    return f"写着“{text}”" if is_chinese(noun) else f'that says "{text}"'


def written(attribute: str) -> str | None:
    """The text in an attribute such as `that says "Hello"` or 写着“你好”; None in any other."""
    found = _WRITTEN.fullmatch(attribute)
    return (found.group("text") or found.group("han")) if found else None


class Subject(Model):
    """One thing in the scene: its noun as the user named it, and what was said of it."""

    noun: str
    color: str | None = None
    attributes: tuple[str, ...] = ()
    count: int = 1
    """How many; 0 for a place that is kept free."""
    place: str | None = None
    """Where it goes, in the user's words: "on the left", "on the cat", "held by the man", "ridden by the girl"."""
    action: str | None = None
    """What it does: "running", "playing the guitar", "looking at the moon"."""

    def phrase(self) -> str:
        """The noun phrase, such as "two fluffy white cats" without the number's word: "2 fluffy white cats"."""
        number = str(self.count) if self.count > 1 else ""
        says = [saying(word.removeprefix(SAYS), self.noun) for word in self.attributes if word.startswith(SAYS)]
        words = [word for word in self.attributes if word and not word.startswith(SAYS)]
        if is_chinese(self.noun):
            described = [*says, *words, color_in_chinese(self.color)]
            unit = measure_word(self.noun) if number else ""
            return f"{number}{unit}{''.join(f'{word}的' for word in described if word)}{self.noun}"
        behind = [word for word in words if _BEHIND.match(word)]
        before = [word for word in words if word not in behind]
        return " ".join(word for word in (number, *before, self.color, self.noun, *behind, *says) if word)


class Scene(Model):
    """Subjects, background, style, shot, palette, mood; `details` holds weather, light, season, pose and action."""

    subjects: tuple[Subject, ...] = ()
    """In the order in which they came. One that was taken out while others follow stays with a count of 0: it keeps
    its place, so that the others keep theirs."""
    background: str | None = None
    style: str | None = None
    shot: str | None = None
    palette: str | None = None
    mood: str | None = None
    details: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    face: FaceValues = {}

    @property
    def present(self) -> tuple[Subject, ...]:
        """The subjects that are in the picture."""
        return tuple(subject for subject in self.subjects if subject.count)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been said of the scene."""
        return self == Scene()


SCENE_PIPELINES = frozenset({
    "edit", "add_object", "remove_object", "replace_object", "recolor_object", "change_attribute",
    "change_background", "style_transfer", "edit_face",
})  # fmt: skip
"""The pipelines that change a scene; `core.scene.edits.apply` takes no others."""
