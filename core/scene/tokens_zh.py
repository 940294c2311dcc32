"""Cutting Chinese prompts into words: the longest known one at each place, what lies between stays together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.lexicon import kind_of
from core.scene.words import MARK
from core.scene.words_zh import (
    ADJECTIVES,
    ADVERBS,
    AIR,
    BARE_NUMBER,
    COLOR_WORDS,
    CONJUNCTIONS,
    FRAMES,
    LOCALISERS,
    MOODS,
    NOUNS,
    NUMBER,
    PARTS,
    SETTINGS,
    VERBS,
    WORN_PARTS,
)

_MOST_TOKENS: Final = 300
_STOPS: Final = re.compile(r"[，,。；;！!？?：:（）()\s]+")
_MARKED: Final = re.compile(rf"{MARK}\d+")
_LATIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9'&-]*(?: [A-Za-z0-9][A-Za-z0-9'&-]*)*")
_SMALL: Final[Mapping[str, str]] = {
    "在": "zai", "位于": "zai", "的": "de", "地": "de", "着": "zhe", "了": "zhe", "过": "zhe", "起来": "zhe", "出来": "zhe", "出去": "zhe", "下来": "zhe", "进去": "zhe", "过来": "zhe", "有": "you", "是": "shi",
    "从": "zai", "沿着": "zai", "朝着": "zai", "朝": "zai", "向": "zai", "对着": "zai", "给": "zai", "会": "adv", "能": "adv", "想": "adv",
    "被": "bei", "没有": "neg", "没": "neg", "不要": "neg", "无": "neg", "别有": "neg", "它": "pron", "他": "pron", "她": "pron",
    "它们": "pron", "他们": "pron", "她们": "pron", "自己": "pron", "正在": "adv", "去": "zai", "、": "and", "把": "adv", "将": "adv",
}  # fmt: skip
_LISTS: Final = (
    ("noun", NOUNS), ("setting", SETTINGS), ("loc", LOCALISERS), ("frame", FRAMES), ("part", PARTS | WORN_PARTS),
    ("adj", ADJECTIVES), ("color", COLOR_WORDS), ("verb", VERBS), ("adv", ADVERBS), ("and", CONJUNCTIONS), ("mood", MOODS),
)  # fmt: skip


def _dictionary() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, words in _LISTS:
        for word in words:
            found.setdefault(word, set()).add(kind)
    for word, kind in _SMALL.items():
        found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


_PLACE_WORD: Final = re.compile(r"[上下里外前后对背][面边方](?![条包粉具团食])")
"""Place words of two characters; 上 before 面条 is one by itself."""
_DOUGH: Final = re.compile(r"[上下里]面$")
_DICTIONARY: Final = _dictionary()
_LONGEST: Final = max(map(len, _DICTIONARY))
_NOMINAL: Final = frozenset({"noun", "unk", "setting", "part", "pron"})


@dataclass(frozen=True)
class Token:
    """A word with all that it can be: "noun", "verb", "loc" ..."""

    text: str
    kinds: frozenset[str]
    count: int = 0

    def __contains__(self, kind: str) -> bool:
        return kind in self.kinds


STOP: Final = Token("，", frozenset({"stop"}))


def tokens_of(text: str) -> list[Token]:
    """The words of a Chinese text. Its length bounds the work: at each place a word of bounded length is looked up."""
    tokens: list[Token] = []
    at = 0
    while at < len(text) and len(tokens) < _MOST_TOKENS:
        token = _token(text, at, tokens)
        if "unk" in token and tokens and "unk" in tokens[-1] and not _MARKED.match(token.text):
            tokens[-1] = Token(tokens[-1].text + token.text, token.kinds)
        else:
            tokens.append(token)
        at += len(token.text)
    return tokens


def _token(text: str, at: int, before: list[Token]) -> Token:
    for pattern, kind in ((_STOPS, "stop"), (_MARKED, "mark"), (_LATIN, "unk")):
        match = pattern.match(text, at)
        if match and not (kind == "unk" and NUMBER.match(text, at)):
            return Token(match.group(), frozenset({kind}))
    word, kinds = _known(text, at, before)
    if (stem := _before_place(text, at, word, AIR.match(text, at))) is not None:
        return stem
    number = NUMBER.match(text, at)
    air = AIR.match(text, at)
    if air and len(air.group()) > len(word) - ("noun" not in kinds):
        return Token(air.group(), frozenset({"air"}))
    if number and (len(number.group()) > len(word) or _counts(text, number.end(), word)):
        return Token(number.group(), frozenset({"num"}))
    if bare := BARE_NUMBER.match(text, at):
        following, named = _known(text, bare.end(), [])
        if following and "noun" in named and not word:
            return Token(bare.group(), frozenset({"num"}))
    return Token(word, kinds) if word else Token(text[at], frozenset({"unk"}))


def _before_place(text: str, at: int, word: str, air: re.Match[str] | None) -> Token | None:
    """The thing before a place word of two characters, whose first one a longer name would take: 月亮 of 月亮下面."""
    whole = max(word, air.group() if air else "", key=len)
    end = at + len(whole) - 1
    if len(whole) < 2 or not _PLACE_WORD.match(text, end):
        return None
    stem = text[at:end]
    kinds = _DICTIONARY.get(stem, frozenset())
    if AIR.fullmatch(stem) and "noun" not in kinds:
        kinds |= {"air"}
    return Token(stem, kinds) if kinds else None


def _counts(text: str, end: int, word: str) -> bool:
    """Whether 一面 counts what follows ("一面红旗") and does not say how something is done ("一面走一面唱")."""
    return word == "一面" and "verb" not in _known(text, end, [])[1]


def _known(text: str, at: int, before: list[Token]) -> tuple[str, frozenset[str]]:
    """The longest known word at a place; what is said of a place only counts behind something."""
    for size in range(min(_LONGEST, len(text) - at), 0, -1):
        word = text[at : at + size]
        kinds = _DICTIONARY.get(word)
        if kinds is None or (_DOUGH.match(word) and _DICTIONARY.get(text[at + 1 : at + 3], frozenset()) & {"noun"}):
            continue
        if size == 1 and "loc" in kinds and not (before and (before[-1].kinds & _NOMINAL or before[-1].text == "的")):
            kinds = kinds - {"loc"}
        if kinds:
            return word, kinds
    return "", frozenset()


def is_animate(noun: str) -> bool:
    """Whether a noun names an animal or somebody."""
    return kind_of(noun) in {"animal", "person"} or noun.endswith("雪人")
