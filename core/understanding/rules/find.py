"""Looking for pictures that exist."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.pipeline import Action
from core.understanding.rules.clause import Clause

_PICTURE: Final = (
    r"(?:pictures?|images?|photos?|pics?|photographs?|shots?|drawings?|paintings?|illustrations?|wallpapers?|snaps?)"
)
_SEARCH: Final = re.compile(
    rf"^(?:find|search(?: for)?|look(?:ing)? (?:for|up)|google|browse|show me|get me|fetch|pull up|dig up|got any|do you have|have you got|are there|any)\s+(?:me |us )?(?:(?:some |an? |any |the |existing |real |actual |stock |more |good |nice |old |of your )*{_PICTURE}\s*(?:of|with|showing|about|for|where)?\s+)(?P<x>.+)$"
    rf"|^(?:find|search(?: for)?|look(?:ing)? (?:for|up)|fetch|google|dig up)\s+(?:me |us |out )?(?P<y>.+?)(?: {_PICTURE})?$"
)
_SEARCH_ZH: Final = re.compile(
    r"(?<![寻])(?:帮我|给我)?(?:找找|找(?!不|到|了|个人|茬)|搜索|搜(?!索)|查找|检索|搜寻)(?:一下|一?[张些幅个]|几[张幅]|点|出)?(?:关于|有)?(?:现成的)?(?P<x>[^，,。]+?)(?:的)?(?:的?(?:图片|照片|图|画|素材|相片))?(?:[，,。].*)?$"
    r"|^有没?有?(?P<y>[^，,。]{1,16}?)的?(?:图片|照片|相片|素材)(?:[，,。吗].*)?$"
)
_TAIL: Final = re.compile(
    r"\s+(?:online|on the web|on the internet|in (?:my|the) library|for me)$|^(?:an?|some|the)\s+"
)


def read_search(clause: Clause) -> tuple[Action, ...] | None:
    """The search that `clause` asks for."""
    text = clause.text
    match = _SEARCH.match(text) or _SEARCH_ZH.search(text)
    if not match:
        return None
    if text.startswith(("show me", "get me")) and clause.has_picture and " of " not in text:
        return None
    words = next((group for group in match.groups() if group), "")
    words = _TAIL.sub("", _TAIL.sub("", words)).strip()
    if not words:
        bare = re.search(r"(?:照片|图片|图)", text)
        return (action("search", query=text[: bare.start()] or text),) if bare else None
    if re.fullmatch(r"(?:it|them|that|this|out|one)", words):
        return None
    return (action("search", query=words),)
