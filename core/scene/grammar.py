"""The grammar of English prompts.

    prompt    = clause ((stop | "and" | "while") clause)*
    clause    = things (predicate | relation | possession)*
    things    = phrase (("," | "and") phrase)*
    predicate = verb adverb* joint? things?         "riding a bicycle", "looking at the moon"
    relation  = preposition phrase                  "next to a dog", "in the forest"
    possession = "with" things                      "with a red hat"

Read from left to right, once. A predicate is said of the thing just named, or of the clause's first ones where that can
do nothing; a relation is said of the clause's first ones, or of the thing just named where those have a place already.
"""

from __future__ import annotations

from typing import Final

from core.lexicon import canonical_noun, color_key, kind_of, known_noun
from core.scene.aims import Aims
from core.scene.draft import Draft
from core.scene.phrases import NounPhrase, is_content, is_word, read_phrase
from core.scene.possession import ON_WALLS
from core.scene.verbs import base_of, is_gerund, is_participle
from core.scene.words import (
    ADJECTIVES,
    AFTER,
    AIR,
    AND,
    BE,
    MARK,
    NOT,
    PRONOUNS,
    RELATIVE,
)

_NEW_CLAUSE: Final = frozenset({"while", "whilst", "but", "then", "so"})
_WHO: Final = frozenset({"that", "who", "which"})
_REASON: Final = frozenset({"when", "because", "as"})
_MODAL: Final = frozenset(
    {"can", "could", "will", "would", "should", "must", "may", "does", "do", "there", "also", "it's"}
)
_PREDICATIVE: Final = frozenset({"afraid", "aware", "ready", "alive", "late", "made", "awake", "ill", "glad"})
_POST: Final = frozenset({
    "named", "called", "made", "dressed", "covered", "filled", "full", "shaped", "decorated", "surrounded", "wrapped",
    "painted", "inspired", "lit", "carved", "built", "coated", "topped", "adorned", "dripping", "bathed",
})  # fmt: skip


_RELATES: Final = {
    "dressed": "in", "filled": "with", "full": "of", "topped": "with", "decorated": "with", "adorned": "with",
    "surrounded": "by",
}  # fmt: skip


