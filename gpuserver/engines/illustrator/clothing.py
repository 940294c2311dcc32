"""What people of a scene are said to wear: put on them, and told from their other attributes."""

from __future__ import annotations

import re
from typing import Final

from core.scene.model import SAYS, Subject
from gpuserver.engines.illustrator import subjects as drawings
from gpuserver.engines.illustrator.nouns import drawing_of, text_on, whole_phrase
from gpuserver.engines.illustrator.palette import find_colors
from gpuserver.engines.illustrator.parties import party_of
from gpuserver.engines.illustrator.people.clothes import clothing_named
from gpuserver.engines.illustrator.people.identity import WARDROBE
from gpuserver.engines.illustrator.people.outfits.clothes import CLOTHES
from gpuserver.engines.illustrator.relations.places import read_place

_WEARS: Final = "wears "
"""What stands before the clothes of somebody, among the attributes of the subject as it is drawn."""
_CLOTHES: Final = re.compile(r"(?<!swim)(?<!wedding )\b(?:clothes|clothing|outfit)$|^(?:衣服|衣裳|服装)$")
"""All that somebody has on: in the colour that is said of it, whatever it is."""
_DYES: Final = (
    ("white", re.compile(r"\b(?:wedding|lab coat|apron|shirt|blouse)|婚纱|围裙|衬衫")),
    ("#3A3F5C", re.compile(r"\b(?:suits?|tuxedo|tux)$|西装|西服|正装")),
    ("#C2334D", re.compile(r"qipao|cheongsam|旗袍")),
    ("yellow", re.compile(r"\braincoats?$|雨衣")),
    ("#4F74B0", re.compile(r"\b(?:jeans|overalls|dungarees)$|牛仔|背带裤")),
)  # fmt: skip


def put_on(subject: Subject, known: list[Subject], *, said: bool = False, bust: bool = False) -> bool:
    """Whether it is what somebody has on who was named: then that one wears it, in its colour and with its text.

    An animal has no drawing of clothes: for it the noun is one more word that it cannot show. `said`: only where it
    is said to be on somebody. `bust`: somebody is drawn down to the shoulders.
    """
    every = _CLOTHES.search(subject.noun.lower()) is not None
    name, place = "" if every else clothing_named(whole_phrase(subject)), read_place(subject.place)
    on = place.other if place.relation == "on" else None
    if name is None or (said and (on is None or not _can_have_on(on))):
        return False
    somebody = [at for at, one in enumerate(known) if party_of(one) or drawing_of(one) in drawings.PEOPLE]
    named = [at for at, one in enumerate(known) if drawing_of(one) == on is not None]
    if not somebody and not named:
        return False
    if not subject.count:
        return True  # it was taken off
    at = (named or somebody)[0]
    one, text = known[at], text_on(subject)
    says = (f"{SAYS}{text}",) if text else ()
    wears, color = (f"{_WEARS}{name} {subject.color or _dye(subject.noun)}",), one.color
    if at not in somebody:
        wears = (subject.noun,)
    elif every or bust or not (party_of(one) or drawing_of(one) in WARDROBE):
        wears, color = (), one.color or subject.color
    known[at] = one.model_copy(update={"attributes": (*one.attributes, *says, *wears), "color": color})
    return bool(wears or bust or text or subject.color or every)


def is_worn(subject: Subject) -> bool:
    """Whether it is clothes that are said to be on people, on whom they are not laid where these cannot put them on."""
    place = read_place(subject.place)
    return place.relation == "on" and place.other in drawings.PEOPLE and bool(clothing_named(whole_phrase(subject)))


def _can_have_on(name: str) -> bool:
    """Whether a drawing is somebody, who may be said to wear things."""
    return name in drawings.PEOPLE or "eyes" in drawings.artwork(name).anchors


def _dye(noun: str) -> str:
    """The colour that some clothes have where none is said; no words for the others."""
    return next((color for color, pattern in _DYES if pattern.search(noun)), "")


def clothes_of(subject: Subject) -> tuple[str, ...]:
    """The names of the clothes that were put on somebody."""
    return tuple(name for name, _ in _worn(subject))


def dyes_of(subject: Subject) -> dict[str, str]:
    """The palette entries for the colours that those clothes were said to have."""
    palette: dict[str, str] = {}
    for name, color in _worn(subject):
        if shades := find_colors(color):
            palette |= CLOTHES[name].dyed(*(shade.hex for shade in shades[:2]))
    return palette


def _worn(subject: Subject) -> list[tuple[str, str]]:
    """The clothes, each with the words for its colour, which may be none."""
    worn = (word.removeprefix(_WEARS).partition(" ") for word in subject.attributes if word.startswith(_WEARS))
    return [(name, color) for name, _, color in worn]


def undressed(subject: Subject) -> Subject:
    """The subject without the clothes that were put on it."""
    bare = tuple(word for word in subject.attributes if not word.startswith(_WEARS))
    return subject.model_copy(update={"attributes": bare})
