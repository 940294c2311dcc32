"""What is told of a thing by a number: the hour on a clock, the candles on a cake."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

import skia

from core.scene.model import Subject
from gpuserver.engines.illustrator.color import INK
from gpuserver.engines.illustrator.nouns import drawing_of
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.shapes import circle, line, rect, taper, transformed
from gpuserver.engines.illustrator.spots import Spot
from gpuserver.engines.illustrator.wear import matrix_of
from gpuserver.raster.svg_path import parse_path

_HOURS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HAN: Final = "零一二三四五六七八九"
_PARTS: Final = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "半": 30, "一刻": 15, "三刻": 45}
_ENGLISH: Final = re.compile(
    r"(?:(?P<part>half|quarter|five|ten|twenty) (?P<way>past|to) )?"
    rf"(?P<hour>\d{{1,2}}|{'|'.join(_HOURS)}|midnight|noon)"
    r"(?::(?P<minute>\d\d))?(?: ?o['’]?clock| ?[ap]\.?m\.?)?"
)
_CHINESE: Final = re.compile(r"(?P<hour>\d{1,2}|[一二两三四五六七八九十]{1,2})点(?P<part>半|一刻|三刻)?[整钟]?")
_CANDLES: Final = re.compile(r"(\d+) candles")
_MOST_CANDLES: Final = 24
_COLORS: Final = ("#7CC4D8", "#F08A9B", "#F2C14E", "#8FBF7A", "#A98BD0")
_FLAME: Final = "M0 -70 C26 -34 30 -8 0 4 C-30 -8 -26 -34 0 -70 Z"


@dataclass(frozen=True)
class Particulars:
    """What is told of one thing by numbers; None and 0 where nothing is."""

    hour: float | None = None
    """What a clock shows, 0..12."""
    candles: int = 0


def hour_in(text: str) -> float | None:
    """The hour that a text names, 0..12: "half past nine" is 9.5; None for other texts."""
    words = text.lower().strip()
    if found := _ENGLISH.fullmatch(words):
        number = found["hour"]
        hour = (
            float(number)
            if number.isdecimal()
            else 12.0
            if number in {"midnight", "noon"}
            else _HOURS.index(number) + 1.0
        )
        part = int(found["minute"] or 0) + (_PARTS[found["part"]] if found["part"] else 0) * (
            -1 if found["way"] == "to" else 1
        )
        return (hour + part / 60) % 12
    if found := _CHINESE.fullmatch(words):
        hour = float(found["hour"]) if found["hour"].isdecimal() else _han(found["hour"])
        return (hour + _PARTS.get(found["part"] or "", 0) / 60) % 12
    return None


def _han(word: str) -> float:
    """A Chinese number up to twelve."""
    ones = word.removeprefix("十")
    return (10.0 if ones != word else 0.0) + (_HAN.index(ones.replace("两", "二")) if ones else 0)


def with_candles(cake: Subject, candles: Subject) -> Subject:
    """The cake with as many candles as were counted; the cake itself where the two are something else."""
    if drawing_of(cake) != "cake" or drawing_of(candles) != "candle":
        return cake
    return cake.model_copy(update={"attributes": (*cake.attributes, f"{min(candles.count, _MOST_CANDLES)} candles")})


def particulars_of(subject: Subject, says: str) -> Particulars:
    """What the words for a thing, and the text on it, tell by numbers."""
    if drawing_of(subject) in {"clock", "watch"}:
        return Particulars(hour=hour_in(says)) if says else Particulars()
    counted = next((found for word in subject.attributes if (found := _CANDLES.fullmatch(word))), None)
    return Particulars(candles=int(counted[1])) if counted else Particulars()


def tells_by_number(word: str) -> bool:
    """Whether an attribute is what `with_candles` put there."""
    return _CANDLES.fullmatch(word) is not None


def shown(items: list[Item], told: Particulars, spot: Spot) -> list[Item]:
    """The items of a figure with the hands and the candles that were asked for in the place of its own."""
    if told.hour is not None and "dial" in spot.artwork.anchors:
        return [*(item for item in items if "hands" not in item.ids), *_hands(told.hour, spot)]
    if told.candles and "candles" in spot.artwork.anchors:
        return [*(item for item in items if not item.ids & {"candle", "flame"}), *_candles(told.candles, spot)]
    return items


def _hands(hour: float, spot: Spot) -> list[Item]:
    dial, side = spot.artwork.anchors["dial"], -1 if spot.flip else 1  # a clock in a mirror still goes right
    out: list[Item] = []
    for turn, long, wide in ((hour / 12, 0.5, 0.11), (hour % 1, 0.78, 0.08)):
        x, y = side * math.sin(2 * math.pi * turn), -math.cos(2 * math.pi * turn)
        start = (dial.x - 0.1 * dial.r * x, dial.y - 0.1 * dial.r * y)
        hand = taper(
            line(start, (dial.x + long * dial.r * x, dial.y + long * dial.r * y)), (wide * dial.r, 0.6 * wide * dial.r)
        )
        out.append(_put(hand, INK, "ink", spot, "hands"))
    return [*out, _put(circle(dial.x, dial.y, 0.09 * dial.r), "#EF6351", "body", spot, "hands")]


def _candles(count: int, spot: Spot) -> list[Item]:
    top = spot.artwork.anchors["candles"]
    wide = min(34.0, 1.4 * top.r / count)
    out: list[Item] = []
    for at in range(count):
        share = 0.5 if count == 1 else at / (count - 1)
        x, y = top.x + (2 * share - 1) * top.r, top.y + 14 * math.sin(math.pi * share)
        tall = 128 + 12 * (at % 2)
        color = _COLORS[at % len(_COLORS)]
        out.append(_put(rect(x - wide / 2, y - tall, wide, tall, 0.3 * wide), color, "candle", spot, "candle"))
        flame = transformed(parse_path(_FLAME), skia.Matrix.MakeAll(wide / 34, 0, x, 0, 0.9, y - tall - 6, 0, 0, 1))
        out.append(_put(flame, "#FFC64A", "flame", spot, "flame"))
    return out


def _put(path: skia.Path, color: str, cls: str, spot: Spot, name: str) -> Item:
    form = "none" if cls in {"flame", "ink"} else "soft"
    return Item(
        transformed(path, matrix_of(spot)), color, form=form, cls=cls, id=name,
        ids=frozenset({name, spot.artwork.name}), casts=False,
    )  # fmt: skip
