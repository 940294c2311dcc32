"""Names that people give their pictures: "call it Sunset Dreams", 叫它落日之歌."""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE
from core.scene.actions import asked_action

_EN: Final = re.compile(
    rf"{PLEASE}"
    r"(?:(?:call|name|title)\s+(?:(?:this|the) (?:picture|image|drawing|painting|piece|photo|one)|it|this|that|him|her)"
    r"|(?:its|the) (?:name|title) (?:is|should be|shall be))\s*:?\s+(?!(?:a day|off|quits|again|back|later)\b)"
    r"(?P<name>.{1,60}?)(?:,? please)?[.!?]*",
    re.IGNORECASE,
)
_IT_ZH: Final = r"(?:[它他她]|这[幅张]?(?:画|图片?|照片)|这个)"
_ZH: Final = re.compile(
    rf"(?:请|就|那|我想|帮我)*(?:叫{_IT_ZH}|(?:[给把]?{_IT_ZH})?(?:就?叫做?|取名为?叫?|命名为|[取起]个?名字?(?:叫做?|为)"
    r"|的?(?:名字|标题)(?:就)?(?:叫做?|是|为|改成)))[:：]?\s*(?P<name>.{1,24}?)(?:吧|好了)?[。！!]*"
)
_QUOTES: Final = " \"“”'‘’《》「」"


def name_in(text: str) -> str | None:
    """The name that `text` gives the picture; None where it gives none."""
    found = _EN.fullmatch(text.strip()) or _ZH.fullmatch(text.strip())
    name = found["name"].strip(_QUOTES) if found else ""
    return name if name and asked_action(text) is None and "什么" not in name else None
