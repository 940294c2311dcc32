"""Arms and legs, bare or clothed: hands, sleeves, trousers, shoes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import skia

from gpuserver.engines.illustrator.art import Shape
from gpuserver.engines.illustrator.painting.shapes import (
    intersection,
    rect,
    stroke,
    transformed,
    union,
)
from gpuserver.engines.illustrator.people.body import Body, Garment, Piece, Pieces, mount
from gpuserver.engines.illustrator.people.pieces import (
    flat,
    part,
    warped,
)
from gpuserver.engines.illustrator.people.rig import LEFT, SIDES, between, toward
from gpuserver.raster.svg_path import parse_path

Band = tuple[float, float, str]
"""A stripe round a limb: from and to a share of its length, and the class."""

_SEAT: Final = "M-99 78 C-40 70 40 70 99 78 L101 100 C96 122 50 128 0 126 C-50 128 -96 122 -101 100 Z"
_HAND: Final = "M-12 -23 C4 -31 36 -33 52 -20 C64 -8 62 18 48 25 C30 32 4 30 -12 23 Z"
_THUMB: Final = "M2 14 C10 30 22 44 33 42 C42 39 38 26 26 14 Z"
_FIST: Final = "M-12 -22 C0 -34 40 -36 48 -16 C54 2 50 26 38 30 C20 34 0 30 -12 22 Z"
_POINT: Final = "M20 -26 C36 -28 66 -25 78 -21 C86 -16 84 -7 76 -5 C62 -3 46 -4 34 -4 Z"
_FINGERS: Final = "M44 -6 C34 -9 26 -9 20 -6 M44 9 C36 7 28 7 22 9"
_HANDS: Final = {"open": (_HAND, _THUMB), "fist": (_FIST,), "point": (_FIST, _POINT)}
_SHOE_SIDE: Final = (
    (22, -26), (31, -18), (38, 8), (34, 24), (33, 32), (27, 32), (21, 32), (0, 32), (-40, 32), (-58, 32),
    (-80, 32), (-84, 10), (-66, 1), (-46, -8), (-34, -14), (-23, -25), (-12, -31), (10, -32), (22, -26),
)  # fmt: skip
_SHOE_FRONT: Final = (
    (26, -26), (35, -18), (47, 6), (49, 22), (50, 32), (42, 32), (36, 32), (12, 32), (-12, 32), (-36, 32),
    (-51, 32), (-54, 12), (-45, 0), (-39, -9), (-36, -18), (-26, -26), (-12, -32), (12, -32), (26, -26),
)  # fmt: skip


def hands(cls: str = "skin") -> Garment:
    """Both hands, bare or gloved."""

    def make(body: Body) -> Pieces:
        for side in SIDES:
            yield Piece(body.arm_layer(side) + 1, _hand(body, side, cls))

    return make


def _hand(body: Body, side: int, cls: str) -> Shape:
    """A mitten at the end of the forearm; the thumb lies inwards and up."""
    wrist, aim = body.wrist(side)
    dx, dy = toward(aim)
    inward = (1, -1)[side] * (1 if side == LEFT or body.pose.turn < 0.5 else -1)
    flip = -dy * inward * 0.7 - dx * 0.7 < 0
    size = body.build.hand
    matrix = skia.Matrix.Translate(*wrist)
    matrix.preRotate(90 + aim)
    matrix.preScale(size, -size if flip else size)
    path = union(parse_path(d) for d in _HANDS[body.pose.arms[side].hand])
    lines = flat(transformed(stroke(parse_path(_FINGERS), 4), matrix), "shade", alpha=0.55)
    return part(transformed(path, matrix), cls, ("hand-left", "hand-right")[side], marks=(lines,))


def sleeves(
    cls: str, stop: float = 1.0, *, fit: float = 1.0, grow: Sequence[float] = (), bands: Iterable[Band] = (),
    start: float = 0.0, layer: int = 2, name: str = "sleeve", sides: Sequence[int] = SIDES,
) -> Garment:  # fmt: skip
    """Tubes along the arms down to a share of them, with stripes."""
    stripes = tuple(bands)

    def make(body: Body) -> Pieces:
        for side in sides:
            marks = [flat(body.stripe(side, a, b), c) for a, b, c in stripes]
            tube = body.sleeve(side, start, stop, fit, grow)
            yield Piece(body.arm_layer(side) + layer, part(tube, cls, name, marks=marks))

    return make


def bare_arms(cls: str = "skin", start: float = 0.0) -> Garment:
    """The arms themselves, under short sleeves."""
    return sleeves(cls, 1.04, fit=0.78, start=start, layer=1, name="arm")


def trousers(
    cls: str, stop: float = 0.98, *, fit: float = 1.0, grow: Sequence[float] = (), bands: Iterable[Band] = (),
    name: str = "trousers", layer: int = 1,
) -> Garment:  # fmt: skip
    """Both legs of a pair of trousers with their seat; legs side by side become one shape."""
    stripes = tuple(bands)

    def make(body: Body) -> Pieces:
        tubes = {side: body.trouser(side, 0, stop, fit, grow) for side in body.shown_legs}
        marks = {side: [flat(intersection(body.stripe(side, a, b, legs=True), tube), c) for a, b, c in stripes]
                 for side, tube in tubes.items()}  # fmt: skip
        seat = warped(parse_path(_SEAT), body.frame.at)
        near = body.shown_legs[-1]
        if body.legs_apart or len(tubes) == 1:
            for side, tube in tubes.items():
                path = union([tube, seat]) if side == near else tube
                yield Piece(body.leg_layer(side) + layer, part(path, cls, name, marks=marks[side]))
        else:
            both = [mark for side in tubes for mark in marks[side]]
            yield Piece(body.leg_layer(near) + layer, part(union([*tubes.values(), seat]), cls, name, marks=both))

    return make


def bare_legs(cls: str = "skin", fit: float = 0.72, stop: float = 1.0) -> Garment:
    """The legs themselves, under skirts and shorts."""
    return trousers(cls, stop, fit=fit, name="legs", layer=0)


def one_leg(cls: str, side: int, start: float, stop: float, fit: float) -> Garment:
    """One of the legs between two shares of it."""

    def make(body: Body) -> Pieces:
        if side in body.shown_legs:
            layer = body.leg_layer(side) + (fit < 0.72 or start > 0)
            yield Piece(layer, part(body.trouser(side, start, stop, fit), cls, "legs"))

    return make


def shoes(
    cls: str = "shoe", sole: str = "sole", *, boot: float = 0.0, fit: float = 1.0, cuff: str = "", name: str = "shoe"
) -> Garment:
    """Both shoes; `boot` is the share of the leg that a shaft covers, `cuff` the class of its turned edge."""

    def make(body: Body) -> Pieces:
        for side in body.shown_legs:
            path, marks = _shoe(body, side, fit, sole)
            layer = body.leg_layer(side)
            layer += 3 * body.pose.lap
            if boot:
                path = union([path, body.trouser(side, 1 - boot, 1.0, fit, (1.04, 1.0))])
                layer += 3
            yield Piece(layer, part(path, cls, name, marks=marks))
            if boot and cuff:
                edge = body.trouser(side, 1 - boot - 0.02, 1 - boot + 0.06, fit * 1.12)
                yield Piece(layer, part(edge, cuff, name))

    return make


def _shoe(body: Body, side: int, fit: float, sole: str) -> tuple[skia.Path, list[Shape]]:
    limb, chain = body.pose.legs[side], body.skeleton.legs[side]
    share = abs(limb.toe)
    points = [between(a, b, share) for a, b in zip(_SHOE_FRONT, _SHOE_SIDE, strict=True)]
    path = skia.Path()
    path.moveTo(*points[0])
    for at in range(1, len(points), 3):
        path.cubicTo(*points[at], *points[at + 1], *points[at + 2])
    path.close()
    size = body.build.foot * fit
    matrix = mount(chain.end, limb.foot * (1 if limb.toe >= 0 else -1), 1.0, (0, 0))
    matrix.preTranslate(0, 32 * (body.build.foot - size))
    matrix.preScale(size if limb.toe >= 0 else -size, size)
    marks = [flat(transformed(rect(-100, 22, 200, 20), matrix), sole)] if sole else []
    return transformed(path, matrix), marks
