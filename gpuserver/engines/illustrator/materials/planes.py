"""Arithmetic on whole images that every material uses; all planes are float32."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.illustrator.color import rgb
from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.texture import Plane

Field = NDArray[np.floating[Any]]
"""A plane on its way: whatever arithmetic made of planes. What the functions here return is float32 again."""
Colors = NDArray[np.float32]
"""Height × width × 3, RGB 0..255."""


def single(field: Field) -> Plane:
    """The field in float32."""
    return np.asarray(field, np.float32)


def blurred(plane: Field, sigma: float, across: float | None = None) -> Plane:
    """Gaussian blur of `sigma` px (`across`: another sigma for the vertical)."""
    if sigma < 0.2:
        return single(plane)
    return np.asarray(cv2.GaussianBlur(single(plane), (0, 0), sigmaX=sigma, sigmaY=across or sigma), np.float32)


def resized(plane: Field, width: int, height: int) -> Plane:
    """The plane at another size: averaged when it shrinks, smooth when it grows."""
    if plane.shape[:2] == (height, width):
        return single(plane)
    how = cv2.INTER_AREA if width < plane.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(single(plane), (width, height), interpolation=how), np.float32)


def looked_up(picture: Plane, x: Field, y: Field, *, wrap: bool = False) -> Plane:
    """The picture's value at the px (x, y); beyond its border the nearest one, or round again with `wrap`."""
    beyond = cv2.BORDER_WRAP if wrap else cv2.BORDER_REPLICATE
    return np.asarray(cv2.remap(picture, single(x), single(y), cv2.INTER_LINEAR, borderMode=beyond), np.float32)


def slopes(plane: Field) -> tuple[Plane, Plane]:
    """Change per px to the right and downwards."""
    right = cv2.Sobel(single(plane), cv2.CV_32F, 1, 0, scale=0.125)
    down = cv2.Sobel(single(plane), cv2.CV_32F, 0, 1, scale=0.125)
    return np.asarray(right, np.float32), np.asarray(down, np.float32)


def smoothstep(low: float, high: float, plane: Field) -> Plane:
    """0 below `low`, 1 above `high`, smooth between; falls where `low` > `high`."""
    share = np.clip((plane - low) / (high - low), 0, 1)
    return np.asarray(share * share * (3 - 2 * share), np.float32)


def bump(plane: Field, middle: float, width: float) -> Plane:
    """A bell of height 1 round `middle`."""
    return np.asarray(np.exp(-(((plane - middle) / width) ** 2)), np.float32)


def ramp(tone: Field, *stops: str) -> Colors:
    """The colour at each tone 0..1 of a gradient through evenly spaced stops."""
    return _table(stops)[np.clip(tone * 255, 0, 255).astype(np.uint8)]


@lru_cache(maxsize=64)
def _table(stops: tuple[str, ...]) -> NDArray[np.float32]:
    colors = np.array([rgb(stop) for stop in stops])
    places = np.linspace(0, 1, len(stops))
    wanted = np.linspace(0, 1, 256)
    return np.stack([np.interp(wanted, places, colors[:, at]) for at in range(3)], 1).astype(np.float32)


def filled(like: Field, color: str) -> Colors:
    """One colour all over, as large as `like` (height × width × 3)."""
    return np.broadcast_to(color_of(color), like.shape)


def color_of(text: str) -> NDArray[np.float32]:
    """The three values of a colour, 0..255."""
    return rgb(text).astype(np.float32)


def over(below: Field, above: Field, cover: Field) -> Colors:
    """`above` laid on `below` where `cover` (0..1) says."""
    share = np.clip(cover, 0, 1)[..., None]
    return np.asarray(below + (above - below) * share, np.float32)


def luminance_of(colors: Field) -> Plane:
    """Brightness 0..1."""
    return np.asarray(colors @ (LUMINANCE / np.float32(255)), np.float32)
