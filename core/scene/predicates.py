"""Predicates of English prompts: what subjects do, and what they do it with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from core.lexicon import canonical_noun, kind_of, known_noun, singular
from core.scene.phrases import NounPhrase, is_content, is_word, read_phrase
from core.scene.relations import Relations
from core.scene.verbs import (
    INSTRUMENTS_AND_GAMES,
    MOVES,
    OUT,
    STATES,
    WITH_OUT,
    Use,
    acts_alone,
    base_of,
    finite_base,
    is_base,
    joined_by,
    passive_use,
    use_of,
)
from core.scene.words import (
    AFTER,
    CLIMBED,
    DETERMINERS,
    NUMBERS,
    ONLOOKERS,
    OTHER,
    POSSESSIVES,
    PRONOUNS,
    RELATIVE,
    SKIPPED,
    WORN_PARTS,
)

_JOINTS: Final = ("with", "at", "to", "from")
_HELD: Final = frozenset({"hold", "handle", "play"})
_TOO_BIG: Final = frozenset({"vehicle", "building", "furniture", "animal", "person"})
_GONE_THROUGH: Final = frozenset({"go", "look", "act"})
_PREY: Final = frozenset({"fish", "salmon", "trout", "mouse", "crab", "shrimp", "butterfly", "firefly"})
"""Animals that are in the hand, the paw or the beak of who catches them."""
_FLOWN: Final = frozenset({"vehicle", "animal", "person"})


@dataclass(frozen=True)
class _Deed:
    """What is done: the words for it, by whom, and what the verb means for its object."""

    words: str
    by: list[int]
    use: Use
    joint: str = ""


class Predicates(Relations):
    """Reads verbs with their objects."""

    def predicate(self) -> bool:
        """Read the verb at the cursor with its object; False where there is none, or nobody to do it."""
        low = self.low()
        if not self.draft.subjects:
            return False
        if self.participle_ahead() and self.low(self.at + 1) == "by":
            self._passive(low)
            return True
        if low in STATES or self.participle_ahead():
            return self._state()
        form = self.verb_form(self.at)
        if form is None:
            return False
        told = finite_base(low) is not None and not self.stop and self.low(self.at - 1) not in RELATIVE
        by = list(self.actors) if told and self.can_act(self.actors) else self._doers()
        self.at += 1
        self.stop = ""
        use = use_of(form)
        adverbs = self.adverbs()
        if base_of(form) in WITH_OUT and self.low() in OUT and self._object_ahead(self.at + 1):
            adverbs.append(self.low())
            self.at += 1
        joint = next((one for one in _JOINTS if self.low() == one and joined_by(form, one)), "")
        if joint == "at" and use != "look" and self._setting_ahead():  # "waving at the park"
            joint = ""
        if use == "ride" and self.low() in {"on", "in"} and self._vehicle_ahead():
            joint = "" if form == "riding" else self.low()
            self.at += not joint
        if joint:
            self.at += 1
        elif (self.low() in AFTER or self.low() == "of") and not is_base(self.low(self.at + 1)):
            end = self._phrase_end(self.at + 1)
            self.draft.act(by, " ".join([form, *adverbs, self.words(self.at, end)]))
            self.at = end
            return True
        elif not (self._object_ahead(self.at) and (use != "act" or not acts_alone(form) or self._is_determined())):
            self.draft.act(by, " ".join([form, *adverbs]))
            return True
        said = " ".join([form, *adverbs, *([joint] if joint else [])])
        self._with_object(_Deed(said, by, use, joint), form)
        return True

    def _state(self) -> bool:
        """ "asleep", "curled up"."""
        by = self._doers()
        words = [self.tokens[self.at]]
        self.at += 1
        self.draft.act(by, " ".join([*words, *self.adverbs()]))
        self.stop = ""
        return True

    def _doers(self) -> list[int]:
        """Who does it: the thing named just before, or those that the clause is about."""
        if self.stop in {",", "and", "."}:
            by = self.main if self.stop == "," or self.link == "top" else self.actors
            by = by or self.actors or self.main
        elif (self.can_act(self.nearest) and self.link != "worn") or not self.can_act(self.actors):
            by = self.nearest or self.actors
        else:
            by = self.actors
        if self.can_act(by[-1:]):
            by = [index for index in by if self.can_act([index])]
        self.actors = list(by)
        return list(by)

    def _phrase_end(self, at: int) -> int:
        """The index behind the noun phrases that are joined by "and" from a token on."""
        while True:
            phrase, end = read_phrase(self.tokens, at)
            if phrase is None or self.low(end) != "and" or read_phrase(self.tokens, end + 1)[0] is None:
                return max(end, at)
            at = end + 1

    def _object_ahead(self, at: int) -> bool:
        low = self.low(at)
        if at >= len(self.tokens) or not is_word(self.tokens[at]):
            return False
        if low in PRONOUNS or low in DETERMINERS or low in NUMBERS or low in SKIPPED or low.isdecimal():
            return True
        return is_content(self.tokens[at])

    def _vehicle_ahead(self) -> bool:
        """Whether one rides on what follows: "flying on a broomstick", but not "riding in a forest"."""
        phrase, _ = read_phrase(self.tokens, self.at + 1)
        return phrase is not None and kind_of(phrase.noun) in {"vehicle", "animal"}

    def _setting_ahead(self) -> bool:
        phrase, _ = read_phrase(self.tokens, self.at + 1)
        return phrase is not None and self.is_setting(phrase)

    def _is_determined(self) -> bool:
        return not is_content(self.tokens[self.at])

    def _with_object(self, deed: _Deed, form: str) -> None:
        low = self.low()
        if (low in PRONOUNS and not (low == "her" and is_content(self.low(self.at + 1)))) or (
            low in {"each", "one"} and self.low(self.at + 1) in OTHER
        ):
            size = 2 if low in {"each", "one"} else 1
            self.draft.act(deed.by, f"{deed.words} {self.words(self.at, self.at + size)}")
            self.at += size
            return
        phrase, end = read_phrase(self.tokens, self.at)
        if phrase is None:
            self.draft.act(deed.by, deed.words)
            return
        written = self.words(self.at, end)
        self.at = end
        self._take(deed, phrase, written, form)

    def _take(self, deed: _Deed, phrase: NounPhrase, written: str, form: str) -> None:
        whole = f"{deed.words} {written}"
        if self._is_own_part(phrase):
            self.draft.act(deed.by, whole)
        elif self.is_air(phrase):
            self.draft.act(deed.by, whole)
            self.draft.detail(re.sub(r"^(?:an?|the) ", "", written))
        elif self.is_setting(phrase) and deed.use in _GONE_THROUGH:
            self.draft.act(deed.by, whole)
            if self.draft.background is None:
                self.draft.background = phrase.described
        elif self._stays_words(deed, phrase, written):
            self.draft.act(deed.by, whole)
        else:
            self._object(deed, phrase, written, form)

    def _is_own_part(self, phrase: NounPhrase) -> bool:
        return phrase.noun.lower() in WORN_PARTS and (phrase.owner in POSSESSIVES or not phrase.determined)

    def _stays_words(self, deed: _Deed, phrase: NounPhrase, written: str) -> bool:
        """Whether an object is no thing of its own: "having fun", "playing the guitar", "doing homework"."""
        plain = not phrase.color and not phrase.attributes and phrase.count == 1
        looked_at = deed.use == "look" or bool(deed.joint)
        if phrase.noun.lower() in ONLOOKERS and plain and looked_at and not written.lower().startswith(("a ", "an ")):
            return True
        if deed.use == "light":
            return not known_noun(phrase.noun) or not phrase.determined
        if deed.use == "play" and phrase.noun.lower() in INSTRUMENTS_AND_GAMES and plain:
            return not phrase.determined or written.lower().startswith("the ")
        if deed.use == "go" and kind_of(phrase.noun) is None:
            return True
        many = singular(phrase.head) != phrase.head
        return (
            not phrase.determined
            and plain
            and kind_of(phrase.noun) is None
            and not many
            and deed.use not in {"wear", "hold"}
        )

    def _object(self, deed: _Deed, phrase: NounPhrase, written: str, form: str) -> None:
        """An object that is a thing: worn, held, ridden, looked at, or beside the one that acts."""
        use = deed.use
        noun = canonical_noun(phrase.noun)
        if (base_of(form) == "fly" and kind_of(noun) not in _FLOWN) or (base_of(form), noun) == ("plant", "flag"):
            use = "handle"
        if use == "wear":
            self._have(phrase, deed.by, worn=True)
            return
        if where := _where_they_are(form, deed.words, phrase):
            index = self.add(phrase)
            if index is not None:
                self.draft.act(deed.by, deed.words)
                self.draft.put(deed.by, f"{where} the {self.names([index])}")
                self.linked(index, "place", None)
            return
        if use == "look":
            index = self.add(phrase)
            if index is not None:
                self.draft.act(deed.by, f"{deed.words} the {self.names([index])}")
                self.linked(index, "look", self._also_seen(deed))
            return
        if use == "play" and phrase.noun.lower() in INSTRUMENTS_AND_GAMES:
            self.draft.act(deed.by, f"{deed.words} the {phrase.noun}")
        elif use != "hold":
            self.draft.act(deed.by, deed.words)
        self._put(deed, use, phrase)

    def _put(self, deed: _Deed, use: Use, phrase: NounPhrase) -> None:
        names = self.names(deed.by, phrase.noun)
        small = kind_of(phrase.noun) not in _TOO_BIG and canonical_noun(phrase.noun) not in {"piano", "drum"}
        alive = self.can_act(deed.by)
        if canonical_noun(phrase.noun) in _PREY and base_of(deed.words) in {"catch", "eat"}:
            use, small = "handle", True
        if deed.words in MOVES and use != "ride" and self.relation_ahead():
            index = self.add(phrase)
            if index is not None:
                self.linked(index, "moved", None)
            return
        if use == "ride":
            place = f"ridden by the {names}"
        elif use == "hold" or (use in _HELD and small and alive and not deed.joint):
            place = f"held by the {names}"
        else:
            place = f"next to the {names}"
        index = self.add(phrase, place=place)
        if index is not None:
            link = "held" if place.startswith("held") else "object"
            self.linked(index, link, lambda more: self._put(deed, use, more))

    def _also_seen(self, deed: _Deed) -> Callable[[NounPhrase], None]:
        def also(phrase: NounPhrase) -> None:
            index = self.add(phrase)
            if index is not None:
                self.nearest = [index]
                self._mention(deed.by, index)

        return also

    def _mention(self, by: Sequence[int], index: int) -> None:
        for one in by:
            if held := self.draft.subjects[one].action:
                self.draft.do(one, f"{held} and the {self.names([index])}")

    def _passive(self, low: str) -> None:
        """ "held by a man", "chased by a dog"."""
        targets = list(self.nearest or self.actors)
        use = passive_use(low)
        self.at += 2
        phrase, end = read_phrase(self.tokens, self.at)
        if phrase is None:
            return
        self.at = end
        self.stop = ""
        if low == "surrounded":
            self.around(phrase)
            return
        index = self.add(phrase)
        if index is None:
            return
        for target in targets:
            name = self.names([index], self.draft.noun(target))
            if low == "worn":
                self.draft.put([target], f"on the {name}")
            elif use:
                self.draft.put([target], f"{use} by the {name}")
            else:
                self.draft.act([target], f"{low} by")
                self.draft.put([index], f"next to the {self.names([target])}")
        self.linked(index, "object", None)


def _where_they_are(form: str, words: str, phrase: NounPhrase) -> str:
    """Where those who do it are then, seen from what they do it to: on a bridge that they cross; empty for none."""
    noun = canonical_noun(phrase.noun)
    if base_of(form) == "cross" and noun == "bridge":
        return "on"
    if base_of(form) == "climb" and noun in CLIMBED:
        return "on"
    return "under" if words == "sharing" and noun == "umbrella" else ""
