"""What place words and deeds mean together: who hides in a bush is behind it, who flies on a roof is over that."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.poses import pose_in
from gpuserver.engines.illustrator.relations.places import Place, Relation

TIES: Final[frozenset[Relation]] = frozenset({
    "under", "behind", "over", "against", "hanging", "around", "hugging", "kissing", "hand in hand",
})  # fmt: skip
"""Relations in which one stands by a thing without being on it or in it; the other one says where that is."""
_DONE: Final[tuple[tuple[re.Pattern[str], Relation, frozenset[Relation]], ...]] = (
    (
        re.compile(r"\b(?:hid(?:es?|ing|den)|peek\w*|peep\w*|lurk\w*)\b|[躲藏]|探[出头]"), "behind",
        frozenset({"in", "beside"}),
    ),
    (re.compile(r"\b(?:lean(?:s|ing|ed)?|propped)\b|[靠倚]"), "against", frozenset({"on", "beside"})),
    (
        re.compile(r"\b(?:hang(?:s|ing)?|hung|dangl\w+|swing(?:s|ing)? from)\b|[挂吊悬]"), "hanging",
        frozenset({"on", "in", "under"}),
    ),
    (re.compile(r"\b(?:fly(?:ing)?|flies|soar\w*|hover\w*)\b|飞|盘旋"), "over", frozenset({"on", "under"})),
)  # fmt: skip
"""What is done, what the place is then, and which places it says that of."""
_LARGER: Final = 1.3
"""How much taller than the thing before it what is behind may be; larger things are scenery."""
_SMALL: Final = 0.6
"""Real height up to which one is behind things however small they are, m: a mouse behind a cheese."""
_LOWEST: Final = 0.4
"""How tall a thing must be, beside one who is under it and is drawn smaller for that."""


def told(place: Place, words: str, *, flies: bool, inside: bool) -> Place:
    """The place of one who does what `words` say, with the relation that both mean together.

    `flies`: whether it is one that can be in the air. `inside`: whether the other one has an inside, so that one can
    hide in it.
    """
    text = words.lower()[:200]
    for pattern, relation, places in _DONE:
        if place.relation in places and not (inside and place.relation == "in") and pattern.search(text):
            return replace(place, relation=relation)
    if place.relation == "over" and not (place.air or flies or pose_in(text) in ("fly", "jump", "run")):
        return replace(place, relation="on")  # a cloth over a table
    return place


def ties(relation: Relation | None, one: Artwork, other: Artwork) -> bool:
    """Whether one in a relation to the other is placed by that one's drawing."""
    if relation == "under":
        return other.height > _LOWEST * one.height
    return relation in TIES and (relation != "behind" or one.height < max(_SMALL, _LARGER * other.height))
