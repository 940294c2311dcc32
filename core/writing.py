"""Words that are to be written over a photo: "write “Hello” at the top", 在下面写“你好”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.asking import ENDS, PLEASE, PLEASE_ZH

_PLACES: Final = {
    **dict.fromkeys(("top", "upper", "最上面", "上面", "上方", "上边", "顶部", "顶上"), "top"),
    **dict.fromkeys(("bottom", "foot", "最下面", "下面", "下方", "下边", "底部", "底下"), "bottom"),
    **dict.fromkeys(("middle", "center", "centre", "正中间", "中间", "中央", "正中"), "middle"),
}
QUOTED: Final = r"[\"“'‘「『]\s*(?P<words>(?:[^\"”’」』]|’(?=[a-z])){1,80}?)\s*(?:[\"”」』]|['’](?![a-z]))"
"""Words in quotes; an apostrophe within them ends none: "I'm tired"."""
_ON_IT: Final = r"(?:it|(?:the |this |my )?(?:photo|picture|image))"
_WHERE: Final = (
    r" (?:(?:at|on|in|across|along|near) (?:the )?(?:very )?(?P<where>top|bottom|foot|middle|center|centre)"
    rf"(?: of {_ON_IT})?|(?:on|onto|over|across) {_ON_IT})"
)
_ASKS: Final = (
    rf"{PLEASE}(?:write|print|put|add|letter)(?: (?:the|a|some))?"
    r"(?: (?:text|words?|caption|title|lettering|heading))?(?: (?:that says|saying|reading))?:? "
)
_MARKED: Final = rf"{PLEASE}(?:write|print|letter|(?:put|add) (?:the |a )?(?:text|words?|caption|title)) "
BESIDE: Final = "|".join(word for word in _PLACES if not word.isascii())
_EDGE: Final = re.compile(rf"\b(?:top|bottom)\b|{BESIDE}", re.IGNORECASE)
_ZH_ASKS: Final = (
    rf"(?:{PLEASE_ZH}|给|再)*(?:在)?(?:这?张?(?:照片|图片|图|画面))?的?(?P<where>{BESIDE})?上?"
    r"(?:写|加|打|印|题)上?(?:一?[行个句])?"
)
_GRAMMAR: Final = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"{_ASKS}{QUOTED}(?:{_WHERE})?{ENDS}",
        rf"{_MARKED}(?P<words>[^\"“”]{{1,80}}?){_WHERE}{ENDS}",
        rf"{_ZH_ASKS}(?:文字|字|标题|题字)?[:：]?\s*{QUOTED}(?:这?[几四两三]个?字|的?字样)?[。！吧]*",
        rf"(?:{PLEASE_ZH}|把|将)*(?:文?字|标题)?{QUOTED}(?:这?[几四两三]个?字)?(?:写|放|加|印)[在到](?:这?张?(?:照片|图片|图|画面))?"
        rf"的?(?P<where>{BESIDE})[。！吧]*",
        rf"{_ZH_ASKS}(?:文字|字|标题|题字)[:：]\s*(?P<words>[^“”\"，。]{{1,30}}?)[。！吧]*",
    )
)


@dataclass(frozen=True)
class Writing:
    """Words over a photo and where they stand: top, middle or bottom."""

    words: str
    place: str


@lru_cache(maxsize=4096)
def writing_in(instruction: str) -> Writing | None:
    """What `instruction` asks to have written over the photo itself; None where it asks for anything else, or for words
    on a thing in it."""
    text = " ".join(instruction.split())[:300]
    found = next((match for one in _GRAMMAR if (match := one.fullmatch(text))), None)
    if found is None:
        return None
    return Writing(found["words"].strip(), place_of(found["where"] or ""))


def place_of(where: str) -> str:
    """The place of words that are to stand at `where`, in either language: at the bottom where that says none."""
    return _PLACES.get(where.lower(), "bottom")


def at_edge(text: str) -> bool:
    """Whether what `text` asks to have written is to stand at the top or the bottom of the picture."""
    found = _EDGE.search(text)
    return found is not None and place_of(found.group()) != "middle"
