"""Requests about one thing in the picture: put in, taken out, swapped, recoloured, altered."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.lexicon import canonical_noun, color_key, detail_kind, is_chinese, known_noun
from core.pipeline import Action
from core.scene_reader import read_subject
from core.styles import style_id
from core.understanding.rules.clause import Clause

_PRONOUN: Final = re.compile(
    r"^(?:it|him|her|them|they|this|that|these|those|both|me|us|one|ones|the (?:picture|image|photo|drawing|whole thing)|everything|things?|她|他|它|它们|图|图片|画|照片|这个|那个|画面|这张|这幅|整体)$"
)
_ON: Final = r"(?:on|onto|in|into|at|to|next to|beside|behind|under|underneath|in front of|above|over|around|near|by|between|against|along|across|inside|among)"
_SPOT: Final = (
    r"(?:(?:on|at|in) the )?(?:top|bottom|upper|lower) (?:left|right)(?: corner)?|there|here|on top|outside|inside"
)
_DET: Final = r"(?:an?|the|some|two|three|four|five|six|several|many|a few|a couple of|\d+|more|another)"
_REMOVE: Final = re.compile(
    r"^(?:no need for|remove|delete|erase|get rid of|take (?:out|away|off)|lose|drop|no more|no|without|ditch|kill|clear|clean|eliminate|photoshop|get|leave out|cut|forget(?: about)?|never ?mind|you (?:missed|forgot)|skip|scrap|hide|crop out|edit out|photoshop out|wipe out|wipe)\s+(?:the |those |that |these |this |all |any |an? |his |her |its |my )*(?P<x>.+?)"
    r"(?:\s+(?:from|off|in|on|out of)\s+(?:the |this |here|it|him|her|his|them).*)?$"
    r"|^take (?:the |those |that |these |his |her |its |all )*(?P<z>.+?) (?:off|away|out)(?: .*)?$"
    r"|^(?:i )?(?:don't|do not|doesn't) (?:want|need|like) (?:the |any |a |an |that |those )*(?P<w>.+)$|^(?P<v>.+?) (?:should|must|has to|have to|needs? to|can) (?:go|disappear|leave|vanish)(?: away)?$|^(?P<u>(?:the|that|this|those) .+?) (?:isn't|is not|aren't) (?:needed|necessary)$"
)
_REMOVE_ZH: Final = re.compile(
    r"(?:去掉|去除|删掉|删除|移除|拿掉|拿走|取下|取掉|摘掉|摘下|摘了|擦掉|抹掉|弄掉|除掉|脱掉|去了|不要|别要|别戴|不戴|不用|没有|撤掉)(?:了)?(?:那[只个副顶条些]?|这[只个副顶条些]?|所有的?|图里的?|画里的?|它的|它)?(?P<x>[^，,。了]{1,12})了?$"
    r"|^(?:把|将)?(?P<y>[^，,。]{1,12}?)(?:给|都|全|也)*(?:去掉|去除|删掉|删除|删了|移除|拿掉|拿走|取下来?|取掉|摘掉|摘下来?|摘了|擦掉|抹掉|抹去|弄掉|去了|脱掉|不要了?|弄没|P掉|p掉|消掉|撤掉)$"
)
_REPLACE: Final = re.compile(
    r"^(?:replace|swap(?: out)?|substitute|exchange|trade|switch(?: out)?)\s+(?:the |that |this |my |his |her |its )?(?P<old>.+?)\s+(?:with|for|by|to)\s+(?P<new>.+)$"
    r"|^(?:turn|change|make|transform|convert)\s+(?:the |that |this |my |his |her |its )?(?P<old2>.+?)\s+(?:in)?to\s+(?P<new2>(?:an?|some|two|three)\s.+)$"
    r"|^make (?:the |that |this |his |her |its )(?P<old6>[\w-]+(?: [\w-]+)?) (?P<new6>an? .+)$"
    r"|^(?:put |use |have |get )?(?P<new3>.+?) (?:instead of|in place of|rather than|than|not) (?:the |an? )?(?P<old3>.+)$|^(?:instead of|rather than) (?:the |an? )?(?P<old4>[^,]+?),? (?:put |use |draw |have |make it |get |give (?:it|him|her|them) )?(?P<new4>.+)$"
    r"|^(?P<new7>an? [\w' -]+?) (?:would|might|could) (?:be|look) (?:better|nicer) than (?:the |an? )?(?P<old7>.+)$|^(?P<old5>[\w' -]+?)\s*(?:->|=>|→)\s*(?P<new5>[\w' -]+)$"
)
_REPLACE_ZH: Final = re.compile(
    r"^(?:把|将)?(?P<old>[^，,。]{1,12}?)(?:换成|替换成|替换为|变成|改成|换为|换作)(?P<new>[^，,。]{1,14})$|^用(?P<new2>[^，,。]{1,14}?)(?:代替|替换|换掉)(?P<old2>[^，,。]{1,12})$|^(?P<old3>[^，,。]{1,10})(?:不要了|去掉)[，,]?换(?:成|个|只|条)?(?P<new3>[^，,。]{1,12})$|^换(?P<old4>)(?=[只条头匹])(?P<new4>[^，,。]{2,8})$"
)
_ADD: Final = re.compile(
    rf"^(?:add|put|place|give|insert|stick|include|draw|paint|throw|toss|set|hang|pop|slap|drop|sprinkle|scatter|bring|show|need|want)\s+(?:in |on |back )?(?:(?:it|him|her|them|me|us|the \w+|this|that)\s+(?={_DET}\b)|(?<=give )(?:it|him|her|them|me|us)\s+)?(?P<x>.+?)(?:\s+(?P<place>{_ON}\s+.+|{_SPOT}))?$"
    rf"|^(?:it |he |she |they |the \w+ )?(?:should |could |must |to |needs? (?:to )?)?(?:have (?:it|him|her|them|the \w+) (?:hold|wear|carry|have)|wear(?:ing|s)?|have(?! (?:it|him|her|them)\b)|has|hold(?:ing|s)?|carry(?:ing)?|with|could use|could do with|needs?|is missing|lacks)\s+(?P<y>.+?)(?:\s+(?P<place2>{_ON}\s+.+))?$|^(?:there (?:should|could|must) be |let there be |with |maybe |perhaps |(?:surround|fill|decorate|cover|top|frame) (?:it|him|her|them|the \w+) with |it's missing |(?:fit|squeeze|sneak) )(?P<z>.+?)(?:\s+(?P<place3>{_ON}\s+.+|in(?: there)?(?: somewhere)?))?$"
    rf"|^(?:{_ON}) (?P<place4>(?:the |his |her |its )?[\w' ]{{2,24}}?),? (?:add|put|place|draw) (?P<v>.+)$"
)
_ADD_ZH: Final = re.compile(
    r"^(?:给|为|让)?(?P<who>[^，,。]{0,8}?)(?:戴上?|穿上?|拿着?|系上?|配上?|背上?(?!景)|抱着?|戴着|披上?|撑着?|戴一?[副顶条个])(?P<x>[^，,。]{1,12})$"
    r"|^(?:给|在)?(?P<place>[^，,。]{0,12}?)(?:加上|添上|添加|放上|画上|摆上|种上|挂上|多加|增加|加|添|放|摆|种|挂|画|来|站着?|有|飘着?|停着?)(?:一点|一些|点|些)?(?P<y>(?:[一两三四五几]?[只个条头辆座朵把匹幅顶副棵盏张艘架群轮片道杯座颗株]|\d)?[^，,。]{1,14})$"
    r"|^(?P<z>[^，,。]{1,10})(?:加上|也加上|放进去|加进去)$"
)
_ALTER: Final = re.compile(
    r"^(?:make|turn|have|let|paint|colou?r|dye|change|recolou?r|set|render|tint)\s+(?:the |that |this |his |her |its |my |all |those |these )?(?:colou?rs? of (?:the |his |her |its )?)?(?P<x>[\w' -]+?)(?:'s colou?r|s' colou?r| colou?r)?\s+(?:(?:to|into|be|look|in|out of|of|a bit|a little|a lot|much|more|slightly|way|very|really|like|an?|all)\s+)*(?P<a>[\w'-]+(?: and [\w'-]+| [\w'-]+)?)$"
    r"|^(?P<y>[\w' -]{2,30}?) (?:should(?: be| look)?|could be|must be|has to be|have to be|needs? to be|ought to be|were|looks? better|(?:would|'d) look (?:better|nice|good)|to be|in|to)\s+(?:(?:be|in|more|much|a bit|a little|look)\s+)*(?P<b>[\w'-]+(?: and [\w'-]+| [\w'-]+)?)$"
    r"|^(?P<z>(?:the |his |her |its |my |all |both |that )[\w'-]+(?: [\w'-]+)??)(?:,? (?:but|only|just|in))?\s+(?:(?:a bit|a little|much|more)\s+)?(?P<c>[\w'-]+(?: [\w'-]+)?)$"
    r"|^(?:use|try|want|make it with|with) (?P<d>[\w'-]+(?: \w+)?) for (?:the |his |her |its )?(?P<w>[\w' -]+)$"
)
_ONE_LIKE: Final = re.compile(
    r"^(?:make|turn|change) (?P<x>it|them|that|this|the \w+)(?: in)?(?:to)? an? (?P<a>[\w' -]+?) one$"
)
_ALTER_ZH: Final = re.compile(
    r"^(?:把|将|让|给)?(?P<x>[^，,。]{1,10}?)(?:的?(?:颜色|材质|形状|样式))?(?:也|再|都|直接|全|给我|给)*(?:变成|改成|换成|染成|涂成|漆成|刷成|变得|弄成|做成|画成|调成|改为|变为|换个|变|改|要|是|弄|换|染)(?P<a>[^，,。]{1,8}?)的?$"
    r"|^(?:把|将|让)?(?P<y>[^，,。]{1,8}?)(?:的个头|的?颜色|个头|的样子)?(?:再|要|得|更|显得|看起来)*(?P<b>(?:更?[大小高矮长短宽窄粗细胖瘦旧新老圆尖厚薄暗深浅]|(?<![月漂])亮|年轻|毛茸茸|破旧|透明|发光|强壮)(?:一?点儿?|一?些)?)$"
)
_COLOR_OF: Final = re.compile(
    r"(?:the )?(?:same )?colou?r (?:as|of|like) (?:the )?(?P<x>[\w ]+?)(?: (?:had|has|was|is))?$|^(?:跟|和|像)?(?P<y>.+?)(?:的颜色|一样(?:的颜色)?)$"
)
_GIVE_COLOR: Final = re.compile(
    r"^(?:paint|make|give|dye|colou?r) (?:the )?(?P<x>[\w ]+?) (?:in )?(?P<c>(?:the )?(?:same )?colou?r (?:as|of|like|the) .+)$"
)
_MATERIALS: Final = re.compile(
    r"^(?:[\w-]+ )?(?:wooden|wood|metal|steel|glass|marble|stone|brick|plastic|leather|velvet|silk|wool|denim|paper|ceramic|porcelain|bamboo|straw|crystal|chrome|old|new|big|small|large|huge|tiny|tall|short|young|round|square|thin|thick|wide|narrow|fluffy|furry|shiny|rusty|striped|transparent|fat|skinny|[\w-]{2,}er)$"
)
_NOT_THINGS: Final = frozenset(
    {
        "thanks",
        "way",
        "problem",
        "idea",
        "need",
        "one",
        "more",
        "worries",
        "thank you",
        "doubt",
        "it",
        "that",
        "rush",
        "no",
        "bad",
        "好",
        "没",
        "用",
        "错",
    }
)
_KEPT_STYLE: Final = frozenset({"time", "weather", "season"})


def read_objects(clause: Clause) -> tuple[Action, ...] | None:
    """The change of one or more things that `clause` asks for."""
    if not clause.has_picture or len(clause.text) > 200:
        return None
    for read in (_replace, _recolor_like, _remove, _alter, _add, _recolored):
        if found := read(clause):
            return found
    return None


def _recolored(clause: Clause) -> tuple[Action, ...] | None:
    """A thing of the scene named with another colour: "purple cat"."""
    if len(clause.text) > 40:
        return None
    named = read_subject(clause.text)
    key = canonical_noun(named.noun)
    if named.color and any(canonical_noun(one.noun) == key for one in clause.context.scene.present):
        return (action("recolor_object", object=resolved(clause, named.noun), color=named.color),)
    return None


def _remove(clause: Clause) -> tuple[Action, ...] | None:
    match = _REMOVE.match(clause.text) or _REMOVE_ZH.search(clause.text)
    if not match:
        return None
    words = next(group for group in match.groups() if group).strip()
    if clause.text.startswith("get ") and not re.search(r" (?:out of|off|rid of|from) ", clause.text):
        return None
    if words in _NOT_THINGS or re.match(r"^(?:to |that$|you\b|me$|let|\d)", words) or len(words.split()) > 7:
        return None
    things = [thing for thing in _listed(words) if thing not in _NOT_THINGS]
    return tuple(action("remove_object", object=resolved(clause, _plain(thing))) for thing in things) or None


def _listed(words: str) -> list[str]:
    """Things joined by "and": each with its own article, or each a single word."""
    parts = re.split(rf"\s*,?\s+and (?={_DET}\s)|,\s*(?={_DET}\s)|和|、|还有", words)
    if len(parts) == 1 and re.fullmatch(r"[\w-]+ and [\w-]+", words):
        parts = words.split(" and ")
    return [part.strip() for part in parts if part.strip()][:6]


def _replace(clause: Clause) -> tuple[Action, ...] | None:
    match = _REPLACE.match(clause.text) or _REPLACE_ZH.match(clause.text)
    if not match:
        return None
    found = {key.rstrip("1234567"): value for key, value in match.groupdict().items() if value}
    old, new = _plain(found.get("old", "它")), _plain(found["new"])
    taken = detail_kind(new) in {*_KEPT_STYLE, "expression"} or style_id(new) or color_key(new.removesuffix("的"))
    if taken or _is_quality(new) or re.search(r"background|style|背景|风格|颜色|材质|colou?r|\bbe\b", f"{old} {new}"):
        return None
    if len(old.split()) > 6 or re.fullmatch(r"[大小高矮长短圆新旧].{0,2}", new):
        return None
    if _PRONOUN.match(old) and not clause.context.scene.present:
        return None
    return (action("replace_object", **{"object": resolved(clause, old), "with": new}),)


def _is_quality(words: str) -> bool:
    return bool(re.match(rf"{_MATERIALS.pattern}", words)) and not known_noun(words)


def _recolor_like(clause: Clause) -> tuple[Action, ...] | None:
    """ "Paint the door the colour of the car": the colour is looked up among the things that are visible."""
    match = _GIVE_COLOR.match(clause.text)
    if not match:
        return None
    of = re.sub(r"^(?:the )?(?:same )?colou?r (?:as |of |like )?(?:the )?", "", match["c"])
    of = re.sub(r" (?:had|has|was|is|used to (?:have|be))$", "", of)
    color = color_of(clause, of)
    return (action("recolor_object", object=_plain(match["x"]), color=color or match["c"]),)


def color_of(clause: Clause, words: str) -> str | None:
    """The colour of the thing that `words` name, among the scene's subjects and the concepts ("red bus")."""
    key = canonical_noun(words)
    for one in clause.context.scene.present:
        if canonical_noun(one.noun) == key and one.color:
            return one.color
    for concept in clause.context.concepts:
        *before, _ = concept.lower().split() or [""]
        if canonical_noun(concept) == key or concept.lower().endswith(words):
            return next((color for word in before if (color := color_key(word))), None)
    return None


