"""Time of day, weather and season, read from the user's words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, Self

from gpuserver.engines.illustrator.palette import find_colors

Time = Literal["day", "sunset", "night", "dawn"]
Weather = Literal["clear", "rain", "snow", "fog", "storm", "cloudy"]
Season = Literal["summer", "autumn", "winter", "spring"]
Sight = Literal["", "aurora", "fireworks", "meteors", "rainbow"]

_TIMES: Final[tuple[tuple[Time, re.Pattern[str]], ...]] = (
    ("dawn", re.compile(r"\b(?:dawn|sun ?rise|daybreak|early morning)\b|日出|黎明|清晨|拂晓")),
    ("sunset", re.compile(r"\b(?:sun ?set|dusk|evening|twilight|golden hour|sun ?down)\b|日落|夕阳|黄昏|傍晚|晚霞")),
    ("night", re.compile(r"\b(?:night|night-?time|midnight|(?<!on the )moon|(?:12|[1-4])(?::\d\d)? ?am|(?:9|10|11)(?::\d\d)? ?pm|moon(?:light|lit)|starry|stars?|dark|haunted)\b|夜|晚上|元宵|中秋|除夕|大年三十|深夜|月光|凌晨|繁星|鬼屋|闹鬼|[圆满明]月|星空|月亮(?!上)")),
    ("day", re.compile(r"\b(?:day|day ?time|daylight|noon|midday|morning|afternoon|sunny)\b|白天|中午|正午|早上|早晨|上午|下午|阳光")),
)  # fmt: skip
_WEATHERS: Final[tuple[tuple[Weather, re.Pattern[str]], ...]] = (
    ("snow", re.compile(r"\bsnow[- ]?storms?\b|\bblizzards?\b|暴风雪|暴雪")),
    ("storm", re.compile(r"\b(?:storm\w*|thunder\w*|lightning)\b|暴风|雷|闪电|狂风")),
    ("rain", re.compile(r"\b(?:rain(?!bow|\s?forest)\w*|drizzl\w*|wet day|shower)\b|雨(?!林)")),
    ("snow", re.compile(r"\b(?:snow\w*|blizzard)\b|雪")),
    ("fog", re.compile(r"\b(?:fog\w*|mist\w*|haz[ey]\w*)\b|雾")),
    ("cloudy", re.compile(r"\b(?:(?<!in the )cloud(?:s|y|ier)?(?! castle)|overcast)\b|多云|阴天")),
    ("clear", re.compile(r"\b(?:sunny|clear (?:sky|skies|day|weather)|sunshine|bright sun)\b|晴|阳光")),
)  # fmt: skip
_SEASONS: Final[tuple[tuple[Season, re.Pattern[str]], ...]] = (
    ("autumn", re.compile(r"\b(?:autumn\w*|in (?:the )?fall|fall (?:colou?rs|season)|fall)\b|秋|落叶")),
    ("winter", re.compile(r"\b(?:winter\w*|wintry|christmas|icy|frozen|frosty|frost)\b|冬|圣诞|结了?冰|冰封|冰冻|积雪|白雪皑皑")),
    ("spring", re.compile(r"\b(?:spring\w*|cherry blossoms?)\b|春")),
    ("summer", re.compile(r"\bsummer\w*\b|夏")),
)  # fmt: skip

_SNOW_LIES: Final = re.compile(
    r"\bsnowy\b(?! (?:day|night|evening|morning|afternoon|weather|sky))|"
    r"\bsnow[- ]?(?:covered|capped|clad|topped|fields?)\b|雪[山地原峰岭野景]|积雪|[白大冰]雪(?:覆盖|皑皑)"
)
"""Words for land that is white under a sky from which nothing falls."""
_SIGHTS: Final[tuple[tuple[Sight, re.Pattern[str]], ...]] = (
    ("aurora", re.compile(r"\baurora\w*|\b(?:northern|southern|polar) lights?\b|极光")),
    ("fireworks", re.compile(r"\bfire ?works?\b|烟花|烟火|焰火|礼花")),
    ("meteors", re.compile(r"\b(?:shooting|falling) stars?\b|\bmeteor shower\b|流星")),
)  # fmt: skip
"""What lights the night sky: such a picture is a night unless it says otherwise. Rainbows are asked for by name."""

_STARS: Final = re.compile(r"\bstarry\b|(?<!shooting )(?<!falling )\bstars\b|星空|繁星|群星|满天星|星星")
_MOON: Final = re.compile(r"(?<!on the )\bmoon\b|月亮(?!上)|[圆满]月|中秋")

_SUN: Final = re.compile(
    r"\bsun(?:light|shine|ny)?\b(?![- ](?:hat|bonnet|umbrella|dress|bear))|阳光|太阳(?![镜帽伞能花])"
)

_SKY: Final = re.compile(
    r"(?:(?:under|with|against|beneath|below|in) )?(?:an? |the )?(?P<before>[a-z -]+?) sk(?:y|ies)(?: above)?"
    r"|(?:在)?(?P<zh>[\u3400-\u9fff]{1,5}?)的?天空(?:下|之下|中|里)?|天空?(?:是|为|变成)?(?P<behind>[\u3400-\u9fff]{1,4}?|[a-z ]+)的?"
)
"""A sky in a colour that is said."""
_OWN: Final = frozenset({"blue", "light blue", "sky blue"})
"""Colours that it has by itself."""


def _sky_in(text: str) -> str:
    found = _SKY.fullmatch(text)
    colors = find_colors(next(one for one in found.groups() if one)) if found else []
    return next((one.hex for one in colors if one.name not in _OWN), "")


@dataclass(frozen=True)
class Atmosphere:
    """What the air of a picture is like."""

    time: Time = "day"
    weather: Weather = "clear"
    season: Season = "summer"
    sight: Sight = ""
    moon: bool = False
    """Whether the moon is named: it is seen beside what else lights the night sky."""
    starry: bool = False
    """Whether the stars are named: there are more and larger ones then."""
    sun: bool = False
    """Whether the sun is named, which shines on what is in the open."""
    sky: str = ""
    """The colour of the sky where one was asked for, "#RRGGBB"."""

    @classmethod
    def read(cls, words: Iterable[str]) -> tuple[Self, list[str]]:
        """The atmosphere of `words`, later ones winning, and the words that say nothing of it."""
        air, left = cls(), list[str]()
        for phrase in words:
            text = phrase.lower()
            time = next((name for name, pattern in _TIMES if pattern.search(text)), None)
            fallen = _SNOW_LIES.sub(" ", text)
            weather = next((name for name, pattern in _WEATHERS if pattern.search(fallen)), None)
            season = next((name for name, pattern in _SEASONS if pattern.search(text)), None)
            season = season or ("winter" if fallen != text else None)
            sight = next((name for name, pattern in _SIGHTS if pattern.search(text)), None)
            moon = _MOON.search(text) is not None
            sun = _SUN.search(text) is not None
            sky = _sky_in(text)
            if not (time or weather or season or sight or sun or sky):
                left.append(phrase)
            air = replace(
                air, time=time or ("night" if sight else air.time), weather=weather or air.weather,
                season=season or air.season, sight=sight or air.sight, moon=moon or air.moon,
                starry=air.starry or _STARS.search(text) is not None,
                sun=sun or air.sun,
                sky=sky or air.sky,
            )  # fmt: skip
        return air, left

    @property
    def is_dark(self) -> bool:
        """Whether lamps and windows are lit."""
        return self.time == "night"

    @property
    def is_wet(self) -> bool:
        """Whether rain falls."""
        return self.weather in {"rain", "storm"}

    @property
    def is_white(self) -> bool:
        """Whether snow lies."""
        return self.weather == "snow" or self.season == "winter"
