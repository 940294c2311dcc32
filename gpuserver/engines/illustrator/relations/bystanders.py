"""Where those are who are under a thing, behind it, over it, against it, hanging from it, or around it.

Everything is reckoned in units of the drawing of that thing, which is taken as it looks in its file; so the same
figures stand in the same places whether it is mirrored or not, and however large it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.relations.hanging import hung, is_branch
from gpuserver.engines.illustrator.relations.places import Relation
from gpuserver.engines.illustrator.spots import Spot, breadth, centred, moved, resized, span
from gpuserver.engines.illustrator.subjects import PEOPLE, standing_span

_SIZES: Final[dict[Relation, tuple[float, float]]] = {
    "under": (0.3, 0.9), "behind": (0.4, 1.2), "over": (0.36, 1.3), "against": (0.42, 1.3), "hanging": (0.2, 0.5),
    "around": (0.45, 1.6), "hugging": (0.5, 1.6), "kissing": (0.5, 1.6), "hand in hand": (0.5, 1.6),
}  # fmt: skip
"""The least and the greatest height beside the other one, which keep both in sight."""
_ON_A_BRANCH: Final = (0.55, 1.25)
"""The same for who hangs from a branch that grows into the picture."""
_RISING: Final = frozenset({"hanging", "over", "behind"})
"""Relations in which one is in the air where the other one is."""
_GROWN: Final = 0.5
"""The least height of people beside what they are at."""
_LEAPS: Final = (0.85, 1.4)
"""The same for who leaps over it."""
_HALF_HIDDEN: Final = 0.4
"""Share of one behind a thing that it hides, at best."""
_ROOM: Final = 0.3
"""How high it must be under a thing for somebody to be there, as a share of its height."""
_FILLS: Final = 0.62
"""How much of the height under a thing one takes at least: a cat under a table is to be seen."""
_AT_FOOT: Final = 0.42
"""The greatest height at the foot of a thing that has no room under it."""
_FACE: Final = 0.15
"""Share of a face that may be hidden: the cheek beside a trunk, but no eye."""
_WIDE: Final = 1.5
"""How many times as wide as somebody a thing is that one looks over, and not round."""
_OVER_THE_TOP: Final = 0.55
"""How far up one is behind it for that, at most, as a share of one's height."""
_FACES: Final = 6.0
"""How much worse it is to hide a face than to hide the rest."""
_SEEN_OVER: Final = 0.8
"""How low a thing must be, beside those around it, for them to be seen behind it."""
_LOW: Final = 1.3
"""The greatest height in metres of a wide thing that one looks over."""
_OVER_A_WALL: Final = 1.25
"""How tall one who does so is at least, in heights of that thing."""
_TOGETHER: Final = 0.85
"""How plainly two who touch are of different heights: the power of the ratio of the real ones."""
_CHEEKS: Final = 1.14
"""Distance of two faces cheek to cheek, in halves of their widths."""
_HAIR: Final = 1.3
"""Half the width of a head with its hair, in halves of its face."""
_CHESTS: Final = 0.6
"""How far a child is from the middle of who hugs it, in halves of that one's chest."""


@dataclass(frozen=True)
class Bystander:
    """One to be placed: the drawing, its size words, and whether it leaps."""

    artwork: Artwork
    size: float = 1.0
    leaps: bool = False


@dataclass(frozen=True)
class _Home:
    """The other one's drawing, and the heights that count in it."""

    artwork: Artwork

    @property
    def ground(self) -> float:
        return self.artwork.anchors["ground"].y

    @property
    def middle(self) -> float:
        left, _, right, _ = self.artwork.box
        return (left + right) / 2

    @property
    def top(self) -> float:
        return self.artwork.box[1]

    @property
    def tall(self) -> float:
        return span(self.artwork)


def stand_by(base: Spot, relation: Relation, group: Sequence[Bystander]) -> list[Spot]:
    """A spot for each of a group, in their order."""
    home = _Home(base.artwork)
    sized = [_sized(home, relation, one) for one in group]
    if relation == "over":
        placed = _over(home, sized, leaps=any(one.leaps for one in group))
    elif relation == "hanging":
        placed = hung(home.artwork, sized)
    else:
        place = {"under": _under, "behind": _behind, "against": _against, "around": _around, "hugging": _embraced,
                 "kissing": _embraced, "hand in hand": _led}  # fmt: skip
        placed = place[relation](home, sized)
    return [_seen(base, spot, rises=relation in _RISING or not base.artwork.airborne) for spot in placed]


def _seen(base: Spot, spot: Spot, *, rises: bool) -> Spot:
    """A spot in units of the other one's drawing, in the picture; `rises` with it where that is in the air."""
    x, y = base.at(spot.x, spot.y)
    lift = spot.lift * base.scale
    return replace(
        spot, x=x, y=y + base.lift, height=spot.height * base.scale, flip=spot.flip != base.flip, air=base.air,
        lift=lift + base.lift if rises else max(0.0, lift), behind=base.behind,
    )  # fmt: skip


