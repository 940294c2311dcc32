"""Who wears, holds, rides, carries or sits in what, and the poses that come of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from core.scene import SAYS, Subject
from gpuserver.engines.illustrator import subjects
from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.icons import table as icons
from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.places import Place
from gpuserver.engines.illustrator.poses import pose_in, pose_of, shown
from gpuserver.engines.illustrator.ties import TIES, ties, told
from gpuserver.engines.illustrator.wear import can_wear, has_face
from gpuserver.engines.illustrator.words import find_subject, subject_named

CONTAINERS: Final = frozenset({
    "backpack", "basket", "bathtub", "boat", "canoe", "car", "chest", "cup", "gift", "hotairballoon", "hotspring",
    "suitcase", "vase",
})  # fmt: skip
"""What others can be in, besides the containers among the glyphs: their lower half is hidden by it."""
_VESSELS: Final = frozenset({
    "boat", "canoe", "sled", "skateboard", "ship", "pirateship", "submarine", "car", "hotairballoon", "bathtub",
    "hotspring",
})  # fmt: skip
_LOW: Final = frozenset({"boat", "canoe", "sled", "basket", "book", "bridge", "table", "bathtub", "well", "hotspring"})
"""Seats on which legs do not hang down."""
_ON_FEET: Final = frozenset(
    {"stand", "dance", "jump", "run", "walk", "wave", "armsup", "kick", "throw", "cook", "kneel"}
)
_WITH_THINGS: Final = frozenset({"eat", "read", "play"})
"""Poses that the thing in one's hands shows as well."""
_SWING: Final = re.compile(r"\bswings?\b|秋千")
_BOARDS: Final = frozenset({"skateboard", "surfboard"})
"""What is ridden on one's feet."""
_CLIMBS: Final = 1.3
"""How tall one may be who sits in a tree, m."""
_WOOD: Final = re.compile(r"\b(?:forest|woods?|grove|jungle)\b|林|丛")
_FLIES: Final = re.compile(r"\bfl(?:y|ies|ying|ew)\b|^放|放风筝")
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
    pose: str = ""
    """The pose that it has taken; empty for that of its own drawing."""
    absorbed: bool = False
    """Whether its base has it in its pose: a book that is read, a guitar that is played."""
    line_to: Role | None = None
    """Who holds the line of a kite in the sky."""
    faces: str | None = None
    """The subject that it looks at; empty for anybody near."""
    says: str = ""
    """The text on it."""
    undrawn: list[str] = field(default_factory=list)
    """Words for what it does that no drawing of it shows."""

    @property
    def inside(self) -> bool:
        """Whether it is in its base, and not on it."""
        return self.base is not None and self.place.relation == "in"

    @property
    def stands_by(self) -> bool:
        """Whether it stands by its base, and is not carried by it."""
        return self.base is not None and self.place.relation in TIES

    def take(self, pose: str) -> bool:
        """Take a pose; whether there is a drawing that shows it."""
        best = shown(pose, subjects.poses(self.name))
        if best is None:
            return self.artwork.airborne if pose == "fly" else pose == "sleep" and "eyes" in self.artwork.anchors
        self.pose = best
        if best:
            self.artwork = subjects.artwork(self.name, best)
        return True

    @property
    def name(self) -> str:
        """Which subject it is, in whatever pose."""
        return self.artwork.name


_PLAYED: Final = {"book": ("read", "readsit", "readseat"), "guitar": ("play",)}
"""Things that poses have in their hands, and those poses."""
_FLOWN: Final = frozenset({"kite"})
_GAZE: Final = re.compile(
    r"\b(?:look|star|gaz|glanc|watch|fac|talk|chat|speak|listen|bark|point|bow|chas|fight|argu|kiss|hug|kick|feed|giv|catch|push|pet)"
    r"(?:s|es|ed|[a-z]?ing)?\b(?P<whom>.*)|(?:看着?|望着?|盯着?|追着?|追逐|面对着?|踢|喂|捉|抓|推)(?P<wen>.*)"
)
_EACH_OTHER: Final = re.compile(
    r"\b(?:each other|one another|together|face to face|talking|chatting)\b|对视|互相|对望|面对面|聊天|说话|打架|吵架"
)


_ELSEWHERE: Final = re.compile(
    r"\b(?:camera|viewer|sky|moon|stars?|sun|sea|away|window|mirror|book|phone|newspaper)\b|天空|月亮|星|镜头|书|报|电视|手机"
)


def gaze_in(words: str) -> str | None:
    """Whom `words` say one looks at, as the name of a drawing; empty for each other, None where they say nothing."""
    text = words.lower()[:200]
    if _EACH_OTHER.search(text):
        return ""
    found = _GAZE.search(text)
    if found is None or _ELSEWHERE.search(text):
        return None
    noun = find_subject(found.group("whom") or found.group("wen") or "")
    return subject_named(noun) if noun else ""


def relate(roles: Sequence[Role], actions: Iterable[str] = ()) -> None:
    """Find who belongs to whom, and let each take the pose that its words and its place ask for.

    `actions` are words for what the first creature does.
    """
    for role in roles:
        _find_base(role, roles)
    creatures = [role for role in roles if has_face(role.artwork) and role.artwork.attach is None]
    for role in roles:
        words = [role.subject.action or "", *(one for one in role.subject.attributes if not one.startswith(SAYS))]
        if creatures and role is creatures[0]:
            words += actions
        _pose(role, [one for one in words if one], roles)


