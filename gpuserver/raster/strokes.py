"""Thick paint: layers of bristled strokes along a field of directions, lit as relief (after Hertzmann 1998)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.raster.texture import Plane

Points = NDArray[np.float64]
"""n × 2: x and y, px."""

_TOGETHER = 512
"""Strokes that are traced at once."""


@dataclass(frozen=True)
class Layer:
    """Strokes of one size. They are laid where `detail` of the picture is between `threshold` and `limit`."""

    width: float
    length: int
    tolerance: float
    threshold: float = 0.0
    limit: float = 1.0


@dataclass(frozen=True)
class Brush:
    """How paint is laid down. Deviations are of values 0..255."""

    layers: tuple[Layer, ...]
    bristles: int
    """Of a broad stroke; a fine one has three."""
    saturation: float
    uneven: float
    """Deviation of lightness between strokes."""
    tinted: float
    """Deviation of each channel between strokes."""
    streaked: float
    """Deviation of lightness between the bristles of a stroke."""
    grooved: float
    """Deviation of height between the bristles of a stroke."""
    loaded: float = 0.0
    """Deviation of height between strokes."""
    ragged: float = 0.0
    """How unevenly the bristles of a stroke begin and end, in widths."""


ROUND = Brush(
    (Layer(26, 8, 62), Layer(15, 8, 46), Layer(9, 8, 36, 0.22), Layer(5, 7, 30, 0.42)), 5, 1.28, 13, 9, 10, 40
)


def directions(cos2: Plane, sin2: Plane) -> Plane:
    """The angle of a field given as cos and sin of its double, which has no seam."""
    return np.asarray(0.5 * np.arctan2(sin2, cos2), np.float32)


def tensor_field(grey: Plane, sigma: float) -> tuple[Plane, Plane]:
    """(cos 2θ, sin 2θ) of the direction along the structures of `grey`: the structure tensor, weighted by strength."""
    gx, gy = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    xx, yy, xy = (cv2.GaussianBlur(plane, (0, 0), sigma) for plane in (gx * gx, gy * gy, gx * gy))
    # The gradient's double angle turned by half a turn is the double angle along the edge.
    return np.asarray(-(xx - yy), np.float32), np.asarray(-2 * xy, np.float32)


def paint_strokes(
    reference: Pixels,
    angle: Plane,
    detail: Plane,
    seed: int,
    watch: Watch,
    *,
    brush: Brush = ROUND,
    over: Pixels | None = None,
) -> Pixels:
    """`reference` painted in strokes along `angle`, `over` a first coat, else over its mean colour.

    `detail`: 0..1, where fine brushes are used.
    """
    height, width = reference.shape[:2]
    soft = cv2.GaussianBlur(reference, (0, 0), 2.0).astype(np.float32)
    rng = np.random.default_rng(seed)
    surface = skia.Surface(width, height)
    mean = reference.reshape(-1, 3).mean(0).astype(np.uint8)
    _coat(surface.getCanvas(), np.full_like(reference, mean) if over is None else over)
    for at, layer in enumerate(brush.layers):
        rows = np.arange(0, height, layer.width * (1.05 if layer.width > 6 else 1.0))
        columns = np.arange(0, width, layer.width * (2.0 if layer.width > 6 else 1.9))
        y, x = (grid.ravel() for grid in np.meshgrid(rows, columns, indexing="ij"))
        starts = np.stack([x, y], 1) + rng.normal(size=(len(x), 2)) * layer.width * 0.4
        rng.shuffle(starts)
        kept = _kept(starts, detail, layer)
        for first in range(0, len(kept), _TOGETHER):
            watch.progress(0.1 + 0.85 * (at + first / len(kept)) / len(brush.layers))
            strokes = _traced(kept[first : first + _TOGETHER], soft, angle, layer)
            _lay(surface.getCanvas(), strokes, soft, layer, brush, rng)
    painted = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
    return _lit(painted[..., :3], painted[..., 3])


def _coat(canvas: skia.Canvas, picture: Pixels) -> None:
    """Cover the canvas with a thin, even coat."""
    height = np.full(picture.shape[:2], _alpha(np.float64(96)), np.uint8)
    image = skia.Image.fromarray(np.dstack([picture, height]), skia.kRGBA_8888_ColorType)
    canvas.drawImage(image, 0, 0, paint=skia.Paint(BlendMode=skia.BlendMode.kSrc))


def _kept(starts: NDArray[np.float64], detail: Plane, layer: Layer) -> NDArray[np.float64]:
    height, width = detail.shape
    x = np.clip(starts[:, 0], 0, width - 1).astype(int)
    y = np.clip(starts[:, 1], 0, height - 1).astype(int)
    here = detail[y, x]
    return starts[(here >= layer.threshold) & (here <= layer.limit)]


def _traced(starts: Points, soft: Plane, angle: Plane, layer: Layer) -> list[Points]:
    """The points of each stroke: both ways from its start, until the colour changes by more than the tolerance."""
    steps = layer.length // 2 + 1
    after, ahead = _walked(starts, soft, angle, layer, steps, 0.0)
    before, back = _walked(starts, soft, angle, layer, steps, math.pi)
    whole = np.concatenate([before[:, ::-1], starts[:, None], after], axis=1)
    short = (ahead + back) == 0
    ahead = np.where(short, 1, ahead)
    turn = angle[_inside(starts, soft)][short]
    whole[short, steps + 1] = starts[short] + 0.5 * layer.width * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return [one[steps - low : steps + 1 + high] for one, low, high in zip(whole, back, ahead, strict=True)]


def _walked(
    starts: Points, soft: Plane, angle: Plane, layer: Layer, steps: int, turned: float
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """n × steps × 2 points on the way from each start, and how many of them belong to the stroke."""
    height, width = angle.shape
    base = soft[_inside(starts, soft)]
    past = angle[_inside(starts, soft)].astype(np.float64) + turned
    points, lengths = np.empty((len(starts), steps, 2)), np.zeros(len(starts), np.intp)
    at, going = starts.copy(), np.ones(len(starts), np.bool_)
    for step in range(steps):
        turn = angle[_inside(at, soft)].astype(np.float64)
        turn = np.where(np.cos(turn - past) < 0, turn + math.pi, turn)
        past = turn
        at = at + 0.55 * layer.width * np.stack([np.cos(turn), np.sin(turn)], axis=1)
        going &= (at >= 0).all(axis=1) & (at < (width, height)).all(axis=1)
        going &= np.abs(soft[_inside(at, soft)] - base).sum(axis=1) <= layer.tolerance
        points[:, step] = at
        lengths += going
    return points, lengths


def _inside(points: Points, plane: Plane) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Row and column of the pixel under each point, the nearest one for points outside."""
    height, width = plane.shape[:2]
    x, y = np.clip(points[:, 0], 0, width - 1), np.clip(points[:, 1], 0, height - 1)
    return y.astype(np.intp), x.astype(np.intp)


