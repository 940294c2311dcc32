"""A message as it is read: without markdown and links, emoji as words, capitals and slips of the keyboard mended."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from core.language import Language
from core.lexicon import canonical_noun, color_key, is_named, kind_of, name_in, word_set
from core.scene.verbs import is_base
from core.slips import is_word_of_scenes, noun_meant

_LINK: Final = re.compile(r"\[(?P<words>[^\]\n]+)\]\([^)\s]*\)|<?(?:https?://|www\.)[^\s>]+>?", re.IGNORECASE)
_BULLET: Final = re.compile(r"\s*\n\s*(?:[-*•]|\d+[.)])\s+")
_MARKUP: Final = re.compile(
    r"`{1,3}|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|~~|^\s*(?:#{1,6}|>)\s+", re.MULTILINE
)
_QUOTED: Final = re.compile(r"[\"“「『].*?[\"”」』]")
_SHOUTS: Final = re.compile(r"[A-Z]{2,}")
_JOINER: Final = re.compile("[\ufe0e\ufe0f\u200d\u20e3]")
_EMOJI: Final = re.compile(
    r"(?P<before>^|\b(?:an?|the|some|two|three|add|draw|paint|with|and|to|into|in|on|of) |[的只个条头加画成把和])"
    "(?P<mark>[\u2600-\u27bf\U0001f300-\U0001faff])",
    re.IGNORECASE,
)
"""A picture sign where a noun is to come."""
_FACE: Final = re.compile(r" (?:face|symbol|with .*)$")
_HAN_RUN: Final = re.compile(r"[\u3400-\u9fff]+")
_ITS: Final = re.compile(
    r",?\s+(?:and |while |also )?it'?s (?P<air>raining|snowing|sunny|foggy|cloudy|windy|stormy|evening|night|morning"
    r"|noon|sunset|dark"
    r"|winter|summer|autumn|spring)\b(?: outside)?",
    re.IGNORECASE,
)
"""The weather or the hour as a clause of its own, as it is dictated: "a robot in a kitchen its evening"."""
_RUN_ON: Final = re.compile(
    r"(?<=[\u3400-\u9fff]{4})(?=(?:天气(?!预报)|(?:旁边|后面|前面|远处|天上|天空中?|地上|外面)(?:还)?有|还有[一两几三]|背景是))"
)
"""Where a clause begins in Chinese that is said without a stop."""
_WEATHER: Final = {"raining": "rain", "snowing": "snow"}
_VERBATIM: Final = re.compile(
    r"[\"“‘「『]|\b(?:says?|saying|text|words?|write|caption|call(?:ed)?|named?|title)\b", re.IGNORECASE
)
"""From here on words are meant as they are written."""
_SLIP: Final = re.compile(r"(?<![\w'’-])[a-z]{3,14}(?![\w'’-])")
_COMMON: Final = word_set(
    "the and with make give draw add put change remove background color colour picture please sky sunset night write "
    "wearing holding sitting running without bigger smaller brighter darker into under behind next another replace"
)
_SIGHS: Final = word_set("umm uhm erm hmm hmmm ugh ughh omg lol plz pls thx tho tbh idk btw imo nah yup yep meh")
_QUESTION: Final = re.compile(
    r"^\W*(?:what|who|where|which|how|why|when|is|are|was|does|do|did)\b|\?\s*$", re.IGNORECASE
)
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def plain(text: str, language: Language, known: frozenset[str]) -> str:
    """`text` as it is read. A word that is not in `known` and is one slip from a thing's name is taken for that."""
    text = _LINK.sub(lambda found: found["words"] or " ", text)
    text = _MARKUP.sub("", _BULLET.sub(", ", text))
    if _shouted(text):
        text = _outside_quotes(text)
    if language is Language.EN:
        text = _HAN_RUN.sub(lambda found: _in_english(found.group()), text)
        text = _ITS.sub(lambda found: f", {_WEATHER.get(found['air'].lower(), found['air'])}", text)
        text = _mended(text, known)
    else:
        text = _RUN_ON.sub("，", text)
    text = _spelled(text, language)
    return " ".join(text.split())


def _spelled(text: str, language: Language) -> str:
    """`text` with emoji as words where they stand for one: "a 🐱", 🐱 in space; elsewhere they only adorn it."""
    text = _JOINER.sub("", text)
    return (
        _EMOJI.sub(lambda found: found["before"] + _of_emoji(found["mark"], language), text)
        if re.search(r"\w", text)
        else text
    )


@lru_cache(maxsize=512)
def _of_emoji(mark: str, language: Language) -> str:
    noun = _FACE.sub("", unicodedata.name(mark, "").lower())
    if not noun or not is_named(noun) or kind_of(noun) in {None, "setting"}:
        return mark
    return name_in(noun, language) if language is Language.ZH else f" {noun} "


def _shouted(text: str) -> bool:
    bare = _QUOTED.sub("", text)
    return len(_SHOUTS.findall(bare)) > 1 and not re.search(r"[a-z]", bare)


def _outside_quotes(text: str) -> str:
    """`text` in lower case but for what stands in quotes."""
    parts, at = list[str](), 0
    for found in _QUOTED.finditer(text):
        parts += [text[at : found.start()].lower(), found.group()]
        at = found.end()
    return "".join((*parts, text[at:].lower()))


def _in_english(run: str) -> str:
    """The English name of the thing that a Chinese word in an English sentence names; the word itself for others."""
    key = canonical_noun(run)
    named = kind_of(run) not in {None, "setting"} and name_in(key, Language.ZH) == run
    return key if named else run


def _mended(text: str, known: frozenset[str]) -> str:
    if _QUESTION.search(text):
        return text  # its words are answered as they were asked
    verbatim = _VERBATIM.search(text)
    end = verbatim.start() if verbatim else len(text)
    return _SLIP.sub(lambda found: _meant(found.group(), known), text[:end]) + text[end:]


def _meant(word: str, known: frozenset[str]) -> str:
    """The word that `word` is one slip from; `word` itself where it is known, or where that is anybody's guess."""
    if (
        word in known
        or word in _SIGHS
        or is_named(word)
        or color_key(word)
        or is_word_of_scenes(word)
        or is_base(word)
        or any(one in known or is_base(one) for one in _stems(word))
    ):
        return word
    for slips in (_swapped, _doubled, _dropped, _mistyped):
        meant = {one for one in slips(word) if one in _COMMON or (one in known and (is_named(one) or color_key(one)))}
        if meant:
            return meant.pop() if len(meant) == 1 else word
    return noun_meant(word) or word


def _stems(word: str) -> Iterator[str]:
    """What `word` may be a form of: "rain" for "raining", "bake" for "baked", "run" for "runner"."""
    for ending in ("ing", "ed", "er", "es", "s", "ly", "y", "est", "ish"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            yield from (stem, f"{stem}e", f"{stem}y", stem[:-1] if stem[-1] == stem[-2] else stem)


def _swapped(word: str) -> Iterator[str]:
    return (f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in range(len(word) - 1))


def _doubled(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1])


def _dropped(word: str) -> Iterator[str]:
    if len(word) > 3:
        yield from (word[:at] + one + word[at:] for at in range(1, len(word) + 1) for one in _LETTERS)


def _mistyped(word: str) -> Iterator[str]:
    if len(word) > 5:  # shorter ones are words of their own too often: gloss, chops
        yield from (word[:at] + one + word[at + 1 :] for at in range(1, len(word)) for one in _LETTERS)
