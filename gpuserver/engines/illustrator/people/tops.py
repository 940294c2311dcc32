"""The words for what head and shoulders wear: each top of a bust by its names."""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = (
    ("suit", re.compile(r"\b(?:suits?|tuxedo|tux|blazer|jacket)$|西装|西服|礼服")),
    ("hoodie", re.compile(r"\b(?:hoodie|hoody|sweatshirt)s?$|卫衣|连帽衫")),
    ("sweater", re.compile(r"\b(?:sweater|jumper|pullover|turtleneck)s?$|毛衣|针织衫")),
    ("cardigan", re.compile(r"\bcardigans?$|开衫")),
    ("vest", re.compile(r"\b(?:vest|waistcoat)s?$|马甲|背心")),
    ("tee", re.compile(r"\b(?:t-?shirts?|tees?)$|T恤", re.IGNORECASE)),
    ("dress", re.compile(r"\bdress(?:es)?$|连衣裙|裙子")),
    ("shirt", re.compile(r"\b(?:shirt|blouse)s?$|衬衫|衬衣")),
)


def top_named(words: str) -> str | None:
    """The top that a noun names: "suit", 毛衣; None for what is none or has no drawing."""
    return next((top for top, pattern in _NAMES if pattern.search(words.strip())), None)
