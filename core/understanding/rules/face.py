"""Requests about a face: expression, hair colour, hair, make-up (ChatEdit, tables 2 and 9)."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import action
from core.face import FACE_SLOTS
from core.pipeline import Action
from core.understanding.rules.clause import Clause

_VALUES: Final = tuple(
    (slot, value, re.compile(pattern))
    for slot, value, pattern in (
        ("expression", "no smiling", r"\b(?:no|not|stop|without(?: a)?|don't|isn't|less) smil\w*|\bneutral (?:expression|face|look)|\bserious\b|wipe (?:that |the )?smile|remove the smile|不(?:要|再)?(?:微)?笑|别笑|严肃|没有笑|收起笑"),
        ("expression", "smiling", r"\bsmil\w*|\bgrin\w*|\bhapp(?:y|ier)\b|\bcheerful\b|\blaugh\w*|微笑|笑|开心|高兴|快乐"),
        ("expression", "angry", r"\bang(?:ry|rier|er)\b|\bmad\b|\bfurious\b|\bupset\b|生气|愤怒|发怒|恼火"),
        ("expression", "sad", r"\bsad(?:der|ness)?\b|\bunhappy\b|\bgloomy\b|\btearful\b|\bmelanchol\w+|难过|悲伤|伤心|忧伤|不开心"),
        ("expression", "disgust", r"\bdisgust\w*|\brepulsed\b|厌恶|恶心|嫌弃"),
        ("expression", "surprise", r"\bsurpris\w*|\bastonish\w*|\bshocked\b|\bamazed\b|惊讶|吃惊|惊喜|震惊"),
        ("expression", "fear", r"\bfear\w*|\bscared\b|\bafraid\b|\bfrightened\b|\bterrified\b|害怕|恐惧|惊恐|惊慌"),
        ("hair_color", "brown hair", r"\b(?:brown|brunette|chestnut|auburn)\b(?!.*eyes)|棕(?:色)?|褐色|栗色"),
        ("hair_color", "blond hair", r"\bblond(?:e)?\b|\bgolden\b|\bfair hair|金(?:色|发|黄)?头?发?|浅金"),
        ("hair_color", "black hair", r"\bblack\b|\bjet[- ]black|\braven\b|黑(?:色|发)|乌黑"),
        ("hair_color", "gray hair", r"\bgr[ae]y\b|\bsilver\b|\bwhite hair|灰(?:色|白|发)|银(?:色|发)|白发"),
        ("hair_color", "pink hair", r"\bpink\b(?=.*hair)|(?<=hair )pink|粉(?:色|红)?(?:的)?头?发|头发.{0,4}粉"),
        ("hair_color", "purple hair", r"\b(?:purple|violet|lavender)\b|紫(?:色|发)"),
        ("hair_color", "red hair", r"\b(?:red|ginger|redhead)\b(?=.*hair)|(?<=hair )red|redhead|\bginger\b|红(?:色)?(?:的)?头?发|头发.{0,4}红"),
        ("hair", "no bangs", r"\b(?:no|without|remove|lose|get rid of|sweep(?:ing)? away|clear) (?:the |her |his |those |any )?(?:bangs|fringe)|(?:去掉|不要|没有|剪掉|去除|把)刘海|刘海.{0,4}(?:去掉|梳上去|不要)|露出额头"),
        ("hair", "bangs", r"\bbangs\b|\bfringe\b|刘海"),
        ("hair", "receding hairline", r"\breced\w+|\bhairline\b|\bbald\w*|\bthinning\b|发际线|秃|谢顶"),
        ("hair", "sideburns", r"\bside ?burns?\b|\bmutton ?chops\b|鬓角|鬓"),
        ("hair", "mustache", r"\bm(?:o)?ustaches?\b|\bmoustaches?\b|\bstache\b|八字胡|小胡子|髭|上唇.{0,2}胡"),
        ("hair", "goatee", r"\bgoatee\b|\bchin beard\b|山羊胡|下巴.{0,3}胡"),
        ("hair", "no beard", r"\b(?:no|without|shave(?: off)?|remove|lose|get rid of|trim off) (?:the |his |that |any |a )?(?:beard|facial hair)|\bclean[- ]?shaven|\bshave\b|\bbeardless\b|刮(?:掉|干净|了)?胡|没有胡|不要胡|去掉胡|胡[子须].{0,4}(?:刮|去掉|剃)|剃"),
        ("makeup", "no makeup", r"\b(?:no|without|remove|less|wipe off|take off|get rid of|bare|lose) (?:the |her |his |all |any |face |of )*(?:make[- ]?up|cosmetics)|\bbare[- ]?face|(?:不要|去掉|没有|卸|不化|去除)(?:掉|了)?妆|卸妆|素颜|妆.{0,3}(?:卸|去掉)"),
        ("makeup", "heavy makeup", r"\b(?:heav(?:y|ier)|strong(?:er)?|more|full|bold|thick|dramatic|glam\w*|lots of|add|some|put on|with|apply) (?:\w+ )?make[- ]?up|\bmake[- ]?up\b|浓妆|化妆|妆.{0,2}浓|上妆"),
        ("makeup", "lipstick", r"\blip ?(?:stick|gloss)\b|\bred lips\b|\bpaint(?:ed)? lips|口红|唇膏|涂.{0,2}唇|红唇"),
        ("makeup", "bushy eyebrows", r"\b(?:bushy|bushier|thick(?:er)?|full(?:er)?|heavy) (?:eye)?brows?\b|\b(?:eye)?brows?\b.{0,14}(?:bush|thick|full)|浓(?:密的?)?眉|眉毛.{0,4}(?:浓|粗|密)|粗眉"),
        ("makeup", "rosy cheeks", r"\b(?:rosy|rosier|pink|red|flushed) cheeks?\b|\bblush\b|\bcheeks?\b.{0,12}(?:ros|pink|blush|flush)|腮红|红润|脸(?:颊|蛋).{0,3}红|红(?:扑扑|脸)"),
        ("makeup", "pale skin", r"\bpal(?:e|er)\b|\b(?:fair|light|white)(?:er)? (?:skin|complexion)|\bporcelain\b|白(?:皙|净|嫩)|皮肤.{0,4}白|苍白|肤色.{0,3}白|美白"),
        ("makeup", "big eyes", r"\b(?:big|bigger|large|larger|huge|enlarge\w*) (?:the |her |his )?eyes?\b|\beyes?\b.{0,12}(?:big|large)|大眼|眼睛.{0,4}大"),
    )
)  # fmt: skip
_FACE_WORDS: Final = re.compile(
    r"\b(?:hair|face|makeup|make-up|beard|mustache|moustache|goatee|bangs|fringe|sideburns?|hairline|eyebrows?|brows?|lips?(?:tick)?|cheeks?|skin|eyes?|smil\w+|expression|look(?:s|ing)?|blond\w*|brunette|shave\w*|shaven|she|he|her|him|his)\b|头发|脸|妆|胡|刘海|鬓|发际线|眉|口红|唇|腮|皮肤|肤色|眼睛|笑|表情|金发|黑发|她|他|白皙|素颜|生气|难过|惊讶|害怕|伤心"
)
_DROP: Final = re.compile(
    r"\b(?:forget|drop|undo|cancel|skip|scratch|go back on|never ?mind|take back|no longer|don't want|do not want|without|lose|remove|ditch|not)\b.{0,24}$|(?:不要|取消|算了|去掉|别要|忘了|不想要|撤掉|还是别).{0,10}"
)


def read_face(clause: Clause) -> tuple[Action, ...] | None:
    """The change of the face that `clause` asks for."""
    context = clause.context
    if not clause.has_picture or clause.is_question or len(clause.text) > 240:
        return None
    if context.picture == "drawing" and not context.has_upload:
        return None
    if not _FACE_WORDS.search(clause.text):
        return None
    found = _values(clause.text)
    if not found:
        return None
    held = {value for values in (context.face or {}).values() for value in values}
    dropped = [(slot, value) for slot, value in found if value in held and _DROP.search(clause.text)]
    if dropped:
        return (action("edit_face", unset=_by_slot(dropped)),)
    return (action("edit_face", set=_by_slot(found)),)


def _values(text: str) -> list[tuple[str, str]]:
    """The values named in `text`, a longer phrase before a shorter one of the same words."""
    out: list[tuple[str, str]] = []
    rest = text
    for slot, value, pattern in _VALUES:
        match = pattern.search(rest)
        if match is None:
            continue
        if slot == "hair_color" and not re.search(r"hair|blond|brunette|发", text):
            continue
        out.append((slot, value))
        rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    return out


def _by_slot(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for slot in FACE_SLOTS:
        values = [value for name, value in pairs if name == slot]
        if values:
            out[slot] = values[-1:] if slot in {"expression", "hair_color"} else values
    return out
