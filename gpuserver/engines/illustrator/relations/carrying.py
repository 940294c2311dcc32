"""Who wears, holds, rides, carries or sits in what, and the poses that come of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from core.scene.model import SAYS
from gpuserver.engines.illustrator import subjects
from gpuserver.engines.illustrator.clothing import undressed
from gpuserver.engines.illustrator.deeds import deeds_lost, is_deed
from gpuserver.engines.illustrator.poses import of_people, pose_in, pose_of, pose_of_trade
from gpuserver.engines.illustrator.relations.bases import find_base, take_off
from gpuserver.engines.illustrator.relations.gazes import gaze_in
from gpuserver.engines.illustrator.relations.places import ANYWHERE
from gpuserver.engines.illustrator.relations.role import Role
from gpuserver.engines.illustrator.wear import has_face

_VESSELS: Final = frozenset({
    "boat", "canoe", "dragonboat", "speedboat", "sled", "skateboard", "ship", "pirateship", "submarine", "car",
    "hotairballoon", "bathtub", "hotspring",
})  # fmt: skip
_LOW: Final = frozenset({
    "boat", "canoe", "dragonboat", "sled", "basket", "book", "bridge", "table", "bathtub", "well", "hotspring",
})  # fmt: skip
"""Seats on which legs do not hang down."""
_CROSSED: Final = frozenset({"bridge"})
"""What one walks over, where nothing else is said."""
_ON_FEET: Final = frozenset({
    "stand", "dance", "jump", "run", "walk", "wave", "armsup", "kick", "throw", "cook", "kneel", "crawl", "sing",
    "fight", "box", "kungfu", "skate", "selfie", "conduct", "crouch", "cry", "think", "pray",
})  # fmt: skip
_WITH_THINGS: Final = frozenset({"eat", "read", "play", "catch"})
"""Poses that the thing in one's hands shows as well."""
_BOARDS: Final = frozenset({"skateboard", "surfboard", "snowboard", "skis"})
"""What is ridden on one's feet."""
_FLIES: Final = re.compile(r"\bfl(?:y|ies|ying|ew)\b|^放|放风筝")
_LOOKED_INTO: Final = frozenset({"map", "pirate map", "folded map", "letter", "photo", "postcard"})
"""What one has in one's hands to look at."""
_LEAPING: Final = frozenset({"dolphin"})
"""Who leaps in every drawing of it."""
_TO_RIDE: Final = 0.35
"""How high a mount must be, as a share of its rider's height, to be ridden astride."""


_FURNISHED: Final = {"sit": "chair", "sleep": "abed", "readsit": "readchair"}
"""Poses of people for which a room has furniture, and the poses on that."""
_BALLS: Final = frozenset({"ball", "football", "basketball"})
_WITH_BALL: Final = {"kick": "kickball", "throw": "throwball"}
"""Poses of people who need a ball, where none is named."""
_PLAYED: Final = {
    "book": ("read", "readsit", "readseat", "readchair"), "guitar": ("play",), "violin": ("fiddle",),
    "bamboo": ("eat",), "broom": ("broom",), "witch broom": ("broom",),
}  # fmt: skip
"""Things that poses have in their hands, and those poses."""
_FLOWN: Final = frozenset({"kite"})
_ABOVE: Final = re.compile(r"^(?:over|above|high above|past)\b|[之上]空$|上[空方]$")
"""Where only who flies can be."""


def relate(roles: Sequence[Role], actions: Iterable[str] = (), *, indoors: bool = True) -> None:
    """Find who belongs to whom, and let each take the pose that its words and its place ask for.

    `actions` are words for what the first creature does. `indoors`: whether they are not in the open, so that who
    sits or sleeps has a chair or a bed.
    """
    for role in sorted(roles, key=lambda one: one.place.relation != "ridden"):
        find_base(role, roles)
    for role in roles:
        _take_up(role, roles)
    creatures = [role for role in roles if has_face(role.artwork) and role.artwork.attach is None]
    for role in roles:
        words = [
            role.subject.action or "",
            *(one for one in undressed(role.subject).attributes if not one.startswith(SAYS)),
        ]
        if creatures and role is creatures[0]:
            words += actions
        mount = role.base
        if mount is not None and mount.place.relation == "ridden" and any(pose_in(one, "fly") for one in words):
            mount.place = replace(mount.place, air=take_off(mount))
        _act(role, [one for one in words if one], roles, indoors)


def aloft(background: str | None) -> list[str]:
    """What those do who are over a setting, where they can: "over the mountains"."""
    return ["flying"] if background and _ABOVE.search(background) else []


def _take_up(role: Role, roles: Sequence[Role]) -> None:
    """Put what somebody looks at in their hands, where one does so: a map that lies nowhere."""
    for thing in roles:
        seen = thing.name in _LOOKED_INTO and gaze_in(role.subject.action or "") == thing.name
        if seen and role.name in subjects.PEOPLE and thing.base is None and thing.place == ANYWHERE:
            thing.base, thing.place = role, replace(thing.place, relation="held", other=role.name)


