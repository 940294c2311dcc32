"""What makes an outfit that of a trade: capes, coat tails, belts, collars, pads, tutus, tails, badges."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import skia

from gpuserver.engines.illustrator.painting.shapes import Point, circle, curve, taper, transformed, union
from gpuserver.engines.illustrator.people.body import Body, Garment, Layer, Piece, Pieces, drawing, mount
from gpuserver.engines.illustrator.people.cloth import on_torso
from gpuserver.engines.illustrator.people.pieces import Mark, flat, part, point_on, warped
from gpuserver.engines.illustrator.people.props import prop
from gpuserver.engines.illustrator.people.rig import GROUND, LEFT, SIDES, between, moved
from gpuserver.raster.svg_path import parse_path

_AWAY: Final = 48.0
"""How far what is on the back moves over when the body turns, in the torso's space."""


def attached(name: str, layer: int, x: float = 0.0, y: float = 30.0, size: float = 1.0) -> Garment:
    """A drawing of `props/` on the trunk, turned with it: wings, a pack, a badge. Its anchor is "body".

    Nobody lies on what is on the back.
    """

    def make(body: Body) -> Pieces:
        if layer == Layer.BACK and body.lies:
            return
        artwork = prop(name)
        origin = artwork.anchors["body"]
        scale = size * body.build.shoulder / 98
        side = x + _AWAY * body.pose.turn * (layer == Layer.BACK)
        matrix = mount(body.frame.at(side, y), -body.frame.lean, scale, (origin.x, origin.y))
        yield from drawing(artwork.shapes, matrix, layer)

    return make


def cape(cls: str, length: float = 0.92, *, wide: float = 1.35, trim: str = "", name: str = "cape") -> Garment:
    """A cape from the shoulders; the pose says where the wind takes it."""

    def make(body: Body) -> Pieces:
        if body.lies:
            return
        frame, build = body.frame, body.build
        left, right = frame.at(-96, 10), frame.at(96, 10)
        top = between(left, right, 0.5)
        aim = body.pose.wind + (body.frame.lean < -30) * 20
        reach = length * (build.torso + sum(build.leg))
        down = math.cos(math.radians(aim))
        if down > 0.1:
            reach = min(reach, (GROUND - 10 - top[1]) / down)
        half = build.shoulder * wide
        end, middle = moved(top, aim, reach), moved(top, aim * 0.7, reach * 0.5)
        low_left, low_right = (_above(moved(end, aim + side, half), body) for side in (90, -90))
        swell = (moved(middle, aim + 90, half * 0.98), moved(middle, aim - 90, half * 0.98))
        path = skia.Path()
        path.moveTo(*left)
        path.quadTo(*swell[0], *low_left)
        path.cubicTo(*_hem_point(low_left, low_right, 0.3, aim, 22), *_hem_point(low_left, low_right, 0.3, aim, 22),
                     *_hem_point(low_left, low_right, 0.5, aim, 2))  # fmt: skip
        path.cubicTo(*_hem_point(low_left, low_right, 0.7, aim, -18), *_hem_point(low_left, low_right, 0.75, aim, 20),
                     *low_right)  # fmt: skip
        path.quadTo(*swell[1], *right)
        path.close()
        folds = [
            taper(curve(between(left, right, share), between(swell[0], swell[1], share), spot), [4, 14, 18])
            for share in (0.22, 0.78)
            for spot in (between(low_left, low_right, share),)
        ]
        marks = [flat(fold, f"{cls}2", alpha=0.7) for fold in folds]
        if trim:
            edge = curve(low_left, _hem_point(low_left, low_right, 0.5, aim, 30), low_right)
            marks.append(flat(taper(edge, [44]), trim))
        yield Piece(Layer.BACK + 5, part(path, cls, name, marks=marks))

    return make


def _above(point: Point, body: Body) -> Point:
    return point[0], min(point[1], body.skeleton.floor - 6)


def _hem_point(left: Point, right: Point, share: float, aim: float, drop: float) -> Point:
    return moved(between(left, right, share), aim, drop)


def belt(cls: str = "belt", buckle: str = "metal", y: float = 84.0, wide: float = 22.0) -> Garment:
    """A belt with its buckle."""

    def make(body: Body) -> Pieces:
        half = wide * 50 / body.build.torso
        a, b = y - half, y + half
        d = f"M-101 {a} C-40 {a + 6} 40 {a + 6} 101 {a} L101 {b} C40 {b + 6} -40 {b + 6} -101 {b} Z"
        yield Piece(Layer.DECO, part(warped(parse_path(d), body.frame.at), cls, "belt", form="soft"))
        if buckle:
            x, high = body.frame.at(0, y + 4)
            size = wide * 0.86
            path = skia.Path()
            path.addRoundRect(skia.Rect.MakeXYWH(x - size * 0.8, high - size * 0.7, size * 1.6, size * 1.4), 6, 6)
            yield Piece(Layer.DECO, part(path, buckle, "belt"))

    return make


