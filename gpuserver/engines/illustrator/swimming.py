"""Swimmers: in the water as deep as they lie, so small that they fit between its banks, with rings round them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Backdrop, Item, Water
from gpuserver.engines.illustrator.painting.shapes import curve, taper
from gpuserver.engines.illustrator.spots import Spot, moved, resized

_DEEP: Final = 0.3
"""Share of a swimmer's height that is under water."""
_CHIN: Final = 0.08
"""How far its chin is over the water, as a share of its face."""
_STEP: Final = 8.0
"""Distance of the points at which water is looked for along a line, px."""
_FILLS: Final = 0.86
"""The widest that a swimmer may be between two banks, as a share of their distance."""


def sunk(spot: Spot, lie: float | None, backdrop: Backdrop) -> Spot:
    """Who swims over the ground of its drawing, lowered into the water at y `lie`; others as they are."""
    box, water = spot.box, backdrop.water
    if lie is None or water is None or box.bottom > spot.y - 0.02 * spot.height:
        return spot
    left, right = _wet(water, lie, (box.left + box.right) / 2)
    if right <= left:
        return spot
    spot = resized(spot, min(1.0, _FILLS * (right - left) / (box.right - box.left)))
    box = spot.box
    inside = max(0.0, left - box.left) - max(0.0, box.right - right)
    return replace(moved(spot, spot.x + inside, spot.y + lie - _surface(spot)), waterline=lie)


def _surface(spot: Spot) -> float:
    """y of the line of a swimmer that lies at the top of the water: under the chin, where it has one."""
    box, anchors = spot.box, spot.artwork.anchors
    level = box.bottom - _DEEP * (box.bottom - box.top)
    if spot.face is not None and "neck" in anchors:
        _, chin = spot.at(anchors["neck"].x, anchors["neck"].y)
        level = max(level, chin + _CHIN * (spot.face.bottom - spot.face.top))
    return level


def _wet(water: Water, y: float, x: float) -> tuple[float, float]:
    """The stretch of water at height y that is nearest to x; an empty one where there is none."""
    area = water.area.getBounds()
    count = int((area.right() - area.left()) / _STEP)
    runs: list[list[float]] = []
    open_run = False
    for at in range(count + 1):
        spot = area.left() + at * _STEP
        wet = water.area.contains(spot, y)
        if wet and open_run:
            runs[-1][1] = spot
        elif wet:
            runs.append([spot, spot])
        open_run = wet
    if not runs:
        return x, x
    left, right = min(runs, key=lambda run: (not run[0] <= x <= run[1], run[0] - run[1]))
    return left, right


def rings(items: Sequence[Item], waterline: float, color: str) -> list[Item]:
    """The rings of foam where `items` meet the water, in a light shade of it."""
    boxes = [item.path.computeTightBounds() for item in items]
    wet = [box for box in boxes if box.bottom() > waterline - 2 and not box.isEmpty()]
    if not wet:
        return []
    left, right = min(box.left() for box in wet), max(box.right() for box in wet)
    wide = right - left
    out: list[Item] = []
    for reach, drop, thick in ((0.0, 0.0, 0.024), (0.09, 0.035, 0.014), (0.2, 0.075, 0.009)):
        x0, x1, y = left - reach * wide, right + reach * wide, waterline + drop * wide
        line = curve((x0, y - 0.01 * wide), ((x0 + x1) / 2, y + 0.035 * wide), (x1, y - 0.01 * wide))
        widths = [0.2 * thick * wide, thick * wide, 0.7 * thick * wide, thick * wide, 0.2 * thick * wide]
        shade = mix(color, "#FFFFFF", 0.82 - 2 * reach)
        out.append(Item(taper(line, widths), shade, kind="flat", cls="foam", casts=False, alpha=0.85 - reach))
    return out