def _act(role: Role, words: Sequence[str], roles: Sequence[Role], indoors: bool) -> None:
    """Pose one as the words say, and note of two deeds the one that the pose does not show."""
    _pose(role, words, roles, indoors)
    said = role.undrawn
    lost = deeds_lost(
        role.subject.action or "", role.pose, seated=role.base is not None or role.name not in subjects.PEOPLE
    )
    role.undrawn += [one for one in lost if not any(one in whole for whole in said)]


def _pose(role: Role, words: Sequence[str], roles: Sequence[Role], indoors: bool) -> None:
    held = [one for one in roles if one.base is role and one.place.relation == "held"]
    role.faces = next((gaze for one in words if (gaze := gaze_in(one)) is not None), None)
    if role.faces is None and (role.subject.place or "").startswith("at ") and role.subject.action:
        role.faces = role.place.other  # "breathing fire at a knight"
    if role.pose == "broom":  # which it rides, wherever that is
        return
    if role.base is not None and not role.worn and role.place.relation != "held" and not role.stands_by:
        if not role.inside or role.base.name in _VESSELS:
            role.take(_seat_pose(role, role.base, words))
        _absorb(role, held)
        return
    if role.name == "baby" and role.base is not None and role.place.relation == "held":
        role.take("sit")
        return
    if (pose := _flying_a_kite(role, words, held, roles)) and role.take(pose):
        return
    pose = pose_of(words) or (pose_of_trade(role.subject.noun) if not held else "")
    if role.name in subjects.PEOPLE:
        if pose == "climb" and _climbs(role, roles):
            return
        pose = of_people(pose, words, role.subject.place or "", [one.name for one in held])
        pose = _WITH_BALL.get(pose, pose) if not any(one.name in _BALLS for one in roles) else pose
        pose = _FURNISHED.get(pose, pose) if indoors and role.base is None and not role.place.relation else pose
    if pose in ("", "look", "talk") and role.faces is not None and role.artwork.view == "front":
        role.take("stand")  # of most animals that is the drawing from the side
    at_table = role.place.relation == "around" or (role.place.relation == "beside" and role.place.other == "table")
    if pose == "sit" and at_table and role.name in subjects.PEOPLE:
        pose = "seated"
    if pose and not role.take(pose) and not (pose in _WITH_THINGS and held) and not _is_seen(role, pose):
        role.undrawn += [one for one in words if pose_of([one]) == pose]
    elif not pose and is_deed(role.subject.action or "") and not held:
        role.undrawn.append(role.subject.action or "")
    if held and pose in ("", "hold", "hug", "stand"):
        role.take("cradle" if has_face(held[0].artwork) else "hold")
    _absorb(role, held)


def _climbs(role: Role, roles: Sequence[Role]) -> bool:
    """Seat one who climbs a tree on its branch, or put what is climbed behind them; whether there is such a thing."""
    for thing in roles:
        if thing.place.other != role.name or thing.base is not None or has_face(thing.artwork):
            continue
        if "branch" in thing.artwork.anchors:
            role.base, thing.place = thing, ANYWHERE
            role.place = replace(role.place, relation="on", other=thing.name, part="branch")
            return role.take("sit")
        thing.place = replace(thing.place, relation="behind")
        return role.take("clamber")
    return False


def _is_seen(role: Role, pose: str) -> bool:
    """Whether where it is, or its only drawing, shows what it does: a lantern hangs, a dolphin leaps."""
    hangs, flies = role.place.relation == "hanging", role.artwork.airborne
    return {"hang": hangs, "fly": flies, "jump": role.name in _LEAPING}.get(pose, False)


def _flying_a_kite(role: Role, words: Sequence[str], held: Sequence[Role], roles: Sequence[Role]) -> str:
    """The pose of who flies a kite, with the kite sent up; empty where nobody does."""
    if role.name not in subjects.PEOPLE or not any(_FLIES.search(one.lower()) for one in words):
        return ""
    for kite in held:
        if kite.name in _FLOWN:
            kite.base, kite.line_to = None, role
            kite.place = replace(kite.place, relation=None, air=True)
            return "fly_kite"
    return "point" if any(one.name in _FLOWN for one in roles) else ""


def _absorb(role: Role, held: Sequence[Role]) -> None:
    """Draw what is held only once: the pose has it."""
    for one in held:
        one.absorbed = role.pose in _PLAYED.get(one.name, ())


def _seat_pose(rider: Role, base: Role, words: Sequence[str]) -> str:
    """How one is on another: astride what is ridden, seated on furniture, standing on the rest."""
    asked = pose_of(words)
    if rider.name not in subjects.PEOPLE:
        return "sit" if asked == "ride" else asked or "sit"
    if base.name in _BOARDS:
        return "surf"
    if base.name in _CROSSED and not asked:
        return "walk"
    mounts = "back" in base.artwork.anchors or (base.place.relation == "ridden")
    if mounts and base.artwork.height >= _TO_RIDE * rider.artwork.height and base.name not in _VESSELS:
        return "ride"
    if asked == "sleep":
        return asked
    if asked == "climb" and "rung" in base.artwork.anchors:
        return "clamber"
    if "seat" not in base.artwork.anchors or asked in _ON_FEET:
        return asked if asked in _ON_FEET else "stand"
    if base.name in _LOW:
        return {"read": "readsit", "fish": "fish"}.get(asked, "sit")
    return {"read": "readseat", "play": "play", "fish": "fish"}.get(asked, "perch")
