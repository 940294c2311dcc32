"""What each pose has with it: a stool, a bed, a guitar, a fishing rod, and the drawings and colours of all that."""

from __future__ import annotations

import math
from typing import Final

import skia

from gpuserver.engines.illustrator.painting.shapes import circle, curve, line, rect, taper
from gpuserver.engines.illustrator.people.body import Body, Garment, Layer, Piece, Pieces, drawing, mount
from gpuserver.engines.illustrator.people.details import cape
from gpuserver.engines.illustrator.people.furniture import bedstead, chair, cliff, kicked, swing, thrown
from gpuserver.engines.illustrator.people.gear import (
    barbell,
    baton,
    caught,
    desk,
    drumkit,
    easel,
    gloves,
    mic,
    phone,
    rope,
    skates,
    skis,
)
from gpuserver.engines.illustrator.people.pieces import flat, part, placed
from gpuserver.engines.illustrator.people.props import held, origin_of, prop
from gpuserver.engines.illustrator.people.rig import GROUND, LEFT, RIGHT, SIDES, between


def _stool(body: Body) -> Pieces:
    x, y = body.skeleton.seat
    for dx in (-46, 46):
        leg = taper(line((x + dx * 0.7, y + 10), (x + dx * 1.2, GROUND - 6)), [16, 14])
        yield Piece(Layer.SEAT, part(leg, "wood2", "stool"))
    yield Piece(Layer.SEAT, part(rect(x - 76, y - 10, 152, 30, 14), "wood", "stool"))


def _bed(body: Body) -> Pieces:
    """A pillow under the head, and a blanket over what lies."""
    x, y = body.skeleton.chin
    size, floor = body.build.head, GROUND - body.pose.lift
    pillow = placed(prop("pillow").shapes[0], mount((x - 190 * size, floor - 4), 0, 2.5 * size, (500, 905)))
    yield Piece(Layer.SEAT, pillow)
    toes = max(chain.end[0] for chain in body.skeleton.legs) + 46 * body.build.foot
    start, _ = body.frame.at(0, 26)
    high = y - body.build.shoulder * 0.98
    edge = (start + 8, floor), (start, high)
    path = skia.Path()
    path.moveTo(*edge[0])
    path.cubicTo(start - 22, floor - 40, start - 16, high + 30, start + 6, high)
    path.cubicTo(start + 90, high - 16, toes - 170, high + 40, toes - 70, high + 26)
    path.cubicTo(toes - 20, high + 4, toes + 24, high + 30, toes + 28, floor - 40)
    path.cubicTo(toes + 30, floor - 8, toes + 20, floor, toes, floor)
    path.close()
    fold = curve((start + 14, floor + 6), (start - 16, (high + floor) / 2), (start + 18, high - 10))
    marks = [flat(taper(fold, [52]), "pillow")]
    wide = toes - start
    for share in (0.36, 0.6, 0.84):
        at = start + wide * share
        marks.append(flat(taper(curve((at - 4, high - 20), (at + 18, high + 80), (at, floor + 8)), [26]), "blanket2"))
    yield Piece(Layer.PROP, part(path, "blanket", "blanket", marks=marks))


def _book(body: Body) -> Pieces:
    left, right = (body.palm(side) for side in SIDES)
    artwork = prop("book")
    size = 1.35 * (0.3 + 0.7 * body.build.hand)
    matrix = mount(between(left, right, 0.5), 0, size, origin_of(artwork, "hand"))
    yield from drawing(artwork.shapes, matrix, Layer.PROP)


def _guitar(body: Body) -> Pieces:
    artwork = prop("guitar")
    left, right = (body.palm(side) for side in SIDES)
    turn = math.degrees(math.atan2(left[0] - right[0], right[1] - left[1]))
    size = math.dist(left, right) / 275
    yield from drawing(artwork.shapes, mount(right, turn, size, origin_of(artwork, "hand")), Layer.PROP)


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


def _teddy(body: Body) -> Pieces:
    """A teddy bear held to the chest, under the arms."""
    artwork = prop("teddy")
    left, right = (body.palm(side) for side in SIDES)
    x, y = between(left, right, 0.5)
    matrix = mount((x, y), 6, 1.15 * (0.3 + 0.7 * body.build.hand), origin_of(artwork, "hand"))
    yield from drawing(artwork.shapes, matrix, Layer.PROP)


