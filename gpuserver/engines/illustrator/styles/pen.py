"""Outlines as strokes of a pen: lifted at corners, thin where it lands and leaves, as wide as asked in between."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import skia
from numpy.typing import NDArray

Line = NDArray[np.float32]
"""n × 2 points, px."""

_STEP = 4.0
"""Distance of the points of a line, px."""
_CORNER = 0.75
"""Turn within 16 px of the line at which the pen is lifted, radians."""


def contours(path: skia.Path, step: float = _STEP) -> Iterator[tuple[Line, bool]]:
    """Every contour of `path` as points about `step` px apart, and whether it is closed."""
    measure = skia.PathMeasure(path, False)
    while True:
        length = measure.getLength()
        if length > 3:
            count = max(6, round(length / step))
            places = (measure.getPosTan(length * at / count)[0] for at in range(count + 1))
            yield np.array([(place.x(), place.y()) for place in places], np.float32), measure.isClosed()
        if not measure.nextContour():
            return


def strokes(path: skia.Path, step: float = _STEP) -> Iterator[Line]:
    """The contours of `path` cut where a hand would lift the pen: at corners, and once in a round."""
    for points, closed in contours(path, step):
        if not closed:
            yield from _cut(points, _corners(points, step, closed=False))
            continue
        ring = points[:-1]
        corners = _corners(ring, step, closed=True)
        first = int(corners[0]) if len(corners) else int(np.argmin(ring[:, 0] + 1.4 * ring[:, 1]))
        turned = np.concatenate([ring[first:], ring[: first + 1]])
        yield from _cut(turned, (corners - first)[1:])


def _corners(points: Line, step: float, *, closed: bool) -> NDArray[np.intp]:
    """Where the line turns sharply: the strongest point of each turn, in order."""
    reach = max(1, round(8 / step))
    if len(points) < 4 * reach:
        return np.empty(0, np.intp)
    ahead, behind = np.roll(points, -reach, 0) - points, points - np.roll(points, reach, 0)
    cross = ahead[:, 0] * behind[:, 1] - ahead[:, 1] * behind[:, 0]
    turn = np.abs(np.arctan2(cross, (ahead * behind).sum(1)))
    if not closed:
        turn[:reach] = turn[-reach:] = 0
    most = np.max([np.roll(turn, by) for by in range(-2 * reach, 2 * reach + 1)], axis=0)
    return np.nonzero((turn >= most) & (turn > _CORNER))[0]


def _cut(points: Line, places: NDArray[np.intp]) -> Iterator[Line]:
    ends = [0, *(int(place) for place in places), len(points) - 1]
    for start, end in pairwise(ends):
        if end - start > 1:
            yield points[start : end + 1]


def ribbon(points: Line, widths: NDArray[np.floating]) -> skia.Path:
    """The filled outline of a stroke through `points` that is `widths` px wide at each."""
    along = np.gradient(points, axis=0)
    along /= np.hypot(along[:, 0], along[:, 1])[:, None] + 1e-6
    aside = np.stack([-along[:, 1], along[:, 0]], 1) * np.asarray(widths, np.float32)[:, None] / 2
    around = np.concatenate([points + aside, (points - aside)[::-1]])
    path = skia.Path()
    path.addPoly([skia.Point(float(x), float(y)) for x, y in around], True)
    return path


def tapered(points: Line, width: float, least: float, reach: float) -> NDArray[np.float32]:
    """Widths along `points` for `ribbon`: `least` × `width` px at the ends, full after `reach` px."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    at = np.concatenate([[0.0], np.cumsum(steps)])
    near = np.minimum(at, at[-1] - at) / max(1.0, min(reach, 0.45 * float(at[-1])))
    share = np.clip(near, 0, 1)
    return (width * (least + (1 - least) * share * (2 - share))).astype(np.float32)


def thickness(path: skia.Path) -> float:
    """Mean width of a shape in px: small for whiskers, ropes and mouths, which are lines and have no outline."""
    length = 0.0
    found: list[tuple[float, Line]] = []
    for points, _ in contours(path, 6):
        x, y = points[:, 0].astype(float), points[:, 1].astype(float)
        found.append((float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2, points))
        length += float(np.hypot(*np.diff(points, axis=0).T).sum())
    area = sum(-abs(one) if _is_hole(one, points, found) else abs(one) for one, points in found)
    return 2 * max(0.0, area) / max(length, 1e-3)


def _is_hole(area: float, points: Line, others: list[tuple[float, Line]]) -> bool:
    """Whether a contour runs the other way round inside a larger one."""
    low, high = points.min(0), points.max(0)
    return any(
        area * other < 0 and abs(other) > abs(area) and bool((line.min(0) <= low).all() and (line.max(0) >= high).all())
        for other, line in others
    )
