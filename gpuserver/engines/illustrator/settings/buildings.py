"""Places that are insides of buildings, and are a street where somebody is before or beside them."""

from __future__ import annotations

import re
from typing import Final

from gpuserver.engines.illustrator.settings import SETTINGS, Setting, setting_for
from gpuserver.engines.illustrator.words import find_subject

_INSIDES: Final = frozenset({"classroom", "library", "museum", "office", "cafe", "laboratory", "station", "stage"})
_OUTSIDE: Final = re.compile(
    r"(?:in front of|outside(?: of)?|next to|beside|behind|across from|near|by) (?:an?|the|his|her|their|my)\b"
)


def outside(background: str | None) -> Setting | None:
    """The setting of a background; the street where that is outside of a building that has no drawing of its own."""
    setting = setting_for(background)
    if setting is None or background is None or setting.name not in _INSIDES or find_subject(background):
        return setting
    return SETTINGS["street"] if _OUTSIDE.match(background.lower()) else setting
