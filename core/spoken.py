"""Controls said in words: "the left one" chooses, "back to No. 3" goes to a version, "call it Luna" names it."""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE
from core.messages import Control, ControlKind
from core.naming import name_in
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
    r"(?:[^，。,.]{1,24}?(?:better|best|nicer|nice|good|好看|不错|更?好|喜欢)[，。,. ]+)?"
    rf"(?:no )?{PLEASE}(?:(?:go|take me|switch|return|bring me)\s+(?:back\s+)?|back"
    r" )to\s+"
    rf"(?:the )?(?:(?:very )?{_ORDINAL}(?: (?:one|picture|version|drawing|image))?|(?:version |picture"
    rf" )?{_NUMBER}){_ENDS}"
    rf"|(?:[^，。,]{{1,12}}?(?:好看|不错|好|喜欢)[，。, ]+)?(?:请|我想|还是)*(?:回到|退回到?|返回到?"
    rf"|回)(?:{_HAN.replace('|$', '')})(?:吧)?[。！]*",
    re.IGNORECASE,
)
_PICTURE: Final = re.compile(
    rf"(?:no,? |ok,? |show me )*(?:the )?{_ORDINAL} (?:picture|version|drawing|image){_ENDS}"
    r"|(?:看|要|给我看)?第(?P<han>\d{1,4}|[一二两三四五六])(?:[张幅稿](?:图片|图|画|稿)|[张幅]图)吧?[。！]*",
    re.IGNORECASE,
)
"""A picture of the conversation by its place in it."""
_SIDE: Final = re.compile(
    rf"{_TAKE}(?:the )?(?:one (?:on|to) the )?(?P<side>left|right|middle)(?:-?most)?(?: (?:one|picture|image"
    rf"|version))?{_ENDS}"
    r"|(?:我?(?:要|选|喜欢|留|用|就)(?:要|用|选)?)?最?(?P<han>[左右中])(?:边|面|侧|间)的?(?:那"
    r"|这)?一?[张个幅](?:吧|就好|好了|不错|好看)?[。！]*",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"(?:(?:no|nope|sorry|not (?:this|that)(?: one)?|i (?:meant|mean|want(?:ed)?))[,. ]+)*(?:the )?other (?:one"
    r"|picture|version|image)"
    r"(?:,? please)?[.!]*|(?:不对?|不是|不是这[个张幅]|我(?:说|要|想要)的?)*[，, ]*是?另外?一?[个张幅](?:图"
    r"|画)?[。！吧]*",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    r"(?:the )?next (?:one|picture|version)|(?:go )?forward|(?:看)?下一?[张幅稿个](?:图|画)?[。！吧]*", re.IGNORECASE
)
_SIDES: Final = {"left": 0, "左": 0, "right": -1, "右": -1}


def spoken(text: str, tree: VersionTree) -> Control | None:
    """The button that `text` stands for; None where it is to be understood like any other turn."""
    head = tree.head
    if head is None:
        return None
    if name := name_in(text):
        return Control(kind=ControlKind.NAME, value=name)
    if _NEXT.fullmatch(text) and tree.forward:
        return Control(kind=ControlKind.REDO)
    if _OTHER.fullmatch(text):
        return _gone_to(_other(tree))
    if found := _BACK.fullmatch(text):
        named = found.group("number") or found.group("han")
        counted = _counted(found, _numbers(tree))
        return _gone_to(counted if named is None or not named.isdigit() else int(named), tree)
    return _chosen(text, list(range(1, len(head.images) + 1)), tree)


def _chosen(text: str, numbers: list[int], tree: VersionTree) -> Control | None:
    """The choice among several pictures, or the picture of the conversation, that `text` names by its place."""
    if len(numbers) == 1:
        found = _PICTURE.fullmatch(text)
        return _gone_to(_counted(found, _numbers(tree)), tree) if found else None
    if found := _SIDE.fullmatch(text):
        chosen = numbers[_SIDES.get((found["side"] or found["han"]).lower(), (len(numbers) - 1) // 2)]
    elif found := _CHOICE.fullmatch(text) or _PICTURE.fullmatch(text):
        chosen = _counted(found, numbers)
    else:
        return None
    return Control(kind=ControlKind.CHOOSE, value=str(chosen)) if chosen else None


def _gone_to(number: int | None, tree: VersionTree | None = None) -> Control | None:
    known = number is not None and (tree is None or number in tree.versions)
    return Control(kind=ControlKind.GOTO, value=str(number)) if known else None


def _other(tree: VersionTree) -> int | None:
    """The version that "the other one" means: the pictures that this one was chosen among, else the one before it."""
    head = tree.head
    parent = tree.versions.get(head.parent) if head and head.parent else None
    if parent and len(parent.images) > 1:
        return parent.number
    return tree.past[-1] if tree.past else None


def _numbers(tree: VersionTree) -> list[int]:
    """The versions in the order in which they were made, without those that only ask."""
    return [version.number for version in tree.versions.values() if not version.asks]


def _counted(found: re.Match[str], numbers: list[int]) -> int | None:
    """The one of `numbers` that an ordinal or a count means; None where there are fewer."""
    parts = found.groupdict()
    if parts.get("last") or (parts.get("word") or "").lower() == "last":
        return numbers[-1]
    said = (parts.get("word") or parts.get("number") or parts["han"]).lower()
    at = _LATER.get(said) or int(number(said) or 0)
    return numbers[at - 1] if 0 < at <= len(numbers) else None
