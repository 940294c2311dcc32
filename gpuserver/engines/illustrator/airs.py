"""Weather and seasons that were said of a thing and belong to the air: "a red truck, snowing", "an autumn cabin"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.lexicon import kind_of
from core.scene.model import Scene, Subject
from gpuserver.engines.illustrator.homes import INDOORS
from gpuserver.engines.illustrator.settings import WEATHERLESS
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere

AIR: Final = re.compile(
    r"(?:the )?(?:day|weather|morning|evening|night|night sky|sunset|sunrise|dawn|dusk|rain|snow|snowfall|storm|"
    r"thunderstorm|lightning|thunder|fog|mist|clouds?|autumn|winter|spring|summer|(?:full |crescent )?moon)|"
    r"夜晚|夜空|日落|夕阳|日出|黄昏|雨|下雨|雪|下雪|暴风雨|闪电|雷电|雾|云|月亮|满月|秋天|冬天|春天|夏天"
)
"""Nouns that are no things but the air of a picture."""
_FALLS: Final = re.compile(r"^(?:snow|rain|hail|storm)(?:s|ing|y)?$|^正?在?[下飘刮起]着?[大小]?[雪雨风雾]了?$")
"""Deeds of the sky and of nobody."""
_SEASONAL: Final = re.compile(
    r"(?:autumn(?:al)?|winter|wintry|summer|spring|springtime|snowy|snow-covered|rainy|foggy|misty|stormy|sunny|frosty|"
    r"moonlit|night-?time|春天|夏天|秋天|冬天|春日|夏日|秋日|冬日|积雪|被雪覆盖|白雪覆盖|大雪覆盖|冰雪覆盖|雪中|雨中|雾中|夜晚|黄昏)"
)
_IN_THE_OPEN: Final = frozenset({"building", "plant", "vehicle"})
"""Kinds of things whose season is that of the picture."""


def with_weather(scene: Scene) -> Scene:
    """`scene` with the weather and the season that were read as what somebody does, or as how a thing is."""
    found: list[str] = []
    subjects = tuple(_without_weather(one, found) for one in scene.subjects)
    return scene.model_copy(update={"subjects": subjects, "details": (*scene.details, *dict.fromkeys(found))})


def _without_weather(subject: Subject, found: list[str]) -> Subject:
    action = subject.action
    if action and _FALLS.search(action):
        found.append(action)
        action = None
    said = subject.attributes if kind_of(subject.noun) in _IN_THE_OPEN else ()
    airs = [word for word in said if _SEASONAL.fullmatch(word.lower())]
    found += airs
    kept = tuple(word for word in subject.attributes if word not in airs)
    return subject.model_copy(update={"action": action, "attributes": kept})


def unseen(details: Sequence[str], setting: str) -> list[str]:
    """The phrases for what is not seen in a setting: weather under water, a rainbow or fireworks in a library."""
    airs = [(words, Atmosphere.read((words,))[0]) for words in details]
    if setting in WEATHERLESS:
        plain = Atmosphere()
        return [w for w, air in airs if replace(air, time="day", sight="", moon=False, sun=False, sky="") != plain]
    return [words for words, air in airs if air.sight] if setting in INDOORS else []
