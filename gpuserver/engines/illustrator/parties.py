"""Words for several people at once: a family, a couple, children; and how many a bare plural means."""

from __future__ import annotations

import re
from typing import Final

from core.scene import Subject
from gpuserver.engines.illustrator.words import is_plural

_SOME: Final = 3
"""How many a plural without a number means."""
_FIXED: Final = (
    (re.compile(r"family of four$|一家四口|^四口$"), ("man", "woman", "boy", "girl")),
    (re.compile(r"\b(?:family|families)$|一家三口|^三口$|一家人|全家|家人|家庭"), ("man", "woman", "girl")),
    (re.compile(r"\b(?:couple|lovers|newlyweds|bride and groom)$|情侣|夫妻|夫妇|恋人|新人"), ("woman", "man")),
    (re.compile(r"\bgrandparents$|爷爷奶奶|外公外婆|祖父母|老两口"), ("oldman", "oldwoman")),
    (re.compile(r"(?<!grand)\bparents$|爸爸妈妈|父母"), ("woman", "man")),
)
"""Nouns for people who belong together."""
_MIXED: Final = (
    (
        re.compile(r"\b(?:children|kids|pupils|schoolchildren|siblings)$|孩子们?|小朋友们?|儿童|小孩们?|同学们?"),
        ("boy", "girl"),
    ),
    (
        re.compile(r"\b(?:friends|people|tourists|students|villagers|dancers)$|朋友们?|人们|游客们?|学生们?|路人"),
        ("woman", "man"),
    ),
)
"""Nouns for several people of both kinds."""
_PAIRED: Final = re.compile(r"\b(?:shoes|sneakers|trainers)$|鞋子?$")
"""Nouns whose drawing is a pair."""
_OLD: Final = {"woman": "oldwoman", "man": "oldman"}


def party_of(subject: Subject) -> tuple[str, ...]:
    """The drawings of the people that a noun for several of them means, one each; empty for other nouns."""
    noun = subject.noun.lower()
    for pattern, kinds in _FIXED:
        if pattern.search(noun):
            return _aged(kinds, subject) if subject.count else ()
    count = number_of(subject)
    for pattern, kinds in _MIXED:
        if pattern.search(noun) and count > 1:
            kinds = _aged(kinds, subject)
            return tuple(kinds[at % len(kinds)] for at in range(count))
    return ()


def _aged(kinds: tuple[str, ...], subject: Subject) -> tuple[str, ...]:
    old = {"old", "elderly", "senior", "老", "年老", "年迈"} & set(subject.attributes)
    return tuple(_OLD.get(kind, kind) for kind in kinds) if old else kinds


def number_of(subject: Subject) -> int:
    """How many figures a subject is; a bare plural is some, and what is drawn in pairs is half as many."""
    if _PAIRED.search(subject.noun.lower()):
        return (subject.count + 1) // 2
    return _SOME if subject.count == 1 and is_plural(subject.noun) else subject.count
