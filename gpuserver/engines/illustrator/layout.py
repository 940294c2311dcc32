"""Where subjects stand: sizes by real height and depth, and places that hide no face and stay when others come or go.

The first subject is the hero and takes the good place. Every further one looks for the best free place among those
before it, with a taste of its own; so a new subject never moves the ones that were there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.framing import fitted, placed, set_behind, settled
from gpuserver.engines.illustrator.items import Backdrop, Canvas
from gpuserver.engines.illustrator.people.identity import identity_of
from gpuserver.engines.illustrator.spots import Part, Spot, lifted, resized, slimness, span

_STEPS = 27
_BESIDE_SCENERY = 0.42
"""The least height of who is said to be at a house or a tree, beside that."""
_FITS = ((1.0, 0.0), (0.85, 0.6), (0.7, 1.5))
"""How much smaller a further subject may be to find room, and what that costs."""
_ROWS = ((0.045, 1.0), (0.0, 1.0), (-0.045, 0.92), (-0.10, 0.82), (-0.15, 0.72))
"""Depth rows: offset of the ground from the hero's (shares of the scale), and size."""


def arrange(parts: Sequence[Part], canvas: Canvas, backdrop: Backdrop, seed: int, zoom: float = 1.0) -> list[Spot]:
    """A spot for every part, in their order. `zoom` is the shot: over 1 nearer, under 1 further."""
    spots: list[Spot] = []
    small = [min(1.0, part.size) if not part.looks else 1.0 for part in parts]
    whole = [replace(part, size=part.size / less) for part, less in zip(parts, small, strict=True)]
    for part in whole:
        if not spots:
            spots.append(_hero(part, canvas, backdrop, seed, zoom))
        else:
            spots.append(_further(part, whole[0], spots, canvas, backdrop, seed, zoom))
    # what becomes small leaves the others where they are
    return [spot if less == 1 else resized(spot, less) for spot, less in zip(spots, small, strict=True)]


def _hero(part: Part, canvas: Canvas, backdrop: Backdrop, seed: int, zoom: float) -> Spot:
    rng = stream(seed, identity_of(part.artwork.name), part.occurrence, "place")
    height = _hero_height(part, canvas) * part.size * zoom * (0.97 + 0.06 * rng.random())
    side = 1 if rng.random() < 0.5 else -1
    x = canvas.width * (0.5 + side * (0.015 + 0.04 * rng.random()))
    flip = bool(rng.random() < 0.5) and not part.artwork.is_bust
    if part.looks and part.artwork.view != "front":  # room before the face, for whom it looks at
        x = canvas.width * (0.36 if flip else 0.64)
    y = backdrop.ground + canvas.scale * 0.016 * (rng.random() - 0.5)
    if (lie := _waterline(part, backdrop)) is not None:
        y, height = lie, height * min(1.0, lie / backdrop.ground)
    spot = Spot(part.artwork, x, y, height, flip, reach=part.reach)
    wide = spot.box.right - spot.box.left
    limit = canvas.width * (0.88 if part.size > 1 or "edge" in part.artwork.anchors else 0.8)
    if wide > limit and not part.artwork.is_bust:
        spot = resized(spot, limit / wide)
    spot = fitted(set_behind(spot, backdrop), canvas)
    centred = part.place.side is None and not part.looks
    return _sunk(settled(placed(spot, part.place, canvas, backdrop), canvas, backdrop, centred=centred), lie, backdrop)


def _sunk(spot: Spot, lie: float | None, backdrop: Backdrop) -> Spot:
    """Who swims over the ground of its drawing, a quarter of it in the water at y `lie`; others as they are."""
    box, water = spot.box, backdrop.water
    if lie is None or water is None or box.bottom > spot.y - 0.02 * spot.height:
        return spot
    if not (water.area.contains(box.left, lie) and water.area.contains(box.right, lie)):
        return spot
    return replace(spot, y=spot.y + lie - box.bottom + (box.bottom - box.top) / 4, waterline=lie)


def _waterline(part: Part, backdrop: Backdrop) -> float | None:
    """y at which what floats lies; None for what does not, and where there is no water."""
    if backdrop.water is None or not part.afloat:
        return None
    return backdrop.water.afloat


