"""What a prompt asks for, said apart from the reader, and how a scene that was read falls short of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from core.lexicon import canonical_noun, known_noun
from core.scene.model import Scene, Subject
from core.styles import style_id

_PLACES_EN: Final = (
    ("held", r"held by|in the .+'s (?:hands?|paws?|arms|mouth)$|in"), ("ridden", r"ridden by"),
    ("front", r"in front of"), ("beside", r"next to|beside|near|by|close to|alongside"), ("above", r"above|over"),
    ("on", r"on top of|on|atop"), ("under", r"under|underneath|beneath|below"), ("behind", r"behind"), ("in", r"in|inside"),
)  # fmt: skip
_PLACES_ZH: Final = (
    ("ridden", "骑着|坐着|踩着|滑着|开着"), ("held", "手里|手中|手上|怀里|嘴里"), ("front", "前面|前方|前"),
    ("beside", "旁边|身边|身旁|附近|旁"), ("above", "上方|上空"), ("on", "身上|头上|脖子上|脸上|上面|背上|上"),
    ("under", "下面|底下|下"), ("behind", "后面|身后|背后|后"), ("in", "里面|里|中"),
)  # fmt: skip
_HAND: Final = re.compile(r"'s (?:hands?|paws?|arms|mouth)$")
_PART: Final = re.compile(r"'s (?:head|neck|face|back|hands?|paws?|feet|eyes|nose|arms|mouth)$")


@dataclass(frozen=True)
class Thing:
    """One thing that is asked for, by its key in the lexicon."""

    key: str
    count: int = 1
    color: str | None = None
    attributes: tuple[str, ...] = ()
    action: str | None = None
    """What its action must contain; None where it does nothing that is asked."""
    link: tuple[str, str] | None = None
    """Where it is and beside what: ("on", "sofa"); None where nothing was said."""


@dataclass(frozen=True)
class Truth:
    """Everything that a prompt asks for."""

    things: tuple[Thing, ...]
    setting: str | None = None
    """Pattern of the background."""
    air: tuple[str, ...] = ()
    """Patterns, each of which one detail matches."""
    style: str | None = None


def differences(truth: Truth, scene: Scene) -> list[str]:
    """Each difference as "kind: what was asked / what was read"; none where the scene is what was asked."""
    asked, read = Counter(one.key for one in truth.things), Counter(canonical_noun(one.noun) for one in scene.present)
    out = [f"missing: {key}" for key in asked - read] + [f"extra: {key}" for key in read - asked]
    rest = list(scene.present)
    for thing in truth.things:
        alike = [one for one in rest if canonical_noun(one.noun) == thing.key]
        if alike:
            found = min(alike, key=lambda one: len(_of_thing(thing, one)))
            rest.remove(found)
            out += _of_thing(thing, found)
    return out + _of_neighbours(truth, scene) + _of_surroundings(truth, scene)


def _of_neighbours(truth: Truth, scene: Scene) -> list[str]:
    """What is beside what, whichever of the two it was said of."""
    asked = {frozenset((one.key, one.link[1])) for one in truth.things if one.link and one.link[0] == "beside"}
    links = [(canonical_noun(one.noun), link_of(one.place)) for one in scene.present]
    read = {frozenset((key, link[1])) for key, link in links if link and link[0] == "beside"}
    return [f"link: beside {sorted(pair)}" for pair in map(sorted, asked ^ read)]


def _of_thing(thing: Thing, read: Subject) -> list[str]:
    pairs = [
        ("count", thing.count, read.count), ("color", thing.color, read.color),
        ("attribute", sorted(thing.attributes), sorted(read.attributes)),
        ("link", _but_beside(thing.link), _but_beside(link_of(read.place))),
    ]  # fmt: skip
    out = [f"{kind}: {thing.key} {asked} / {found}" for kind, asked, found in pairs if asked != found]
    if bool(thing.action) != bool(read.action) or (thing.action or "") not in (read.action or ""):
        out.append(f"action: {thing.key} {thing.action} / {read.action}")
    return out


def _of_surroundings(truth: Truth, scene: Scene) -> list[str]:
    background, details = scene.background or "", list(scene.details)
    out: list[str] = []
    if not re.search(truth.setting or "^$", background):
        out.append(f"setting: {truth.setting} / {background}")
    for air in truth.air:
        found = next((one for one in details if re.search(air, one)), None)
        if found is None:
            out.append(f"air: {air} / {details}")
    out += [f"air: nothing / {one}" for one in details if not any(re.search(air, one) for air in truth.air)]
    style = style_id(scene.style or "")
    if style != truth.style:
        out.append(f"style: {truth.style} / {scene.style}")
    other = {"shot": scene.shot, "mood": scene.mood, "palette": scene.palette, "without": scene.without}
    return out + [f"{name}: nothing / {said}" for name, said in other.items() if said]


def _but_beside(link: tuple[str, str] | None) -> tuple[str, str] | None:
    return None if link is not None and link[0] == "beside" else link


def link_of(place: str | None) -> tuple[str, str] | None:
    """A place in the reader's words as a relation and the key of the other thing; None for none."""
    if place is None:
        return None
    for name, words in _PLACES_EN:
        if match := re.fullmatch(rf"(?:{words}) the (?P<other>.+)", place):
            other = match["other"]
            if name == "held" and place.startswith("in the") and not _HAND.search(other):
                continue
            return name, canonical_noun(_PART.sub("", other))
    for name, words in _PLACES_ZH:
        for word in words.split("|"):
            other = place.removeprefix("被").removesuffix(word)
            if place.endswith(word) and known_noun(other):
                return name, canonical_noun(other)
    return "other", place
