"""What stands on a card, a banner or a poster that is asked for without a text: "a birthday card for Anna"."""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import is_chinese
from core.scene.model import Subject

_GREETINGS: Final = (
    (re.compile(r"birthday|生日"), "Happy Birthday", "生日快乐"),
    (re.compile(r"christmas|xmas|圣诞"), "Merry Christmas", "圣诞快乐"),
    (re.compile(r"new year|new-year|新年|贺年"), "Happy New Year", "新年快乐"),
    (re.compile(r"春节"), "Happy New Year", "春节快乐"),
    (re.compile(r"thanksgiving|感恩节"), "Happy Thanksgiving", "感恩节快乐"),
    (re.compile(r"thank|感谢|谢谢"), "Thank You", "谢谢"),
    (re.compile(r"get[- ]well|康复"), "Get Well Soon", "早日康复"),
    (re.compile(r"welcome[- ]home|欢迎回家"), "Welcome Home", "欢迎回家"),
    (re.compile(r"welcome|欢迎"), "Welcome", "欢迎"),
    (re.compile(r"farewell|goodbye|送别|告别"), "Farewell", "一路平安"),
    (re.compile(r"good[- ]luck|好运"), "Good Luck", "祝你好运"),
    (re.compile(r"\bsorry|apology|道歉"), "Sorry", "对不起"),
    (re.compile(r"wedding|结婚|婚礼"), "Congratulations", "新婚快乐"),
    (re.compile(r"graduat|毕业"), "Congratulations", "毕业快乐"),
    (re.compile(r"congrat|祝贺|恭喜"), "Congratulations", "恭喜"),
    (re.compile(r"anniversary|周年|纪念日"), "Happy Anniversary", "纪念日快乐"),
    (re.compile(r"easter|复活节"), "Happy Easter", "复活节快乐"),
    (re.compile(r"halloween|万圣节"), "Happy Halloween", "万圣节快乐"),
    (re.compile(r"mother'?s|母亲节"), "Happy Mother's Day", "母亲节快乐"),
    (re.compile(r"father'?s|父亲节"), "Happy Father's Day", "父亲节快乐"),
    (re.compile(r"中秋"), "Happy Mid-Autumn", "中秋快乐"),
    (re.compile(r"教师节"), "Thank You", "教师节快乐"),
    (re.compile(r"儿童节"), "Happy Children's Day", "儿童节快乐"),
    (re.compile(r"valentine|\blove\b|情人"), "With Love", "爱你"),
)
_FOR: Final = re.compile(r"(?:for (?:my |our |his |her |their )?|给)(?P<whom>[\w' -]{1,20})$", re.IGNORECASE)
_EVENT: Final = re.compile(
    r"(?:for|about|of|announcing) (?:an? |the |our |my )?(?P<what>[a-z][\w' -]{2,24})", re.IGNORECASE
)
_EVENT_ZH: Final = re.compile(r"(?P<what>[\u3400-\u9fff]{2,8}?)的?(?:宣传)?(?:海报|横幅|传单)")
_ONE: Final = re.compile(
    r"him|her|them|me|us|some(?:one|body)|girlfriend|boyfriend|wife|husband|friend|[他她]们?|[男女]?朋友|客户",
    re.IGNORECASE,
)
"""Words for whom a card is by which nobody is spoken to."""


def greeting_on(subject: Subject) -> str:
    """The greeting of a card or a banner, with the name of whom it is for: "Happy Birthday Anna" or 妈妈，生日快乐.

    Where it is for nothing that one greets to, what a poster is for: Jazz Concert. Empty where that is not told either.
    """
    words = " ".join((*subject.attributes, subject.noun)).lower()
    found = next((texts for pattern, *texts in _GREETINGS if pattern.search(words)), None)
    if found is None:
        told = _EVENT_ZH.fullmatch(subject.noun) or next(filter(None, map(_EVENT.fullmatch, subject.attributes)), None)
        return told["what"].title() if told else ""
    english, chinese = found
    whom = next((told["whom"] for word in subject.attributes if (told := _FOR.match(word))), "")
    name = "" if _ONE.fullmatch(whom) else whom[:1].upper() + whom[1:]
    if is_chinese(words):
        return f"{name}，{chinese}" if name else chinese
    return f"{english} {name}".strip()


def without_occasion(subject: Subject) -> Subject:
    """The subject without the words for its occasion and for whom it is, which its text says."""
    kept = tuple(word for word in subject.attributes if not _is_told(word.lower()))
    return subject.model_copy(update={"attributes": kept})


def _is_told(word: str) -> bool:
    return (
        word == "day"
        or bool(_FOR.match(word) or _EVENT.fullmatch(word))
        or any(pattern.search(word) for pattern, *_ in _GREETINGS)
    )
