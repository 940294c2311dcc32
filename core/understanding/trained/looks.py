"""Whole-picture changes that a sentence asks for and nothing else: style, warmth, light, weather, a level horizon."""

from __future__ import annotations

import re
from typing import Final, Literal

from core.asking import ENDS, PLEASE, PLEASE_ZH
from core.catalogue import action
from core.looks import is_tone, looks_in
from core.pipeline import Action
from core.styles import names_style

_NOT_ASKED: Final = re.compile(
    r"^(?:is|was|does|did|will)\b|(?<![能以])吗|\bcool\b(?! (?:tones?|colou?rs?|light|down))", re.IGNORECASE
)
"""Questions of what there is, and the "cool" that praises."""
_LEAD: Final = re.compile(
    r"^(?:(?:please|pls|can you|could you|would you|now|make|let|turn|have|it|this|that|the (?:photo|picture|image)"
    r"|look|into|to be|some|add)\s+)+"
    r"|^(?:请|帮我|帮忙|麻烦|给|把|让|使|将|照片|图片|画面|图|它|变成|变得|变|调得?|弄得?|加上?)+",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(r"(?:,? ?please|吧|呀|啊)?[\s.!?。！？~～]*$", re.IGNORECASE)

_STRAIGHT: Final = re.compile(
    r"(?:straighten(?: (?:it|this|that))?(?: out)?|level(?: (?:it|this|out))?|fix the tilt|un-?tilt)"
    r"(?: (?:the |this |my )?(?:photo|picture|image|horizon|shot))?"
    r"|(?:fix|correct|level|straighten) (?:the |a )?(?:tilted |crooked |skewed )?(?:horizon|tilt)"
    r"|(?:the )?(?:horizon |photo |picture |image )?(?:is )?(?:straight|level)"
    r"|(?:这张?)?(?:照片|图片|图)?(?:扶正|摆正|拉直|校正|矫正)(?:地平线)?(?:一下)?|地平线(?:拉平|拉直|校正|摆正|水平)",
    re.IGNORECASE,
)
_GRAY: Final = re.compile(
    rf"{PLEASE}(?:make|turn|convert|change|put) (?:it|this|that|the (?:photo"
    r"|picture|image))(?: all)?(?: in| into| to)? (?P<en>black[ -]and[ -]white|b&w|gr[ae]yscale|monochrome)(?: please)?"
    rf"|(?:{PLEASE_ZH}|把|将|它|这张?|照片|图片?)*(?:变成|换成|改成|弄成|转成|调成|做成)(?P<zh>黑白|单色|灰度)(?:的|照片|照|色)*吧?",
    re.IGNORECASE,
)

_BACKGROUND: Final = re.compile(
    rf"{PLEASE}(?:(?:change|swap|replace|switch) (?:the |its )?background"
    r"|(?:(?:give (?:it|me)|use|put|make it|get)(?: in)? )?"
    r"(?:another|a (?:different|new|other)) (?:background|setting))"
    rf"{ENDS}"
    rf"|(?:{PLEASE_ZH}|把|给我|再|它)*(?:换一?[个下]?(?:别的|新的?|其[他它]的?|不同的)?背景|背景换(?:一下|掉|一个|个别的))[吧呢。！]*",
    re.IGNORECASE,
)


def background_unnamed(text: str) -> bool:
    """Whether `text` wants another background and does not say which."""
    return _BACKGROUND.fullmatch(text.strip()) is not None


def style_asked(text: str, picture: Literal["none", "drawing", "photo"]) -> Action | None:
    """The style that `text` names and nothing else, and grayscale of a photo, which has no colours then."""
    said = text.rstrip(" .!。！")
    if names_style(said):
        return action("style_transfer", style=said)
    found = _GRAY.fullmatch(said) if picture == "photo" else None
    return action("style_transfer", style=found["en"] or found["zh"]) if found else None


def straightening_asked(text: str, picture: Literal["none", "drawing", "photo"]) -> Action | None:
    """The turn of a photo that levels its horizon, where `text` asks for that in full; None for any other text."""
    said = _LEAD.sub("", _TAIL.sub("", text.strip())).strip()
    return action("rotate") if picture == "photo" and _STRAIGHT.fullmatch(said) else None


def look_asked(text: str, picture: Literal["none", "drawing", "photo"]) -> Action | None:
    """The edit that `text` asks for in full: of a drawing its warmth and colourfulness, of a photo its light too.

    The strength stays in the instruction: "a bit warmer". None for a text that says anything else.
    """
    said = _TAIL.sub("", text.strip())
    said = _LEAD.sub("", said).strip() or said
    if picture == "none" or _NOT_ASKED.search(text) or not looks_in(said):
        return None
    return action("edit", instruction=said) if picture == "photo" or is_tone(said) else None
