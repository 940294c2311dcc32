"""Mosaic: square stones in rows that follow the outlines of areas, cut where they meet, bedded in grout.

Rows run along the edge of each area (opus vermiculatum); the middle of a wide one is laid in plain rows (tessellatum).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.raster.segment import Labels, boundaries, means
from gpuserver.raster.texture import Plane, noise

_GROUT = np.array([88, 80, 76], np.float32)
_Stones = NDArray[np.float32]
"""n × 4: x, y, cos and sin of the row."""


def stones(labels: Labels, sizes: NDArray[np.floating], rows: NDArray[np.integer], watch: Watch) -> Labels:
    """The stone that covers each pixel, 0 for none.

    `sizes[label]`: side of a stone, px. `rows[label]`: how many rows follow the outline before plain ones begin; 0
    for a board or tile, which is laid square.
    """
    height, width = labels.shape
    owner = np.zeros((height, width), np.int32)
    count = 0
    boxes = _boxes(labels)
    for number, (label, (left, top, right, bottom)) in enumerate(boxes):
        if number % 8 == 0:
            watch.progress(0.15 + 0.55 * number / len(boxes))
        area = labels[top:bottom, left:right] == label
        window = owner[top:bottom, left:right]
        side = float(sizes[label])
        if int(area.sum()) < 1.6 * side * side:
            count += 1
            window[area] = count
            continue
        places = _along(area, side, int(rows[label]))
        plain = _plain(area, side, (left, top), int(rows[label])) if rows[label] else _grid(area, side)
        count = _lay(window, area, np.concatenate([places, plain]), side, count)
        count = _fill(window, area, side, count)
    return owner


def _boxes(labels: Labels) -> list[tuple[int, tuple[int, int, int, int]]]:
    """Each label with the box around it, from small labels to large."""
    y, x = np.nonzero(labels)
    numbers = labels[y, x]
    count = int(labels.max()) + 1
    ends = np.zeros((4, count), np.int64)
    ends[:2] = 1 << 30
    np.minimum.at(ends[0], numbers, x)
    np.minimum.at(ends[1], numbers, y)
    np.maximum.at(ends[2], numbers, x + 1)
    np.maximum.at(ends[3], numbers, y + 1)
    found = np.unique(numbers)
    return [(int(one), (int(ends[0, one]), int(ends[1, one]), int(ends[2, one]), int(ends[3, one]))) for one in found]


def _along(area: NDArray[np.bool_], side: float, rows: int) -> _Stones:
    """Places along lines that keep their distance from the edge of `area`."""
    padded = np.pad(area, 1).astype(np.uint8)
    deep = cv2.distanceTransform(padded, cv2.DIST_L2, 5)
    out: list[_Stones] = []
    for row in range(rows):
        inside = np.asarray(deep > (row + 0.5) * side, np.uint8)
        if not inside.any():
            break
        lines, _ = cv2.findContours(inside, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
        longest = sorted((line for line in lines if len(line) >= side * 0.8), key=len, reverse=True)
        out += [_spaced(line[:, 0].astype(np.float32) - 1, side) for line in longest]
    return np.concatenate(out) if out else np.empty((0, 4), np.float32)


def _spaced(line: NDArray[np.float32], side: float) -> _Stones:
    """Places every `side` px of a closed line, with its direction there."""
    smooth = max(1, round(side / 3))
    kernel = np.ones(2 * smooth + 1) / (2 * smooth + 1)
    ring = np.concatenate([line[-smooth:], line, line[:smooth]]) if len(line) > smooth else line
    soft = np.stack([np.convolve(ring[:, at], kernel, "valid" if ring is not line else "same") for at in (0, 1)], 1)
    steps = np.hypot(*np.diff(soft, axis=0, append=soft[:1]).T)
    at = np.concatenate([[0.0], np.cumsum(steps)])
    around = max(1e-3, float(at[-1]))
    count = max(1, round(around / side))
    wanted = np.linspace(0, float(at[-1]), count, endpoint=False)
    closed = np.concatenate([soft, soft[:1]])
    place = np.stack([np.interp(wanted, at, closed[:, axis]) for axis in (0, 1)], 1)
    ahead = np.stack([np.interp((wanted + 0.4 * side) % around, at, closed[:, axis]) for axis in (0, 1)], 1)
    behind = np.stack([np.interp((wanted - 0.4 * side) % around, at, closed[:, axis]) for axis in (0, 1)], 1)
    along = ahead - behind
    along /= np.hypot(along[:, 0], along[:, 1])[:, None] + 1e-6
    return np.concatenate([place, along], 1).astype(np.float32)


def _plain(area: NDArray[np.bool_], side: float, corner: tuple[int, int], rows: int) -> _Stones:
    """Places in gently waving rows, anywhere in the box; those beside `area` are dropped when they are laid."""
    height, width = area.shape
    if min(height, width) < 2 * rows * side:
        return np.empty((0, 4), np.float32)
    left, top = corner
    out: list[tuple[float, float, float, float]] = []
    for row in range(int((top - side) / side), int((top + height + side) / side) + 1):
        for column in range(int((left - side) / side), int((left + width + side) / side) + 1):
            x = (column + 0.5 * (row % 2)) * side
            wave = 0.05 * np.sin(x / 170 + 0.9 * row / 6)
            y = (row + 0.5) * side + 9 * np.sin(x / 170 + 0.9 * row / 6)
            out.append((x - left, y - top, 1.0, float(wave)))
    return np.array(out, np.float32)


def _grid(area: NDArray[np.bool_], side: float) -> _Stones:
    """Places in straight rows that fill the box of `area` from edge to edge."""
    height, width = area.shape
    down, across = max(1, round(height / side)), max(1, round(width / side))
    y, x = np.mgrid[0:down, 0:across].astype(np.float32)
    y, x = (y + 0.5) * (height / down), (x + 0.5) * (width / across)
    return np.stack([x.ravel(), y.ravel(), np.ones(x.size), np.zeros(x.size)], 1).astype(np.float32)


def _lay(window: Labels, area: NDArray[np.bool_], places: _Stones, side: float, count: int) -> int:
    """Lay a stone at each place that is mostly free; what another stone or area has already is cut off."""
    height, width = area.shape
    half = side / 2 + 0.5
    corners = np.array([(-half, -half), (half, -half), (half, half), (-half, half)], np.float32)
    reach = int(half * 1.5) + 1
    least = 0.42 * side * side
    for x, y, cos, sin in places:
        column, row = int(x), int(y)
        if not (0 <= column < width and 0 <= row < height and area[row, column]) or window[row, column]:
            continue
        left, top = max(0, column - reach), max(0, row - reach)
        free = window[top : row + reach + 1, left : column + reach + 1]
        quad = np.stack([corners[:, 0] * cos - corners[:, 1] * sin + x - left,
                         corners[:, 0] * sin + corners[:, 1] * cos + y - top], 1)  # fmt: skip
        stone = np.zeros(free.shape, np.uint8)
        cv2.fillConvexPoly(stone, np.round(quad * 16).astype(np.int32), 1, cv2.LINE_8, 4)
        wanted = (stone > 0) & (free == 0) & area[top : row + reach + 1, left : column + reach + 1]
        if int(np.count_nonzero(wanted)) >= least:
            count += 1
            free[wanted] = count
    return count


def _fill(window: Labels, area: NDArray[np.bool_], side: float, count: int) -> int:
    """Cut pieces for what is left; slivers stay grout."""
    for _ in range(2):
        left = np.asarray(area & (window == 0), np.uint8)
        room = cv2.distanceTransform(np.pad(left, 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
        peaks = (room > 0.3 * side) & (room >= cv2.dilate(room, np.ones((5, 5), np.uint8)))
        y, x = np.nonzero(peaks)
        if not len(x):
            break
        places = np.stack([x, y, np.ones_like(x), np.zeros_like(x)], 1).astype(np.float32)
        count = _lay(window, area, places, side, count)
    left = np.asarray(area & (window == 0), np.uint8)
    found, pieces, stats, _ = cv2.connectedComponentsWithStats(left, connectivity=4)
    good = stats[:, cv2.CC_STAT_AREA] >= 0.16 * side * side
    good[0] = False
    numbers = np.zeros(found, np.int32)
    numbers[good] = count + 1 + np.arange(int(good.sum()))
    chosen = numbers[np.asarray(pieces, np.int32)]
    window[chosen > 0] = chosen[chosen > 0]
    return count + int(good.sum())


def bedded(picture: Pixels, owner: Labels, calm: Plane, seed: int) -> Pixels:
    """The stones of `owner` in the colours of `picture`, each a little off (not where `calm` is 1), in grout, lit."""
    height, width = owner.shape
    rng = np.random.default_rng(seed)
    color = means(owner, picture)
    count = len(color)
    steady = means(owner, np.repeat(calm[..., None], 3, 2))[:, :1]
    grey = color.mean(1, keepdims=True)
    color = (grey + (color - grey) * 1.3) * 1.06 + 3
    color *= 1 + (0.075 * rng.standard_normal((count, 1)) + 0.02 * rng.standard_normal((count, 3))) * (1 - steady)
    tilt = rng.standard_normal((count, 2)).astype(np.float32) * 0.05
    between = boundaries(owner) | (owner == 0)
    deep = cv2.distanceTransform(np.asarray(~between, np.uint8), cv2.DIST_L2, 3)
    deep = cv2.GaussianBlur(deep, (0, 0), 0.7)
    stone = np.clip((deep - 0.35) / 0.9, 0, 1)[..., None]
    bevel = cv2.GaussianBlur(np.minimum(deep, 2.6), (0, 0), 0.6)
    slope = cv2.Sobel(bevel, cv2.CV_32F, 1, 0) + cv2.Sobel(bevel, cv2.CV_32F, 0, 1)
    lit = 0.055 * np.clip(slope / 4, -1.3, 1.3) + tilt[owner, 0] * 0.6
    grit = 0.02 * noise(height, width, 1.6, seed)
    face = color[owner] * (1 + lit + grit)[..., None] + 9 * np.clip(lit - 0.05, 0, 1)[..., None] * 4
    around = cv2.GaussianBlur(picture, (0, 0), 9).astype(np.float32)
    dim = 0.45 + 0.55 * min(1.0, float(picture.mean()) / 120)
    joint = (
        (_GROUT * dim + 0.5 * around)
        * (0.66 + 0.2 * calm[..., None])
        * (1 + 0.10 * noise(height, width, 2.2, seed + 1, 2)[..., None])
    )
    joint = joint * np.clip(0.72 + 0.2 * deep, 0.6, 1)[..., None]
    return np.clip(joint * (1 - stone) + face * stone, 0, 255).astype(np.uint8)
