"""Who hangs from a crown, a roof or a branch, in units of the drawing of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.spots import Spot, breadth, centred, resized, span

_PLACES: Final = (0.8, 0.2, 0.66, 0.34, 0.92, 0.08)
"""Where under a crown, as shares of its width."""
_OVERLAP: Final = 0.03
"""How far one reaches into the branch, as a share of its height."""
_SOLID: Final = 0.3
"""Room under a thing from which on it has one to hang in, as a share of its height."""
_EYE_LEVEL: Final = 0.4
"""Where on the face of a wall the middle of what hangs there is, as a share of its height from the top."""
_SMALL: Final = 0.5
"""Real height under which a thing is itself on a wall, as a hook is, m."""
_NEIGHBOURS: Final = 1.1
"""How wide those on a branch are, of the distance between them."""


def is_branch(artwork: Artwork) -> bool:
    """Whether it is a branch that grows into the picture, which has all the room under it."""
    return "edge" in artwork.anchors


def hung(home: Artwork, spots: Sequence[Spot]) -> list[Spot]:
    """With the upper end at the underside of a crown or a roof, apart from the trunk; in a row along a branch."""
    shape, ground, tall = home.silhouette, home.anchors["ground"].y, span(home)
    under = shape.room_under(ground).top
    middle = (home.box[0] + home.box[2]) / 2
    left, right = shape.sides(under - 0.25 * tall, under) or (middle, middle)
    if is_branch(home):
        return _on_branch(home, spots, left, right)
    if ground - under < _SOLID * tall:
        return _on_face(home, spots)
    room = 0.8 * (ground - under) + 0.09 * tall
    out: list[Spot] = []
    for at, whole in enumerate(spots):
        spot = resized(whole, min(1.0, room / (whole.box.bottom - whole.box.top)))
        low = under - 0.09 * tall + spot.y - spot.box.top
        x = left + (right - left) * _PLACES[at % len(_PLACES)]
        out.append(centred(replace(spot, lift=ground - min(low, ground)), x))
    return out


def _on_face(home: Artwork, spots: Sequence[Spot]) -> list[Spot]:
    """Side by side on the front of what stands solid: a wall, a door; from the middle of what is small: a hook."""
    left, top, right, _ = home.box
    ground, step = home.anchors["ground"].y, (right - left) / (len(spots) + 1)
    out: list[Spot] = []
    for at, whole in enumerate(spots):
        spot = resized(whole, min(1.0, _NEIGHBOURS * step / breadth(whole)))
        high = spot.box.bottom - spot.box.top
        y = top + max(_EYE_LEVEL * (ground - top) - high / 2, 0.06 * high)
        if home.height < _SMALL:
            y = (top + ground) / 2
        out.append(centred(replace(spot, lift=spot.box.top - y), left + step * (at + 1)))
    return out


def _on_branch(home: Artwork, spots: Sequence[Spot], left: float, right: float) -> list[Spot]:
    """Side by side under a branch between two x, each touching it where it holds on."""
    ground, step = home.anchors["ground"].y, (right - left) / (len(spots) + 1)
    fit = min(1.0, _NEIGHBOURS * step / max(breadth(spot) for spot in spots)) if len(spots) > 1 else 1.0
    out: list[Spot] = []
    for at, whole in enumerate(spots):
        x = left + step * (at + 1)
        spot = centred(resized(whole, fit), x)
        half = 0.2 * breadth(spot)
        under = home.silhouette.underside(x - half, x + half) or ground
        top = under - _OVERLAP * span(home) - _grip(spot)
        out.append(replace(spot, lift=ground - (top + spot.y - spot.box.top)))
    return out


def _grip(spot: Spot) -> float:
    """How far under its upper end one holds on: at a hand that it has over its head."""
    hand, eyes = spot.artwork.anchors.get("hand"), spot.artwork.anchors.get("eyes")
    if hand is None or eyes is None or hand.y >= eyes.y:
        return 0.0
    return (hand.y - spot.artwork.box[1]) * spot.scale