def _alter(clause: Clause) -> tuple[Action, ...] | None:
    text = re.sub(r"(?<=\w) (?:instead of|rather than|and not|not) .+$", "", clause.text)
    match = _ONE_LIKE.match(text) or _ALTER.match(text) or (_ALTER_ZH.match(text) if is_chinese(text) else None)
    if not match:
        return None
    groups = match.groupdict()
    if (
        not color_key(text.split()[-1])
        and re.search(r"\b(?:in|to) [\w'-]+(?: [\w'-]+)?$", text)
        and not groups.get("x")
    ):
        return None
    thing = _plain(next(groups[key] for key in ("x", "y", "z", "w") if groups.get(key)))
    how = next(groups[key] for key in ("a", "b", "c", "d") if groups.get(key)).strip()
    if re.search(r"(?<=.)(?:要|是)[^，]{1,8}$", text) and not color_key(how):
        return None
    if re.match(r"(?:the|an?|his|her|its|my|one|on|at|of)\b", how):
        return None
    color = color_key(how) or color_key(how.split()[-1])
    if not thing or style_id(how) or re.search(r"^(?:more|look)$|background|背景|风格|style|天空变", thing):
        return None
    explicit = bool(groups.get("x") or groups.get("y"))
    if color is None and (detail_kind(how) or known_noun(how) or not (explicit or _is_quality(how))):
        return None
    if _PRONOUN.match(thing):
        thing = _meant(clause, thing) or ""
        if not thing:
            return None
    if color:
        return (action("recolor_object", object=resolved(clause, thing), color=how),)
    if len(thing.split()) > 4 or re.search(r"\b(?:it|him|her|them|brightness|contrast|size)\b", thing):
        return None
    return (action("change_attribute", object=resolved(clause, thing), attribute=how),)