def dots(layer: int, cls: str, places: Iterable[Point], radius: float, name: str = "") -> Garment:
    """Round things on the trunk: buttons, pompoms, the beads of a ruff."""
    spots = tuple(places)

    def make(body: Body) -> Pieces:
        size = radius * body.build.shoulder / 98
        for x, y in spots:
            path = circle(*body.frame.at(x, y), size)
            yield Piece(layer, part(path, cls, name) if radius > 7 else flat(path, cls, name))

    return make


def pads(cls: str, share: float, radius: float, *, legs: bool = False, name: str = "") -> Garment:
    """Round plates on both arms or legs."""

    def make(body: Body) -> Pieces:
        lines = body.leg_lines if legs else body.arm_lines
        for side in body.shown_legs if legs else SIDES:
            layer = body.leg_layer(side) if legs else body.arm_layer(side)
            path = circle(*point_on(lines[side], share), radius * body.build.shoulder / 98)
            yield Piece(layer + 3, part(path, cls, name))

    return make


def plates(cls: str, cls2: str, rows: int = 3, *, wide: float = 1.3) -> Garment:
    """Shoulder guards of rows of plates, as a samurai's."""

    def make(body: Body) -> Pieces:
        for side in SIDES:
            for row in range(rows):
                start = 0.02 + row * 0.13
                tube = body.sleeve(side, start, start + 0.17, wide)
                yield Piece(body.arm_layer(side) + 3, part(tube, (cls, cls2)[row % 2]))

    return make


def tutu(cls: str, cls2: str) -> Garment:
    """A stiff skirt of tulle."""
    layers = (
        (cls2, "M-196 100 C-204 84 -120 78 0 78 C120 78 204 84 196 100 C180 118 150 112 120 118 C80 124 40 118 0 122"
               " C-40 118 -80 124 -120 118 C-150 112 -180 118 -196 100 Z"),
        (cls, "M-176 94 C-170 82 -100 76 0 76 C100 76 170 82 176 94 C160 110 130 104 100 109 C66 114 34 108 0 112"
              " C-34 108 -66 114 -100 109 C-130 104 -160 110 -176 94 Z"),
    )  # fmt: skip

    def make(body: Body) -> Pieces:
        for name, d in layers:
            yield from on_torso(Layer.TORSO + 2, name, d, name="tutu")(body)

    return make


def fishtail(cls: str, fin: str) -> Garment:
    """The tail of a mermaid, where others have legs; it curls up at the end."""

    def make(body: Body) -> Pieces:
        legs, wide = body.skeleton.legs, body.build.hip
        knee = between(legs[0].middle, legs[1].middle, 0.5)
        ankle = between(legs[0].end, legs[1].end, 0.5)
        aim = math.degrees(math.atan2(knee[0] - ankle[0], ankle[1] - knee[1]))
        low = moved(ankle, aim + 180, 0.10 * sum(body.build.leg))
        side = 1 if aim > 30 else -1
        tip = moved(low, aim + side * 96, 0.30 * sum(body.build.leg))
        path = skia.Path()
        path.moveTo(*body.frame.at(0, 84))
        path.cubicTo(*body.frame.pelvis, *moved(knee, aim - side * 90, 46), *moved(low, aim - side * 150, 40))
        path.cubicTo(*moved(low, aim - side * 20, 24), *moved(low, aim + side * 60, 64), *tip)
        tube = taper(path, [wide * 1.9, wide * 2.06, wide * 1.6, wide * 1.0, wide * 0.56, wide * 0.4])
        scales = [flat(taper(curve(*arc), [5, 7, 5]), f"{cls}2", alpha=0.8) for arc in _scales(path, wide)]
        yield Piece(Layer.LEG, part(_fluke(tip, aim + side * 128, wide), fin, "fin"))
        yield Piece(Layer.LEG + 1, part(tube, cls, "tail", marks=scales))

    return make


