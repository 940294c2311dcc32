"""Words for several people at once: a family, a couple, children; and how many a bare plural means."""

from __future__ import annotations

import re
from typing import Final

from core.scene.model import Subject
from gpuserver.engines.illustrator.words import is_plural

_SOME: Final = 3
"""How many a plural without a number means."""
_MANY: Final = re.compile(r"^(?:class|crowd|choir|troupe) of\b")
_CROWD: Final = 6
"""How many a class or a crowd is of whom no number is said."""
_SPELLED: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPELLED_ZH: Final = "零一二三四五六七八九十"
_FAMILY: Final = re.compile(r"family of (\w+)$|^(?:一家)?([二三四五六七八九十]|\d+)口(?:之家|人)?$")
_RELATIVES: Final = (
    "man", "woman", "girl", "boy", "oldwoman", "oldman", "baby", "girl", "boy", "woman", "man", "girl",
)  # fmt: skip
"""Who is in a family, of few the first ones."""
_MEN_AND_WOMEN: Final = re.compile(
    r"^([一两二三四五六七八九\d])[个名位]?([男女])(?:人|生|孩)?[和、，]?([一两二三四五六七八九\d])[个名位]?([男女])(?:人|生|孩)?$"
)
"""两男一女."""
_SEXES: Final = {"男": "man", "女": "woman"}
_TEAM: Final = re.compile(r"\bteam$|球队$")
_PLAYERS: Final = ("man", "man", "woman", "man", "man", "woman", "man")
"""A team; all wear one colour."""
_SHIRTS: Final = "red"
_FIXED: Final = (
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
        re.compile(r"\b(?:friends|people|tourists|students|villagers|dancers)$|朋友们?|人们|^人$|游客们?|学生们?|路人"),
        ("woman", "man"),
    ),
)
"""Nouns for several people of both kinds."""
_PAIRED: Final = re.compile(r"\b(?:shoes|sneakers|trainers)$|鞋子?$")
"""Nouns whose drawing is a pair."""
GROWN: Final = {"woman": "oldwoman", "man": "oldman"}
"""The drawings of who is grown up, and the same person's when old."""
_OLD: Final = frozenset({"old", "elderly", "aged", "老", "老的", "年老", "年迈"})


def party_of(subject: Subject) -> tuple[str, ...]:
    """The drawings of the people that a noun for several of them means, one each; empty for other nouns."""
    noun = subject.noun.lower()
    if (found := _FAMILY.search(noun)) and (number := _spelled(found.group(1) or found.group(2))):
        return _aged(_RELATIVES[:number], subject) if subject.count else ()
    if found := _MEN_AND_WOMEN.search(noun):
        first, sex, second, other = found.groups()
        return (_SEXES[sex],) * _spelled(first) + (_SEXES[other],) * _spelled(second)
    if is_team(subject):
        return _PLAYERS
    for pattern, kinds in _FIXED:
        if pattern.search(noun):
            return _aged(kinds, subject) if subject.count else ()
    count = number_of(subject)
    for pattern, kinds in _MIXED:
        if pattern.search(noun) and count > 1:
            kinds = _aged(kinds, subject)
            return tuple(kinds[at % len(kinds)] for at in range(count))
    return ()


def _spelled(word: str) -> int:
    """The number that a word spells; 0 for none."""
    if word.isdigit():
        return int(word)
    return _SPELLED.index(word) if word in _SPELLED else max(0, _SPELLED_ZH.find(word.replace("两", "二")))


def is_team(subject: Subject) -> bool:
    """Whether it is a team of players."""
    return bool(_TEAM.search(subject.noun.lower())) and subject.count == 1


def in_shirts(subject: Subject) -> Subject:
    """A team in shirts of one colour; others as they are."""
    return subject.model_copy(update={"color": subject.color or _SHIRTS}) if is_team(subject) else subject


def _aged(kinds: tuple[str, ...], subject: Subject) -> tuple[str, ...]:
    old = is_old(subject) or "senior" in subject.attributes
    return tuple(GROWN.get(kind, kind) for kind in kinds) if old else kinds


def is_old(subject: Subject) -> bool:
    """Whether somebody is said to be old. Not by "senior", which also tells a trade's rank."""
    return any(word.lower().strip() in _OLD for word in subject.attributes)


def number_of(subject: Subject) -> int:
    """How many figures a subject is; a bare plural is some, and what is drawn in pairs is half as many."""
    if _PAIRED.search(subject.noun.lower()):
        return (subject.count + 1) // 2
    if subject.count == 1 and _MANY.search(subject.noun.lower()):
        return _CROWD
    return _SOME if subject.count == 1 and is_plural(subject.noun) else subject.count
