"""Pixels: from what is asked to what a model makes, and pictures in the sizes that models take."""

from __future__ import annotations

import math

import cv2
import numpy as np

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.diffusion.family import Family


def drawn_size(aspect: str, long_side: int, family: Family) -> tuple[int, int]:
    """Width and height in which a model draws: near `aspect`, with about `long_side`, within the family's area.

    A model makes nothing larger than it was trained for; asking for more gives its own size and nothing enlarged. For
    less than the family's least it draws that, to be made smaller.
    Raises ProblemError (invalid_request) for a bad aspect.
    """
    wide, _, high = aspect.partition(":")
    if not (wide.isdecimal() and high.isdecimal() and 0 < int(wide) <= 32 and 0 < int(high) <= 32):
        raise ProblemError(Code.INVALID_REQUEST, f"cannot draw with aspect {aspect!r}: write a ratio such as 16:9")
    ratio = int(wide) / int(high)
    width, height = (long_side, long_side / ratio) if ratio >= 1 else (long_side * ratio, long_side)
    return model_size(round(width), round(height), family)


def model_size(width: int, height: int, family: Family) -> tuple[int, int]:
    """The size that a model works in for a picture of `width` × `height`: never above its area, sides in multiples.

    A short side below the family's least is raised to it, as far as the area allows: below it models make no sense.
    """
    scale = min(math.sqrt(family.pixels / (width * height)), max(1.0, family.least / min(width, height)))
    return _multiple(width * scale, family.multiple), _multiple(height * scale, family.multiple)


def _multiple(side: float, multiple: int) -> int:
    """The multiple at or below `side`: rounding up could exceed the family's area."""
    return max(1, int(side / multiple + 1e-6)) * multiple


def resized(pixels: Pixels, width: int, height: int) -> Pixels:
    """`pixels` at `width` × `height`."""
    if pixels.shape[:2] == (height, width):
        return pixels
    smaller = width * height < pixels.shape[0] * pixels.shape[1]
    way = cv2.INTER_AREA if smaller else cv2.INTER_LANCZOS4
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=way), np.uint8)


def fitted(pixels: Pixels, area: int, multiple: int) -> Pixels:
    """`pixels` with at most `area` pixels and sides in multiples; never enlarged beyond the next multiple."""
    height, width = pixels.shape[:2]
    scale = min(1.0, math.sqrt(area / (width * height)))
    return resized(pixels, _multiple(width * scale, multiple), _multiple(height * scale, multiple))
