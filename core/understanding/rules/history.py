"""Requests about the way: undo, redo, start over, another take, the same again."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import CATALOGUE, action
from core.pipeline import Action, Kind
from core.understanding.rules.clause import Clause
from core.understanding.rules.numbers import number

_UNDO: Final = re.compile(
    r"\b(?:undo|revert|roll ?back|go back|step back|take (?:that|it|this) back|back (?:one|two|three|\d+)? ?(?:steps?|edits?|changes?)|previous (?:one|version|picture|image)|ctrl ?z|as it was|before that)\b|撤[销回]|上一[步稿版张]|回退|退回|返回|还原|恢复(?:到|成)?(?:之前|上一|原来)|后退|回到(?:上|之前)|倒回"
)
_REDO: Final = re.compile(
    r"\b(?:redo(?! (?:it )?(?:in|as|with))|bring (?:it|that) back|undo the undo|put (?:it|that) back|reapply|step forward|go forward)\b|重做|恢复(?:撤销|刚才|回来|一下)?$|前进|取消撤[销回]"
)
_RESET: Final = re.compile(
    r"\b(?:reset|start (?:over|again|afresh|from scratch)|clear (?:everything|all|the (?:chat|canvas))|begin again|new conversation|scrap (?:it|everything|all)|forget everything|wipe (?:everything|it all))\b|重新开始|从头(?:再)?来|清空|全部(?:清除|重来)|重置|推倒重来"
)
_VARY: Final = re.compile(
    r"\b(?:vary|variations?|another (?:one|version|take|try|variant)|different (?:version|take|one)|other (?:versions?|options?|takes)|more (?:like (?:this|that)|options|versions)|try again|again but different|one more time|reroll|regenerate)\b|换一[幅张个]|再来[一几两三四]?[幅张个]|别的版本|变体|另一个版本|重新生成|再画一[幅张遍]|多来几[幅张]"
)
_AGAIN: Final = re.compile(
    r"^(?:(?:a (?:little|bit|tad) )?(?:more|less)(?: of (?:that|it|this))?|again|once more|even more|(?:some )?more please|(?:(?:do|make) (?:it|that) )?again|keep going|further|\d+ ?%? ?(?:more|less)|half as much|twice as much|(?:not )?(?:that|so) much|(?:a (?:little|bit) )?too much|再(?:来)?(?:一[次点些]|多?一?[点些])|多一[点些]|少一[点些]|更多|继续|还要|再\S{0,3}\d+\S{0,3})[.!]*$"
)
_LESS: Final = re.compile(r"\b(?:less|too much|not (?:so|that) much|half)\b|少|太多|过头")
_REPEATED: Final = frozenset(
    {"adjust_brightness", "adjust_contrast", "adjust_color", "rotate", "upscale", "outpaint", "vary", "crop", "flip"}
)


def read_history(clause: Clause) -> tuple[Action, ...] | None:
    """The move along the versions that `clause` asks for."""
    text = clause.raw
    if len(text) > 90:
        return None
    if _RESET.search(text):
        return (action("reset"),)
    if _REDO.search(text) and (clause.context.can_redo or "redo" in text or "重做" in text):
        return (action("redo"),)
    if _UNDO.search(text) and not re.search(r"background to|背景换", text):
        steps = number(re.sub(r"\b(?:first|second|third|once)\b|上一[步稿版张]|一下", "", text))
        return (action("undo", steps=int(steps)),) if steps and 1 < steps <= 100 else (action("undo"),)
    if _VARY.search(text) and clause.has_picture:
        count = number(re.sub(r"\b(?:one|once|another one)\b|一[幅张个]", "", text))
        return (action("vary", count=int(count)),) if count and 1 < count <= 4 else (action("vary"),)
    return None


def read_again(clause: Clause) -> tuple[Action, ...] | None:
    """ "More", "again", "a bit less": the last action of the picture, with the amount that is asked now."""
    if not clause.has_picture or not (_AGAIN.match(clause.text) or _AGAIN.match(clause.raw)):
        return None
    last = _last_change(clause)
    if last is None:
        return None
    if last.pipeline in {"adjust_brightness", "adjust_contrast"}:
        return (action(last.pipeline, percent=_percent(clause.text, last.number("percent"))),)
    if last.pipeline in _REPEATED:
        return (last,)
    return None


def _last_change(clause: Clause) -> Action | None:
    for turn in reversed(clause.context.turns):
        for one in reversed(turn.actions):
            if CATALOGUE[one.pipeline].kind not in {Kind.TALK, Kind.HISTORY}:
                return one
    return None


def _percent(text: str, last: float) -> int | float:
    sign = -1 if last < 0 else 1
    given = re.search(r"\d+(?:\.\d+)?", text)
    size = float(given.group()) if given else 10.0 if re.search(r"bit|little|点", text) else abs(last) or 20.0
    if re.search(r"\bhalf\b|一半", text):
        size = abs(last) / 2
    elif re.search(r"\btwice\b|两倍", text):
        size = abs(last) * 2
    value = min(100.0, size) * sign * (-1 if _LESS.search(text) and "half" not in text else 1)
    return int(value) if value.is_integer() else value
