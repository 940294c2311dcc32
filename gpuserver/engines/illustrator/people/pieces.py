"""Shapes of figures: builders for parts, flat marks and lines, tubes along limbs, and hulls that cloth hangs in."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import skia

from gpuserver.engines.illustrator.art import Shape
from gpuserver.engines.illustrator.painting.items import Form
from gpuserver.engines.illustrator.painting.shapes import Point, polygon, stroke, taper, transformed
from gpuserver.raster.svg_path import parse_path

_STEP: Final = 3.0
"""Distance of the points that a path is bent by."""
_BEND: Final = 0.72
"""Share of each half of a limb that is taken up by the round of its joint."""


def part(
    path: skia.Path, cls: str, name: str = "", *, form: Form = "round", marks: Iterable[Shape] = (), casts: bool = True
) -> Shape:
    """A shaded silhouette."""
    ids = frozenset({name}) if name else frozenset[str]()
    return Shape(path, (cls,), name, ids, frozenset(), "part", form, 1.0, casts, tuple(marks))


def flat(path: skia.Path, cls: str, name: str = "", *, alpha: float = 1.0) -> Shape:
    """A shape of plain colour."""
    ids = frozenset({name}) if name else frozenset[str]()
    return Shape(path, (cls, "flat"), name, ids, frozenset(), "flat", "round", alpha, False)


def named(shape: Shape, *names: str) -> Shape:
    """The shape as a member of further groups, which take it away or bring it out."""
    return replace(shape, ids=shape.ids | set(names), marks=tuple(named(mark, *names) for mark in shape.marks))


def placed(shape: Shape, matrix: skia.Matrix) -> Shape:
    """The shape with its markings under a matrix."""
    marks = tuple(placed(mark, matrix) for mark in shape.marks)
    return replace(shape, path=transformed(shape.path, matrix), marks=marks)


@dataclass(frozen=True)
class Mark:
    """A marking as the tables have it: an outline or, with `widths`, a tapered line; or an even `line`."""

    cls: str
    d: str
    widths: tuple[float, ...] = ()
    line: float = 0.0
    alpha: float = 1.0

    def shape(self, bend: Callable[[float, float], Point]) -> Shape:
        """The marking in the picture."""
        path = warped(parse_path(self.d), bend, closed=not (self.widths or self.line))
        if self.widths:
            path = taper(path, self.widths)
        elif self.line:
            path = stroke(path, self.line)
        return flat(path, self.cls, alpha=self.alpha)


def warped(path: skia.Path, bend: Callable[[float, float], Point], *, closed: bool = True) -> skia.Path:
    """`path` with every point moved by `bend`, fine enough to stay smooth."""
    out = skia.Path()
    measure = skia.PathMeasure(path, False)
    while True:
        length = measure.getLength()
        steps = max(2, math.ceil(length / _STEP))
        spots = [measure.getPosTan(length * step / steps)[0] for step in range(steps + 1)]
        if length > 0:
            out.addPoly([skia.Point(*bend(spot.x(), spot.y())) for spot in spots], closed)
        if not measure.nextContour():
            return out


def limb_line(root: Point, middle: Point, end: Point) -> skia.Path:
    """The centre line of a limb: no joint, a long soft bend."""
    path = skia.Path()
    path.moveTo(*root)
    path.lineTo(*_on(middle, root))
    path.quadTo(*middle, *_on(middle, end))
    path.lineTo(*end)
    return path


def _on(joint: Point, other: Point) -> Point:
    return joint[0] + (other[0] - joint[0]) * _BEND, joint[1] + (other[1] - joint[1]) * _BEND


def share_of(path: skia.Path, start: float, stop: float) -> skia.Path:
    """The piece of a line between two shares of its length."""
    measure = skia.PathMeasure(path, False)
    length = measure.getLength()
    out = skia.Path()
    measure.getSegment(length * start, length * stop, out, True)
    return out


def point_on(path: skia.Path, share: float) -> Point:
    """The point at a share of a line's length."""
    measure = skia.PathMeasure(path, False)
    spot, _ = measure.getPosTan(measure.getLength() * share)
    return spot.x(), spot.y()


def hull(points: Collection[Point]) -> list[Point]:
    """The convex hull, clockwise in the picture."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return [*_chain(ordered), *_chain(ordered[::-1])]


def _chain(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain[:-1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def disc(centre: Point, radius: float, count: int = 20) -> list[Point]:
    """Points round a circle, for hulls."""
    turns = (2 * math.pi * step / count for step in range(count))
    return [(centre[0] + math.cos(turn) * radius, centre[1] + math.sin(turn) * radius) for turn in turns]


def hull_path(points: Collection[Point]) -> skia.Path:
    """The convex hull as a shape."""
    return polygon(hull(points))
