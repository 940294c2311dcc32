"""Snow on what stands in it: along the upper edges of its silhouette, on roofs and leaves, and round its foot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

import skia

from gpuserver.engines.illustrator.painting.items import Item, bounds
from gpuserver.engines.illustrator.painting.shadow import footprint
from gpuserver.engines.illustrator.painting.shapes import (
    Point,
    blob,
    difference,
    polygon,
    prop,
    scenery,
    shifted,
    smooth,
    union,
)
from gpuserver.engines.illustrator.spots import Spot
from gpuserver.engines.illustrator.wear import has_face

WHITE: Final = "#FBFDFF"
_ROOFS: Final = frozenset({"roof", "roof2", "thatch", "tile", "awning"})
_LEAVES: Final = frozenset({"leaf", "leaf2", "leaf3"})
_BARE: Final = frozenset({"flame", "flame2", "flame3", "glow", "glow2", "lamp", "smoke", "steam", "water", "cord"})
"""What no snow lies on."""
_STEP: Final = 4.0
"""Distance of the points by which an outline is followed, px."""
_STEEP: Final = 0.34
"""Snow slides off an edge that goes less than this share of its length across."""

Place = tuple[float, float, float]
"""A point of an outline, and how level the outline is there, 0..1."""


def in_snow(items: Sequence[Item], spot: Spot, *, falls: bool, afloat: bool) -> list[Item]:
    """The items of a figure with the snow that is on it; who lives has none but while it `falls`."""
    depth = 4 + 0.026 * spot.height
    if has_face(spot.artwork) and "tyre" not in spot.artwork.palette:
        return [*items, *dusting(items, 0.6 * depth)] if falls else list(items)
    return snowed_over(items, depth, None if afloat else spot.y)


def snowed_over(items: Sequence[Item], depth: float, ground: float | None = None) -> list[Item]:
    """The items of a thing with snow about `depth` px deep on it, and a drift where it stands at y `ground`."""
    out = [_under_snow(item, depth) for item in items]
    out += dusting(items, depth)
    return out if ground is None else [*out, *_drift(items, ground, depth)]


def dusting(items: Sequence[Item], depth: float) -> list[Item]:
    """Snow on the upper edges of the silhouette alone."""
    solid = [item.path for item in items if item.kind == "part" and item.alpha > 0.6 and item.cls not in _BARE]
    if not solid:
        return []
    return [_snow(_cap(run, depth)) for run in tops(union(solid)) if abs(run[-1][0] - run[0][0]) > 2 * depth]


def _snow(path: skia.Path) -> Item:
    return prop(path, WHITE, form="soft", cls="snow", casts=False)


def _under_snow(item: Item, depth: float) -> Item:
    """A roof with a blanket that leaves its eaves free, leaves with white upper edges; anything else as it is."""
    if item.kind != "part" or item.cls not in _ROOFS | _LEAVES:
        return item
    box = item.path.getBounds()
    if item.cls in _ROOFS:
        hem = box.top() + 0.66 * box.height() if box.height() > 2 * depth else box.bottom()
        return replace(item, marks=[*item.marks, scenery(_blanket(box, hem, depth), WHITE, alpha=0.96, cls="snow")])
    cap = difference(item.path, shifted(item.path, 0, min(1.6 * depth, 0.3 * box.height())))
    return replace(item, marks=[*item.marks, scenery(cap, WHITE, alpha=0.94, cls="snow")])


def _blanket(box: skia.Rect, hem: float, depth: float) -> skia.Path:
    """Everything of `box` over y `hem`, which runs in uneven lobes."""
    count = max(3, round(box.width() / (3.2 * depth)))
    waves = [0.55 * (-1) ** at + 0.4 * math.sin(2.3 * at + 0.01 * box.left()) for at in range(-1, count + 2)]
    points = [(box.left() + box.width() * (at - 1) / count, hem + depth * wave) for at, wave in enumerate(waves)]
    path = smooth(points)
    path.lineTo(box.right() + box.width(), box.top() - depth)
    path.lineTo(box.left() - box.width(), box.top() - depth)
    path.close()
    return path


def tops(whole: skia.Path) -> list[list[Place]]:
    """The stretches of the outline that look up."""
    out: list[list[Place]] = []
    measure = skia.PathMeasure(whole, True)
    while True:
        length = measure.getLength()
        if length > 40:
            count = math.ceil(length / _STEP)
            places = [_place(whole, measure, length * at / count) for at in range(count)]
            # begin where no snow lies, so that no stretch is parted by the seam of the outline
            first = next((at for at, place in enumerate(places) if place[2] < _STEEP), 0)
            around = [*places[first:], *places[:first]]
            out += [list(run) for lies, run in groupby(around, lambda place: place[2] >= _STEEP) if lies]
        if not measure.nextContour():
            return out


def _place(whole: skia.Path, measure: skia.PathMeasure, length: float) -> Place:
    at, along = measure.getPosTan(length)
    up = whole.contains(at.x(), at.y() + 2) and not whole.contains(at.x(), at.y() - 2)
    return at.x(), at.y(), abs(along.x()) if up else 0.0


def _cap(run: list[Place], depth: float) -> skia.Path:
    """Snow along a stretch of outline: over it and down into it, in soft heaps that end thin."""
    over: list[Point] = []
    under: list[Point] = []
    last = len(run) - 1
    for at, (x, y, level) in enumerate(run):
        ends = min(1.0, (min(at, last - at) * _STEP + 1) / (2.2 * depth))
        heap = (
            0.82 + 0.26 * math.sin(at * _STEP / (1.15 * depth) + 0.05 * run[0][0]) + 0.12 * math.sin(0.09 * at * _STEP)
        )
        thick = depth * math.sin(math.pi / 2 * ends) * heap * min(1.0, (level - _STEEP) / (0.8 - _STEEP) + 0.25)
        over.append((x, y - 0.45 * thick))
        under.append((x, y + 0.6 * thick))
    return polygon([*over[::2], *reversed(under[::2])])


def _drift(items: Sequence[Item], ground: float, depth: float) -> list[Item]:
    """Snow blown against the foot of what stands on the ground."""
    feet = footprint(items, ground, bounds(items).height())
    if feet is None:
        return []
    left, right = feet
    count = max(5, round((right - left) / (2.6 * depth)))
    crest = [
        (left + (right - left) * at / count, ground - depth * (0.35 + 0.5 * math.sin(2.4 * at + 0.02 * left)))
        for at in range(count + 1)
    ]
    for share in (0.0, 0.16, 0.84, 1.0):
        wide = right - left + 3.2 * depth
        low = ground + depth * (0.5 if share in (0.0, 1.0) else 0.9)
        crest.append((right + 1.6 * depth - share * wide, low))
    return [_snow(blob(crest))]
