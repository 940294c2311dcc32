"""What stands on a greeting card that is asked for without a text: "a birthday card for Anna"."""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import is_chinese
from core.scene import Subject

_GREETINGS: Final = (
    (re.compile(r"birthday|生日"), "Happy Birthday", "生日快乐"),
    (re.compile(r"christmas|xmas|圣诞"), "Merry Christmas", "圣诞快乐"),
    (re.compile(r"new year|新年|春节"), "Happy New Year", "新年快乐"),
    (re.compile(r"thank|感谢|谢谢"), "Thank You", "谢谢"),
    (re.compile(r"get[- ]well|康复"), "Get Well Soon", "早日康复"),
    (re.compile(r"wedding|graduation|congrat|结婚|毕业|祝贺"), "Congratulations", "恭喜"),
    (re.compile(r"valentine|love|情人|爱"), "With Love", "爱你"),
    (re.compile(r"mother|母亲"), "Happy Mother's Day", "母亲节快乐"),
)
_FOR: Final = re.compile(r"for (?:my |our |his |her |their )?(?P<whom>[\w' -]{1,20})$", re.IGNORECASE)
_ONE: Final = frozenset({"him", "her", "them", "me", "us", "someone", "somebody"})


def greeting_on(subject: Subject) -> str:
    """The greeting of a card, with the name of whom it is for: "Happy Birthday Anna"; empty where none is told."""
    words = " ".join((*subject.attributes, subject.noun)).lower()
    found = next((texts for pattern, *texts in _GREETINGS if pattern.search(words)), None)
    if found is None:
        return ""
    english, chinese = found
    whom = next((told["whom"] for word in subject.attributes if (told := _FOR.match(word))), "")
    name = "" if whom.lower() in _ONE else whom[:1].upper() + whom[1:]
    return chinese if is_chinese(words) else f"{english} {name}".strip()


def without_addressee(subject: Subject) -> Subject:
    """The subject without the words for whom it is."""
    kept = tuple(word for word in subject.attributes if not _FOR.match(word))
    return subject.model_copy(update={"attributes": kept})
