"""One placed figure: who it is, where, and what is painted of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.painting.items import Group, Item
from gpuserver.engines.illustrator.relations.role import Role
from gpuserver.engines.illustrator.spots import Spot

_FAR_SIDES = frozenset({"inside", "handle"})
"""Parts of baskets that are behind who is in them."""
_CONTENTS = frozenset({
    "steam", "lid", "knob", "brew", "drip", "bag", "peel", "peel2", "lidhandle", "duck", "foam", "foamF", "flowers",
    "perch", "swing", "glow",
})  # fmt: skip
"""Parts of vessels that would be before the faces of those in them, or where they are."""
_INSIDE = "#CDB99C"
"""The inner side of a cup."""


@dataclass
class Figure:
    """One placed thing."""

    role: Role
    look: Look
    spot: Spot
    group: Group
    order: float
    """y that decides what stands before what."""
    halo: Group | None = None
    """The light round what shines by night."""
    shade: Group | None = None
    """What sets a pale thing off from a pale sheet."""
    far: tuple[float, Group] | None = None
    """Its far side with the order of that, where somebody is between that and its near side."""

    @property
    def ordered(self) -> list[tuple[float, Group]]:
        """What is painted, with the order of that."""
        near = [(self.order, group) for group in (self.group, self.halo) if group is not None]
        out = near if self.far is None else [self.far, *near]
        return out if self.shade is None else [(out[0][0], self.shade), *out]

    @property
    def items(self) -> list[Item]:
        """All of its parts."""
        return self.group.items if self.far is None else [*self.far[1].items, *self.group.items]

    @property
    def groups(self) -> tuple[Group, ...]:
        """What is painted, from back to front."""
        return tuple(group for _, group in self.ordered)

    @property
    def behind(self) -> bool:
        """Whether it is behind the worktop of the backdrop."""
        return self.spot.behind


def emptied(look: Look) -> Look:
    """The look of a vessel that somebody is in, with nothing else in it."""
    return replace(look, hide=look.hide | _CONTENTS, palette={**look.palette, "coffee": _INSIDE})


def open_up(vessel: Figure, order: float) -> None:
    """Paint the far side of what somebody is in before those, so that they are between it and the near side."""
    far = [item for item in vessel.group.items if item.ids & _FAR_SIDES]
    if far:
        whole = vessel.group
        vessel.group = replace(whole, items=[item for item in whole.items if not item.ids & _FAR_SIDES])
        vessel.far = order, replace(whole, items=far, ground=None)
