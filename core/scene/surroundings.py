"""What an English prompt says besides its things: style, mood, palette, light, and adjectives by themselves."""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import color_key, kind_of, known_noun
from core.scene.asides import Asides
from core.scene.phrases import NounPhrase, read_phrase
from core.scene.reading import Reading
from core.scene.words import ADJECTIVES, MOOD, MOODS, PALETTE, QUALITY
from core.styles import THINGS, style_id

_SEEMS: Final = re.compile(r"(?:ful|ous|less|ish|able|ible|ed|ly)$")
"""How adjectives end."""

_PLACED: Final = frozenset({"on", "at", "under", "behind", "near", "by"})
"""What a place begins with, and no style."""


class Surroundings(Reading):
    """Reads what is no thing."""

    def __init__(self, asides: Asides) -> None:
        super().__init__(asides)
        self.main: list[int] = []
        """Those that the sentence is about, also while a clause inside it is about others."""
        self.alone: NounPhrase | None = None
        """Something in the air that was named before anything else."""

    def aside(self, phrase: NounPhrase, written: str) -> bool:
        """Whether a phrase is no thing but style, mood, light, or how the last thing is; then it is put in."""
        words = re.sub(r"^(?:(?:with|in) )?(?:(?:an?|the) )?", "", written, flags=re.IGNORECASE)
        if self.draft.style is None and self._is_style(phrase, words):
            self.draft.style = words
        elif MOOD.search(words):
            self.draft.mood(words)
        elif PALETTE.search(words):
            self.draft.palette(words)
        elif QUALITY.match(words):
            self.draft.detail(words)
        elif self.is_adjective(phrase) and not (phrase.attributes and self.is_air(phrase)):
            self._describe(phrase)
        elif self.is_air(phrase):
            if not self.draft.subjects and self.draft.background is None and self.alone is None:
                self.alone = phrase
            self.draft.detail(words)
        else:
            return False
        return True

    def _is_style(self, phrase: NounPhrase, words: str) -> bool:
        named = bool(self.draft.subjects) or self.draft.background is not None
        thing = words.split(maxsplit=1)[0] in _PLACED or phrase.noun.lower() in THINGS
        thing = thing or (known_noun(phrase.noun) and phrase.head not in {"painting", "drawing", "sketch"})
        return named and len(words.split()) <= 3 and style_id(words) is not None and not thing

    def is_adjective(self, phrase: NounPhrase) -> bool:
        """Whether a phrase has no noun: "fluffy", "red"."""
        low = phrase.noun.lower()
        if kind_of(low) is not None:
            return False
        seems = self.stop == "," and not phrase.determined and bool(_SEEMS.search(low)) and " " not in low
        return seems or low in ADJECTIVES or low in MOODS or bool(color_key(low))

    def _describe(self, phrase: NounPhrase) -> None:
        """Adjectives by themselves: "a cute, fluffy cat" has them before its noun, "a cat, cute and fluffy" behind."""
        words = [*phrase.attributes, *([phrase.color] if phrase.color else []), phrase.noun.lower()]
        coming = read_phrase(self.tokens, self.at + 1)[0] if self.low() in {",", "and"} else None
        if coming is not None and self._shares(phrase, coming):
            first = self.waiting[0] if self.waiting else phrase
            self.waiting = (first, [*(self.waiting[1] if self.waiting else []), *words])
            self.at += 1
        elif self.nearest:
            for index in self.main if self.stop == "," and self.main else self.nearest:
                for word in words:
                    self._say_or_paint(index, word)
        elif all(word in MOODS for word in words):
            self.draft.mood(" ".join(words))
        else:
            self.draft.detail(" ".join(words))

    def _say_or_paint(self, index: int, word: str) -> None:
        key = color_key(word)
        if key:
            self.draft.paint(index, key)
        else:
            self.draft.say(index, word)

    def _shares(self, phrase: NounPhrase, coming: NounPhrase) -> bool:
        """Whether adjectives belong to the noun that follows: "a big, friendly dog", "a red and a blue balloon"."""
        if not phrase.determined and self.waiting is None:
            return False
        return not coming.determined or (bool(color_key(phrase.noun)) and bool(coming.color) and self.low() == "and")
