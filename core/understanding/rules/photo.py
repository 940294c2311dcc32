"""Requests that change a picture as a whole: tone, geometry, background, repair."""

from __future__ import annotations

import re
from typing import Final

from core.catalogue import COLORS, action
from core.lexicon import color_key
from core.pipeline import Action
from core.understanding.rules.clause import Clause
from core.understanding.rules.numbers import amount, number

_BRIGHTER: Final = re.compile(
    r"\b(?:bright(?:er|en)|lighter|lighten|more (?:light|brightness)|(?:increase|raise|turn up|up|boost|more).{0,16}brightness|too dark|brightness up)\b|(?:调|变|更|再|弄)?(?:(?<![月漂明太])亮(?!度)|明亮)|(?:提高|增加|加|调高).{0,4}亮度|亮度.{0,4}(?:提高|增加|调高|加)|太暗|提亮"
)
_DARKER: Final = re.compile(
    r"\b(?:dark(?:er|en)|dim(?:mer)?|less (?:bright|light|brightness)|(?:decrease|reduce|lower|turn down).{0,16}brightness|(?:turn|tone|bring) (?:the )?(?:lights?|exposure|it) down|too bright|brightness down)\b|(?:调|变|更|再|弄)?暗|(?:降低|减少|调低|减).{0,4}亮度|亮度.{0,4}(?:降低|减少|调低|减)|太亮"
)
_BRIGHTNESS: Final = re.compile(r"\bbrightness\b|亮度")
_CONTRAST: Final = re.compile(
    r"\bcontrast(?:y)?\b|\bpunch(?:ier|y)?\b|\b(?:more )?pop\b|washed out|\bflat looking\b|对比度?|反差"
)
_LESS: Final = re.compile(r"\b(?:less|lower|decrease|reduce|down|soften|minus|too much)\b|降低|减|低一?点|少|弱|-\d")
_ROTATE: Final = re.compile(
    r"\b(?:rotate[ds]?|rotating|turn (?:it|this|the (?:picture|image|photo))(?: to the)?(?: (?:left|right|clockwise|counter|anti|upside|around|sideways|\d|by|ninety))|spin|tilt|sideways|crooked|(?:quarter|half)(?: a)? turn|upside ?down|(?:turn|put) it (?:right|left|upright|the right way))|旋转|倒了|歪了|转(?:动|过来|一?下)?(?=.{0,4}[\d一二三四五六七八九十度圈])|[顺逆]时针|转\S{0,4}度|向[左右]转|倒过来|颠倒过来|上下颠倒"
)
_CLOCKWISE: Final = re.compile(
    r"(?<!counter)(?<!counter-)(?<!counter )(?<!anti)(?<!anti-)(?<!anti )clockwise|\bright\b|顺时针|向右|往右|右转"
)
_COUNTER: Final = re.compile(r"counter[- ]?clockwise|anti[- ]?clockwise|\bleft\b|逆时针|向左|往左|左转")
_FLIP: Final = re.compile(
    r"\b(?:flip|mirror(?!s\b| on|ed ball)|reverse it|swap (?:the )?(?:left and right|right and left|sides))\b|翻转|镜像|对称翻|左右(?:颠倒|对调|反)|水平翻|垂直翻|上下翻"
)
_VERTICAL: Final = re.compile(r"\bvertical(?:ly)?\b|upside|top to bottom|up ?down|垂直|上下|竖直")
_CROP: Final = re.compile(
    r"\b(?:crop|trim|cut (?:it )?(?:down )?(?:to|into) (?:an? )?(?:square|\d+:\d+))\b|^(?:make (?:it|this) |a |i need it )?(?:square|portrait format|landscape format|wide ?screen)(?: format)?$|裁|(?:比例|尺寸|画幅)(?:$|改|换|要|的)|壁纸的?(?:比例|尺寸|大小)|剪成|截成"
)
_UPSCALE: Final = re.compile(
    r"\b(?:upscale|up-?res|enlarge (?:it|this|the (?:picture|image|photo))|super[- ]?resolution|(?:higher|better|more) res(?:olution)?|too small|high-?res|hi-?res|sharpen|sharper|crisper|(?:increase|double|triple|quadruple|raise) the (?:resolution|size)|blow (?:it|this|that) up|blow up|bigger,? (?:\d ?x?|two|three|four)|(?:bigger|larger) (?:file|image|picture)|make (?:it|this) (?:\d|two|three|four|twice) ?(?:x|times)? (?:bigger|larger|the size)|\d ?x (?:bigger|larger|the size))\b|放大(?!镜)|清楚(?:一?点|些)|分辨率|超分|更清晰|提高(?:分辨率|清晰度)|高清|锐化|变清晰|清晰一?点"
)
_OUTPAINT: Final = re.compile(
    r"\b(?:outpaint|uncrop|zoom out|extend|expand|widen|more (?:room|space|sky|canvas|of the \w+) (?:on|at|to|above|below|around)|(?:continue|grow) the (?:picture|scene|image|canvas)|show (?:me )?(?:more|what's) (?:of|to|on|beyond|around))\b|扩(?:展|大|图|充|一下|出)|扩$|(?:上|下|左|右|四周|周围|两边)[面边]?.{0,3}(?:再|多).{0,3}(?:画|补|留|加)一?[点些]|[往向][外左右上下].{0,4}(?:画|扩|延|展|补)|延伸|延展"
)
_REMOVE_BACKGROUND: Final = re.compile(
    r"\b(?:remove|erase|delete|cut out|get rid of|drop|strip|take (?:away|out)|lose|clear|no)\b.{0,12}\b(?:background|backdrop|bg)\b|\b(?:background|backdrop|bg)\b.{0,10}\b(?:removed|removal|transparent|gone|off)\b|\b(?:transparent background|cut ?out the (?:subject|person|object|cat|dog)|isolate the)|(?:去掉|去除|删掉|移除|删除|抠掉|不要|拿掉|清除|抹掉|去)(?:它的|图片|照片)?的?背景|抠图|抠出来|背景(?:去掉|删掉|透明|不要|去除|抠掉|移除)|透明背景"
)
_BLUR: Final = re.compile(
    r"\b(?:blur(?:ry|red)?|bokeh|portrait (?:mode|look)|depth of field|out of focus|soften|fuzzy|unsharp)\b.{0,20}(?:background|backdrop|behind)?|(?:虚化|模糊).{0,4}背景|背景.{0,6}(?:虚化|模糊)|人像模式|景深"
)
_RESTORE: Final = re.compile(
    r"\b(?:restor(?:e|ing|ation)|repair|denoise|de-noise|(?:remove|get rid of|fix|clean|erase|take out) (?:up )?(?:the |all |those |its )*(?:noise|scratch\w*|grain|creases?|stains?|tears?|cracks?|dust|spots|damage|blotches|folds?)|clean (?:it |this )?up|fix (?:the |this |up |my )*(?:old|damaged|scratched|torn|faded)|less (?:nois[ey]|grain\w*)|(?:full of|lots of|are|got|has|have|these|those|the) scratches|grainy|be (?:saved|rescued|fixed|restored))\b|修复|去噪|降噪|去(?:掉|除)?(?:划痕|折痕|污渍|噪点)|翻新|(?<![装])修(?:一下|一修|修|好|补|旧|整|$)|能修|有划痕|划痕.{0,4}(?:去|修)|噪点"
)
_COLORIZE: Final = re.compile(
    r"\b(?:colou?ri[sz]e|add (?:some )?colou?rs?(?: to (?:this|the|it|my)\b|$)|bring colou?r (?:to|back)|back to (?:full )?colou?r|give (?:it|this) (?:some )?colou?r|^(?:and )?(?:it |this |them |him |her )?in (?:full )?colou?r|(?:make|turn|have|want|see) (?:it |this |them |him |her )?(?:in |into |in full )?(?:full )?colou?r(?:ed|ful)?$)\b|上(?:个|点|下)?色|(?:变|弄|改|换|做)(?:成)?彩色|加上?颜色|彩色化|黑白.{0,6}彩色"
)
_TINT: Final = re.compile(
    r"\b(?:tint|tone|paint (?:the )?(?:whole|entire)|colou?r (?:the )?(?:whole|entire)|wash|hue|cast|filter|(?:make|turn) (?:the )?(?:whole|entire|everything)|warm(?:er)?|cooler)\b|色调|染成|染上|整[张幅个](?:图|画|照片|画面)|偏[红橙黄绿蓝紫粉]|暖|冷色|滤镜"
)
_SKETCH: Final = re.compile(
    r"\b(?:sketch|doodle|scribble|draft|line ?art|(?:rough |my |kid'?s? |child'?s )drawing|stick figures?|napkin|outline)\b(?=.*\b(?:into|proper|real|finished?|picture|render|life|illustration|painting|work up|polish|colou?r it in))|"
    r"\b(?:finish|polish|render|flesh out|turn|bring|work up|make|convert)\b.*\b(?:my|this|the|his|her|their|kid'?s?) (?:\w+ )?(?:sketch|doodle|scribble|draft|line ?art|drawing)\b(?! (?:in|to|into) (?:an? )?(?:\w+ )?style)|"
    r"(?:草图|涂鸦|草稿|线稿|手稿|简笔画|随手画|随便画).*(?:变|成|完成|完善|上|弄|真|渲染)|(?:完善|完成|润色|渲染).*(?:草图|涂鸦|草稿|线稿|手稿)"
)
_SKETCHED: Final = re.compile(
    r"(?:sketch|doodle|scribble|draft|drawing) of (?:an? |the |my )?(?P<x>[\w' -]+?)(?= into| to\b|,|$)|(?P<y>[\u3400-\u9fff]{1,6}?)的?(?:草图|涂鸦|草稿|线稿|手稿)(?<!我的草图)"
)
_DYED: Final = re.compile(r"^(?!(?:把|将|给)?(?:整|图|照片|画|全|它|这))[\u4e00-\u9fff]{1,6}染[成上]")
_WHOLE_COLOR: Final = re.compile(
    r"^(?:make|turn|colou?r|paint|tint|wash|now|and)? ?(?:it|this|that|(?:the |this )?(?:whole )?(?:picture|photo|image|thing)|everything|all of it)?(?: all| look)?(?: in| to| into)? ?(?:a bit |more |very )?(?P<c>red|orange|green|sky blue|blue|purple|brown|yellow|pink)(?:ish)?$"
)
_ASPECTS: Final = (
    (re.compile(r"(?<!\d)(\d{1,2})\s*(?::|x|by|to|比|：)\s*(\d{1,2})(?!\d)|(\d{1,2})\s*[比：]\s*(\d{1,2})"), ""),
    (re.compile(r"\bsquare\b|正方形|方形|方的"), "1:1"),
    (re.compile(r"\b(?:wide ?screen|wide|cinematic|panoram\w+|landscape)\b|宽屏|宽幅|横幅|横版"), "16:9"),
    (re.compile(r"\b(?:phone wallpaper|tall|story|vertical|portrait)\b|竖屏|竖幅|竖版|手机壁纸"), "9:16"),
)  # fmt: skip


