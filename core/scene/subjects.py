"""How the user's words find a subject of a scene."""

from __future__ import annotations

import re
from typing import Final

from core.ages import has_age
from core.lexicon import canonical_noun, kind_of
from core.scene.model import Scene, Subject
from core.scene.reader import read_subject

POINTERS: Final = frozenset({"it", "him", "her", "he", "she", "them", "they", "它", "他", "她", "它们", "他们", "她们"})
"""Words that only point at somebody or something."""
WOMEN: Final = frozenset(
    {"woman", "girl", "oldwoman", "queen", "princess", "witch", "bride", "mermaid", "ballerina", "fairy", "nun"}
)
"""Nouns of the lexicon that name women."""
_SHE, _HE = frozenset({"her", "she", "她"}), frozenset({"him", "he", "他"})
_WITH: Final = re.compile(r"\s+(?:with|wearing|in an?)\s.*|\s+;\s.*", re.IGNORECASE)
"""What somebody has, behind their name: "the old man with glasses" is no glasses."""
_OF: Final = re.compile(r"^(?:an? |the )?(?:portrait|picture|drawing|photo) of |的(?:肖像|头像|画像)$", re.IGNORECASE)


def find_subject(scene: Scene, words: str) -> int | None:
    """Index of the subject that `words` name, the last one that fits best; "it" and "her" name the first who fits."""
    if (pointer := words.strip().lower()) in POINTERS:
        return _pointed(scene, pointer)
    named, key = read_subject(words), canonical_noun(_WITH.sub("", words))
    fits = [at for at, one in enumerate(scene.subjects) if one.count and canonical_noun(one.noun) == key]
    if not fits and (key := canonical_noun(named.noun)):
        fits = [at for at, one in enumerate(scene.subjects) if one.count and canonical_noun(one.noun) == key]
    if not fits:  # who says "the cake" may mean the slice of it
        fits = [at for at, one in enumerate(scene.subjects) if one.count and _is_piece(one.noun, key)]
    return max(fits, key=lambda at: (*_likeness(scene.subjects[at], named), at), default=None)


def _pointed(scene: Scene, pointer: str) -> int | None:
    """The first subject that a pronoun may mean: "him" is no girl, where there is anybody else."""
    present = [at for at, one in enumerate(scene.subjects) if one.count]
    women = [at for at in present if canonical_noun(scene.subjects[at].noun) in WOMEN]
    others = [at for at in present if at not in women and kind_of(scene.subjects[at].noun) in {"person", "animal"}]
    fits = women if pointer in _SHE else others if pointer in _HE else present
    return next(iter(fits or present), None)


def find_person(scene: Scene, words: str) -> int | None:
    """Index of the only person whose age may change, where `words` name such a one by another age; else None."""
    people = [at for at, one in enumerate(scene.subjects) if one.count and has_age(one.noun)]
    named = _OF.sub("", _WITH.sub("", words))
    return people[0] if len(people) == 1 and has_age(named) else None


def _is_piece(noun: str, key: str) -> bool:
    """Whether a noun such as "slice of cake" is a piece of what `key` names."""
    return bool(key) and canonical_noun(noun).endswith(f" of {key}")


def _likeness(subject: Subject, named: Subject) -> tuple[bool, bool]:
    """Whether the colour that was said, and the very noun, are the subject's own."""
    return named.color is not None and named.color == subject.color, subject.noun.lower() == named.noun.lower()
