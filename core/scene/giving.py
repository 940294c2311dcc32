"""What somebody in a scene is given to wear or to hold: "give her an umbrella", "make his jacket red"."""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import canonical_noun, is_chinese, kind_of, with_article
from core.scene.links import is_animate, is_worn_kind
from core.scene.model import Scene, Subject
from core.scene.reader import read_scene, read_subject
from core.scene.subjects import POINTERS, WOMEN, find_subject

_OF: Final = re.compile(
    r"^(?:the )?(?P<owner>[a-z ]+?)(?:'s|’s) (?P<thing>.+)$|^(?P<han>[\u3400-\u9fff]+?)的(?P<ding>[\u3400-\u9fff]+)$",
    re.IGNORECASE,
)
"""A thing and whose it is: "the snowman's scarf", 雪人的围巾."""
_FOR: Final = re.compile(r"^(?:for |给)(?P<whom>.+)$", re.IGNORECASE)
_HAIR: Final = re.compile(r"hair|头发", re.IGNORECASE)
_OF_WOMEN: Final = frozenset({"dress", "skirt", "gown"})
"""Clothes that are a woman's where there is one."""
_OWN: Final = re.compile(r"^(?:his|her|its|their)\s+|^[他她它]们?的", re.IGNORECASE)


def recipient(place: str) -> str:
    """Whom a place such as "for her" or 给女孩 names; empty for any other place."""
    found = _FOR.match(place)
    return found.group("whom") if found else ""


def given(scene: Scene, words: str, place: str) -> tuple[Subject, ...]:
    """What `words` name, worn or held by whom a place such as "for her" names; nothing where it names nobody here."""
    whom = recipient(place)
    at = _somebody(scene, whom) if whom else None
    if at is None:
        return ()
    owner = scene.subjects[at].noun
    if not is_chinese(owner):
        return read_scene(f"{owner} with {with_article(words, read_subject(words).noun)}").subjects[1:]
    thing = read_subject(words)
    part = "身上" if is_worn_kind(thing) else "旁边" if is_animate(thing) else "手里"
    return (thing.model_copy(update={"place": f"{owner}{part}"}),)


def dressed(scene: Scene, words: str) -> Subject | None:
    """The piece of clothing that `words` name, worn by whose it is or the only one who can wear it; None for others.

    Whoever is drawn wears something that was never spoken of: "his jacket" is the jacket that he gets.
    """
    wearers = [one for one in scene.present if is_animate(one)]
    if (of := _OF.match(words)) and (at := find_subject(scene, of["owner"] or of["han"])) is not None:
        words, wearers = of["thing"] or of["ding"], [scene.subjects[at]]
    thing = read_subject(_OWN.sub("", words))
    if len(wearers) > 1 and kind_of(thing.noun) == "worn":
        wearers = _likely(thing, wearers)
    if (
        (kind_of(thing.noun) != "worn" and not _HAIR.fullmatch(thing.noun))
        or len(wearers) != 1
        or is_chinese(thing.noun) != is_chinese(wearers[0].noun)
    ):
        return None
    owner = wearers[0].noun
    return thing.model_copy(update={"place": f"{owner}身上" if is_chinese(owner) else f"on the {owner}"})


def _likely(garment: Subject, wearers: list[Subject]) -> list[Subject]:
    """Who of several wears a piece of clothing that nobody was said to wear: people, and women a dress."""
    people = [one for one in wearers if kind_of(one.noun) == "person"]
    women = [one for one in people if canonical_noun(one.noun) in WOMEN]
    dress = canonical_noun(garment.noun) in _OF_WOMEN
    return women if dress and women else people or wearers


def _somebody(scene: Scene, whom: str) -> int | None:
    at = find_subject(scene, whom)
    if at is not None and is_animate(scene.subjects[at]):
        return at
    if whom.lower() not in POINTERS:
        return None
    return next((at for at, one in enumerate(scene.subjects) if one.count and is_animate(one)), None)
