"""Landscape by shares of the canvas: slopes, patches, treelines, paths. What outdoor settings are put together from."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Canvas, Item
from gpuserver.engines.illustrator.painting.shapes import (
    Point,
    below,
    blob,
    circle,
    rect,
    scenery,
    smooth,
    taper,
    union,
)
from gpuserver.engines.illustrator.settings.nature import pine


def at(canvas: Canvas, points: Sequence[Point]) -> list[Point]:
    """Points in shares of the canvas -> px."""
    return [(canvas.width * x, canvas.height * y) for x, y in points]


def slope(canvas: Canvas, crest: Sequence[Point], colors: Sequence[str], cls: str = "grass") -> Item:
    """Land under a smooth crest (shares of the canvas) down to the foot of the picture."""
    path = below(at(canvas, crest), canvas.height + 20, canvas.width)
    return scenery(path, colors[0], gradient=tuple(colors), cls=cls)


def patch(
    canvas: Canvas, points: Sequence[Point], colors: Sequence[str], cls: str = "grass", *, alpha: float = 1.0
) -> Item:
    """A closed smooth shape (shares of the canvas)."""
    gradient = tuple(colors) if len(colors) > 1 else ()
    return scenery(blob(at(canvas, points)), colors[0], gradient=gradient, alpha=alpha, cls=cls)


def corners(points: Sequence[Point], radius: float) -> skia.Path:
    """A closed shape with straight sides (px) and its corners rounded off by `radius`."""
    path = skia.Path()
    count = len(points)
    for step in range(count):
        (ax, ay), (bx, by), (cx, cy) = points[step - 1], points[step], points[(step + 1) % count]
        before, after = max(1e-6, math.hypot(bx - ax, by - ay)), max(1e-6, math.hypot(cx - bx, cy - by))
        share, rest = min(0.5, radius / before), min(0.5, radius / after)
        start = (bx + (ax - bx) * share, by + (ay - by) * share)
        if step == 0:
            path.moveTo(*start)
        else:
            path.lineTo(*start)
        path.quadTo(bx, by, bx + (cx - bx) * rest, by + (cy - by) * rest)
    path.close()
    return path


def stroke(
    canvas: Canvas, points: Sequence[Point], widths: Sequence[float], color: str, *, alpha: float = 1.0,
    gradient: Sequence[str] = (), cls: str = "bg",
) -> Item:  # fmt: skip
    """A tapered line through `points` (shares of the canvas); `widths` in px of a 1024 canvas."""
    unit = canvas.scale / 1024
    path = taper(smooth(at(canvas, points)), [unit * one for one in widths], caps=False)
    return scenery(path, color, gradient=tuple(gradient), alpha=alpha, kind="flat", cls=cls)


def wood(
    canvas: Canvas, left: float, right: float, foot: float, tall: float, color: str, haze: str,
    rng: np.random.Generator, *, ends: bool = True,
) -> Item:  # fmt: skip
    """A far row of broad-leaved trees as one silhouette; `ends` lets it fall off at both sides. Shares of the canvas."""
    width, base, high = canvas.width, canvas.height * foot, tall * canvas.scale
    count = max(4, round((right - left) * width / (high * 0.55)))
    crowns = [rect(width * left, base - high * 0.3, width * (right - left), high * 0.42, high * 0.16)]
    for step in range(count + 1):
        share = step / count
        size = high * (0.3 + 0.24 * rng.random()) * (math.sin(math.pi * min(1.0, 0.12 + share * 0.76)) if ends else 1)
        crowns.append(
            circle(width * (left + (right - left) * share), base - high * 0.28 - size * 0.5, size, size * 1.1)
        )
    return scenery(union(crowns), color, gradient=(color, mix(color, haze, 0.4)), cls="leaf")


def pines(
    canvas: Canvas, left: float, right: float, foot: float, tall: float, count: int, color: str, haze: str,
    rng: np.random.Generator,
) -> list[Item]:  # fmt: skip
    """A far row of conifers on a strip of ground. Shares of the canvas, `tall` of its scale."""
    out: list[Item] = []
    for step in range(count):
        x = canvas.width * (left + (right - left) * (step + rng.random()) / count)
        size = canvas.scale * tall * (0.65 + 0.6 * rng.random())
        shade = mix(color, haze, 0.25 * rng.random())
        tree = pine(x, canvas.height * foot + 4, size, rng)
        out.append(scenery(tree, shade, gradient=(shade, mix(shade, haze, 0.35)), cls="leaf"))
    return out


def crag(
    canvas: Canvas, points: Sequence[Point], color: str, haze: str, *, snow: float = 0.0, shade: str = "#3F4C86",
    bend: float = 0.0,
) -> Item:  # fmt: skip
    """A mountain by its outline (shares of the canvas, left to right, the highest one its summit), lit from the left.

    `snow` is the share of its height that is white; `bend` moves the foot of the ridge that parts light and shade.
    """
    spots = at(canvas, points)
    path = smooth(spots, True)
    foot = max(y for _, y in spots)
    x, top = min(spots, key=lambda spot: spot[1])
    tall, wide = foot - top, spots[-1][0] - spots[0][0]
    body = scenery(path, color, gradient=(mix(color, "#FFFFFF", 0.1), mix(color, haze, 0.6)), cls="rock")
    edge = [(x, top - 4), (x + wide * 0.02, top + tall * 0.16), (x - wide * 0.025, top + tall * 0.34),
            (x + wide * (0.03 + bend * 0.5), top + tall * 0.6), (x + wide * bend, foot)]  # fmt: skip
    dark = smooth(edge)
    dark.lineTo(x + wide, foot)
    dark.lineTo(x + wide, top - 4)
    dark.close()
    if snow > 0:
        body.marks.append(_snowcap(x, top, wide, tall, snow, mix("#FFFFFF", haze, 0.12)))
    body.marks.append(scenery(dark, mix(color, shade, 0.5), alpha=0.4))
    return body


def _snowcap(x: float, top: float, wide: float, tall: float, share: float, color: str) -> Item:
    teeth = (
        (-0.5, 0.8),
        (-0.24, 0.98),
        (-0.15, 0.72),
        (-0.05, 1.0),
        (0.03, 0.66),
        (0.12, 1.06),
        (0.2, 0.74),
        (0.5, 0.9),
    )
    hem = [(x + wide * dx, top + tall * share * dy) for dx, dy in teeth]
    cap = smooth(hem)
    cap.lineTo(x + wide * 0.5, top - 10)
    cap.lineTo(x - wide * 0.5, top - 10)
    cap.close()
    return scenery(cap, color, alpha=0.96, cls="snow")
