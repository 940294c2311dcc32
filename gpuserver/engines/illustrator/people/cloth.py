"""The trunk and what hangs from it: necks, tops, gowns and coats, skirts, and parts in the torso's space."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import skia

from gpuserver.engines.illustrator.art import Shape
from gpuserver.engines.illustrator.painting.shapes import (
    Point,
    curve,
    difference,
    line,
    polygon,
    shifted,
    taper,
    union,
)
from gpuserver.engines.illustrator.people.body import Body, Garment, Layer, Piece, Pieces
from gpuserver.engines.illustrator.people.pieces import (
    Mark,
    disc,
    flat,
    hull_path,
    part,
    point_on,
    warped,
)
from gpuserver.engines.illustrator.people.rig import between, blend, moved, toward
from gpuserver.raster.svg_path import parse_path

TEE: Final = (
    "M-34 -5 C-54 0 -82 2 -95 14 C-103 24 -101 40 -100 50 L-100 104 C-60 111 60 111 100 104 L100 50"
    " C101 40 103 24 95 14 C82 2 54 0 34 -5 C22 5 -22 5 -34 -5 Z"
)
"""The outline of a top in the torso's space."""
_SHARES: Final = tuple(step / 10 for step in range(11))
_CORNER: Final = 12.0
"""Radius of the corners of a hem."""
_UNDER_BLANKET: Final = 1.1
"""The widest flare of what lies in bed."""
_SAG: Final = 0.3
"""Four times how far the middle of a hem hangs below its ends, in widths of the hem."""


@dataclass(frozen=True)
class Cut:
    """How far a top goes on below the hips, as a coat or a gown."""

    length: float
    """Share of the legs that it covers."""
    flare: float = 1.3
    """Width at the hem, in widths of the legs."""
    waist: float = 60.0
    folds: str = ""
    """Classes of folds and of the hem's edge."""
    hem: str = ""
    band: float = 0.05
    """Height of the hem's edge, as a share of the legs."""
    gap: float = 0.0
    """Half width of the opening in front, at the hem."""
    seam: str = ""
    """Class of the line where it closes in front."""


def top(
    cls: str, marks: Iterable[Mark] = (), *, cut: Cut | None = None, outline: str = TEE, name: str = "top"
) -> Garment:
    """The trunk of a shirt, sweater, coat or gown, with markings in the torso's space."""
    drawn = tuple(marks)

    def make(body: Body) -> Pieces:
        shapes = [mark.shape(body.frame.at) for mark in drawn]
        path = warped(parse_path(outline), body.frame.at)
        if cut:
            path, below = _cloth(body, cut, path)
            shapes += below
        yield Piece(Layer.TORSO, part(path, cls, name, marks=shapes))

    return make


def skirt(cls: str, cut: Cut, *, name: str = "skirt") -> Garment:
    """A skirt of its own, under the hem of a top."""

    def make(body: Body) -> Pieces:
        path, marks = _cloth(body, cut)
        yield Piece(Layer.SKIRT, part(path, cls, name, marks=marks))

    return make


def neck(depth: float = 8.0, cls: str = "skin") -> Garment:
    """The neck, down to the neckline."""

    def make(body: Body) -> Pieces:
        wide = 136 * body.build.head * 0.94
        x, y = body.skeleton.chin
        spine = curve((x, y - 30), (x, y), body.frame.at(0, depth - 6))
        yield Piece(Layer.NECK, part(taper(spine, [wide, wide, wide * 1.06]), cls, "neck"))

    return make


def on_torso(
    layer: int, cls: str, d: str, marks: Iterable[Mark] = (), *, name: str = "", widths: Sequence[float] = ()
) -> Garment:
    """One more part in the torso's space: a collar, a bib, a belt, a badge."""
    drawn = tuple(marks)

    def make(body: Body) -> Pieces:
        path = warped(parse_path(d), body.frame.at, closed=not widths)
        shapes = [mark.shape(body.frame.at) for mark in drawn]
        yield Piece(layer, part(taper(path, widths) if widths else path, cls, name, marks=shapes))

    return make


