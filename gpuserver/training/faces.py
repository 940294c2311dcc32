"""Talk about a face: wishes, answers to a suggestion, requests taken back (ChatEdit, section 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from core.face import SINGLE_VALUED, SLOT_OF, excluded_by
from core.language import Language
from gpuserver.training.phrases import Line
from gpuserver.training.script import Act, Said

_PRONOUNS = [
    ("he", "him", "his"), ("she", "her", "her"), ("i", "me", "my"), ("they", "them", "their"),
    ("the man", "the man", "the man's"), ("the woman", "the woman", "her"), ("my dad", "my dad", "my dad's"),
]  # fmt: skip
_PRONOUNS_ZH = ["他", "她", "我", "这个人", "我爸", "女孩"]


class Faces:
    """Draws talk about one person's face."""

    def __init__(self, language: Language, random: Random, frames: Mapping[str, list[str]]) -> None:
        self._chinese = language is Language.ZH
        self._random = random
        self._frames = frames
        who = random.choice(_PRONOUNS_ZH)
        self._person = (who, who, who) if self._chinese else random.choice(_PRONOUNS)

    def named(self, frame: str) -> str:
        """`frame` with the person in it."""
        subject, object_, possessive = self._person
        return frame.replace("{s}", subject).replace("{o}", object_).replace("{p}", possessive)

    def frame(self, name: str) -> str:
        """One of the frames of `name`, with the person in it."""
        return self.named(self._random.choice(self._frames[name]))

    def value(self, value: str) -> str:
        """A name of a value."""
        return self.frame(f"value {value}")

    def evenly(self, lines: Sequence[Line]) -> Line:
        """A line about a face, every value as likely as another, and the day-one author's less."""
        wanted = self._random.choice(list(SLOT_OF))
        good = [line for line in lines if any(wanted in (*act.set, *act.unset) for act in line.meant.acts)]
        others = [line for line in good if line.author != "first"]
        return self._random.choice(others if others and self._random.random() < 0.65 else good or lines)

    def some(self, exclude: Sequence[str] = ()) -> tuple[str, ...]:
        """One value to suggest, or two of different slots."""
        free = [value for value in SLOT_OF if value not in exclude]
        first = self._random.choice(free)
        second = self._random.choice(free)
        return (first, second) if SLOT_OF[first] != SLOT_OF[second] and self._random.random() < 0.18 else (first,)

    def wish(self, values: tuple[str, ...] = ()) -> Said:
        """A request for one or more values."""
        values = values or self.some()
        parts = [self.frame(f"do {value}") if self._random.random() < 0.6 else self.value(value) for value in values]
        return Said(self._listed(parts), (Act("edit_face", set=values),))

    def confirm(self, values: Sequence[str]) -> str:
        """The system's word that something is done."""
        if values and self._random.random() < 0.7:
            return (
                self.frame("value tail").replace("{n}", self._listed([self.value(value) for value in values]))
                + self._gap
            )
        return self.frame("reply done") + self._gap

    @property
    def _gap(self) -> str:
        return "" if self._chinese else " "

    def suggest(self, values: tuple[str, ...]) -> str:
        """A question whether the user would like `values`."""
        if len(values) > 1:
            return self.frame("reply sugg2").replace("{n}", self.value(values[0])).replace("{m}", self.value(values[1]))
        first = next(iter(values))
        if self._random.random() < 0.3:
            return self.frame("reply sugg_vp").replace("{v}", self.frame(f"do {first}"))
        return self.frame("reply sugg").replace("{n}", self.value(first))

    def answer(self, values: tuple[str, ...]) -> Said:
        """What the user says to a suggestion of `values`: yes, yes and more, only a part, no, no but another."""
        chance, first = self._random.random(), next(iter(values))
        tail = self.frame("yes tail") if self._random.random() < 0.4 else ""
        if len(values) > 1 and chance < 0.25:
            kept = self._random.choice(values)
            return Said(self.frame("only").replace("{n}", self.value(kept)), (Act("edit_face", set=(kept,)),))
        if chance < 0.42:
            return Said(self.frame("yes") + tail, (Act("edit_face", set=values),))
        if chance < 0.6:
            more = self._besides(values)
            wish = self.wish((more,)).text
            return Said(self.frame("yes") + self.frame("and more") + wish, (Act("edit_face", set=(*values, more)),))
        if chance < 0.78:
            no_tail = self.frame("no tail") if self._random.random() < 0.4 else ""
            return Said(self.frame("no") + no_tail, (Act("chat"),))
        other = self._instead_of(first) if self._random.random() < 0.5 else self._besides(values)
        return Said(
            self.frame("no") + self.frame("instead") + self.wish((other,)).text, (Act("edit_face", set=(other,)),)
        )

    def forget(self, held: Sequence[str]) -> Said:
        """An earlier request taken back, or exchanged for another."""
        gone = self._random.choice(list(held))
        if self._random.random() < 0.35:
            other = self._instead_of(gone)
            text = self.frame("swap").replace("{a}", self.value(gone)).replace("{b}", self.value(other))
            clash = SLOT_OF[gone] in SINGLE_VALUED or other in excluded_by(gone)
            return Said(text, (Act("edit_face", set=(other,), unset=() if clash else (gone,)),))
        keep = self.frame("keep") if self._random.random() < 0.3 else ""
        text = self.frame("forget").replace("{n}", self.value(gone)) + keep
        if self._random.random() < 0.12:
            other = self._besides((gone,))
            return Said(
                text + self.frame("and more") + self.wish((other,)).text,
                (Act("edit_face", set=(other,), unset=(gone,)),),
            )
        return Said(text, (Act("edit_face", unset=(gone,)),))

    def _besides(self, values: tuple[str, ...]) -> str:
        slots = {SLOT_OF[value] for value in values}
        return self._random.choice([value for value in SLOT_OF if SLOT_OF[value] not in slots])

    def _instead_of(self, value: str) -> str:
        return self._random.choice([other for other in SLOT_OF if SLOT_OF[other] == SLOT_OF[value] and other != value])

    def _listed(self, parts: Sequence[str]) -> str:
        if self._chinese:
            return self._random.choice(["，", "、", "，再", "和"]).join(parts)
        return self._random.choice([" and ", ", ", " plus ", " & ", " and also "]).join(parts)
