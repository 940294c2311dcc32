"""Scratches and dust on an old photo: thin marks of the paper's white, found by their shape and filled from beside them.

Lines are told from grain by their mean along a direction, as in Steger (1998), "An unbiased detector of curvilinear
structures", here with straight windows in sixteen directions on a copy of at most `_SIDE` px.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import Plane, shrunk

_SIDE: Final = 1200
_TURNS: Final = 16
"""Directions in which lines are looked for."""
_LENGTH: Final = 0.025
"""Length of the window along which a line must hold, as a share of the long side."""
_LONG: Final = 0.05
"""Shortest scratch, as a share of the long side."""
_THICK: Final = 0.0075
"""Width up to which a mark is a scratch, as a share of the long side."""
_FAINT: Final = 9.0
"""Least mean height of a line over both of its sides, in grey levels."""
_BOLD: Final = 2.0
"""How much higher than the photo's own grain and texture a line must be, in their spreads."""
_PAPER: Final = 0.42
"""How far of the way from its surroundings to the photo's white a mark must come, at its lightest."""
_UNLIKE: Final = 0.38
"""How unlike a white scratch's sides may be, in its height, where it is as short as it may be; a longer one's, more."""
_APART: Final = 0.6
"""How unlike they may be at all."""
_GRAIN: Final = 6.0
"""Grain up to which the sides are compared pixel by pixel; from there on, as many together as average it out."""
_MOST: Final = 0.03
"""Share of the photo over which thin light lines are its own pattern and no damage."""

_Mask = NDArray[np.uint8]


def without_scratches(rgb: Pixels) -> Pixels:
    """`rgb` with scratches and dust filled (Telea, 2004); the same pixels where none are found."""
    mask = damage(shrunk(rgb, _SIDE))
    if not mask.any():
        return rgb
    height, width = rgb.shape[:2]
    large = np.asarray(cv2.resize(mask, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
    radius = max(3.0, 3.0 * max(height, width) / max(mask.shape))
    return np.asarray(cv2.inpaint(rgb, large, min(radius, 12.0), cv2.INPAINT_TELEA), np.uint8)


def damage(small: Pixels) -> _Mask:
    """0 or 1 for each pixel of a small photo: whether a scratch or a speck of dust covers it."""
    calm = cv2.GaussianBlur(small, (0, 0), 0.45)
    black, white = np.percentile(calm.reshape(-1, 3), (0.5, 99.7), axis=0)
    # of the channels, each in its own range, the least: what is light for its colour alone is no bare paper
    span = np.maximum(white - black, 40)
    level = np.clip((calm - black) * (255 / span), 0, 255).astype(np.float32)
    grey = level.min(axis=2).astype(np.uint8)
    side = max(grey.shape)
    reach = max(2, round(side / 260))
    disc = np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1,) * 2), np.uint8)
    ground = np.asarray(cv2.morphologyEx(grey, cv2.MORPH_OPEN, disc), np.float32)
    height = grey.astype(np.float32) - ground
    paper = height / np.maximum(255 - ground, 24)
    beside = np.asarray(cv2.GaussianBlur(level, (0, 0), 1.0), np.float32)
    lines = _lines(height, paper, beside, round(_LENGTH * side) | 1)
    found = lines | _specks(height, paper, ground, reach)
    if found.mean() > _MOST:
        return np.zeros_like(found)
    return np.asarray(cv2.dilate(found, np.ones((3, 3), np.uint8)), np.uint8)


