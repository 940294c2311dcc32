"""Several people as a group photograph has them: in depth rows, the tall behind the small, nobody hidden or cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.framing import fitted
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas
from gpuserver.engines.illustrator.relations.places import ANYWHERE
from gpuserver.engines.illustrator.spots import Part, Spot
from gpuserver.engines.illustrator.subjects import PEOPLE

_LEAST: Final = 4
"""How many make a crowd."""
_IN_TWO: Final = 8
"""The most that stand in two rows; more stand in three."""
_TALL: Final = 0.54
"""Height of a grown-up in the front row, as a share of the scale."""
_GROWN: Final = 1.75
"""Real height of a grown-up, m."""
_CHILD: Final = 0.7
"""Real height of which a child is one, and a grown-up two, m."""
_HAIR: Final = 4.2
"""Width of a head with long hair, in halves of its face at the eyes."""
_BEHIND: Final = 0.89
"""Size of each row beside the one before it."""
_DEEP: Final = 0.098
"""Distance of the rows on the ground, as a share of the scale."""
_PITCH: Final = 1.26
"""Distance of neighbours in their widths: so far that the faces behind look through between them."""
_ROOM: Final = 0.93
"""Share of the picture's width that a row may fill."""
_FRONT: Final = 0.045
"""How far the front row is before the usual ground, as a share of the scale."""


def crowd_size(parts: Sequence[Part], backdrop: Backdrop) -> int:
    """How many of the first parts are one crowd of people on their feet; 0 for none."""
    count = _together(parts)
    group = parts[:count]
    apart = backdrop.counter is not None or backdrop.floats or len(group) < max(count, _LEAST)
    if apart or any(part.artwork.name not in PEOPLE or part.artwork.is_bust or part.afloat for part in group):
        return 0
    return count if all(part.place == ANYWHERE and not part.artwork.airborne for part in group) else 0


def _together(parts: Sequence[Part]) -> int:
    """How many of the first parts belong together: of one noun, and of the nouns for several people after that."""
    count = parts[0].count if parts else 0
    while count < len(parts) and count > 1 and parts[count].count > 1 and parts[count].artwork.name in PEOPLE:
        count += parts[count].count
    return count


def in_rows(
    parts: Sequence[Part], canvas: Canvas, backdrop: Backdrop, edge: float, seed: int, zoom: float
) -> list[Spot]:
    """A spot for each of a crowd, in their order. `edge` is the lowest y to stand on."""
    rows = _rows(parts)
    most = max(len(row) + 2 * abs(_shift(rows, at)) for at, row in enumerate(rows))
    wide = (_PITCH * (most - 1) + 1) * _mean_width(parts)
    tall = min(_TALL * canvas.scale, _ROOM * canvas.width / wide) * min(1.0, zoom)
    front = min(backdrop.ground + _FRONT * canvas.scale, edge)
    rear = max(backdrop.rear or 0.0, backdrop.horizon + 0.04 * canvas.scale)
    deep = min(_DEEP * canvas.scale, max(0.0, front - rear) / max(1, len(rows) - 1))
    spots: dict[int, Spot] = {}
    pitch = _PITCH * tall * _mean_width(parts)
    for at, row in enumerate(rows):
        sizes = [tall * _BEHIND**at * _relative(parts[one]) for one in row]
        first = canvas.width / 2 + _shift(rows, at) * pitch - (len(row) - 1) * pitch / 2
        xs = [first + nth * pitch for nth in range(len(row))]
        for one, x, size in zip(row, xs, sizes, strict=True):
            rng = stream(seed, "crowd", one)
            y = front - at * deep + canvas.scale * 0.014 * (rng.random() - 0.5)
            part = parts[one]
            flip = bool(rng.random() < 0.5)
            size *= 0.97 + 0.06 * rng.random()
            spot = Spot(part.artwork, x, y, size, flip, reach=part.reach, guests=part.guests)
            spots[one] = fitted(_centred(spot, x, canvas), canvas)
    return [spots[at] for at in range(len(parts))]


def _rows(parts: Sequence[Part]) -> list[list[int]]:
    """The rows from front to back, with more people behind; the small in front."""
    order = sorted(range(len(parts)), key=lambda at: (parts[at].artwork.height // _CHILD, at))
    count = 2 if len(parts) <= _IN_TWO else 3
    rows: list[list[int]] = []
    for at in range(count):
        rows.append(order[: len(order) // (count - at)])
        order = order[len(order) // (count - at) :]
    return [_tallest_inside(row, parts) for row in rows]


def _tallest_inside(row: Sequence[int], parts: Sequence[Part]) -> list[int]:
    """The row with the tall in the middle, as families stand."""
    out: list[int] = []
    for nth, one in enumerate(sorted(row, key=lambda at: (-parts[at].artwork.height, at))):
        out.insert(len(out) if nth % 2 == 0 else 0, one)
    return out


def _relative(part: Part) -> float:
    return (part.artwork.height / _GROWN) ** 0.5 * part.size


def _width(part: Part) -> float:
    """The width of somebody with all that they carry, in heights."""
    span = part.artwork.anchors["ground"].y - part.artwork.anchors["head_top"].y
    left, _, right, _ = part.artwork.box
    carried = part.reach.right - part.reach.left if part.reach else 0.0
    return max(right - left, carried, _HAIR * part.artwork.anchors["eyes"].r) / max(1.0, span)


def _mean_width(parts: Sequence[Part]) -> float:
    return sum(_relative(part) * _width(part) for part in parts) / len(parts)


def _shift(rows: Sequence[Sequence[int]], at: int) -> float:
    """How far a row is moved aside, in distances of neighbours, to look through the gaps of the one before it."""
    if at == 0:
        return 0.25 if len(rows[1]) % 2 == len(rows[0]) % 2 else 0.0
    before = _shift(rows, at - 1)
    return before - (0.5 if before > 0 else -0.5) if len(rows[at - 1]) % 2 == len(rows[at]) % 2 else before


def _centred(spot: Spot, x: float, canvas: Canvas) -> Spot:
    """The spot with the middle of its box at x, inside the frame."""
    box = spot.outline
    moved = replace(spot, x=spot.x + x - (box.left + box.right) / 2)
    box, margin = moved.outline, 0.02 * canvas.width
    inside = max(0.0, margin - box.left) - max(0.0, box.right - canvas.width + margin)
    return replace(moved, x=moved.x + inside)
