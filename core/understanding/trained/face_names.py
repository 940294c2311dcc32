"""Which face values a turn calls by their names, in English and Chinese (ChatEdit, tables 2 and 9)."""

from __future__ import annotations

import re
from typing import Final

_COLORS: Final = {
    "brown": "brown|brunette|棕|褐", "blond": "blonde?|golden|金", "black": "black|黑",
    "gray": "gr[ae]y|silver|white|灰|白",
    "pink": "pink|粉", "purple": "purple|violet|紫", "red": "red|ginger|红",
}  # fmt: skip
_HAIR: Final = r"\s(?:[\w-]+ ){0,2}hair\b|色?的?头?发"
_NAMES: Final = {
    "smiling": r"\bsmil\w*|\bgrin\w*|微笑|笑容|笑",
    "no smiling": r"(?:\bno|not|without a|stop) (?:smil\w*|grin\w*)|straight face|不笑|别笑",
    "angry": r"\bangry|\banger|\bmad\b|\bscowl\w*|生气|愤怒|怒",
    "sad": r"\bsad\w*|难过|伤心|悲伤",
    "disgust": r"\bdisgust\w*|\bgrossed\b|厌恶|嫌弃|恶心",
    "surprise": r"\bsurpris\w*|\bshock\w*|惊讶|吃惊|惊喜",
    "fear": r"\bfear\w*|\bscared\b|\bafraid\b|\bfrightened\b|害怕|恐惧",
    "receding hairline": r"\breceding\b|\bhair ?line\b|发际线",
    "sideburns": r"\bsideburns?\b|鬓角|鬓",
    "bangs": r"\bbangs?\b|\bfringe\b|刘海",
    "no bangs": r"\bno (?:bangs|fringe)\b|没刘海|没有刘海",
    "mustache": r"\bm(?:o)?ustaches?\b|\btache\b|八字胡|小胡子",
    "goatee": r"\bgoatees?\b|山羊胡",
    "no beard": r"\bno beard\b|\bclean[- ]shav\w+|\bshav\w+|没胡子|刮",
    "no makeup": r"\bno make-?up\b|\bbare[- ]faced?\b|素颜|卸妆",
    "heavy makeup": r"\bmake-?up\b|浓妆|妆",
    "lipstick": r"\blip ?sticks?\b|口红|唇膏",
    "bushy eyebrows": r"\b(?:eye)?brows?\b|眉",
    "rosy cheeks": r"\bcheeks?\b|\bblush\w*|腮红|脸颊",
    "pale skin": r"\bpale\w*|\bskin\b|苍白|皮肤|肤色",
    "big eyes": r"\bbig(?:ger)? eyes\b|\beyes\b|大眼睛|眼睛",
    **{f"{color} hair": rf"(?:{words})(?:{_HAIR})" for color, words in _COLORS.items()},
}  # fmt: skip
_PATTERNS: Final = {value: re.compile(pattern, re.IGNORECASE) for value, pattern in _NAMES.items()}


def named_values(text: str) -> frozenset[str]:
    """The face values that `text` names; no judgement on what it wants of them."""
    return frozenset(value for value, pattern in _PATTERNS.items() if pattern.search(text))
