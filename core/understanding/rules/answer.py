"""Answers to what the system asked or offered last: yes, no, only the first, yes and more."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from core.catalogue import action
from core.face import FACE_SLOTS
from core.pipeline import Action
from core.understanding.rules.clause import Clause
from core.understanding.rules.face import face_in_play
from core.understanding.rules.face_words import Mention, mentions
from core.understanding.rules.objects import read_objects
from core.understanding.rules.photo import read_photo
from core.understanding.rules.scene import read_setting

_AH: Final = r"^(?:(?>oo+h+|oh|h+m+|m+h*m*|ah+|aw+|haha?|lol|well|right|great|nice|cool|wow|hey|ok(?:ay)?|alright|嗯+|哈+|哇|啊|哦)(?![a-z])[\s,.!，。！]*)*+"
_YES: Final = re.compile(
    rf"{_AH}(?:yes+|yea+h*|yep|yup|ya+h?|sure|please(?: do)?$|do (?:it|that|so|both|them|all)|go (?:ahead|on|for it)|sounds? (?:good|great|nice|perfect|like a plan)|why not|absolutely|"
    r"of course|definitely|certainly|totally|(?:good|great|nice|lovely) idea|love (?:it|that)|let'?s (?:do|try|see|go|have)(?: (?:it|that|both|them|for it))?|(?:that|it|which)(?:'d| would|'s| is|'ll)? (?:be |look )?(?:works?|nice|great|good|lovely|cute|cool|fun|perfect|fine|better)|"
    r"try (?:it|that|both|them)|add (?:it|that|them|both)\b|give (?:it|that|her that|him that) (?:a try|a go|to)|gladly|exactly|both\b|all of (?:it|them)|(?:he|she|it|they) (?:can|should|may|could)\b|make it so|i(?:'d| would) (?:like|love) (?:that|it|to)|works for me|why yes|a touch of|y\b|"
    r"好|行|可以|对|是的|要(?!不)|来(?!一)|试试|当然|没问题|都要|两个都|加(?:上)?吧|弄吧|就这|听你的|同意|成$|必须|嗯)"
)
_WEAK: Final = re.compile(
    r"^(?:(?:ok(?:ay)?|alright|right|fine|great|cool|mm+)\b[\s,.!…]*)+(?:that works)?$|^(?:好|嗯|行)[的吧啊呀]*[.。!！]*$|\bworks\b"
)
_NO: Final = re.compile(
    rf"{_AH}(?:no\b|nope|nah|not\b|never|rather not|don't|no thanks|neither|none|skip|i'm good|leave it|不|别|算了|没|免|先不|暂时不)"
)
_TRAILING_YES: Final = re.compile(r"[,.] ?(?:yes|please|sure|yeah|ok)[.!]*$|[，,](?:好的?|可以|行|要)[。！]?$")
_ONLY: Final = re.compile(r"\b(?:only|just)\b|\bnot the\b|只|就")
_FIRST: Final = re.compile(r"\b(?:first|former)\b|第一|前(?:面|一)个?")
_LAST: Final = re.compile(r"\b(?:second|latter|last|other)\b|第二|后(?:面|一)个?")
_QUESTION: Final = re.compile(
    r"[^.!?。！？]*[?？]|[^.!?。！？]*\b(?:i could|i can|we could|maybe|perhaps|suggest|you could|let me know|want me)\b[^.!?。！？]*|[^.!?。！？]*(?:我可以|还可以|也可以|要不)[^.!?。！？]*"
)
_OPEN: Final = re.compile(r"\b(?:what|which|any(?:thing)?|how would|where|who|else)\b|什么|哪|怎么|还有|别的|其他")
"""A question that names no one thing to say yes to."""
_POINTS: Final = re.compile(r"\b(?:it|that|this|them|one|both|so)\?$|\btry (?:it|that|them)\b|试试(?:看|吗|$)|这样")
_OFFER: Final = re.compile(
    r"^.*?(?:do (?:you|we)(?: also)? (?:want|wish|need|like)(?: me)?(?: to)?|would you (?:also )?(?:like|want|prefer)(?: me)?(?: to)?|shall (?:i|we)|should (?:i|we|it|they)|(?:may|can|could) (?:i|we)|how about|what about|want me to|want to|interested in|perhaps|maybe|要不要|需不需要|想不想|需要|是否|要我|可以|要)\s*(?:also |see |try(?:ing)? |have |to |some |with |给(?:他|她|它)|试试|我|把)*"
)


@dataclass(frozen=True)
class Answer:
    """What an answer accepts. `rest` says whether the turn may ask for more than that."""

    actions: tuple[Action, ...]
    rest: bool


def read_answer(clause: Clause, whole: str) -> Answer | None:
    """The offer that `whole` accepts; None when it accepts none."""
    context = clause.context
    if _NO.match(whole) or len(whole) > 200:
        return None
    pending = context.pending.suggestion
    offered = _offered_values(clause) if pending is None else []
    accepts = bool(_YES.match(whole) or _TRAILING_YES.search(whole))
    accepts = accepts or bool(re.search(r"(?:^|[.!,] )(?:do|add|try|use|take) (?:it|that|both|them)\b", whole))
    if offered:
        chosen = _chosen(offered, whole, accepts=accepts)
        return Answer((_edit(chosen),), rest=True) if chosen else None
    if not accepts:
        return Answer((pending,), rest=False) if pending and _WEAK.match(whole) else None
    if pending is not None:
        return Answer((pending,), rest=True)
    read = _offered_action(clause)
    return Answer(read, rest=True) if read else None


def _offer(clause: Clause) -> str:
    if not clause.context.turns:
        return ""
    said = clause.context.turns[-1].system.lower()[-600:]
    found = [match.group().strip() for match in _QUESTION.finditer(said)]
    if not found or _OPEN.search(found[-1]):
        return ""
    if _POINTS.search(found[-1]):
        return said
    return " ".join(one for one in found[-2:] if not _OPEN.search(one))


def _offered_values(clause: Clause) -> list[Mention]:
    """The face values that the system's last question names and that are not in force."""
    if not face_in_play(clause):
        return []
    held = {value for values in (clause.context.face or {}).values() for value in values}
    text = _offer(clause)
    spoken = clause.context.turns[-1].system.lower() if clause.context.turns else ""
    return [one for one in mentions(text, colors="hair" in spoken or "发" in spoken) if one.value not in held]


