"""Captions over the picture in play: what is left beside those that are asked for, other words for them, and none."""

from __future__ import annotations

import re
from typing import Final

from core.asking import ENDS, PLEASE, PLEASE_ZH
from core.captions import CALLED, EDGE, PICTURE, SAYS, caption
from core.catalogue import action
from core.language import Language
from core.pipeline import Action
from core.understanding.interface import Context
from core.writing import BESIDE, QUOTED, Writing, place_of, writing_in

_NOTHING: Final = re.compile(
    rf"{PLEASE}(?:(?:write|change|set|put|add|make|have|caption|it|this|that|a|the|meme|into|with|and|text|on|to|of|picture|photo|image)\b|\W)*"
    rf"|(?:{PLEASE_ZH}|把|给|在|这|张|图|照片|图片|上|写|加|字|文|做成|表情包|\W)*",
    re.IGNORECASE,
)
_OTHER_WORDS: Final = re.compile(
    rf"{PLEASE}(?:(?:change|make|set|turn|let|have)\s+)(?:(?:the|its) )?(?:{EDGE} )?{CALLED}{SAYS}"
    rf"(?:{QUOTED}|(?P<bare>[^\"“”]{{1,60}}?)){ENDS}"
    rf"|{PLEASE}(?:make|let|have) {PICTURE} (?:say|read) [\"“]?(?P<say>[^\"”]{{1,60}}?)[\"”]?{ENDS}"
    rf"|(?:{PLEASE_ZH}|把|将)*(?P<han>{BESIDE})?的?(?:文?字|配文|文案|字幕|内容)(?:改成|换成|改为|变成)\s*[“\"]?(?P<zh>[^“”\"，。]{{1,30}}?)[”\"]?[。！吧]*",
    re.IGNORECASE,
)
_GONE: Final = re.compile(
    rf"{PLEASE}(?:no|remove|delete|erase|lose|drop|without|take (?:away|off|out)|get rid of)(?: (?:the|all|any|that))*"
    rf"(?: {EDGE})? {CALLED}{ENDS}"
    rf"|(?:{PLEASE_ZH}|把|将)*(?:去掉|删掉|删除|不要|拿掉|去除)(?P<han>{BESIDE})?的?(?:那?些|所有的?)?(?:文?字|配文|文案|字幕)了?[。！吧]*"
    rf"|(?:{PLEASE_ZH}|把|将)+(?P<zh>{BESIDE})?的?(?:那?些|所有的?)?(?:文?字|配文|文案|字幕)(?:去掉|删掉|删除|去除|拿掉)[。！吧]*",
    re.IGNORECASE,
)


def asks_nothing(rest: str) -> bool:
    """Whether a text without its captions asks for nothing but them: "put ... on it", 给照片……."""
    return _NOTHING.fullmatch(rest) is not None


def recaptioned(context: Context) -> tuple[Action, ...]:
    """Other words for a caption that stands over the picture, or none any more; nothing where none does."""
    held = [found for one in context.instructions if (found := writing_in(one))]
    if not held:
        return ()
    if found := _GONE.fullmatch(context.text):
        gone = _of(held, found["where"] or found["han"] or found["zh"])
        names = [one for one in context.instructions if writing_in(one) in gone]
        return tuple(action("remove_object", object=one) for one in names)
    if found := _OTHER_WORDS.fullmatch(context.text):
        words = next(found[name] for name in ("words", "bare", "say", "zh") if found[name]).strip()
        where = found["where"] or found["han"]
        place = place_of(where) if where else held[-1].place
        return (caption(Writing(words, place), chinese=context.language is Language.ZH),)
    return ()


def _of(held: list[Writing], where: str | None) -> list[Writing]:
    return [one for one in held if one.place == place_of(where)] if where else held
