"""What subjects have in English prompts: clothes, parts, and things in their hands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from core.lexicon import canonical_noun, kind_of, singular, word_set
from core.scene.phrases import NounPhrase, read_phrase
from core.scene.surroundings import Surroundings
from core.scene.words import PARTS, POSSESSIVES, WORN_PARTS

_STANDS: Final = word_set("vehicle building furniture")
"""Kinds that nobody holds."""
_SURFACES: Final = word_set("furniture food container thing")
ON_WALLS: Final = word_set("door window flag sign clock painting lamp bell")
"""What a house has on it."""
_ROUND: Final = "around"


def _may_be_part(phrase: NounPhrase) -> bool:
    return phrase.head in WORN_PARTS or singular(phrase.head) in WORN_PARTS


class Possession(Surroundings):
    """Reads "with"."""

    def linked(self, index: int, link: str, again: Callable[[NounPhrase], None] | None) -> None:
        """Remember how the thing named last was joined, and how to join one more."""
        self.nearest, self.link, self.again = [index], link, again

    def is_part(self, phrase: NounPhrase) -> bool:
        """Whether a phrase names a part of somebody, which is not held: "long hair"."""
        return phrase.noun.lower() in PARTS or (_may_be_part(phrase) and kind_of(phrase.noun) in {None, "worn"})

    def possession(self) -> None:
        """Read "with" and what follows it."""
        self.at += 1
        start = self.at
        phrase, end = read_phrase(self.tokens, self.at)
        if phrase is None:
            return
        self.at = end
        self.stop = ""
        doing = [index for index in self.actors if self.draft.subjects[index].action]
        if phrase.owner in POSSESSIVES and phrase.head in PARTS and doing:  # "painting with its trunk"
            for index in doing:
                self.draft.do(index, f"{self.draft.subjects[index].action} with {self.words(start, end)}")
            return
        if self.is_air(phrase) or not self.aside(phrase, self.words(start, end)):
            self.possess(phrase, worn=False, written=self.words(start, end))

    def possess(self, phrase: NounPhrase, *, worn: bool, written: str = "") -> None:
        """Join a thing that is worn, held, or had to those it belongs to."""
        if self.is_air(phrase):
            self.draft.detail(re.sub(r"^(?:an?|the) ", "", written or phrase.described))
            return
        if self._had_as_place(phrase) and not worn:
            if self.draft.background is None:
                self.draft.background = phrase.described
            elif self.scenic:
                self.draft.background = f"{self.draft.background} with {written or phrase.described}"
            else:
                self.draft.detail(written or phrase.described)
            self.scenic, self.nearest = True, []
            return
        owners = self._owners(phrase)
        self._have(phrase, owners, worn=worn)

    def _had_as_place(self, phrase: NounPhrase) -> bool:
        """Whether a phrase names a place to be at, and no part of what has it: a rooftop, but no roof of a house."""
        return self.is_setting(phrase) and not (_may_be_part(phrase) and self._owners(phrase))

    def _have(self, phrase: NounPhrase, owners: Sequence[int], *, worn: bool) -> None:
        place = self._place_of(phrase, owners, worn=worn)
        index = self.add(phrase, place=place)
        if index is None:
            return
        if not owners:
            self.actors, self.main = [index], [index]
        kind = "worn" if worn or kind_of(phrase.noun) == "worn" or self.is_part(phrase) else "held"
        self.linked(index, kind, lambda more: self._have_more(more, owners, worn=worn))

    def _have_more(self, phrase: NounPhrase, owners: Sequence[int], *, worn: bool) -> None:
        if self.is_air(phrase) or self._had_as_place(phrase):
            self.possess(phrase, worn=worn)
        else:
            self._have(phrase, owners, worn=worn)

    def _owners(self, phrase: NounPhrase) -> list[int]:
        """Who has a thing: those named last, or those of the clause where the last ones can have none."""
        near, first = self.nearest, self.actors
        if not near or near == first or self.link == "top":
            return list(near or first)
        if self.animate(near[-1]):
            return list(near)
        kind = kind_of(phrase.noun)
        if self.link == "object" and kind_of(self.draft.noun(near[-1])) == "vehicle" and self.can_act(first):
            return list(first)  # "catching a train with a briefcase"
        if kind in {"worn", None} and not self.is_part(phrase) and self.can_act(first):
            return list(first)
        on_it = kind in {"food", "plant", "container"} or self.is_part(phrase)
        return list(near) if on_it or not self.can_act(first) else list(first)

    def _place_of(self, phrase: NounPhrase, owners: Sequence[int], *, worn: bool) -> str | None:
        """Where a thing is that somebody has."""
        if not owners:
            return None
        names = self.names(owners, phrase.noun)
        kind, owner = kind_of(phrase.noun), kind_of(self.draft.noun(owners[0]))
        hair = phrase.noun == "bun" and owner == "person"  # who has one in the hand is said to hold it
        if worn or hair or kind == "worn" or self.is_part(phrase):
            return f"on the {names}"
        if all(self.animate(index) for index in owners):
            alive = self.animate_noun(phrase.noun)
            return f"next to the {names}" if alive or kind in _STANDS else f"held by the {names}"
        if owner == "container":
            return f"in the {names}"
        if (owner in _SURFACES or canonical_noun(phrase.noun) in ON_WALLS) and not self.animate_noun(phrase.noun):
            return f"on the {names}"
        return f"next to the {names}"

    def around(self, phrase: NounPhrase) -> None:
        """ "surrounded by": they are around it."""
        index = self.add(phrase, place=f"{_ROUND} the {self.names(self.nearest)}" if self.nearest else None)
        if index is not None:
            targets = list(self.nearest)
            self.linked(index, "object", lambda more: self._round(more, targets))

    def _round(self, phrase: NounPhrase, targets: Sequence[int]) -> None:
        index = self.add(phrase, place=f"{_ROUND} the {self.names(targets)}")
        if index is not None:
            self.nearest = [index]