def _add(clause: Clause) -> tuple[Action, ...] | None:
    text = clause.text
    match = _ADD.match(text) or _ADD_ZH.match(text)
    if not match:
        return None
    groups = match.groupdict()
    words = next(groups[key] for key in ("x", "y", "z", "v") if groups.get(key)).strip()
    place = next((groups[key] for key in ("place", "place2", "place3", "place4", "who") if groups.get(key)), "").strip()
    if "wear" in text and not place:
        place = "on it"
    if groups.get("who"):
        place = f"{place}身上"
    if match.re is _ADD_ZH and re.match(r"^(?:[成到在去为]|点[亮暗]|不|过)", words):
        return None
    things = [_spotted(part, place) for part in _listed(words)]
    out = tuple(
        _added(thing, where) for thing, where in things if thing and not _PRONOUN.match(thing) and len(thing) < 90
    )
    return out or None


def _spotted(part: str, place: str) -> tuple[str, str]:
    """A thing and its own place: "a moon top left"."""
    if match := re.search(rf"\s+(?P<place>{_ON} (?:the|its|his|her|it|him)\b.*|{_SPOT})$", part):
        return _plain(part[: match.start()]), match["place"]
    return _plain(part), place


def _added(thing: str, place: str) -> Action:
    return action("add_object", object=thing, place=place) if place else action("add_object", object=thing)