def _violin(body: Body) -> Pieces:
    """A violin from the chin to the forward hand, and its bow in the other."""
    artwork = prop("fiddle")
    (x, y), (bow_x, bow_y), chin = body.palm(LEFT), body.palm(RIGHT), body.frame.at(-30, 6)
    turn = math.degrees(math.atan2(x - chin[0], chin[1] - y))
    size = math.dist((x, y), chin) / 250
    yield from drawing(artwork.shapes, mount((x, y), turn, size, origin_of(artwork, "hand")), Layer.PROP)
    over = between((x, y), chin, 0.5)
    tip = between((bow_x, bow_y), over, 1.9)
    yield Piece(Layer.PROP + 1, part(taper(line((bow_x, bow_y), tip), [9, 7, 6]), "wood2", "violin"))
    hair = curve((bow_x - 4, bow_y + 8), between((bow_x, bow_y + 26), (tip[0], tip[1] + 18), 0.5), tip)
    yield Piece(Layer.PROP + 1, flat(taper(hair, [4, 3]), "cream", "violin"))


def _heart(body: Body) -> Pieces:
    artwork = prop("heart")
    x, y = body.skeleton.chin
    size = body.build.head
    matrix = mount((x - 200 * size, y - 470 * size), 8, 0.9 * size, origin_of(artwork, "hand"))
    yield from drawing(artwork.shapes, matrix, Layer.OVER)


def _bedstead(body: Body) -> Pieces:
    yield from bedstead(body)
    yield from _bed(body)


def _book_on_chair(body: Body) -> Pieces:
    yield from chair(body)
    yield from _book(body)


def _kitchen(body: Body) -> Pieces:
    yield from held("pan", LEFT)(body)
    yield from held("spoon", RIGHT)(body)


POSE_PROPS: Final[dict[str, Garment]] = {
    "stool": _stool,
    "chair": chair,
    "bed": _bed,
    "bedstead": _bedstead,
    "cliff": cliff,
    "teddy": _teddy,
    "violin": _violin,
    "heart": _heart,
    "book": _book,
    "bookchair": _book_on_chair,
    "guitar": _guitar,
    "swing": swing,
    "kicked": kicked,
    "thrown": thrown,
    "kitchen": _kitchen,
    "rod": _rod,
    "bat": held("bat", RIGHT),
    "broom": _broom,
    "cape": cape("cape", 0.8),
    "barbell": barbell,
    "baton": baton,
    "caught": caught,
    "desk": desk,
    "drumkit": drumkit,
    "easel": easel,
    "gloves": gloves,
    "mic": mic,
    "phone": phone,
    "rope": rope,
    "skates": skates,
    "skis": skis,
}
"""What a pose brings with it."""
PROP_COLORS: Final = {
    "wood": "#C98A54",
    "wood2": "#A96C42",
    "sheet": "#F3E7DC",
    "ball": "#FFF6EA",
    "ball2": "#E5484D",
    "rock": "#A79C9E",
    "rock2": "#857A84",
    "blanket": "#8ECBEA",
    "blanket2": "#6FB3D9",
    "rope": "#D9B778",
    "cape": "#E5484D",
    "cape2": "#B8343F",
    "ski": "#E5484D",
    "steel": "#B9C0D2",
    "iron": "#4B4666",
    "brass": "#F0C24B",
    "drum": "#E5484D",
    "glove": "#E5484D",
    "cuff": "#FFF6EA",
    "sky": "#BFE4F2",
    "sun": "#F9C74F",
    "leaf": "#8CC878",
    "leaf2": "#4F9A66",
}
PROP_FILES: Final = {
    "book": ("book",), "bookchair": ("book",), "bed": ("pillow",),
    "bedstead": ("pillow",), "teddy": ("teddy",), "violin": ("fiddle",),
    "heart": ("heart",), "guitar": ("guitar",), "kitchen": ("pan", "spoon"), "bat": ("bat",),
    "broom": ("broom",),
}  # fmt: skip
"""The drawings that each pose's things are made of."""
