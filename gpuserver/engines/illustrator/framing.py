"""Figures in the frame: at the foot of the picture or in the air, turned, and so small that nothing is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, bounds
from gpuserver.engines.illustrator.relations.gazes import SKY
from gpuserver.engines.illustrator.relations.places import Place
from gpuserver.engines.illustrator.spots import Spot, lifted, moved, resized

_HEADROOM = 0.05
"""Share of the picture's height that stays free over hats, riders and raised hands of those who are made smaller."""
_TIGHT = 0.035
"""The same of those who stay as large as they are: most who are given a hat."""
_TOO_BIG = 0.6
"""Real height from which on nobody stands on a worktop, m."""
_HIDDEN = 0.36
"""Share of its height that the worktop hides of one behind it."""
_SUNK_IN_CLOUDS = 0.06
"""How much lower than fliers those are who rest on the clouds, as a share of the picture's height."""
_BUST_ROOM = 0.075
"""The same for busts."""


def fitted(spot: Spot, canvas: Canvas) -> Spot:
    """The spot so small that neither it nor what it carries and wears is cut off by the frame."""
    box, room = spot.outline, _HEADROOM * canvas.height
    shrink = min(1.0, 0.94 * canvas.width / max(1.0, box.right - box.left))
    foot = spot.y - spot.lift
    tall = foot - box.top
    if tall * shrink > foot - _TIGHT * canvas.height and foot > room:
        shrink = (foot - room) / tall
    return resized(spot, shrink) if shrink < 1 else spot


def set_behind(spot: Spot, backdrop: Backdrop) -> Spot:
    """The spot behind the worktop of the backdrop, for who is too big to stand on that: legs out of sight."""
    counter = backdrop.counter
    if counter is not None and spot.artwork.height < _TOO_BIG:
        return resized(spot, 0.85)
    if counter is None or spot.artwork.is_bust or spot.artwork.airborne:
        return spot
    spot = resized(spot, 1.15)
    return replace(spot, y=counter.top + _HIDDEN * spot.height, behind=True)


def placed(spot: Spot, place: Place, canvas: Canvas, backdrop: Backdrop) -> Spot:
    """A hero under the words that say where it goes."""
    x = {"left": 0.28, "right": 0.72, "center": 0.5}.get(place.side or "")
    if x is not None:
        spot = moved(spot, canvas.width * x, spot.y)
    if place.depth == "far":
        y = backdrop.horizon + 0.45 * max(0.0, backdrop.ground - backdrop.horizon)
        y = max(y, backdrop.rear or y)
        spot = moved(resized(spot, 0.55), spot.x, min(spot.y, y), 0.25)
    if place.depth == "near":
        spot = moved(resized(spot, 1.2), spot.x, spot.y + 0.05 * canvas.scale)
    if place.air:
        spot = lifted(spot, 0.34 * canvas.scale)
    return spot


def settled(spot: Spot, canvas: Canvas, backdrop: Backdrop, *, drawn_to: float | None = None) -> Spot:
    """A spot brought to the foot of the picture (busts), into the air, to the ceiling (lamps), and inside the frame.

    `drawn_to`: the x that the middle of its box is drawn to; None leaves it.
    """
    if spot.artwork.is_bust:
        spot = _fitted_bust(moved(spot, spot.x, canvas.height + 6), canvas)
    elif backdrop.floats:
        resting = 0.0 if spot.artwork.airborne else _SUNK_IN_CLOUDS
        middle = canvas.height * (0.5 + resting) + spot.height * 0.5
        over = max(0.0, 0.03 * canvas.height - (spot.outline.top - max(0.0, spot.y - middle)))
        spot = moved(spot, spot.x, min(spot.y, middle) + over)
    elif spot.artwork.airborne:
        spot = lifted(spot, 0.13 * canvas.scale)
    if (edge := spot.artwork.anchors.get("edge")) is not None:
        return _from_the_side(spot, edge.x, canvas)
    if "ceiling" in spot.artwork.anchors:
        spot = lifted(spot, spot.lift + spot.outline.top)
    elif spot.lift and spot.outline.top < 0.03 * canvas.height:
        spot = replace(spot, lift=max(0.0, spot.lift - 0.03 * canvas.height + spot.outline.top))
    box = spot.outline
    if drawn_to is not None:
        # a tail to one side must not push the whole out of balance, and what is carried comes and goes
        own = spot.box
        spot = moved(spot, spot.x + (drawn_to - (own.left + own.right) / 2) * 0.6, spot.y)
        box = spot.outline
    margin = 0.03 * canvas.width
    if box.right - box.left <= canvas.width - 2 * margin + 1 and not spot.artwork.is_bust:
        shift = max(0.0, margin - box.left) - max(0.0, box.right - canvas.width + margin)
        spot = moved(spot, spot.x + shift, spot.y)
    return spot


def _from_the_side(spot: Spot, cut: float, canvas: Canvas) -> Spot:
    """What grows into the picture, in the air with its cut end at x `cut` of its drawing out of the frame."""
    spot = lifted(spot, 0.19 * canvas.scale)
    end, _ = spot.at(cut, 0)
    out = -0.03 * canvas.width if not spot.flip else 1.03 * canvas.width
    return moved(spot, spot.x + out - end, spot.y)


def _fitted_bust(spot: Spot, canvas: Canvas) -> Spot:
    """A bust with air over its hair and hat."""
    room = _BUST_ROOM * canvas.height
    tall = spot.y - spot.outline.top
    return resized(spot, min(1.0, (spot.y - room) / tall))


def turned(whom: Sequence[str | None], spots: Sequence[Spot], backdrop: Backdrop) -> list[Spot]:
    """The spots with those that look at somebody turned that way: the nearest one of that name, or anybody for "".

    Who looks at the sky is turned to its moon or sun.
    """
    light = _light_at(backdrop)
    out = list(spots)
    for at, (name, spot) in enumerate(zip(whom, spots, strict=True)):
        others = [one for one in spots if one is not spot and (not name or one.artwork.name == name)]
        to = light if name == SKY else min((one.x for one in others), key=lambda x: abs(x - spot.x), default=None)
        if name is None or to is None or spot.artwork.view == "front":
            continue
        other = replace(spot, flip=to > spot.x)
        shift = (spot.box.left + spot.box.right - other.box.left - other.box.right) / 2
        out[at] = moved(other, other.x + shift, other.y)
    return out


def _light_at(backdrop: Backdrop) -> float | None:
    """x of the moon or the sun of a backdrop; None where neither is seen."""
    lights = [item for group in backdrop.back for item in group.items if item.cls in ("moon", "sun")]
    return bounds(lights[:1]).centerX() if lights else None
