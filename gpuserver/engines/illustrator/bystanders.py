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
from gpuserver.engines.illustrator.places import Relation
from gpuserver.engines.illustrator.spots import Spot, resized, span
from gpuserver.engines.illustrator.subjects import PEOPLE, standing_span

_SIZES: Final[dict[Relation, tuple[float, float]]] = {
    "under": (0.3, 0.9), "behind": (0.4, 1.2), "over": (0.36, 1.3), "against": (0.42, 1.3), "hanging": (0.2, 0.5),
    "around": (0.45, 1.6),
}  # fmt: skip
"""The least and the greatest height beside the other one, which keep both in sight."""
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
_FACES: Final = 6.0
"""How much worse it is to hide a face than to hide the rest."""
_SEEN_OVER: Final = 0.8
"""How low a thing must be, beside those around it, for them to be seen behind it."""


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
    else:
        place = {"under": _under, "behind": _behind, "against": _against, "hanging": _hanging, "around": _around}
        placed = place[relation](home, sized)
    return [_seen(base, home, spot) for spot in placed]


def _seen(base: Spot, home: _Home, spot: Spot) -> Spot:
    """A spot in units of the other one's drawing, in the picture."""
    x, y = base.at(spot.x, spot.y)
    lift = max(0.0, spot.lift * base.scale) + (base.lift if not base.artwork.airborne else 0.0)
    return replace(
        spot, x=x, y=y + base.lift, height=spot.height * base.scale, lift=lift, flip=spot.flip != base.flip,
        air=base.air, behind=base.behind,
    )  # fmt: skip


def _sized(home: _Home, relation: Relation, one: Bystander) -> Spot:
    """Somebody on the ground in the middle, in the size in which both can be seen."""
    artwork = one.artwork
    least, most = _LEAPS if one.leaps else _SIZES[relation]
    least = max(least, _GROWN) if artwork.name in PEOPLE and relation in ("under", "behind", "against") else least
    whole = standing_span(artwork.name) if artwork.name in PEOPLE else span(artwork)
    real = artwork.height * (whole / span(artwork)) ** (2 if artwork.name in PEOPLE else 1)
    tall = home.tall * min(most, max(least, (real / home.artwork.height) ** 0.5)) * one.size
    return Spot(artwork, home.middle, home.ground, tall * span(artwork) / whole, flip=False)


def _wide(spot: Spot) -> float:
    return spot.box.right - spot.box.left


def _row(spots: Sequence[Spot], middle: float, apart: float = 0.9) -> list[float]:
    """The middles of neighbours side by side."""
    step = apart * max(_wide(spot) for spot in spots)
    return [middle + step * (at - (len(spots) - 1) / 2) for at in range(len(spots))]


def _centred(spot: Spot, x: float) -> Spot:
    """The spot with the middle of its box at x."""
    return replace(spot, x=spot.x + x - (spot.box.left + spot.box.right) / 2)


def _under(home: _Home, spots: Sequence[Spot]) -> list[Spot]:
    """Between the legs, or beside the trunk; at the foot of what is too low for that."""
    room = home.artwork.silhouette.room_under(home.ground)
    height = home.ground - room.top
    if height < _ROOM * home.tall:
        small = [replace(spot, height=min(spot.height, _AT_FOOT * home.tall)) for spot in spots]
        low = [replace(spot, y=home.ground + 0.06 * home.tall) for spot in small]
        return [_centred(spot, x) for spot, x in zip(low, _row(low, home.middle), strict=True)]
    share = 0.94 * (room.right - room.left) / (1 + 0.9 * (len(spots) - 1))
    y = home.ground + (0 if room.legs else 0.05 * home.tall)
    out: list[Spot] = []
    for spot in spots:
        grown = resized(spot, max(1.0, _FILLS * height / (spot.y - spot.box.top)))
        fit = min(1.0, 0.97 * height / (grown.y - grown.box.top), share / _wide(grown))
        out.append(replace(resized(grown, fit), back=room.legs, y=y))
    middle = (room.left + room.right) / 2 + (0 if room.legs else 0.12 * home.tall)
    return [_centred(spot, x) for spot, x in zip(out, _row(out, middle), strict=True)]


