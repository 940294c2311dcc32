"""Who is in a thing: the upper part over its rim, the rest behind its near wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import skia

from gpuserver.engines.illustrator.art import Anchor
from gpuserver.engines.illustrator.painting.shapes import circle, rect, union
from gpuserver.engines.illustrator.spots import Spot, moved, resized

_OPEN: Final = frozenset({"openbox", "barrel", "bucket", "oildrum", "wheelbarrow"})
"""Vessels whose far side is seen: those in them are before it, and cut off at the near rim."""
_ROW: Final = 3
"""Passengers that stand in one row."""
_FLAT: Final = 0.2
"""How high the mouth of a cup looks, as a share of its width."""
_FILLS: Final = 1.12
"""How much wider than its share of the mouth one in a cup may be: the ears are over the rim."""
_BRIM: Final = 0.05
"""How far under its rim those in a vessel end, as a share of its height: that is behind its wall."""
_DEEP: Final = 0.36
"""Share of one in a cup that is under its mouth."""
_BARRED: Final = frozenset({"birdcage"})
"""What one is behind the bars of."""
_TRAY: Final = 0.14
"""Share of a cage's height that is its floor."""
_WITHIN: Final = 0.72
"""Share of a cage that those in it fill."""
_SUNK: Final = {True: 0.2, False: 0.42}
"""Share of one in a vessel that is under its rim: of a thing, and of somebody."""


def in_vessel(base: Spot, row: Sequence[Spot], y: float, *, bare: bool) -> list[tuple[int, Spot]]:
    """Those in a vessel with its rim at `y`, from back to front, each with its number in the row.

    Of many every second one is in a row behind. `bare`: whether they are things, of which more is seen.
    """
    opening = base.artwork.anchors.get("opening")
    if opening is not None:
        return [*enumerate(_in_opening(base, row, opening))]
    bottom = base.y - base.lift - 0.02 * base.height
    if base.artwork.name in _BARRED:
        return [*enumerate(_behind_bars(base, row))]
    deep = _SUNK[bare] if len(row) == 1 else 0.3
    out: list[tuple[int, Spot]] = []
    for at, spot in enumerate(row):
        behind = len(row) > _ROW and at % 2 == 1
        low = replace(spot, y=min(y + (deep - 0.34 * behind) * spot.height, bottom))
        if base.artwork.name in _OPEN:
            low = replace(low, waterline=y)
        else:
            low = replace(low, back=True, opening=_all_over(base, y + _BRIM * base.height))
        out.insert(0 if behind else len(out), (at, low))
    return out


def _behind_bars(base: Spot, row: Sequence[Spot]) -> list[Spot]:
    """Those in a cage: whole, behind its bars, within its walls."""
    left, right, top = base.box.left, base.box.right, base.box.top
    floor = base.box.bottom - _TRAY * (base.box.bottom - top)
    step = _WITHIN * (right - left) / len(row)
    out: list[Spot] = []
    for at, whole in enumerate(row):
        box = whole.box
        spot = resized(whole, min(step / (box.right - box.left), _WITHIN * (floor - top) / (box.bottom - box.top)))
        box = spot.box
        middle = (left + right) / 2 + step * (at - (len(row) - 1) / 2)
        x, y = spot.x + middle - (box.left + box.right) / 2, spot.y + floor - box.bottom
        out.append(replace(moved(spot, x, y), back=True))
    return out


def _in_opening(base: Spot, row: Sequence[Spot], opening: Anchor) -> list[Spot]:
    """Those in a cup: as wide as its mouth together, and cut off where its near rim is."""
    x, y = base.at(opening.x, opening.y)
    half = opening.r * base.scale
    seen = union([circle(x, y, half, _FLAT * half), _all_over(base, y)])
    step = 2 * half / len(row)
    out: list[Spot] = []
    for at, whole in enumerate(row):
        spot = resized(whole, min(1.0, _FILLS * step / (whole.box.right - whole.box.left)))
        low = moved(spot, spot.x, y + _DEEP * (spot.box.bottom - spot.box.top))
        middle = x + step * (at - (len(row) - 1) / 2)
        out.append(replace(low, x=low.x + middle - (low.box.left + low.box.right) / 2, opening=seen))
    return out


def _all_over(base: Spot, y: float) -> skia.Path:
    """All that is above a line over a thing."""
    far = 9 * base.height
    return rect(base.x - far, y - far, 2 * far, far)
