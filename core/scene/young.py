"""Whose mother it is: the ducklings' mother is a duck, and no woman."""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import kind_of, singular

_ADULTS: Final = {
    "duckling": "duck", "chick": "hen", "gosling": "goose", "kitten": "cat", "puppy": "dog", "pup": "dog",
    "cub": "bear", "calf": "cow", "foal": "horse", "lamb": "sheep", "piglet": "pig", "fawn": "deer", "cygnet": "swan",
    "joey": "kangaroo", "bunny": "rabbit", "owlet": "owl", "tadpole": "frog", "kid goat": "goat",
}  # fmt: skip
_PARENT: Final = re.compile(
    r"\b(?:its|their|his|her|the)(?: own)? (?P<parent>mother|mom|mum|mama|father|dad|papa|parent)s?\b", re.IGNORECASE
)
_PARENT_ZH: Final = re.compile(
    r"(?<=[着跟和找随给与在向])(?:[它他她]们?的|自己的)?(?P<parent>妈妈|爸爸|母亲|父亲)(?!的)"
)
_YOUNG_ZH: Final = re.compile(
    r"小(?P<kind>[\u3400-\u9fff]{1,2}?)(?:子|仔|崽)?(?=跟|和|找|依|追|排|紧|躲|靠|在|与|走|一)"
)


def with_parents(text: str) -> str:
    """An English prompt in which the parents of young animals are animals: "ducklings following a mother duck"."""
    out, at = "", 0
    for found in _PARENT.finditer(text):
        adult = _adult(text[: found.start()])
        if adult:
            out += f"{text[at : found.start()]}a {found['parent']} {adult}"
            at = found.end()
    return out + text[at:]


def _adult(before: str) -> str:
    """The grown kind of the animal named last; empty where somebody or nobody was."""
    words = re.findall(r"[a-z-]+", before.lower())
    for at in range(len(words) - 1, -1, -1):
        word = singular(words[at])
        kind = "animal" if word in _ADULTS else kind_of(word)
        if kind == "person":
            return ""
        if kind == "animal":
            named = (
                words[at - 1]
                if at and word in {"cub", "calf", "pup", "chick"} and kind_of(words[at - 1]) == "animal"
                else ""
            )
            return named or _ADULTS.get(word, word)
    return ""


def with_parents_zh(text: str) -> str:
    """A Chinese prompt in which the parents of young animals are animals: 小鸭子跟着鸭妈妈."""
    young = _YOUNG_ZH.search(text)
    if young is None or (kind_of(young["kind"]) != "animal" and kind_of(f"小{young['kind']}") != "animal"):
        return text
    return _PARENT_ZH.sub(lambda found: f"{young['kind']}{found['parent']}", text)
