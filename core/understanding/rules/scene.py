"""Requests that change what a picture shows: things, setting, style, weather and light."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.lexicon import canonical_noun, color_key, detail_kind
from core.pipeline import Action
from core.styles import style_id
from core.understanding.rules.clause import Clause

_PRONOUN: Final = re.compile(
    r"^(?:it|him|her|them|this|that|the (?:picture|image|photo|drawing|whole thing)|everything|她|他|它|它们|图|图片|画|照片|这个|画面)$"
)
_ON: Final = (
    r"(?:on|onto|in|into|at|to|next to|beside|behind|under|in front of|above|over|around|near|by|between|against)"
)

_REMOVE: Final = re.compile(
    r"^(?:remove|delete|erase|get rid of|take (?:out|away|off)|lose|drop|no more|no|without|ditch|kill|clear|eliminate|leave out|cut)\s+(?:the |those |that |these |this |all |any )*(?P<x>.+?)"
    r"(?:\s+(?:from|off|in)\s+(?:the |this |it|him|her|his|them).*)?$"
    r"|^take (?:the |those |that |these |his |her |its )?(?P<z>.+?) (?:off|away|out)(?: .*)?$"
    r"|^i (?:don't|do not) want (?:the |any |a |an )?(?P<w>.+)$|^(?P<v>.+?) (?:should|must|has to) (?:go|disappear)$"
)
_REMOVE_ZH: Final = re.compile(
    r"(?:去掉|去除|删掉|删除|移除|拿掉|拿走|取下|摘掉|摘下|摘了|擦掉|抹掉|弄掉|除掉|脱掉|不要|别要|别戴|不戴|不用|没有)(?:了)?(?:那[只个副顶条]?|这[只个副顶条]?|所有的?|图里的?|画里的?|它的|它)?(?P<x>[^，,。了]{1,12})了?$"
    r"|^(?:把|将)?(?P<y>[^，,。]{1,12}?)(?:给)?(?:去掉|去除|删掉|删除|删了|移除|拿掉|拿走|取下来?|摘掉|摘下来?|摘了|擦掉|抹掉|弄掉|去了|脱掉|不要了)"
)
_REPLACE: Final = re.compile(
    r"^(?:replace|swap(?: out)?|substitute|exchange|trade|switch(?: out)?)\s+(?:the |that |this )?(?P<old>.+?)\s+(?:with|for|by|to)\s+(?P<new>.+)$"
    r"|^(?:turn|change|make|transform)\s+(?:the |that |this )?(?P<old2>.+?)\s+(?:into|to)\s+(?P<new2>(?:an?|some|two|three)\s.+)$"
    r"|^put (?P<new3>.+?) (?:instead of|in place of) (?:the )?(?P<old3>.+)$|^(?P<new4>.+?) instead of (?:the )?(?P<old4>.+)$"
)
_REPLACE_ZH: Final = re.compile(
    r"^(?:把|将)?(?P<old>[^，,。]{1,12}?)(?:换成|替换成|替换为|变成|改成|换为)(?P<new>[^，,。]{1,14})$|^用(?P<new2>[^，,。]{1,14}?)(?:代替|替换|换掉)(?P<old2>[^，,。]{1,12})$"
)
_ADD: Final = re.compile(
    rf"^(?:add|put|place|give|insert|stick|include|draw|paint|throw in|set|hang|pop)\s+(?:in |on )?(?:(?:it|him|her|them|the \w+)\s+(?=an?\b|some\b|two\b|three\b))?(?P<x>.+?)(?:\s+(?P<place>{_ON}\s+.+|there|here|on top|outside|inside|too))?$"
    r"|^(?:it |he |she |they |the \w+ )?(?:should |could |must |to )?(?:wear(?:ing|s)?|have|hold(?:ing|s)?|carry(?:ing)?)\s+(?P<y>.+)$|^(?:i want |there should be |there is |have |with )(?P<z>.+)$"
)
_ADD_ZH: Final = re.compile(
    r"^(?:给|为|让)?(?P<who>[^，,。]{0,8}?)(?:戴上?|穿上?|拿着?|系上?|配上?|背上?|抱着?|戴着|戴一?[副顶条个])(?P<x>[^，,。]{1,12})$"
    r"|^(?:在)?(?P<place>[^，,。]{0,12}?)(?:加上?|添上?|添加|放上?|画上?|来|摆上?|增加|多加?)(?:一点|一些)?(?P<y>[^，,。]{1,14})$"
    r"|^(?P<z>[^，,。]{1,10})(?:加上|也加上|放进去)$"
)
_BACKGROUND: Final = re.compile(
    r"\b(?:background|backdrop|bg|setting|scenery|scene)\b\s*(?:to be |to |into |be |should be |is |as |with |=|:)\s*(?:the |an? )?(?P<x>.+)$"
    r"|^(?:use|set|make|put|give it|try|want)\s+(?:the |an? )?(?P<y>[\w' -]+?)\s+(?:background|backdrop|as (?:the|a) background|in the background|behind (?:it|him|her|them))$"
    r"|^(?:put|place|move|set|have|see|show|take|get|bring|transport|imagine|drop|send|teleport)\s+(?:it|him|her|them|this|that|the \w+)\s+(?P<z>(?:at|in|on|to|inside|under|into|by|near|onto)\s+.+)$"
    r"|^(?:it|him|her|them|the \w+)\s+(?P<w>(?:at|in|on|inside|under|by|near)\s+(?:the |an? )?.+)$|^(?P<v>(?:at|in|on) (?:the |an? )?(?:beach|forest|city|desert|moon|mountains?|snow|kitchen|garden|space|park|lake|sea|street|room|jungle|meadow|woods|field)\b.*)$"
)
_BACKGROUND_ZH: Final = re.compile(
    r"背景(?:换成|改成|变成|改为|换为|换到|设成|要|用|弄成|是|为)(?P<x>[^，,。]{1,14})"
    r"|^(?:把|将|让)?(?:它|他|她|它们|这只?[^，,。]{0,4}|[^，,。背景]{0,5}?)?(?:放到|放在|搬到|移到|换到|去|到|挪到|站在|坐在|带到)(?P<y>[^，,。]{1,12})$|^(?:换成|换个|用|要)(?P<z>[^，,。]{1,10})(?:的)?(?:背景|作背景|做背景|当背景)$|^(?:能|可以)?(?:它)?在(?P<w>[^，,。]{1,10}(?:边|里|上|中|下))(?:吗|可以吗)?$"
)
_STYLE: Final = re.compile(
    r"\b(?:in|into|to|as|like|with|use|try|apply|give it|make it|convert|turn it into|style)\b.*\bstyle\b|\bstyle of\b|\b(?:make|turn|convert|change|transform|render|redo|redraw|draw|paint|do|stylize|restyle|get|see|have|show)\b(?: (?:it|this|that|him|her|them|the (?:picture|image|photo|drawing|whole thing)|everything))?(?: look)?(?: (?:in|into|to|as|like|a|an|the))*\s+(?P<s>[\w' -]{3,40})$|^(?:as|in|like) (?:an? )?(?P<t>[\w' -]{3,30})$|^(?P<u>[\w' -]{3,24})$"
)
_STYLE_ZH: Final = re.compile(
    r"(?:变成|换成|改成|转成|转换成|转为|做成|画成|弄成|改为|用|来个|试试|要|换)?(?:一幅|一张|一种)?(?P<s>[^，,。]{1,10}?)(?:的?(?:风格|画风|风|效果|画法|样式|样子|版本|版|画|图|稿))?$"
)
_ATTRIBUTE: Final = re.compile(
    r"^(?:make|turn|have|let|paint|colou?r|dye|change|recolou?r|set|give)\s+(?:the |that |this |his |her |its |my |all |those )?(?P<x>[\w' -]+?)(?:'s colou?r|s' colou?r| colou?r)?\s+(?:to |into |be |look |a bit |a little |much |more |look more |in )*(?P<a>[\w'-]+(?: [\w'-]+)?)$|^(?P<y>[\w ]{2,24}) (?:should be|should look|could be|must be) (?:more |much )?(?P<b>[\w'-]+(?: [\w'-]+)?)$"
)
_ATTRIBUTE_ZH: Final = re.compile(
    r"^(?:把|将|让)?(?P<x>[^，,。的]{1,8}?)(?:的?颜色)?(?:变成|改成|换成|染成|涂成|变得|弄成|变|改|画成|是)(?P<a>[^，,。]{1,8}?)的?$"
)
_MAKE_DETAIL: Final = re.compile(
    r"^(?:make|have|let|turn|change|set|add|put)\b|^(?:it|the \w+) (?:should|to)|^(?:at|in|on|during) |变|改|让|下|加|来|换"
)
_NO_STYLE_WORDS: Final = frozenset(
    {"it", "bigger", "smaller", "better", "nice", "happy", "sad", "blue", "red", "green"}
)


def read_scene_edit(clause: Clause) -> tuple[Action, ...] | None:
    """The change of the scene that `clause` asks for."""
    if not clause.has_picture:
        return None
    for read in (_style, _remove, _background, _replace, _detail_first, _recolor, _add, _instruction):
        if found := read(clause):
            return (found,)
    return None


def _style(clause: Clause) -> Action | None:
    text = clause.text
    known = style_id(text)
    if match := re.search(
        r"(?:in|into|to|use|with|like|as|the|an?|of)?\s*\b(?:the style of (?P<of>[\w' -]{2,30})|(?P<x>[\w'-]+(?: [\w'-]+){0,2}?)[ -](?:art )?style\b)",
        text,
    ):
        named = match.group("of") or match.group("x")
        words = [
            word
            for word in named.split()
            if word
            not in {
                "in",
                "into",
                "to",
                "a",
                "an",
                "the",
                "make",
                "it",
                "use",
                "try",
                "convert",
                "with",
                "change",
                "turn",
                "this",
                "picture",
                "style",
            }
        ]
        if words:
            return action("style_transfer", style=" ".join(words))
    if re.search(r"风格|画风", text) and (
        match := re.search(
            r"(?:变成|换成|改成|转成|转换成|转为|做成|画成|弄成|用|改为|试试|要|换|为|成)?([^，,。变换改转做画弄成用为试要]{1,10}?)的?(?:风格|画风)",
            text,
        )
    ):
        return action("style_transfer", style=match.group(1))
    if known is None:
        return None
    if match := _STYLE.search(text):
        named = match.group("s") or match.group("t") or match.group("u")
        if (named and style_id(named) and not _ADD.match(f"{text} ")) or (
            named and style_id(named) and len(named.split()) <= 4
        ):
            return action("style_transfer", style=_style_words(named))
    if (match := _STYLE_ZH.search(text)) and style_id(match.group("s")) and not re.search(r"加|戴", text):
        return action("style_transfer", style=_style_words(match.group("s")))
    return None


def _style_words(words: str) -> str:
    words = re.sub(r"^(?:(?:it|a|an|the|into|to|in|as|like|look|make|this|picture|photo|image)\s+)+", "", words)
    return re.sub(
        r"^(?:把|将|让|它|图|画|照片|整[张幅])*(?:变成|换成|改成|转成|做成|画成|弄成|改为|转为|试试|用|来个|要)?",
        "",
        words,
    ).strip()


def _background(clause: Clause) -> Action | None:
    text = clause.text
    if re.search(r"\bon (?:it|him|her|them|its|his|the (?:cat|dog|head))\b", text) and not re.search(
        r"background", text
    ):
        return None
    if match := _BACKGROUND.search(text):
        words = next(group for group in match.groups() if group)
        if detail_kind(words) in {"time", "weather", "season"} and "background" not in text and len(words.split()) <= 4:
            return action("edit", instruction=words)
        if style_id(words):
            return None
        words = re.sub(r"^(?:at|in|on|to|inside|into|onto|by|near)\s+", "", words)
        return action("change_background", background=re.sub(r"^(?:the|an?)\s+", "", words))
    if match := _BACKGROUND_ZH.search(text):
        words = next(group for group in match.groups() if group)
        if not style_id(words):
            return action("change_background", background=re.sub(r"(?:去|吧|了|吗|可以吗|好吗)+$", "", words) or words)
    return None


def _remove(clause: Clause) -> Action | None:
    text = clause.text
    match = _REMOVE.match(text) or _REMOVE_ZH.search(text)
    if not match:
        return None
    words = next(group for group in match.groups() if group).strip()
    if words in {"thanks", "way", "problem", "idea", "need", "one", "more"} or detail_kind(words) == "expression":
        return None
    return action("remove_object", object=_resolved(clause, re.sub(r"^(?:the|an?|any|his|her|its)\s+", "", words)))


def _replace(clause: Clause) -> Action | None:
    match = _REPLACE.match(clause.text) or _REPLACE_ZH.match(clause.text)
    if not match:
        return None
    found = {key.rstrip("1234"): value for key, value in match.groupdict().items() if value}
    old, new = found["old"].strip(), found["new"].strip()
    if color_key(new) or detail_kind(new) in {"time", "weather", "season", "expression"} or style_id(new):
        return None
    return action(
        "replace_object", **{"object": _resolved(clause, old), "with": re.sub(r"^(?:an?|the|some)\s+", "", new)}
    )


def _detail_first(clause: Clause) -> Action | None:
    """Weather, light, season and mood; poses and expressions only of a drawing."""
    kind = detail_kind(clause.text)
    if kind is None or clause.is_question or len(clause.text) > 120:
        return None
    if kind in {"pose", "expression"} and re.match(r"^(?:add|put|remove|draw)\b", clause.text):
        return None
    short = len(clause.text.split()) <= 4 or len(clause.text) <= 8
    if _MAKE_DETAIL.search(clause.text) or short:
        return action("edit", instruction=_instruction_words(clause.text))
    return None


def _instruction_words(text: str) -> str:
    return (
        re.sub(
            r"^(?:make it|make|set it|turn it(?: into)?|change it to|have it|let it|let|it should be|让它|把它|改成|变成|换成|让)\s*(?:(?:him|her|them|it) )?(?:look like |be )?",
            "",
            text,
        )
        or text
    )


def _recolor(clause: Clause) -> Action | None:
    match = _ATTRIBUTE.match(clause.text) or _ATTRIBUTE_ZH.match(clause.text)
    if not match:
        return None
    found = {
        "thing": match.groupdict().get("x") or match.groupdict().get("y"),
        "how": match.groupdict().get("a") or match.groupdict().get("b"),
    }
    thing, how = (found["thing"] or "").strip(), (found["how"] or "").strip()
    color = color_key(how) or color_key(how.split()[-1]) if how else None
    thing = re.sub(r"^(?:more|a bit|a little|look)\s+", "", thing)
    if _PRONOUN.match(thing) and not clause.context.scene.subjects:
        return None
    if color:
        return action("recolor_object", object=_resolved(clause, thing), color=how)
    if style_id(how) or detail_kind(how) in {"time", "weather", "season", "pose", "expression"}:
        return None
    if not _PRONOUN.match(thing) or clause.context.scene.subjects:
        return action("change_attribute", object=_resolved(clause, thing), attribute=how)
    return None


def _add(clause: Clause) -> Action | None:
    text = clause.text
    match = _ADD.match(text)
    if match:
        words = match.group("x") or match.group("y") or match.group("z")
        place = (match.group("place") or "").strip()
    else:
        match = _ADD_ZH.match(text)
        if not match:
            return None
        words = match.group("x") or match.group("y") or match.group("z")
        place = match.group("place") or match.group("who") or ""
    if match.groupdict().get("y") and "wear" in text:
        place = place or "on it"
    words = re.sub(r"^(?:the|an?|some|my|another|上)\s*(?=\S)", "", words.strip())
    if not words or _PRONOUN.match(words) or place in {"too", "there", "here"}:
        place = ""
    if not words or _PRONOUN.match(words):
        return None
    return action("add_object", object=words, place=place) if place else action("add_object", object=words)


def _instruction(clause: Clause) -> Action | None:
    """A change that no other pipeline fits: what follows a verb of making."""
    text = clause.text
    if clause.is_question or len(text) > 160:
        return None
    if re.match(
        r"^(?:make|have|let|turn|change|transform|show|zoom|move|tilt|bring)\b|^(?:让|使|把|将|变|改|弄)", text
    ):
        return action("edit", instruction=_instruction_words(text))
    return None


def _resolved(clause: Clause, words: str) -> str:
    """ "it" is the first subject of the scene."""
    subjects = clause.context.scene.subjects
    if _PRONOUN.match(words) and subjects:
        return subjects[0].noun
    key = canonical_noun(words)
    named = next((one.noun for one in subjects if canonical_noun(one.noun) == key), None)
    return words if named is None or " " in words else named
