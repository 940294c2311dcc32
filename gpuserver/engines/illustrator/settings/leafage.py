"""Large leaves of warm countries: monstera, banana, lianas, and the palms of a far row."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.shapes import (
    Point,
    blob,
    circle,
    curve,
    difference,
    prop,
    scenery,
    smooth,
    taper,
    union,
)


def _turned(points: Sequence[Point], x: float, y: float, angle: float) -> list[Point]:
    """Points of a leaf that grows upwards from (0, 0), moved to (x, y) and leaning by `angle`."""
    cos, sin = math.cos(angle), math.sin(angle)
    return [(x + px * cos - py * sin, y + px * sin + py * cos) for px, py in points]


def monstera(x: float, y: float, size: float, lean: float, color: str, *, form: bool = True) -> Item:
    """A heart-shaped leaf with slits, its stem at (x, y)."""
    heart = [(0, 0.02), (0.2, 0.08), (0.4, -0.02), (0.5, -0.26), (0.42, -0.56), (0.2, -0.84), (0, -1.0), (-0.2, -0.84), (-0.42, -0.56),
             (-0.5, -0.26), (-0.4, -0.02), (-0.2, 0.08)]  # fmt: skip
    leaf = blob(_turned([(px * size, py * size) for px, py in heart], x, y, lean))
    slits: list[skia.Path] = []
    for side in (-1, 1):
        for up, deep in ((-0.16, 0.2), (-0.36, 0.2), (-0.56, 0.16)):
            spine = [
                (side * deep * size, (up + 0.03) * size),
                (side * 0.4 * size, (up - 0.1) * size),
                (side * 0.66 * size, (up - 0.24) * size),
            ]
            slits.append(
                taper(smooth(_turned(spine, x, y, lean)), (size * 0.015, size * 0.07, size * 0.13), caps=False)
            )
    leaf = difference(leaf, union(slits))
    item = prop(leaf, color, form="soft", cls="leaf", casts=form) if form else scenery(leaf, color, cls="leaf")
    rib = smooth(_turned([(0, 0.02 * size), (0.01 * size, -0.5 * size), (0, -0.96 * size)], x, y, lean))
    item.marks.append(
        scenery(taper(rib, (size * 0.03, size * 0.02, 1), caps=False), mix(color, "#E8F6C0", 0.35), alpha=0.8)
    )
    return item


def banana(x: float, y: float, size: float, lean: float, color: str, *, bend: float = 0.25, form: bool = True) -> Item:
    """A long leaf that bends over to the side it leans to, its stem at (x, y)."""
    side = 1 if lean >= 0 else -1
    tip = (x + math.sin(lean) * size + side * bend * size, y - math.cos(lean) * size + bend * 0.5 * size)
    middle = (x + math.sin(lean) * size * 0.5, y - math.cos(lean) * size * 0.72)
    spine = curve((x, y), middle, tip)
    leaf = taper(spine, (size * 0.05, size * 0.26, size * 0.3, size * 0.2, 2), caps=False)
    measure = skia.PathMeasure(spine, False)
    tears: list[skia.Path] = []
    for at, turn in ((0.42, 1), (0.6, -1), (0.74, 1)):
        place, along = measure.getPosTan(measure.getLength() * at)
        end = (
            place.x() - turn * along.y() * size * 0.2 + along.x() * size * 0.1,
            place.y() + turn * along.x() * size * 0.2 + along.y() * size * 0.1,
        )
        tears.append(
            taper(
                curve(
                    (place.x() - turn * along.y() * size * 0.05, place.y() + turn * along.x() * size * 0.05), end, end
                ),
                (1, size * 0.05),
                caps=False,
            )
        )
    leaf = difference(leaf, union(tears))
    item = prop(leaf, color, form="soft", cls="leaf", casts=form) if form else scenery(leaf, color, cls="leaf")
    item.marks.append(
        scenery(taper(spine, (size * 0.03, size * 0.018, 1), caps=False), mix(color, "#F0F6C0", 0.4), alpha=0.8)
    )
    return item


def palm_shape(x: float, y: float, tall: float, lean: float, rng: np.random.Generator) -> skia.Path:
    """A far palm as one silhouette, its foot at (x, y)."""
    top = (x + lean * tall, y - tall * 0.8)
    parts = [taper(curve((x, y), (x + lean * tall * 0.2, y - tall * 0.5), top), (tall * 0.06, tall * 0.035))]
    for at in range(8):
        angle = -math.pi * (0.02 + 0.96 * at / 7) + 0.15 * (rng.random() - 0.5)
        reach = tall * (0.36 + 0.08 * rng.random())
        tip = (top[0] + math.cos(angle) * reach, top[1] + math.sin(angle) * reach * 0.75 + tall * 0.14)
        over = (top[0] + math.cos(angle) * reach * 0.6, top[1] + math.sin(angle) * reach * 0.85 - tall * 0.05)
        parts.append(taper(curve(top, over, tip), (tall * 0.02, tall * 0.052, 1), caps=False))
    return union(parts)


def liana(start: Point, end: Point, sag: float, width: float, color: str, rng: np.random.Generator) -> list[Item]:
    """A vine that hangs between two points, with a few small leaves."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + sag)
    spine = curve(start, middle, end)
    measure = skia.PathMeasure(spine, False)
    leaves: list[skia.Path] = []
    for at in range(1, 8):
        place, _ = measure.getPosTan(measure.getLength() * (at + 0.5 * rng.random()) / 8.5)
        size = width * (2.2 + 1.5 * rng.random())
        side = 1 if at % 2 else -1
        leaves.append(taper(curve((place.x(), place.y()), (place.x() + side * size * 0.5, place.y() + size * 0.2), (place.x() + side * size * 0.7, place.y() + size)),
                            (1, size * 0.55, 1), caps=False))  # fmt: skip
    return [scenery(taper(spine, (width, width * 0.7, width)), mix(color, "#5A4636", 0.35), cls="bark"),
            scenery(union(leaves), color, cls="leaf")]  # fmt: skip


def blossom(x: float, y: float, size: float, color: str) -> list[Item]:
    """A hibiscus, seen from the front."""
    petals = [circle(x + math.cos(angle) * size * 0.5, y + math.sin(angle) * size * 0.5, size * 0.42)
              for angle in (at * math.tau / 5 - math.pi / 2 for at in range(5))]  # fmt: skip
    flower = prop(union(petals), color, form="soft", cls="petal", casts=False)
    flower.marks.append(scenery(circle(x, y, size * 0.34), mix(color, "#7A1E4A", 0.4), alpha=0.6, blur=size * 0.1))
    return [
        flower,
        scenery(
            taper(
                curve((x, y), (x + size * 0.2, y - size * 0.2), (x + size * 0.3, y - size * 0.45)),
                (size * 0.1, size * 0.14),
            ),
            "#F9D25A",
        ),
    ]
