"""What a prompt asks for, chosen at random, before any words are found for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, TypeVar

from scene_truth_words import (
    ADJECTIVES,
    AIRS,
    ALONE,
    ANIMALS,
    COLORS,
    HELD,
    MATERIALS,
    PEOPLE,
    POSTURES,
    RIDDEN,
    SEATS,
    SETTINGS,
    STANDING,
    STYLES,
    VESSELS,
    WORN,
    Said,
    Word,
)

Kind = TypeVar("Kind")
Pair = tuple[str, str]
RELATIONS: Final = ("beside", "behind", "front", "under", "on", "in")


@dataclass(frozen=True)
class Asked:
    """One thing with what is said of it."""

    word: Word
    count: int = 1
    color: Pair | None = None
    adjective: Pair | None = None


@dataclass(frozen=True)
class Asks:
    """Everything that one prompt asks for."""

    heroes: tuple[Asked, ...]
    worn: tuple[Asked, ...] = ()
    held: Asked | None = None
    ridden: Asked | None = None
    action: Pair | None = None
    """What the heroes do, alone."""
    posture: tuple[str, str, str] | None = None
    relation: str | None = None
    other: Asked | None = None
    """What the heroes are beside, on, in."""
    companion: Asked | None = None
    """Another, beside the first, in a clause of its own."""
    setting: Said | None = None
    airs: tuple[Said, ...] = ()
    style: tuple[str, tuple[str, ...], tuple[str, ...]] | None = None


class Chooser:
    """Chooses without naming the same thing twice."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.used: set[str] = set()

    def chance(self, share: float) -> bool:
        """True in this share of the cases."""
        return self.random.random() < share

    def of(self, kinds: Sequence[Kind]) -> Kind:
        """One of these."""
        return self.random.choice(kinds)

    def thing(self, words: Sequence[Word], *, color: float, adjective: float = 0.0, count: float = 0.0) -> Asked:
        """A thing not named yet, coloured, described and counted in these shares of the cases."""
        word = self.of([one for one in words if one.key not in self.used])
        self.used.add(word.key)
        lives = word in ANIMALS or word in PEOPLE
        named = {"panda": "red", "tree": "orange"}.get(word.key)  # a red panda is another animal
        return Asked(
            word, self.random.choice((2, 2, 3, 4, 5)) if self.chance(count) else 1,
            self.of([one for one in COLORS if one[0] != named]) if self.chance(color) else None,
            self.of(ADJECTIVES if lives else MATERIALS) if self.chance(adjective) else None,
        )  # fmt: skip

    def hero(self) -> Asked:
        """An animal or somebody."""
        animal = self.chance(0.55)
        return self.thing(ANIMALS if animal else PEOPLE, color=0.35 if animal else 0, adjective=0.35, count=0.2)

    def asks(self) -> Asks:
        """What one prompt asks for."""
        heroes = [self.hero()] + ([self.hero()] if self.chance(0.2) else [])
        single = len(heroes) == 1 and heroes[0].count == 1
        worn = [self.thing(WORN, color=0.6) for _ in range(self.of((0, 0, 1, 1, 2)))] if single else []
        held = self.thing(HELD, color=0.4) if single and self.chance(0.25) else None
        ridden = self.thing(RIDDEN, color=0.4) if single and held is None and self.chance(0.2) else None
        action = self.of(ALONE) if ridden is None and held is None and self.chance(0.3) else None
        posture, relation, other = self._whereabouts(free=ridden is None and action is None)
        companion = (
            self.thing(ANIMALS, color=0.4)
            if single and relation is None and ridden is None and self.chance(0.3)
            else None
        )
        airs = tuple(self.random.sample(AIRS, 1)) if self.chance(0.45) else ()
        return Asks(
            tuple(heroes), tuple(worn), held, ridden, action, posture, relation, other, companion,
            self.of(SETTINGS) if self.chance(0.5) else None, airs, self.of(STYLES) if self.chance(0.4) else None,
        )  # fmt: skip

    def _whereabouts(self, *, free: bool) -> tuple[tuple[str, str, str] | None, str | None, Asked | None]:
        if not self.chance(0.5):
            return None, None, None
        relation = self.of(RELATIONS)
        words = {"on": SEATS, "in": VESSELS}.get(relation, STANDING)
        other = self.thing(words, color=0.35, adjective=0.3)
        return (self.of(POSTURES) if free and self.chance(0.6) else None), relation, other
