"""How old somebody is said to be in years, and which drawing of people that is."""

from __future__ import annotations

import re
from typing import Final

_NUMBERS: Final[list[str]] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
_DIGITS_ZH: Final = "零一二三四五六七八九"
_YEARS: Final = re.compile(rf"\b(\d{{1,3}}|{'|'.join(_NUMBERS)})[ -]years?[ -]old\b", re.IGNORECASE)
_YEARS_ZH: Final = re.compile(r"(\d{1,3}|[两一二三四五六七八九十]{1,3})岁")
_WOMEN: Final = frozenset({"woman", "girl", "oldwoman", "teengirl"})
_AGES: Final = (
    (2, ("baby", "baby")), (4, ("toddler", "toddler")), (13, ("girl", "boy")), (20, ("teengirl", "teenboy")),
    (60, ("woman", "man")), (1000, ("oldwoman", "oldman")),
)  # fmt: skip
"""Until which birthday somebody is drawn as whom, women first."""
_AGED: Final = frozenset({name for _, names in _AGES for name in names})


def years_in(words: str) -> int | None:
    """The years that "a 5-year-old", "two year old" or 五岁 tell; None for other words."""
    if found := _YEARS.search(words):
        said = found.group(1).lower()
        return int(said) if said.isdigit() else _NUMBERS.index(said)
    if found := _YEARS_ZH.search(words):
        said = found.group(1).replace("两", "二")
        return int(said) if said.isdigit() else _han(said)
    return None


def aged(name: str, years: int) -> str:
    """The drawing of the person of that many years; of who has a trade the same one."""
    if name not in _AGED:
        return name
    return next(names for until, names in _AGES if years < until)[name not in _WOMEN]


def _han(said: str) -> int:
    """A number under a hundred in Chinese numerals: 三, 十六, 七十."""
    tens, ten, ones = said.rpartition("十")
    return 10 * (_DIGITS_ZH.find(tens) if tens else bool(ten)) + (_DIGITS_ZH.find(ones) if ones else 0)
