"""What understanding gets and gives. Rules, a trained model and a language model all stand behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from core.catalogue import CATALOGUE
from core.conversation import Pending, Turn
from core.face import FaceState
from core.language import Language
from core.pipeline import Action, Modality
from core.scene.model import Scene


@dataclass(frozen=True)
class Context:
    """One turn as understanding sees it: the new text, what was said before, and what is in the picture."""

    text: str
    language: Language = Language.EN
    has_upload: bool = False
    turns: tuple[Turn, ...] = ()
    """The recent turns, oldest first."""
    scene: Scene = field(default_factory=Scene)
    face: FaceState | None = None
    strengths: Mapping[str, float] = field(default_factory=dict[str, float])
    """How strongly those face values are wanted that are not wanted fully, 0..1."""
    faces: int | None = None
    """How many faces the picture in play shows, where that is known."""
    picture: Literal["none", "drawing", "photo"] = "none"
    concepts: tuple[str, ...] = ()
    """Names of things that are visible in the picture in play."""
    instructions: tuple[str, ...] = ()
    """What is in force of the pixels in words: what is written over the picture, how near a photo is seen."""
    pending: Pending = field(default_factory=Pending)
    can_undo: bool = False
    can_redo: bool = False
    fresh: bool = False
    """The user pressed "start a new picture" before typing."""


@dataclass(frozen=True)
class Interpretation:
    """What a turn means. `other` is the second-best reading, offered when `confidence` (0..1) is low."""

    actions: tuple[Action, ...]
    language: Language
    confidence: float = 1.0
    other: tuple[Action, ...] = ()
    note: str = ""
    """Key of the sentence that says what was asked and cannot be done; empty where there is nothing to say."""

    @property
    def modality(self) -> Modality:
        """Image when any action answers with one (DialogGen, section 4.3)."""
        answers = (CATALOGUE[one.pipeline].answers for one in self.actions)
        return Modality.IMAGE if Modality.IMAGE in answers else Modality.TEXT


class Understanding(Protocol):
    """Anything that reads a turn."""

    async def interpret(self, context: Context) -> Interpretation:
        """The reading of `context`. Its actions are always allowed by the catalogue."""
        ...
