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
    r"\b(?:bright(?:er|en)|lighter|lighten|more (?:light|brightness)|(?:increase|raise|turn up|up|boost|more).{0,16}brightness|too dark|brightness up)\b|(?:调|变|更|再|弄)?(?:亮(?!度)|明亮)|(?:提高|增加|加|调高).{0,4}亮度|亮度.{0,4}(?:提高|增加|调高|加)|太暗|提亮"
)
_DARKER: Final = re.compile(
    r"\b(?:dark(?:er|en)|dim(?:mer)?|less (?:bright|light|brightness)|(?:decrease|reduce|lower|turn down).{0,16}brightness|too bright|brightness down)\b|(?:调|变|更|再|弄)?暗|(?:降低|减少|调低|减).{0,4}亮度|亮度.{0,4}(?:降低|减少|调低|减)|太亮"
)
_BRIGHTNESS: Final = re.compile(r"\bbrightness\b|亮度")
_CONTRAST: Final = re.compile(r"\bcontrast(?:y)?\b|\bpunchier\b|对比度?|反差")
_LESS: Final = re.compile(r"\b(?:less|lower|decrease|reduce|down|soften|minus|too much)\b|降低|减|低一?点|少|弱|-\d")
_ROTATE: Final = re.compile(
    r"\b(?:rotate[ds]?|rotating|turn (?:it|this|the (?:picture|image|photo))(?: to the)?(?: (?:left|right|clockwise|counter|anti|upside|around|sideways|\d|by|ninety))|spin|tilt)|旋转|转(?:动|过来|一?下)?(?=.{0,4}[\d一二三四五六七八九十度圈])|[顺逆]时针|转\S{0,4}度|向[左右]转|倒过来|颠倒过来|上下颠倒"
)
_CLOCKWISE: Final = re.compile(
    r"(?<!counter)(?<!counter-)(?<!counter )(?<!anti)(?<!anti-)(?<!anti )clockwise|\bright\b|顺时针|向右|往右|右转"
)
_COUNTER: Final = re.compile(r"counter[- ]?clockwise|anti[- ]?clockwise|\bleft\b|逆时针|向左|往左|左转")
_FLIP: Final = re.compile(
    r"\b(?:flip|mirror(?!s\b| on|ed ball)|reverse it)\b|翻转|镜像|对称翻|左右(?:颠倒|对调|反)|水平翻|垂直翻|上下翻"
)
_VERTICAL: Final = re.compile(r"\bvertical(?:ly)?\b|upside|top to bottom|up ?down|垂直|上下|竖直")
_CROP: Final = re.compile(r"\b(?:crop|trim|cut (?:it )?(?:to|into) (?:a )?square)\b|裁|剪成|截成")
_UPSCALE: Final = re.compile(
    r"\b(?:upscale|up-?res|enlarge (?:it|this|the (?:picture|image|photo))|super[- ]?resolution|higher resolution|high-?res|hi-?res|sharpen|sharper|(?:increase|double) the (?:resolution|size))\b|放大(?!镜)|超分|更清晰|提高(?:分辨率|清晰度)|高清|锐化|变清晰|清晰一?点"
)
_OUTPAINT: Final = re.compile(
    r"\b(?:outpaint|uncrop|zoom out|extend|expand|widen)\b|扩(?:展|大|图|充)|往外画|延伸|向外"
)
_REMOVE_BACKGROUND: Final = re.compile(
    r"\b(?:remove|erase|delete|cut out|get rid of|drop|strip|take (?:away|out)|lose|clear|no)\b.{0,12}\b(?:background|backdrop|bg)\b|\b(?:background|backdrop|bg)\b.{0,10}\b(?:removed|removal|transparent|gone|off)\b|\b(?:transparent background|cut ?out the (?:subject|person|object|cat|dog)|isolate the)|(?:去掉|去除|删掉|移除|删除|抠掉|不要|拿掉|清除|抹掉|去)(?:它的|图片|照片)?的?背景|抠图|抠出来|背景(?:去掉|删掉|透明|不要|去除|抠掉|移除)|透明背景"
)
_BLUR: Final = re.compile(
    r"\b(?:blur(?:ry|red)?|bokeh|portrait (?:mode|look)|depth of field|out of focus|soften)\b.{0,20}(?:background|backdrop|behind)?|(?:虚化|模糊).{0,4}背景|背景.{0,6}(?:虚化|模糊)|人像模式|景深"
)
_RESTORE: Final = re.compile(
    r"\b(?:restore|repair|denoise|de-noise|remove (?:the )?(?:noise|scratches|grain)|clean up|fix (?:the |this |up )?(?:old|damaged|scratched)|less nois[ey])\b|修复|去噪|降噪|去(?:掉|除)?划痕|翻新"
)
_COLORIZE: Final = re.compile(
    r"\b(?:colou?ri[sz]e|add colou?rs? to (?:this|the|it|my)|bring colou?r to|give (?:it|this) colou?r)\b|上色|变成彩色|加上颜色|彩色化|黑白.{0,6}彩色"
)
_TINT: Final = re.compile(
    r"\b(?:tint|tone|paint (?:the )?(?:whole|entire)|colou?r (?:the )?(?:whole|entire)|wash|hue|cast|filter|(?:make|turn) (?:the )?(?:whole|entire|everything)|warm(?:er)?|cool(?:er)?)\b|色调|染成|染上|整[张幅个](?:图|画|照片|画面)|偏[红橙黄绿蓝紫粉]|暖|冷色|滤镜"
)
_ASPECTS: Final = (
    (re.compile(r"\b(\d{1,2})\s*(?::|x|by|to|比|：)\s*(\d{1,2})\b|(\d{1,2})\s*[比：]\s*(\d{1,2})"), ""),
    (re.compile(r"\bsquare\b|正方形|方形|方的"), "1:1"),
    (re.compile(r"\b(?:wide ?screen|wide|cinematic|panoram\w+|landscape)\b|宽屏|宽幅|横幅|横版"), "16:9"),
    (re.compile(r"\b(?:phone wallpaper|tall|story|vertical|portrait)\b|竖屏|竖幅|竖版|手机壁纸"), "9:16"),
)  # fmt: skip


