"""How each of a scene's cast looks: by its words, by the scene's, and by chance where they say nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from core.scene.model import SAYS, Scene, Subject
from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.clothing import dyes_of, undressed
from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.looks import face_words, look_of, without
from gpuserver.engines.illustrator.nouns import spoken_of
from gpuserver.engines.illustrator.painted import paint_of, unpainted
from gpuserver.engines.illustrator.painting.flames import burns
from gpuserver.engines.illustrator.palette import find_colors, recolored
from gpuserver.engines.illustrator.particulars import tells_by_number
from gpuserver.engines.illustrator.people.identity import identity_of
from gpuserver.engines.illustrator.played import played
from gpuserver.engines.illustrator.poses import pose_in
from gpuserver.engines.illustrator.relations.fillings import drink_in, fill
from gpuserver.engines.illustrator.relations.role import Role
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.props import leaves_of
from gpuserver.engines.illustrator.words import natural_coats

_OTHERS: Final = ("blue", "yellow", "green")
_ALL_COLORS: Final = ("red", "yellow", "blue", "green", "purple", "orange", "pink")
_MOTLEY: Final = re.compile(
    r"(?:very )?(?:colou?rful|multi-?colou?red|rainbow[- ]colou?red)|五颜六色|五彩缤纷|彩色|各色"
)
"""Said of several things, of which each has another colour then."""
_NEAR: Final = frozenset({"red", "pink"})
"""Colours that look like one among several."""
_YOUNG: Final = re.compile(
    r"\b(?:cub|kitten|kitty|puppy|pup|calf|foal|lamb|kid goat|duckling|piglet|fawn|joey|cygnet|bab(?:y|ies))s?\b|"
    r"^小|幼|宝宝|崽|仔"
)
"""Nouns for the young of an animal, which are small beside the old."""


def give_looks(
    roles: Sequence[Role], scene: Scene, seed: int, atmosphere: Atmosphere, mood: Sequence[str], hair: Sequence[str]
) -> list[str]:
    """Set the looks of all roles; returns the words that no drawing shows.

    `mood` is what the scene says of its hero's face, `hair` what it says of its first person's.
    """
    undrawn: list[str] = []
    faces = [role for role in roles if "eyes" in role.artwork.anchors and role.artwork.attach is None]
    people = [role for role in faces if "skin" in role.artwork.palette]
    grown = {role.name for role in roles if not _is_young(role)}
    met: Counter[str] = Counter()
    feelings = scene.face.get("expression", ())
    for role in roles:
        first = met[identity_of(role.name)]
        met[identity_of(role.name)] += max(1, len(role.looks))
        extra = [*mood, *(feelings if not people else ())] if faces and role is faces[0] else []
        if people and role is people[0]:
            extra += [*hair, *face_words(scene.face)]
        each = [_of_several(role.subject, at) for at in range(len(role.looks))]
        role.looks = [_look(role, one, scene, seed, first + at, extra) for at, one in enumerate(each)]
        for look in role.looks:
            look.size *= 0.66 if _is_young(role) and role.name in grown else 1.0
            look.palette |= {} if look.tint or look.material else leaves_of(role.name, atmosphere)
            undrawn += look.undrawn
    for role in roles:
        if role.absorbed and role.base is not None and role.looks:
            for look in role.base.looks:
                if drink_in(role.subject):
                    fill(look, role.looks[0], role.subject)
                else:
                    look.palette |= played(role.name, role.looks[0])
    _tell_apart(roles)
    if not faces:
        undrawn += mood
    if not people:
        shown = feelings if faces else ()  # by an animal, or told of it
        undrawn += [*hair, *(word for word in face_words(scene.face) if word not in shown)]
    return undrawn


def is_ablaze(role: Role) -> bool:
    """Whether a thing is said to burn that is not drawn with a flame of its own."""
    said = (*role.subject.attributes, role.subject.action or "")
    return any(burns(word) for word in said) and "flame" not in role.artwork.palette


def _tell_apart(roles: Sequence[Role]) -> None:
    """Give another colour to those of a thing that have none and came out like the ones that were given theirs."""
    for role in roles:
        taken = {one.subject.color for one in roles if one.name == role.name and one.subject.color}
        free = [name for name in (*natural_coats().get(role.name, ()), *_OTHERS) if not taken & _alike(name)]
        for look in role.looks if taken and not role.subject.color and free else ():
            if taken & _alike(look.color):
                look.palette |= recolored(role.artwork, find_colors(free[0]))
                look.color = free[0]


def _alike(color: str) -> set[str]:
    """A colour with those that are taken for it."""
    return {color, *(_NEAR if color in _NEAR else ())}


def _of_several(subject: Subject, at: int) -> Subject:
    """One of several: of three that are red, blue and green each has one of the colours."""
    if subject.count > 1 and not subject.color and any(_MOTLEY.fullmatch(word.lower()) for word in subject.attributes):
        left = tuple(word for word in subject.attributes if not _MOTLEY.fullmatch(word.lower()))
        return subject.model_copy(update={"color": _ALL_COLORS[at % len(_ALL_COLORS)], "attributes": left})
    colors = re.split(r"\s*(?:,|\band\b|[、和])\s*", subject.color or "")
    return subject.model_copy(update={"color": colors[at]}) if subject.count == len(colors) > 2 else subject


def _look(role: Role, subject: Subject, scene: Scene, seed: int, occurrence: int, extra: Sequence[str]) -> Look:
    rng = stream(seed, identity_of(role.name), occurrence, "look")
    asleep = [subject.action] if subject.action and not role.pose and pose_in(subject.action, "sleep") else []
    look = look_of(role.artwork, undressed(unpainted(spoken_of(subject))), [*extra, *asleep], rng)
    look.palette |= dyes_of(role.subject) | paint_of(role.subject, role.artwork)
    shown = [
        word for word in look.undrawn if pose_in(word) or word.startswith(SAYS) or tells_by_number(word) or burns(word)
    ]
    look.undrawn = [word for word in look.undrawn if word not in shown]
    look.undrawn += role.undrawn
    look.hide |= without(role.artwork, scene.without)
    return look


def _is_young(role: Role) -> bool:
    return bool(_YOUNG.search(role.subject.noun.lower()))
