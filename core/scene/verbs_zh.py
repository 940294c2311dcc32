"""What Chinese actions still want: whether an object belongs behind them."""

from __future__ import annotations

import re
from typing import Final

from core.scene.words_zh import ALONE, USES

_TOWARDS: Final = re.compile(r"[\u3400-\u9fff](?:过|向|进|到|上|给)$")


def awaits_object(action: str) -> bool:
    """Whether an action is said without its object: "骑着", "追", but not "跑步"."""
    return bool(verb_of(action)) or bool(_TOWARDS.search(action))


def verb_of(action: str) -> str:
    """The verb with an object that ends an action; empty where there is none."""
    bare = action.rstrip("着了")
    if bare in ALONE and bare not in USES:
        return ""
    return max((one for one in USES if bare.endswith(one)), key=len, default="")