def _lay(
    canvas: skia.Canvas, strokes: list[Points], soft: Plane, layer: Layer, brush: Brush, rng: np.random.Generator
) -> None:
    """Paint the strokes, each in a few bristles that differ a little in lightness and in height.

    The alpha that is laid down is the paint's height, so that each bristle is drawn once.
    """
    many, count = len(strokes), brush.bristles if layer.width > 6 else 3
    shares = np.arange(count) / (count - 1)
    base = soft[_inside(np.array([one[len(one) // 2] for one in strokes]), soft)]
    mean = base.mean(axis=1, keepdims=True)
    vivid = np.clip(mean + (base - mean) * brush.saturation, 0, 255)
    vivid = vivid + rng.normal(0, brush.uneven, (many, 1)) + rng.normal(0, brush.tinted, (many, 3))
    streaks = rng.normal(0, brush.streaked, (many, count, 1))
    paints = np.clip(vivid[:, None] + streaks, 0, 255).astype(int).tolist()
    high = 128 + brush.grooved * rng.normal(size=(many, count)) + 30 * np.cos(shares * math.tau + math.pi)
    high = high + brush.loaded * rng.normal(size=(many, 1))
    alphas = _alpha(high).tolist()
    aside = ((shares - 0.5) * 0.85 + rng.normal(0, 0.04, (many, count))) * layer.width
    further = brush.ragged * layer.width * rng.random((many, count, 2))
    pen = skia.Paint(
        AntiAlias=True, BlendMode=skia.BlendMode.kSrc, Style=skia.Paint.kStroke_Style,
        StrokeWidth=layer.width / count * 1.35, StrokeCap=skia.Paint.kRound_Cap, StrokeJoin=skia.Paint.kRound_Join,
    )  # fmt: skip
    for at, lines in enumerate(_bristles(strokes, aside, further)):
        for line, (red, green, blue), alpha in zip(lines, paints[at], alphas[at], strict=True):
            path = skia.Path()
            path.moveTo(*line[0])
            for point in line[1:]:
                path.lineTo(*point)
            pen.setColor(skia.Color(red, green, blue, alpha))
            canvas.drawPath(path, pen)


def _bristles(
    strokes: list[Points], aside: NDArray[np.float64], further: NDArray[np.float64]
) -> list[list[list[list[float]]]]:
    """For each stroke its bristles, for each bristle its points: the stroke's own, moved `aside` (px) across it.

    `further`: by how much (px) each bristle is longer than the stroke at its start and at its end.
    """
    out: list[list[list[list[float]]]] = [[] for _ in strokes]
    lengths = np.array([len(one) for one in strokes])
    for length in np.unique(lengths):
        which = np.flatnonzero(lengths == length)
        points = np.stack([strokes[at] for at in which])
        along = np.gradient(points, axis=1)
        along /= np.hypot(along[..., 0], along[..., 1])[..., None] + 1e-6
        across = np.stack([-along[..., 1], along[..., 0]], axis=2)
        lines = points[:, None] + across[:, None] * aside[which][..., None, None]
        lines[:, :, 0] -= along[:, None, 0] * further[which][..., :1]
        lines[:, :, -1] += along[:, None, -1] * further[which][..., 1:]
        for at, line in zip(which, lines.tolist(), strict=True):
            out[at] = line
    return out


def _alpha(high: NDArray[np.float64] | np.float64) -> NDArray[np.intp]:
    """A height (0..255) as alpha: in the upper half, where colours keep their precision."""
    return np.asarray(128 + np.clip(high, 0, 255) / 2).astype(np.intp)


def _lit(picture: Pixels, relief: Pixels) -> Pixels:
    """The paint in light from the upper left; `relief` is its height as alpha."""
    height = cv2.GaussianBlur(2 * relief.astype(np.float32), (0, 0), 1.0)
    slope = cv2.Sobel(height, cv2.CV_32F, 1, 0) / 8 + cv2.Sobel(height, cv2.CV_32F, 0, 1) / 8
    lit = np.clip(slope / 26, -1, 1)[..., None]
    out = picture.astype(np.float32) * (1 + 0.20 * lit) + 22 * np.clip(lit - 0.35, 0, 1)
    return np.clip(out, 0, 255).astype(np.uint8)
