"""Where a picture takes place. A new setting is one builder and one line in words.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from gpuserver.engines.illustrator.settings import (
    bamboo,
    barren,
    bedroom,
    cafe,
    castle,
    cave,
    classroom,
    cliff,
    cyberpunk,
    fairyland,
    farm,
    fields,
    fireside,
    garden,
    harbour,
    hills,
    indoors,
    island,
    jungle,
    laboratory,
    lake,
    lavender,
    library,
    market,
    moon,
    museum,
    office,
    old_street,
    planet,
    playground,
    river,
    rooftop,
    savanna,
    sea,
    shore,
    stadium,
    station,
    street,
    swamp,
    temple,
    theatre,
    town,
    village,
    vineyard,
    volcano,
    waterfall,
    wild,
    zen,
)
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.setting import Setting

__all__ = [
    "PLAIN",
    "SETTINGS",
    "WEATHERLESS",
    "Atmosphere",
    "Setting",
    "every_word",
    "setting_for",
    "setting_in",
    "words_of",
]

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
        Setting("lake", lake.lake), Setting("river", river.river), Setting("waterfall", waterfall.waterfall),
        Setting("jungle", jungle.jungle), Setting("savanna", savanna.savanna), Setting("volcano", volcano.volcano),
        Setting("cave", cave.cave), Setting("farm", farm.farm), Setting("lavender", lavender.lavender),
        Setting("vineyard", vineyard.vineyard), Setting("garden", garden.garden), Setting("zen", zen.japanese_garden),
        Setting("village", village.village), Setting("harbour", harbour.harbour), Setting("island", island.island),
        Setting("swamp", swamp.swamp), Setting("moon", moon.moon), Setting("planet", planet.alien_planet),
        Setting("fairyland", fairyland.fairyland), Setting("stadium", stadium.football_pitch),
        Setting("library", library.library), Setting("bedroom", bedroom.bedroom), Setting("classroom", classroom.classroom),
        Setting("office", office.office), Setting("cafe", cafe.cafe), Setting("museum", museum.museum),
        Setting("stage", theatre.stage), Setting("laboratory", laboratory.laboratory), Setting("castle", castle.castle),
        Setting("temple", temple.temple), Setting("old_street", old_street.old_street),
        Setting("night_market", market.night_market), Setting("street", street.street),
        Setting("rooftop", rooftop.rooftop), Setting("station", station.station),
        Setting("playground", playground.playground), Setting("cyberpunk", cyberpunk.cyberpunk),
        Setting("sea", sea.sea), Setting("hills", hills.hills),
        *(Setting(name, builder) for name, builder in fields.BUILDERS.items()), Setting("cliff", cliff.cliff),
        Setting("bamboo_grove", bamboo.grove),
        Setting("christmas", fireside.christmas), Setting("fireplace", fireside.fireside),
    )
}  # fmt: skip

WEATHERLESS: Final = frozenset({"underwater", "space"})
"""Settings in which no season and no weather shows."""


FIELDS: Final = frozenset(fields.BUILDERS)
"""Settings that are full of the plant that their words name."""


def setting_for(words: str | None) -> Setting | None:
    """The setting that a phrase names, by the longest of its words that the phrase holds; None where it names none."""
    found = setting_in(words) if words else None
    return found[0] if found else None


def setting_in(words: str) -> tuple[Setting, str] | None:
    """The setting that a phrase names, and the word in it that does so."""
    text = words.lower()[:200]
    found = [(length, name, hit.group()) for pattern, length, name in _patterns() if (hit := pattern.search(text))]
    if not found:
        return None
    # of words of one length, the table's earlier one: a city under the moon is no moon
    _, name, word = max(found, key=lambda one: one[0])
    return SETTINGS[name], word


def words_of(name: str) -> tuple[str, str]:
    """The first English and the first Chinese word for a setting. Raises KeyError for an unknown one."""
    return _words()[name]["en"][0], _words()[name]["zh"][0]


def every_word(name: str) -> tuple[str, ...]:
    """All words for a setting, of both languages. Raises KeyError for an unknown one."""
    return (*_words()[name]["en"], *_words()[name]["zh"])


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    """The lines of the table. Raises tomllib.TOMLDecodeError for a malformed one."""
    return tomllib.loads(files(__name__).joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int, str], ...]:
    out: list[tuple[re.Pattern[str], int, str]] = []
    for name, words in _words().items():
        out += [(re.compile(rf"\b{re.escape(word)}s?\b"), len(word), name) for word in words["en"]]
        out += [(re.compile(re.escape(word)), 3 * len(word), name) for word in words["zh"]]
    return tuple(out)
