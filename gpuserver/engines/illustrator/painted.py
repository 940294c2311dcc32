"""Parts that a drawing has anyway and that are to have a colour of their own: the red door of a house."""

from __future__ import annotations

from typing import Final

from core.lexicon import canonical_noun
from core.scene.model import Subject
from gpuserver.engines.illustrator import subjects as drawings
from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.nouns import drawing_of, is_plain_part
from gpuserver.engines.illustrator.palette import find_colors, repainted
from gpuserver.engines.illustrator.relations.places import read_place

_PAINTED: Final = "painted part: "
"""Begins an attribute that names a part's palette class, and then its colour."""
_CLASSES: Final = {"door": "door", "window": "frame", "roof": "roof", "wall": "wall"}
"""Parts, and what their class in the palette is called."""


def is_own_part(part: Subject, known: list[Subject]) -> bool:
    """Whether `part` is in the drawing of the one of `known` that is said to have it, which is told its colour."""
    if is_plain_part(part, known):
        return True
    place, cls = read_place(part.place), _CLASSES.get(canonical_noun(part.noun))
    if place.relation != "on" or cls is None or part.attributes:
        return False
    for at, one in enumerate(known):
        name = drawing_of(one)
        if name is not None and name == place.other and cls in drawings.artwork(name).palette:
            told = (f"{_PAINTED}{cls} {part.color}",) if part.color else ()
            known[at] = one.model_copy(update={"attributes": (*one.attributes, *told)})
            return True
    return False


def paint_of(subject: Subject, artwork: Artwork) -> dict[str, str]:
    """The palette entries for the parts that `subject` was said to have."""
    palette: dict[str, str] = {}
    for word in subject.attributes:
        cls, _, color = word.removeprefix(_PAINTED).partition(" ")
        if word.startswith(_PAINTED) and (shades := find_colors(color)):
            palette |= repainted(artwork, cls, shades[0].hex)
    return palette


def unpainted(subject: Subject) -> Subject:
    """The subject without what was told of its parts."""
    bare = tuple(word for word in subject.attributes if not word.startswith(_PAINTED))
    return subject.model_copy(update={"attributes": bare})
