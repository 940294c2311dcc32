"""Where the first subject is at home, for pictures that say nothing of a place: boats on the sea, fish under water.

Only the first one and the air decide, so that what is added later changes no background.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.lexicon import kind_of
from core.scene.model import Subject
from gpuserver.engines.illustrator.nouns import drawing_of, whole_phrase
from gpuserver.engines.illustrator.relations.role import Role
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.subjects import PEOPLE
from gpuserver.engines.illustrator.wear import has_face

_HOMES: Final = {
    "sea": frozenset({"boat", "canoe", "dragonboat", "speedboat", "ship", "pirateship", "lighthouse", "dolphin"}),
    "underwater": frozenset({
        "fish", "shark", "jellyfish", "octopus", "seahorse", "submarine", "diver", "mermaid", "starfish", "whale",
        "salmon",
    }),
    "lake": frozenset({"swan", "lotus"}),
    "sky": frozenset({"airplane", "helicopter", "hotairballoon", "rainbow"}),
    "space": frozenset({"rocket", "alien", "ufo"}),
    "snow": frozenset({"igloo", "snowman", "sled"}),
    "desert": frozenset({"pyramid"}),
    "beach": frozenset({"sandcastle"}),
    "meadow": frozenset({
        "kite", "scarecrow", "windmill", "tractor", "barn", "tent", "yurt", "combine", "tornado",
    }),
}  # fmt: skip
_DOINGS: Final = {
    "abed": "bedroom", "chair": "room", "cook": "kitchen", "read": "library", "readchair": "library",
    "fish": "lake", "climb": "mountains",
    "run": "park", "walk": "park", "jump": "meadow", "kickball": "park", "throwball": "park", "kick": "park",
    "throw": "park", "kneel": "garden", "armsup": "park", "swing": "playground",
    "dance": "stage", "play": "fireplace", "fiddle": "stage", "wave": "park", "cuddle": "bedroom",
    "ski": "snow", "skate": "snow", "kungfu": "park", "ropeskip": "park", "catch": "park", "sing": "stage",
    "drum": "stage", "conduct": "stage", "write": "room", "paint": "garden", "box": "stadium", "crouch": "garden",
    "pray": "garden", "superfly": "sky",
    "lead": "park", "led": "park", "kiss": "park", "hugger": "park",
}  # fmt: skip
"""Where people do what they do."""
_IN_SNOW: Final = re.compile(
    r"打雪仗|堆雪人|滑雪|\b(?:snowball\w*|ski(?:s|ing)|sled(?:s|ding)|sledging|snowboard\w*)\b|\bmaking a snowman\b"
)
"""What is done where snow lies."""
_ON_WHEELS: Final = frozenset({"bicycle", "skateboard"})
"""What is ridden for pleasure."""
INDOORS: Final = frozenset({
    "room", "kitchen", "bedroom", "cafe", "classroom", "library", "office", "fireplace", "christmas", "museum",
    "laboratory", "stage", "castle", "station",
})  # fmt: skip
"""Settings that have furniture to sit and lie on."""
_WATERFOWL: Final = frozenset({"duck", "swan"})
"""Who swims on the water, not in it."""
_IN_WATERS: Final = frozenset({"whale", "dolphin", "shark"})
"""Who lies in the water where that is seen from above, and does not hover over it."""
_OUTDOORS: Final = frozenset({
    "tree", "willow", "sakura", "pine", "palm", "bush", "house", "barn", "castle", "windmill", "tent", "kite", "well",
    "bridge", "tractor", "pagoda", "sunflower", "mushroom", "igloo", "snowman", "lighthouse", "fountain",
})  # fmt: skip
"""What stands under the sky: who is said to be at it is out there."""
_GARDEN: Final = frozenset({"bench", "swing", "slide"})
"""Furniture that night and weather find in the open."""
_INDOORS: Final = frozenset({"furniture", "food", "instrument", "worn", "container"})
"""Kinds of things that night and weather do not take outside."""
_WATERS: Final = frozenset({"lake", "river", "sea", "zen", "swamp", "beach", "harbour", "island"})
_SEA: Final = re.compile(r"\b(?:sea|ocean)\b|海(?![滩岸])")
_ON_WATER: Final = re.compile(r"^(?:on|in|across)\b|[上里中]$")
_SHORE: Final = re.compile(r"^(?:by|near|at|on|next|beside|from|over|above|along|out of)\b|[边旁畔岸]|[上外]$")

_LOOKOUTS: Final = {
    "fireworks": "city", "aurora": "mountains", "meteors": "hills", "rainbow": "meadow",
    "storm": "sea", "rain": "meadow", "snow": "snow", "fog": "forest", "sunset": "sea", "dawn": "sea",
    "autumn": "forest", "winter": "snow", "spring": "meadow",
}  # fmt: skip
"""Where one stands to look at what is in the sky, at the weather and the season; the sky itself is for the rest."""


def with_sight(air: Atmosphere, subject: Subject, company: Sequence[Subject], *, placed: bool) -> Atmosphere:
    """`air` with what a noun names that is in the sky and no thing; the same if there is none.

    Fireworks are no thing, nor are the sun and a rainbow, unless they are all there is of the `company`, and that is
    not `placed` anywhere.
    """
    drawing, alone = drawing_of(subject), not placed and _is_lone(subject, company)
    if drawing == "sun" and not alone:
        return replace(air, sun=True)
    sight = Atmosphere.read((whole_phrase(subject),))[0].sight
    sight = "rainbow" if drawing == "rainbow" and not alone else sight
    if not sight:
        return air
    return replace(air, sight=sight, time="night" if sight != "rainbow" and air.time == "day" else air.time)


def _is_lone(subject: Subject, subjects: Sequence[Subject]) -> bool:
    """Whether all the others are what it wears."""
    others = (one for one in subjects if one is not subject)
    return all(kind_of(one.noun) == "worn" and subject.noun in (one.place or "") for one in others)


def lookout(air: Atmosphere) -> str:
    """The name of the setting that shows an air, if no place is named; empty for that of any day."""
    told = (_LOOKOUTS[one] for one in (air.sight, air.weather, air.time, air.season) if one in _LOOKOUTS)
    return "" if air == Atmosphere() else next(told, "sky")


def home_of(roles: Sequence[Role], air: Atmosphere) -> str:
    """The name of the setting where the first of `roles` is at home, whatever it is made of; empty for none."""
    main = [role for role in roles if role.base is None]
    if not main or main[0].artwork.is_bust:
        return ""
    first = main[0]
    if first.pose in ("fly", "superfly") or (first.artwork.name in ("bird", "owl", "eagle") and first.place.air):
        return "sky"
    if first.pose == "swim":
        return "lake" if first.name in _WATERFOWL or first.name in PEOPLE - {"diver", "mermaid"} else "underwater"
    if first.pose == "jump" and first.name in _HOMES["underwater"]:
        return "sea"
    if _IN_SNOW.search((first.subject.action or "").lower()):
        return "snow"
    home = _of_things(first.name) or (_DOINGS.get(first.pose, "") if first.name in PEOPLE else "")
    if home == "space" and (air.weather != "clear" or air.season != "summer"):
        home = "meadow"
    if home == "stage" and air.weather != "clear":
        home = "park"
    if first.place.relation == "ridden" and not home:
        home = "meadow" if has_face(first.artwork) else "park" if first.name in _ON_WHEELS else ""
    flies_a_kite = any(role.line_to is first for role in roles)
    near = first.place.relation is not None and first.place.other in _OUTDOORS
    near |= first.name in _OUTDOORS and any(role.base is first for role in roles)
    if near and not home and _of_things(first.place.other or "") == "snow":
        return "snow"
    if home or near or flies_a_kite:
        return home or "meadow"
    seen = has_face(first.artwork) or first.name in _OUTDOORS | _GARDEN or _is_outside(first, air)
    return "meadow" if seen and first.artwork.attach is None and air != Atmosphere() else ""


def swims(roles: Sequence[Role]) -> bool:
    """Whether the first of them swims, which takes water also where the place named has no picture: a pool."""
    first = next((role for role in roles if role.base is None), None)
    return first is not None and first.name in PEOPLE and first.pose == "swim"


def _of_things(name: str) -> str:
    """The setting where a drawing is at home; empty for none."""
    return next((setting for setting, things in _HOMES.items() if name in things), "")


def _is_outside(role: Role, air: Atmosphere) -> bool:
    """Whether a thing stands in the open, where night, weather or a season is spoken of."""
    weather = air.is_dark or air.weather != "clear" or air.season != "summer"
    return weather and role.artwork.height >= 0.5 and kind_of(role.subject.noun) not in _INDOORS


def let_swim(roles: Sequence[Role], setting: str, words: str) -> None:
    """Let the waterfowl that is said to be on the water of a setting lie there, and whales be in it, not over it."""
    for role in roles if setting in _WATERS else ():
        if role.name in _IN_WATERS and role.base is None and not role.pose and not role.place.air:
            role.pose, role.artwork = "swim", replace(role.artwork, airborne=False)
    if setting in _WATERS and _ON_WATER.search(words.lower()):
        for role in roles:
            if role.name in _WATERFOWL and role.base is None and not role.pose:
                role.take("swim")


def at_water(roles: Sequence[Role], setting: str, words: str) -> str:
    """The setting for one that `words` name: in the water for who lives in it, on the sea for what floats there."""
    first = next((role for role in roles if role.base is None), None)
    if first is None or _SHORE.search(words.lower()):
        return setting
    if first.name in _HOMES["underwater"] and setting in _WATERS:
        return "underwater"
    sails = first.name in _HOMES["sea"] and setting == "beach" and _SEA.search(words.lower())
    return "sea" if sails else setting
