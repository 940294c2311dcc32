"""From words that were pointed at to the parameters of a pipeline: numbers, turns, colours, ratios (pure rules)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from core.pipeline import ParamValue
from core.understanding.numbers import amount, han_number, number, turn
from core.understanding.trained.labels import CLOSED_OF, ROLES

_ENDS: Final = " \t,.!?;:，。！？；：、~～…\"“”'()（）"
_POINTER: Final = re.compile(
    r"^(?:the|an?|this|that|these|those|any)\s+(?=\S)|^[那这一][个只条张把辆位顶朵棵件块座艘匹头幅束盏架台些](?=\S)|^[那这](?=\S)",
    re.IGNORECASE,
)
_SETTING: Final = re.compile(r"^(?:(?:in|at|on|to|into)\s+)?(?:(?:the|an?)\s+)?(?=\S)|^[在到](?=\S)", re.IGNORECASE)
_WHOLE: Final = frozenset({"instruction", "place"})
"""Roles whose words are kept as they are."""
_RATIO: Final = re.compile(r"(?<!\d)(\d{1,2})\s*(?::|：|x|×|by|to|比)\s*(\d{1,2})(?!\d)")
_RATIO_ZH: Final = re.compile(r"([一二三四五六七八九十]{1,3})比([一二三四五六七八九十]{1,2})")
_SAME: Final = (
    r"\bagain\b|\bsame\b|once more|one more time|another time|other (?:way|direction)|^more\b|too much"
    r"|再来一次|再一次|同样|一样|反过来"
)
_UNITS: Final = re.compile(
    r"(?:\d+(?:\.\d+)?|\b[a-z]+(?:[- ]five)?)\s*(?:%|percent|per ?cent|degrees?)"
    r"|百分之[零一二两三四五六七八九十百]+|[\d零一二两三四五六七八九十百]+度"
)
_TIMES: Final = (
    (r"\bhalf\b|halve|一半|减半", 0.5), (r"\btwice\b|\bdouble\b|两倍|加倍|翻倍", 2.0), (_SAME, 1.0),
)  # fmt: skip
_TAKES: Final = re.compile(
    r"(?:more |different |other )*(?:take|version|variation|variant|picture|image|drawing|option|idea)s?\b"
    r"|(?:不同的)?[张幅种款版]"
)
"""What a number counts that is no thing in the picture."""
_PERCENT: Final = 20.0
_MANY: Final = 4


def params(
    pipeline: str, words: Mapping[str, str], closed: str, text: str, before: float | None = None
) -> dict[str, ParamValue]:
    """The parameters of `pipeline` from the words of its roles, its closed value and the whole text of the request.

    `before` is how much it was the last time: "again", "half of that".
    """
    out: dict[str, ParamValue] = {
        role: found
        for role in ROLES.get(pipeline, ())
        if role != "number" and (found := bare(role, words.get(role, "")))
    }
    told = words.get("number", "").lower()
    if number(told) is None and (found := _UNITS.search(text.lower())):
        told = found.group()  # the number stands with its unit, though it was not pointed at
    closed = closed if closed in CLOSED_OF.get(pipeline, ()) else next(iter(CLOSED_OF.get(pipeline, ("",))))
    match pipeline:
        case "adjust_brightness" | "adjust_contrast":
            size = _again(told, text.lower(), before)
            if size is None and "百分之" not in told:
                size = number(told)
            if size is None:
                size = _PERCENT if _has_digits(text) else amount(told or text.lower(), _PERCENT)
            out["percent"] = _whole(max(0.0, min(100.0, size)) * (-1 if closed == "down" else 1))
        case "adjust_color":
            out["color"] = closed.replace("-", " ")
            if told and (size := number(told)) is not None:
                out["intensity"] = max(0.0, min(1.0, size / 100 if size > 1 else size))
        case "rotate":
            if named := turn(text):
                closed = closed if closed == "180" else closed.replace("ccw", "cw").replace("cw", named)
            again = _again(told, text.lower(), before)
            if again is None and not number(told) and _SLIGHTLY.search(text.lower()):
                again, closed = _SLIGHT_TURN, closed.removesuffix("90")
            out["degrees"] = _whole(_degrees(told, closed, again))
        case "flip" | "outpaint":
            out["direction"] = closed
        case "crop" | "generate":
            if ratio := aspect(text, closed if closed != "-" else "", whole=pipeline == "crop"):
                out["aspect"] = ratio
            if pipeline == "generate" and (many := _count(told, _MANY)):
                out |= _takes(many, told, words.get("prompt", ""), text)
        case "upscale":
            if (factor := number(told)) is not None and 1 < factor <= _MANY:
                out["factor"] = _whole(factor)
        case "vary":
            if many := _count(told, _MANY):
                out["count"] = many
        case "undo":
            if many := _count(told, 100):
                out["steps"] = many
        case "ask":
            out["question"] = text
        case _:
            pass
    return out


def bare(role: str, words: str) -> str:
    """`words` as they stand for a thing: without marks around them, "the", 那个 or 的."""
    words = words.strip(_ENDS)
    if role == "background":
        return _SETTING.sub("", words).strip(_ENDS) or words
    if role in _WHOLE:
        return words
    return _POINTER.sub("", words).removesuffix("的").strip(_ENDS) or words


def aspect(text: str, closed: str, *, whole: bool) -> str:
    """The ratio told in digits, else the closed value."""
    if (found := _RATIO.search(text.lower())) or (found := _RATIO_ZH.search(text)):
        width, height = (int(part) if part.isdecimal() else han_number(part) or 0 for part in found.groups())
        if 0 < width <= 32 and 0 < height <= 32 and (whole or closed):
            return f"{width}:{height}"
    return closed


def _again(told: str, text: str, before: float | None) -> float | None:
    """The amount of the last time, half of it or twice as much, where the words say so and tell no number."""
    if before is None or _has_digits(told or text):
        return None
    for pattern, times in _TIMES:
        if re.search(pattern, told or text):
            return before * times
    return None


_SLIGHTLY: Final = re.compile(r"\b(?:slightly|a (?:little )?bit|a little|a touch|a tad)\b|一点|稍微|略微|一些")
_SLIGHT_TURN: Final = 5.0
"""Degrees of a turn by "a bit"."""


def _degrees(told: str, closed: str, again: float | None) -> float:
    """Degrees counterclockwise, 0 to 360."""
    size = again if again is not None else number(told) if told else None
    if size is None or closed in ("cw90", "ccw90", "180"):
        size = size if size is not None else 180.0 if closed == "180" else 90.0
    size %= 360
    return (360 - size) % 360 if closed in ("cw", "cw90") else size


def _count(told: str, most: int) -> int:
    found = number(told) if told else None
    return int(min(most, found)) if found and found >= 1 else 0


def _takes(many: int, told: str, prompt: str, text: str) -> dict[str, ParamValue]:
    """So many pictures, or one of so many things: "three takes on a dragon", "3 dragons on a hill"."""
    number_and_prompt = re.search(rf"{re.escape(told)}\s*(?={re.escape(prompt)})", text) if told and prompt else None
    if number_and_prompt is None or _TAKES.match(text, number_and_prompt.end()):
        return {"count": many}
    return {"prompt": bare("prompt", number_and_prompt.group() + prompt)}


def _whole(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


def _has_digits(text: str) -> bool:
    return re.search(r"\d", text) is not None
