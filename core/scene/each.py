"""Several of a thing of which each is told apart: "three cats: one black, one white, one calico", 一红一绿两个苹果.

Such a prompt is worded anew, each by itself, before it is read: "a black cat, a white cat and a calico cat".
"""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import COLORS, kind_of, singular
from core.scene.words import JOINTS, NUMBERS
from core.scene.words_zh import CLASSIFIERS, COLOR_WORDS, COUNTS

_COUNT: Final = "|".join(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", *"23456789"))
_COLOR: Final = "|".join(sorted(COLORS, key=len, reverse=True))
_NO_LOOK: Final = "|".join(sorted(JOINTS | {"who", "wears", "holds", "a", "an", "the", "is", "of", "one", "other"}))
_LOOK: Final = rf"(?:{_COLOR}|(?!(?:{_NO_LOOK})\b)[a-z]+(?:-[a-z]+)*)"
_ONE: Final = (
    r"(?:(?:the )?(?:one|1|other|another|third|second|last)(?: of (?:them|which|whom))?(?: one)?(?: (?:is|being))?)"
)
_THING: Final = r"(?P<said>(?:(?!and\b|of\b)[a-z-]+ ){0,3}?)(?P<noun>[a-z]+)"
_PLACED: Final = "sitting|standing|sleeping|lying|playing|running|in|on|at|under|by|near|beside"
_WHERE: Final = rf"(?P<where>(?: (?:{_PLACED})\b[^,:;.()]*)?)"
_EACH: Final = re.compile(
    rf"\b(?P<count>{_COUNT}|(?:a|the) (?:couple|pair|trio) of) {_THING}{_WHERE}\s*[,:;(-]?\s*\(?"
    rf"(?P<looks>{_ONE} {_LOOK}(?:(?:,? and|,| &)? {_ONE} {_LOOK})+)\)?(?:\s*,(?= (?:{_PLACED})\b)|"
    rf"(?=\s*(?:[,.;]|$| (?:{_PLACED})\b)))",
    re.IGNORECASE,
)
_ONE_LOOK: Final = re.compile(rf"{_ONE} (?P<look>{_LOOK})", re.IGNORECASE)
_SOME: Final = re.compile(
    rf"\b(?P<count>{_COUNT}) {_THING}{_WHERE}\s*(?:,|\(|, and|,? but|,? with)\s*\(?(?:only )?"
    rf"(?P<part>one|two|three|four|half|1|2|3|4)(?: of (?:them|which|whom)| one)?(?: (?:is|are|being))? "
    rf"(?P<look>{_COLOR})(?: ones?)?\)?(?=\s*(?:[,.;]|$))",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(
    rf"\b(?:(?:{_COLOR}) (?P<noun>(?!ones?\b|and\b)[a-z]+)\b|(?P<look>{_COLOR}) ones?\b(?! of))", re.IGNORECASE
)
_COUPLE: Final = re.compile(r"\b(?P<kind>[a-z]+) couple\b", re.IGNORECASE)
_GROUP: Final = {"couple": 2, "pair": 2, "trio": 3}
_NAMES: Final = {count: word for word, count in NUMBERS.items() if word in _COUNT.split("|")}


def each_by_itself(text: str) -> str:
    """An English prompt in which things that are told apart are named one by one."""
    text = _COUPLE.sub(lambda found: _couple(found.group(), found["kind"]), _EACH.sub(_worded, text))
    return _named_again(_SOME.sub(_parted, text))


def _couple(words: str, kind: str) -> str:
    """ "penguin couple" is a couple of penguins; other couples are of people."""
    return f"couple of {kind}" if kind_of(kind) == "animal" else words


def _worded(found: re.Match[str]) -> str:
    count = _number(found["count"])
    looks = [one["look"] for one in _ONE_LOOK.finditer(found["looks"])]
    if count != len(looks) or singular(found["noun"]) == found["noun"]:
        return found.group()
    noun = f"{found['said']}{singular(found['noun'])}"
    things = [f"a {look} {noun}" for look in looks]
    return f"{', '.join(things[:-1])} and {things[-1]}{found['where']}"


def _parted(found: re.Match[str]) -> str:
    count = _number(found["count"])
    part = count // 2 if found["part"].lower() == "half" else _number(found["part"])
    if not 0 < part < count:
        return found.group()
    rest = _some(count - part, found["said"], found["noun"])
    return f"{rest} and {_some(part, found['look'] + ' ' + found['said'], found['noun'])}{found['where']}"


def _some(count: int, said: str, many: str) -> str:
    return f"a {said}{singular(many)}" if count == 1 else f"{_NAMES[count]} {said}{many}"


def _named_again(text: str) -> str:
    """ "a red apple and a green one": the green one is an apple."""
    last = ""

    def named(found: re.Match[str]) -> str:
        nonlocal last
        if found["noun"]:
            last = found["noun"]
        elif last:
            return f"{found['look']} {last if found.group().endswith('s') else singular(last)}"
        return found.group()

    return _AGAIN.sub(named, text)


def _number(words: str) -> int:
    words = words.lower()
    return next((count for word, count in _GROUP.items() if word in words), 0) or (
        int(words) if words.isdecimal() else NUMBERS[words]
    )


_HAN_COLOR: Final = "|".join(sorted(COLOR_WORDS, key=len, reverse=True))
_HAN_LOOK: Final = rf"(?:{_HAN_COLOR}|[大小胖瘦高矮老])"
_UNIT: Final = rf"[{CLASSIFIERS}]"
_HAN_COUNT: Final = "[两二三四五六七八九十2-9]"
_HAN_THING: Final = (
    rf"(?P<n>{_HAN_COUNT})(?P<unit>{_UNIT})(?P<noun>[\u3400-\u9fff]{{1,6}}?)"
    r"(?P<does>(?:(?:正?在|[坐站趴躺睡飞游跑蹲])[^，。：:]*)?)"
)
_HAN_EACH: Final = re.compile(
    rf"{_HAN_THING}(?:[，：:]|，?其中)"
    rf"(?P<looks>(?:一(?P=unit)(?:是)?{_HAN_LOOK}(?:色)?的?)(?:[，、和]?(?:另)?一(?P=unit)(?:是)?{_HAN_LOOK}(?:色)?的?)+)(?=[，。]|$)"
)
_HAN_ONE: Final = re.compile(rf"一{_UNIT}是?(?P<look>{_HAN_LOOK})色?的?")
_HAN_SOME: Final = re.compile(
    rf"{_HAN_THING}[，,]?(?:其中)?(?:只?有)?(?P<part>[一两二三四五]|一半)(?(part)(?:(?P=unit))?)是?(?P<look>{_HAN_COLOR})色?的?(?=[，。]|$)"
)
_HAN_PAIR: Final = re.compile(
    rf"(?P<looks>一{_HAN_LOOK}(?:一{_HAN_LOOK})+)的?(?P<n>{_HAN_COUNT})(?P<unit>{_UNIT})(?P<noun>[\u3400-\u9fff]{{1,4}}?)"
    r"(?=[，。、和坐站趴躺睡飞游跑蹲在正的]|$)"
)
_HAN_BEHIND: Final = re.compile(
    rf"(?P<n>{_HAN_COUNT})(?P<unit>{_UNIT})(?P<noun>[\u3400-\u9fff]{{1,6}}?)，?(?P<looks>一{_HAN_LOOK}(?:一{_HAN_LOOK})+)(?=[，。]|$)"
)
_HAN_AGAIN: Final = re.compile(
    rf"(?P<first>(?:{_HAN_COLOR})色?的?(?P<noun>[\u3400-\u9fff]{{1,4}}?))"
    rf"(?P<rest>(?:[，、和]+(?:还有)?一{_UNIT}(?:{_HAN_COLOR})色?的(?=[，、和。]|$))+)"
)


def each_by_itself_zh(text: str) -> str:
    """A Chinese prompt in which things that are told apart are named one by one."""
    text = _HAN_EACH.sub(_worded_zh, text)
    for pattern in (_HAN_PAIR, _HAN_BEHIND):
        text = pattern.sub(_paired_zh, text)
    text = _HAN_SOME.sub(_parted_zh, text)
    return _HAN_AGAIN.sub(
        lambda found: found["first"] + re.sub(r"的(?=[，、和。]|$)", f"的{found['noun']}", found["rest"]), text
    )


def _number_zh(word: str) -> int:
    return int(word) if word.isdecimal() else COUNTS[word]


def _worded_zh(found: re.Match[str]) -> str:
    looks = [one["look"] for one in _HAN_ONE.finditer(found["looks"])]
    return _listed_zh(found, looks, found["does"])


def _paired_zh(found: re.Match[str]) -> str:
    return _listed_zh(found, found["looks"].strip("一").split("一"), "")


def _listed_zh(found: re.Match[str], looks: list[str], does: str) -> str:
    if len(looks) != _number_zh(found["n"]):
        return found.group()
    return "和".join(f"一{found['unit']}{look}的{found['noun']}" for look in looks) + does


def _parted_zh(found: re.Match[str]) -> str:
    count = _number_zh(found["n"])
    part = count // 2 if found["part"] == "一半" else _number_zh(found["part"])
    if not 0 < part < count:
        return found.group()
    unit, noun = found["unit"], found["noun"]
    rest = "一两三四五六七八九十"[count - part - 1]
    some = "一两三四五六七八九十"[part - 1]
    return f"{rest}{unit}{noun}和{some}{unit}{found['look']}的{noun}{found['does']}"
