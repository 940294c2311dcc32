"""Ages of people: a person at another age is the same person, with another noun and all that was said of them."""

from __future__ import annotations

import re
from typing import Final, Literal

from core.lexicon import canonical_noun, is_chinese
from core.scene.model import Subject

Age = Literal["baby", "child", "young", "middle", "old"]
Sex = Literal["female", "male"]

_LADDER: Final[tuple[Age, ...]] = ("baby", "child", "young", "old")
_AGE_OF: Final[dict[str, Age]] = {
    "baby": "baby", "child": "child", "boy": "child", "girl": "child", "man": "young", "woman": "young",
    "person": "young", "oldman": "old", "oldwoman": "old",
}  # fmt: skip
"""Noun of the lexicon -> age. Who is named by a trade has none: a chef has one drawing."""
_WOMEN: Final = frozenset({"woman", "girl", "oldwoman"})
_NOUNS: Final[dict[Sex, dict[Age, tuple[str, str]]]] = {
    "male": {
        "baby": ("baby", "宝宝"), "child": ("boy", "男孩"), "young": ("young man", "小伙子"),
        "middle": ("man", "男人"), "old": ("old man", "老爷爷"),
    },
    "female": {
        "baby": ("baby", "宝宝"), "child": ("girl", "女孩"), "young": ("young woman", "女人"),
        "middle": ("woman", "女人"), "old": ("old woman", "老奶奶"),
    },
}  # fmt: skip
_YEARS: Final = re.compile(r"\b(\d{1,3})[ -]*years?[ -]old\b|(\d{1,3})岁")
_BIRTHDAYS: Final[tuple[tuple[int, Age], ...]] = (
    (3, "baby"), (18, "child"), (40, "young"), (60, "middle"), (1000, "old"),
)  # fmt: skip
"""Until which birthday one is of an age."""
_STEPS: Final = (
    (
        1,
        re.compile(
            r"\b(?:older|age[ds]? (?:it|him|her|them)|elder|aging)\b|更老|老一[点些]|老些|大一?几岁|老\S{1,2}岁"
        ),
    ),
    (-1, re.compile(r"\byounger\b|\brejuvenate\w*|更年轻|年轻一?[点些]|年轻\S{1,3}岁|更小")),
)
_AGES: Final[tuple[tuple[Age, re.Pattern[str]], ...]] = (
    ("middle", re.compile(r"\bmiddle[- ]aged\b|中年")),
    ("old", re.compile(r"\b(?:old|elderly|aged|ancient|senior|wrinkly|wrinkled)\b|老")),
    ("baby", re.compile(r"\b(?:baby|babies|infant|newborn)\b|婴儿|宝宝")),
    ("child", re.compile(
        r"\b(?:child|kid|boy|girl|toddler|teen\w*|childlike)\b|小孩|孩子|男孩|女孩|儿童|小朋友|少年|少女"
    )),
    ("young", re.compile(r"\b(?:young|youthful|adult|grown[- ]up)\b|年轻|青年|成年|大人")),
)  # fmt: skip
_INSTRUCTION: Final = re.compile(
    r"^(?:please |can you |could you )*(?:(?:make|let|have|turn|change|transform)\s+)?"
    r"(?P<who>it|him|her|them|(?:the |this |that )[\w ]+?)\s+(?:(?:to )?(?:look|become|be|get|grow|appear)|into)?\s*"
    r"(?:an? )?(?P<age>(?:much |a (?:bit|little|lot) |very |\w+ years )?"
    r"(?:older|younger|old|young|elderly|middle[- ]aged|child|kid|baby|teenager)(?: again)?)\W*$",
    re.IGNORECASE,
)
_INSTRUCTION_ZH: Final = re.compile(
    r"^(?:请|帮我)?[让把叫使将](?P<who>\S{1,8}?)(?:变得|变成|看起来|变|改成|显得)+"
    r"(?P<age>\S{0,4}?(?:老|年轻|小孩|孩子|宝宝|婴儿|中年)\S{0,4}?)"
    r"[吧吗呀。！!]*$"
)


def age_asked(instruction: str) -> tuple[str, str] | None:
    """Who is to be of another age, and which: "make him look older" is ("him", "older"); None for other edits."""
    words = instruction.strip()
    found = (_INSTRUCTION_ZH if is_chinese(words) else _INSTRUCTION).match(words)
    return (found.group("who"), found.group("age")) if found else None


def has_age(noun: str) -> bool:
    """Whether a noun names people by their age or sex, and so can be of another age."""
    return canonical_noun(noun) in _AGE_OF


def aged(subject: Subject, words: str) -> Subject | None:
    """The person at the age that `words` name; None where they name none, or the subject has no age."""
    key = canonical_noun(subject.noun)
    now = _AGE_OF.get(key)
    if now == "young" and any(_age_named(word.lower(), now) == "middle" for word in subject.attributes):
        now = "middle"
    age = _age_named(words.lower(), now) if now else None
    if age is None or canonical_noun(words) == key:  # as many others of the same kind
        return None
    noun = _NOUNS[_sex(words) or ("female" if key in _WOMEN else "male")][age][is_chinese(subject.noun)]
    kept = tuple(word for word in subject.attributes if _age_named(word.lower(), "young") is None)
    if age == "middle":
        kept = (*kept, "中年" if is_chinese(subject.noun) else "middle-aged")
    return subject.model_copy(update={"noun": noun, "attributes": kept})


def _sex(words: str) -> Sex | None:
    """The sex of who is named: "a little girl" is female, "a child" leaves it open."""
    key = canonical_noun(words)
    if key in _WOMEN:
        return "female"
    return "male" if key in ("man", "boy") or re.search(r"\bman\b|老头|老爷爷", words) else None


def _age_named(words: str, now: Age) -> Age | None:
    if found := _YEARS.search(words):
        years = int(found.group(1) or found.group(2))
        return next((age for limit, age in _BIRTHDAYS if years < limit))
    for step, pattern in _STEPS:
        if pattern.search(words):
            if now == "middle":
                return "old" if step > 0 else "young"
            return _LADDER[max(0, min(_LADDER.index(now) + step, len(_LADDER) - 1))]
    return next((age for age, pattern in _AGES if pattern.search(words)), None)
