"""Which of a photo's faces is meant, and a picture that numbers them. Faces are numbered from the left, from 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import cv2

from core.pipeline import Action
from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.face.arrays import Points
from gpuserver.engines.face.mesh import OVAL, width

_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth")
_NUMERALS: Final = "一二三四五六"
_EVERYONE: Final = re.compile(
    r"\b(?:every(?:one|body)|both|all|each)\b|大家|所有|全部|每个|每一个|都|两个人|俩", re.IGNORECASE
)
_LEFT: Final = re.compile(r"\bleft(?:most|-?hand)?\b|左", re.IGNORECASE)
_RIGHT: Final = re.compile(r"\bright(?:most|-?hand)?\b|右", re.IGNORECASE)
_MIDDLE: Final = re.compile(r"\b(?:middle|cent(?:er|re)|central)\b|中间|当中|中央", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"\b(?P<word>" + "|".join(_ORDINALS) + r")\b"
    r"|(?:\b(?:number|no\.|person|face)\s*|#|第|^\s*)(?P<digit>[1-6])(?!\d)"
    r"|\b(?P<nth>[1-6])(?:st|nd|rd|th)\b|第(?P<hanzi>[一二三四五六])|(?P<hao>[1-6一二三四五六])号",
    re.IGNORECASE,
)

_ABOUT_AS_LARGE: Final = 0.75
"""Share of the largest face's width from which another may have been meant as well."""


def from_left(meshes: Sequence[Points]) -> tuple[Points, ...]:
    """The faces in the order of their numbers."""
    return tuple(sorted(meshes, key=lambda mesh: float(mesh[:, 0].mean())))


def chosen(meshes: Sequence[Points], words: str) -> tuple[int, ...]:
    """Indices of the faces that `words` name, of faces in order from the left; the largest where they name none.

    Understands sides, the middle, ordinals, numbers and "everyone", in English and Chinese ("the second from the left",
    "左边的人", "第二个"). Raises ProblemError for a number that the photo does not have.
    """
    if _EVERYONE.search(words):
        return tuple(range(len(meshes)))
    if number := _number(words):
        if number > len(meshes):
            have = "is only one face" if len(meshes) == 1 else f"are only {len(meshes)} faces"
            raise ProblemError(Code.NO_SUCH_FACE, f"there {have} in the photo", faces=len(meshes))
        return (len(meshes) - number if _RIGHT.search(words) else number - 1,)
    if _MIDDLE.search(words):
        return (len(meshes) // 2 if len(meshes) % 2 else _largest(meshes),)
    if _LEFT.search(words):
        return (0,)
    if _RIGHT.search(words):
        return (len(meshes) - 1,)
    return (_largest(meshes),)


def unclear(steps: Sequence[Action], meshes: Sequence[Points]) -> bool:
    """Whether a step names no face, and another face is about as large as the largest."""
    if all(step.text("target") for step in steps) or len(meshes) < 2:
        return False
    largest, second, *_ = sorted((width(mesh) for mesh in meshes), reverse=True)
    return second > _ABOUT_AS_LARGE * largest


def labelled(photo: Pixels, meshes: Sequence[Points]) -> Pixels:
    """A copy of `photo` (RGB or RGBA) with a numbered box round every face, numbered in the order given.

    The numbers can be read when it is shown with a long side of 384 px.
    """
    out = photo[..., :3].copy()
    least = max(photo.shape[:2]) / 384
    for number, mesh in enumerate(meshes, 1):
        outline = mesh[list(OVAL), :2]
        stroke = max(1, round(max(least, 0.03 * width(mesh))))
        top_left, bottom_right = (tuple(int(at) for at in corner) for corner in (outline.min(0), outline.max(0)))
        for color, thickness in (((255, 255, 255), 3 * stroke), ((20, 20, 20), stroke)):
            cv2.rectangle(out, top_left, bottom_right, color, thickness, cv2.LINE_AA)
            size = max(0.6 * least, width(mesh) / 90)
            at = (top_left[0] + 4 * stroke, bottom_right[1] - 5 * stroke)
            cv2.putText(out, str(number), at, cv2.FONT_HERSHEY_SIMPLEX, size, color, thickness, cv2.LINE_AA)
    return out


def _largest(meshes: Sequence[Points]) -> int:
    return max(range(len(meshes)), key=lambda index: width(meshes[index]))


def _number(words: str) -> int:
    """The number that `words` name, 1..6; 0 where they name none."""
    found = _NUMBER.search(words)
    if found is None:
        return 0
    if word := found["word"]:
        return _ORDINALS.index(word.lower()) + 1
    sign = found["digit"] or found["nth"] or found["hanzi"] or found["hao"]
    return _NUMERALS.index(sign) + 1 if sign in _NUMERALS else int(sign)
