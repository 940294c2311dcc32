"""Kites and balloons and who holds them: the line between the two."""

from __future__ import annotations

from dataclasses import replace

from gpuserver.engines.illustrator.painting.items import Group, Item
from gpuserver.engines.illustrator.painting.shapes import curve, taper
from gpuserver.engines.illustrator.spots import Spot


def line_between(holder: Spot, kite: Spot, tint: str | None) -> Group:
    """The line from the hand of `holder` to the grip of `kite`."""
    hand, grip = holder.artwork.anchors["hand"], kite.artwork.anchors["grip"]
    return Group([_cord(holder.at(hand.x, hand.y), kite.at(grip.x, grip.y))], "line", layer="subject", tint=tint)


def string_of(balloon: Spot) -> list[Item]:
    """The string from what hovers on one down to the hand that holds it; none of what has none."""
    if balloon.tether is None:
        return []
    end = balloon.artwork.anchors["hand"]
    return [_cord(balloon.tether, balloon.at(end.x, end.y))]


def _cord(hand: tuple[float, float], end: tuple[float, float]) -> Item:
    (x0, y0), (x1, y1) = hand, end
    slack = curve((x0, y0), ((x0 + x1) / 2, (y0 + y1) / 2 + 0.12 * abs(x1 - x0) + 12), (x1, y1))
    return Item(taper(slack, [3.2, 2.6, 2.2]), "#6A5A78", kind="flat", cls="cord", casts=False)


def turned_to(kite: Spot, holder: Spot | None) -> Spot:
    """A kite with its line on the side of who flies it; any other spot as it is."""
    return kite if holder is None else replace(kite, flip=holder.x < kite.x)