def _sized(home: _Home, relation: Relation, one: Bystander) -> Spot:
    """Somebody on the ground in the middle, in the size in which both can be seen."""
    artwork = one.artwork
    least, most = (
        _LEAPS if one.leaps else _ON_A_BRANCH if relation == "hanging" and is_branch(home.artwork) else _SIZES[relation]
    )
    least = max(least, _GROWN) if artwork.name in PEOPLE and relation in ("under", "behind", "against") else least
    whole = standing_span(artwork.name) if artwork.name in PEOPLE else span(artwork)
    real = artwork.height * (whole / span(artwork)) ** (2 if artwork.name in PEOPLE else 1)
    power = _TOGETHER if relation in ("hugging", "kissing", "hand in hand") else 0.5
    tall = home.tall * min(most, max(least, (real / home.artwork.height) ** power)) * one.size
    return Spot(artwork, home.middle, home.ground, tall * span(artwork) / whole, flip=False)


def _row(spots: Sequence[Spot], middle: float, apart: float = 0.9) -> list[float]:
    """The middles of neighbours side by side."""
    step = apart * max(breadth(spot) for spot in spots)
    return [middle + step * (at - (len(spots) - 1) / 2) for at in range(len(spots))]


def _under(home: _Home, spots: Sequence[Spot]) -> list[Spot]:
    """Between the legs, or beside the trunk; at the foot of what is too low for that."""
    room = home.artwork.silhouette.room_under(home.ground)
    height = home.ground - room.top
    if height < _ROOM * home.tall:
        small = [replace(spot, height=min(spot.height, _AT_FOOT * home.tall)) for spot in spots]
        low = [replace(spot, y=home.ground + 0.06 * home.tall) for spot in small]
        return [centred(spot, x) for spot, x in zip(low, _row(low, home.middle), strict=True)]
    share = 0.94 * (room.right - room.left) / (1 + 0.9 * (len(spots) - 1))
    y = home.ground + (0 if room.legs else 0.05 * home.tall)
    out: list[Spot] = []
    for spot in spots:
        grown = resized(spot, max(1.0, _FILLS * height / (spot.y - spot.box.top)))
        fit = min(1.0, 0.97 * height / (grown.y - grown.box.top), share / breadth(grown))
        out.append(replace(resized(grown, fit), back=room.legs, y=y))
    middle = (room.left + room.right) / 2 + (0 if room.legs else 0.12 * home.tall)
    return [centred(spot, x) for spot, x in zip(out, _row(out, middle), strict=True)]


def _behind(home: _Home, spots: Sequence[Spot]) -> list[Spot]:
    """Half hidden, with the face in sight: looking out at a side, or over the top."""
    taken: list[Spot] = []
    left, _, right, _ = home.artwork.box
    room = home.artwork.silhouette.room_under(home.ground)
    trunk = not room.legs and home.ground - room.top > _ROOM * home.tall
    for at, spot in enumerate(spots):
        side = 1 if at % 2 == 0 else -1
        if trunk:  # under the leaves, with the trunk before them
            spot = resized(spot, min(1.0, 0.86 * (home.ground - room.top) / (spot.y - spot.box.top)))
        spot = replace(spot, back=True, y=home.ground - 0.03 * home.tall)
        taken.append(_peeping(home, spot, side, taken))
    open_under = room.legs and home.ground - room.top > _ROOM * home.tall
    if open_under or home.artwork.height > _LOW or right - left < 1.2 * home.tall:
        return taken
    over = [_overlooking(home, spot) for spot in taken]
    return [centred(spot, x) for spot, x in zip(over, _row(over, home.middle), strict=True)]


def _overlooking(home: _Home, spot: Spot) -> Spot:
    """Behind a low wall or fence with the head over its top, as if on tiptoe or on a box where that is too high."""
    grown = resized(spot, max(1.0, _OVER_A_WALL * home.tall / (spot.y - spot.box.top)))
    chin = grown.face.bottom if grown.face is not None else grown.box.top + 0.4 * (grown.y - grown.box.top)
    return replace(grown, lift=max(0.0, chin - home.top))


def _peeping(home: _Home, spot: Spot, side: int, taken: Sequence[Spot]) -> Spot:
    left, _, right, _ = home.artwork.box
    reach = (right - left) / 2 + breadth(spot)
    best: tuple[float, Spot] | None = None
    for offset in np.linspace(-reach, reach, 49):
        for flip in (False, True) if spot.artwork.view != "front" else (False,):
            tried = centred(replace(spot, flip=flip), home.middle + float(offset))
            cost = _unseen(home, tried) + 0.08 * (offset * side < 0)
            cost += sum(2.0 * one.box.covered(tried.box) for one in taken)
            if best is None or cost < best[0]:
                best = cost, tried
    assert best is not None
    return _looking_over(home, best[1], taken)


def _looking_over(home: _Home, spot: Spot, taken: Sequence[Spot]) -> Spot:
    """Behind what is wide and no higher than somebody, the middle of it, so far back that the face is over the top."""
    left, _, right, _ = home.artwork.box
    middle = centred(spot, home.middle)
    if spot.face is None or taken or middle.face is None or right - left < _WIDE * breadth(spot):
        return spot
    rise = middle.face.bottom - home.top
    if not 0 < rise < _OVER_THE_TOP * spot.height:
        return spot
    return replace(middle, y=middle.y - rise)


