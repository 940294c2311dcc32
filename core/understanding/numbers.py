"""Amounts, angles, counts and ordinals in words and digits."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "half": 50, "twice": 2,
    "double": 2, "both": 2, "triple": 3, "thrice": 3, "quadruple": 4, "first": 1, "second": 2, "third": 3, "fourth": 4,
    "once": 1, "a couple": 2, "couple": 2,
}  # fmt: skip
_TENS: Final = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](one|two|three|four|five|six|seven|eight|nine)\b"
)
_DIGITS: Final = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_HAN_NUMBER: Final = re.compile(r"[零一二两三四五六七八九十百]+")


def han_number(text: str) -> int | None:
    """The number that Chinese numerals write, up to 999: 四十五 is 45, 一百八十 is 180. None where there is none."""
    total, digit, seen = 0, 0, False
    for mark in text:
        if mark in _DIGITS:
            digit, seen = _DIGITS[mark], True
        elif mark == "十":
            total, digit, seen = total + (digit or 1) * 10, 0, True
        elif mark == "百":
            total, digit, seen = total + (digit or 1) * 100, 0, True
    return total + digit if seen else None


def number(text: str) -> float | None:
    """The first number in `text`, in digits or words of either language; None where there is none."""
    if match := re.search(r"\d+(?:\.\d+)?", text):
        return float(match.group())
    if match := _TENS.search(text):
        return float(_WORDS[match[1]] + _WORDS[match[2]])
    for word in sorted(_WORDS, key=len, reverse=True):
        if re.search(rf"\b{word}\b", text):
            return float(_WORDS[word])
    if match := _HAN_NUMBER.search(re.sub(r"一(?:点|些|下|幅|张|样|个)", "", text)):
        found = han_number(match.group())
        return None if found is None else float(found)
    return None


_COUNTERCLOCKWISE: Final = re.compile(r"\b(?:counter|anti)[- ]?clock[- ]?wise\b|\bccw\b|逆时针|[向往朝]左|左转")
_CLOCKWISE: Final = re.compile(
    r"(?<!counter)(?<!anti)(?<!counter[- ])(?<!anti[- ])\bclock[- ]?wise\b|\bcw\b|顺时针|[向往朝]右|右转"
)
_TURNING: Final = re.compile(r"\b(?:turn|rotat|tilt|move)\w*\b")
_LEFT: Final = re.compile(r"\bleft\b")
_RIGHT: Final = re.compile(r"\bright\b(?! now| away| side up)")


def turn(text: str) -> str:
    """The direction of a turn that `text` names, "cw" or "ccw"; empty where it names none, or both."""
    low = text.lower()
    left, right = bool(_COUNTERCLOCKWISE.search(low)), bool(_CLOCKWISE.search(low))
    if not left and not right and _TURNING.search(low):
        left, right = bool(_LEFT.search(low)), bool(_RIGHT.search(low))
    return "" if left == right else "ccw" if left else "cw"


def amount(text: str, otherwise: float) -> float:
    """A percentage asked for: a number with its unit, "a bit" (10), "much" (40), or `otherwise`."""
    if match := re.search(r"(\d+(?:\.\d+)?)\s*(?:%|percent|per cent|points?|个百分点)?", text):
        return min(100.0, float(match.group(1)))
    if match := re.search(r"百分之([零一二两三四五六七八九十百]+)", text):
        return float(han_number(match.group(1)) or otherwise)
    if (found := number(re.sub(r"\b(?:one|once|first|second)\b", "", text))) and re.search(r"percent|per cent|%", text):
        return min(100.0, found)
    if re.search(
        r"\b(?:a (?:little )?bit|a little|slightly|a touch|a tad|somewhat)\b|[一亮暗高低大小]点|稍微|略微|一些", text
    ):
        return 10.0
    if re.search(r"\b(?:much|a lot|way|very|far|significantly)\b|很多|非常|得多|大幅", text):
        return 40.0
    return otherwise
