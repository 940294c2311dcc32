"""Where subjects stand: sizes by real height and depth, and places that hide no face and stay when others come or go.

The first subject is the hero and takes the good place. Every further one looks for the best free place among those
before it, with a taste of its own; so a new subject never moves the ones that were there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.crowds import crowd_size, in_rows
from gpuserver.engines.illustrator.framing import fitted, placed, set_behind, settled
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas
from gpuserver.engines.illustrator.people.identity import identity_of
from gpuserver.engines.illustrator.sizes import hero_height, is_huge, is_scenery, lives, outdoes, relative_height
from gpuserver.engines.illustrator.spots import Box, Part, Spot, lifted, resized, slimness
from gpuserver.engines.illustrator.swimming import sunk
from gpuserver.engines.illustrator.wear import has_face

_READ = frozenset({"sign", "chalkboard", "card", "poster"})
_BOARD = 0.62
"""Share of the height of a sign that is its board."""
_UNREAD = 16.0
"""What it costs to hide a whole board."""
_STEPS = 27
_TO_HORIZON = 0.6
"""How far up towards the horizon what is huge stands, where nobody is said to be at it."""
_FAR_ON_PAPER = 0.15
"""The same before a bare sheet, as a share of the scale."""
_BALANCED = 1.4
"""How bad it is to leave one half of the picture empty."""
_HAZE = 0.16
"""The air before it then."""
_FITS = ((1.0, 0.0), (0.85, 0.6), (0.7, 1.5))
"""How much smaller a further subject may be to find room, and what that costs."""
_FITS_OF_BOARDS = (*_FITS, (0.58, 2.2))
_ROWS = ((0.045, 1.0), (0.0, 1.0), (-0.045, 0.92), (-0.10, 0.82), (-0.15, 0.72))
"""Depth rows: offset of the ground from the hero's (shares of the scale), and size."""

_LOW = 2.4
"""From which width for its height on a thing lies before or behind another such one, and not across it."""
_WIDTHS, _HEIGHTS = (0.14, 0.24, 0.42, 0.6, 0.8), (0.16, 0.3, 0.56, 0.8)
"""Sizes by which a further subject counts for those that come after it, as shares of the scale."""
_ASIDE = (0.015, 0.055)
"""How far from the middle a lone subject stands, least and most, as a share of the width."""
_ON_A_THIRD = (0.06, 0.14)
"""The same in a setting: towards one of the lines that part the picture in three."""
_PARTLY = 0.3
"""The share of one, large behind others, that those may hide."""
_MAKES_ROOM = 0.25
"""How far from the middle one stands beside whom outdoes it, as a share of the width."""
_MIDDLE, _RISE = 0.56, 0.045
"""Where before a bare sheet the middle of a thing is brought, and how far it is lifted for that, a low one further."""


def arrange(parts: Sequence[Part], canvas: Canvas, backdrop: Backdrop, seed: int, zoom: float = 1.0) -> list[Spot]:
    """A spot for every part, in their order. `zoom` is the shot: over 1 nearer, under 1 further."""
    spots: list[Spot] = []
    small = [min(1.0, part.size) if not part.looks else 1.0 for part in parts]
    whole = [replace(part, size=part.size / less) for part, less in zip(parts, small, strict=True)]
    if crowd := crowd_size(whole, backdrop):
        spots = in_rows(whole[:crowd], canvas, backdrop, _edge(canvas, backdrop), seed, zoom)
    for part in whole[crowd:]:
        if not spots:
            spots.append(_hero(part, canvas, backdrop, seed, zoom))
        else:
            spots.append(_further(part, whole[0], spots, canvas, backdrop, seed, zoom))
    # what becomes small leaves the others where they are
    return [spot if less == 1 else resized(spot, less) for spot, less in zip(spots, small, strict=True)]