def read_photo(clause: Clause) -> tuple[Action, ...] | None:
    """The action on the whole picture that `clause` asks for."""
    text = clause.text
    if not clause.has_picture and len(text) > 40:
        return None
    for read in (_background, _geometry, _repair, _tone):
        if (found := read(text)) is not None:
            return (found,)
    return None


def _background(text: str) -> Action | None:
    if _REMOVE_BACKGROUND.search(text) and not re.search(r"\band (?:put|replace)|replace", text):
        return action("remove_background")
    if _BLUR.search(text) and re.search(r"background|backdrop|behind|portrait|bokeh|depth|背景|人像|景深", text):
        return action("blur_background")
    return None


def _geometry(text: str) -> Action | None:
    if _FLIP.search(text):
        return action("flip", direction="vertical" if _VERTICAL.search(text) else "horizontal")
    if _ROTATE.search(text):
        return action("rotate", degrees=degrees(text))
    if _CROP.search(text):
        return action("crop", aspect=aspect(text) or "1:1")
    if _UPSCALE.search(text) and not re.search(r"放大(?:它|他|她)?的?[\u4e00-\u9fff]{1,4}(?:眼|嘴|头|耳)", text):
        factor = number(re.sub(r"\b(?:one|once|first|second)\b", "", text))
        return action("upscale", factor=factor) if factor and 1 <= factor <= 4 else action("upscale")
    if _OUTPAINT.search(text) and not re.search(r"brightness|contrast", text):
        side = direction(text)
        return action("outpaint", direction=side) if side else action("outpaint")
    return None


def degrees(text: str) -> int | float:
    """The angle asked for, counterclockwise in 0..360; "clockwise 90" is 270, no number is a quarter turn."""
    if re.search(r"upside ?down|half(?: a)? turn|颠倒|倒过来|半圈", text):
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


def _repair(text: str) -> Action | None:
    if _COLORIZE.search(text):
        return action("colorize")
    return action("restore") if _RESTORE.search(text) else None


def _tone(text: str) -> Action | None:
    if _CONTRAST.search(text):
        value = amount(text, 20)
        return action("adjust_contrast", percent=_signed(value, less=bool(_LESS.search(text))))
    if re.search(r"\b(?:hair|skin|dress|hat|shirt|car|room|eyes?)\b|头发|皮肤|衣服|眼睛", text):
        return None
    brighter, darker = _BRIGHTER.search(text), _DARKER.search(text)
    if brighter or darker:
        return action("adjust_brightness", percent=_signed(amount(text, 20), less=bool(darker) and not brighter))
    if _BRIGHTNESS.search(text):
        return action("adjust_brightness", percent=_signed(amount(text, 20), less=bool(_LESS.search(text))))
    return _tint(text)


def _tint(text: str) -> Action | None:
    if not _TINT.search(text):
        return None
    if re.search(r"\bwarm(?:er)?\b|暖", text):
        return action("adjust_color", color="orange")
    if re.search(r"\bcool(?:er)?\b|冷色|偏冷", text):
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
