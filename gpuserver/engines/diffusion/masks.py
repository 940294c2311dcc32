"""Masks: found by words, at a place that words name, of what lies beyond an edge; shown, grown and put back."""

from __future__ import annotations

import re
from typing import Final

import cv2
import numpy as np

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.diffusion.generation import Mask
from gpuserver.engines.diffusion.tiles import Tile
from gpuserver.engines.sight import Masks

_GROWN: Final = 0.02
"""Share of the picture's long side by which a mask is grown: what is found has a rim and a shadow."""
_ROOM: Final = 0.5
"""Share of a mask's sides that is seen around it while it is filled."""
_EXTENDED: Final = 0.25
"""How much of its side a canvas grows by."""
_TINT: Final = (255, 64, 129)
_SIDES: Final = (
    (re.compile(r"\bleft\b|左"), (0.0, 0.15, 0.4, 0.95)),
    (re.compile(r"\bright\b|右"), (0.6, 0.15, 1.0, 0.95)),
    (re.compile(r"\b(?:top|sky|above)\b|上方|天上|顶"), (0.2, 0.0, 0.8, 0.4)),
    (re.compile(r"\b(?:bottom|foreground|below)\b|下方|前景|底"), (0.2, 0.6, 0.8, 1.0)),
    (re.compile(r"\b(?:middle|cent(?:er|re))\b|中"), (0.25, 0.25, 0.75, 0.85)),
)


def found(masks: Masks, pixels: Pixels, words: str) -> Mask:
    """A mask of what `words` name, with its rim. Raises ProblemError (not_in_photo)."""
    mask = masks.find(pixels, words)
    if not bool((mask >= 0.5).any()):
        raise ProblemError(Code.NOT_IN_PHOTO, f"nothing in the photo looks like {words!r}", words=words)
    return grown(mask)


def grown(mask: Mask) -> Mask:
    """`mask`, wider by a fiftieth of the picture's long side."""
    reach = 2 * max(1, round(_GROWN * max(mask.shape))) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    return np.asarray(cv2.dilate((mask >= 0.5).astype(np.float32), kernel), np.float32)


def place(masks: Masks | None, pixels: Pixels, words: str) -> Mask:
    """Where a new thing goes: on a side that `words` name, over a thing that they name, else in the lower middle."""
    height, width = pixels.shape[:2]
    box = next((box for pattern, box in _SIDES if pattern.search(words.lower())), None)
    if box is None and words and masks is not None:
        return _standing(found(masks, pixels, words))
    left, top, right, bottom = box or (0.3, 0.35, 0.7, 0.95)
    mask = np.zeros((height, width), np.float32)
    mask[round(top * height) : round(bottom * height), round(left * width) : round(right * width)] = 1
    return mask


def beyond(pixels: Pixels, direction: str) -> tuple[Pixels, Mask]:
    """A canvas a quarter larger on one side or all, its new part mirrored; and the mask of the new part."""
    height, width = pixels.shape[:2]
    across, down = round(width * _EXTENDED), round(height * _EXTENDED)
    left, right = (across if direction in {side, "all"} else 0 for side in ("left", "right"))
    top, bottom = (down if direction in {side, "all"} else 0 for side in ("up", "down"))
    canvas = cv2.copyMakeBorder(pixels, top, bottom, left, right, cv2.BORDER_REFLECT_101)
    mask = np.ones(canvas.shape[:2], np.float32)
    mask[top : top + height, left : left + width] = 0
    return np.asarray(canvas, np.uint8), mask


def shown(pixels: Pixels, mask: Mask) -> Pixels:
    """`pixels` with what will be made anew tinted: a look at the mask before anything is made."""
    share = 0.55 * (mask >= 0.5).astype(np.float32)[..., None]
    return np.rint(pixels * (1 - share) + np.asarray(_TINT, np.float32) * share).astype(np.uint8)


def around(mask: Mask) -> Tile:
    """The part of the picture that is worth computing: the mask and some room around it."""
    rows, columns = np.flatnonzero((mask >= 0.5).any(axis=1)), np.flatnonzero((mask >= 0.5).any(axis=0))
    left, right = _widened(int(columns[0]), int(columns[-1]) + 1, mask.shape[1])
    top, bottom = _widened(int(rows[0]), int(rows[-1]) + 1, mask.shape[0])
    return Tile(left, top, right - left, bottom - top)


def put_back(pixels: Pixels, made: Pixels, mask: Mask) -> Pixels:
    """`made` where the mask is, with a soft edge inwards; every other pixel is that of `pixels`, bit for bit."""
    inner = (mask >= 0.5).astype(np.float32)
    soft = np.minimum(inner, cv2.GaussianBlur(inner, (0, 0), max(0.5, _GROWN / 3 * max(mask.shape))))[..., None]
    return np.rint(pixels * (1 - soft) + made * soft).astype(np.uint8)


def _standing(base: Mask) -> Mask:
    """The space on and above a thing, as high as the thing is wide."""
    rows, columns = np.flatnonzero((base >= 0.5).any(axis=1)), np.flatnonzero((base >= 0.5).any(axis=0))
    mask = np.zeros_like(base)
    middle = (int(rows[0]) + int(rows[-1])) // 2
    mask[max(0, middle - len(columns)) : middle + 1, columns[0] : columns[-1] + 1] = 1
    return mask


def _widened(low: int, high: int, most: int) -> tuple[int, int]:
    room = round(_ROOM * (high - low)) + 16
    return max(0, low - room), min(most, high + room)