def _find_base(role: Role, roles: Sequence[Role]) -> None:
    """Only a thing that stands by itself can carry another."""
    others = [one for one in roles if one is not role and one.artwork.attach is None]
    named = [one for one in others if one.name == role.place.other]
    words = f"{role.subject.action or ''} {role.subject.place or ''}"
    role.place = told(role.place, words, role.artwork, inside=bool(named) and _is_vessel(named[0].name))
    relation = role.place.relation
    if role.artwork.attach is not None:
        role.base = next((one for one in [*named, *others] if can_wear(one.artwork, role.artwork)), None)
        role.worn = role.base is not None
    elif relation == "ridden":
        rider = next((one for one in named if one.base is None), None)
        for one in roles:
            if rider is not None and one.subject is rider.subject:
                one.base = role
                if not role.take("ridden"):
                    role.take("walk")
    elif relation == "under" and role.name in subjects.PEOPLE and named and named[0].name == "umbrella":
        named[0].base, named[0].place = role, replace(named[0].place, relation="held", other=role.name)
    elif relation == "in" and role.name == "fish" and named and named[0].name == "fishbowl":
        role.base, role.absorbed = named[0], True
    elif relation == "hanging" and role.name == "monkey" and named and named[0].name == "branch":
        named[0].base, named[0].absorbed = role, True
    elif relation in TIES and named:
        stays = ties(relation, role.artwork, named[0].artwork) and not _is_carried_by(named[0], role)
        role.base = named[0] if stays else None
    elif relation == "in" and named and not named[0].worn and not _is_carried_by(named[0], role):
        if named[0].name == "boat":  # its sail would hide who is in it
            role.place = replace(role.place, relation="on")
            role.base = named[0]
        elif _is_vessel(named[0].name):
            role.base = named[0]
        elif "seat" in named[0].artwork.anchors and _can_carry(named[0], role):  # "in an armchair"
            role.place = replace(role.place, relation="on")
            role.base = named[0]
        elif _is_up_in(role, named[0]):
            role.place = replace(role.place, relation="on", part="branch")
            role.base = named[0]
    elif relation in ("on", "held") and (named or role.place.part or relation == "held"):
        carriers = [one for one in named if not _is_carried_by(one, role) and _can_carry(one, role)]
        if not (relation == "held" and named):  # what somebody cannot hold stands beside them, and on nothing else
            carriers += [one for one in others if one.base is None and _can_carry(one, role)]
        role.base = carriers[0] if carriers else None


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


def _is_vessel(name: str) -> bool:
    return name in CONTAINERS or (name in icons.sketches() and icons.sketches()[name].kind == "container")


def _can_carry(base: Role, rider: Role) -> bool:
    """Whether one is big enough to carry the other; a dog said to be "on" a cat stands beside it."""
    thing = not has_face(base.artwork) and rider.place.other == base.name
    seated = bool({"seat", "back"} & set(base.artwork.anchors)) and rider.artwork.height < 2.2 * base.artwork.height
    return thing or bool(rider.place.part) or seated or rider.artwork.height < 0.9 * base.artwork.height


def _pose(role: Role, words: Sequence[str], roles: Sequence[Role]) -> None:
    held = [one for one in roles if one.base is role and one.place.relation == "held"]
    role.faces = next((gaze for one in words if (gaze := gaze_in(one)) is not None), None)
    if role.base is not None and not role.worn and role.place.relation != "held" and not role.stands_by:
        if not role.inside or role.base.name in _VESSELS:
            role.take(_seat_pose(role, role.base, words))
        _absorb(role, held)
        return
    if (pose := _flying_a_kite(role, words, held, roles)) and role.take(pose):
        return
    pose = pose_of(words)
    if role.name in subjects.PEOPLE:
        pose = _of_people(pose, words, role.subject.place or "", held)
    if pose in ("", "look", "talk") and role.faces is not None and role.artwork.view == "front":
        role.take("stand")  # of most animals that is the drawing from the side
    if pose == "sit" and role.place.relation == "around" and role.name in subjects.PEOPLE:
        pose = "seated"
    if pose and not role.take(pose) and not (pose in _WITH_THINGS and held) and not _is_seen(role, pose):
        role.undrawn += [one for one in words if pose_of([one]) == pose]
    if held and pose in ("", "hold", "hug", "stand"):
        role.take("cradle" if has_face(held[0].artwork) else "hold")
    _absorb(role, held)


def _is_seen(role: Role, pose: str) -> bool:
    """Whether where it is shows what it does: a lantern hangs, an aeroplane flies."""
    return (pose == "hang" and role.place.relation == "hanging") or (pose == "fly" and role.artwork.airborne)


def _of_people(pose: str, words: Sequence[str], place: str, held: Sequence[Role]) -> str:
    """The pose of people whose words ask for two at once, or who hold what has a pose of its own."""
    if _SWING.search(place):
        return "swing"
    if pose == "read" and any(pose_in(one, "sit") for one in words):
        return "readsit"
    if any(one.name == "guitar" for one in held) and pose in ("", "play", "hold", "stand"):
        return "play"
    return pose


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
    mounts = "back" in base.artwork.anchors or (base.place.relation == "ridden")
    if mounts and base.artwork.height >= _TO_RIDE * rider.artwork.height and base.name not in _VESSELS:
        return "ride"
    if asked == "sleep":
        return asked
    if "seat" not in base.artwork.anchors or asked in _ON_FEET:
        return asked if asked in _ON_FEET else "stand"
    if base.name in _LOW:
        return {"read": "readsit", "fish": "fish"}.get(asked, "sit")
    return {"read": "readseat", "play": "play", "fish": "fish"}.get(asked, "perch")