def _hero(part: Part, canvas: Canvas, backdrop: Backdrop, seed: int, zoom: float) -> Spot:
    rng = stream(seed, identity_of(part.artwork.name), part.occurrence, "place")
    height = hero_height(part, canvas, backdrop) * part.size * zoom * (0.97 + 0.06 * rng.random())
    side = 1 if rng.random() < 0.5 else -1
    middle = backdrop.bare or part.artwork.is_bust or (part.count > 1 and part.count % 2 == 1)
    least, most = _ASIDE if middle else _ON_A_THIRD
    x = canvas.width * (0.5 + side * (least + (most - least) * rng.random()))
    flip = bool(rng.random() < 0.5) and not part.artwork.is_bust
    if part.by is not None and outdoes(part.by, part.artwork):  # room for the larger one
        x = canvas.width * (0.5 + side * _MAKES_ROOM)
    elif part.looks and part.artwork.view != "front":  # room before the face, for whom it looks at
        x = canvas.width * (0.36 if flip else 0.64)
    y = backdrop.ground + canvas.scale * 0.016 * (rng.random() - 0.5)
    if backdrop.bare:  # a low thing at the foot of an empty sheet would leave all of that above it
        rise = _RISE * min(3.0, max(1.0, slimness(part.artwork) / 2))
        y = max(y - rise * canvas.height, min(y, _MIDDLE * canvas.height + height / 2))
    if (lie := _waterline(part, backdrop)) is not None:
        y, height = lie, height * min(1.0, lie / backdrop.ground)
    spot = Spot(part.artwork, x, y, height, flip, reach=part.reach, guests=part.guests)
    wide = spot.box.right - spot.box.left
    limit = canvas.width * (0.88 if part.size > 1 or "edge" in part.artwork.anchors else 0.8)
    if wide > limit and not part.artwork.is_bust:
        spot = resized(spot, limit / wide)
    spot = fitted(set_behind(spot, backdrop), canvas)
    drawn_to = x if part.place.side is None and not part.looks else None
    spot = settled(placed(spot, part.place, canvas, backdrop), canvas, backdrop, drawn_to=drawn_to)
    return sunk(spot, lie, backdrop)


def _waterline(part: Part, backdrop: Backdrop) -> float | None:
    """y at which what floats lies; None for what does not, and where there is no water."""
    if backdrop.water is None or not part.afloat:
        return None
    return backdrop.water.afloat


def _further(
    part: Part, hero: Part, spots: Sequence[Spot], canvas: Canvas, backdrop: Backdrop, seed: int, zoom: float
) -> Spot:
    rng = stream(seed, part.artwork.name, part.occurrence, "place")
    height = relative_height(part, hero, canvas, backdrop) * part.size * zoom * (0.93 + 0.14 * rng.random())
    taste, flip, drift = 1 if rng.random() < 0.5 else -1, bool(rng.random() < 0.5), rng.random() - 0.5
    level = _level(spots, backdrop)
    far = _far(part, hero, spots, canvas, backdrop)
    air = max(_air(part), _HAZE * (far > 0))
    on_paper = backdrop.bare and _lie_in_rows(part, spots)
    best: tuple[float, Spot] | None = None
    for row, (offset, shrink) in enumerate(_rows(part, hero, spots, canvas, backdrop)):
        y = level + (offset + 0.014 * drift) * canvas.scale
        if spots[0].artwork.is_bust:
            y = canvas.height - (0.05 + 0.3 * (0.045 - offset)) * canvas.scale
        elif not part.artwork.is_bust:
            y = min(y, _edge(canvas, backdrop))
        if part.place.depth != "far" and not far and not on_paper:
            y = max(y, min(backdrop.horizon + 0.05 * canvas.scale, level))
        if backdrop.rear is not None and _waterline(part, backdrop) is None and not far and not on_paper:
            y = max(y, min(backdrop.rear, level))
        swims = part.afloat and lives(part.artwork)  # its size is hard to tell, and its face is to be seen
        fits = _FITS_OF_BOARDS if swims else _FITS[:1] if outdoes(part.artwork, hero.artwork) else _FITS
        fits = _FITS_OF_BOARDS if part.artwork.name in _READ else fits
        for step, (fit, price) in product(range(_STEPS), fits):
            x = canvas.width * (0.04 + 0.92 * (step + 0.3 * drift) / (_STEPS - 1))
            tall = height * shrink * fit
            spot = Spot(part.artwork, x, y, tall, flip, air, reach=part.reach, guests=part.guests)
            spot = _facing(spot if part.artwork.is_bust else fitted(set_behind(spot, backdrop), canvas), spots[0])
            if part.place.air or part.artwork.airborne:
                spot = lifted(spot, (0.30 + 0.10 * drift + 0.06 * (row + 2 * part.place.air)) * canvas.scale)
            spot = sunk(settled(spot, canvas, backdrop), _waterline(part, backdrop), backdrop)
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
        if place.relation == "behind" and is_scenery(part, hero):
            return ((base - max(0.11, _far(part, hero, spots, canvas, backdrop)), 1.0),)
        return ((base + {"behind": -0.05, "before": 0.05, "under": 0.07}[place.relation], 1.0),)
    if is_scenery(part, hero):
        far = _far(part, hero, spots, canvas, backdrop)
        return ((-max(0.09, far), 1.0), (-max(0.12, far), 0.9))
    if _lie_in_rows(part, spots):
        step = 1.1 * max(spot.box.bottom - spot.box.top for spot in spots) / scale
        return tuple((step * at, 1.0) for at in (1, -1, -2, 2))
    return _ROWS if hero.count > 3 or len(spots) > 2 else _ROWS[:4]


def _lie_in_rows(part: Part, spots: Sequence[Spot]) -> bool:
    """Whether all are long low things, such as a knife and a fork, which lie one before the other."""
    return all(slimness(one) > _LOW and not has_face(one) for one in (part.artwork, *(spot.artwork for spot in spots)))