def _chosen(offered: list[Mention], whole: str, *, accepts: bool) -> list[Mention]:
    named = _named(offered, whole)
    if _ONLY.search(whole) and named and len(named) < len(offered):
        return named
    if len(offered) > 1 and re.search(r"\bone\b|个", whole):
        if _FIRST.search(whole):
            return offered[:1]
        if _LAST.search(whole):
            return offered[-1:]
    if not accepts and not _WEAK.search(whole):
        return []
    return offered


def _named(offered: list[Mention], whole: str) -> list[Mention]:
    """Those of the offered values that the answer points to, by value or by the part of the face."""
    values = {one.value for one in mentions(whole, colors=True)}
    parts = {
        "hair_color": r"\bhair\b|colou?r|头发|发色|颜色",
        "expression": r"expression|face|表情",
        "makeup": r"make-?up|妆",
        "hair": r"beard|胡",
    }
    return [one for one in offered if one.value in values or re.search(parts[one.slot], whole)]


def _edit(chosen: list[Mention]) -> Action:
    values: dict[str, list[str]] = {}
    for slot in FACE_SLOTS:
        if found := [one.value for one in chosen if one.slot == slot]:
            values[slot] = found
    return action("edit_face", set=values)


def _offered_action(clause: Clause) -> tuple[Action, ...] | None:
    """What the system's last question offers, read as if the user had asked for it."""
    text = _OFFER.sub("", _offer(clause).rpartition("?")[0] or _offer(clause)).strip(" ,，吗?？")
    if not text:
        return None
    offered = Clause(text, replace(clause.context, turns=()), text)
    for read in (read_photo, read_objects, read_setting):
        found = read(offered)
        if found and len(found) == 1 and found[0].pipeline != "edit":
            return found
    return None
