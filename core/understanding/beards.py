"""Beards: "give him a big red beard" puts one on whoever is drawn; a photo has goatees and mustaches only."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.pipeline import Action

_BEARD: Final = re.compile(
    r"(?P<thing>(?:(?!(?:an?|the|his|her|its|him|her|it|them|with|give|add|put|grow|have|make|some|get|and"
    r"|no)\b)[a-z-]+ ){0,3}beards?)\b"
    r"|(?P<han>(?:[大小长短浓红黑白棕金灰橙蓝绿粉紫黄卷]色?的?|浓密的|络腮)*(?:胡子|胡须))",
    re.IGNORECASE,
)
_NOT_FULL: Final = re.compile(
    r"\b(?:no|without|remove|shave|lose|goatee|m(?:o)?ustache|chin|trim|get rid)\b|小胡子|八字胡|山羊胡|去掉|不要|刮"
    r"|没有|剃",
    re.IGNORECASE,
)
_WHOM: Final = re.compile(
    r"\b(?:give|to|on|for|let)\s+(?P<whom>him|her|it|them|the [a-z]+)\b|[给让帮](?P<han>[他她它]们?"
    r"|[\u3400-\u9fff]{1,4}?)(?=[加长留添画戴一上])",
    re.IGNORECASE,
)


def names_beard(text: str) -> bool:
    """Whether `text` asks for a beard, and not for a goatee, a mustache or none."""
    return _BEARD.search(text) is not None and not _NOT_FULL.search(text)


def bearded(actions: tuple[Action, ...], text: str) -> tuple[Action, ...]:
    """`actions` on a drawing, where a beard as it was described takes the place of the nearest value of a face."""
    if [one.pipeline for one in actions] != ["edit_face"] or not names_beard(text):
        return actions
    found, whom = _BEARD.search(text), _WHOM.search(text)
    assert found is not None
    if found["thing"]:
        place = f"for {whom['whom'].lower()}" if whom and whom["whom"] else "for him"
        return (action("add_object", object=found["thing"], place=place),)
    return (action("add_object", object=found["han"], place=f"给{whom['han'] if whom and whom['han'] else '他'}"),)
