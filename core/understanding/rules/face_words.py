"""Words of a face: expression, hair colour, hair, make-up (ChatEdit, tables 2 and 9), and finding them in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_VALUES: Final = tuple(
    (slot, value, re.compile(pattern))
    for slot, value, pattern in (
        ("expression", "no smiling", r"\b(?:no|not|stop|without(?: a)?|don't|isn't|less|quit) (?:smil|grin|laugh)\w*|\bneutral\b|\b(?:serious|stern|solemn|poker[- ]?face|straight face|deadpan|stony|unsmiling)\b|wipe (?:that |the )?(?:smile|grin)|不(?:要|再|准|许)?(?:微)?笑|别笑|严肃|没有笑|收起笑|面无表情|板着脸|高冷"),
        ("expression", "smiling", r"\bsmil\w*|\bgrin\w*|\bhapp(?:y|ier)\b|\bcheer(?:ful| (?:him|her|them|me) up)\b|\blaugh\w*|\bbeaming\b|\bjoyful\b|微笑|笑|开心|高兴|快乐"),
        ("expression", "angry", r"\bang(?:ry|rier|er)\b|\bmad\b(?! about)|\bfurious\b|\brag(?:e|ing)\b|\bscowl\w*|\bpissed\b|\bfuming\b|生气|愤怒|发怒|恼火|发火|怒"),
        ("expression", "sad", r"\bsad(?:der|ness)?\b|\bunhappy\b|\bgloomy\b|\btear(?:ful|s|y)\b|\bmelanchol\w+|\bheart-?broken\b|\bmiserable\b|\bdepressed\b|\b(?:cry|crying|weep\w*)\b|\bmournful\b|\bsorrow\w*|难过|悲伤|伤心|忧伤|不开心|忧郁|想哭|哭|沮丧|委屈"),
        ("expression", "disgust", r"\bdisgust\w*|\brepulsed\b|\bgrossed out\b|\brevolted\b|厌恶|恶心|嫌弃|反感"),
        ("expression", "surprise", r"\bsurpris\w*|\bastonish\w*|\bshock(?:ed)?\b|\bamazed\b|\bstunned\b|\bstartled\b|\bastounded\b|惊讶|吃惊|惊喜|震惊|惊呆|诧异|目瞪口呆"),
        ("expression", "fear", r"\bfear\w*|\bscared?\b(?! of)|\bafraid\b|\bfrighten\w*|\bterrif\w+|\bhorrified\b|\bspooked\b|害怕|恐惧|惊恐|惊慌|吓|怕|恐慌"),
        ("hair_color", "brown hair", r"\b(?:brown|brunette|chestnut|auburn)\b(?! eyes)|棕|褐|栗色"),
        ("hair_color", "blond hair", r"\bblond(?:e|er)?\b|\bgolden\b|\bfair hair|金(?:色|发|黄|毛)|(?<=发)金|染金|浅金"),
        ("hair_color", "black hair", r"\bblack\b|\bjet[- ]black|\braven\b|黑(?:色|发|的|头)|乌黑|染黑"),
        ("hair_color", "gray hair", r"\bgr[ae]y\b|\bsilver\b|\bwhite hair|灰(?:色|白|发|的|头)|染灰|银(?:色|发|灰)|白发|花白"),
        ("hair_color", "pink hair", r"\bpink\b(?! (?:cheeks?|lips?|lipstick))|粉(?:色|红|的|发|头)"),
        ("hair_color", "purple hair", r"\b(?:purple|violet|lavender)\b|紫(?:色|发|的|头)|染紫"),
        ("hair_color", "red hair", r"\b(?:red|ginger|redhead|copper)\b(?! (?:cheeks?|lips?|lipstick))|红(?:色|发|的|头)|染红"),
        ("hair", "no bangs", r"\b(?:no|without|remove|lose|get rid of|sweep(?:ing)? (?:away|back)|clear|brush back|pin (?:back|up)|cut(?: off)?|ditch) (?:the |her |his |those |any |my )*(?:bangs|fringe)|(?:bangs|fringe)\b.{0,30}(?:off (?:the |his |her )?(?:forehead|face)|gone|pinned back|out of)|(?:clear|bare|show (?:the|his|her)) forehead|(?:去掉|不要|没有|剪掉|去除|把)刘海|刘海.{0,4}(?:去掉|梳上去|不要|弄没|剪|撩|没了|往后)|露出?(?:额头|脑门)|额头露"),
        ("hair", "bangs", r"\bbangs\b|\bfringe\b|刘海"),
        ("hair", "receding hairline", r"\breced\w+|\bhairline\b|\bbald\w*|\bthinning\b|\bless hair on top\b|发际线|秃|谢顶|脱发|地中海"),
        ("hair", "sideburns", r"\bside[ -]?burns?\b|\bmutton ?chops\b|鬓角|鬓|络腮"),
        ("hair", "mustache", r"\bm(?:o)?ustaches?\b|\bmoustaches?\b|\bstache\b|八字胡|小胡子|髭|上唇.{0,2}胡"),
        ("hair", "goatee", r"\bgoat(?:ee|ie)\b|\bchin (?:beard|hair)\b|\bvan dyke\b|山羊胡|下巴.{0,4}胡"),
        ("hair", "no beard", r"\b(?:no|without|shave(?: off)?|remove|lose|get rid of|trim off) (?:the |his |that |any |a )?(?:beard|facial hair)|\bclean[- ]?shaven|\bshav(?:e|ed|ing)\b|\bbeardless\b|\bbeard (?:off|gone)|\bsmooth chin|刮(?:掉|干净|了)?胡|没有胡|不要胡|去掉胡|胡[子须].{0,4}(?:刮|去掉|剃)|剃"),
        ("makeup", "no makeup", r"\b(?:no|without|remove|less|wipe off|take off|get rid of|bare|lose|go easy on) (?:the |her |his |all |any |face |of )*(?:make[- ]?up|cosmetics)|\bbare[- ]?face|(?:不要|去掉|没有|卸|不化|去除)(?:掉|了)?妆|卸妆|素颜|妆.{0,3}(?:卸|去掉)"),
        ("makeup", "heavy makeup", r"\b(?:heav(?:y|ier)|strong(?:er)?|more|full|bold|thick|dramatic|glam\w*|lots of|add|some|put on|with|apply) (?:\w+ )?make[- ]?up|\bmake[- ]?up\b|\bglam(?:orous)?\b|浓妆|化(?:个|点)?(?:大)?妆|妆.{0,2}(?:浓|重)|上(?:个)?妆|大妆"),
        ("makeup", "lipstick", r"\blip[- ]?(?:stick|gloss)\b|\bred lips\b|\bpaint(?:ed)? lips|口红|唇膏|唇彩|涂.{0,2}唇|红唇|嘴唇.{0,4}[红艳]"),
        ("makeup", "bushy eyebrows", r"\b(?:bushy|bushier|thick(?:er)?|full(?:er)?|heav(?:y|ier)|big(?:ger)?) (?:eye)?brows?\b|\b(?:eye)?brows?\b.{0,14}(?:bush|thick|full)|\b(?:thicken|fill in|bush out) (?:\w+ )?(?:eye)?brows?|浓(?:密的?)?眉|眉毛.{0,4}(?:浓|粗|密)|粗眉"),
        ("makeup", "rosy cheeks", r"\b(?:rosy|rosier|pink|red|flushed) cheeks?\b|\bblush\b|\bcheeks?\b.{0,12}(?:ros|pink|blush|flush)|腮红|红润|脸(?:颊|蛋)?.{0,3}红(?!发)|红(?:扑扑|脸)|气色"),
        ("makeup", "pale skin", r"\bpal(?:e|er)\b|\b(?:fair|light|white)(?:er)? (?:skin|complexion)|\bporcelain\b|白(?:皙|净|嫩)|皮肤.{0,4}白|苍白|[煞惨]白|肤色.{0,3}白|美白|脸色.{0,3}白|调白|白一点"),
        ("makeup", "big eyes", r"\b(?:big|bigger|large|larger|huge|enlarge\w*) (?:the |her |his )?eyes?\b|\beyes?\b.{0,12}(?:big|large)|大眼|眼睛?.{0,6}大"),
    )
)  # fmt: skip

KEYWORDS: Final = {
    "smiling": r"smil|grin|happy|laugh|笑", "no smiling": r"serious|stern|neutral|严肃", "angry": r"angry|anger|mad|生气|愤怒",
    "sad": r"\bsad|难过|悲伤|伤心", "disgust": r"disgust|厌恶|恶心", "surprise": r"surpris|shock|惊", "fear": r"fear|scare|afraid|怕|恐",
    "brown hair": r"brown|棕|褐", "blond hair": r"blond|gold|金", "black hair": r"black|黑", "gray hair": r"gr[ae]y|silver|灰|银|白发",
    "pink hair": r"pink|粉", "purple hair": r"purple|violet|紫", "red hair": r"\bred\b|ginger|红(?!润|唇|脸)",
    "receding hairline": r"hairline|reced|bald|发际|秃", "sideburns": r"side[ -]?burn|chops|鬓", "bangs": r"bangs|fringe|刘海",
    "no bangs": r"no bangs", "mustache": r"m(?:o)?u?stache|胡", "goatee": r"goatee|beard|胡", "no beard": r"shav|clean|刮|剃",
    "no makeup": r"no make-?up|bare|素颜|卸", "heavy makeup": r"make-?up|妆", "lipstick": r"lip|唇|口红",
    "bushy eyebrows": r"brow|眉", "rosy cheeks": r"cheek|ros[ye]|blush|腮", "pale skin": r"pale|skin|白", "big eyes": r"eyes|眼",
}  # fmt: skip
"""What short words point to a value that is already in force."""

OPPOSITES: Final = {
    "smiling": "no smiling", "bangs": "no bangs", "mustache": "no beard", "goatee": "no beard",
    "heavy makeup": "no makeup", "lipstick": "no makeup", "rosy cheeks": "no makeup",
}  # fmt: skip
"""What takes a value away that nobody asked for, so that it must be in the photo."""

_HAIR: Final = re.compile(r"\bhair(?!line)|blond|brunette|redhead|发(?!际)")


@dataclass(frozen=True)
class Mention:
    """A value of a face slot that a text names, and where."""

    slot: str
    value: str
    start: int
    end: int


def mentions(text: str, *, colors: bool = False) -> list[Mention]:
    """The values named in `text`, in the order of the words. A colour is one of hair where hair is named, or `colors`."""
    out: list[Mention] = []
    rest = text
    with_colors = colors or bool(_HAIR.search(text))
    for slot, value, pattern in _VALUES:
        if slot == "hair_color" and not with_colors:
            continue
        if match := pattern.search(rest):
            out.append(Mention(slot, value, match.start(), match.end()))
            rest = f"{rest[: match.start()]}{'_' * len(match.group())}{rest[match.end() :]}"
    return sorted(out, key=lambda one: one.start)


def speaks_of_hair(text: str) -> bool:
    """Whether hair is named, so that a colour is a colour of hair."""
    return bool(_HAIR.search(text))
