"""Paths and scenery shapes: what drawings are cut from. All lengths are px in design space."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
import skia

from gpuserver.engines.illustrator.painting.items import DESIGN, Form, Item, Kind

Point = tuple[float, float]


def rect(x: float, y: float, width: float, height: float, radius: float = 0) -> skia.Path:
    """A rectangle from its upper left corner, with rounded corners."""
    path = skia.Path()
    path.addRoundRect(skia.Rect.MakeXYWH(x, y, width, height), radius, radius)
    return path


def circle(x: float, y: float, radius: float, radius_y: float | None = None) -> skia.Path:
    """A disc round (x, y), or an ellipse where `radius_y` is given."""
    tall = radius if radius_y is None else radius_y
    path = skia.Path()
    path.addOval(skia.Rect.MakeXYWH(x - radius, y - tall, 2 * radius, 2 * tall))
    return path


def polygon(points: Iterable[Point]) -> skia.Path:
    """A closed shape with straight edges."""
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in points], True)
    return path


def smooth(points: Sequence[Point], closed: bool = False) -> skia.Path:
    """A Catmull-Rom curve through the points. `closed` joins the ends with a straight line, as a cut-out does."""
    path = skia.Path()
    last = len(points) - 1
    path.moveTo(*points[0])
    for at in range(last):
        (ax, ay), (bx, by) = points[max(at - 1, 0)], points[at]
        (cx, cy), (dx, dy) = points[at + 1], points[min(at + 2, last)]
        path.cubicTo(bx + (cx - ax) / 6, by + (cy - ay) / 6, cx - (dx - bx) / 6, cy - (dy - by) / 6, cx, cy)
    if closed:
        path.close()
    return path


def blob(points: Sequence[Point]) -> skia.Path:
    """A closed Catmull-Rom curve, smooth all round."""
    count = len(points)
    path = skia.Path()
    path.moveTo(*points[0])
    for at in range(count):
        (ax, ay), (bx, by) = points[at - 1], points[at]
        (cx, cy), (dx, dy) = points[(at + 1) % count], points[(at + 2) % count]
        path.cubicTo(bx + (cx - ax) / 6, by + (cy - ay) / 6, cx - (dx - bx) / 6, cy - (dy - by) / 6, cx, cy)
    path.close()
    return path


def below(points: Sequence[Point], bottom: float, width: float = DESIGN) -> skia.Path:
    """Everything under the smooth line through `points`, down to `bottom` and a little beyond both sides."""
    path = smooth(points)
    path.lineTo(width + 40, bottom)
    path.lineTo(-40, bottom)
    path.close()
    return path


def ridge(
    y: float, amplitude: float, steps: int, rng: np.random.Generator, bottom: float = DESIGN + 20, width: float = DESIGN
) -> skia.Path:
    """A rolling line of hills round height `y`, filled down to `bottom`."""
    points = [(-40 + (width + 80) * at / steps, y + amplitude * (rng.random() - 0.5) * 2) for at in range(steps + 1)]
    return below(points, bottom, width)


def cloud(x: float, y: float, size: float, rng: np.random.Generator) -> skia.Path:
    """A billowing cloud, about `2 * size` wide round (x, y): high domes on top, low ones under it."""
    return union(circle(*puff) for puff in puffs(x, y, size, rng))


def puffs(x: float, y: float, size: float, rng: np.random.Generator) -> list[tuple[float, float, float, float]]:
    """The ellipses (x, y, radius, radius_y) that a cloud is made of: five domes, then its foot."""
    out: list[tuple[float, float, float, float]] = []
    for at in range(5):
        share = (at + 0.5) / 5
        radius = size * (0.2 + 0.22 * math.sin(math.pi * share) + 0.08 * rng.random())
        out.append((x - size * 0.8 + 1.6 * size * share, y - radius * 0.5, radius, radius * 0.95))
    for at, wide in ((-0.74, 0.3), (-0.3, 0.4), (0.2, 0.44), (0.68, 0.34)):
        out.append((x + size * at, y + size * 0.02, size * wide, size * (0.13 + 0.06 * math.cos(5 * at))))
    return out


def union(paths: Iterable[skia.Path]) -> skia.Path:
    """All paths as one outline. Skia can fail on hard cases; a path that fails to join is left out."""
    first, *rest = paths
    joined = first
    for path in rest:
        joined = _combined(joined, path, skia.kUnion_PathOp) or joined
    return joined


def difference(path: skia.Path, cut: skia.Path) -> skia.Path:
    """`path` without `cut`; `path` itself where Skia fails."""
    return _combined(path, cut, skia.kDifference_PathOp) or path


def intersection(path: skia.Path, window: skia.Path) -> skia.Path:
    """The share of `path` inside `window`; `path` itself where Skia fails."""
    return common(path, window) or path


def common(path: skia.Path, window: skia.Path) -> skia.Path | None:
    """The share of `path` inside `window`; None where Skia fails."""
    return _combined(path, window, skia.kIntersect_PathOp)


def _combined(path: skia.Path, other: skia.Path, operation: skia.PathOp) -> skia.Path | None:
    try:
        return skia.Op(path, other, operation)
    except RuntimeError:
        return None


def transformed(path: skia.Path, matrix: skia.Matrix) -> skia.Path:
    """A copy of `path` under `matrix`."""
    moved = skia.Path()
    path.transform(matrix, moved)
    return moved


def shifted(path: skia.Path, dx: float, dy: float) -> skia.Path:
    """A copy of `path` moved by (dx, dy)."""
    moved = skia.Path(path)
    moved.offset(dx, dy)
    return moved


def line(*points: Point) -> skia.Path:
    """An open line through the points: the spine of a stroke."""
    path = skia.Path()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    return path


def curve(start: Point, control: Point, end: Point) -> skia.Path:
    """An open quadratic curve: the spine of a stroke."""
    path = skia.Path()
    path.moveTo(*start)
    path.quadTo(*control, *end)
    return path


def taper(spine: skia.Path, widths: Sequence[float], caps: bool = True) -> skia.Path:
    """The filled outline of a stroke along each curve of `spine`, its full width running smoothly through `widths`."""
    measure = skia.PathMeasure(spine, False)
    strokes = [_tapered(measure, widths, caps)]
    while measure.nextContour():
        strokes.append(_tapered(measure, widths, caps))
    return strokes[0] if len(strokes) == 1 else union(strokes)


def _tapered(measure: skia.PathMeasure, widths: Sequence[float], caps: bool) -> skia.Path:
    """The stroke along the curve at which `measure` stands."""
    length = measure.getLength()
    steps = max(12, int(length / 6))
    left: list[Point] = []
    right: list[Point] = []
    ends: list[Point] = []
    for step in range(steps + 1):
        share = step / steps
        at, along = measure.getPosTan(length * share)
        half = _width_at(widths, share) / 2
        left.append((at.x() - along.y() * half, at.y() + along.x() * half))
        right.append((at.x() + along.y() * half, at.y() - along.x() * half))
        if step in (0, steps):
            ends.append((at.x(), at.y()))
    path = polygon([*left, *reversed(right)])
    if caps:
        for end, width in zip(ends, (widths[0], widths[-1]), strict=True):
            if width > 1:
                path = union([path, circle(*end, width / 2)])
    return skia.Simplify(path) or path


def _width_at(widths: Sequence[float], share: float) -> float:
    if len(widths) == 1:
        return widths[0]
    place = share * (len(widths) - 1)
    before = min(int(place), len(widths) - 2)
    part = place - before
    part = part * part * (3 - 2 * part)
    return widths[before] * (1 - part) + widths[before + 1] * part


def stroke(spine: skia.Path, width: float) -> skia.Path:
    """The filled outline of a stroke of even width with round ends."""
    pen = skia.Paint(
        Style=skia.Paint.kStroke_Style, StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap, StrokeJoin=skia.Paint.kRound_Join,
    )  # fmt: skip
    outline = skia.Path()
    pen.getFillPath(spine, outline)
    return skia.Simplify(outline) or outline


def scenery(
    path: skia.Path, color: str, *, gradient: Sequence[str] = (), form: Form = "none", kind: Kind = "part",
    alpha: float = 1.0, blur: float = 0.0, blend: skia.BlendMode | None = None, cls: str = "bg", casts: bool = False,
    id: str = "",
) -> Item:  # fmt: skip
    """A background item: plain and casting nothing unless asked otherwise."""
    return Item(
        path, color, gradient=tuple(gradient), form=form, kind=kind, alpha=alpha, blur=blur, blend=blend, cls=cls,
        casts=casts, id=id,
    )  # fmt: skip


def prop(path: skia.Path, color: str, *, form: Form = "round", cls: str = "prop", casts: bool = True) -> Item:
    """A shaded thing of the background that casts a shadow: a parasol, a shelf, a jar."""
    return Item(path, color, form=form, cls=cls, casts=casts)


def sky(colors: Sequence[str], bottom: float = DESIGN, width: float = DESIGN) -> Item:
    """A sky from the top down to `bottom`; `colors` run from top to horizon."""
    return scenery(rect(-10, -10, width + 20, bottom + 20), colors[-1], gradient=colors, cls="sky", id="sky")


def glow(x: float, y: float, radius: float, color: str, alpha: float = 0.6) -> Item:
    """Light round (x, y), screened over what is behind."""
    return scenery(
        circle(x, y, radius), color, alpha=alpha, blur=radius * 0.45, blend=skia.BlendMode.kScreen, kind="glow"
    )


def fog(y: float, height: float, color: str, alpha: float = 0.15, blur: float = 28, width: float = DESIGN) -> Item:
    """A band of haze between two layers, from `y` down."""
    return scenery(rect(-60, y, width + 120, height), color, alpha=alpha, blur=blur, kind="glow")
