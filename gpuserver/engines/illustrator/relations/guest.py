"""One figure that is carried by another, and its size there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.relations.role import Role
from gpuserver.engines.illustrator.sizes import LONG
from gpuserver.engines.illustrator.spots import Spot, slimness, span
from gpuserver.engines.illustrator.subjects import PEOPLE, standing_span
from gpuserver.engines.illustrator.wear import has_face


@dataclass(frozen=True)
class Guest:
    """One figure that is carried: the `at`-th of its role."""

    role: Role
    at: int

    @property
    def look(self) -> Look | None:
        """How it is drawn; None for a place that is kept free."""
        return self.role.looks[self.at] if self.role.looks else None

    @property
    def size(self) -> float:
        """Its size words."""
        return self.look.size if self.look else 1.0


_FLAT: Final = 4.0
"""From which width for its height on a thing lies flat on the ground, as a rug does."""
_ON_FLAT: Final = 2.4
"""How many times as tall as that one on it is drawn, at most."""


def sized(guest: Guest, base: Spot, x: float, y: float) -> Spot:
    """A guest at (x, y) in its size: people by their standing height, so that every pose is of one scale."""
    role = guest.role
    artwork, carrier = role.artwork, base.artwork
    person = role.name in PEOPLE
    if person:
        tall = standing_span(role.name)
        real = artwork.height * (tall / span(artwork)) ** 2
        ratio = (real / carrier.height) ** (0.6 if role.inside else 0.7)
        least, most = (0.72, 1.3) if role.inside else (0.44 if carrier.name in PEOPLE else 0.8, 3.2)
        ratio = min(most, max(least, ratio))
        height = base.height * ratio * span(artwork) / tall
    else:
        least = 0.34 if "seat" in carrier.anchors and role.place.relation != "held" else 0.24
        ratio = (artwork.height / carrier.height) ** 0.6
        most = 1.25 if role.inside else 0.6 if role.place.relation == "held" and carrier.name not in PEOPLE else 0.85
        lies = role.place.relation == "held" or role.place.part == "seat"  # in the arms or the lap, under the face
        if lies and has_face(artwork) and carrier.name in PEOPLE:
            least = 0.0
            most = 0.34 * standing_span(carrier.name) / span(carrier)
        elif role.place.relation == "held" and artwork.airborne:  # a balloon beside the face, not before it
            most = 0.56
        if role.place.relation == "on" and slimness(carrier) > _FLAT:
            most = _ON_FLAT
        height = base.height * min(most, max(least * min(1.0, LONG / slimness(artwork)), ratio))
    rides = role.place.relation == "ridden" or carrier.view == "side"
    turns = person or rides or artwork.view == "front"  # as the other one does, so that the whole is mirrored
    flip = base.flip if turns else base.flip == bool(guest.at % 2)
    return Spot(artwork, x, y, height * guest.size, flip, base.air, behind=base.behind)
