"""What is said to be too much so of a picture: "too dark", "the unicorn is too small", 太大了 ask for the opposite."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.lexicon import is_chinese
from core.pipeline import Action

_LIGHT: Final = re.compile(
    r"\btoo (?:(?P<dark>dark|dim|black)|(?P<bright>bright|light|white|washed out))\b"
    r"|(?:太|有点儿?|过于)(?:(?P<an>暗|黑)|(?P<liang>亮|白))"
)
_SIZE: Final = re.compile(
    r"\btoo (?:(?P<small>small|tiny|little|short)|(?P<big>big|large|huge|tall))\b"
    r"|(?:太|有点儿?|过于)(?:(?P<xiao>小|矮)|(?P<da>大|高))"
)
_STEP: Final = 20
"""Percent by which a picture is made brighter or darker."""


def remedied(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions` with the opposite of what `text` says there is too much of."""
    return tuple(_remedied(one, text.lower()) for one in actions)


def _remedied(one: Action, text: str) -> Action:
    if one.pipeline == "adjust_brightness" and (found := _LIGHT.search(text)):
        amount = abs(one.number("percent")) or _STEP
        return action("adjust_brightness", percent=amount if found["dark"] or found["an"] else -amount)
    if one.pipeline == "change_attribute" and (found := _SIZE.search(text)):
        words = one.text("attribute").lower().removeprefix("too ").removeprefix("太").removesuffix("了")
        if words and words in found.group():
            return action("change_attribute", object=one.text("object"), attribute=_opposite(found, one.text("object")))
    return one


def _opposite(found: re.Match[str], thing: str) -> str:
    grows = bool(found["small"] or found["xiao"])
    return ("大一点" if grows else "小一点") if is_chinese(thing) else "bigger" if grows else "smaller"
