"""Where a picture takes place. A new setting is one builder and one line in words.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from gpuserver.engines.illustrator.settings import barren, indoors, shore, town, wild
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.setting import Setting

__all__ = ["PLAIN", "SETTINGS", "Atmosphere", "Setting", "setting_for"]

PLAIN: Final = Setting("plain", indoors.plain)
"""For pictures whose background was not named."""

SETTINGS: Final[Mapping[str, Setting]] = {
    setting.name: setting
    for setting in (
        Setting("beach", shore.beach), Setting("forest", wild.forest), Setting("city", town.city),
        Setting("mountains", shore.mountains), Setting("snow", barren.snow), Setting("desert", barren.desert),
        Setting("underwater", shore.underwater), Setting("space", town.space), Setting("meadow", wild.meadow),
        Setting("park", wild.park), Setting("kitchen", indoors.kitchen), Setting("room", indoors.room),
        Setting("sky", town.above),
    )
}  # fmt: skip


def setting_for(words: str | None) -> Setting | None:
    """The setting that a phrase names, by the longest of its words that the phrase holds; None where it names none."""
    if not words:
        return None
    text = words.lower()[:200]
    found = [(length, name) for pattern, length, name in _patterns() if pattern.search(text)]
    return SETTINGS[max(found)[1]] if found else None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int, str], ...]:
    table = tomllib.loads(files(__name__).joinpath("words.toml").read_text(encoding="utf-8"))
    out: list[tuple[re.Pattern[str], int, str]] = []
    for name, words in table.items():
        out += [(re.compile(rf"\b{re.escape(word)}s?\b"), len(word), name) for word in words["en"]]
        out += [(re.compile(re.escape(word)), 3 * len(word), name) for word in words["zh"]]
    return tuple(out)
