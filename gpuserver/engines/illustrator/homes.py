"""Where the first subject is at home, for pictures that say nothing of a place: boats on the sea, fish under water.

Only the first one and the air decide, so that what is added later changes no background.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from gpuserver.engines.illustrator.relations import Role
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.wear import has_face

_HOMES: Final = {
    "sea": frozenset({"boat", "canoe", "ship"}),
    "underwater": frozenset({
        "fish", "shark", "jellyfish", "octopus", "seahorse", "submarine", "diver", "mermaid", "starfish",
    }),
    "sky": frozenset({"airplane", "helicopter", "hotairballoon"}),
    "space": frozenset({"rocket"}),
    "meadow": frozenset({"kite", "scarecrow", "windmill", "tractor", "barn", "tent"}),
}  # fmt: skip
_OUTDOORS: Final = frozenset({
    "tree", "willow", "sakura", "pine", "palm", "bush", "house", "barn", "castle", "windmill", "tent", "kite", "well",
    "bridge", "tractor", "pagoda", "sunflower", "mushroom", "igloo", "lighthouse", "fountain",
})  # fmt: skip
"""What stands under the sky: who is said to be at it is out there."""
_WATERS: Final = frozenset({"lake", "river", "sea", "zen", "swamp", "beach", "harbour", "island"})
_SHORE: Final = re.compile(r"^(?:by|near|at|on|next|beside|from|over|above|along|out of)\b|[边旁畔岸]|[上外]$")


def home_of(roles: Sequence[Role], air: Atmosphere) -> str:
    """The name of the setting where the first of `roles` is at home; empty for none, and for statues and toys."""
    main = [role for role in roles if role.base is None]
    if not main or any(look.material for look in main[0].looks) or main[0].artwork.is_bust:
        return ""
    first = main[0]
    if first.pose == "fly" or (first.artwork.name in ("bird", "owl", "eagle") and first.place.air):
        return "sky"
    home = next((name for name, things in _HOMES.items() if first.name in things), "")
    flies_a_kite = any(role.line_to is first for role in roles)
    near = first.place.relation is not None and first.place.other in _OUTDOORS
    if home or near or flies_a_kite:
        return home or "meadow"
    seen = has_face(first.artwork) or first.name in _OUTDOORS
    return "meadow" if seen and first.artwork.attach is None and air != Atmosphere() else ""


def under_water(roles: Sequence[Role], setting: str, words: str) -> bool:
    """Whether the first subject lives in the water that the picture is set in, and not at it."""
    first = next((role for role in roles if role.base is None), None)
    swims = first is not None and first.name in _HOMES["underwater"]
    return swims and setting in _WATERS and not _SHORE.search(words.lower())