def _behind(home: _Home, spots: Sequence[Spot]) -> list[Spot]:
    """Half hidden, with the face in sight: looking out at a side, or over the top."""
    taken: list[Spot] = []
    for at, spot in enumerate(spots):
        side = 1 if at % 2 == 0 else -1
        taken.append(_peeping(home, replace(spot, back=True, y=home.ground - 0.03 * home.tall), side, taken))
    return taken


def _peeping(home: _Home, spot: Spot, side: int, taken: Sequence[Spot]) -> Spot:
    left, _, right, _ = home.artwork.box
    reach = (right - left) / 2 + _wide(spot)
    best: tuple[float, Spot] | None = None
    for offset in np.linspace(-reach, reach, 49):
        for flip in (False, True) if spot.artwork.view != "front" else (False,):
            tried = _centred(replace(spot, flip=flip), home.middle + float(offset))
            cost = _unseen(home, tried) + 0.08 * (offset * side < 0)
            cost += sum(2.0 * one.box.covered(tried.box) for one in taken)
            if best is None or cost < best[0]:
                best = cost, tried
    assert best is not None
    return best[1]


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
        out.append(_centred(replace(spot, lift=home.ground - home.top + gap + max(0.0, foot)), x))
    return out


def _against(home: _Home, spots: Sequence[Spot]) -> list[Spot]:
    """Beside a thing, with a shoulder on it; before what is low and wide."""
    left, _, right, _ = home.artwork.box
    if right - left > 1.2 * home.tall and home.tall < 1.2 * spots[0].height:
        xs = _row(spots, home.middle + 0.14 * (right - left))
        return [_centred(replace(spot, y=home.ground + 0.05 * home.tall), x) for spot, x in zip(spots, xs, strict=True)]
    out: list[Spot] = []
    for at, spot in enumerate(spots):
        high = spot.y - spot.box.top
        edges = home.artwork.silhouette.sides(home.ground - 0.6 * high, home.ground - 0.15 * high)
        left, right = edges or (home.middle, home.middle)
        half = _wide(spot) / 2
        x = right + 0.7 * half if at % 2 == 0 else left - 0.7 * half
        out.append(_centred(replace(spot, y=home.ground + 0.02 * home.tall, flip=at % 2 == 1), x))
    return out


def _hanging(home: _Home, spots: Sequence[Spot]) -> list[Spot]:
    """With the upper end at the underside of a crown, a roof, a branch; apart from the trunk."""
    shape = home.artwork.silhouette
    under = shape.room_under(home.ground).top
    left, right = shape.sides(under - 0.25 * home.tall, under) or (home.middle, home.middle)
    places = (0.8, 0.2, 0.66, 0.34, 0.92, 0.08)
    room = 0.8 * (home.ground - under) + 0.09 * home.tall
    out: list[Spot] = []
    for at, whole in enumerate(spots):
        spot = resized(whole, min(1.0, room / (whole.box.bottom - whole.box.top)))
        high = spot.y - spot.box.top
        hung = under - 0.09 * home.tall + high
        out.append(
            _centred(replace(spot, lift=home.ground - min(hung, home.ground)), left + (right - left) * places[at % 6])
        )
    return out


def _around(home: _Home, spots: Sequence[Spot]) -> list[Spot]:
    """In a ring: at the sides, behind what does not hide them, and many before it too."""
    left, _, right, _ = home.artwork.box
    wide = max(_wide(spot) for spot in spots)
    half = (right - left) / 2 + 0.42 * wide
    if home.tall < _SEEN_OVER * spots[0].height:
        half = max(half, 0.4 * wide * (len(spots) - 1))
        turns = np.linspace(np.pi, 0, len(spots)) if len(spots) > 1 else np.array([np.pi])
        places = [(half * float(np.cos(turn)), float(np.sin(turn))) for turn in turns]
    else:
        step = 0.8 * wide
        places = [((-1) ** (at + 1) * (half + step * (at // 2)), (-0.4, 0.5)[at // 2 % 2]) for at in range(len(spots))]
    deep = 0.16 * spots[0].height
    out: list[Spot] = []
    for spot, (across, back) in zip(spots, places, strict=True):
        y = home.ground - deep * back + 0.02 * home.tall
        flip = spot.artwork.view != "front" and across < 0
        out.append(_centred(replace(spot, y=y, back=back > 0.4, flip=flip), home.middle + across))
    return out