def _lines(height: Plane, paper: Plane, beside: Plane, window: int) -> _Mask:
    """Marks that run straight, are thin, and have the colour of the paper: over what is on both sides, not between."""
    side = max(height.shape)
    level = np.minimum(height, 60.0)  # one bright point is no line
    along = [np.asarray(cv2.filter2D(level, -1, kernel), np.float32) for kernel in _windows(window)]
    most = np.max(along, axis=0)
    usual, busy = (float(one) for one in np.percentile(most, (50, 80)))
    marked = (most > usual + max(_FAINT, _BOLD * (busy - usual))) & (height > 0.55 * most)
    found = np.zeros(height.shape, np.uint8)
    grain = float(np.percentile(np.abs(beside[:, 5:] - beside[:, :-5]).max(axis=2), 25))
    piece = max(1, round((grain / _GRAIN) ** 2))
    for turn, here in enumerate(along):
        angle = np.pi * turn / _TURNS
        count, labels = cv2.connectedComponents((marked & (here > 0.88 * most)).astype(np.uint8))
        y, x = np.nonzero(labels)
        names = labels[y, x]
        on, off = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
        long, wide = _spans(on, names, count), _spans(off, names, count)
        full = np.bincount(names, minlength=count) / np.maximum(long, 1)
        white = np.bincount(names, paper[y, x] > _PAPER, count) / np.maximum(np.bincount(names, minlength=count), 1)
        kept = (long >= _LONG * side) & (wide < 0.22 * long) & (full < max(4.0, _THICK * side)) & (white > 0.4)
        for name in np.flatnonzero(kept):
            at = y[names == name], x[names == name]
            away = full[name] / 2 + max(2.0, side / 320)
            order = np.argsort(on[names == name], kind="stable")
            at = at[0][order], at[1][order]
            unlike = _unlike(beside, at, away, angle, piece) / max(1.0, float(np.median(height[at])))
            worth = (float(long[name]) / (_LONG * side)) ** 0.6 * float(np.median(paper[at]))
            kept[name] = unlike < min(_APART, _UNLIKE * worth)
        found |= kept[labels].astype(np.uint8)
    return found


def _unlike(
    beside: Plane, at: tuple[NDArray[np.intp], NDArray[np.intp]], away: float, angle: float, piece: int
) -> float:
    """How unlike both sides of a mark are, `away` px from it, by pieces: a scratch parts nothing, a lit edge two things."""
    rows, columns = beside.shape[:2]
    step = np.array([np.cos(angle), -np.sin(angle)]) * away
    sides = [
        beside[
            np.clip(np.rint(at[0] + sign * step[0]).astype(np.intp), 0, rows - 1),
            np.clip(np.rint(at[1] + sign * step[1]).astype(np.intp), 0, columns - 1),
        ]
        for sign in (1, -1)
    ]
    pieces = np.arange(0, len(at[0]), piece)
    apart = np.add.reduceat(sides[0] - sides[1], pieces, axis=0) / np.diff(np.append(pieces, len(at[0])))[:, None]
    return float(np.median(np.abs(apart).max(axis=1)))


def _spans(at: NDArray[np.floating], names: NDArray[np.int32], count: int) -> NDArray[np.float64]:
    """How far the points `at` of each name reach."""
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(low, names, at)
    np.maximum.at(high, names, at)
    return np.where(high >= low, high - low + 1, 0)


def _windows(length: int) -> list[Plane]:
    """Straight windows of `length` px in all directions, each with the sum 1."""
    out = list[Plane]()
    middle = length // 2
    for turn in range(_TURNS):
        angle = np.pi * turn / _TURNS
        step = middle * np.array([np.cos(angle), np.sin(angle)])
        first, last = ((round(float(x)), round(float(y))) for x, y in (middle - step, middle + step))
        kernel = cv2.line(np.zeros((length, length), np.float32), first, last, 1.0)
        out.append(np.asarray(kernel / kernel.sum(), np.float32))
    return out


def _specks(height: Plane, paper: Plane, ground: Plane, reach: int) -> _Mask:
    """Small white dots on calm ground: not the lights in an eye, which have contrast all round them."""
    found = ((paper > 0.75) & (height > 30)).astype(np.uint8)
    count, labels, stats, middles = cv2.connectedComponentsWithStats(found)
    spread = np.sqrt(np.maximum(_mean(ground * ground, 4 * reach) - _mean(ground, 4 * reach) ** 2, 0))
    kept = list[int]()
    for index in range(1, count):
        x, y = (round(float(part)) for part in middles[index])
        if int(stats[index, cv2.CC_STAT_AREA]) <= 8 * reach * reach and float(spread[y, x]) < 7:
            kept.append(index)
    return np.isin(labels, kept).astype(np.uint8)


def _mean(plane: Plane, radius: int) -> Plane:
    return np.asarray(cv2.blur(plane, (2 * radius + 1,) * 2), np.float32)