def read_sketch(clause: Clause) -> tuple[Action, ...] | None:
    """The user's own drawing, which is to become a picture."""
    if not clause.is_photo or not _SKETCH.search(clause.raw):
        return None
    of = _SKETCHED.search(clause.raw)
    words = (of["x"] or of["y"]) if of else None
    if words is None and (
        into := re.search(
            r"(?:into (?:an? |the )?|成)(?:一[幅张只个条座])?(?P<x>[\w' -]+?|[\u3400-\u9fff]+)$", clause.text
        )
    ):
        plain = re.sub(
            r"\b(?:proper|real|finished|full|nice|actual|picture|image|painting|illustration|photo|art\w*|drawing|colou?r|one)\b|真正|完整|成品|正式|漂亮|好看|的|[图画]",
            "",
            into["x"],
        ).strip()
        words = plain or None
    return (action("sketch_to_image", prompt=words),) if words else (action("sketch_to_image"),)


def read_photo(clause: Clause) -> tuple[Action, ...] | None:
    """The actions on the whole picture that `clause` asks for, in the order of its words."""
    text = clause.text
    if not clause.has_picture and len(text) > 40:
        return None
    if (found := _background(text, photo=clause.is_photo)) is not None:
        return (found,)
    places = _crop_and_tone(text)
    if places:
        return places
    for read in (_repair, _geometry, _tone):
        if found := read(text):
            return found
    if clause.is_photo and (match := _WHOLE_COLOR.match(text)) and match["c"] in COLORS:
        return (action("adjust_color", color=match["c"]),)
    return None


