"""Animals dressed as somebody: a "pirate cat" is a cat in a pirate's hat."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from core.lexicon import is_chinese, kind_of
from core.scene.model import Subject
from gpuserver.engines.illustrator.nouns import whole_phrase
from gpuserver.engines.illustrator.subjects import PEOPLE, artwork
from gpuserver.engines.illustrator.wear import has_face
from gpuserver.engines.illustrator.words import subject_named, vocabulary

_COSTUMES: Final = {
    "astronaut": ("space helmet", "宇航头盔"), "pirate": ("pirate hat", "海盗帽"), "wizard": ("wizard hat", "巫师帽"),
    "witch": ("witch hat", "女巫帽"), "chef": ("chef hat", "厨师帽"), "cowboy": ("cowboy hat", "牛仔帽"),
    "viking": ("viking helmet", "维京头盔"), "police": ("police cap", "警帽"), "builder": ("hard hat", "安全帽"),
    "firefighter": ("fire helmet", "消防头盔"), "santa": ("santa hat", "圣诞帽"), "farmer": ("straw hat", "草帽"),
    "king": ("crown", "皇冠"), "queen": ("crown", "皇冠"), "princess": ("crown", "皇冠"), "prince": ("crown", "皇冠"),
    "painter": ("beret", "贝雷帽"), "superhero": ("cape", "披风"), "knight": ("knight helmet", "骑士头盔"),
}  # fmt: skip
"""Kinds of people, and what an animal has on that is one: in English and Chinese."""


def costumed(subject: Subject) -> tuple[Subject, ...]:
    """The animal and what it has on, of a subject that names both an animal and somebody; any other as it is."""
    phrase = whole_phrase(subject).lower()
    if phrase in vocabulary():
        return (subject,)  # police cars and king penguins are made as such
    for animal, somebody in _pairs(phrase):
        wearer, kind = subject_named(animal), subject_named(somebody)
        if kind in _COSTUMES and wearer is not None and _is_animal(animal, wearer):
            han = is_chinese(animal)
            worn = Subject(noun=_COSTUMES[kind][han], place=f"{animal}身上" if han else f"on the {animal}")
            said = {*animal.split(), *somebody.split()}
            left = tuple(one for one in subject.attributes if not set(one.lower().split()) & said)
            return subject.model_copy(update={"noun": animal, "attributes": left}), worn
    return (subject,)


def _is_animal(noun: str, name: str) -> bool:
    """Whether it has a head for a hat, and is no kind of people: robots and ghosts have one, too."""
    return name not in PEOPLE and kind_of(noun) in {"animal", "person"} and has_face(artwork(name))


@lru_cache(maxsize=512)
def _pairs(phrase: str) -> list[tuple[str, str]]:
    """The two halves of a phrase either way round: an "astronaut cat", a "cat astronaut", 海盗猫."""
    return [pair for one, other in _halves(phrase) for pair in ((one, other), (other, one))]


def _halves(phrase: str) -> Iterator[tuple[str, str]]:
    words = phrase.split()
    if len(words) > 1:
        if len(words) > 2:  # a polar bear chef
            yield " ".join(words[-3:-1]), words[-1]
        yield words[-1], words[-2]
    elif is_chinese(phrase):
        yield from ((phrase[:at], phrase[at:]) for at in range(1, len(phrase)))
