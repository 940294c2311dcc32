""" "A blue one", "bigger", "give her a hat": what a sentence says by words that only point at things."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.lexicon import COLORS, color_key
from core.pipeline import Action
from core.sizes import is_comparison

_NAMES: Final = "|".join(sorted(COLORS, key=len, reverse=True))
_HAN: Final = "|".join(sorted({word for words in COLORS.values() for word in words.split()}, key=len, reverse=True))
_ONE: Final = re.compile(
    rf"\b(?P<color>{_NAMES})\s+ones?\b|^(?:我?想?要|换个?|改成|来个?)?(?P<han>{_HAN})的(?:吧|好了|就好)?[。！]*$"
)
_STUFF: Final = re.compile(
    r"\b(?:make|turn|paint|colou?r|dye|change) the (?P<stuff>sky|sea|ocean|lake|river|water|grass|lawn|background|wall)"
    rf"(?: to| into| colou?r to)? (?P<color>{_NAMES})\b"
    rf"|(?P<han>天空|大海|海水|湖水|草地|草坪|背景|墙)(?:变|改|换|染|涂)?成?(?P<colored>{_HAN})"
)
_PIECE: Final = "[把个只件条顶束杯支根副双]"
_GIVES: Final = (
    r"\b(?:give|hand|bring|lend)\s+(?P<whom>him|her|it|them|me|us|you|the [a-z]+(?: [a-z]+)??)\s+"
    r"(?:(?:an?|the|some)\s+)?{thing}"
    r"|[给让](?P<han>[^，。,]{{1,6}}?)(?:拿|撑|打|戴|穿|系)?[上着]?(?:[一两二三]?" + _PIECE + r")?{thing}"
)
_AROUND: Final = re.compile(
    r"^(?:(?:and|now|ok|okay|hm+|no|make (?:it|him|her|them)|could it be|can it be)[ ,]+)*|^(?:把?[它他她]们?)?"
    r"|(?:,? (?:please|pls|then|now))?[.!?]*$|[吧呢好吗。！？]*$"
)


def sized(text: str, things: list[str]) -> Action | None:
    """The change of size that a bare "bigger" or 再小一点 asks of the newest of `things`; None for other texts."""
    said = _AROUND.sub("", text.lower())
    return action("change_attribute", object=things[0], attribute=said) if things and is_comparison(said) else None


def of_one(actions: tuple[Action, ...], text: str, things: list[str]) -> tuple[Action, ...]:
    """`actions`, or the recolouring of the newest of `things` where a tint was read from "a blue one" or 要蓝色的."""
    found = _ONE.search(text.lower())
    if found is None or not things or [one.pipeline for one in actions] != ["adjust_color"]:
        return actions
    said = found.group("color") or found.group("han")
    return (action("recolor_object", object=things[0], color=color_key(said) or said),)


def of_stuff(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions`, or the recolouring of sky, grass or water where a tint was read from "make the sky pink"."""
    found = _STUFF.search(text.lower())
    if found is None or [one.pipeline for one in actions] != ["adjust_color"]:
        return actions
    return (action("recolor_object", object=found["stuff"] or found["han"], color=found["color"] or found["colored"]),)


def handed(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions`, where "give her an umbrella" says of what is added for whom it is."""
    return tuple(_for_whom(one, text.lower()) if one.pipeline == "add_object" else one for one in actions)


def _for_whom(one: Action, text: str) -> Action:
    thing = re.escape(one.text("object").lower())
    found = None if one.text("place") else re.search(_GIVES.format(thing=thing), text)
    whom = found and (found.group("whom") or found.group("han"))
    if not whom or whom in {"me", "us", "you", "我", "我们"}:
        return one
    place = f"for {whom}" if whom.isascii() else f"给{whom}"
    return action("add_object", object=one.text("object"), place=place)
