"""English prompts, made at random, each with what it asks for."""

from __future__ import annotations

from random import Random
from typing import Final

from scene_truth import Thing, Truth
from scene_truth_asks import Asked, Asks, Chooser

from core.lexicon import canonical_noun

_NUMBERS: Final = {
    2: ("two", "2", "a pair of", "a couple of"),
    3: ("three", "3", "a trio of"),
    4: ("four", "4"),
    5: ("five", "5"),
}
_PLACES: Final = {
    "beside": ("next to", "beside", "near", "right next to"), "behind": ("behind",), "front": ("in front of",),
    "under": ("under", "underneath", "beneath"), "on": ("on", "on top of"), "in": ("in", "inside"),
}  # fmt: skip
_GARMENTS: Final = frozenset({"dress", "coat", "cape", "helmet", "hat", "boots"})


def prompt_en(seed: int) -> tuple[str, Truth]:
    """A prompt and what it asks for."""
    chooser = Chooser(Random(f"en {seed}"))
    return worded_en(chooser.asks(), chooser)


def worded_en(asks: Asks, chooser: Chooser) -> tuple[str, Truth]:
    """English words for what is asked, and what the reader should make of them."""
    return _Words(chooser).prompt(asks), truth_en(asks)


def truth_en(asks: Asks) -> Truth:
    """What the reader should make of it."""
    keys = [canonical_noun(one.word.one) for one in asks.heroes]
    link = (asks.relation, canonical_noun(asks.other.word.one)) if asks.relation and asks.other else None
    verb = asks.posture[0] if asks.posture else asks.action[0] if asks.action else None
    if asks.ridden is not None:
        verb = "riding"
    things = [_thing(one, link, verb) for one in asks.heroes]
    things += [_thing(one, ("on", keys[0])) for one in asks.worn]
    things += [_thing(asks.held, ("held", keys[0]))] if asks.held else []
    things += [_thing(asks.ridden, ("ridden", keys[0]))] if asks.ridden else []
    things += [_thing(asks.other)] if asks.other else []
    things += [_thing(asks.companion, ("beside", keys[0]))] if asks.companion else []
    airs = tuple(one.asks for one in asks.airs)
    return Truth(tuple(things), asks.setting and asks.setting.asks, airs, asks.style and asks.style[0])


def _thing(one: Asked, link: tuple[str, str] | None = None, action: str | None = None) -> Thing:
    attributes, color = (one.adjective[0],) if one.adjective else (), one.color[0] if one.color else None
    return Thing(canonical_noun(one.word.one), one.count, color, attributes, action, link)


class _Words:
    """Finds English words for what is asked."""

    def __init__(self, chooser: Chooser) -> None:
        self.chooser = chooser

    def prompt(self, asks: Asks) -> str:
        """The whole prompt."""
        first: list[str] = []
        behind: list[str] = []
        for said in (asks.setting, *asks.airs):
            if said is not None and self.chooser.chance(0.3) and not first:
                first.append(self.chooser.of(said.en_first))
            elif said is not None:
                behind.append(self.chooser.of(said.en))
        sentence = self._sentence(asks, fronted=bool(first))
        text = f"{first[0]}, {sentence}" if first else sentence
        for words in behind:
            text += f"{self.chooser.of((' ', ' ', ', '))}{words}"
        if asks.companion is not None:
            text += self._companion(asks.companion)
        text = self._led_in(self._styled(text, asks), led=bool(first))
        return text[0].upper() + text[1:] + "." if self.chooser.chance(0.25) else text

    def _sentence(self, asks: Asks, *, fronted: bool) -> str:
        heroes = self._list([self.phrase(one) for one in asks.heroes])
        parts: list[str] = []
        if asks.worn:
            parts.append(self._worn(asks))
        if asks.held is not None:
            parts.append(
                f"{self.chooser.of(('holding', 'carrying', 'who is holding', 'that holds'))} {self.phrase(asks.held)}"
            )
        many = sum(one.count for one in asks.heroes) > 1
        verb = asks.posture[0] if asks.posture else asks.action[0] if asks.action else ""
        if asks.ridden is not None:
            verb = f"riding {self.phrase(asks.ridden)}"
        place = ""
        if asks.relation and asks.other:
            place = f"{self.chooser.of(_PLACES[asks.relation])} {self.phrase(asks.other)}"
        does = " ".join(part for part in (verb, place) if part)
        if fronted and verb and self.chooser.chance(0.5):
            does = f"{'are' if many else 'is'} {does}"
        if fronted and not verb and place and self.chooser.chance(0.3):
            return f"there {'are' if many else 'is'} {heroes} {' '.join([*parts, does])}".strip()
        if len(parts) == 2:
            parts = [f"{parts[0]} and {parts[1]}"]
        joint = self.chooser.of((" ", " ", ", ")) if parts and does.startswith(("is ", "are ")) is False else " "
        return joint.join(part for part in (" ".join([heroes, *parts]), does) if part)

    def _worn(self, asks: Asks) -> str:
        clothes = self._list([self.phrase(one) for one in asks.worn])
        leads = ["wearing", "wearing", "with", "that is wearing", "who wears", "that wears"]
        if all(one.word.key in _GARMENTS for one in asks.worn):
            leads.append("in")
        return f"{self.chooser.of(leads)} {clothes}"

    def _companion(self, one: Asked) -> str:
        phrase = self.phrase(one)
        return self.chooser.of(
            (f", with {phrase} beside it", f", next to {phrase}", f" and {phrase} next to it", f", {phrase} beside it")
        )

    def _list(self, phrases: list[str]) -> str:
        if len(phrases) == 1:
            return phrases[0]
        return f"{', '.join(phrases[:-1])} {self.chooser.of(('and', 'and', '&'))} {phrases[-1]}"

    def phrase(self, one: Asked) -> str:
        """A noun phrase."""
        words = [one.adjective[0] if one.adjective else "", one.color[0] if one.color else ""]
        described = [word for word in words if word]
        if one.count > 1:
            return " ".join([self.chooser.of(_NUMBERS[one.count]), *described, one.word.many])
        if one.word.one.startswith("pair of "):
            lead, noun = self.chooser.of((("", one.word.many), ("a pair of", one.word.many)))
            return " ".join(word for word in (lead, *described, noun) if word)
        text = " ".join([*described, one.word.one])
        return f"{'an' if text[0] in 'aeiou' else 'a'} {text}"

    def _styled(self, text: str, asks: Asks) -> str:
        if asks.style is None:
            return text
        style = self.chooser.of(asks.style[1])
        forms = [
            f"{text}, {style} style",
            f"{text} in {style} style",
            f"{style} style, {text}",
            f"{text}, in the style of {style}",
        ]
        if asks.style[0] != "van-gogh":
            forms += [f"{text}, {style}", f"a {style} of {text}", f"{style}: {text}", f"{text}, as a {style}"]
        return self.chooser.of(forms)

    def _led_in(self, text: str, *, led: bool) -> str:
        if led or not self.chooser.chance(0.3):
            return text
        return f"{self.chooser.of(('draw ', 'please draw ', 'Draw me ', 'can you paint ', 'I want ', 'a picture of ', 'generate an image of '))}{text}"
