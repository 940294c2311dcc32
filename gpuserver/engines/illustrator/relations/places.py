"""Reading where a subject goes: "on the left", "behind the cat", "在猫的头上"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from gpuserver.engines.illustrator.words import find_subject, subject_named

Name = TypeVar("Name", bound=str)
Side = Literal["left", "right", "center"]
Depth = Literal["near", "far"]
Relation = Literal[
    "on", "in", "under", "behind", "before", "beside", "between", "around", "against", "over", "hanging", "held",
    "ridden", "hugging", "kissing", "hand in hand",
]  # fmt: skip

_SIDES: Final[dict[Side, re.Pattern[str]]] = {
    "left": re.compile(r"\bleft\b|左"),
    "right": re.compile(r"\bright\b|右"),
    "center": re.compile(r"\b(?:cent(?:er|re)|middle)\b|中间|中央|正中|当中"),
}
_DEPTHS: Final[dict[Depth, re.Pattern[str]]] = {
    "near": re.compile(r"\bforeground\b|\bfront\b|\bclose\b|前景|前面|近处"),
    "far": re.compile(r"\bbackground\b|\bdistan(?:ce|t)\b|\bfar\b|\bback$|远处|远方|背景|后方"),
}
_RELATIONS: Final[dict[Relation, re.Pattern[str]]] = {
    "ridden": re.compile(r"\bridden by\b|\briding\b|骑|^被.*[乘开驾划坐滑踩]"),
    "held": re.compile(
        r"\bheld\b|\bholding\b|\bin (?:its|his|her|their|the)\b.*\b(?:hands?|paws?|arms|mouth|beak|claws)\b|"
        r"手里|手中|手上|怀里|嘴里|爪子里|拿着"
    ),
    "behind": re.compile(r"\bbehind\b|[后背]面|[身背]后|后[方边]"),
    "before": re.compile(r"\bin front of\b|的?前[面方边]|身前|跟前|面前|前$"),
    "under": re.compile(r"\b(?:under|beneath|below|underneath)\b|下[面方边]|底下|树下|下$"),
    "between": re.compile(r"\bbetween\b|[之中]间"),
    "around": re.compile(r"\baround\b|周围|四周"),
    "against": re.compile(r"\bagainst\b"),
    "over": re.compile(r"\b(?:over|above)\b|上[方空]"),
    "beside": re.compile(
        r"\b(?:next to|beside|near|by|alongside|among|towards?|"
        r"to (?:an?|his|her|my|another)(?= )|to the (?:left|right) of)\b|"
        r"^at\b|旁|身边|边上|附近"
    ),
    "in": re.compile(r"\b(?:in|inside|into|within|out of|from)\b|里面?$|里[边头]|中$|内$"),
    "on": re.compile(r"\b(?:on|onto|atop|upon|across|wearing|worn)\b|上面|身上|头上|背上|上$|脸上|戴"),
}
_PARTS: Final = {
    "head_top": re.compile(r"\b(?:head|top|ears?)\b|头"),
    "shoulder": re.compile(r"\bshoulders?\b|肩"),
    "back": re.compile(r"\bback\b|背"),
    "seat": re.compile(r"\b(?:lap|seat)\b|腿上|座"),
    "eyes": re.compile(r"\b(?:eyes?|face|nose)\b|眼|脸|鼻"),
    "neck": re.compile(r"\bneck\b|脖|颈"),
    "branch": re.compile(r"\bbranch\b|树枝|枝"),
}
_AIR: Final = re.compile(r"\b(?:sky|air|flying|hovering)\b|\babove\b|天上|空中|天空|飞")


@dataclass(frozen=True)
class Place:
    """Where a subject goes; every part is None (or False) where nothing was said."""

    side: Side | None = None
    depth: Depth | None = None
    relation: Relation | None = None
    other: str | None = None
    """The file name of the subject that the relation is to."""
    part: str | None = None
    """The anchor of the other subject that was named ("on its head")."""
    air: bool = False


ANYWHERE: Final = Place()


def read_place(words: str | None) -> Place:
    """The place that `words` name; ANYWHERE for none or unknown ones."""
    if not words:
        return ANYWHERE
    text = words.lower()[:200]
    side = _first(_SIDES, text)
    noun = find_subject(text)
    relation = _first(_RELATIONS, text)
    if noun is None and relation in {"on", "in"} and (side or _first(_DEPTHS, text)):
        relation = None  # "in the background" is a place in the picture
    return Place(
        side=side, depth=None if relation and noun else _first(_DEPTHS, text), relation=relation,
        other=subject_named(noun) if noun else None, part=_first(_PARTS, text), air=bool(_AIR.search(text)),
    )  # fmt: skip


def _first(patterns: dict[Name, re.Pattern[str]], text: str) -> Name | None:
    return next((name for name, pattern in patterns.items() if pattern.search(text)), None)
