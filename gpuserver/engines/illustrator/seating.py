"""Who is carried by whom: riders on a seat, passengers in a vessel, things in hands; and how far all of it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import skia

from gpuserver.engines.illustrator.art import Anchor
from gpuserver.engines.illustrator.bystanders import Bystander, stand_by
from gpuserver.engines.illustrator.items import Item, bounds
from gpuserver.engines.illustrator.look import Look
from gpuserver.engines.illustrator.relations import Role
from gpuserver.engines.illustrator.shapes import transformed
from gpuserver.engines.illustrator.spots import Box, Spot, moved, resized, slimness, span
from gpuserver.engines.illustrator.subjects import PEOPLE, standing_span
from gpuserver.engines.illustrator.wear import hand_of, has_face, matrix_of, seat_of, worn

_APART: Final = 0.8
"""Distance of neighbours on a seat, in widths."""
_OVERHANG: Final = 1.3
"""How much wider than its seat a row of riders may be."""
_LEAST: Final = 0.62
"""How small riders are made to fit, as a share of their size alone."""
_ASTRIDE: Final = 0.78
"""The same on a back, where one sits close behind the other."""
_HIDDEN: Final = 0.06
"""Share of a face that what is held may hide."""
_CLOSED: Final = frozenset({"car", "policecar", "bus", "truck", "firetruck", "train", "tractor"})
"""What one is in behind glass."""
_ROW: Final = 3
"""Passengers that stand in one row."""
_LEAST_INSIDE: Final = 0.36
"""The same in a vessel, whose sides nobody stands out of."""
_RAISED: Final = 0.04
"""How far an umbrella is raised over the grip that its drawing has, as a share of its height."""
_DEEPEST: Final = 4
"""Riders on riders on riders."""


@dataclass(frozen=True)
class Guest:
    """One figure that is carried: the `at`-th of its role."""

    role: Role
    at: int

    @property
    def look(self) -> Look | None:
        """How it is drawn; None for a place that is kept free."""
        return self.role.looks[self.at] if self.role.looks else None

    @property
    def size(self) -> float:
        """Its size words."""
        return self.look.size if self.look else 1.0


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
            out += _in_hand(base, group, hand) if hand else []
        elif first.stands_by:
            out += zip(
                group, stand_by(base, first.place.relation or "behind", [_bystander(one) for one in group]), strict=True
            )
        elif base.artwork.name in _CLOSED and not first.place.part and (panes := windows_of(base)):
            out += _behind_glass(base, group, panes)
        elif (seat := seat_of(base.artwork, first.place.part, first.place.relation or "on")) is not None:
            out += _in_row(base, group, seat)
    return out


def _bystander(guest: Guest) -> Bystander:
    leaps = guest.role.place.relation == "over" and guest.role.pose in ("jump", "run")
    return Bystander(guest.role.artwork, guest.size, leaps)


def reach_of(role: Role, at: int, roles: Sequence[Role]) -> Box:
    """The box of a figure with all that it carries and wears, in units of its drawing."""
    artwork = role.artwork
    ground = artwork.anchors["ground"]
    size = role.looks[at].size if role.looks else 1.0
    home = Spot(artwork, ground.x, ground.y, span(artwork), flip=False)
    return _around(role, at, home, roles, 0, size)


def _around(role: Role, at: int, spot: Spot, roles: Sequence[Role], depth: int, size: float) -> Box:
    clothes = [one for one in roles if one.base is role and one.worn and one.looks]
    boxes = [spot.box, *(_box(worn(one.artwork, spot, {}, set(), set())) for one in clothes)]
    if depth < _DEEPEST:
        for guest, seat in seats(spot, guests(role, at, roles)):
            boxes.append(_around(guest.role, guest.at, seat, roles, depth + 1, guest.size))
    return Box(
        min(box.left for box in boxes), min(box.top for box in boxes),
        max(box.right for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip


def _box(items: list[Item]) -> Box:
    rect = bounds(items)
    return Box(rect.left(), rect.top(), rect.right(), rect.bottom())


def _in_hand(base: Spot, group: Sequence[Guest], hand: Anchor) -> list[tuple[Guest, Spot]]:
    """What is held: its grip in the hand; several of a kind as a bunch."""
    x, y = base.at(hand.x, hand.y)
    middle = base.face or base.box
    outward = 1 if x > (middle.left + middle.right) / 2 else -1
    person = base.artwork.name in PEOPLE
    out: list[tuple[Guest, Spot]] = []
    for at, guest in enumerate(group):
        spot = _sized(guest, base, x, y)
        anchors = guest.role.artwork.anchors
        end = "hand" if guest.role.artwork.airborne and "hand" in anchors else "ground"
        grip = anchors.get("grip", anchors[end])
        at_x, at_y = spot.at(grip.x, grip.y)
        wide = spot.box.right - spot.box.left
        dx, dy = outward * at * 0.56 * wide, (at % 2) * 0.22 * wide
        if person and has_face(guest.role.artwork):
            out.append((guest, _in_arms(spot, base, x, y)))
        else:
            held = moved(spot, x + x - at_x + dx, y + y - at_y + dy)
            open_over = person and guest.role.name == "umbrella"  # its canopy is behind the head, not before the face
            out.append((guest, replace(held, back=True, y=held.y - _RAISED * held.height) if open_over else held))
    return out if person else _off_the_face(base, out)


def _in_arms(spot: Spot, base: Spot, x: float, y: float) -> Spot:
    """A creature that is held: its middle between the hand at (x, y) and the chest, under the chin."""
    chest_x, _ = base.at(base.artwork.anchors["body"].x, 0)
    _, chin = base.at(0, base.artwork.anchors["neck"].y)
    foot = max(y + 0.45 * spot.height, chin + 1.02 * spot.height)
    return moved(spot, chest_x + 0.45 * (x - chest_x), foot)


def _off_the_face(base: Spot, held: list[tuple[Guest, Spot]]) -> list[tuple[Guest, Spot]]:
    """What is held, moved aside together as far as it hides the face of who holds it."""
    face = base.face
    hiding = [spot.box for _, spot in held if face is not None and face.covered(spot.box) > _HIDDEN]
    if face is None or not hiding:
        return held
    right = face.right - min(box.left for box in hiding)
    left = face.left - max(box.right for box in hiding)
    dx = right if right < -left else left
    return [(guest, moved(spot, spot.x + dx, spot.y)) for guest, spot in held]


def _in_row(base: Spot, group: Sequence[Guest], seat: Anchor) -> list[tuple[Guest, Spot]]:
    """Those on one seat: side by side, so small that they fit; the foremost over the others."""
    x, y = base.at(seat.x, seat.y)
    spots = [_sized(guest, base, x, y) for guest in group]
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
        return _in_vessel(base, list(zip(group, spots, strict=True)), y)
    out = [(guest, replace(spot, y=_sunk(spot, base, y))) for guest, spot in zip(group, spots, strict=True)]
    if group[0].role.place.part == "shoulder":
        return [(guest, _on_shoulder(base, spot)) for guest, spot in out]
    rides = any(guest.role.artwork.anchors["ground"].y < 890 for guest in group)
    return out[::-1] if rides and not base.flip else out


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
        spot = replace(_sized(guest, base, 0, 0), height=100.0)
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
    return moved(best, best.x + 0.16 * away * spot.height, best.y) if face.covered(best.box) > _HIDDEN else best


def _in_vessel(base: Spot, row: list[tuple[Guest, Spot]], y: float) -> list[tuple[Guest, Spot]]:
    """Those in a vessel, their lower part out of sight; of many every second one in a row behind."""
    bottom = base.y - base.lift - 0.02 * base.height
    deep = 0.42 if len(row) == 1 else 0.3
    out: list[tuple[Guest, Spot]] = []
    for at, (guest, spot) in enumerate(row):
        behind = len(row) > _ROW and at % 2 == 1
        low = min(y + (deep - 0.34 * behind) * spot.height, bottom)
        out.insert(0 if behind else len(out), (guest, replace(spot, y=low, back=True)))
    return out


def _sunk(spot: Spot, base: Spot, y: float) -> float:
    """A little into the seat, but not through the ground."""
    return min(y + 0.03 * spot.height, base.y - base.lift + 0.04 * spot.height)


def _sized(guest: Guest, base: Spot, x: float, y: float) -> Spot:
    """A guest at (x, y) in its size: people by their standing height, so that every pose is of one scale."""
    role = guest.role
    artwork, carrier = role.artwork, base.artwork
    person = role.name in PEOPLE
    if person:
        tall = standing_span(role.name)
        real = artwork.height * (tall / span(artwork)) ** 2
        ratio = (real / carrier.height) ** (0.6 if role.inside else 0.7)
        least, most = (0.72, 1.3) if role.inside else (0.5 if carrier.name in PEOPLE else 0.8, 3.2)
        ratio = min(most, max(least, ratio))
        height = base.height * ratio * span(artwork) / tall
    else:
        least = 0.34 if "seat" in carrier.anchors and role.place.relation != "held" else 0.24
        ratio = (artwork.height / carrier.height) ** 0.6
        most = 1.25 if role.inside else 0.6 if role.place.relation == "held" and carrier.name not in PEOPLE else 0.85
        if role.place.relation == "held" and has_face(artwork) and carrier.name in PEOPLE:
            most = 0.34 * standing_span(carrier.name) / span(carrier)
        elif role.place.relation == "held" and artwork.airborne:  # a balloon beside the face, not before it
            most = 0.56
        height = base.height * min(most, max(least, ratio))
    rides = role.place.relation == "ridden" or carrier.view == "side"
    flip = artwork.view != "front" and (base.flip if person or rides else base.flip == bool(guest.at % 2))
    return Spot(artwork, x, y, height * guest.size, flip, base.air, behind=base.behind)
