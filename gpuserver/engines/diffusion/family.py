"""What a family of models can do and how it wants to be asked, as data: nothing here needs torch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.language import Language


class Ability(StrEnum):
    """What a model makes a picture from."""

    DRAW = "draw"
    """Words."""
    REDRAW = "redraw"
    """A picture and words, keeping as much of the picture as its strength leaves."""
    FILL = "fill"
    """A picture, words, and a mask of what is to be new."""
    INSTRUCT = "instruct"
    """A picture, and words that say what to change in it."""
    COMBINE = "combine"
    """Several pictures and words."""
    SKETCH = "sketch"
    """The lines of a drawing, and words."""
    ENLARGE = "enlarge"
    """A picture alone: the same with more pixels."""


class Wording(StrEnum):
    """How a family wants its prompts."""

    TAGS = "tags"
    """Short phrases between commas, the most important ones first."""
    SENTENCES = "sentences"


@dataclass(frozen=True)
class Family:
    """The models that one class of diffusers (or transformers) loads."""

    class_name: str
    """As in `model_index.json`, or in `config.json` for a model of transformers."""
    abilities: frozenset[Ability]
    multiple: int = 1
    """Sides of its pictures are multiples of this many pixels."""
    pixels: int = 1024 * 1024
    """The area that it was trained for; a picture is made at this area or below, never above."""
    least: int = 256
    """Pixels of the short side, at least."""
    steps: int = 1
    guidance: float = 0.0
    """Scale of classifier-free guidance (Ho and Salimans, 2022, equation 6); 0: none, and no negative prompt."""
    wording: Wording = Wording.SENTENCES
    languages: tuple[Language, ...] = (Language.EN,)
    words: int = 300
    """What its text encoder reads, in words; what is over is left out, the least important first."""
    merges: bool = True
    """Whether several instructions at once are followed; else each is a generation of its own."""
    references: int = 0
    """Pictures that it takes beside the words."""

    @property
    def negative(self) -> bool:
        """Whether a negative prompt has an effect."""
        return self.guidance > 1
