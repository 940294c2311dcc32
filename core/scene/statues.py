"""Somebody who becomes a statue: the same one, of stone or of what was named."""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import canonical_noun, is_chinese
from core.scene.links import is_animate
from core.scene.model import Subject

_STATUE_ZH: Final = re.compile(r"(?:雕[像塑]|塑像|石像|铜像)$")
_COUNTED: Final = re.compile(r"an? |[一两三四五几\d]")
_METALS: Final = {"gold": ("gold", "金"), "silver": ("silver", "银")}


def as_statue(held: Subject, new: Subject, words: str) -> Subject | None:
    """Somebody as the statue that they become: of marble as "marble statue"; None where that is of another thing.

    `words` as they name what they become: "a statue" and 一座雕像 are counted, and so things of their own.
    """
    if _COUNTED.match(words.lower()):
        return None
    chinese = is_chinese(new.noun)
    of = _STATUE_ZH.sub("", new.noun) if chinese else new.noun.rpartition(" ")[0]
    if canonical_noun(new.noun) != "statue" or " of " in new.noun or is_animate(Subject(noun=of or "statue")):
        return None
    if new.color and new.color not in _METALS:  # a red statue is another thing
        return None
    metal = _METALS.get(new.color or "", ("", ""))[chinese]
    stuff = [*new.attributes, *([of] if of else [])] or [metal or ("石头" if chinese else "stone")]
    made = "".join((*stuff, "雕像")) if chinese else " ".join((*stuff, "statue"))
    color = None if metal else held.color
    return held.model_copy(update={"attributes": (*held.attributes, made), "color": color})
