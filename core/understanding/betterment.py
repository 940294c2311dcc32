"""Wishes without a measure: "make it pop", "prettier", "more professional", "clean it up", 好看一点, 更可爱一点."""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE, PLEASE_ZH
from core.catalogue import action
from core.language import Language
from core.lexicon import is_chinese
from core.pipeline import Action
from core.scene.links import is_animate
from core.understanding.interface import Context, Interpretation

_LEAD: Final = (
    rf"{PLEASE}(?:you should )?"
    r"(?:make (?:it|this|that|him|her|them|the (?:picture|image|photo|drawing|whole thing))(?: all)?(?: look| seem|"
    r" feel| be)?"
    r"|it (?:should|could|needs to) (?:look|be))? ?(?:a (?:little )?bit |a little |much |way |even |really |super |so"
    r" )*"
)
_TAIL: Final = r"(?: (?:please|pls|now|a bit|a little|somehow|overall))*[.!]*"
_ZH: Final = rf"(?:{PLEASE_ZH}|把|让|给|再|它|他|她|这张?|图片?|画面?|照片|弄|变|变得|搞|画|得|看起来|更加?|要)*"
_ZH_TAIL: Final = r"(?:一?点点?儿?|一些|一下)?[吧呢啊。！～]*"


def _either(english: str, chinese: str, *, led: bool = True) -> re.Pattern[str]:
    lead = _LEAD if led else PLEASE
    return re.compile(rf"{lead}(?:{english}){_TAIL}|{_ZH}(?:{chinese}){_ZH_TAIL}", re.IGNORECASE)


_POP: Final = _either(
    r"pop(?: out)?|stand out(?: more)?|(?:more )?(?:striking|eye[- ]catching|punchy|punchier)",
    "抢眼|醒目|吸睛|亮眼|有冲击力",
)
_NICER: Final = _either(
    r"(?:pretty|prettier|(?:more )?beautiful|nicer|better|good|great|(?:more )?(?:professional|polished|aesthetic"
    r"|stylish)|cooler|"
    r"fancier|enhance (?:it|this|the (?:photo|picture|image))|improve (?:it|this|the (?:photo|picture|image)))",
    "好看|漂亮|美|美观|精美|专业|高级|有质感|高大上|优化|美化|提升",
)
_CUTER: Final = _either(r"(?:more )?(?:cuter|cute|adorable)", "可爱|萌|呆萌")
_CLEAN: Final = _either(
    r"clean (?:it|this|that|the (?:photo|picture|image))(?: up)?|clean up(?: the (?:photo|picture|image))?|tidy (?:it"
    r"|this) up",
    "清理|整理|弄干净|干净", led=False,
)  # fmt: skip
_COMPARED: Final = re.compile(
    r"\b(?:make|more|should|could|needs|prettier|nicer|cuter|enhance|improve|stand|pop|clean|tidy|better|cooler|fancier)\b"
)
_COMPARED_ZH: Final = re.compile(r"[点些再更让把变弄搞]|一下|优化|美化|提升|清理|整理")


def better_asked(context: Context, language: Language) -> Interpretation | None:
    """The reading of a text that wants the picture better and does not say how; None for any other text.

    A photo gets what makes most photos better; a drawing is asked what it should be, but for a face that can be cuter.
    """
    text = context.text.replace("’", "'").rstrip()
    if context.picture == "none" or not (_COMPARED.search(text.lower()) or _COMPARED_ZH.search(text)):
        return None
    photo = context.picture == "photo"
    if _POP.fullmatch(text) or (photo and _NICER.fullmatch(text)):
        return Interpretation(_livelier(language), language)
    if _CLEAN.fullmatch(text):
        return _read(action("restore") if photo else None, "talk.clean", language)
    if _CUTER.fullmatch(text):
        alive = [one for one in context.scene.present if is_animate(one)]
        words = [(one, "可爱" if is_chinese(one.noun) else "cute") for one in alive]
        plain = [(one.noun, word) for one, word in words if word not in one.attributes]
        one = action("change_attribute", object=plain[0][0], attribute=plain[0][1]) if plain and not photo else None
        return _read(one, "talk.better", language)
    return _read(None, "talk.better", language) if _NICER.fullmatch(text) else None


def _livelier(language: Language) -> tuple[Action, ...]:
    more = "颜色更鲜艳一点" if language is Language.ZH else "a bit more colorful"
    return action("edit", instruction=more), action("adjust_contrast", percent=15)


def _read(one: Action | None, note: str, language: Language) -> Interpretation:
    """The reading that does `one`, or says why nothing is done."""
    return Interpretation((one or action("chat"),), language, note="" if one else note)
