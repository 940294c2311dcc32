"""Which person in a photo a turn speaks of, in English and Chinese."""

from __future__ import annotations

import re
from typing import Final

_WHO: Final = (
    r"(?:persons?|people|m[ae]n|wom[ae]n|guys?|girls?|boys?|lad(?:y|ies)|gentlem[ae]n|kids?|child(?:ren)?|bab(?:y|ies)"
    r"|faces?|friends?|one)"
)
_NTH: Final = (
    ("first", "1st", "一"), ("second", "2nd", "二", "两"), ("third", "3rd", "三"), ("fourth", "4th", "四"),
    ("fifth", "5th", "五"), ("sixth", "6th", "六"),
)  # fmt: skip
_ORDINAL: Final = "|".join(word for words in _NTH for word in words if word.isascii())
_WHO_ZH: Final = r"(?:人|男|女|姑娘|小伙|孩子|小孩|脸|朋友|家伙|老人|他|她)"
_PLACED: Final = r"(?: who is| who's)?(?: standing| sitting)?"
_PEOPLE: Final = (
    ("everyone", r"\b(?:everyone|everybody|all (?:of (?:them|us)|(?:the )?(?:people|faces)))\b"),
    ("everyone", rf"\b(?:both|each)(?: of (?:them|us)| (?:the )?{_WHO})\b"),
    ("everyone", r"大家|所有人|所有的人|每个人|每张脸|(?:他们|她们|两个人|两个|两人|俩)都|他们俩|她们俩|两个人"),
    ("nth", rf"\b(?P<nth>{_ORDINAL})(?: {_WHO})?(?: in)? from the (?P<side>left|right)\b"),
    ("nth", rf"\b(?P<nth>{_ORDINAL}) {_WHO}\b"),
    ("nth", r"\b(?:person|face) (?:number |no\. ?|#)?(?P<nth>[1-6])\b"),
    ("nth", rf"(?P<side>[左右])(?:起|数|边数)第(?P<nth>[一二三四五六1-6])(?:个|位)?(?:的?{_WHO_ZH}+)?"),
    ("nth", rf"第(?P<nth>[一二三四五六1-6])(?:个|位)的?{_WHO_ZH}+"),
    ("nth", r"(?<=[给让把])第(?P<nth>[一二三四五六1-6])[个位]"),
    ("side", rf"\b{_WHO}{_PLACED} (?:on|to|at) (?:the|my|our) (?:far )?(?P<side>left|right)\b"),
    ("side", rf"\b(?P<side>left|right)(?:-?most|-hand)? {_WHO}\b"),
    ("side", rf"最?(?P<side>[左右])[边侧面](?:的|那个|那位|这个|这位)+{_WHO_ZH}*"),
    ("side", r"(?<=[给让把])最?(?P<side>[左右])[边侧面]"),
    ("middle", rf"\b(?:middle|cent(?:er|re)) {_WHO}\b|\b{_WHO} in the (?:middle|cent(?:er|re))\b"),
    ("middle", rf"(?:正?中间|中央|当中)(?:的|那个|那位|这个|这位)+{_WHO_ZH}*"),
)  # fmt: skip
_PATTERNS: Final = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PEOPLE)
_ANSWERS: Final = ("{}", "the {} one", "person {}", "第{}个人", "{}的人")
_ASIDE: Final = re.compile(r"\b(?:the|please|it'?s|is|i|mean|make|just)\b|请|就|是|的|吧|我|说|选|给|改", re.IGNORECASE)
_SIDES: Final = {"左": "left", "右": "right"}


def person_in(text: str) -> str:
    """The person that `text` names: left, right, middle, everyone, or a number from the left ("2"), or from the right
    ("2 right"); empty where it names none."""
    for kind, pattern in _PATTERNS:
        if found := pattern.search(text):
            return _named(kind, found)
    return ""


def person_alone(text: str) -> str:
    """As `person_in`, where `text` says nothing else; also for what only an answer says: "2", "the second", "左边"."""
    said = text.strip(" .!?。！？,，").removesuffix("号")
    for form in _ANSWERS:
        worded = form.format(said)
        if said and not re.search(r"\w", _ASIDE.sub(" ", without_person(worded))):
            return person_in(worded)
    return ""


def without_person(text: str) -> str:
    """`text` without the words that name a person."""
    for _, pattern in _PATTERNS:
        text = pattern.sub(" ", text)
    return text


def _named(kind: str, found: re.Match[str]) -> str:
    parts = found.groupdict()
    word = (parts.get("side") or "").lower()
    side = _SIDES.get(word, word)
    if kind == "side":
        return side
    if kind != "nth":
        return kind
    nth = parts["nth"].lower()
    number = next((at for at, words in enumerate(_NTH, 1) if nth in words or nth == str(at)), 0)
    return f"{number} right" if side == "right" else str(number)
