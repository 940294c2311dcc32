"""Low poly: triangles between points that are dense where the picture has edges."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels

Candidates = NDArray[np.int64]
"""n × 2, (y, x)."""


class PointSet:
    """Points that keep a distance from each other; earlier ones win."""

    def __init__(self, height: int, width: int) -> None:
        self._taken = np.zeros((height, width), np.uint8)
        self.points: list[tuple[int, int]] = []

    def add(self, candidates: Candidates, distance: int, rng: np.random.Generator) -> None:
        """Take those of `candidates` that no point lies within `distance` px of."""
        order = rng.permutation(len(candidates))
        for y, x in candidates[order]:
            if not self._taken[y, x]:
                self.points.append((int(x), int(y)))
                cv2.circle(self._taken, (int(x), int(y)), distance, 1, -1)

    def add_frame(self, step: int) -> None:
        """Points along the border."""
        height, width = self._taken.shape
        for x in (*range(0, width - 1, step), width - 1):
            self.points += [(x, 0), (x, height - 1)]
        for y in (*range(step, height - 1, step),):
            self.points += [(0, y), (width - 1, y)]


def random_points(height: int, width: int, count: int, rng: np.random.Generator) -> Candidates:
    """Points anywhere."""
    return np.stack([rng.integers(0, height, count), rng.integers(0, width, count)], 1)


def triangles(points: Sequence[tuple[int, int]], height: int, width: int) -> NDArray[np.float32]:
    """The Delaunay triangles of `points`: n × 3 × 2, (x, y)."""
    net = cv2.Subdiv2D((0, 0, width, height))
    for x, y in dict.fromkeys(points):
        net.insert((float(x), float(y)))
    found = np.asarray(net.getTriangleList(), np.float32).reshape(-1, 3, 2)
    inside = ((found[..., 0] >= 0) & (found[..., 0] < width) & (found[..., 1] >= 0) & (found[..., 1] < height)).all(1)
    kept = found[inside]
    order = np.lexsort(kept.reshape(len(kept), -1).T)
    return kept[order]


_SAMPLES = np.array(
    [
        (1 / 3, 1 / 3, 1 / 3),
        (0.6, 0.2, 0.2),
        (0.2, 0.6, 0.2),
        (0.2, 0.2, 0.6),
        (0.45, 0.45, 0.1),
        (0.1, 0.45, 0.45),
        (0.45, 0.1, 0.45),
    ]
)


def draw_facets(base: Pixels, corners: NDArray[np.float32], seed: int) -> Pixels:
    """Each triangle in the median colour of what lies under it, a little lighter or darker by its slant."""
    height, width = base.shape[:2]
    rng = np.random.default_rng(seed)
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    for triangle in corners:
        spots = _SAMPLES @ triangle
        x = np.clip(spots[:, 0], 0, width - 1).astype(int)
        y = np.clip(spots[:, 1], 0, height - 1).astype(int)
        color = np.median(base[y, x].astype(float), axis=0)
        edge = triangle[1] - triangle[0]
        slant = math.atan2(float(edge[1]), float(edge[0]))
        shade = np.clip(color * (1 + 0.05 * math.sin(2 * slant + 1) + 0.035 * rng.normal()), 0, 255).astype(int)
        path = skia.Path()
        path.addPoly([skia.Point(float(px), float(py)) for px, py in triangle], True)
        pen = skia.Paint(AntiAlias=True, Style=skia.Paint.kStrokeAndFill_Style, StrokeWidth=1.0)
        pen.setColor(skia.Color(int(shade[0]), int(shade[1]), int(shade[2]), 255))
        canvas.drawPath(path, pen)
    return surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)[..., :3]