def _hero_height(part: Part, canvas: Canvas) -> float:
    """Height of a lone subject: animals and small things 47 %, people more, trees and houses most of the picture."""
    real = part.artwork.height
    share = 0.44 if real <= 0.25 else 0.5 if real <= 0.9 else 0.6 if real <= 2.2 else 0.62
    if part.artwork.is_bust:
        return (0.80, 0.80, 0.62, 0.5)[min(3, part.count)] * canvas.scale
    long = max(canvas.width, canvas.height) / min(canvas.width, canvas.height)
    ears = (part.artwork.anchors["ground"].y - part.artwork.box[1]) / span(part.artwork)
    height = share * canvas.scale * (1 + 0.22 * (min(long, 2.0) - 1)) / max(1.0, ears / 1.12) ** 0.5
    height = min(height, 0.8 * canvas.width / slimness(part.artwork))
    wide = height * slimness(part.artwork) * max(1, part.count)
    return height * min(1.0, 1.25 * canvas.width / wide) ** 0.56


def _relative_height(part: Part, hero: Part, canvas: Canvas) -> float:
    """Height from the ratio of real heights, flattened: true ratios would make a bird a dot."""
    base = _hero_height(hero, canvas) if not hero.artwork.is_bust else 0.38 * canvas.scale
    ratio = (part.artwork.height / hero.artwork.height) ** 0.5
    if part.artwork.is_bust:
        return 0.62 * canvas.scale
    if _is_scenery(part, hero):
        high = (part.artwork.anchors["ground"].y - part.artwork.box[1]) / span(part.artwork)
        return min(base * min(2.1, ratio), 0.72 * canvas.height / high, 0.74 * canvas.width / slimness(part.artwork))
    least = (
        _BESIDE_SCENERY
        if part.place.relation and hero.artwork.height >= 2.5 and "eyes" in part.artwork.anchors
        else 0.2
    )
    height = base * max(least, min(1.55, ratio))
    if part.count > 1:
        height *= min(1.0, 1.25 * canvas.width / (height * slimness(part.artwork) * (part.count + 1))) ** 0.5
    return min(height, 0.6 * canvas.width / slimness(part.artwork), 0.76 * canvas.height)


def _further(
    part: Part, hero: Part, spots: Sequence[Spot], canvas: Canvas, backdrop: Backdrop, seed: int, zoom: float
) -> Spot:
    rng = stream(seed, part.artwork.name, part.occurrence, "place")
    height = _relative_height(part, hero, canvas) * part.size * zoom * (0.93 + 0.14 * rng.random())
    taste, flip, drift = 1 if rng.random() < 0.5 else -1, bool(rng.random() < 0.5), rng.random() - 0.5
    level = _level(spots, backdrop)
    best: tuple[float, Spot] | None = None
    for row, (offset, shrink) in enumerate(_rows(part, hero, spots, canvas, backdrop)):
        y = level + (offset + 0.014 * drift) * canvas.scale
        if spots[0].artwork.is_bust:
            y = canvas.height - (0.05 + 0.3 * (0.045 - offset)) * canvas.scale
        elif not part.artwork.is_bust:
            y = min(y, _edge(canvas, backdrop))
        if part.place.depth != "far":
            y = max(y, min(backdrop.horizon + 0.05 * canvas.scale, level))
        if backdrop.rear is not None and _waterline(part, backdrop) is None:
            y = max(y, min(backdrop.rear, level))
        for step, (fit, price) in product(range(_STEPS), _FITS):
            x = canvas.width * (0.04 + 0.92 * (step + 0.3 * drift) / (_STEPS - 1))
            spot = Spot(part.artwork, x, y, height * shrink * fit, flip, _air(part), reach=part.reach)
            spot = _facing(spot if part.artwork.is_bust else fitted(set_behind(spot, backdrop), canvas), spots[0])
            if part.place.air or part.artwork.airborne:
                spot = lifted(spot, (0.30 + 0.10 * drift + 0.06 * (row + 2 * part.place.air)) * canvas.scale)
            spot = settled(spot, canvas, backdrop)
            cost = _cost(spot, part, hero, spots, canvas, taste) + 0.12 * row + price
            if best is None or cost < best[0]:
                best = cost, spot
    assert best is not None
    return best[1]


def _level(spots: Sequence[Spot], backdrop: Backdrop) -> float:
    """The y that further subjects stand round: the hero's, but on a worktop that one's."""
    return backdrop.ground if backdrop.counter else spots[0].y


def _edge(canvas: Canvas, backdrop: Backdrop) -> float:
    """The lowest y to stand on. A ground that lies high is the top of a table, with its front edge close."""
    if backdrop.edge is not None:
        return backdrop.edge
    table = backdrop.ground < 0.82 * canvas.height
    return backdrop.ground + (0.012 if table else 0.07) * canvas.scale


