"""What figures hold, wear on the head, and sit on: drawings of `props/`, put where the pose wants them.

The drawings are in the format of all subjects. Tools are in px of the figure and have the anchor "hand" where they
are held; hats are in the space of a head's file (its skull from 285 to the chin at 715), with a shape "crop" or an
anchor "line" that says where hair may show; things on the trunk have the anchor "body".
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import skia

from gpuserver.engines.illustrator.art import Artwork, read
from gpuserver.engines.illustrator.people.body import Body, Garment, Layer, Piece, Pieces, drawing, mount
from gpuserver.engines.illustrator.people.headwork import Face, matrix_of, turned
from gpuserver.engines.illustrator.people.pieces import flat, named, part, placed
from gpuserver.engines.illustrator.people.rig import GROUND, LEFT, RIGHT, SIDES, between
from gpuserver.engines.illustrator.shapes import Point, circle, curve, line, rect, taper

_PROPS: Final = Path(__file__).parent / "props"
_BEFORE_HAND: Final = frozenset({"shield", "roundshield"})
"""Tools whose hand is behind them."""


@lru_cache(maxsize=128)
def prop(name: str) -> Artwork:
    """A drawing of `props/`."""
    return read(_PROPS / f"{name}.svg")


def _origin(artwork: Artwork, anchor: str) -> Point:
    one = artwork.anchors[anchor]
    return one.x, one.y


def held(name: str, side: int) -> Garment:
    """A tool in a hand, upright but for the tilt of the pose."""

    def make(body: Body) -> Pieces:
        artwork = prop(name)
        tilt = -body.pose.grip if side == LEFT else body.pose.grip
        size = 0.35 + 0.65 * body.build.hand
        big_head = body.build.head > 0.55 and side == LEFT
        matrix = mount(body.palm(side), tilt - 16 * big_head, size, _origin(artwork, "hand"))
        layer = body.arm_layer(side) + 3 * (name in _BEFORE_HAND)
        pieces = list(drawing(artwork.shapes, matrix, layer))
        lowest = max(piece.shape.path.computeTightBounds().bottom() for piece in pieces)
        up = skia.Matrix.Translate(0, min(0.0, body.skeleton.floor - lowest))
        for piece in pieces:
            yield replace(piece, shape=placed(piece.shape, up))

    return make


def worn(name: str, face: Face, group: str = "") -> Garment:
    """A thing on the head, drawn in the space of the head's file; its group "behind" lies behind the hair."""

    def make(body: Body) -> Pieces:
        matrix = matrix_of(face, body)
        for shape in prop(name).shapes:
            if "crop" in shape.ids:
                continue
            layer = Layer.HAIR_BACK - 1 if "behind" in shape.ids else Layer.HAT
            member = named(turned(shape, body.pose.turn), *([group] if group else []))
            yield Piece(layer, placed(member, matrix))

    return make


def hair_room(name: str) -> skia.Path | None:
    """Where hair may show under a hat: its shape "crop", or all below its anchor "line"."""
    artwork = prop(name)
    for shape in artwork.shapes:
        if "crop" in shape.ids:
            return shape.path
    brim = artwork.anchors.get("line")
    return rect(-1000, brim.y, 3000, 3000) if brim else None


def _stool(body: Body) -> Pieces:
    x, y = body.skeleton.seat
    for dx in (-46, 46):
        leg = taper(line((x + dx * 0.7, y + 10), (x + dx * 1.2, GROUND - 6)), [16, 14])
        yield Piece(Layer.SEAT, part(leg, "wood2", "stool"))
    yield Piece(Layer.SEAT, part(rect(x - 76, y - 10, 152, 30, 14), "wood", "stool"))


def _bed(body: Body) -> Pieces:
    """A pillow under the head, and a blanket over what lies."""
    x, y = body.skeleton.chin
    size = body.build.head
    pillow = placed(prop("pillow").shapes[0], mount((x - 190 * size, GROUND - 4), 0, 2.5 * size, (500, 905)))
    yield Piece(Layer.SEAT, pillow)
    toes = max(chain.end[0] for chain in body.skeleton.legs) + 46 * body.build.foot
    start, _ = body.frame.at(0, 26)
    high = y - body.build.shoulder * 0.98
    edge = (start + 8, GROUND), (start, high)
    path = skia.Path()
    path.moveTo(*edge[0])
    path.cubicTo(start - 22, GROUND - 40, start - 16, high + 30, start + 6, high)
    path.cubicTo(start + 90, high - 16, toes - 170, high + 40, toes - 70, high + 26)
    path.cubicTo(toes - 20, high + 4, toes + 24, high + 30, toes + 28, GROUND - 40)
    path.cubicTo(toes + 30, GROUND - 8, toes + 20, GROUND, toes, GROUND)
    path.close()
    fold = curve((start + 14, GROUND + 6), (start - 16, (high + GROUND) / 2), (start + 18, high - 10))
    marks = [flat(taper(fold, [52]), "pillow")]
    wide = toes - start
    for share in (0.36, 0.6, 0.84):
        at = start + wide * share
        marks.append(flat(taper(curve((at - 4, high - 20), (at + 18, high + 80), (at, GROUND + 8)), [26]), "blanket2"))
    yield Piece(Layer.PROP, part(path, "blanket", "blanket", marks=marks))


