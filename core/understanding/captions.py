"""Captions over the whole picture, as memes have: "top text “A”, bottom text “B”", 上面写“A”，下面写“B”, 配文“C”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from core.asking import ENDS, PLEASE, PLEASE_ZH
from core.catalogue import action
from core.language import Language
from core.pipeline import Action
from core.understanding.interface import Context
from core.writing import Writing, writing_in

_QUOTED: Final = r"[\"“'‘「『]\s*(?P<words>[^\"”’」』]{1,80}?)\s*[\"”'’」』]"
_CALLED: Final = r"(?:text|captions?|titles?|lettering|writing|words?|line)"
_SAYS: Final = r"(?:\s*[:=]\s*|\s+(?:that )?(?:is|says?|saying|reads?|reading|(?:should|to) (?:say|be|read)|to)\s+|\s+)"
_IT: Final = r"(?:it|the (?:picture|image|photo|meme))"
_BESIDE: Final = "最上面|上面|上方|上边|顶部|最下面|下面|下方|下边|底部|底下"
_PLACED: Final = tuple(
    re.compile(rf"(?:(?:^|[,;，；。、.]|\b(?:and|with|the|put|add|write)\b)\s*)*{one}", re.IGNORECASE)
    for one in (
        rf"(?<!\w)(?P<where>top|upper|bottom|lower)(?: {_CALLED})?{_SAYS}{_QUOTED}",
        rf"(?<!\w)(?P<where>top|upper|bottom|lower) {_CALLED}{_SAYS}"
        r"(?P<words>[^\"“”,;]{1,60}?)(?=[,;.!?]|$| and (?:the )?(?:top|bottom))",
        rf"{_QUOTED}\s+(?:at|on|in|across|along) (?:the )?(?:very )?(?P<where>top|bottom)(?: of {_IT})?",
        rf"(?:{PLEASE_ZH}|在|再|和)*(?P<where>{_BESIDE})的?(?:文?字|配文)?(?:写着?|写上|是|加上?|配|为)?[:：]?\s*{_QUOTED}",
    )
)
"""Captions that say where they stand."""
_ANYWHERE: Final = tuple(
    re.compile(rf"(?:[,;，；。、.\s]|\b(?:and|with|add|put|the|an?)\b)*{one}", re.IGNORECASE)
    for one in (
        rf"\b(?:caption(?:ed)?|meme text)(?: it| them)?{_SAYS}{_QUOTED}",
        rf"(?:配文|配字|文案|字幕)(?:写着?|是|为)?[:：]?\s*{_QUOTED}",
        r"(?:配文|配字|文案|字幕)(?:是|为|[:：])\s*(?P<words>[^“”，。]{1,30})",
    )
)
_MEME: Final = re.compile(
    rf"^{PLEASE}(?:(?:make|create|draw|generate|do|give)\s+(?:me |us )?)?(?:(?:an?|the|another) )?"
    rf"(?:(?:funny|silly|new|cute|cool|good|simple|nice) )?meme\b"
    rf"(?:\s*[:,-]\s*|\s+(?:of|with|about|where|showing)\s+)?|^(?:{PLEASE_ZH}|给我)*(?:做|画|来|生成)?[一]?[个张]?(?:表情包|梗图)[:：，,的]?",
    re.IGNORECASE,
)
_NOTHING: Final = re.compile(
    rf"{PLEASE}(?:(?:write|put|add|make|have|caption|it|this|that|a|the|meme|into|with|and|text|on|to|of|picture|photo|image)\b|\W)*"
    rf"|(?:{PLEASE_ZH}|把|给|在|这|张|图|照片|图片|上|写|加|字|文|做成|表情包|\W)*",
    re.IGNORECASE,
)
_WHICH: Final = r"(?P<where>top|upper|bottom|lower)"
_OTHER_WORDS: Final = re.compile(
    rf"{PLEASE}(?:(?:change|make|set|turn|let|have)\s+)(?:(?:the|its) )?(?:{_WHICH} )?{_CALLED}{_SAYS}"
    rf"(?:{_QUOTED}|(?P<bare>[^\"“”]{{1,60}}?)){ENDS}"
    rf"|{PLEASE}(?:make|let|have) {_IT} (?:say|read) [\"“]?(?P<say>[^\"”]{{1,60}}?)[\"”]?{ENDS}"
    rf"|(?:{PLEASE_ZH}|把|将)*(?P<han>{_BESIDE})?的?(?:文?字|配文|文案|字幕|内容)(?:改成|换成|改为|变成)\s*[“\"]?(?P<zh>[^“”\"，。]{{1,30}}?)[”\"]?[。！吧]*",
    re.IGNORECASE,
)
_GONE: Final = re.compile(
    rf"{PLEASE}(?:no|remove|delete|erase|lose|drop|without|take (?:away|off|out)|get rid of)(?: (?:the|all|any|that))*"
    rf"(?: {_WHICH})? {_CALLED}{ENDS}"
    rf"|(?:{PLEASE_ZH}|把|将)*(?:去掉|删掉|删除|不要|拿掉|去除)(?P<han>{_BESIDE})?的?(?:那?些|所有的?)?(?:文?字|配文|文案|字幕)了?[。！吧]*"
    rf"|(?:{PLEASE_ZH}|把|将)+(?P<zh>{_BESIDE})?的?(?:那?些|所有的?)?(?:文?字|配文|文案|字幕)(?:去掉|删掉|删除|去除|拿掉)[。！吧]*",
    re.IGNORECASE,
)

_MEME_OF: Final = re.compile(r"(?<=[a-z]) meme\b(?= with|[,:]|$)", re.IGNORECASE)

_EDGE: Final = re.compile(rf"\b(?:top|bottom)\b|{_BESIDE}", re.IGNORECASE)


@dataclass(frozen=True)
class Captions:
    """Captions that a text asks for, as instructions, and the text without them."""

    rest: str
    edits: tuple[Action, ...]
    alone: bool
    """Whether nothing is left of the text that asks for anything."""


def captions(text: str, language: Language) -> Captions | None:
    """The captions that `text` asks for: two by their places, or any of what it calls a caption or a meme."""
    meme = _MEME.match(text)
    rest, found = text[meme.end() :] if meme else _MEME_OF.sub("", text), list[tuple[str, str]]()
    for pattern in (*_PLACED, *_ANYWHERE):
        placed = pattern in _PLACED
        while (one := pattern.search(rest)) is not None:
            found.append((_place(one["where"]) if placed else "bottom", one["words"].strip()))
            rest = rest[: one.start()] + rest[one.end() :]
    called = meme or _MEME_OF.search(text) or any(one.search(text) for one in _ANYWHERE)
    if not found or not (called or len({place for place, _ in found}) > 1):
        return None
    drawn = ("画" if language is Language.ZH else "draw ") if meme else ""
    alone = _NOTHING.fullmatch(rest) is not None
    return Captions(drawn + rest.strip(" ,，.。;"), tuple(caption(*one, language) for one in found), alone)


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
        return (caption(_of(held, where)[-1].place if not where else _place(where), words, context.language),)
    return ()


def _of(held: list[Writing], where: str | None) -> list[Writing]:
    return [one for one in held if one.place == _place(where)] if where else held


def _place(where: str) -> str:
    return "top" if where.lower() in {"top", "upper"} or re.match("最?上|顶", where) else "bottom"


def at_edge(text: str) -> bool:
    """Whether what `text` asks to have written is to stand at the top or the bottom of the picture."""
    return _EDGE.search(text) is not None


def caption(place: str, words: str, language: Language) -> Action:
    """What writes `words` over the picture, at its top or bottom."""
    if language is Language.ZH:
        return action("edit", instruction=f"在{'上面' if place == 'top' else '下面'}写“{words}”")
    return action("edit", instruction=f'write "{words}" at the {place}')
