"""Oil paint: layers of bristled strokes along a field of directions, lit as relief (after Hertzmann 1998)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.raster.texture import Plane


@dataclass(frozen=True)
class Layer:
    """Strokes of one brush. They are laid where `detail` of the picture is at least `threshold`."""

    width: float
    length: int
    tolerance: float
    threshold: float = 0.0


LAYERS = (Layer(26, 8, 62), Layer(15, 8, 46), Layer(9, 8, 36, 0.22), Layer(5, 7, 30, 0.42))


def directions(cos2: Plane, sin2: Plane) -> Plane:
    """The angle of a field given as cos and sin of its double, which has no seam."""
    return np.asarray(0.5 * np.arctan2(sin2, cos2), np.float32)


def tensor_field(grey: Plane, sigma: float) -> tuple[Plane, Plane]:
    """(cos 2θ, sin 2θ) of the direction along the structures of `grey`: the structure tensor, weighted by strength."""
    gx, gy = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    xx, yy, xy = (cv2.GaussianBlur(plane, (0, 0), sigma) for plane in (gx * gx, gy * gy, gx * gy))
    # The gradient's double angle turned by half a turn is the double angle along the edge.
    return np.asarray(-(xx - yy), np.float32), np.asarray(-2 * xy, np.float32)


def paint_strokes(reference: Pixels, angle: Plane, detail: Plane, seed: int, watch: Watch) -> Pixels:
    """`reference` painted over in strokes along `angle`. `detail`: 0..1, where fine brushes are used."""
    height, width = reference.shape[:2]
    soft = cv2.GaussianBlur(reference, (0, 0), 2.0).astype(np.float32)
    rng = np.random.default_rng(seed)
    color, relief = skia.Surface(width, height), skia.Surface(width, height)
    color.getCanvas().clear(_color(reference.reshape(-1, 3).mean(0)))
    relief.getCanvas().clear(0xFF606060)
    for at, layer in enumerate(LAYERS):
        rows = np.arange(0, height, layer.width * (1.05 if layer.width > 6 else 1.0))
        columns = np.arange(0, width, layer.width * (2.0 if layer.width > 6 else 1.9))
        y, x = (grid.ravel() for grid in np.meshgrid(rows, columns, indexing="ij"))
        starts = np.stack([x, y], 1) + rng.normal(size=(len(x), 2)) * layer.width * 0.4
        rng.shuffle(starts)
        kept = _kept(starts, detail, layer)
        for number, (sx, sy) in enumerate(kept):
            if number % 64 == 0:
                watch.progress(0.1 + 0.85 * (at + number / max(1, len(kept))) / len(LAYERS))
            points = _trace(float(sx), float(sy), soft, angle, layer)
            _bristles(color.getCanvas(), relief.getCanvas(), points, soft, layer, rng)
    return _lit(_array(color)[..., :3], _array(relief)[..., 0])


def _kept(starts: NDArray[np.float64], detail: Plane, layer: Layer) -> NDArray[np.float64]:
    height, width = detail.shape
    x = np.clip(starts[:, 0], 0, width - 1).astype(int)
    y = np.clip(starts[:, 1], 0, height - 1).astype(int)
    return starts[detail[y, x] >= layer.threshold]


def _trace(x: float, y: float, soft: Plane, angle: Plane, layer: Layer) -> NDArray[np.float64]:
    """The points of one stroke, both ways from (x, y), until the colour changes by more than the tolerance."""
    height, width = angle.shape
    xi, yi = min(max(int(x), 0), width - 1), min(max(int(y), 0), height - 1)
    color = soft[yi, xi]
    red, green, blue = float(color[0]), float(color[1]), float(color[2])
    points = [(x, y)]
    for sign in (1, -1):
        px, py = x, y
        past = float(angle[yi, xi]) + (0.0 if sign > 0 else math.pi)
        for _ in range(layer.length // 2 + 1):
            turn = float(angle[min(max(int(py), 0), height - 1), min(max(int(px), 0), width - 1)])
            if math.cos(turn - past) < 0:
                turn += math.pi
            past = turn
            px += math.cos(turn) * layer.width * 0.55
            py += math.sin(turn) * layer.width * 0.55
            if not (0 <= px < width and 0 <= py < height):
                break
            there = soft[int(py), int(px)]
            if abs(there[0] - red) + abs(there[1] - green) + abs(there[2] - blue) > layer.tolerance:
                break
            if sign < 0:
                points.insert(0, (px, py))
            else:
                points.append((px, py))
    if len(points) < 2:
        turn = float(angle[yi, xi])
        points.append((x + math.cos(turn) * layer.width * 0.5, y + math.sin(turn) * layer.width * 0.5))
    return np.array(points)


def _bristles(
    color: skia.Canvas,
    relief: skia.Canvas,
    points: NDArray[np.float64],
    soft: Plane,
    layer: Layer,
    rng: np.random.Generator,
) -> None:
    height, width = soft.shape[:2]
    x, y = points[len(points) // 2]
    base = soft[min(max(int(y), 0), height - 1), min(max(int(x), 0), width - 1)]
    mean = float(base.mean())
    vivid = np.clip(mean + (base - mean) * 1.28, 0, 255) + rng.normal() * 13 + rng.normal(0, 9, 3)
    along = np.gradient(points, axis=0)
    along /= np.hypot(along[:, 0], along[:, 1])[:, None] + 1e-6
    across = np.stack([-along[:, 1], along[:, 0]], 1)
    count = 5 if layer.width > 6 else 3
    for at in range(count):
        share = at / (count - 1)
        line = points + across * ((share - 0.5) * layer.width * 0.85 + rng.normal() * layer.width * 0.04)
        path = skia.Path()
        path.moveTo(float(line[0, 0]), float(line[0, 1]))
        for px, py in line[1:]:
            path.lineTo(float(px), float(py))
        pen = skia.Paint(
            AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=layer.width / count * 1.35,
            StrokeCap=skia.Paint.kRound_Cap, StrokeJoin=skia.Paint.kRound_Join,
        )  # fmt: skip
        pen.setColor(_color(vivid + rng.normal() * 10))
        color.drawPath(path, pen)
        high = int(np.clip(128 + 40 * rng.normal() + 30 * math.cos(share * math.tau + math.pi), 0, 255))
        pen.setColor(skia.Color(high, high, high, 255))
        relief.drawPath(path, pen)


def _lit(picture: Pixels, relief: Pixels) -> Pixels:
    """The paint's relief in light from the upper left."""
    height = cv2.GaussianBlur(relief.astype(np.float32), (0, 0), 1.0)
    slope = cv2.Sobel(height, cv2.CV_32F, 1, 0) / 8 + cv2.Sobel(height, cv2.CV_32F, 0, 1) / 8
    lit = np.clip(slope / 26, -1, 1)[..., None]
    out = picture.astype(np.float32) * (1 + 0.20 * lit) + 22 * np.clip(lit - 0.35, 0, 1)
    return np.clip(out, 0, 255).astype(np.uint8)


def _color(values: NDArray[np.floating]) -> int:
    red, green, blue = (int(value) for value in np.clip(values, 0, 255))
    return skia.Color(red, green, blue, 255)


def _array(surface: skia.Surface) -> Pixels:
    return surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
