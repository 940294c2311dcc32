"""Where a thing is named inside words of a scene: finding it, cutting it out, naming another one, painting it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from core.lexicon import canonical_noun, color_in_chinese, color_key, is_chinese, is_named, with_article
from core.scene.words import ADJECTIVES, DETERMINERS, PREPOSITIONS

_WORD: Final = re.compile(r"[\w'’-]+")
_LONGEST_HAN: Final = 6
_MOST: Final = 200
_CUT: Final = re.compile(
    rf"\s*(?:\b(?:{'|'.join(sorted(map(re.escape, PREPOSITIONS), key=len, reverse=True))}|"
    r"and|with|of|to|full of|made of|surrounded by)\s+)*$",
    re.IGNORECASE,
)
_CUT_ZH: Final = re.compile(r"(?:在|和|与|的|着|有|看|望)+$")
_BEHIND_ZH: Final = re.compile(r"^(?:上面|里面|下面|旁边|后面|前面|身边|上|里|中|下|边|前|后|旁)?(?:的)?")


@dataclass(frozen=True)
class Mention:
    """A noun phrase inside words: where it begins with its article, where its noun begins, where it ends."""

    start: int
    noun: int
    end: int


def find_mention(words: str, noun: str) -> Mention | None:
    """Where `words` name the thing that `noun` names, in any of its names."""
    key = canonical_noun(noun)
    if not key or not words:
        return None
    return _han(words[:_MOST], noun, key) if is_chinese(words) else _english(words[:_MOST], noun, key)


def _english(words: str, noun: str, key: str) -> Mention | None:
    found = list(_WORD.finditer(words))
    for size in (3, 2, 1):
        for at in range(len(found) - size + 1):
            run = found[at : at + size]
            said = words[run[0].start() : run[-1].end()].removesuffix("'s")
            named = canonical_noun(said) == key and (size == 1 or is_named(said))
            if said.lower() != noun.lower() and not named:
                continue
            first = at
            while first and _describes(found[first - 1].group()):
                first -= 1
            return Mention(found[first].start(), run[0].start(), run[0].start() + len(said))
    return None


def _describes(word: str) -> bool:
    return word.lower() in ADJECTIVES or word.lower() in DETERMINERS or color_key(word) is not None


def _han(words: str, noun: str, key: str) -> Mention | None:
    if noun in words:
        at = words.index(noun)
        return Mention(_han_start(words, at), at, at + len(noun))
    for size in range(_LONGEST_HAN, 0, -1):
        for at in range(len(words) - size + 1):
            said = words[at : at + size]
            if canonical_noun(said) == key and (size == 1 or canonical_noun(said[1:]) != key):
                return Mention(_han_start(words, at), at, at + size)
    return None


def _han_start(words: str, at: int) -> int:
    """Where the colour before a Chinese noun begins."""
    before = words[:at].removesuffix("的")
    for size in (3, 2, 1):
        if len(before) >= size and color_key(before[-size:]):
            return len(before) - size
    return at


def without_mention(words: str, noun: str) -> str | None:
    """`words` without the thing and the preposition before it; None where nothing is left. As they were if unnamed."""
    found = find_mention(words, noun)
    if found is None:
        return words
    if is_chinese(words):
        before = _CUT_ZH.sub("", words[: found.start])
        left = before + _BEHIND_ZH.sub("", words[found.end :])
    else:
        before = _CUT.sub("", words[: found.start])
        left = f"{before} {_rest(words[found.end :])}".strip()
    left = left.strip(" ,，、")
    return without_mention(left, noun) if left and find_mention(left, noun) else left or None


def _rest(behind: str) -> str:
    """What is left behind a thing that is cut out: another thing beside it, but nothing of its own."""
    return behind.strip() if re.match(r"\s*(?:and|,)\s", behind) is None else re.sub(r"^\s*(?:and|,)\s+", "", behind)


def with_other(words: str, noun: str, other: str) -> str:
    """`words` with another thing in the place of this one: the new noun, with its colour and attributes."""
    found = find_mention(words, noun)
    if found is None:
        return words
    article = re.match(r"(the|an?)\s", words[found.start : found.noun], re.IGNORECASE)
    if article is None:
        return words[: found.start] + other + words[found.end :]
    said = f"the {other}" if article.group(1).lower() == "the" else with_article(other, other)
    return words[: found.start] + said + words[found.end :]


def painted(words: str, noun: str, color: str) -> str:
    """`words` with the thing in another colour."""
    found = find_mention(words, noun)
    if found is None:
        return words
    if is_chinese(words):
        return f"{words[: found.start]}{color_in_chinese(color_key(color) or color)}的{words[found.noun :]}"
    before = words[found.start : found.noun]
    plain = " ".join(word for word in before.split() if color_key(word) is None)
    said = " ".join(word for word in (plain, color, words[found.noun : found.end]) if word)
    said = re.sub(r"^an? ", "", said) if re.match(r"an? ", said) else said
    if re.match(r"an? ", before):
        said = with_article(said, words[found.noun : found.end])
    return words[: found.start] + said + words[found.end :]
