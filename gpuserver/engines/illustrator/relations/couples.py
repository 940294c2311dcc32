"""Two people who hug, kiss or hold hands: who they are, how each stands, and where the second one is by the first."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.relations.places import Relation
from gpuserver.engines.illustrator.relations.role import Role
from gpuserver.engines.illustrator.subjects import PEOPLE
from gpuserver.engines.illustrator.wear import has_face

_DEEDS: Final[tuple[tuple[re.Pattern[str], Relation], ...]] = (
    (re.compile(r"\bkiss\w*|亲吻|接吻|亲嘴|吻"), "kissing"),
    (re.compile(r"\b(?:hug|embrac|cuddl)\w*|拥抱|相拥|抱着?|搂"), "hugging"),
    (
        re.compile(
            r"\bhold(?:s|ing)? (?:\w+ )?hands?\b|\bhand in hand\b|\bsh[ao]\w+ hands\b|"
            r"握手|牵手|拉着?手|手拉手|手牵手|牵着"
        ),
        "hand in hand",
    ),
)
_POSES: Final[dict[Relation, tuple[str, str]]] = {
    "hugging": ("hugger", "hugger"), "kissing": ("kiss", "kissed"), "hand in hand": ("lead", "lead"),
}  # fmt: skip
_SMALL: Final = 0.8
"""How tall somebody is, beside the other, whose hand is held up."""
_LAP: Final = 0.62
"""How tall a creature may be, beside somebody, to be held in the arms."""


def pair_up(roles: list[Role]) -> None:
    """Bring together those who hug, kiss or hold hands, two by two; who is alone hugs a teddy bear."""
    for role in [one for one in roles if _deed(one) is not None]:
        _split(role, roles)
    for role in roles:
        relation = _deed(role)
        if relation is None or role.base is not None or any(one.base is role and one.stands_by for one in roles):
            continue
        other = _partner(role, roles)
        if other is not None and other.name in PEOPLE:
            _join(role, other, relation)
        elif other is not None and relation != "hand in hand" and other.artwork.height < _LAP * role.artwork.height:
            other.base, other.place = role, replace(other.place, relation="held", other=role.name)
            role.take("cradle")
        elif other is None and relation == "hugging" and role.pose == "hug":
            role.take("cuddle" if sum(one.subject is role.subject for one in roles) == 1 else "armsup")


def _deed(role: Role) -> Relation | None:
    """What somebody does that takes two; None for all else."""
    if role.name not in PEOPLE or role.base is not None or not role.looks:
        return None
    return next((found for words, found in _DEEDS if words.search(role.subject.action or "")), None)


def _split(role: Role, roles: list[Role]) -> None:
    """Give every figure of a role a role of its own."""
    at = roles.index(role)
    more = range(1, len(role.looks))
    roles[at + 1 : at + 1] = [
        replace(role, first=role.first + nth, looks=[Look()], undrawn=[*role.undrawn]) for nth in more
    ]
    role.looks = role.looks[:1]


def _partner(role: Role, roles: list[Role]) -> Role | None:
    """The other one: of the same words, beside this one, or with the same deed."""
    led = [one.base for one in roles]
    free = [one for one in roles if one is not role and one.base is None and one.looks and has_face(one.artwork)]
    free = [one for one in free if not any(one is base for base in led)]
    same = [one for one in free if one.subject is role.subject]
    beside = [one for one in free if one.place.relation == "beside" and one.place.other == role.name]
    alike = [one for one in free if one.subject.action == role.subject.action]
    return next((one for one in (*same, *beside, *alike) if len(one.looks) == 1), None)


def _join(role: Role, other: Role, relation: Relation) -> None:
    mine, theirs = _POSES[relation]
    small = other.artwork.height < _SMALL * role.artwork.height
    other.base, other.place = role, replace(other.place, relation=relation, other=role.name)
    other.undrawn.clear()
    if small and relation == "hand in hand":
        theirs = "led"
    if role.artwork.height < _SMALL * other.artwork.height and relation == "hand in hand":
        mine = "led"
    role.take(mine)
    other.take(theirs)