def _plain(words: str) -> str:
    """`words` without a leading article and pointing words."""
    plain = re.sub(r"^(?:(?:the|an?|some|my|his|her|its|their|that|those|these|another|all)\s+)+", "", words.strip())
    return (
        re.sub(
            r"^(?:把|将|那|这)?(?:一|那|这)?(?:只|个|条|座|朵|把|顶|副|棵|辆|盏|艘|轮|件)(?=[\u3400-\u9fff]{1,})|^(?:上|出|着)(?=\S)",
            "",
            plain,
        ).strip()
        or words.strip()
    )


def _meant(clause: Clause, pronoun: str) -> str | None:
    """What a pronoun points to: a thing named in the request before, for "them" the last one put in, else the first."""
    subjects = clause.context.scene.present
    for one in reversed(subjects):
        if clause.before and re.search(
            rf"\b{re.escape(one.noun.lower())}\b|{re.escape(one.noun.lower())}", clause.before
        ):
            return one.noun
    plural = pronoun in {"them", "they", "these", "those"}
    if (plural or (pronoun in {"it", "one"} and not subjects)) and (last := _last_thing(clause)):
        return last
    return subjects[0].noun if subjects else None


def _last_thing(clause: Clause) -> str | None:
    for turn in reversed(clause.context.turns):
        for one in reversed(turn.actions):
            for name in ("with", "object"):
                if one.pipeline != "remove_object" and one.text(name):
                    return one.text(name)
    return None


def resolved(clause: Clause, words: str) -> str:
    """`words`, or the noun of the scene that they point to."""
    if _PRONOUN.match(words):
        return _meant(clause, words) or words
    key = canonical_noun(words)
    named = next((one.noun for one in clause.context.scene.present if canonical_noun(one.noun) == key), None)
    return words if named is None or " " in words else named
