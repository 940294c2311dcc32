"""Requests about the way: undo, redo, start over, another take, the same again."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import CATALOGUE, action
from core.lexicon import canonical_noun
from core.pipeline import Action, Kind
from core.understanding.rules.clause import Clause
from core.understanding.rules.numbers import number
from core.understanding.rules.photo import direction

_UNDO: Final = re.compile(
    r"\b(?:undo|revert|roll ?back|go back|step back|take (?:that|it|this) back|back (?:one|two|three|\d+)? ?(?:steps?|edits?|changes?)|previous (?:one|version|picture|image)|ctrl ?z|(?:like|as|how|the way) it was|before that|not what i (?:wanted|meant|asked)|(?:i )?(?:liked?|preferred?) (?:it (?:better )?before|the (?:last|previous|old|earlier) one)|(?:last|previous|earlier) one (?:was|looked) (?:better|nicer)|put it back|bring back the (?:last|old|previous))\b|撤[销回]|上一[步稿版张个]|回退|退回|返回|还原|恢复(?:到|成)?(?:之前|上一|原来)|后退|回到(?:上|之前)|倒回"
)
_REDO: Final = re.compile(
    r"\b(?:redo(?! (?:it |this |that )?(?:in|as|with|the))|bring (?:it|that|this) back(?! to)|undo (?:the|that) undo|reapply|step forward|go forward|on second thoughts?,? (?:keep|leave) (?:it|that))\b|重做|恢复(?:撤销|刚才|回来|一下)?(?:的|那步|那个)*$|恢复回来|前进|取消撤[销回]|撤[销回]的?.{0,6}(?:恢复|找回|拿回)"
)
_RESET: Final = re.compile(
    r"\b(?:reset|restart|start (?:all )?(?:over|again|afresh|from scratch)|clear (?:everything|all|the (?:chat|canvas))|begin again|new conversation|scrap (?:it|everything|all)|forget everything|wipe (?:everything|it all|it)|(?:back to|restore|revert to|return to|go back to|undo everything|from) (?:the |my )?(?:original|upload|beginning|very first|untouched)|undo (?:everything|all(?: of (?:it|that|them))?$)|(?:forget|scrap|drop|ditch|undo|remove|cancel) (?:all|everything|the (?:whole|entire|lot))|none of (?:this|it|that))\b|重新开始|从头(?:再)?来|清空|全部(?:清除|重来|不要|撤|取消)|重置|推倒重来|重来(?!一[张幅])|原图|最(?:开始|初)|都不要了|(?:一切|所有).{0,4}(?:取消|撤|不要)"
)
_VARY: Final = re.compile(
    r"\b(?:vary|variations?|another (?:one|version|take|try|variant|attempt|go)|(?:a )?different (?:version|take|one|composition|variant)|other (?:versions?|options?|takes)|more (?:like (?:this|that)|options|versions)|(?:something|anything|one) similar|"
    r"try (?:it |this |that )?(?:again|once more)|again but different|one more time|reroll|re-?generate|same (?:thing|prompt|idea|picture)(?: again|,? (?:but )?(?:different|new)\b|$)|(?:show|give|make) me (?:some |a few )?(?:other|more|alternatives))\b|"
    r"换一[幅张个版](?!\S*(?:背景|帽|颜色))|再来[一几两三四]?[幅张个版](?!\S)|别的版本|变体|另一[个种]?(?:版本|构图)|重新(?:生成|画)(?:一[遍次张幅])?|再画一[幅张遍](?!\S)|(?:多|再)(?:来|出|给)(?:我)?[一几两三四][幅张版](?!\S{3})|[两三四几]个版本|换个构图|同样的.{0,4}再来"
)
_AGAIN: Final = re.compile(
    r"\b(?:again|once more|more|less|further|same (?:again|amount|strength)|keep going|half (?:as much|that|of that)|twice (?:as much|that)|(?:too|so|that) (?:much|harsh|strong|far)|a bit much|of that|minus|plus|take .*\d+.* off|over(?:done|did it)|the other (?:way|side|direction)|on (?:all|both|the) sides?|not enough|even more)\b|^[+-] ?\d+|^\d+ ?%?$|再(?:来)?(?:一[次点些遍]|多?一?[点些])|[多少]一?[点些]|更多|继续|还要|再\S{0,3}\d+|太(?:多|过|强|重)|过头|不够|一半|同样"
)
_LESS: Final = re.compile(
    r"\b(?:less|too|much harsh|overdone|over did|minus|take .* off|a bit much|back off|reduce|tone (?:it )?down)\b|^-|减|少|太|过头"
)
_HALF: Final = re.compile(r"\bhalf\b|一半")
_TWICE: Final = re.compile(r"\btwice\b|两倍|\bdouble\b")
_SIDE: Final = re.compile(
    r"\b(?:all|both|every|each|left|right|top|bottom|other) (?:sides?|way|directions?|edges?)|四周|[左右上下]边"
)
_ABOUT: Final = {"adjust_brightness": r"bright|dark|light|亮|暗", "adjust_contrast": r"contrast|tones?\b|对比"}
_REPEATED: Final = frozenset(
    {"adjust_brightness", "adjust_contrast", "adjust_color", "rotate", "upscale", "outpaint", "vary", "crop", "flip"}
)
_ORDINAL: Final = re.compile(
    r"\b(?:go|switch|return|back) (?:back )?to (?:the |version |picture |number |image )*(?P<n>first|second|third|fourth|fifth|one|two|three|four|five|\d+)(?:st|nd|rd|th)?(?: (?:one|picture|version|image|drawing))?$|"
    r"(?:回到|返回|退回|用回)(?:到)?第(?P<z>[一二三四五六七八九十\d]+)[张幅版个]"
)
_SELECTIVE: Final = re.compile(
    r"^(?:undo|revert|take back|cancel|scratch|go back on|forget(?: about)?|never ?mind) (?:only |just )?(?:the |that |my )(?P<x>[\w' -]{2,40}?)(?: (?:edit|change|part|thing))?(?:,? (?:but|and|only) .*)?$|"
    r"^(?:撤[销回]|取消)(?:掉)?(?P<z>[^，,。步张幅]{1,12}?)[了吧]*(?:[，,].*)?$"
)
_NO_THING: Final = re.compile(
    r"^(?:last|previous|latest|edit|change|step|one|two|three|\w+ (?:steps?|edits?|changes?|ones?)|both\b.*|上.*|刚才.*|最后.*|前.*|这.*|那.*|一下.*|吧|了|.*[两二三四五]$)$"
)
_TEXTS: Final = ("object", "with", "background", "style", "instruction", "color")


def read_history(clause: Clause) -> tuple[Action, ...] | None:
    """The move along the versions that `clause` asks for."""
    text = clause.raw
    if len(text) > 90:
        return None
    if _RESET.search(text):
        return (action("reset"),)
    if steps := _steps_to(clause, text):
        return steps
    if _REDO.search(text) and (clause.context.can_redo or re.search(r"redo|重做|bring (?:it|that) back|恢复", text)):
        return (action("redo"),)
    if found := _selective(clause):
        return found
    if _UNDO.search(text) and not re.search(r"background to|背景换", text):
        steps = 2 if re.search(r"\bboth\b", text) else _count(text)
        return (action("undo", steps=steps),) if steps and 1 < steps <= 100 else (action("undo"),)
    if _VARY.search(text) and clause.has_picture:
        count = number(re.sub(r"\b(?:one|once|another one)\b|一[幅张个版种遍]", "", text))
        return (action("vary", count=int(count)),) if count and 1 < count <= 4 else (action("vary"),)
    return None


def _count(text: str) -> int | None:
    found = number(re.sub(r"\b(?:first|second|third|once|half)\b|上一[步稿版张]|一下", "", text))
    return int(found) if found and found == int(found) else None


def _steps_to(clause: Clause, text: str) -> tuple[Action, ...] | None:
    """ "Go back to the second one": as many steps back as lie between."""
    match = _ORDINAL.search(text)
    if not match or re.search(r"\bback (?:one|two|three|\d+) ", text):
        return None
    line = _line_length(clause)
    wanted = number(match["n"] or match["z"])
    if not wanted or not 1 <= wanted < line:
        return None
    steps = int(line - wanted)
    return (action("undo", steps=steps),) if steps > 1 else (action("undo"),)


def _line_length(clause: Clause) -> int:
    """How many pictures lie on the way to the current one, as far as the recent turns tell."""
    at = 0
    for turn in clause.context.turns:
        kinds = [one.pipeline for one in turn.actions]
        if turn.upload:
            at += 1
        if "reset" in kinds:
            at = 0
        elif "undo" in kinds:
            at = max(at - sum(int(one.number("steps", 1)) for one in turn.actions if one.pipeline == "undo"), 0)
        elif any(CATALOGUE[kind].kind is not Kind.TALK for kind in kinds):
            at += 1
    return at


def _selective(clause: Clause) -> tuple[Action, ...] | None:
    """ "Undo the beach but keep the sunglasses": takes back one earlier edit, and leaves what came after it."""
    match = _SELECTIVE.match(clause.text)
    if not match:
        return None
    words = (match["x"] or match["z"] or "").strip()
    if _NO_THING.match(words):
        return None
    changes = [
        one
        for turn in clause.context.turns
        for one in turn.actions
        if CATALOGUE[one.pipeline].kind not in {Kind.TALK, Kind.HISTORY}
    ]
    for one in reversed(changes):
        if _is_about(one, words):
            last = clause.context.turns[-1].actions
            return (action("undo"),) if last == (one,) else _reverse(one)
    return None


def _is_about(one: Action, words: str) -> bool:
    key = canonical_noun(words)
    named = [one.text(name) for name in _TEXTS if one.text(name)] + [
        CATALOGUE[one.pipeline].name.en.lower(),
        CATALOGUE[one.pipeline].name.zh,
    ]
    return any(canonical_noun(text) == key or words in text.lower() or text.lower() in words for text in named)


def _reverse(one: Action) -> tuple[Action, ...] | None:
    match one.pipeline:
        case "adjust_brightness" | "adjust_contrast":
            percent = -one.number("percent")
            return (action(one.pipeline, percent=percent),) if percent else None
        case "rotate":
            return (action("rotate", degrees=(360 - one.number("degrees")) % 360),)
        case "flip":
            return (one,)
        case "replace_object":
            return (action("replace_object", **{"object": one.text("with"), "with": one.text("object")}),)
        case "add_object" | "change_background" | "style_transfer" | "edit":
            stated = next(one.text(name) for name in _TEXTS if one.text(name))
            return (action("remove_object", object=stated),)
        case _:
            return None


def read_again(clause: Clause) -> tuple[Action, ...] | None:
    """ "More", "again", "a bit less", "minus 15": the last action of the picture, with the amount that is asked now."""
    if (
        not clause.has_picture
        or len(clause.raw) > 60
        or not _AGAIN.search(clause.raw)
        or re.search(r"\b(?:an?|the) (?!bit|little|touch|tad|same|sides?|other|tones?)\w+", clause.text)
    ):
        return None
    last = _toned(clause) or _last_change(clause)
    if last is None:
        return None
    if last.pipeline in _ABOUT:
        return (action(last.pipeline, percent=_percent(clause.raw, last.number("percent"))),)
    if last.pipeline == "outpaint" and _SIDE.search(clause.raw):
        side = direction(clause.raw)
        return (action("outpaint", direction=side) if side else last,)
    if last.pipeline == "upscale" and (factor := number(clause.raw)) and 1 <= factor <= 4:
        return (action("upscale", factor=factor),)
    if last.pipeline == "rotate":
        return (_turned(clause.raw, last),)
    return (last,) if last.pipeline in _REPEATED and not _LESS.search(clause.raw) else None


def _toned(clause: Clause) -> Action | None:
    """The tone that was just spoken of, when an amount is given for it: "+20 of that"."""
    if not clause.context.turns or not re.search(r"\d", clause.raw) or not re.search(r"\bthat\b|那", clause.raw):
        return None
    spoken = f"{clause.context.turns[-1].user} {clause.context.turns[-1].system}".lower()
    for text in (clause.context.turns[-1].user.lower(), spoken):
        for name, words in _ABOUT.items():
            if re.search(words, text):
                return action(name, percent=20)
    return None


def _turned(text: str, last: Action) -> Action:
    """The same turn again; with a number that many degrees, "the other way" the other way round."""
    given = re.search(r"\d+(?:\.\d+)?", text)
    before = last.number("degrees")
    size = float(given.group()) % 360 if given else min(before, 360 - before)
    clockwise = (before > 180) != bool(re.search(r"other (?:way|direction|side)|反方向", text))
    value = (360 - size) % 360 if clockwise else size
    return action("rotate", degrees=int(value) if value.is_integer() else value)


def _last_change(clause: Clause) -> Action | None:
    for turn in reversed(clause.context.turns):
        for one in reversed(turn.actions):
            if CATALOGUE[one.pipeline].kind not in {Kind.TALK, Kind.HISTORY}:
                return one
    return None


def _percent(text: str, last: float) -> int | float:
    sign = -1 if last < 0 else 1
    given = re.search(r"\d+(?:\.\d+)?", text)
    if re.match(r"^\+ ?\d|.*\bplus \d", text):
        sign = 1
    size = float(given.group()) if given else 10.0 if re.search(r"bit|little|点", text) else abs(last) or 20.0
    if _HALF.search(text):
        size = abs(last) / 2
    elif _TWICE.search(text):
        size = abs(last) * 2
    less = bool(_LESS.search(text)) and not re.search(r"not (?:too|so) much more", text)
    value = min(100.0, size) * (
        -abs(sign) if re.search(r"\bminus\b|^-|\btake .* off", text) else -sign if less else sign
    )
    return int(value) if float(value).is_integer() else value
