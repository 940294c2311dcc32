"""Slips of the keyboard in the words that commands are made of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_COMMANDS: Final = frozenset({
    "another", "background", "backdrop", "blonde", "brighter", "brightness", "brighten", "change", "clockwise",
    "colorize", "colour", "contrast", "convert", "counterclockwise", "create", "darker", "darken", "delete",
    "describe", "draw", "enlarge", "expand", "extend", "eyebrows", "generate", "glasses", "goatee", "hairline",
    "horizontal", "illustrate", "lipstick", "makeup", "mirror", "moustache", "mustache", "painting", "pencil",
    "photograph", "picture", "please", "remove", "repair", "replace", "resolution", "restore", "rotate", "saturate",
    "sharpen", "sideburns", "sketch", "smiling", "square", "sunglasses", "undo", "upscale", "variation", "vertical",
    "watercolor", "watercolour", "which",
})  # fmt: skip
_REAL: Final = frozenset(
    {"crate", "rotates", "pictured", "replaced", "sever", "undo", "reputed", "brows", "chang", "word", "moved", "trace"}
)
_ENDINGS: Final = ("s", "d", "r", "ed", "ing", "ings", "es")
_MISSING: Final = {word[:i] + word[i + 1 :]: word for word in _COMMANDS if len(word) > 5 for i in range(1, len(word))}


def corrected(text: str) -> str:
    """`text`, lower-case, with command words that are one slip away (a letter missing, doubled or swapped) mended."""
    return re.sub(r"[a-z]{4,18}", lambda match: _mended(match.group()), text)


@lru_cache(maxsize=8192)
def _mended(word: str) -> str:
    if word in _COMMANDS or word in _REAL or any(word == f"{word[: -len(end)]}{end}" and word[: -len(end)] in _COMMANDS
                                                 for end in _ENDINGS):  # fmt: skip
        return word
    if word in _MISSING:
        return _MISSING[word]
    for i in range(len(word)):
        swapped = word[:i] + word[i + 1 : i + 2] + word[i] + word[i + 2 :]
        shorter = word[:i] + word[i + 1 :]
        if swapped in _COMMANDS:
            return swapped
        if shorter in _COMMANDS and len(shorter) > 5 and i > 0:
            return shorter
    return word