def _crop_and_tone(text: str) -> tuple[Action, ...] | None:
    """A ratio beside a change of tone: "brighter, and in 16:9"."""
    ratio = _ASPECTS[0][0].search(text)
    if not ratio or not (aspect_ := aspect(text)) or ":" not in ratio.group():
        return None
    tone = _tone(f"{text[: ratio.start()]} {text[ratio.end() :]}")
    crop = (action("crop", aspect=aspect_),)
    if not tone:
        return crop if _CROP.search(text) or re.fullmatch(r"\D{0,24}\d+\s*[:：]\s*\d+\D{0,16}", text) else None
    first = re.search(r"bright|dark|light|contrast|亮|暗|对比", text)
    return (*crop, *tone) if first and first.start() > ratio.start() else (*tone, *crop)


def _background(text: str, *, photo: bool) -> Action | None:
    if photo and re.search(
        r"\bcut (?:me|him|her|it|them|us|out|the \w+) ?(?:\w+ )?out\b|\bcut out (?:me|him|her|it|them|us|the (?:subject|person|object))|\bisolate (?:me|him|her|it|them|the)|抠(?:图|出|下来|一下)",
        text,
    ):
        return action("remove_background")
    if _REMOVE_BACKGROUND.search(text) and not re.search(r"\band (?:put|replace)|replace", text):
        return action("remove_background")
    if _BLUR.search(text) and re.search(
        r"background|backdrop|behind|the rest|everything (?:else|but)|portrait|bokeh|depth|背景|人像|景深", text
    ):
        return action("blur_background")
    return None


