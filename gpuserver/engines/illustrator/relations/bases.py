"""Who is on, in or by whom: the one that each is worn by, held by, rides, or has its place from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gpuserver.engines.illustrator import subjects
from gpuserver.engines.illustrator.icons import table as icons
from gpuserver.engines.illustrator.relations.fillings import drink_in
from gpuserver.engines.illustrator.relations.places import ANYWHERE
from gpuserver.engines.illustrator.relations.role import Role
from gpuserver.engines.illustrator.relations.ties import TIES, ties, told
from gpuserver.engines.illustrator.wear import can_wear, has_face, laid

CONTAINERS: Final = frozenset({
    "backpack", "barrel", "basket", "bathtub", "birdcage", "boat", "boots", "bowl", "bucket", "canoe", "car",
    "cauldron", "chest", "cooler", "crate", "cup", "doctorsbag", "dragonboat", "gift", "hotairballoon", "hotspring",
    "oildrum", "openbox", "paintcan", "pickup", "pot", "speedboat", "suitcase", "trashcan", "vase", "wheelbarrow",
})  # fmt: skip
"""What others can be in, besides the containers among the glyphs: their lower half is hidden by it."""
_CLIMBS: Final = 1.3
"""How tall one may be who sits in a tree, m."""
_BROOMS: Final = frozenset({"broom", "witch broom"})
"""What is ridden through the air, and is in the drawing of who does."""
_WOOD: Final = re.compile(r"\b(?:forest|woods?|grove|jungle)\b|林|丛")
_AS_MOUNTS: Final = ("ridden", "walk", "run", "fly")
"""Poses in which there is a back to ride on, the best first."""
_OF_FISH: Final = frozenset({"fishbowl", "bowl", "jar", "vase"})
"""What a fish is in that has water round it."""
_ON_THE_FLOOR: Final = frozenset({"harp", "piano"})
"""What stands beside who has it with them, however strong they are."""
_ON_WALLS: Final = frozenset({
    "calendar", "clock", "mirror", "painting", "pictureframe", "poster", "poweroutlet", "sign", "target", "television",
    "window",
})  # fmt: skip
"""What is on the face of a wall and not on top of it."""
_NOT_WORN: Final = frozenset({"shoulder", "seat"})
"""Parts of somebody on which a thing that could be worn just lies."""


def find_base(role: Role, roles: Sequence[Role]) -> None:
    """Find who carries a role; only a thing that stands by itself can do so. Those who are ridden come first."""
    mount = role.base
    if mount is not None and mount.place.relation == "ridden":
        if role.place.relation is not None:
            _take_along(mount, role, roles)
        return
    others = [one for one in roles if one is not role and one.artwork.attach is None]
    named = [one for one in others if one.name == role.place.other]
    named.sort(key=lambda one: one.subject.noun not in (role.subject.place or ""))  # two men: the guitarist's guitar
    mounts = named[0].name in _BROOMS or (has_face(named[0].artwork) and _flies(named[0])) if named else False
    words = f"{'' if mounts else role.subject.action or ''} {role.subject.place or ''}"
    role.place = told(role.place, words, flies=_flies(role), inside=bool(named) and _is_vessel(named[0].name))
    if role.place.relation == "on" and role.place.other == "brick wall" and role.name in _ON_WALLS:
        role.place = replace(role.place, relation="hanging")
    relation = role.place.relation
    lies = relation in ("on", "in") and bool(named) and not can_wear(named[0].artwork, role.artwork)
    if role.artwork.attach is not None and lies:
        role.artwork = laid(role.artwork)
    puts_on = relation == "on" or (relation == "held" and role.name == "backpack")
    wears = puts_on and named and has_face(named[0].artwork) and role.place.part not in _NOT_WORN
    if "worn" in subjects.poses(role.name) and (wears or _is_for_anybody(role, others)):
        role.place = replace(role.place, relation="on")
        role.take("worn")
    if role.artwork.attach is not None:
        role.base = next((one for one in [*named, *others] if can_wear(one.artwork, role.artwork)), None)
        role.worn = role.base is not None
    elif relation == "ridden":
        _mount(role, next((one for one in named if one.base is None), None), roles)
    elif relation == "under" and named and named[0].name == "umbrella" and _is_one_person(role, roles):
        named[0].base, named[0].place = role, replace(named[0].place, relation="held", other=role.name)
    elif relation == "in" and role.name == "fish" and named and named[0].name in _OF_FISH:
        named[0].artwork = subjects.artwork("fishbowl")
        role.undrawn += [role.subject.phrase()] if len(role.looks) > 1 else []  # one fish swims in the drawing
        role.base, role.absorbed = named[0], True
        if len(role.looks) > 1:  # the bowl is drawn with one
            role.undrawn.append(f"{len(role.looks)} {role.subject.noun}")
    elif relation == "in" and named and drink_in(role.subject) and not has_face(named[0].artwork):
        role.base, role.absorbed = named[0], True
    elif relation == "hanging" and role.name == "monkey" and named and named[0].name == "branch":
        named[0].base, named[0].absorbed = role, True
    elif relation == "held" and role.name == "bamboo" and named and named[0].name == "panda" and named[0].take("eat"):
        role.base, role.absorbed = named[0], True
    elif relation in TIES and named:
        stays = ties(relation, role.artwork, named[0].artwork) and not _is_carried_by(named[0], role)
        role.base = named[0] if stays else None
    elif relation == "in" and named and not named[0].worn and not _is_carried_by(named[0], role):
        if named[0].name == "truck" and role.place.part == "back":
            named[0].artwork = subjects.artwork("pickup")
        sails = named[0].name == "boat"  # its sail would hide who is in it
        if _is_vessel(named[0].name) and not sails:
            role.base = named[0]
        elif sails or ("seat" in named[0].artwork.anchors and _can_carry(named[0], role)):  # "in an armchair"
            role.place = replace(role.place, relation="on")
            role.base = named[0]
        elif _is_up_in(role, named[0]):
            role.place = replace(role.place, relation="on", part="branch")
            role.base = named[0]
    elif relation == "on" and named and named[0].name in _BROOMS and role.name in subjects.PEOPLE:
        _mount(named[0], role, roles)
    elif relation in ("on", "held") and (named or role.place.part or relation == "held"):
        carriers = [one for one in named if not _is_carried_by(one, role) and _can_carry(one, role)]
        if not (relation == "held" and named):  # what somebody cannot hold stands beside them, and on nothing else
            carriers += [one for one in others if one.base is None and _can_carry(one, role)]
        role.base = carriers[0] if carriers else None
        if role.base is not None and relation == "on" and has_face(role.artwork):
            role.base.take("ridden")  # nobody is on a surfboard or a broom that stands upright
    if relation == "in" and role.base is None and named and _is_small_thing(named[0]):
        role.undrawn.append(role.subject.place or "")


def _is_for_anybody(role: Role, others: Sequence[Role]) -> bool:
    """Whether what can be worn is said to be nowhere, beside somebody who can wear it: "put a scarf on her"."""
    nowhere = role.place.relation is None and role.place.other is None and not role.place.air
    worn = subjects.artwork(role.name, "worn")
    return nowhere and any(has_face(one.artwork) and can_wear(one.artwork, worn) for one in others)


def _mount(mount: Role, rider: Role | None, roles: Sequence[Role]) -> None:
    """Put those of the rider's words on what they ride; a broom is in the drawing of who does."""
    for one in roles:
        if rider is None or one.subject is not rider.subject:
            continue
        if mount.name in _BROOMS and one.take("broom"):
            mount.base, mount.absorbed = one, True
        else:
            one.base = mount
            mount.take(next((pose for pose in _AS_MOUNTS if pose in subjects.poses(mount.name)), ""))


