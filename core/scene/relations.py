"""Relations of English prompts: where things are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from core.lexicon import canonical_noun, color_key, kind_of, known_noun, word_set
from core.scene.phrases import NounPhrase, is_word, read_phrase
from core.scene.possession import Possession
from core.scene.standing_by import standing_by
from core.scene.words import (
    AIR,
    CLIMBED,
    FRAME,
    INTERIORS,
    INWARD,
    ONLOOKERS,
    POSSESSIVES,
    PRONOUNS,
    SETTINGS,
    SKY_THINGS,
)
from core.styles import style_id

_STATE: Final = re.compile(
    r"(?:a |the )?(?:love|bloom|full bloom|flight|motion|action|flames|pain|tears|disguise|half|pieces|colou?r|focus|unison|"
    r"shock|awe|fire|vacation|holiday|guard|duty|patrol|sale|display|work|rest|play|war|peace|all fours|tiptoes?|hurry|mood|"
    r"blossom|heat|ruins|chains|row|line|circle|half)"
)
"""What one is in without being anywhere: "a tree in bloom"."""
_PICTURE: Final = word_set("picture image frame scene page canvas photo screen shot")
_GROUND: Final = word_set("ground floor")
_ONE_OF_TWO: Final = word_set("boot shoe slipper sneaker sock stocking mitten glove clog")
"""What is worn by twos, so that one in one of them does not wear it."""
_ONE: Final = frozenset({"it", "him", "her"})
_OUTWARD: Final = frozenset({"from", "off", "out of"})


class Relations(Possession):
    """Reads prepositions."""

    weathered = False
    """Whether the word before the preposition names the weather: "rain outside the window"."""

    def relation(self) -> bool:
        """Read the preposition at the cursor with its phrase; False where there is none."""
        found = self.preposition(self.at) or self._up_or_down()
        if found is None:
            return False
        start, (preposition, self.at) = self.at, found
        self.weathered = start > 0 and bool(AIR.fullmatch(self.low(start - 1)))
        if preposition == "in" and (self._styled() or self._in_color()):
            return True
        low = self.low()
        if low in PRONOUNS and not (low in POSSESSIVES and self.low(self.at + 1)[0].isalnum() and self._owned()):
            self._beside_pronoun(preposition, low)
            return True
        phrase, end = read_phrase(self.tokens, self.at)
        if phrase is None:
            return True
        written = self.words(self.at, end)
        self.at = end
        self._relate(preposition, phrase, written, self.words(start, end))
        self.stop = ""
        return True

    def _up_or_down(self) -> tuple[str, int] | None:
        """ "down a ladder", "up a rope": on what is climbed, as prepositions are read."""
        if self.low() not in {"up", "down"}:
            return None
        phrase, _ = read_phrase(self.tokens, self.at + 1)
        return ("on", self.at + 1) if phrase is not None and canonical_noun(phrase.noun) in CLIMBED else None

    def _styled(self) -> bool:
        """Whether "in" leads to a style: "in watercolor", "in black and white"."""
        for size in (3, 2, 1):
            words = self.words(self.at, self.at + size)
            whole = self.at + size >= len(self.tokens) or not is_word(self.tokens[self.at + size])
            if whole and len(words.split()) == size and style_id(words) and not known_noun(words):
                self.draft.style = self.draft.style or re.sub(r"^(?:an?|the) ", "", words)
                self.at += size
                return True
        return False

    def _in_color(self) -> bool:
        """Whether "in" leads to the colour of what somebody wears: "a girl in orange and a boy in green"."""
        phrase, end = read_phrase(self.tokens, self.at)
        key = color_key(self.low())
        living = [at for at in self.nearest if kind_of(self.draft.noun(at)) in {"person", "animal", None}]
        if phrase is None or key is None or end != self.at + 1 or not living:
            return False
        for index in [at for at in living if self.draft.subjects[at].color is None] or living[-1:]:
            self.draft.paint(index, key)
        self.at = end
        return True

    def _owned(self) -> bool:
        phrase, _ = read_phrase(self.tokens, self.at)
        return phrase is not None

    def _beside_pronoun(self, preposition: str, pronoun: str) -> None:
        """ "next to it": beside those that the clause before was about."""
        self.at += 1
        if pronoun in _ONE and len(self.nearest) > 1:  # "a cat and a dog next to it"
            self.main, self.nearest = self.nearest[:-1], self.nearest[-1:]
        first = self.main if self.main != self.nearest else []
        others = first or ([0] if self.draft.subjects and self.nearest != [0] else [])
        if others and self.nearest and pronoun not in {"themselves", "itself", "himself", "herself"}:
            self.draft.put(self.nearest, f"{preposition} the {self.names(others)}")

    def _relate(self, preposition: str, phrase: NounPhrase, written: str, whole: str) -> None:
        low = re.sub(r"^(?:the|an?|its|his|her|their) ", "", written.lower())
        if (preposition in {"in", "on", "at"} and _STATE.fullmatch(low)) or phrase.head in {"shape", "form"}:
            if self.nearest:
                self.draft.say(self.nearest[-1], whole)
        elif preposition == "outside" and phrase.head in {"window", "windows"} and self.weathered:
            self.draft.background = self.draft.background or "room"  # through its window the weather is seen
        elif phrase.owner is not None:
            self._on_part(preposition, phrase)
        elif FRAME.match(low) or phrase.head in _GROUND or phrase.head in _PICTURE:
            self._frame(preposition, phrase, whole)
        elif phrase.noun.lower() in ONLOOKERS and self._acting():
            self._leave(whole)
        elif self._in_the_air(preposition, phrase, whole) or self.aside(phrase, whole):
            pass
        elif self._is_place(preposition, phrase):
            if preposition in _OUTWARD:
                self._leave(whole)
                preposition = "at"
            self.set_in(phrase, preposition, written)
        elif preposition == "in" and self.actors and kind_of(phrase.noun) == "worn" and phrase.head not in _ONE_OF_TWO:
            self.possess(phrase, worn=True)
        else:
            self._beside(preposition, phrase)

    def _is_place(self, preposition: str, phrase: NounPhrase) -> bool:
        """Whether the picture is set there: settings, insides of buildings, and what nobody knows after "in"."""
        if self.is_setting(phrase):
            return True
        inward = preposition in INWARD or preposition.startswith(("in the", "at the"))
        if preposition in {"in", "inside", "within", "inside of"} and canonical_noun(phrase.noun) in INTERIORS:
            return True
        return inward and kind_of(phrase.noun) is None and not self.is_part(phrase)

    def _acting(self) -> bool:
        return any(self.draft.subjects[index].action for index in self.actors)

    def _leave(self, whole: str) -> None:
        """ "jumping out of the water" is one thing that is done."""
        for index in self.actors:
            if action := self.draft.subjects[index].action:
                self.draft.do(index, f"{action} {whole}")

    def _in_the_air(self, preposition: str, phrase: NounPhrase, whole: str) -> bool:
        if not self.is_air(phrase):
            return False
        head = phrase.head
        if (
            head in SKY_THINGS
            and head not in {"sun", "stars", "star"}
            and preposition in {"on", "upon", "in", "above", "through", "among"}
        ):
            written = whole[len(preposition) :].lstrip()
            self.set_in(phrase, "on" if preposition == "upon" else preposition, written)
            if preposition == "in":
                self.draft.background = whole if self.draft.background == phrase.described else self.draft.background
        elif (
            head == "sky" and preposition in {"in", "through", "across"} and not phrase.attributes and not phrase.color
        ):
            if self.draft.background is None:
                self.set_in(phrase, preposition, phrase.described)
            elif self.nearest:
                self.draft.put(self.nearest, whole)
        else:
            self.draft.detail(whole)
        return True

    def _frame(self, preposition: str, phrase: NounPhrase, whole: str) -> None:
        """A place in the picture: "on the left", "in the corner of the room"."""
        place, _, rest = whole.partition(" of ")
        carrier, _ = read_phrase(rest.split(), 0)
        if phrase.head == "back" and carrier is not None and kind_of(carrier.noun) == "vehicle":
            self._beside(place + " of", carrier)
            return
        holder = next((self.draft.noun(index) for index in self.main or [] if index not in self.nearest), "")
        if phrase.head == "back" and self.nearest and kind_of(holder) == "vehicle":  # "a truck with a dog in the back"
            for index in self.nearest:
                self.draft.replace(index, f"{place} of the {holder}")
            return
        within = rest.rpartition(" ")[2].lower()
        if within in SETTINGS and within not in _PICTURE:
            self.draft.background = self.draft.background or re.sub(r"^(?:the|an?) ", "", rest)
        elif phrase.head in _PICTURE:
            whole = re.sub(r"\s+of$", "", preposition)
        if self.scenic and not self.nearest:
            return  # "mountains in the background" are there anyway
        if not self.draft.subjects:
            self.early = whole
        whole = whole if within not in SETTINGS else place
        if self.link == "held":  # "with a castle in the background"
            for index in self.nearest:
                self.draft.replace(index, whole)
        self.draft.put(self.nearest or self._placed(), whole)

    def _on_part(self, preposition: str, phrase: NounPhrase) -> None:
        """ "on her shoulder", "on the man's head": the place names whose part it is."""
        owner = phrase.owner or ""
        part = " ".join([*phrase.attributes, phrase.noun])
        if owner in POSSESSIVES:
            whom = self.main or self.actors
            bearer = [index for index in whom if index not in self.nearest] or whom
            if not bearer:
                return
            target = [index for index in self.nearest if index not in bearer]
            if not target:  # "lying on its back"
                for index in bearer:
                    held = self.draft.subjects[index].action
                    self.draft.do(
                        index, f"{held} {preposition} {owner} {part}" if held else f"{preposition} {owner} {part}"
                    )
                return
            owner = self.names(bearer[:1])
            for index in target:
                self.draft.replace(index, f"{preposition} the {owner}'s {part}")
            self.nearest = list(bearer)  # "a girl with a bird on her shoulder singing": she sings
            return
        else:
            target = self._placed()
            if self.draft.find(owner) is None:
                self.add(NounPhrase(owner, determined=True))
        for index in target:
            self.draft.replace(index, f"{preposition} the {owner}'s {part}")

    def _beside(self, preposition: str, phrase: NounPhrase) -> None:
        """A relation to another thing."""
        if self._in_hand(preposition, phrase):
            return
        targets = self._brought(preposition, phrase) or self._placed()
        known = (
            self.draft.find(phrase.noun) if phrase.determined and not phrase.attributes and not phrase.color else None
        )
        named_again = known is not None and self._is_definite() and known not in targets
        index = known if named_again else self.add(phrase)
        if index is None:
            return
        deeds = [self.draft.subjects[one].action or "" for one in targets]
        preposition = standing_by(preposition, deeds, at_somebody=self.animate_noun(phrase.noun))
        for target in targets:
            self.draft.put([target], f"{preposition} the {self.names([index], self.draft.noun(target))}")
        if not self.draft.subjects[:index] or (not targets and not self.main):
            self.early = f"{preposition} the {self.names([index])}"
            self.nearest, self.link, self.again = [index], "early", None
            return
        moved = self.link == "moved"  # "cooking soup in a pot on a stove"
        self.linked(index, "moved" if moved else "place", None if moved else self._also(preposition, targets))

    def _in_hand(self, preposition: str, phrase: NounPhrase) -> bool:
        """Whether what is held is in something, which then is what is held: "carrying apples in a basket"."""
        inside = preposition in {"in", "inside"} and kind_of(phrase.noun) == "container"
        inside = inside and all(kind_of(self.draft.noun(one)) in {"food", "plant", "animal"} for one in self.nearest)
        held = [self.draft.subjects[index].place or "" for index in self.nearest]
        if not inside or self.link != "held" or not held or not all(one.startswith("held by ") for one in held):
            return False
        contents = list(self.nearest)
        index = self.add(phrase, place=held[0])
        if index is None:
            return False
        for one in contents:
            self.draft.replace(one, f"in the {self.names([index])}")
        self.linked(index, "held", None)
        return True

    def _brought(self, preposition: str, phrase: NounPhrase) -> list[int]:
        """The object that a relation behind it is said of: "chasing a man on a bicycle"."""
        if self.link != "object" or preposition not in {"on", "in"} or kind_of(phrase.noun) != "vehicle":
            return []
        rides = all(kind_of(self.draft.noun(index)) == "person" for index in self.nearest)
        if not rides or any(kind_of(self.draft.noun(index)) == "person" for index in self.actors):
            return []
        for index in self.nearest:
            self.draft.subjects[index] = self.draft.subjects[index].model_copy(update={"place": None})
        return list(self.nearest)

    def _is_definite(self) -> bool:
        at = self.at - 1
        while at >= 0 and is_word(self.tokens[at]) and self.low(at) not in {"the", "a", "an"}:
            at -= 1
        return at >= 0 and self.low(at) == "the"

    def _also(self, preposition: str, targets: Sequence[int]) -> Callable[[NounPhrase], None]:
        """Joins a second thing to a relation: "between a cat and a dog"."""

        def also(phrase: NounPhrase) -> None:
            index = self.add(phrase)
            if index is None:
                return
            for target in targets:
                held = self.draft.subjects[target].place
                if held is not None and held.startswith(f"{preposition} the"):
                    self.draft.replace(target, f"{held} and the {self.names([index])}")
            self.nearest = [index]

        return also

    def _placed(self) -> list[int]:
        """Those that a relation is said of: who has no place yet."""
        orders = [self.nearest, self.actors] if self.link in {"look", "frame", "moved"} else [self.actors, self.nearest]
        for indexes in orders:
            free = [index for index in indexes if self.draft.subjects[index].place is None]
            if free:
                return free
        return []
