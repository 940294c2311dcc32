"""An outline taken apart: which contours are silhouettes, which are holes in them, and what lies in those."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import skia

from gpuserver.engines.illustrator.painting.shapes import difference, union

_POINTS: Final = 64
"""Points along a contour by which it is measured."""


@dataclass(frozen=True, eq=False)
class Contour:
    """One closed curve, and everything inside it."""

    path: skia.Path
    depth: int
    """How many others are round it: even ones are filled, odd ones are holes."""
    parent: Contour | None
    area: float
    length: float

    @property
    def breadth(self) -> float:
        """About how wide it is across, where it is long and thin."""
        return 2 * self.area / self.length

    @property
    def is_disc(self) -> bool:
        """Whether it is round: a wheel, an eye, a button (isoperimetric quotient 4 pi A / L^2)."""
        return 4 * math.pi * self.area / self.length**2 > 0.93


def contours(path: skia.Path) -> list[Contour]:
    """The contours of a path whose contours do not cross: outer ones before what lies in them, large before small."""
    pieces = sorted(((_area(rim), rim, piece, length) for piece, rim, length in _pieces(path)), key=lambda one: -one[0])
    out: list[Contour] = []
    for area, rim, piece, length in pieces:
        if area < 1:
            continue
        around = [one for one in out if sum(one.path.contains(x, y) for x, y in rim) > len(rim) / 2]
        out.append(Contour(piece, len(around), around[-1] if around else None, area, length))
    return out


def closed(path: skia.Path, gap: float) -> skia.Path:
    """`path` with its holes filled and the clefts narrower than `gap` closed (dilation, then erosion)."""
    grown = union([path, _rim(path, gap)])
    solid = union([one.path for one in contours(grown) if one.depth == 0])
    return difference(solid, _rim(solid, gap))


def rounded(path: skia.Path, radius: float) -> skia.Path:
    """`path` with the corners between its straight edges rounded."""
    pen = skia.Paint(PathEffect=skia.CornerPathEffect.Make(radius))
    out = skia.Path()
    pen.getFillPath(path, out)
    return out


def _rim(path: skia.Path, width: float) -> skia.Path:
    pen = skia.Paint(Style=skia.Paint.kStroke_Style, StrokeWidth=width, StrokeJoin=skia.Paint.kRound_Join)
    out = skia.Path()
    pen.getFillPath(path, out)
    return skia.Simplify(out) or out


def _pieces(path: skia.Path) -> Iterator[tuple[skia.Path, list[tuple[float, float]], float]]:
    """Each contour as a path of its own, with points along it and its length."""
    measure = skia.PathMeasure(path, True)
    while length := measure.getLength():
        piece = skia.Path()
        measure.getSegment(0, length, piece, True)
        piece.close()
        spots = [measure.getPosTan(length * at / _POINTS)[0] for at in range(_POINTS)]
        yield piece, [(spot.x(), spot.y()) for spot in spots], length
        if not measure.nextContour():
            return


def _area(rim: list[tuple[float, float]]) -> float:
    """The area of a polygon (shoelace formula)."""
    turned = zip(rim, [*rim[1:], rim[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in turned)) / 2
