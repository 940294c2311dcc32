"""Chinese prompts, made at random, each with what it asks for."""

from __future__ import annotations

from random import Random
from typing import Final

from scene_truth import Thing, Truth
from scene_truth_asks import Asked, Asks, Chooser

from core.lexicon import canonical_noun

_NUMBERS: Final = {1: "一", 2: "两", 3: "三", 4: "四", 5: "五"}
_PLACES: Final = {
    "beside": ("旁边", "旁", "附近"), "behind": ("后面", "背后"), "front": ("前面", "前"), "under": ("下面", "下", "底下"),
    "on": ("上", "上面"), "in": ("里", "里面", "中"),
}  # fmt: skip


def prompt_zh(seed: int) -> tuple[str, Truth]:
    """A prompt and what it asks for."""
    chooser = Chooser(Random(f"zh {seed}"))
    return worded_zh(chooser.asks(), chooser)


def worded_zh(asks: Asks, chooser: Chooser) -> tuple[str, Truth]:
    """Chinese words for what is asked, and what the reader should make of them."""
    return _Words(chooser).prompt(asks), truth_zh(asks)


def truth_zh(asks: Asks) -> Truth:
    """What the reader should make of it."""
    keys = [canonical_noun(one.word.zh) for one in asks.heroes]
    link = (asks.relation, canonical_noun(asks.other.word.zh)) if asks.relation and asks.other else None
    verb = asks.posture[2] if asks.posture else asks.action[1] if asks.action else None
    if asks.ridden is not None:
        verb = asks.ridden.word.verb
    things = [_thing(one, link, verb) for one in asks.heroes]
    things += [_thing(one, ("on", keys[0])) for one in asks.worn]
    things += [_thing(asks.held, ("held", keys[0]))] if asks.held else []
    things += [_thing(asks.ridden, ("ridden", keys[0]))] if asks.ridden else []
    things += [_thing(asks.other)] if asks.other else []
    things += [_thing(asks.companion, ("beside", keys[0]))] if asks.companion else []
    airs = tuple(one.asks for one in asks.airs)
    return Truth(tuple(things), asks.setting and asks.setting.asks, airs, asks.style and asks.style[0])


def _thing(one: Asked, link: tuple[str, str] | None = None, action: str | None = None) -> Thing:
    attributes, color = (one.adjective[1],) if one.adjective else (), one.color[0] if one.color else None
    return Thing(canonical_noun(one.word.zh), one.count, color, attributes, action, link)


class _Words:
    """Finds Chinese words for what is asked."""

    def __init__(self, chooser: Chooser) -> None:
        self.chooser = chooser

    def prompt(self, asks: Asks) -> str:
        """The whole prompt."""
        first = ""
        for said in asks.airs:
            words = self.chooser.of(said.zh)
            first += f"{words}，"
        setting = self.chooser.of(asks.setting.zh) if asks.setting else ""
        text = self._sentence(asks, setting)
        if asks.companion is not None:
            phrase = self.phrase(asks.companion)
            text += self.chooser.of((f"，旁边有{phrase}", f"，旁边是{phrase}", f"，身边跟着{phrase}"))
        text = f"{first}{text}" if self.chooser.chance(0.6) or not first else f"{text}，{first[:-1]}"
        return self._led_in(self._styled(text, asks))

    def _sentence(self, asks: Asks, setting: str) -> str:
        clause, after = self._clauses(asks)
        heroes = self.chooser.of(("和", "和", "与")).join(
            self.phrase(one, clause if at == 0 else "") for at, one in enumerate(asks.heroes)
        )
        place = ""
        if asks.relation and asks.other:
            place = self.phrase(asks.other, bare=self.chooser.chance(0.5)) + self.chooser.of(_PLACES[asks.relation])
        return self._told(heroes, after, place, asks, setting)

    def _told(self, heroes: str, after: str, place: str, asks: Asks, setting: str) -> str:
        does = (
            f"{asks.ridden.word.verb}着{self.phrase(asks.ridden)}"
            if asks.ridden
            else asks.action[1]
            if asks.action
            else ""
        )
        if asks.action and self.chooser.chance(0.4) and not place and not setting:
            does = f"正在{does}"
        form = self.chooser.random.random()
        if place and asks.posture:
            core = f"{heroes}{asks.posture[2]}在{place}" if form < 0.6 else f"{place}{asks.posture[2]}着{heroes}"
        elif place and form < 0.3 and not does:
            core = f"{place}有{heroes}"
        elif place:
            core = f"{heroes}在{place}{does}"
        elif setting and does and form < 0.5:
            return f"{heroes}在{setting}{does}{after}"
        else:
            core = f"{heroes}{does}"
        if not setting:
            return core + after
        if does or place:
            return self.chooser.of((f"{setting}，{core}{after}", f"{core}{after}，在{setting}"))
        return self.chooser.of(
            (
                f"{core}在{setting}{after}",
                f"{setting}有{core}{after}",
                f"{setting}的{core}{after}",
                f"{setting}，{core}{after}",
            )
        )

    def _clauses(self, asks: Asks) -> tuple[str, str]:
        """Clothes and what is held: before the noun with 的, or behind the sentence."""
        worn = [f"{one.word.verb}着{self.phrase(one, bare=self.chooser.chance(0.5))}" for one in asks.worn]
        held = (
            [f"{self.chooser.of((asks.held.word.verb + '着', '手里拿着', '拿着'))}{self.phrase(asks.held)}"]
            if asks.held
            else []
        )
        parts = [*worn, *held]
        if not parts:
            return "", ""
        if len(parts) == 1 and self.chooser.chance(0.5):
            return f"{parts[0]}的", ""
        return "", "".join(f"，{part}" for part in parts)

    def phrase(self, one: Asked, clause: str = "", *, bare: bool = False) -> str:
        """A noun phrase; `bare`: without the number, where that is one."""
        number = "" if bare and one.count == 1 else f"{_NUMBERS[one.count]}{one.word.measure}"
        adjective = f"{one.adjective[1]}的" if one.adjective else ""
        color = ""
        if one.color is not None:
            color = f"{one.color[1]}{'的' if self.chooser.chance(0.6) else ''}"
        described = f"{adjective}{color}"
        if clause and self.chooser.chance(0.4):
            return f"{clause}{number}{described}{one.word.zh}"
        return f"{number}{clause}{described}{one.word.zh}"

    def _styled(self, text: str, asks: Asks) -> str:
        if asks.style is None:
            return text
        style = self.chooser.of(asks.style[2])
        forms = [f"{style}风格，{text}", f"{text}，{style}风格", f"{style}风格的{text}", f"用{style}风格画{text}"]
        if asks.style[0] in {"watercolor", "oil", "mosaic", "paper-cut"}:
            forms += [f"{text}，{style}", f"{style}，{text}"]
        return self.chooser.of(forms)

    def _led_in(self, text: str) -> str:
        if not self.chooser.chance(0.3):
            return text
        return f"{self.chooser.of(('画', '请画', '帮我画', '画一张图：', '我想要', '给我画', '生成一张图片，'))}{text}"
