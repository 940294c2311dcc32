"""Who is carried by whom: riders on a seat, passengers in a vessel, things in hands; and how far all of it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import skia

from gpuserver.engines.illustrator.art import Anchor
from gpuserver.engines.illustrator.painting.items import Item, bounds
from gpuserver.engines.illustrator.painting.shapes import transformed
from gpuserver.engines.illustrator.relations.bystanders import Bystander, stand_by
from gpuserver.engines.illustrator.relations.guest import Guest, sized
from gpuserver.engines.illustrator.relations.hands import HIDDEN, in_hand
from gpuserver.engines.illustrator.relations.role import Role
from gpuserver.engines.illustrator.relations.vessels import in_vessel
from gpuserver.engines.illustrator.spots import Box, Spot, moved, resized, slimness, span
from gpuserver.engines.illustrator.subjects import PEOPLE
from gpuserver.engines.illustrator.wear import hand_of, has_face, matrix_of, seat_of, worn

_APART: Final = 0.8
"""Distance of neighbours on a seat, in widths."""
_OVERHANG: Final = 1.3
"""How much wider than its seat a row of riders may be."""
_LEAST: Final = 0.62
"""How small riders are made to fit, as a share of their size alone."""
_ASTRIDE: Final = 0.78
"""The same on a back, where one sits close behind the other."""
_CLOSED: Final = frozenset({
    "car", "policecar", "taxi", "bus", "campervan", "truck", "garbagetruck", "firetruck", "train", "tram", "cablecar",
    "tractor", "bulldozer", "excavator",
})  # fmt: skip
"""What one is in behind glass."""
_LEAST_INSIDE: Final = 0.36
"""The same in a vessel, whose sides nobody stands out of."""
_HEADBOARD: Final = 0.2
"""How far from the middle of a bed its highest part is, as a share of its width."""
_DEEPEST: Final = 4
"""Riders on riders on riders."""


def guests(base: Role, at: int, roles: Sequence[Role]) -> list[list[Guest]]:
    """Those that the `at`-th figure of `base` carries, in groups that share a place."""
    shared: dict[tuple[str | None, str | None], list[Guest]] = {}
    held: list[list[Guest]] = []
    carriers = max(1, len(base.looks))
    for role in roles:
        if role.base is not base or role.worn or role.absorbed:
            continue
        mine = [Guest(role, k) for k in range(max(1, len(role.looks))) if k % carriers == at]
        if not mine:
            continue
        if role.place.relation == "held":
            held.append(mine)
        else:
            by = role.place.relation if role.inside or role.stands_by else None
            shared.setdefault((by, role.place.part), []).extend(mine)
    return [*shared.values(), *held]


def seats(base: Spot, groups: Sequence[Sequence[Guest]]) -> list[tuple[Guest, Spot]]:
    """A spot for every guest of a placed figure, from back to front."""
    out: list[tuple[Guest, Spot]] = []
    hands = 0
    for group in groups:
        first = group[0].role
        if first.place.relation == "held":
            hand = hand_of(base.artwork, hands)
            hands += 1
            out += in_hand(base, group, hand) if hand else []
        elif first.stands_by:
            out += zip(
                group, stand_by(base, first.place.relation or "behind", [_bystander(one) for one in group]), strict=True
            )
        elif base.artwork.name in _CLOSED and not first.place.part and (panes := windows_of(base)):
            out += _behind_glass(base, group, panes)
        elif (seat := seat_of(base.artwork, first.place.part, first.place.relation or "on")) is not None:
            other = base.artwork.anchors.get("seat2") if seat is base.artwork.anchors.get("seat") else None
            sides = [(group[::2], seat), (group[1::2], other)] if other is not None else [(group, seat)]
            for side, place in sides:  # a seesaw has a seat at each end
                out += _in_row(base, side, place or seat) if side else []
    return out


def _bystander(guest: Guest) -> Bystander:
    leaps = guest.role.place.relation == "over" and guest.role.pose in ("jump", "run")
    return Bystander(guest.role.artwork, guest.size, leaps)


def reach_of(role: Role, at: int, roles: Sequence[Role]) -> tuple[Box, tuple[Box, ...]]:
    """The box of a figure with all that it carries and wears, and the faces of those, in units of its drawing."""
    artwork = role.artwork
    ground = artwork.anchors["ground"]
    home = Spot(artwork, ground.x, ground.y, span(artwork), flip=False)
    every = _with_guests(role, at, home, roles, 0)
    boxes = [spot.box for _, spot in every]
    for one, spot in every:
        clothes = [it for it in roles if it.base is one and it.worn and it.looks]
        boxes += [_box(worn(it.artwork, spot, {}, set(), set())) for it in clothes]
    whole = Box(
        min(box.left for box in boxes), min(box.top for box in boxes),
        max(box.right for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip
    return whole, tuple(spot.face for one, spot in every[1:] if spot.face is not None and has_face(one.artwork))


def _with_guests(role: Role, at: int, spot: Spot, roles: Sequence[Role], depth: int) -> list[tuple[Role, Spot]]:
    """A figure and whom it carries, and whom those carry."""
    out = [(role, spot)]
    if depth < _DEEPEST:
        for guest, seat in seats(spot, guests(role, at, roles)):
            out += _with_guests(guest.role, guest.at, seat, roles, depth + 1)
    return out


def _box(items: list[Item]) -> Box:
    rect = bounds(items)
    return Box(rect.left(), rect.top(), rect.right(), rect.bottom())


def _in_row(base: Spot, group: Sequence[Guest], seat: Anchor) -> list[tuple[Guest, Spot]]:
    """Those on one seat: side by side, so small that they fit; the foremost over the others."""
    x, y = base.at(seat.x, seat.y)
    spots = [sized(guest, base, x, y) for guest in group]
    if len(group) > 1:
        wide = sum(spot.height * slimness(spot.artwork) for spot in spots) / len(spots)
        room = 2 * max(seat.r, 70.0) * base.scale * _OVERHANG
        apart = _ASTRIDE if group[0].role.pose == "ride" else _APART
        room = max(room, 1.78 * wide) if apart == _ASTRIDE else room
        fit = max(
            _LEAST_INSIDE if group[0].role.inside else _LEAST, min(1.0, room / (wide * (1 + apart * (len(spots) - 1))))
        )
        step = min(apart * wide * fit, max(room - wide * fit, 0.4 * wide * fit * (len(spots) - 1)) / (len(spots) - 1))
        first = x - step * (len(spots) - 1) / 2
        spots = [moved(resized(spot, fit), first + step * at, y) for at, spot in enumerate(spots)]
    if group[0].role.inside:
        return [(group[at], spot) for at, spot in in_vessel(base, spots, y, bare=not has_face(group[0].role.artwork))]
    out = [(guest, replace(spot, y=_sunk(spot, base, y))) for guest, spot in zip(group, spots, strict=True)]
    if group[0].role.pose == "sleep" and group[0].role.name in PEOPLE:
        return [(guest, _lying(base, spot)) for guest, spot in out]
    if group[0].role.place.part == "shoulder":
        return [(guest, _on_shoulder(base, spot)) for guest, spot in out]
    rides = any(guest.role.artwork.anchors["ground"].y < 890 for guest in group)
    return out[::-1] if rides and not base.flip else out


def _lying(base: Spot, spot: Spot) -> Spot:
    """One who lies on a thing: no longer than that, over the middle of it, with the head at its higher end."""
    left, right = base.box.left, base.box.right
    spot = resized(spot, min(1.0, (right - left) / (spot.box.right - spot.box.left)))
    middle, top = (left + right) / 2, base.at(base.artwork.anchors["head_top"].x, 0)[0]
    face = spot.face or spot.box
    ahead = (face.left + face.right - spot.box.left - spot.box.right) * (top - middle)
    if ahead < 0 and abs(top - middle) > _HEADBOARD * (right - left):
        spot = replace(spot, flip=not spot.flip)
    return moved(spot, spot.x + middle - (spot.box.left + spot.box.right) / 2, spot.y)


def windows_of(base: Spot) -> list[skia.Path]:
    """The windows of a placed vehicle, from the front one to the back."""
    matrix = matrix_of(base)
    panes = [transformed(shape.path, matrix) for shape in base.artwork.shapes if "glass" in shape.classes]
    low = [pane for pane in panes if pane.getBounds().height() < 0.5 * base.height]
    return sorted(low, key=lambda pane: pane.getBounds().centerX() * (-1 if base.flip else 1))


def _behind_glass(base: Spot, group: Sequence[Guest], panes: Sequence[skia.Path]) -> list[tuple[Guest, Spot]]:
    """Passengers, each with the face in a window; several share one where there are fewer."""
    out: list[tuple[Guest, Spot]] = []
    shares = -(-len(group) // len(panes))
    for at, guest in enumerate(group):
        pane = panes[at // shares].getBounds()
        place = (at % shares + 1) / (shares + 1)
        spot = replace(sized(guest, base, 0, 0), height=100.0)
        head = spot.face or spot.box
        top = spot.box.top
        size = min(0.98 * pane.height() / max(1.0, head.bottom - top), pane.width() / shares / (head.right - head.left))
        spot = resized(spot, size)
        head = spot.face or spot.box
        x = pane.left() + pane.width() * (1 - place if base.flip else place) - (head.left + head.right) / 2
        spot = moved(spot, x, pane.top() + 0.06 * pane.height() - spot.box.top)
        out.append((guest, replace(spot, window=panes[at // shares])))
    return out


def _on_shoulder(base: Spot, spot: Spot) -> Spot:
    """The way round in which it hides least of the face beside it, and a little off that."""
    face = base.face
    if face is None:
        return spot
    ways = [spot, replace(spot, flip=not spot.flip)] if spot.artwork.view != "front" else [spot]
    best = min(ways, key=lambda way: face.covered(way.box))
    away = 1 if spot.x > (face.left + face.right) / 2 else -1
    return moved(best, best.x + 0.16 * away * spot.height, best.y) if face.covered(best.box) > HIDDEN else best


def _sunk(spot: Spot, base: Spot, y: float) -> float:
    """A little into the seat, but not through the ground."""
    return min(y + 0.03 * spot.height, base.y - base.lift + 0.04 * spot.height)