def _geometry(text: str) -> tuple[Action, ...] | None:
    if _FLIP.search(text) and not re.search(r"\bflip ?flops?\b", text):
        return (action("flip", direction="vertical" if _VERTICAL.search(text) else "horizontal"),)
    if _ROTATE.search(text) or re.search(
        r"\b\d+(?:\.\d+)? ?(?:degrees?|deg|°)|\d+ ?度|(?:^|\b(?:by|needs?|another|turn it) )(?:90|180|270)$", text
    ):
        return (action("rotate", degrees=degrees(text)),)
    if _CROP.search(text):
        return (action("crop", aspect=aspect(text) or "1:1"),)
    if _UPSCALE.search(text) and not re.search(r"放大(?:它|他|她)?的?[\u4e00-\u9fff]{1,4}(?:眼|嘴|头|耳)", text):
        factor = (
            2.0
            if re.search(r"\bdouble|两倍|一倍", text)
            else 3.0
            if re.search(r"\btripl|三倍", text)
            else 4.0
            if "quadrupl" in text
            else _factor(text)
        )
        return (action("upscale", factor=factor) if factor and 1 <= factor <= 4 else action("upscale"),)
    if _OUTPAINT.search(text) and not re.search(r"brightness|contrast", text):
        side = direction(text)
        return (action("outpaint", direction=side) if side else action("outpaint"),)
    return None


def _factor(text: str) -> float | None:
    if match := re.search(r"(\d(?:\.\d+)?) ?(?:x|times|×|倍)|x ?(\d)", text):
        return float(match.group(1) or match.group(2))
    return number(re.sub(r"\b(?:one|once|first|second|a)\b|\d+ ?(?:px|k|p|cm|dpi)", "", text))


def degrees(text: str) -> int | float:
    """The angle asked for, counterclockwise in 0..360; "clockwise 90" is 270, no number is a quarter turn."""
    if re.search(r"upside ?down|half(?: a)? turn|颠倒|倒过来|倒了|半圈", text):
        return 180
    turned = number(text)
    value = 90.0 if turned is None else turned % 360
    if _CLOCKWISE.search(text) and not _COUNTER.search(text):
        value = (360 - value) % 360
    return int(value) if value.is_integer() else value


