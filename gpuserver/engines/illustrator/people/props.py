"""What figures hold, wear on the head, and sit on: drawings of `props/`, put where the pose wants them.

The drawings are in the format of all subjects. Tools are in px of the figure and have the anchor "hand" where they
are held; hats are in the space of a head's file (its skull from 285 to the chin at 715), with a shape "crop" or an
anchor "line" that says where hair may show; things on the trunk have the anchor "body".
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import skia

from gpuserver.engines.illustrator.art import Artwork, read
from gpuserver.engines.illustrator.painting.shapes import Point, rect
from gpuserver.engines.illustrator.people.body import Body, Garment, Layer, Piece, Pieces, drawing, mount
from gpuserver.engines.illustrator.people.headwork import Face, matrix_of, turned
from gpuserver.engines.illustrator.people.pieces import named, placed
from gpuserver.engines.illustrator.people.rig import LEFT

_PROPS: Final = Path(__file__).parent / "props"
_BEFORE_HAND: Final = frozenset({"shield", "roundshield"})
"""Tools whose hand is behind them."""


@lru_cache(maxsize=128)
def prop(name: str) -> Artwork:
    """A drawing of `props/`."""
    return read(_PROPS / f"{name}.svg")


def origin_of(artwork: Artwork, anchor: str) -> Point:
    """Where an anchor of a drawing is."""
    one = artwork.anchors[anchor]
    return one.x, one.y


def held(name: str, side: int) -> Garment:
    """A tool in a hand, upright but for the tilt of the pose."""

    def make(body: Body) -> Pieces:
        artwork = prop(name)
        tilt = -body.pose.grip if side == LEFT else body.pose.grip
        size = 0.35 + 0.65 * body.build.hand
        big_head = body.build.head > 0.55 and side == LEFT
        matrix = mount(body.palm(side), tilt - 16 * big_head, size, origin_of(artwork, "hand"))
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
