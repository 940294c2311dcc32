"""Captions over a whole picture, as memes have: "top text “A”, bottom text “B”", 上面写“A”，下面写“B”, 配文“C”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from core.asking import PLEASE, PLEASE_ZH
from core.catalogue import action
from core.lexicon import is_chinese
from core.pipeline import Action
from core.writing import BESIDE, QUOTED, Writing, place_of

CALLED: Final = r"(?:text|captions?|subtitles?|titles?|lettering|writing|words?|line)"
SAYS: Final = r"(?:\s*[:=]\s*|\s+(?:that )?(?:is|says?|saying|reads?|reading|(?:should|to) (?:say|be|read)|to)\s+|\s+)"
EDGE: Final = r"(?P<where>top|upper|bottom|lower)"
PICTURE: Final = r"(?:it|the (?:picture|image|photo|meme))"
_AT_EDGE: Final = rf"(?:at|on|in|across|along) (?:the )?(?:very )?(?P<where>top|bottom)(?: of {PICTURE})?"
_PLACED: Final = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"(?<!\w)(?P<called>){EDGE} {CALLED}{SAYS}{QUOTED}",
        rf"(?<!\w)(?P<called>){CALLED} {_AT_EDGE}{SAYS}{QUOTED}",
        rf"(?<!\w){EDGE}{SAYS}{QUOTED}",
        rf"(?<!\w){EDGE} {CALLED}{SAYS}(?P<words>[^\"“”,;]{{1,60}}?)(?=[,;.!?]|$| and (?:the )?(?:top|bottom))",
        rf"{QUOTED}\s+{_AT_EDGE}",
        rf"(?:{PLEASE_ZH}|在|再|和){{0,4}}(?P<where>{BESIDE})的?(?:文?字|配文)?(?:写着?|写上|是|加上?|配|为)?[:：]?\s*{QUOTED}",
    )
)
"""Captions that say where they stand."""
_ANYWHERE: Final = tuple(
    re.compile(rf"(?P<called>){one}", re.IGNORECASE)
    for one in (
        rf"\b(?:caption(?:ed)?|meme text)(?: it| them)?{SAYS}{QUOTED}",
        rf"(?:配文|配字|文案|字幕)(?:写着?|是|为)?[:：]?\s*{QUOTED}",
        r"(?:配文|配字|文案|字幕)(?:是|为|[:：])\s*(?P<words>[^“”，。]{1,30})",
    )
)
_OF_A_MEME: Final = re.compile(
    rf"(?:that (?:says|reads)|saying|with (?:the )?{CALLED}(?: saying)?):?\s*{QUOTED}", re.IGNORECASE
)
"""What a meme says, and what stands on a thing in any other picture."""
_STOPS: Final = " ,;，；。、."
_JOINS: Final = frozenset({"and", "with", "plus", "the", "a", "an", "put", "add", "write"})
_MEME_FIRST: Final = re.compile(
    rf"{PLEASE}(?:(?:make|create|draw|generate|do|give)\s+(?:me |us )?)?(?:(?:an?|the|another) )?"
    rf"(?:(?:funny|silly|new|cute|cool|good|simple|nice) )?meme\b"
    rf"(?:\s*[:,-]\s*|\s+(?:of|with|about|where|showing)\s+)?|(?:{PLEASE_ZH}|给我)*(?:做|画|来|生成)?[一]?[个张]?(?:表情包|梗图)[:：，,的]?",
    re.IGNORECASE,
)
_MEME: Final = re.compile(r"(?:[,;]\s*)?(?:\b(?:as|into) )?(?:\ban? )?(?<!\bthe )\bmeme\b", re.IGNORECASE)

_MOST: Final = 2000
"""Characters of a text that is searched for captions."""


@dataclass(frozen=True)
class Captions:
    """Captions that a text asks for, and the text without them."""

    rest: str
    written: tuple[Writing, ...] = ()
    meme_of: bool = False
    """Whether `rest` is what a meme is to be of, with no word that asks for a picture."""


def captions(text: str) -> Captions:
    """The captions that `text` asks for: what is called one, what a meme says, or two by their places; and `text`
    without them, and without the word for a picture that has some."""
    if len(text) > _MOST:
        return Captions(text)
    first = _MEME_FIRST.match(text)
    rest = text[first.end() :] if first else _MEME.sub("", text)
    meme, called, found = rest != text, rest != text, list[tuple[str, str]]()
    for pattern in (*_PLACED, *_ANYWHERE, _OF_A_MEME):
        if pattern is _OF_A_MEME and (found or not meme):
            break
        while one := pattern.search(rest):
            said = one.groupdict()
            found.append((said.get("where") or "", one["words"].strip()))
            called = called or "called" in said
            rest = f"{_unjoined(rest[: one.start()])} {rest[one.end() :]}"
    if not (called or len({place_of(where) for where, _ in found}) > 1):
        return Captions(text)
    if len(found) > 1 and not any(where for where, _ in found):
        found[0] = ("top", found[0][1])
    written = tuple(Writing(words, place_of(where)) for where, words in found)
    return Captions(re.sub(r"\s+(?=[,;.]|$)", "", rest).strip(" ,，.。;"), written, first is not None)


def _unjoined(before: str) -> str:
    """What stands before a caption, without the words and stops that join it on: "a duck, with the"."""
    cut = before.rstrip(_STOPS)
    while (word := cut.rpartition(" ")[2]).lower() in _JOINS:
        cut = cut[: -len(word)].rstrip(_STOPS)
    return cut


def caption(writing: Writing, *, chinese: bool) -> Action:
    """What writes words over the picture."""
    words, place = writing.words, writing.place
    if chinese:
        return action("edit", instruction=f"在{ {'top': '上面', 'middle': '中间'}.get(place, '下面') }写“{words}”")
    return action("edit", instruction=f'write "{words}" {"in" if place == "middle" else "at"} the {place}')


def captioned(prompt: str) -> tuple[str, tuple[Action, ...]]:
    """What a new picture is of, and the edits that write its captions over it."""
    said = captions(prompt)
    return said.rest or prompt, tuple(caption(one, chinese=is_chinese(prompt)) for one in said.written)
