"""Where the first subject is at home, for pictures that say nothing of a place: boats on the sea, fish under water.

Only the first one and the air decide, so that what is added later changes no background.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from core.lexicon import kind_of
from gpuserver.engines.illustrator.relations import Role
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere, Sight
from gpuserver.engines.illustrator.wear import has_face

_HOMES: Final = {
    "sea": frozenset({"boat", "canoe", "ship", "pirateship", "lighthouse", "dolphin"}),
    "underwater": frozenset({
        "fish", "shark", "jellyfish", "octopus", "seahorse", "submarine", "diver", "mermaid", "starfish", "whale",
    }),
    "lake": frozenset({"swan", "lotus"}),
    "sky": frozenset({"airplane", "helicopter", "hotairballoon", "rainbow"}),
    "space": frozenset({"rocket", "alien", "ufo"}),
    "snow": frozenset({"igloo", "snowman", "sled"}),
    "desert": frozenset({"pyramid"}),
    "beach": frozenset({"sandcastle"}),
    "meadow": frozenset({"kite", "scarecrow", "windmill", "tractor", "barn", "tent"}),
}  # fmt: skip
_WATERFOWL: Final = frozenset({"duck", "swan"})
"""Who swims on the water, not in it."""
_OUTDOORS: Final = frozenset({
    "tree", "willow", "sakura", "pine", "palm", "bush", "house", "barn", "castle", "windmill", "tent", "kite", "well",
    "bridge", "tractor", "pagoda", "sunflower", "mushroom", "igloo", "snowman", "lighthouse", "fountain",
})  # fmt: skip
"""What stands under the sky: who is said to be at it is out there."""
_INDOORS: Final = frozenset({"furniture", "food", "instrument", "worn", "container"})
"""Kinds of things that night and weather do not take outside."""
_WATERS: Final = frozenset({"lake", "river", "sea", "zen", "swamp", "beach", "harbour", "island"})
_SEA: Final = re.compile(r"\b(?:sea|ocean)\b|海(?![滩岸])")
_SHORE: Final = re.compile(r"^(?:by|near|at|on|next|beside|from|over|above|along|out of)\b|[边旁畔岸]|[上外]$")

SEEN_FROM: Final = {"fireworks": "city", "aurora": "mountains", "meteors": "hills", "rainbow": "meadow"}
"""Where one stands to look at what is in the sky, if no place is named."""


def sight_of(words: str, drawing: str | None, *, alone: bool) -> Sight:
    """What a noun names that is in the sky and no thing: fireworks, and a rainbow unless it is all there is."""
    air, _ = Atmosphere.read((words,))
    return "rainbow" if drawing == "rainbow" and not alone else air.sight


def home_of(roles: Sequence[Role], air: Atmosphere) -> str:
    """The name of the setting where the first of `roles` is at home; empty for none, and for statues and toys."""
    main = [role for role in roles if role.base is None]
    if not main or any(look.material for look in main[0].looks) or main[0].artwork.is_bust:
        return ""
    first = main[0]
    if first.pose == "fly" or (first.artwork.name in ("bird", "owl", "eagle") and first.place.air):
        return "sky"
    if first.pose == "swim":
        return "lake" if first.name in _WATERFOWL else "underwater"
    if first.pose == "jump" and first.name in _HOMES["underwater"]:
        return "sea"
    home = _of_things(first.name)
    flies_a_kite = any(role.line_to is first for role in roles)
    near = first.place.relation is not None and first.place.other in _OUTDOORS
    near |= first.name in _OUTDOORS and any(role.base is first for role in roles)
    if near and not home and _of_things(first.place.other or "") == "snow":
        return "snow"
    if home or near or flies_a_kite:
        return home or "meadow"
    seen = has_face(first.artwork) or first.name in _OUTDOORS or _is_outside(first, air)
    return "meadow" if seen and first.artwork.attach is None and air != Atmosphere() else ""


def _of_things(name: str) -> str:
    """The setting where a drawing is at home; empty for none."""
    return next((setting for setting, things in _HOMES.items() if name in things), "")


def _is_outside(role: Role, air: Atmosphere) -> bool:
    """Whether a thing stands in the open, where night or weather is spoken of."""
    weather = air.is_dark or air.weather != "clear"
    return weather and role.artwork.height >= 0.5 and kind_of(role.subject.noun) not in _INDOORS


def at_sea(roles: Sequence[Role], setting: str, words: str) -> bool:
    """Whether the first subject floats on the sea that the picture is set at, and does not lie on its beach."""
    first = next((role for role in roles if role.base is None), None)
    sails = first is not None and first.name in _HOMES["sea"]
    return sails and setting == "beach" and bool(_SEA.search(words.lower())) and not _SHORE.search(words.lower())


def under_water(roles: Sequence[Role], setting: str, words: str) -> bool:
    """Whether the first subject lives in the water that the picture is set in, and not at it."""
    first = next((role for role in roles if role.base is None), None)
    swims = first is not None and first.name in _HOMES["underwater"]
    return swims and setting in _WATERS and not _SHORE.search(words.lower())
