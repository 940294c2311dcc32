"""Buttons said in words: "the second one" chooses among several pictures, "back to No. 3" goes to a version."""

from __future__ import annotations

import re
from typing import Final

from core.messages import Control, ControlKind
from core.versions import VersionTree

_NUMBERS: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6,
}  # fmt: skip
_ORDINAL: Final = r"(?P<word>first|second|third|fourth|fifth|sixth|[1-6](?:st|nd|rd|th)|last)"
_NUMBER: Final = r"(?:no\.?|number|#|version)?\s*(?P<number>\d{1,4}|one|two|three|four|five|six)"
_HAN: Final = r"第?(?P<han>\d{1,4}|[一二两三四五六])(?:[张个幅号种稿版]|$)|(?P<last>最后)一?[张个幅]"
_TAKE: Final = (
    r"(?:(?:ok|okay|hm+|yes)[, ]+)*"
    r"(?:(?:i(?:'ll| will)? (?:take|like|want|choose|prefer)|take|keep|use|choose|pick)\s+)?"
)
_ENDS: Final = r"(?:,? (?:please|then))?(?: is (?:nice|good|best|great|fine|better))?[.!]*"
_CHOICE: Final = re.compile(
    rf"{_TAKE}(?:the )?(?:{_ORDINAL}(?: (?:one|picture|take|image))?|{_NUMBER}){_ENDS}"
    rf"|(?:我?(?:要|选|喜欢|留|用|就)(?:要|用|选)?)?(?:{_HAN})(?:吧|就好|好了|不错|好看|最好)?[。！]*",
    re.IGNORECASE,
)
_BACK: Final = re.compile(
    r"(?:please |can we |let's |let us )*(?:go|take me|switch|return|bring me)\s+(?:back\s+)?to\s+"
    rf"(?:the )?(?:{_ORDINAL} (?:one|picture|version|drawing|image)|(?:version |picture )?{_NUMBER}){_ENDS}"
    rf"|(?:请|我想)?(?:回到|退回到?|返回到?|回)(?:{_HAN.replace('|$', '')})(?:吧)?[。！]*",
    re.IGNORECASE,
)


def spoken(text: str, tree: VersionTree) -> Control | None:
    """The button that `text` stands for; None where it is to be understood like any other turn."""
    head = tree.head
    if head is None:
        return None
    if found := _BACK.fullmatch(text):
        numbers = [version.number for version in tree.path()]
        named = found.group("number") or found.group("han")
        number = _counted(found, numbers) if named is None or not named.isdigit() else int(named)
        return Control(kind=ControlKind.GOTO, value=str(number)) if number in tree.versions else None
    if len(head.images) > 1 and (found := _CHOICE.fullmatch(text)):
        number = _counted(found, list(range(1, len(head.images) + 1)))
        return Control(kind=ControlKind.CHOOSE, value=str(number)) if number else None
    return None


def _counted(found: re.Match[str], numbers: list[int]) -> int | None:
    """The one of `numbers` that an ordinal or a count means; None where there are fewer."""
    if found.group("last") or (found.group("word") or "").lower() == "last":
        return numbers[-1]
    said = (found.group("word") or found.group("number") or found.group("han")).lower()
    at = int(said) if said.isdigit() else _NUMBERS[said]
    return numbers[at - 1] if 0 < at <= len(numbers) else None
