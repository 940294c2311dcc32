"""Buttons said in words: "the second one" chooses among several pictures, "back to No. 3" goes to a version."""

from __future__ import annotations

import re
from typing import Final

from core.messages import Control, ControlKind
from core.understanding.numbers import number
from core.versions import VersionTree

_LATER: Final = {"fifth": 5, "sixth": 6}
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
        wanted = _counted(found, numbers) if named is None or not named.isdigit() else int(named)
        return Control(kind=ControlKind.GOTO, value=str(wanted)) if wanted in tree.versions else None
    if len(head.images) > 1 and (found := _CHOICE.fullmatch(text)):
        chosen = _counted(found, list(range(1, len(head.images) + 1)))
        return Control(kind=ControlKind.CHOOSE, value=str(chosen)) if chosen else None
    return None


def _counted(found: re.Match[str], numbers: list[int]) -> int | None:
    """The one of `numbers` that an ordinal or a count means; None where there are fewer."""
    if found.group("last") or (found.group("word") or "").lower() == "last":
        return numbers[-1]
    said = (found.group("word") or found.group("number") or found.group("han")).lower()
    at = _LATER.get(said) or int(number(said) or 0)
    return numbers[at - 1] if 0 < at <= len(numbers) else None
