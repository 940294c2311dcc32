"""Breeds, kinds and trades: which thing a husky, a saguaro or a cello is a kind of, and who is a goalkeeper."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from core.lexicon import canonical_noun, is_chinese, singular
from core.lexicon_files import Variety, varieties


@cache
def _by_name() -> dict[str, Variety]:
    return {name.lower(): variety for variety in varieties() for name in variety.names}


@lru_cache(maxsize=4096)
def variety_named(words: str) -> Variety | None:
    """The breed, kind or trade that `words` end in; None for others.

    The thing itself may follow: "a husky puppy", "柯基小狗".
    """
    text = words.strip().lower()[:120]
    return _chinese(text) if is_chinese(text) else _english(re.sub(r"[^\w\s'-]", "", text).split())


def _english(words: list[str]) -> Variety | None:
    for size in (4, 3, 2, 1):
        *before, last = words[-size:] or [""]
        for end in (last, singular(last)):
            if len(words) >= size and (found := _by_name().get(" ".join([*before, end]))):
                return found
    followed = _english(words[:-1]) if len(words) > 1 else None
    return followed if followed and canonical_noun(words[-1]) == followed.of else None


def _chinese(text: str) -> Variety | None:
    for start in range(max(1, len(text) - 1)):  # one character alone ends many other words
        if found := _by_name().get(text[start:]):
            return found
    for end in range(len(text) - 1, 1, -1):
        followed = next((found for at in range(end - 1) if (found := _by_name().get(text[at:end]))), None)
        if followed and canonical_noun(text[end:]) == followed.of:
            return followed
    return None