def _book(body: Body) -> Pieces:
    left, right = (body.palm(side) for side in SIDES)
    artwork = prop("book")
    size = 1.35 * (0.3 + 0.7 * body.build.hand)
    matrix = mount(between(left, right, 0.5), 0, size, _origin(artwork, "hand"))
    yield from drawing(artwork.shapes, matrix, Layer.PROP)


def _guitar(body: Body) -> Pieces:
    artwork = prop("guitar")
    left, right = (body.palm(side) for side in SIDES)
    turn = math.degrees(math.atan2(left[0] - right[0], right[1] - left[1]))
    size = math.dist(left, right) / 275
    yield from drawing(artwork.shapes, mount(right, turn, size, _origin(artwork, "hand")), Layer.PROP)


def _swing(body: Body) -> Pieces:
    x, y = body.skeleton.seat
    hands = [body.palm(side) for side in SIDES]
    top = min(40.0, hands[0][1] - 60)
    for side, (hx, hy) in zip(SIDES, hands, strict=True):
        spot = x + (-34, 26)[side]
        upper = (hx + (hx - spot) * (hy - top) / max(60.0, y - hy), top)
        layer = (Layer.BACK + 1, Layer.PROP)[side]
        yield Piece(layer, part(taper(line(upper, (hx, hy), (spot, y + 8)), [9, 9]), "rope", "swing"))
    yield Piece(Layer.SEAT, part(rect(x - 74, y - 4, 148, 24, 10), "wood", "swing"))


def _broom(body: Body) -> Pieces:
    """The broom that is ridden: under the seat, along the line to the hands."""
    artwork = prop("broom")
    (x, y), hand = body.skeleton.seat, body.palm(RIGHT)
    turn = math.degrees(math.atan2(hand[1] - y, hand[0] - x)) + 90
    yield from drawing(artwork.shapes, mount((x, y - 12), turn, 1.0, (500, 560)), Layer.LEG - 3)


def _rod(body: Body) -> Pieces:
    """A fishing rod from the hands up and out, with its line down to a float."""
    (x, y), (_, ground) = body.palm(LEFT), body.skeleton.seat
    tip, low = (x - 250, y - 210), ground + 150
    yield Piece(Layer.PROP, part(taper(curve((x + 44, y + 40), (x - 120, y - 130), tip), [15, 10, 5]), "wood", "rod"))
    yield Piece(
        Layer.PROP, flat(taper(curve(tip, (tip[0] - 26, (tip[1] + low) / 2), (tip[0] - 10, low)), [3.4, 3]), "rope")
    )
    yield Piece(Layer.PROP, part(circle(tip[0] - 10, low, 15), "blanket", "float"))


def _kitchen(body: Body) -> Pieces:
    yield from held("pan", LEFT)(body)
    yield from held("spoon", RIGHT)(body)


POSE_PROPS: Final[dict[str, Garment]] = {
    "stool": _stool,
    "bed": _bed,
    "book": _book,
    "guitar": _guitar,
    "swing": _swing,
    "kitchen": _kitchen,
    "rod": _rod,
    "bat": held("bat", RIGHT),
    "broom": _broom,
}
"""What a pose brings with it."""
PROP_COLORS: Final = {
    "wood": "#C98A54",
    "wood2": "#A96C42",
    "blanket": "#8ECBEA",
    "blanket2": "#6FB3D9",
    "rope": "#D9B778",
}
PROP_FILES: Final = {
    "book": ("book",), "bed": ("pillow",), "guitar": ("guitar",), "kitchen": ("pan", "spoon"), "bat": ("bat",),
    "broom": ("broom",),
}  # fmt: skip
"""The drawings that each pose's things are made of."""