def _unseen(home: _Home, spot: Spot) -> float:
    """How bad it is what a thing hides of one behind it, and that it hides nothing."""
    box = spot.box
    cost = abs(_hidden(home, box.left, box.top, box.right, box.bottom) - _HALF_HIDDEN)
    if (face := spot.face) is not None:
        cost += _FACES * max(0.0, _hidden(home, face.left, face.top, face.right, face.bottom) - _FACE)
    return cost


def _hidden(home: _Home, left: float, top: float, right: float, bottom: float) -> float:
    xs, ys = np.meshgrid(np.linspace(left, right, 14), np.linspace(top, bottom, 14))
    return float(home.artwork.silhouette.hides(xs.ravel(), ys.ravel()).mean())


def _over(home: _Home, spots: Sequence[Spot], leaps: bool) -> list[Spot]:
    """In the air over the top; who leaps, close over it."""
    xs = _row(spots, home.middle)
    out: list[Spot] = []
    for at, (spot, x) in enumerate(zip(spots, xs, strict=True)):
        foot = spot.box.bottom - spot.y
        gap = (0.02 if leaps else 0.1 * (1 + at % 2)) * home.tall
        out.append(centred(replace(spot, lift=home.ground - home.top + gap + max(0.0, foot)), x))
    return out


def _against(home: _Home, spots: Sequence[Spot]) -> list[Spot]:
    """Beside a thing, with a shoulder on it; before what is low and wide."""
    left, _, right, _ = home.artwork.box
    if right - left > 1.2 * home.tall and home.tall < 1.2 * spots[0].height:
        xs = _row(spots, home.middle + 0.14 * (right - left))
        return [centred(replace(spot, y=home.ground + 0.05 * home.tall), x) for spot, x in zip(spots, xs, strict=True)]
    out: list[Spot] = []
    for at, spot in enumerate(spots):
        high = spot.y - spot.box.top
        edges = home.artwork.silhouette.sides(home.ground - 0.6 * high, home.ground - 0.15 * high)
        left, right = edges or (home.middle, home.middle)
        half = breadth(spot) / 2
        x = right + 0.7 * half if at % 2 == 0 else left - 0.7 * half
        out.append(centred(replace(spot, y=home.ground + 0.02 * home.tall, flip=at % 2 == 1), x))
    return out


def _around(home: _Home, spots: Sequence[Spot]) -> list[Spot]:
    """In a ring: at the sides, behind what does not hide them, and many before it too."""
    left, _, right, _ = home.artwork.box
    wide = max(breadth(spot) for spot in spots)
    half = (right - left) / 2 + 0.42 * wide
    if home.tall < _SEEN_OVER * spots[0].height:
        half = max(half, 0.4 * wide * (len(spots) - 1))
        turns = np.linspace(np.pi, 0, len(spots)) if len(spots) > 1 else np.array([np.pi])
        places = [(half * float(np.cos(turn)), float(np.sin(turn))) for turn in turns]
    else:
        step = 0.95 * wide
        places = [((-1) ** (at + 1) * (half + step * (at // 2)), (-0.4, 0.5)[at // 2 % 2]) for at in range(len(spots))]
    deep = 0.16 * spots[0].height
    out: list[Spot] = []
    for spot, (across, back) in zip(spots, places, strict=True):
        y = home.ground - deep * back + 0.02 * home.tall
        flip = spot.artwork.view != "front" and across < 0
        out.append(centred(replace(spot, y=y, back=back > 0.4, flip=flip), home.middle + across))
    return out


def _embraced(home: _Home, spots: Sequence[Spot]) -> list[Spot]:
    """Before the chest of the other one, face to face; a child in front, since its face would be hidden."""
    out: list[Spot] = []
    for spot in spots:
        mirrored = replace(spot, flip=True, y=home.ground - 0.01 * home.tall)
        mine, theirs = spot.artwork.anchors, home.artwork.anchors
        level = abs(mirrored.at(0, mine["eyes"].y)[1] - theirs["eyes"].y) < theirs["eyes"].r
        if level:
            apart = _CHEEKS * (theirs["eyes"].r + mine["eyes"].r * spot.scale)
        else:
            apart = _CHESTS * theirs["body"].r + _HAIR * mine["eyes"].r * spot.scale
        x, _ = mirrored.at(mine["eyes"].x, 0)
        shown = replace(mirrored, back=level, y=mirrored.y + (0 if level else 0.04 * home.tall))
        out.append(moved(shown, shown.x + theirs["eyes"].x - apart - x, shown.y))
    return out


def _led(home: _Home, spots: Sequence[Spot]) -> list[Spot]:
    """With a hand in the hand of the other one."""
    out: list[Spot] = []
    for spot in spots:
        mirrored = replace(spot, flip=True, back=True, y=home.ground - 0.004 * home.tall)
        x, _ = mirrored.at(spot.artwork.anchors["hand"].x, 0)
        out.append(moved(mirrored, mirrored.x + home.artwork.anchors["hand"].x - x, mirrored.y))
    return out
