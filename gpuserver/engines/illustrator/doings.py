"""Things that are in the words for what somebody does or is: the ball of 踢足球, the camera of a photographer.

Trades have them in trades.txt, one line each: `photographer = camera, held by`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from core.scene import Subject
from core.varieties import variety_named
from gpuserver.engines.illustrator.words import subject_named

_THINGS: Final = (
    (re.compile(r"踢(?:足)?球|(?:playing|kicking) (?:football|soccer)"), "football", "next to the {}"),
    (re.compile(r"打篮球|投篮|playing basketball"), "basketball", "held by the {}"),
    (re.compile(r"弹钢琴|playing (?:the )?piano"), "piano", "next to the {}"),
    (re.compile(r"拉小?提琴|playing (?:the )?violin"), "violin", "held by the {}"),
    (re.compile(r"打鼓|playing (?:the )?drums?"), "drum", "in front of the {}"),
    (re.compile(r"喝着?热?(?:茶|咖啡|奶茶)|drinking (?:some |hot )?(?:tea|coffee|cocoa)"), "cup", "held by the {}"),
    (re.compile(r"包饺子|吃饺子|making dumplings"), "dumpling", "next to the {}"),
    (re.compile(r"吃面|eating noodles"), "noodles", "next to the {}"),
    (re.compile(r"骑(?:自行)?车|骑单车|\bcycl(?:ing|ist)\b|riding bikes?"), "bicycle", "ridden by the {}"),
    (re.compile(r"冲浪|\bsurf(?:ing|er)\b"), "surfboard", "ridden by the {}"),
    (re.compile(r"滑滑板|skateboarding"), "skateboard", "ridden by the {}"),
    (re.compile(r"弹吉他|strumming|playing (?:the |a )?guitar"), "guitar", "held by the {}"),
    (re.compile(r"野餐|\bpicnic"), "basket", "in front of the {}"),
)  # fmt: skip
_TRADES: Final = Path(__file__).with_name("trades.txt")
_TO: Final = re.compile(r"to (?:an?|the|his|her) (.+)", re.IGNORECASE)


def things_done_with(subjects: list[Subject]) -> list[Subject]:
    """The things that the subjects' actions name and that are not among them yet, in their places."""
    there = {subject_named(subject.noun) for subject in subjects}
    out: list[Subject] = []
    for subject in subjects:
        for pattern, thing, place in _THINGS:
            said = f"{subject.noun} {subject.action or ''}".lower()
            if thing not in there and pattern.search(said):
                out.append(Subject(noun=thing, place=place.format(subject.noun)))
                there.add(thing)
        trade = _trade_thing(subject)
        if (
            trade
            and subject_named(trade.noun) not in there
            and not any(_held(one, subject) for one in (*subjects, *out))
        ):
            out.append(trade)
    return out


def _held(thing: Subject, subject: Subject) -> bool:
    place = thing.place or ""
    return subject.noun in place and ("held by" in place or "ridden by" in place)


def _trade_thing(subject: Subject) -> Subject | None:
    """What one of a trade has with them, where their hands are free."""
    variety = variety_named(subject.noun)
    thing, place = _trades().get(variety.name if variety else "", ("", ""))
    return Subject(noun=thing, place=f"{place} the {subject.noun}") if thing and subject.count == 1 else None


@cache
def _trades() -> dict[str, tuple[str, str]]:
    """What belongs to a trade, by its first name, and where it is. Raises ValueError for a malformed file."""
    lines = (line.split(" = ") for line in _TRADES.read_text(encoding="utf-8").splitlines())
    return {name: (thing, place) for name, words in lines for thing, place in [words.split(", ")]}


def with_receivers(subjects: list[Subject]) -> list[Subject]:
    """The subjects with those to whom something goes: the girl of "a flower to a girl"."""
    out: list[Subject] = []
    for subject in subjects:
        given = [found for word in subject.attributes if (found := _TO.match(word)) and subject_named(found.group(1))]
        kept = tuple(word for word in subject.attributes if not any(found.string == word for found in given))
        place = (subject.place or "").replace("next to", "held by")
        out.append(subject.model_copy(update={"attributes": kept, "place": place}) if given else subject)
        out += [Subject(noun=found.group(1), place=f"next to the {subject.noun}") for found in given]
    return out
