"""How the things of a scene belong to each other, by their places: who wears, holds, rides or stands beside whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from core.lexicon import canonical_noun, color_in_chinese, is_chinese, kind_of
from core.scene.model import Subject
from core.scene.words import PREPOSITIONS, WORN_PARTS
from core.scene.words_zh import WORN_PARTS as WORN_PARTS_ZH

Link = Literal["worn", "held", "ridden", "beside", "had", "place"]
"""What a place says: on somebody, in their hand, under them, beside them, part of a thing, or elsewhere."""

_IT: Final = re.compile(r"(?:on|held by|around|in) (?:it|him|her|them|the|his|her|its|their)\b")
_HANDS: Final = ("手里", "怀里", "嘴里", "手上", "手中", "肩上")
_BODY: Final = ("身上", "头上", "脖子上", "脸上", "眼睛上", "背上")
_POINTS: Final = frozenset({"it", "him", "her", "them", "它", "他", "她"})
_RELATION: Final = re.compile(
    rf"^(?:held by|ridden by|{'|'.join(sorted(map(re.escape, PREPOSITIONS), key=len, reverse=True))}) (?:the |an? )?",
    re.IGNORECASE,
)


def is_animate(subject: Subject) -> bool:
    """Whether a subject is an animal or somebody."""
    return kind_of(subject.noun) in {"animal", "person"} or canonical_noun(subject.noun) == "snowman"


def is_worn_kind(subject: Subject) -> bool:
    """Whether a thing can be worn, or is a part of a body."""
    last = subject.noun.lower().rpartition(" ")[2]
    return kind_of(subject.noun) == "worn" or last in WORN_PARTS or subject.noun in WORN_PARTS_ZH


def is_attached(subject: Subject) -> bool:
    """Whether the subject is worn or held by another one."""
    place = (subject.place or "").lower()
    if place.startswith("held by ") or place.endswith((*_HANDS, "身上")):
        return True
    if is_animate(subject):
        return False
    if place.endswith(_BODY):
        return kind_of(subject.noun) in {"worn", None}
    named = _RELATION.sub("", place)
    if named in _POINTS:
        return True
    living = kind_of(named) in {"animal", "person"} or "'s " in named or canonical_noun(named) == "snowman"
    return bool(_IT.match(place)) and (living or is_worn_kind(subject)) and kind_of(subject.noun) != "container"


def owner_of(subjects: Sequence[Subject], index: int) -> int | None:
    """The subject that the place of another one names; None where it names none."""
    place = (subjects[index].place or "").lower()
    if not place:
        return None
    named = [at for at, other in enumerate(subjects) if at != index and other.count and _names(place, other)]
    if not named and _RELATION.sub("", place) in _POINTS:
        return next((at for at, other in enumerate(subjects) if other.count and at != index), None)
    return max(named, key=lambda at: (_is_colored(place, subjects[at]), len(subjects[at].noun), -at), default=None)


def _names(place: str, subject: Subject) -> bool:
    noun = subject.noun.lower()
    if is_chinese(noun):
        return noun in place
    return re.search(rf"(?<![\w-]){re.escape(noun)}(?![\w-])", place) is not None


def _is_colored(place: str, subject: Subject) -> bool:
    color = color_in_chinese(subject.color) if is_chinese(subject.noun) else subject.color
    return bool(color) and f"{color}{'的' if is_chinese(subject.noun) else ' '}{subject.noun.lower()}" in place


def link_of(subjects: Sequence[Subject], index: int) -> tuple[Link, int | None]:
    """How a subject is linked, and to whom; "place" with None for one that stands by itself."""
    subject, owner = subjects[index], owner_of(subjects, index)
    place = (subject.place or "").lower()
    if owner is None:
        return "place", None
    if place.startswith("held by ") or (place.endswith(_HANDS) and not is_animate(subject)):
        return "held", owner
    if place.startswith("ridden by ") or (place.startswith("被") and is_chinese(place)):
        return "ridden", owner
    if place.endswith("怀里") or place.endswith("手里"):
        return "held", owner
    if is_attached(subject) and "'s " not in place:
        return "worn", owner
    noun = subjects[owner].noun.lower()
    if place.startswith("next to the ") or place == f"{noun}旁边" or place.endswith("旁边"):
        return "beside", owner
    part = re.fullmatch(r"(?:on|in) the .+", place) or place in {f"{noun}上", f"{noun}里"}
    if part and owner < index and not is_animate(subject) and not is_animate(subjects[owner]) and "'s " not in place:
        return "had", owner
    return "place", owner
