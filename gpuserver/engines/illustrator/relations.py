"""Who wears, holds, rides, carries or sits in what, and the poses that come of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.scene import Subject
from gpuserver.engines.illustrator import subjects
from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.places import Place
from gpuserver.engines.illustrator.poses import pose_of, shown
from gpuserver.engines.illustrator.wear import can_wear

CONTAINERS: Final = frozenset({
    "backpack", "basket", "bathtub", "boat", "canoe", "car", "chest", "cup", "gift", "hotairballoon", "suitcase",
    "vase",
})  # fmt: skip
"""What others can be in: their lower half is hidden by it."""
_TO_RIDE: Final = 0.35
"""How high a mount must be, as a share of its rider's height, to be ridden astride."""


@dataclass
class Role:
    """One subject of the scene with its figures: as many looks as it counts."""

    subject: Subject
    artwork: Artwork
    place: Place
    first: int
    """Occurrence number of the first figure, so that the second cat keeps its chance when the first one leaves."""
    looks: list[Look] = field(default_factory=list)
    base: Role | None = None
    """Who it is worn by, held by, or sits on or in."""
    worn: bool = False
    portrait: bool = False
    """Whether head and shoulders were asked for."""
    undrawn: list[str] = field(default_factory=list)
    """Words for what it does that no drawing of it shows."""

    @property
    def inside(self) -> bool:
        """Whether it is in its base, and not on it."""
        return self.base is not None and self.place.relation == "in"

    def take(self, pose: str) -> bool:
        """Take a pose; whether there is a drawing that shows it."""
        best = shown(pose, subjects.poses(self.name))
        if best is None:
            return pose == "sleep" and "eyes" in self.artwork.anchors
        if best:
            self.artwork = subjects.artwork(self.name, best, portrait=self.portrait)
        return True

    @property
    def name(self) -> str:
        """Which subject it is, in whatever pose."""
        return self.artwork.name


def relate(roles: Sequence[Role], actions: Iterable[str] = ()) -> None:
    """Find who belongs to whom, and let each take the pose that its words and its place ask for.

    `actions` are words for what the first creature does.
    """
    for role in roles:
        _find_base(role, roles)
    creatures = [role for role in roles if "eyes" in role.artwork.anchors and role.artwork.attach is None]
    for role in roles:
        words = [role.subject.action or "", *role.subject.attributes]
        if creatures and role is creatures[0]:
            words += actions
        _pose(role, [one for one in words if one], roles)


def _find_base(role: Role, roles: Sequence[Role]) -> None:
    """Only a thing that stands by itself can carry another."""
    others = [one for one in roles if one is not role and one.artwork.attach is None]
    named = [one for one in others if one.name == role.place.other]
    relation = role.place.relation
    if role.artwork.attach is not None:
        role.base = next((one for one in [*named, *others] if can_wear(one.artwork, role.artwork)), None)
        role.worn = role.base is not None
    elif relation == "ridden":
        rider = next((one for one in named if one.base is None), None)
        if rider is not None:
            rider.base = role
            role.take("walk")
    elif relation == "in" and named and named[0].name in CONTAINERS and named[0].base is None:
        role.base = named[0]
    elif relation in ("on", "held") and (named or role.place.part or relation == "held"):
        carriers = [one for one in [*named, *others] if one.base is None and _can_carry(one, role)]
        role.base = carriers[0] if carriers else None


def _can_carry(base: Role, rider: Role) -> bool:
    """Whether one is big enough to carry the other; a dog said to be "on" a cat stands beside it."""
    seated = bool({"seat", "back"} & set(base.artwork.anchors)) and rider.artwork.height < 2.2 * base.artwork.height
    return bool(rider.place.part) or seated or rider.artwork.height < 0.9 * base.artwork.height


def _pose(role: Role, words: Sequence[str], roles: Sequence[Role]) -> None:
    holds = any(one.base is role and one.place.relation == "held" for one in roles)
    if role.base is not None and not role.worn and role.place.relation != "held":
        if not role.inside:
            role.take(_seat_pose(role, role.base))
        return
    pose = pose_of(words)
    if pose and not role.take(pose):
        role.undrawn += [one for one in words if pose_of([one]) == pose]
    if holds and not pose:
        role.take("hold")


def _seat_pose(rider: Role, base: Role) -> str:
    """How one is on another: astride what is ridden, seated on furniture, standing on the rest."""
    asked = pose_of([rider.subject.action or "", *rider.subject.attributes])
    if rider.name not in subjects.PEOPLE:
        return asked or "sit"
    mounts = "back" in base.artwork.anchors or (base.place.relation == "ridden")
    if mounts and base.artwork.height >= _TO_RIDE * rider.artwork.height:
        return "ride"
    if asked in ("sleep", "read"):
        return asked
    return "sit" if "seat" in base.artwork.anchors else "stand"
