"""The hour, the weather and the season of a scene: what a later one ends of the earlier ones."""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import DETAIL_KINDS, detail_kind, kinds_of_detail

_AIR: Final = frozenset({"time", "weather", "season"})
_ENDED: Final = re.compile(
    r"(?:the |all the )?(?:rain|snow|storm|wind|fog|mist)(?:ing|fall)?(?: has| is| have|'s)? (?:stop(?:s|ped)?"
    r"|clear(?:s|ed)"
    r"|over|gone|ends?|ended)|(?:it )?(?:has )?stop(?:s|ped)? (?:raining|snowing)|no (?:more )?(?:rain|snow|fog"
    r"|storm|wind)\b"
    r"|[大小暴]?(?:雨|雪|风|雾)(?:都|也|已经)?(?:停|散)了?|(?:不要?|别)(?:再)?(?:下|刮)?[雨雪风雾]了?",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(r"^(?:[\s,，。.;]|and\b|then\b|然后)+|(?:[\s,，。.;]|\band|\bthen)+$", re.IGNORECASE)
_LEFT_OVER: Final = re.compile(r"^(?:(?:on|in|at|during|under|with|an?|the|one)\s+)+|的$")
_BRIGHT: Final = re.compile(
    r"\bsun(?:ny|shine|light)\b|\bthe sun\b|\b(?<!birth)(?:day(?:time|light)?|noon|midday|clear blue sky)\b"
    r"|白天|中午|正午|晴|太阳|阳光",
    re.IGNORECASE,
)
_FALLS: Final = re.compile(
    r"\b(?:rain|snow|storm|fog|overcast|cloudy)|[下大暴]雨|雪(?!人)|暴风|多云|阴天", re.IGNORECASE
)
_NIGHT: Final = re.compile(
    r"\b(?:mid)?night\b|\bmoon(?:light|lit)?\b|\bstarry\b|\bstars\b|\bnorthern lights\b|\baurora\b|夜|晚上|月"
    r"|星空|极光|凌晨",
    re.IGNORECASE,
)
_SUNNY: Final = re.compile(r"\bsun(?:ny|shine|light)\b|\bday(?:time|light)?$|晴|太阳|阳光", re.IGNORECASE)


def kept_beside(details: tuple[str, ...], instruction: str) -> tuple[str, ...]:
    """`details` without what a new hour, weather or season in `instruction` ends."""
    kinds = kinds_of_detail(instruction)
    for kind in (*kinds[:1], *(one for one in kinds[1:] if one in _AIR)):
        details = tuple(left for one in details if (left := without_kind(one, kind)) is not None)
    if _ENDED.search(instruction):
        details = tuple(left for one in details if (left := without_kind(one, "weather")) is not None)
    dark = _NIGHT.search(instruction) or _FALLS.search(begins(instruction))
    ended = _NIGHT if _is_bright(instruction) else _SUNNY if dark else None
    kept = (_but(one, ended) if ended else one for one in details)
    return tuple(one for one in kept if one)


def _but(detail: str, ended: re.Pattern[str]) -> str:
    """What else a detail says beside what is `ended`: "summer" for "a sunny summer"; may be empty."""
    if not ended.search(detail):
        return detail
    left = _LEFT_OVER.sub("", " ".join(ended.sub("", detail).split()))
    return left if detail_kind(left) is not None else ""


def _is_bright(instruction: str) -> bool:
    return bool(_BRIGHT.search(instruction)) and not _NIGHT.search(instruction)


def begins(instruction: str) -> str:
    """What `instruction` asks for beside the weather that it ends: "sun" for "the rain stopped, sun"; may be empty."""
    return _JOINT.sub("", _ENDED.sub("", instruction)) if _ENDED.search(instruction) else instruction


def without_kind(detail: str, kind: str) -> str | None:
    """What else a detail says: "foggy" for "on a foggy morning" without its time; None where it says no more."""
    pattern = dict(DETAIL_KINDS)[kind]
    if not pattern.search(detail.lower()):
        return detail
    left = _LEFT_OVER.sub("", " ".join(pattern.sub("", detail.lower()).split()))
    return left if detail_kind(left) is not None else None