def _far(part: Part, hero: Part, spots: Sequence[Spot], canvas: Canvas, backdrop: Backdrop) -> float:
    """How much further up what is huge stands, where the hero is as large as alone: it is far away."""
    if hero.by is not None or not is_huge(part.artwork, hero.artwork):
        return 0.0
    if backdrop.bare:
        return _FAR_ON_PAPER
    return _TO_HORIZON * max(0.0, spots[0].y - backdrop.horizon) / canvas.scale


def _air(part: Part) -> float:
    return 0.3 if part.place.depth == "far" else 0.0


def _facing(spot: Spot, hero: Spot) -> Spot:
    """Side views look left in the file; they turn towards the hero."""
    if spot.artwork.view == "front":
        return spot
    return replace(spot, flip=spot.x < hero.x)


def _other(part: Part, spots: Sequence[Spot]) -> Spot:
    return next((spot for spot in spots if spot.artwork.name == part.place.other), spots[0])


def _unread(spot: Spot, spots: Sequence[Spot]) -> float:
    """The share of a board that those before it hide, whose text is to be read."""
    if spot.artwork.name not in _READ:
        return 0.0
    board = replace(spot.box, bottom=spot.box.top + _BOARD * (spot.box.bottom - spot.box.top))
    return max((board.covered(other.box) for other in spots if other.y > spot.y), default=0.0)


def _cost(spot: Spot, part: Part, hero: Part, spots: Sequence[Spot], canvas: Canvas, taste: int) -> float:
    """How bad a place is: what it hides, how far it leaves the frame, how lonely it stands, against its own taste."""
    box, width = spot.box, float(canvas.width)
    outside = max(0.0, -box.left) + max(0.0, box.right - width)
    cost = 7.0 * outside / max(1.0, box.right - box.left)
    for at, other in enumerate(spots):
        behind = outdoes(part.artwork, other.artwork) and not (lives(part.artwork) or hero.by is part.artwork)
        free = _PARTLY if behind else 0.05
        own = _hidden(spot, other, other.box, other.faces, free)
        cost += max(own, _hidden(spot, other, *_room(other, spots[0], canvas), free)) if at else own
        cost += 0.25 * (abs(spot.y - other.y) < 0.012 * canvas.scale)
    cost += _UNREAD * _unread(spot, spots)
    edge = min(max(0.0, box.left - spots[0].box.right), width) + min(max(0.0, spots[0].box.left - box.right), width)
    cost += 1.1 * abs(edge - 0.03 * width) / width
    balance = sum(one.x - width / 2 for one in spots) / width
    side = 1 if spot.x > spots[0].x else -1
    cost += 0.10 * (side != taste) + _BALANCED * max(0.0, side * balance)
    if hero.looks and spots[0].artwork.view != "front":
        cost += 2.0 * (side != (1 if spots[0].flip else -1))
    return cost + _disobedience(spot, part, spots, width)


def _hidden(spot: Spot, other: Spot, box: Box, faces: Sequence[Box], free: float) -> float:
    """How bad it is what `spot` hides of another subject of that box and those faces, or that hides of it.

    A share up to `free` is not bad at all.
    """
    far, near, seen = (box, spot.box, faces) if spot.depth >= other.depth else (spot.box, box, spot.faces)
    return 6.0 * max(0.0, far.covered(near) - free) + 24.0 * max((face.covered(near) for face in seen), default=0.0)


def _room(spot: Spot, hero: Spot, canvas: Canvas) -> tuple[Box, list[Box]]:
    """The box and the faces that others leave free for a further subject: those of any of about its size.

    So who takes its place moves nobody.
    """
    box, middle = spot.box, (spot.box.left + spot.box.right) / 2
    wide, tall = (
        next((size for size in sizes if size * canvas.scale >= own), 1.0) * canvas.scale
        for own, sizes in ((box.right - box.left, _WIDTHS), (box.bottom - box.top, _HEIGHTS))
    )
    left = min(max(0.0, middle - wide / 2), canvas.width - wide)
    foot = box.bottom if spot.lift else hero.y - 0.05 * canvas.scale
    top = foot - tall
    whole, others = Box(left, top, left + wide, foot), [*spot.faces]
    if spot.face is not None:
        others[0] = Box(left + 0.25 * wide, top + 0.2 * tall, left + 0.75 * wide, top + 0.5 * tall)
    return whole, others


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
        if is_huge(spot.artwork, other.artwork):  # one stands before a part of it
            return 8 * max(0.0, abs(distance - 0.24) - 0.06)
        return 8 * abs(max(mine.left - theirs.right, theirs.left - mine.right) / width - 0.01)
    return 8 * abs(distance - 0.16) if spot.height > other.height else 8 * distance
