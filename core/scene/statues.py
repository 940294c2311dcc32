"""Somebody who becomes a statue: the same one, of stone or of what was named."""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import canonical_noun, is_chinese
from core.scene.links import is_animate
from core.scene.model import Subject

_STATUE_ZH: Final = re.compile(r"(?:雕[像塑]|塑像|石像|铜像)$")
_METALS: Final = {"gold": ("gold", "金"), "silver": ("silver", "银")}


def as_statue(held: Subject, new: Subject) -> Subject | None:
    """Somebody as the statue that they become: of marble as "a marble statue"; None where that is of another thing."""
    chinese = is_chinese(new.noun)
    of = _STATUE_ZH.sub("", new.noun) if chinese else new.noun.rpartition(" ")[0]
    if canonical_noun(new.noun) != "statue" or " of " in new.noun or is_animate(Subject(noun=of or "statue")):
        return None
    metal = _METALS.get(new.color or "", ("", ""))[chinese]
    stuff = [*new.attributes, *([of] if of else [])] or [metal or ("石头" if chinese else "stone")]
    made = "".join((*stuff, "雕像")) if chinese else " ".join((*stuff, "statue"))
    color = None if metal else new.color or held.color
    return held.model_copy(update={"attributes": (*held.attributes, made), "color": color})
