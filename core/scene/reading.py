"""The state of reading an English prompt: where it is, who was named, and what lies ahead."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from core.lexicon import canonical_noun, color_key, is_named, kind_of, known_noun, singular
from core.scene.asides import Asides
from core.scene.draft import Draft
from core.scene.phrases import NounPhrase, is_content, is_word, read_phrase, tokens_of
from core.scene.verbs import STATES, acts_alone, base_of, finite_base, gerund, is_base, is_gerund, is_participle
from core.scene.words import ADJECTIVES, ADVERBS, AIR, AND, NOUN_INGS, PREPOSITIONS, PRONOUNS, SETTINGS, WORN_PARTS

_WHO: Final = frozenset({"that", "who", "which"})
_ENDS: Final = frozenset({"top", "side", "edge", "canopy", "interior", "entrance"})
"""What may come behind a setting: "mountain top"."""
_ANIMATE: Final = frozenset({"animal", "person"})
_THINGS: Final = frozenset({"thing", "food", "plant"})
"""Kinds that are no places, whatever their last word is."""
_BY_FIRST: Final[dict[str, list[list[str]]]] = {}
for _words in sorted((one.split() for one in PREPOSITIONS), key=len, reverse=True):
    _BY_FIRST.setdefault(_words[0], []).append([*_words])


class Reading:
    """A cursor over the tokens of a prompt, and the draft that they make."""

    def __init__(self, asides: Asides) -> None:
        self.tokens, self.says = tokens_of(asides.text), asides.says
        self.draft = Draft(asides.style, asides.shot)
        self.at: int = 0
        self.stop = "."
        """The stop or "and" that came last and was not used up."""
        self.actors: list[int] = []
        """Those that the clause is about."""
        self.pending: list[int] = []
        """Those before a comma, which may be of the clause: "a cat, a dog and a fox"."""
        self.nearest: list[int] = []
        """Those named last."""
        self.link = ""
        """How those were joined to the clause: "top", "place", "worn", "held", "look", "object"."""
        self.again: Callable[[NounPhrase], None] | None = None
        """Joins one more phrase in the same way."""
        self.early: str | None = None
        """A place that was named before its subject: "under a tree, a cat"."""
        self.scenic = False
        """Whether a setting was named last."""
        self.waiting: tuple[NounPhrase, list[str]] | None = None
        """Adjectives whose noun is still to come."""

    # Words.

    def low(self, at: int | None = None) -> str:
        """A token in lower case; a full stop behind the last one."""
        index = self.at if at is None else at
        return self.tokens[index].lower() if index < len(self.tokens) else "."

    def words(self, start: int, end: int) -> str:
        """Tokens as they were written."""
        return " ".join(token for token in self.tokens[start:end] if is_word(token))

    def until_stop(self, at: int) -> int:
        """The index of the stop that ends a clause."""
        return next((i for i in range(at, len(self.tokens)) if not is_word(self.tokens[i])), len(self.tokens))

    def preposition(self, at: int) -> tuple[str, int] | None:
        """The preposition at a token and the index behind it."""
        for words in _BY_FIRST.get(self.low(at), ()):
            if [token.lower() for token in self.tokens[at : at + len(words)]] == words:
                return " ".join(words), at + len(words)
        return None

    def verb_form(self, at: int) -> str | None:
        """The verb at a token, in its -ing form; None where there is none."""
        low = self.low(at)
        before, after = self.low(at - 1) if at else ".", self.low(at + 1)
        if is_gerund(low) or (low in NOUN_INGS and base_of(low)):
            leads = is_content(self.tokens[at + 1]) if at + 1 < len(self.tokens) else False
            if leads and self.stop and at == self.at and known_noun(after) and acts_alone(low):
                return None  # "a castle, flying dragons"
            return low
        told = self.tokens[at - 1] if at and is_word(self.tokens[at - 1]) else ""
        if base := finite_base(low):
            subject = bool(told) and is_content(told) and not color_key(told)
            goes_on = before in AND and bool(self.actors) and self.draft.subjects[self.actors[0]].action is not None
            return gerund(base) if subject or goes_on or before in _WHO else None
        if before in _WHO and re.fullmatch(r"[a-z]{2,}[^s]s", low) and not known_noun(low):
            return gerund(low[:-1])
        if is_base(low) and told and is_content(told) and singular(before) != before and not known_noun(low):
            return gerund(low)
        return None

    # What lies ahead.

    def verb_ahead(self) -> bool:
        """Whether a verb comes next."""
        return self.verb_form(self.at) is not None or self.low() in STATES or self.participle_ahead()

    def participle_ahead(self) -> bool:
        """Whether the noun just named is said to have been dealt with: "hidden behind", "designed by"."""
        low = self.low()
        return not self.stop and bool(self.nearest) and is_participle(low) and low not in ADJECTIVES

    def relation_ahead(self) -> bool:
        """Whether a preposition with a thing comes next."""
        if (found := self.preposition(self.at)) is None:
            return False
        phrase, _ = read_phrase(self.tokens, found[1])
        return phrase is not None and not self.is_setting(phrase) and not self.is_air(phrase)

    def beside_pronoun_ahead(self) -> bool:
        """Whether a preposition with a pronoun comes next: "next to it"."""
        found = self.preposition(self.at)
        return found is not None and self.low(found[1]) in PRONOUNS

    def begins_relation(self, at: int) -> bool:
        """Whether a token begins a preposition."""
        return self.preposition(at) is not None

    def is_worn_ahead(self) -> bool:
        """Whether what was named wears or holds something, as only things do."""
        with_it = read_phrase(self.tokens, self.at + 1)[0] if self.low() == "with" and not self.draft.subjects else None
        worn = with_it is not None and kind_of(with_it.noun) == "worn"  # a sun with sunglasses, and no storm with rain
        return worn or self.low() in {"wearing", "holding", "carrying"}

    def listed_ahead(self) -> bool:
        """Whether a list of things goes on behind this one: ", bananas and grapes"."""
        at = self.at
        while at < len(self.tokens) and self.tokens[at] == ",":
            phrase, at = read_phrase(self.tokens, at + 1)
            if phrase is None:
                return False
        return self.low(at) in AND

    # Things.

    def add(self, phrase: NounPhrase, **said: str | None) -> int | None:
        """The index of a new subject, with what was in it beside it; None where the scene is full."""
        if self.waiting is not None:
            phrase = self._described(phrase, *self.waiting)
            self.waiting = None
        subject = phrase.subject().model_copy(update=said)
        index = self.draft.add(subject)
        if index is not None and phrase.contents is not None:
            self.draft.add(phrase.contents.subject().model_copy(update={"place": f"in the {subject.noun}"}))
        self.scenic = False
        if index is not None and self.early is not None:
            self.draft.put([index], self.early)
            self.early = None
        return index

    def _described(self, phrase: NounPhrase, before: NounPhrase, words: Sequence[str]) -> NounPhrase:
        """The phrase with the adjectives before it: the cute fluffy cat, or the red balloon beside the blue one."""
        colors = [key for word in words if (key := color_key(word))]
        rest = tuple(word for word in words if not color_key(word))
        if before.determined and phrase.determined:
            first = replace(before, noun=phrase.noun, color=colors[0] if colors else None, attributes=rest)
            self.draft.add(first.subject())
            return phrase
        color = " and ".join(dict.fromkeys([*colors, *([phrase.color] if phrase.color else [])])) or None
        count, determined = max(phrase.count, before.count), phrase.determined or before.determined
        return replace(phrase, attributes=(*rest, *phrase.attributes), color=color, count=count, determined=determined)

    def names(self, indexes: Sequence[int], beside: str = "") -> str:
        """Subjects as a place names them: "cat and the dog"; with its colour where `beside` is such a thing too."""
        names: list[str] = []
        for index in indexes[:3]:
            subject = self.draft.subjects[index]
            same = bool(beside) and canonical_noun(beside) == canonical_noun(subject.noun)
            names.append(f"{subject.color} {subject.noun}" if same and subject.color else subject.noun)
        return " and the ".join(names)

    def animate_noun(self, noun: str) -> bool:
        """Whether a noun names an animal or somebody."""
        return kind_of(noun) in _ANIMATE or canonical_noun(noun) == "snowman"

    def animate(self, index: int) -> bool:
        """Whether a subject is an animal or somebody."""
        return self.animate_noun(self.draft.noun(index))

    def can_act(self, indexes: Sequence[int]) -> bool:
        """Whether subjects may do something: those that live, and those that nobody knows."""
        return bool(indexes) and all(
            self.animate(index) or self._is_stranger(self.draft.noun(index)) for index in indexes
        )

    def _is_stranger(self, noun: str) -> bool:
        return kind_of(noun) is None and noun.rpartition(" ")[2].lower() not in WORN_PARTS

    def is_air(self, phrase: NounPhrase) -> bool:
        """Whether a phrase names time, weather, season or light."""
        known = is_named(phrase.noun) and kind_of(phrase.noun) not in {None, "air"}
        known = known or (phrase.noun.lower() in {"hot spring", "hot springs"})
        return bool(AIR.fullmatch(phrase.head)) and not known and not self.is_worn_ahead()

    def is_setting(self, phrase: NounPhrase) -> bool:
        """Whether a phrase names a place that a picture is set in."""
        low = phrase.noun.lower()
        first, _, last = low.partition(" of ")[0].rpartition(" ")
        if last in _ENDS and first.rpartition(" ")[2] in SETTINGS:
            return True
        if phrase.head in SETTINGS or singular(phrase.head) in SETTINGS or kind_of(low) == "setting":
            if phrase.head in SETTINGS:
                return " " not in low or not is_named(low) or kind_of(low) not in _THINGS  # a golf club is held
            return not (is_named(low) and kind_of(low) not in {None, "setting"})
        return False

    def set_in(self, phrase: NounPhrase, preposition: str, written: str) -> None:
        """Set the picture in a place; a second one belongs to the first where it follows at once."""
        inside = preposition in {"in", "at", "inside", "within"}
        words = phrase.described if inside else f"{preposition} {written}"
        words = re.sub(r"(?<=\w) (?:background|backdrop)$", "", words)
        if self.draft.background is None:
            self.draft.background = words
        elif self.scenic and not self.stop:
            self.draft.background = f"{self.draft.background} {preposition} {written}"
        else:
            self.draft.detail(f"{preposition} {written}")
        self.scenic = True
        if self.link == "top" and self.actors:
            self.link = "set"  # "a cat in a garden and a dog sleeping": whom "and" brings stands for itself

    def adverbs(self) -> list[str]:
        """The adverbs at the cursor, which go on behind them."""
        found: list[str] = []
        while self.at < len(self.tokens):
            low = self.low()
            if low not in ADVERBS and not (re.fullmatch(r"[a-z]{3,}ly", low) and not known_noun(low)):
                break
            if self.preposition(self.at) and self.at + 1 < len(self.tokens) and self._leads_on():
                break
            found.append(self.tokens[self.at])
            self.at += 1
        return found

    def _leads_on(self) -> bool:
        """Whether what may be an adverb has a noun phrase behind it, as a preposition has."""
        found = self.preposition(self.at)
        phrase = read_phrase(self.tokens, found[1])[0] if found else None
        return phrase is not None
