"""Mirror images in water: turned over, squashed, broken by ripples, mixed with the water's colour, fading downwards."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import skia

from gpuserver.engines.illustrator.color import mix, multiply
from gpuserver.engines.illustrator.painting.items import Fade, Group, Item, Water, bounds
from gpuserver.engines.illustrator.painting.shapes import common, polygon, scenery, taper

_SQUASH: Final = 0.72
"""Height of a mirror image as a share of the thing's own."""
_STEP: Final = 7.0
"""Distance of the points that an outline is broken into, px."""
_NEAR: Final = 0.2
"""How far above the near bank's edge a thing may stand and still be mirrored from there, as a share of the scale."""


def mirrored(
    items: Sequence[Item], axis: float, color: str, *, share: float = 0.35, tint: str | None = None,
    squash: float = _SQUASH, area: skia.Path | None = None, wave: float = 3.0,
) -> list[Item]:  # fmt: skip
    """Flat copies of `items` turned over the line y = `axis`, with `share` of the water's colour, cut to `area`."""
    out: list[Item] = []
    for item in items:
        if item.kind == "glow" or item.blend is not None or item.path.getBounds().top() > axis:
            continue
        path = _rippled(item.path, axis, squash, wave)
        if area is not None:
            path = common(path, area)
        if path is None or path.isEmpty():
            continue
        shade = _wet(item.color, color, share, tint)
        colors = tuple(_wet(one, color, share, tint) for one in reversed(item.gradient))
        marks = [
            replace(mark, path=_rippled(mark.path, axis, squash, wave), color=_wet(mark.color, color, share, tint),
                    gradient=())
            for mark in item.marks
            if mark.kind != "glow" and mark.blend is None and mark.blur == 0
        ]  # fmt: skip
        out.append(scenery(path, shade, gradient=colors, kind="flat", alpha=item.alpha, cls="mirror"))
        out[-1].marks = marks
    return out


def reflection(group: Group, ground: float, water: Water, scale: float) -> Group | None:
    """The mirror image of a subject that stands at y `ground`; None where it falls on no water."""
    axis = ground
    if water.brink is not None and water.brink - _NEAR * scale < ground < water.brink:
        axis = water.brink
    items = mirrored(group.items, axis, water.color, tint=group.tint, area=water.area)
    if not items:
        return None
    box = bounds(items)
    depth = _SQUASH * max(1.0, axis - bounds(group.items).top())
    items += _slits(box, axis, water)
    return Group(items, f"mirror-{group.name}", fade=Fade(axis, axis + 0.8 * depth, water.clear))


def _wet(color: str, water: str, share: float, tint: str | None) -> str:
    return mix(color if tint is None else multiply(color, tint), water, share)


def _rippled(path: skia.Path, axis: float, squash: float, wave: float) -> skia.Path:
    """`path` turned over `axis`, its points moved sideways by ripples that grow towards the viewer."""
    measure = skia.PathMeasure(path, True)
    out = skia.Path()
    while True:
        length = measure.getLength()
        if length > 3:
            count = max(6, math.ceil(length / _STEP))
            points = [measure.getPosTan(length * at / count)[0] for at in range(count)]
            x, y = np.array([point.x() for point in points]), np.array([point.y() for point in points])
            deep = np.maximum(0.0, (axis - y) * squash)
            x += wave * (0.25 + deep / 110) * np.sin(20 * np.log1p(deep / 30))
            # what is under the line stays on it
            out.addPath(polygon(zip(x.tolist(), (axis + deep).tolist(), strict=True)))
        if not measure.nextContour():
            out.setFillType(path.getFillType())
            return out


def _slits(box: skia.Rect, axis: float, water: Water) -> list[Item]:
    """Lines of open water across the image, wider and farther apart towards the viewer."""
    out: list[Item] = []
    y, at = axis + 7.0, 0
    while y < box.bottom():
        reach = box.width() * (0.34 + 0.16 * math.sin(at * 2.4))
        middle = box.centerX() + box.width() * 0.22 * math.sin(at * 1.7 + 1)
        spine = skia.Path()
        spine.moveTo(middle - reach, y)
        spine.quadTo(middle, y + 3 * math.sin(at * 1.1), middle + reach, y)
        line = taper(spine, (0.5, 2.2 + 0.05 * (y - axis), 0.5), caps=False)
        slit = common(line, water.area)
        if slit is not None:
            out.append(scenery(slit, water.color, kind="flat", alpha=0.8, cls="glint"))
        y, at = y + 9 + 0.16 * (y - axis), at + 1
    return out
