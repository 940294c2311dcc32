"""Drinks in what has them in it: tea colours the cup's drink, and a teapot of glass."""

from __future__ import annotations

import re
from typing import Final

from core.scene.model import Subject
from gpuserver.engines.illustrator.look import Look

_DRINKS: Final = tuple(
    (re.compile(pattern), color)
    for pattern, color in (
        (r"\b(?:green tea|matcha)\b|绿茶|抹茶", "#9DB35C"),
        (r"\b(?:milk tea|cocoa|hot chocolate)\b|奶茶|可可|热巧克力", "#A9744F"),
        (r"\btea\b|茶(?![壶杯具碗叶馆])", "#B5722F"),
        (r"\bcoffee\b|咖啡", "#7A4A34"),
        (r"\b(?:milk|cream)\b|牛奶", "#FFF8EC"),
        (r"\b(?:juice|lemonade|soda|honey|beer)\b|果汁|橙汁|汽水|蜂蜜|啤酒", "#F4A340"),
        (r"\bwine\b|红酒|葡萄酒", "#8C2F45"),
        (r"\b(?:water|liquid|potion)\b|水$|液体|药水", "#BFE3F0"),
    )
)
"""What is drunk, and the colour of that where none is said."""


def drink_in(subject: Subject) -> str:
    """The colour of the drink that a subject is, "#RRGGBB"; empty for what is none."""
    words = " ".join((*subject.attributes, subject.noun)).lower()
    return next((color for pattern, color in _DRINKS if pattern.search(words)), "")


def fill(vessel: Look, drink: Look, subject: Subject) -> None:
    """Colour what is seen of a drink in a vessel: its surface, and all of it behind glass."""
    color = drink.tint or drink_in(subject)
    vessel.palette["coffee"] = color
    if vessel.material == "glass" and vessel.tint is None:
        vessel.tint = color
