"""Whole scenes that are told without a verb while a picture is in play: "a wedding in the park", 一场婚礼."""

from __future__ import annotations

import re
from typing import Final

from core.asking import PLEASE
from core.catalogue import action
from core.language import Language
from core.lexicon import canonical_noun, kind_of
from core.occasions import is_party, occasion
from core.pipeline import Action
from core.scene.edits import find_subject
from core.scene.model import Scene
from core.scene.reader import read_scene

_TOLD: Final = re.compile(
    rf"{PLEASE}(?:(?:next|how about|what about)[, ]+)*(?P<prompt>an? [a-z].+?)(?:,? please)?[.!?]*",
    re.IGNORECASE,
)
_TOLD_ZH: Final = re.compile(
    r"(?:那|现在|再来|来)?(?P<prompt>(?:一?[场次只个位]|我的)?[^，。加去换改变]{2,16}?)[吧。！]*"
)
_NO_SCENE: Final = re.compile(
    r"^an? (?:bit|little|lot|few|touch|tad|litte|different|new|second|bigger|smaller|wider) |^an? \w+er\b(?! party)",
    re.IGNORECASE,
)
_PART: Final = re.compile(r"\b(?:back|fore)ground|\bdistance\b|\bcorner\b|\bsky\b|\bair\b|背景|远处|角落|天上|天空")
_ACTORS: Final = frozenset({"animal", "person"})


def scene_told(text: str, language: Language, scene: Scene) -> Action | None:
    """The new drawing that `text` tells of: an occasion, or things in a setting of their own; None for other texts."""
    found = (_TOLD_ZH if language is Language.ZH else _TOLD).fullmatch(text.strip())
    if found is None or _NO_SCENE.match(found["prompt"]):
        return None
    prompt = found["prompt"]
    read = read_scene(prompt)
    if not read.subjects:
        return None
    first = read.subjects[0].noun.lower()
    told = _is_occasion(first) and all(canonical_noun(one.noun) != canonical_noun(first) for one in scene.present)
    own = read.background is not None and read.background != scene.background and kind_of(first) in _ACTORS
    if told or (own and find_subject(scene, first) is None and _elsewhere(read.background or "", scene)):
        return action("generate", prompt=_bare(prompt))
    return None


def _is_occasion(noun: str) -> bool:
    return bool(occasion(noun)) or is_party(noun)


def _elsewhere(background: str, scene: Scene) -> bool:
    """Whether a setting is another than that of the picture, and no part of it."""
    said = " ".join((scene.background or "", *scene.details, *(one.place or "" for one in scene.present)))
    return not any(word in said for word in background.split()) and not _PART.search(background)


def _bare(prompt: str) -> str:
    return re.sub(r"^(?:an?\b|一[场次])\s*", "", prompt)
