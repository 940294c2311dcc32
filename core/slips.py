"""Words with a slip of the keyboard or of spelling in them, and the thing that each is nearly the name of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from core.lexicon import color_key, is_named, known_noun, plural, singular, word_set
from core.scene.words import ADJECTIVES, PARTS, SETTINGS, WORN_PARTS

_LEAST: Final = 6
"""Letters of a name that is guessed from a word with two letters swapped, or with a double letter that is single."""
_LONG: Final = 7
"""Letters of one that is guessed from a word with another letter too few, or with another vowel."""
_VOWELS: Final = "aeiou"
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_SPELLINGS: Final = (("f", "ph"), ("ph", "f"), ("k", "c"), ("c", "k"), ("z", "s"), ("s", "c"))
_WORD: Final = re.compile(r"(?<![\w'’\"“-])[a-z]{5,14}(?![\w'’\"”-])")
_VERBATIM: Final = re.compile(
    r"[\"“‘「『]|\b(?:says?|saying|reads?|text|words?|write|written|caption|label\w*|call(?:ed)?|named?|title\w*)\b"
)
"""From here on words are meant as they are written."""
_OF_VERBS: Final = ("ing", "ed", "est")
"""Ends of words that are no nouns."""
_OWN: Final = word_set(
    "desert statute planer crater hostel marten litter batter latter matter patter potter putter hoarse carton charter "
    "canvas cannon stronger stranger pointer capital barely factor clamber bolder clever calvary coarse course hummock "
    "sinner spiner scarred starred quiet quite cartoon hover dessert billion hears huntress bother certain tracker "
    "framer preset bondage glosses"
)
"""Words of their own that are no slips of other ones."""


def mended(text: str) -> str:
    """An English prompt with the names of things spelled as they are: "an elefant" is an elephant."""
    verbatim = _VERBATIM.search(text.lower())
    end = verbatim.start() if verbatim else len(text)
    return _WORD.sub(lambda found: noun_meant(found.group()) or found.group(), text[:end]) + text[end:]


@lru_cache(maxsize=4096)
def noun_meant(word: str) -> str:
    """The name of a thing that `word`, in lower case, is one slip from.

    Empty for a word that is known or has a known stem, and where it may be one of several.
    """
    if len(word) < _LEAST - 1 or word in _OWN or word.endswith(_OF_VERBS) or _is_known(word):
        return ""
    if word.endswith("s") and (one := noun_meant(word[:-1])):
        return plural(one)
    for slips, least in ((_misplaced, _LEAST), (_misspelled, _LONG)):
        meant = {one for one in slips(word) if len(one) >= least and is_named(one) and singular(one) == one}
        if meant:
            return min(meant) if len(meant) == 1 else ""
    return ""


def is_word_of_scenes(word: str) -> bool:
    """Whether a word is known as a part, a place or an adjective, and so is no slip: braids are no brains."""
    return word in PARTS or word in WORN_PARTS or word in SETTINGS or word in ADJECTIVES


def _is_known(word: str) -> bool:
    return (
        known_noun(word)
        or is_word_of_scenes(word)
        or is_named(word)
        or color_key(word) is not None
        or any(map(is_named, _stems(word)))
    )


def _stems(word: str) -> Iterator[str]:
    """What `word` may be a form of: "paint" for "painted", "camel" for "camels"."""
    for ending in ("ing", "ed", "er", "ers", "es", "s", "ly", "y", "en", "ish", "less", "like"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            yield from (stem, f"{stem}e", stem[:-1] if stem[-1] == stem[-2] else stem)


def _misplaced(word: str) -> Iterator[str]:
    """Letters swapped, a letter that is doubled or should be, an "e" too many or too few at the end."""
    yield from (f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in range(1, len(word) - 1))
    yield from (word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1])
    yield from (word[:at] + word[at] + word[at:] for at in range(1, len(word)))
    yield from (word.removesuffix("e"), f"{word}e")


def _misspelled(word: str) -> Iterator[str]:
    """A letter too few, another vowel, or another spelling of a sound."""
    for at in range(1, len(word)):
        yield from (word[:at] + one + word[at:] for one in _LETTERS)
        if word[at] in _VOWELS:
            yield from (word[:at] + one + word[at + 1 :] for one in _VOWELS)
        yield from (word[:at] + new + word[at + len(old) :] for old, new in _SPELLINGS if word.startswith(old, at))