class Grammar(Aims):
    """Reads the tokens of a prompt into a draft."""

    def read(self) -> Draft:
        """The draft of the whole prompt."""
        while self.at < len(self.tokens):
            before = self.at
            self._step()
            if self.at == before:  # what nothing reads is passed over, so that every text comes to an end
                self.at += 1
        self._finish()
        return self.draft

    def _step(self) -> None:
        low = self.low()
        if low[0] == MARK:
            self._say(low)
        elif not is_word(low):
            self.stop = "." if low in ".!?" else ","
            self.at += 1
        elif low in AND:
            self.stop = "and"
            self.at += 1
        elif low in NOT:
            self._leave_out()
        elif low in RELATIVE:
            self._relative(low)
        elif low in BE or low in _MODAL:
            self.at += 1
            self._complement(low)
        elif (low in PRONOUNS and not self._possessive()) or low == "there":
            self.actors = list(self.main or self.actors)
            self.nearest = list(self.actors)
            self.at += 1
        elif low in AFTER:
            if not self.aims():
                self._attribute(self.at)
        elif low in {"with", "has", "have", "had"}:
            self.possession()
        elif self.scenic and not self.stop and (is_participle(low) or low == "full"):
            self._scenic_more()
        elif low in _POST and self.nearest and not self.stop and self._is_participle(low):
            self._participle(low)
        elif self.predicate():
            pass
        elif not self.relation():
            self._name()

    def _complement(self, low: str) -> None:
        """How something is: "that is black", "which is afraid of water"."""
        word = self.low()
        if base_of(word):  # "is laughing" is done
            return
        if low not in BE or not self.nearest or not (word in ADJECTIVES or word in _PREDICATIVE or color_key(word)):
            return
        end = self.at + 1
        if self.low(end) == "of":
            _, end = read_phrase(self.tokens, end + 1)
        words = self.words(self.at, end)
        if key := color_key(words):
            self.draft.paint(self.nearest[-1], key)
        else:
            self.draft.say(self.nearest[-1], words)
        self.at = end

    def _scenic_more(self) -> None:
        """More of a setting: "a greenhouse full of plants", "a village built on stilts"."""
        end = self.at + 1
        while end < len(self.tokens) and is_word(self.tokens[end]) and self.low(end) not in {"and", "while"}:
            if self._air_behind(end):
                break
            end += 1
        if AIR.fullmatch(self.low(self.at - 1)):  # "on a hill under a sky full of stars"
            self.draft.lengthen(self.words(self.at, end))
        else:
            self.draft.background = f"{self.draft.background} {self.words(self.at, end)}"
        self.at = end

    def _air_behind(self, at: int) -> bool:
        """Whether a preposition with time, weather or light comes next: "in autumn"."""
        found = self.preposition(at)
        phrase = read_phrase(self.tokens, found[1])[0] if found else None
        return phrase is not None and self.is_air(phrase)

    # What is named at the head of a clause, or after a comma.

    def _name(self) -> None:
        start = self.at
        phrase, end = read_phrase(self.tokens, start)
        if phrase is None:
            return
        self.at = end
        if self.is_air(phrase) and self.verb_ahead():
            self.at = self.until_stop(end)
            self.draft.detail(self.words(start, self.at))
            self.stop = ""
            return
        if self.aside(phrase, self.words(start, end)):
            self.stop = ""
            return
        again, kind = self.again, self.link
        if self._goes_on(phrase):
            assert again is not None
            again(phrase)
            self.link, self.again = kind, again
        else:
            self._top(phrase)
        self.stop = ""

    def _goes_on(self, phrase: NounPhrase) -> bool:
        """Whether a phrase after "and" or a comma is one more object of the same verb or preposition."""
        if self.again is None or self.stop not in {"and", ","} or self.is_air(phrase):
            return False
        animate = self.animate_noun(phrase.noun)
        if self.link == "contents":
            return not phrase.determined and not animate
        if animate and self.nearest and not self.animate(self.nearest[-1]):
            return False
        if self.link == "worn" and not animate and not (self.stop == "and" and self._is_handy(phrase)):
            built = any(kind_of(self.draft.noun(index)) == "building" for index in self.actors)
            had = not known_noun(phrase.noun) or (built and canonical_noun(phrase.noun) in ON_WALLS)
            return kind_of(phrase.noun) == "worn" or (self.stop == "and" and had)
        if self.verb_ahead() or (self.link == "place" and self.relation_ahead()) or self.beside_pronoun_ahead():
            return False
        return self.stop == "and" or (self.link != "place" and not animate and self.listed_ahead())

    def _is_handy(self, phrase: NounPhrase) -> bool:
        """Whether a thing goes into a hand, and so belongs to who has a hat on: "with a red hat and a balloon"."""
        held = kind_of(phrase.noun) in {"thing", "food", "instrument"} and phrase.determined
        return held and self.can_act(self.actors) and not self.relation_ahead()

    def _top(self, phrase: NounPhrase) -> None:
        joins = self.stop == "and" and self.link == "top" and bool(self.actors)
        weak = self.stop == "," and self.link == "top" and bool(self.actors)
        if self.is_setting(phrase) and not self.verb_ahead() and not self.is_worn_ahead():
            self.set_in(phrase, "in", phrase.described)
            return
        index = self.add(phrase)
        if index is None:
            return
        if joins:
            self.actors = [*self.pending, *self.actors, index] if self.pending else [*self.actors, index]
            self.pending = []
        else:
            self.pending = [*self.pending, *self.actors] if weak else []
            self.actors = [index]
        self.nearest = [index] if not joins else list(self.actors)
        self.main = list(self.actors)
        self.link, self.again = "top", None
        if phrase.contents is not None:
            self.link = "contents"
            self.again = lambda more: self._fill(more, index)

    def _fill(self, phrase: NounPhrase, index: int) -> None:
        self.add(phrase, place=f"in the {self.names([index])}")

    # Small things that are said of what was named.

    def _say(self, token: str) -> None:
        number = int(token[1:] or 0)
        self.at += 1
        if number >= len(self.says):
            return
        said = f"says: {self.says[number]}"
        writes = self.at > 1 and base_of(self.low(self.at - 2)) in {"write", "paint", "draw"}
        board, end = read_phrase(self.tokens, self.at + 1) if writes and self.low() in {"on", "onto"} else (None, 0)
        if board is not None:  # "writing "Hello" on a blackboard"
            self.at = end
            index = self.add(board, place=f"next to the {self.names(self.nearest)}" if self.nearest else None)
            if index is not None:
                self.draft.say(index, said)
                self.linked(index, "object", None)
        elif self.nearest:
            self.draft.say(self.nearest[-1], said)

    def _leave_out(self) -> None:
        self.at += 1
        while self.at < len(self.tokens):
            phrase, end = read_phrase(self.tokens, self.at)
            if phrase is None:
                return
            self.draft.leave_out(phrase.described.removeprefix("any "))
            self.at = end
            following = self.tokens[end].lower() if end < len(self.tokens) else ""
            coming = self.tokens[end + 1].lower() if end + 1 < len(self.tokens) else ""
            if following not in {"or", "and"} or coming in NOT or (following == "and" and self._starts_anew(end + 1)):
                return
            self.at += 1

    def _starts_anew(self, at: int) -> bool:
        """Whether a phrase is named for itself and no more of a list: "without a hat and a dog" is about hats alone."""
        phrase, _ = read_phrase(self.tokens, at)
        return phrase is None or (phrase.determined and self.animate_noun(phrase.noun))

    def _relative(self, low: str) -> None:
        self.at += 1
        if low in _WHO and self.stop == "and":  # "a chef that wears a hat and that holds a flag"
            self.nearest, self.stop = list(self.actors or self.nearest), ""
        if low in _NEW_CLAUSE:
            self.stop, self.link, self.again = ".", "", None
            self.actors, self.nearest = [], []
        elif low in _REASON:
            if low == "as" and self._short_phrase():
                self._attribute(self.at - 1)
            else:
                end = self.until_stop(self.at)
                self.draft.detail(self.words(self.at - 1, end))
                self.at = end

    def _short_phrase(self) -> bool:
        """Whether only a noun phrase follows: "as a pirate", but not "as the sun goes down"."""
        phrase, end = read_phrase(self.tokens, self.at)
        if end >= len(self.tokens) or not is_content(self.tokens[end]):
            return True
        return phrase is not None and phrase.determined and is_gerund(self.tokens[end].lower())

    def _is_participle(self, low: str) -> bool:
        """Whether a word that may be an adjective says how the noun before it is: "full of books"."""
        return low not in {"full"} or self.low(self.at + 1) == _RELATES[low]

    def _participle(self, low: str) -> None:
        """ "dressed in", "surrounded by", "filled with": relations; "made of", "named": how it is."""
        following = self.tokens[self.at + 1].lower() if self.at + 1 < len(self.tokens) else ""
        start = self.at
        if _RELATES.get(low) == following:
            phrase, end = read_phrase(self.tokens, self.at + 2)
            if phrase is not None and known_noun(phrase.noun):
                self.at = end
                if low == "surrounded":
                    self.around(phrase)
                else:
                    self.possess(phrase, worn=low == "dressed")
                return
        self._attribute(start)

    def _attribute(self, start: int) -> None:
        """Words behind a noun that say how it is: "made of glass", "for a king", "like a star"."""
        end = start + 1
        while end < len(self.tokens) and is_word(self.tokens[end]) and self.tokens[end].lower() not in {"and", "while"}:
            if end > start + 1 and (self.begins_relation(end) or self.tokens[end].lower() == "with"):
                break
            if self.low(start) == "as" and end > start + 2 and base_of(self.low(end)):
                break
            end += 1
        if self.nearest:
            self.draft.say(self.nearest[-1], self.words(start, end))
        self.at = end

    def _possessive(self) -> bool:
        """Whether "her" belongs to the noun that follows: "her hat"."""
        return self.low() == "her" and self.at + 1 < len(self.tokens) and is_content(self.tokens[self.at + 1])

    def _finish(self) -> None:
        """What is in the air is the thing of the picture where there is nothing else: "a full moon"."""
        if self.alone is not None and not self.draft.subjects and self.draft.background is None:
            phrase = self.alone
            self.draft.forget(phrase.described)
            self.draft.add(phrase.subject())