def aspect(text: str) -> str | None:
    """The ratio asked for, such as 16:9."""
    for pattern, ratio in _ASPECTS:
        if match := pattern.search(text):
            if ratio:
                return ratio
            one, two = [int(group) for group in match.groups() if group][:2]
            return f"{one}:{two}" if 0 < one <= 32 and 0 < two <= 32 else None
    return None


def direction(text: str) -> str | None:
    """The side to extend to; None where none is named."""
    for side, pattern in (
        ("all", r"\b(?:all|every|each|four|both) (?:sides?|directions?|around|ways)|四周|四面|各个方向|所有方向|周围"),
        ("left", r"\bleft|左"), ("right", r"\bright|右"), ("up", r"\b(?:up|top|above|upwards?)\b|上"),
        ("down", r"\b(?:down|bottom|below|downwards?)\b|下"),
    ):  # fmt: skip
        if re.search(pattern, text):
            return side
    return None


def _repair(text: str) -> tuple[Action, ...] | None:
    found: list[Action] = []
    if _RESTORE.search(text):
        found.append(action("restore"))
    if _COLORIZE.search(text):
        found.append(action("colorize"))
    return tuple(found) or None


def _tone(text: str) -> tuple[Action, ...] | None:
    found: list[Action] = []
    plain = text
    if match := _CONTRAST.search(text):
        value = amount(_beside(text, match, _BRIGHTNESS), 20)
        found.append(
            action(
                "adjust_contrast", percent=_signed(value, less=bool(_LESS.search(_beside(text, match, _BRIGHTNESS))))
            )
        )
        plain = text.replace(_beside(text, match, _BRIGHTNESS), " ")
    if re.search(r"\b(?:hair|skin|dress|hat|shirt|car|room|eyes?|cat|dog)\b|头发|皮肤|衣服|眼睛|灯", text):
        return tuple(found) or None
    brighter, darker = _BRIGHTER.search(plain), _DARKER.search(plain)
    if brighter or darker:
        found.append(
            action("adjust_brightness", percent=_signed(amount(plain, 20), less=bool(darker) and not brighter))
        )
    elif _BRIGHTNESS.search(plain):
        found.append(action("adjust_brightness", percent=_signed(amount(plain, 20), less=bool(_LESS.search(plain)))))
    if len(found) == 2 and text.find("contrast") > min(
        at for word in ("bright", "dark", "light", "亮") if (at := text.find(word)) >= 0
    ):
        found.reverse()
    return tuple(found) or ((tint,) if (tint := _tint(text)) else None)


def _beside(text: str, match: re.Match[str], other: re.Pattern[str]) -> str:
    """The part of `text` that goes with `match`: all of it, or up to where the other kind is spoken of."""
    clash = other.search(text) or _BRIGHTER.search(text) or _DARKER.search(text)
    if clash is None:
        return text
    joint = re.search(r"\band\b|,|，|和|、", text)
    if joint is None:
        return text
    return text[: joint.start()] if match.start() < joint.start() else text[joint.end() :]


def _tint(text: str) -> Action | None:
    if not _TINT.search(text) or _DYED.match(text):
        return None
    if re.search(r"\bwarm(?:er)?\b|暖", text):
        return action("adjust_color", color="orange")
    if re.search(r"\bcooler\b|冷色|偏冷", text):
        return action("adjust_color", color="blue")
    named = next(
        (color for color in sorted(COLORS, key=len, reverse=True) if re.search(rf"\b{color}(?:ish)?\b", text)), None
    )
    if named is None:
        han = re.search(r"天蓝|浅蓝|[红橙橘黄绿蓝紫粉棕]", text)
        named = color_key(han.group()) if han else None
    if named not in COLORS:
        return None
    share = re.search(r"(\d+)\s*(?:%|percent)", text)
    return (
        action("adjust_color", color=named, intensity=min(100, int(share.group(1))) / 100)
        if share
        else action("adjust_color", color=named)
    )


def _signed(value: float, *, less: bool) -> int | float:
    plain = int(value) if float(value).is_integer() else value
    return -plain if less else plain