def _take_along(mount: Role, rider: Role, roles: Sequence[Role]) -> None:
    """Put what is ridden where its rider is said to be: over a castle, on a bridge."""
    ridden = mount.place
    mount.place, rider.place = rider.place, ANYWHERE
    if mount.place.relation == "over":
        take_off(mount)
    find_base(mount, roles)
    if mount.base is None and mount.place.relation in ("on", "in"):
        mount.place = ridden


def take_off(mount: Role) -> bool:
    """Let one that can fly do so, with who is on it; whether it can."""
    if not _flies(mount):
        return False
    mount.take("fly")
    mount.artwork = replace(mount.artwork, airborne=True)
    return True


def _flies(role: Role) -> bool:
    """Whether it can be in the air over a thing."""
    return role.artwork.airborne or (role.name not in subjects.PEOPLE and "fly" in subjects.poses(role.name))


def _is_one_person(role: Role, roles: Sequence[Role]) -> bool:
    """Whether it is somebody alone, who has a hand for an umbrella, and no pair that stands round it."""
    return role.name in subjects.PEOPLE and sum(len(one.looks) for one in roles if one.subject is role.subject) == 1


def _is_up_in(role: Role, tree: Role) -> bool:
    """Whether one is up in a tree, and not in a wood of them."""
    wood = _WOOD.search((role.subject.place or "").lower())
    return "branch" in tree.artwork.anchors and role.artwork.height < _CLIMBS and not wood


def _is_carried_by(one: Role, other: Role) -> bool:
    """Whether `one` is on, in or worn by `other`, or by what that carries."""
    while one.base is not None:
        if one.base is other:
            return True
        one = one.base
    return False


def _is_small_thing(one: Role) -> bool:
    """Whether one who is said to be in it would be seen there, and is not just among many of it."""
    return not has_face(one.artwork) and one.artwork.height < 1.0 and len(one.looks) == 1


def _is_vessel(name: str) -> bool:
    return name in CONTAINERS or (name in icons.sketches() and icons.sketches()[name].kind == "container")


def _can_carry(base: Role, rider: Role) -> bool:
    """Whether one is big enough to carry the other; a dog said to be "on" a cat stands beside it."""
    if rider.place.relation == "held" and rider.name in _ON_THE_FLOOR:
        return False
    thing = not has_face(base.artwork) and rider.place.other == base.name
    light = rider.artwork.airborne or rider.name == "umbrella"
    if rider.place.relation == "held" and light and has_face(base.artwork):
        return True
    seated = bool({"seat", "back"} & set(base.artwork.anchors)) and rider.artwork.height < 2.2 * base.artwork.height
    return thing or bool(rider.place.part) or seated or rider.artwork.height < 0.9 * base.artwork.height
