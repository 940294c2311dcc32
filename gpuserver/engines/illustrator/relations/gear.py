"""What poses have with them so that it is drawn once, whom fighters face, and what one does under water."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gpuserver.engines.illustrator.people.identity import WARDROBE
from gpuserver.engines.illustrator.relations.role import Role
from gpuserver.engines.illustrator.wear import has_face

_FITTED: Final = {
    "write": ("table", "pencil", "paper"), "paint": ("painting", "paintbrush"), "drum": ("drum",),
    "sing": ("microphone",), "lift": ("dumbbell", "barbell"), "selfie": ("phone",), "ropeskip": ("rope",),
    "ski": ("skis",), "skate": ("ice skate",), "box": ("boxing glove",), "catch": ("ball", "football", "basketball"),
}  # fmt: skip
"""What poses have with them, so that it is not drawn once more."""
_AGAINST: Final = frozenset({"fight", "box"})
"""Poses that turn to somebody."""
_BREATHES: Final = frozenset({"dragon"})
"""Who breathes fire when attacked."""


def fit_out(roles: Sequence[Role]) -> None:
    """Draw what a pose has with it only once, as the desk of who writes, and turn those who fight to each other."""
    for role in roles:
        _take_up(role, roles)
        if role.pose in _AGAINST:
            _face(role, roles)


def _take_up(role: Role, roles: Sequence[Role]) -> None:
    for thing in roles:
        free = thing.base is None or thing.base is role
        if free and thing is not role and thing.name in _FITTED.get(role.pose, ()):
            thing.base, thing.absorbed = role, True
            role.undrawn = [words for words in role.undrawn if words != role.subject.place]


def _face(role: Role, roles: Sequence[Role]) -> None:
    """Turn who fights to the other one, which turns back; a dragon breathes fire."""
    others = [one for one in roles if one is not role and one.base is None and has_face(one.artwork)]
    named = [one for one in others if one.place.other == role.name] or others
    role.faces = ""
    if len(named) == 1:
        (other,) = named
        role.faces, other.faces = other.name, role.name
        if other.name in _BREATHES:
            other.take("fire")


def dive(roles: Sequence[Role]) -> None:
    """Let people under water swim, in what one swims in, who do nothing else there."""
    for role in roles:
        if role.name in WARDROBE and role.base is None and role.pose in ("", "stand", "look", "walk"):
            role.take("swim")
