"""The drawing prompt of a scene (DialogGen, section 4.1).

Subject with its attributes, background, details, shot, style, in this order. The words stay the user's own, so that a
change of one slot changes one phrase of the prompt and nothing else.
"""

from __future__ import annotations

import re
from typing import Final

from core.language import Language
from core.lexicon import color_key, is_chinese, measure_word, with_article
from core.scene import Scene, Subject
from core.styles import style_id, style_title

_AT: Final = frozenset(
    {"beach", "seaside", "lake", "sea", "river", "park", "airport", "pool", "station", "fair", "shore"}
)
_ON: Final = frozenset({"moon", "street", "rooftop", "roof", "mountain", "hill", "stage", "farm", "mars", "planet"})
_BARE: Final = frozenset(
    {"space", "outer space", "paris", "tokyo", "london", "nature", "heaven", "venice", "china", "japan"}
)
_PREPOSITION: Final = re.compile(r"^(?:at|in|on|by|under|near|inside|behind|above|over|against|among|beside)\b")


def prompt_of(scene: Scene, language: Language = Language.EN) -> str:
    """The drawing prompt of `scene`; empty for an empty scene."""
    chinese = is_chinese(" ".join([*(one.noun for one in scene.present), scene.background or "", *scene.details]))
    chinese = chinese or (language is Language.ZH and scene.is_empty)
    parts = _subjects(scene, chinese=chinese)
    parts += [
        _background(scene.background, chinese=chinese) if scene.background else "",
        *scene.details,
        scene.mood or "",
        scene.palette or "",
        scene.shot or "",
        *(value for values in scene.face.values() for value in values),
        _style(scene.style, chinese=chinese) if scene.style else "",
    ]
    return ("，" if chinese else ", ").join(part for part in parts if part)


def _subjects(scene: Scene, *, chinese: bool) -> list[str]:
    """The subjects, each followed by what it wears or holds."""
    free = [one for one in scene.present if not is_attached(one)]
    worn = [one for one in scene.present if is_attached(one)]
    named = [_phrase(one, chinese=chinese) for one in free]
    joined = ("和" if chinese else " and ").join(named) if len(named) < 3 else ("、" if chinese else ", ").join(named)
    carried = ("、" if chinese else " and ").join(_phrase(one, chinese=chinese) for one in worn)
    if not carried:
        return [joined]
    if not joined:
        return [carried]
    return [f"{joined}，带着{carried}" if chinese else f"{joined} with {carried}"]


def is_attached(subject: Subject) -> bool:
    """Whether the subject is worn or held by another one."""
    place = (subject.place or "").lower()
    return bool(
        re.match(r"(?:on|held by|around|in) (?:it|him|her|them|the|his|her|its|their)\b", place)
    ) or place.endswith(("身上", "头上", "手里", "脖子上", "脸上", "眼睛上"))


def _phrase(subject: Subject, *, chinese: bool) -> str:
    if chinese and is_chinese(subject.noun):
        unit = measure_word(subject.noun)
        return subject.phrase().replace("只", unit, 1) if subject.count > 1 else subject.phrase()
    return subject.phrase() if subject.count > 1 else with_article(subject.phrase(), subject.noun)


def _background(words: str, *, chinese: bool) -> str:
    if chinese or is_chinese(words) or _PREPOSITION.match(words):
        return words if not chinese or words.startswith("在") or not is_chinese(words) else f"在{words}"
    if words in {"underwater", "outdoors", "indoors"}:
        return words
    if color_key(words) or words.startswith(("plain", "solid")):
        return f"{words} background"
    bare = re.sub(r"^(?:the|an?)\s", "", words)
    head = bare.split()[-1].lower() if bare.split() else bare
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
