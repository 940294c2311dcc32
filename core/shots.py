"""How near a drawing is seen: "zoom in", "a close-up", 特写; said of the picture and not of a thing in it."""

from __future__ import annotations

import re
from typing import Final

from core.language import Language

_SHOT: Final = re.compile(
    r"(?:(?:make|in|as|into|it|an?|the|to|draw|show|have|change)\s+)*"
    r"(?P<shot>(?:close[- ]?up(?: portrait| shot| view)?|headshot|(?:wide|full|medium|distant|aerial"
    r"|bird'?s[- ]eye)[- ](?:shot|view)))"
    r"(?: of the (?P<whom>(?:left|right|middle|[1-6])(?: right)?) face)?"
    r"|(?:换成|改成|变成|用|来个)?"
    r"(?:(?P<zh>[左右]边|中间|第[1-6](?: right)?)的脸的)?(?P<han>头像特写|特写|近景|远景|全景|中景|俯视|鸟瞰)(?:镜头)?"
)
_SIDES_ZH: Final = {"left": "左边", "right": "右边", "middle": "中间"}
_NEAR: Final = re.compile(r"close|headshot|portrait|特写|近景")
_FAR: Final = re.compile(r"wide|distant|aerial|bird|远景|全景|鸟瞰|俯视")


def shot_in(instruction: str) -> str | None:
    """The shot that `instruction` asks for and nothing else: "close-up"; None where it asks for anything else."""
    found = _SHOT.fullmatch(instruction.strip(" .!。！").lower())
    return (found["shot"] or found["han"]) if found else None


def face_in(instruction: str) -> str:
    """Whose face a shot is of, as the instruction of one of a photo says it; empty where it names nobody's."""
    found = _SHOT.fullmatch(instruction.strip(" .!。！").lower())
    return (found["whom"] or found["zh"] or "") if found else ""


def shot_of_face(whom: str, language: Language) -> str:
    """The instruction for a close-up of the face of `whom`: left, right, middle, a number from the left, or ""."""
    if language is Language.ZH:
        said = _SIDES_ZH.get(whom, f"第{whom}")
        return f"{said}的脸的头像特写" if whom else "头像特写"
    return f"close-up portrait of the {whom} face" if whom else "close-up portrait"


def is_near(shot: str | None) -> bool:
    """Whether `shot` is nearer than the common one."""
    return shot is not None and _NEAR.search(shot) is not None


def is_far(shot: str | None) -> bool:
    """Whether `shot` is farther than the common one."""
    return shot is not None and _FAR.search(shot) is not None