def _cloth(body: Body, cut: Cut, trunk: skia.Path | None = None) -> tuple[skia.Path, list[Shape]]:
    """Cloth stretched round the legs, made one with the trunk it hangs from, and its markings."""
    cut = replace(cut, flare=min(cut.flare, _UNDER_BLANKET)) if body.lies else cut
    hanging = hull_path(_points(body, cut))
    path = union([trunk, hanging]) if trunk else hanging
    start = body.frame.at(0, 76)
    end = between(start, between(*_edges(body, cut), 0.5), 1.2)
    marks: list[Shape] = []
    if cut.folds:
        marks += [flat(fold, cut.folds, alpha=0.8) for fold in _folds(body, cut)]
    if cut.hem:
        marks.append(flat(_hem(body, path, cut.band), cut.hem))
    if cut.seam:
        marks.append(flat(taper(line(start, end), [5, 6]), cut.seam))
    if cut.gap:
        path = difference(path, polygon([start, (end[0] - cut.gap, end[1]), (end[0] + cut.gap, end[1])]))
    return path, marks


def _points(body: Body, cut: Cut) -> list[Point]:
    """Points round which the cloth is stretched: waist, hips, both sides of both legs, and a hem that sags."""
    edge = ((98, cut.waist), (101, 84), (103, 100))
    points = [body.frame.at(sign * wide, y) for sign in (-1, 1) for wide, y in edge]
    for side in body.shown_legs:
        for share in _SHARES:
            wide = blend(body.build.trouser, share * cut.length) * (1 + (cut.flare - 1) * share) / 2
            centre = _below(body, side, share * cut.length)
            for sign in (90, -90):
                points += disc(moved(centre, body.leg_aim + sign, wide - _CORNER), _CORNER, 12)
    left, right = _edges(body, cut)
    sag = _SAG * math.dist(left, right)
    middle = _SHARES[1:-1]
    points += [moved(between(left, right, share), body.leg_aim, sag * share * (1 - share)) for share in middle]
    return [(x, min(y, body.skeleton.floor)) for x, y in points]


def _below(body: Body, side: int, share: float) -> Point:
    """A point of a leg's line; shares over 1 go on past the ankle."""
    x, y = point_on(body.leg_lines[side], min(1.0, share))
    over = max(0.0, share - 1) * sum(body.build.leg)
    dx, dy = toward(body.skeleton.legs[side].aim, over)
    return x + dx, y + dy


def _edges(body: Body, cut: Cut) -> tuple[Point, Point]:
    """The outer ends of the hem."""
    ends: list[Point] = []
    wide = blend(body.build.trouser, cut.length) * cut.flare / 2
    for side in body.shown_legs:
        centre = _below(body, side, cut.length)
        ends += [moved(centre, body.leg_aim + sign, wide) for sign in (90, -90)]
    ends = [(x, min(y, body.skeleton.floor)) for x, y in ends]
    return min(ends), max(ends)


def _folds(body: Body, cut: Cut) -> list[skia.Path]:
    left, right = _edges(body, cut)
    out: list[skia.Path] = []
    for start, stop in ((-46, 0.22), (4, 0.5), (52, 0.8)):
        a, b = body.frame.at(start, cut.waist + 20), between(left, right, stop)
        middle = between(a, b, 0.5)[0], between(a, b, 0.6)[1]
        out.append(taper(curve(a, middle, between(a, b, 0.97)), [3, 12, 16]))
    return out


def _hem(body: Body, path: skia.Path, band: float) -> skia.Path:
    """The lower edge of a skirt: what is left of it when it is drawn up along the legs."""
    dx, dy = toward(body.leg_aim, band * sum(body.build.leg))
    return difference(path, shifted(path, -dx, -dy))
