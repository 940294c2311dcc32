"""Tools that nobody has in hand: they lie on what is under them, and hang nowhere in the air."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import skia

from gpuserver.engines.illustrator.art import Anchor, Artwork, Shape
from gpuserver.engines.illustrator.painting.shapes import transformed
from gpuserver.engines.illustrator.people.pieces import hull
from gpuserver.engines.illustrator.poses import pose_in
from gpuserver.engines.illustrator.relations.role import Role
from gpuserver.engines.illustrator.spots import span

_ALOFT = frozenset({"held", "in", "hanging", "over", "against"})
"""Where a thing is as somebody or something keeps it, at the angle that it is drawn at."""
_LOOSE = "loose"
"""The group of what hovers beside a tool in its drawing: a screw, a note. It does not lie with it."""
_AS_LOW = 1.15
"""How much higher than the lowest its middle may be, for a turn that is less of a turn."""
_EDGE = 0.06
"""The shortest edge that it can lie on, as a share of its length."""


def lay_down(roles: Sequence[Role]) -> None:
    """Lay every tool that is in nobody's hand and not said to be in the air on what is under it."""
    for role in roles:
        kept = role.worn or role.absorbed or role.place.relation in _ALOFT or role.place.air
        if role.artwork.lies and not kept and not pose_in(role.subject.action or "", "fly"):
            role.artwork = lying(role.artwork)


def _turn_of(artwork: Artwork) -> float:
    """Degrees by which it comes to rest: on the edge of its hull over which its middle lies lowest."""
    cells = artwork.silhouette.cells
    points, middle = np.array(hull([(x, y) for x, y in cells.tolist()])), cells.mean(axis=0)
    length = float(np.hypot(*np.ptp(points, axis=0)))
    found: list[tuple[float, float]] = []
    for start, end in zip(points, np.roll(points, -1, axis=0), strict=True):  # clockwise: the inside is to the right
        (dx, dy), (x, y) = end - start, middle - start
        size = float(np.hypot(dx, dy))
        if size >= _EDGE * length and 0 < x * dx + y * dy < size * size:  # else it would tip over
            turn = 180 - math.degrees(math.atan2(dy, dx))
            found.append((float(dx * y - dy * x) / size, (turn + 180) % 360 - 180))
    least = min((high for high, _ in found), default=0.0)
    return min((turn for high, turn in found if high <= _AS_LOW * least), key=abs, default=0.0)


def lying(artwork: Artwork) -> Artwork:
    """A tool as it lies on the ground, in the size that it has in a hand."""
    artwork = replace(artwork, shapes=tuple(shape for shape in artwork.shapes if _LOOSE not in shape.ids))
    matrix = skia.Matrix.RotateDeg(_turn_of(artwork), skia.Point(500, 500))
    shapes = tuple(_turned(shape, matrix) for shape in artwork.shapes)
    laid = replace(artwork, shapes=shapes, airborne=False, lies=False)
    left, top, right, bottom = laid.box
    anchors = {name: _moved(anchor, matrix) for name, anchor in artwork.anchors.items()}
    middle, half = (left + right) / 2, (right - left) / 2
    anchors |= {"ground": Anchor(middle, bottom, half), "head_top": Anchor(middle, top, half)}
    laid = replace(laid, anchors=anchors)
    return replace(laid, height=artwork.height * (span(laid) / span(artwork)) ** 2)


def _turned(shape: Shape, matrix: skia.Matrix) -> Shape:
    marks = tuple(_turned(mark, matrix) for mark in shape.marks)
    return replace(shape, path=transformed(shape.path, matrix), marks=marks)


def _moved(anchor: Anchor, matrix: skia.Matrix) -> Anchor:
    point = matrix.mapXY(anchor.x, anchor.y)
    return replace(anchor, x=point.x(), y=point.y())