def _rows(
    part: Part, hero: Part, spots: Sequence[Spot], canvas: Canvas, backdrop: Backdrop
) -> tuple[tuple[float, float], ...]:
    place, scale = part.place, canvas.scale
    if backdrop.counter is not None:
        return ((0.0, 1.0), (-0.02, 0.97))
    if (lie := _waterline(part, backdrop)) is not None and not place.relation:
        far = 1.0 if _waterline(hero, backdrop) else 2.2  # from the bank, what floats is far
        return (((lie - _level(spots, backdrop)) / scale, min(1.0, lie / backdrop.ground) ** far),)
    if place.depth == "far":
        deep = 0.5 * max(0.06 * scale, backdrop.ground - backdrop.horizon) / scale
        return ((-min(0.2, deep), 0.55),)
    if place.depth == "near":
        return ((0.05, 1.15),)
    if place.relation in ("behind", "before", "under"):
        other = _other(part, spots)
        base = (other.y - spots[0].y) / scale
        return ((base + {"behind": -0.05, "before": 0.05, "under": 0.07}[place.relation], 1.0),)
    if _is_scenery(part, hero):
        return ((-0.09, 1.0), (-0.12, 0.9))
    return _ROWS if hero.count > 3 or len(spots) > 2 else _ROWS[:4]


def _is_scenery(part: Part, hero: Part) -> bool:
    """Whether it is so much larger than the hero that it belongs behind: a house, a tree, a fire engine."""
    return part.artwork.height > 1.6 * hero.artwork.height and part.artwork.height >= 2.5


def _air(part: Part) -> float:
    return 0.3 if part.place.depth == "far" else 0.0


def _facing(spot: Spot, hero: Spot) -> Spot:
    """Side views look left in the file; they turn towards the hero."""
    if spot.artwork.view == "front":
        return spot
    return replace(spot, flip=spot.x < hero.x)


def _other(part: Part, spots: Sequence[Spot]) -> Spot:
    return next((spot for spot in spots if spot.artwork.name == part.place.other), spots[0])


def _cost(spot: Spot, part: Part, hero: Part, spots: Sequence[Spot], canvas: Canvas, taste: int) -> float:
    """How bad a place is: what it hides, how far it leaves the frame, how lonely it stands, against its own taste."""
    box, width = spot.box, float(canvas.width)
    outside = max(0.0, -box.left) + max(0.0, box.right - width)
    cost = 7.0 * outside / max(1.0, box.right - box.left)
    for other in spots:
        near, far = (spot, other) if spot.depth >= other.depth else (other, spot)
        cost += 6.0 * max(0.0, far.box.covered(near.box) - 0.05)
        if far.face is not None:
            cost += 24.0 * far.face.covered(near.box)
        cost += 0.25 * (abs(spot.y - other.y) < 0.012 * canvas.scale)
    edge = min(max(0.0, box.left - spots[0].box.right), width) + min(max(0.0, spots[0].box.left - box.right), width)
    cost += 1.1 * abs(edge - 0.03 * width) / width
    balance = sum(one.x - width / 2 for one in spots) / width
    side = 1 if spot.x > spots[0].x else -1
    cost += 0.10 * (side != taste) + 0.5 * max(0.0, side * balance)
    if hero.looks and spots[0].artwork.view != "front":
        cost += 2.0 * (side != (1 if spots[0].flip else -1))
    return cost + _disobedience(spot, part, spots, width)


def _disobedience(spot: Spot, part: Part, spots: Sequence[Spot], width: float) -> float:
    """How far the place is from what was asked."""
    x = spot.x / width
    match part.place.side:
        case "left":
            return 30 * max(0.0, x - 0.36)
        case "right":
            return 30 * max(0.0, 0.64 - x)
        case "center":
            return 30 * abs(x - 0.5)
    if part.place.relation is None or part.place.relation == "on":
        # a tree right behind the hero would grow out of its head
        trunk = spot.y < spots[0].y and spot.height > 1.2 * spots[0].height
        return 3 * max(0.0, 0.2 - abs(x - spots[0].x / width)) if trunk else 0.0
    other = _other(part, spots)
    distance = abs(spot.x - other.x) / width
    if part.place.relation == "beside":
        mine, theirs = spot.box, other.box
        return 8 * abs(max(mine.left - theirs.right, theirs.left - mine.right) / width - 0.01)
    return 8 * abs(distance - 0.16) if spot.height > other.height else 8 * distance
