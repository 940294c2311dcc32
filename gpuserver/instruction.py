"""The edits of a photo that one free sentence names, for OpenAI's API: it has no dialogue and no belief state.

A sentence is done as a whole or not at all: a clause with a word that nothing here accounts for is no edit of ours, so
"make it brighter and give him a hat" is refused, and not answered with a brighter photo.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from core.catalogue import action
from core.pipeline import Action
from core.styles import STYLES, style_id

_CLAUSES: Final = re.compile(r"[,;.!，。；！、]|\b(?:and|then|also)\b|并且|然后|同时|再|并")
_WHOLE: Final = re.compile(r"black and white|black & white")
_FILLER: Final = re.compile(
    r"\b(?:please|can|could|you|make|turn|convert|change|transform|apply|set|give|get|render|redraw|adjust|the|this|that|"
    r"it|its|my|a|an|of|to|into|in|as|by|from|with|look|looks|like|more|less|much|very|slightly|somewhat|bit|little|lot|"
    r"whole|photo|photograph|picture|image|pic|style|styled|painting|drawing|art|artwork|effect|filter|degrees?|percent|"
    r"so|is|be|for|me|just|old)\b|[%°\s'’\"“”:-]|请|把|将|给|这|那|张|幅|照片|图片|图像|图|它|的|变成|变|调|成|弄|一点儿?|一些|些|点|得|了|"
    r"为|转[为成]|画成|转换|风格|画风|效果|滤镜|帮|我|更|度|整"
)

Builder = Callable[[re.Match[str]], Action]


def _amount(match: re.Match[str], sign: int, default: int = 20) -> int:
    return sign * min(100, int(match.group("n") or default))


def _turn(match: re.Match[str]) -> Action:
    degrees = int(match.group("n") or match.group("z") or 90) % 360
    left = bool(re.search(r"counter|anti|left|逆|左", match.group(0)))
    return action("rotate", degrees=degrees if left else (360 - degrees) % 360)


def _setting(match: re.Match[str]) -> Action:
    return action("change_background", background=next(one for one in match.groups() if one))


_BY: Final = r"(?:\D{0,6}(?P<n>\d{1,3}))?"
_TABLE: Final[tuple[tuple[str, Builder], ...]] = (
    (r"(?:remove|erase|delete|cut out|drop|strip)\b.*\bbackground|(?:transparent|no) background|cut (?:it|him|her) out"
     r"|(?:去掉|去除|删除|移除|抠掉)背景|背景(?:去掉|去除|透明)|透明背景|抠图", lambda _: action("remove_background")),
    (r"blur(?:red|ry)?\b.*\bbackground|background\b.*\bblur(?:red|ry)?|bokeh|(?:虚化|模糊)背景|背景(?:虚化|模糊)",
     lambda _: action("blur_background")),
    (r"(?:change|replace|swap|set)\b.*\bbackground (?:to|with|for|by) (?:an? |the )?(.+)"
     r"|(?:put|place) (?:it|him|her|them|me|this) (?:at|on|in) (?:an? |the )?(.+)"
     r"|背景(?:换成|改成|换为|变成)(.+)|换成(.+)背景", _setting),
    (r"(?:bright(?:er|en)|lighter|lighten|(?:变|调|提|更)亮|亮一?[点些]|亮度提高)" + _BY,
     lambda m: action("adjust_brightness", percent=_amount(m, 1))),
    (r"(?:dark(?:er|en)|dimmer|(?:变|调|更)暗|暗一?[点些]|亮度降低)" + _BY,
     lambda m: action("adjust_brightness", percent=_amount(m, -1))),
    (r"(?:(?:less|lower|reduce\w*|decrease)\b.*\bcontrast|(?:降低|减少)对比度?)" + _BY,
     lambda m: action("adjust_contrast", percent=_amount(m, -1))),
    (r"(?:(?:add|increase|raise|higher|boost|more) (?:the )?)?(?:contrast|(?:提高|增加)?对比度?(?:提高|增加)?)" + _BY,
     lambda m: action("adjust_contrast", percent=_amount(m, 1))),
    (r"(?:flip|mirror)\b.*\bvertical(?:ly)?|upside down|上下翻转|垂直翻转",
     lambda _: action("flip", direction="vertical")),
    (r"(?:flip|mirror)(?:.*\bhorizontal(?:ly)?)?|左右翻转|水平翻转|镜像|翻转",
     lambda _: action("flip", direction="horizontal")),
    (r"(?:rotate|turn(?= (?:it )?(?:left|right|\d)))(?:\D*?(?P<n>\d{1,3}))?"
     r"(?:.*?(?:counter-?clockwise|anti-?clockwise|clockwise|left|right))?"
     r"|(?:顺时针|逆时针|向左|向右)?(?:旋转|转)(?:\D*?(?P<z>\d{1,3}))?",
     _turn),
    (r"straighten(?:.*\bhorizon)?|level (?:the )?horizon|扶正|摆正", lambda _: action("rotate")),
    (r"crop\b.*?(?P<w>\d{1,2}):(?P<h>\d{1,2})|裁\D*(?P<x>\d{1,2})[:：](?P<y>\d{1,2})",
     lambda m: action("crop", aspect=f"{m.group('w') or m.group('x')}:{m.group('h') or m.group('y')}")),
    (r"(?:crop\b.*)?\bsquare\b|(?:裁\w*)?正方形|方形", lambda _: action("crop", aspect="1:1")),
    (r"upscale|enlarge|bigger|higher resolution|放大", lambda _: action("upscale")),
    (r"restore|denoise|repair|remove (?:the )?(?:noise|scratches)|修复|去噪|降噪", lambda _: action("restore")),
    (r"colou?ri[sz]e|上色", lambda _: action("colorize")),
)  # fmt: skip
_STYLE_NAMES: Final = {style.id: (*style.en, style.id, *style.zh) for style in STYLES}


def read_instruction(prompt: str) -> list[Action]:
    """The edits that `prompt` names, in its order; one general `edit` where it names anything else."""
    text = _WHOLE.sub("monochrome", prompt.lower().strip())[:2_000]
    found: list[Action] = []
    for clause in _CLAUSES.split(text):
        if not _FILLER.sub("", clause):
            continue
        read = _clause(clause.strip())
        if read is None:
            return [action("edit", instruction=prompt.strip()[:500])]
        found.append(read)
    return found or [action("edit", instruction=prompt.strip()[:500] or "nothing")]


def _clause(clause: str) -> Action | None:
    """The edit of one clause; None where words remain that nothing accounts for."""
    for pattern, build in _TABLE:
        match = re.search(pattern, clause)
        if match and not _rest(clause[: match.start()] + " " + clause[match.end() :]):
            return build(match)
    style = style_id(clause)
    if style is None:
        return None
    rest = clause
    for name in sorted(_STYLE_NAMES[style], key=len, reverse=True):
        rest = rest.replace(name, " ")
    return None if _rest(rest) else action("style_transfer", style=style)


def _rest(text: str) -> str:
    return _FILLER.sub("", text)