def _scales(path: skia.Path, wide: float) -> Iterable[tuple[Point, Point, Point]]:
    """Short arcs in rows down a tail."""
    measure = skia.PathMeasure(path, False)
    for row in range(1, 7):
        spot, along = measure.getPosTan(measure.getLength() * row / 9.5)
        half = wide * (0.9 - 0.075 * row)
        count = max(1, 3 - row // 3)
        for at in range(-count, count + 1):
            shift = (at + 0.5 * (row % 2)) * half / count
            x, y = spot.x() - along.y() * shift, spot.y() + along.x() * shift
            size = half / count * 0.42
            yield (
                (x - along.y() * -size, y + along.x() * -size),
                (x + along.x() * size * 1.5, y + along.y() * size * 1.5),
                (x - along.y() * size, y + along.x() * size),
            )


def _fluke(point: Point, aim: float, wide: float) -> skia.Path:
    d = (
        "M0 -16 C10 -60 60 -92 118 -84 C104 -60 100 -40 96 -8 C100 26 108 50 124 76 C64 90 12 58 0 16"
        " C-10 8 -10 -8 0 -16 Z"
    )
    out = skia.Path()
    parse_path(d).transform(mount(point, aim + 90, wide / 76, (0, 0)), out)
    return out


def collar(cls: str, *, tie: str = "", wide: float = 1.0) -> Garment:
    """A shirt collar, and a tie."""

    def make(body: Body) -> Pieces:
        if tie:
            d = "M-8 3 L8 3 L6 13 L14 58 L0 70 L-14 58 L-6 13 Z"
            yield Piece(Layer.DECO - 2, part(warped(parse_path(d), body.frame.at), tie, "tie"))
        for sign in (-1, 1):
            d = (
                f"M{sign * 42 * wide} -10 C{sign * 36} -2 {sign * 20} 2 {sign * 3} 4"
                f" L{sign * 22} 18 C{sign * 34} 12 {sign * 46 * wide} 4 {sign * 42 * wide} -10 Z"
            )
            yield Piece(Layer.DECO - 1, part(warped(parse_path(d), body.frame.at), cls, "collar"))

    return make


def strap(cls: str, d: str, width: float = 16, layer: int = Layer.DECO, name: str = "strap") -> Garment:
    """A band over the trunk."""
    return on_torso(layer, cls, d, widths=(width,), name=name)


def stethoscope() -> Garment:
    """A stethoscope round the neck."""

    def make(body: Body) -> Pieces:
        tubes = ("M-33 -8 C-40 14 -30 30 -16 36", "M33 -8 C42 16 34 36 30 44")
        joined = [taper(warped(parse_path(d), body.frame.at, closed=False), [8]) for d in tubes]
        yield Piece(Layer.DECO + 2, part(union(joined), "tube", "stethoscope", form="soft"))
        for x, y, radius, cls in ((-14, 38, 13, "metal"), (-14, 38, 7, "tube"), (30, 46, 7, "metal")):
            disc = circle(*body.frame.at(x, y), radius)
            yield Piece(Layer.DECO + 2, part(disc, cls, "stethoscope"))

    return make


def sash(cls: str, side: int = LEFT) -> Garment:
    """A broad band from one shoulder to the other hip."""
    sign = (-1, 1)[side]
    return strap(cls, f"M{sign * 70} 2 C{sign * 30} 40 {-sign * 40} 70 {-sign * 96} 92", 26, Layer.DECO - 3, "sash")


def plaid(
    cls: str, columns: Iterable[float] = (-66, -22, 22, 66), rows: Iterable[float] = (20, 42, 64, 86)
) -> tuple[Mark, ...]:
    """The lines of a checked shirt."""
    down = tuple(Mark(cls, f"M{x} -10 L{x} 115", line=9, alpha=0.55) for x in columns)
    across = tuple(Mark(cls, f"M-120 {y} L120 {y}", line=9, alpha=0.55) for y in rows)
    return (*down, *across)


def fins(cls: str, cls2: str) -> Garment:
    """A diver's fins: long paddles that point the way the toes do."""
    d = (
        "M16 -26 C26 0 26 20 20 34 L-24 34 C-60 40 -110 48 -142 36 C-160 26 -156 2 -138 -4"
        " C-104 2 -64 -4 -40 -14 L-22 -26 Z"
    )

    def make(body: Body) -> Pieces:
        for side in body.shown_legs:
            limb, ankle = body.pose.legs[side], body.skeleton.legs[side].end
            right = limb.toe < 0
            wide = 0.62 + 0.38 * abs(limb.toe)
            matrix = skia.Matrix.Translate(*ankle)
            matrix.preRotate(limb.foot * (-1 if right else 1))
            matrix.preScale(-wide if right else wide, 1)
            rib = taper(curve((-46, 12), (-90, 20), (-140, 18)), [4, 8, 4])
            mark = flat(transformed(rib, matrix), cls2)
            path = transformed(parse_path(d), matrix)
            yield Piece(body.leg_layer(side), part(path, cls, "fins", marks=(mark,)))

    return make
