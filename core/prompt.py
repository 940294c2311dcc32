"""The drawing prompt of a scene (DialogGen, section 4.1).

Subject with its attributes, background, details, shot, style, in this order. The words stay the user's own, so that a
change of one slot changes one phrase of the prompt and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, TypeGuard

from core.face import value_name
from core.language import Language
from core.lexicon import color_key, is_chinese, with_article
from core.prompt_en import things_in_english
from core.prompt_zh import things_in_chinese
from core.scene.links import is_attached
from core.scene.model import Scene
from core.styles import style_id, style_title

__all__ = ["is_attached", "prompt_of"]

_AT: Final = frozenset({
    "beach", "seaside", "lake", "sea", "river", "airport", "pool", "station", "fair", "zoo", "circus", "stadium",
    "shore",
})  # fmt: skip
_ON: Final = frozenset({"moon", "street", "rooftop", "roof", "mountain", "hill", "stage", "farm", "mars", "planet"})
_BARE: Final = frozenset(
    {"space", "outer space", "paris", "tokyo", "london", "nature", "heaven", "venice", "china", "japan"}
)
_IN_A_SETTING: Final = re.compile(r" (?:of|in|by|at|on|with|near|full|surrounded|under|from|made|built) ")
_PREPOSITION: Final = re.compile(
    r"^(?:at|in|on|by|under|near|inside|behind|above|over|against|among|beside|through|along|across|around|between|"
    r"beneath|below|next to|outside|towards?|beyond|past|amid|throughout|within)\b"
)


def prompt_of(scene: Scene, language: Language = Language.EN) -> str:
    """The drawing prompt of `scene`; empty for an empty scene."""
    chinese = is_chinese(" ".join([*(one.noun for one in scene.present), scene.background or "", *scene.details]))
    chinese = chinese or (language is Language.ZH and scene.is_empty)
    told = things_in_chinese(scene.subjects) if chinese else things_in_english(scene.subjects)
    actions = [one.action for one in scene.present if one.action]
    tongue = Language.ZH if chinese else Language.EN
    parts = [
        told,
        _setting(scene, chinese=chinese) if _is_new(scene.background, actions) else "",
        *(detail for detail in scene.details if _is_new(detail, actions)),
        scene.mood or "",
        scene.palette or "",
        scene.shot or "",
        *(value_name(value, tongue) for values in scene.face.values() for value in values),
        _style(scene.style, chinese=chinese) if scene.style else "",
    ]
    return ("，" if chinese else ", ").join(part for part in parts if part)


def _is_new(words: str | None, actions: Sequence[str]) -> TypeGuard[str]:
    """Whether words are said, and not a part of what somebody does: the moon of "looking at the moon"."""
    return bool(words) and not any(words in action for action in actions)


def _setting(scene: Scene, *, chinese: bool) -> str:
    """Where it is; a place by itself where there is nothing in it."""
    words = scene.background or ""
    if not scene.present and not _PREPOSITION.match(words):
        return (
            words
            if chinese or is_chinese(words) or words[:1].isupper()
            else with_article(words, _IN_A_SETTING.split(words)[0])
        )
    return _background(words, chinese=chinese)


def _background(words: str, *, chinese: bool) -> str:
    if is_chinese(words) and color_key(words):
        return f"{words}背景"
    if chinese or is_chinese(words) or _PREPOSITION.match(words):
        return words if not chinese or words.startswith("在") or not is_chinese(words) else f"在{words}"
    if words in {"underwater", "outdoors", "indoors"}:
        return words
    if color_key(words) or words.startswith(("plain", "solid")):
        return f"{words} background"
    bare = re.sub(r"^(?:the|an?)\s", "", words)
    named = _IN_A_SETTING.split(bare)[0]
    head = named.split()[-1].lower() if named.split() else bare
    where = "at" if head in _AT else "on" if head in _ON else "in"
    article = "" if bare.lower() in _BARE or bare[:1].isupper() or head.endswith("s") else "the "
    return f"{where} {words if words != bare else article + bare}"


def _style(words: str, *, chinese: bool) -> str:
    title = (
        style_title(words, Language.ZH)
        if chinese
        else words
        if style_id(words) is None
        else style_title(words, Language.EN)
    )
    if chinese:
        return title if title.endswith("风格") else f"{title}风格"
    return title if title.endswith("style") else f"{title} style"
