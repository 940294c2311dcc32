"""What sport, stage and work need: skis, gloves, a barbell, a drum kit, a desk, an easel."""

from __future__ import annotations

import skia

from gpuserver.engines.illustrator.painting.shapes import circle, curve, line, polygon, rect, taper
from gpuserver.engines.illustrator.people.body import Body, Layer, Piece, Pieces
from gpuserver.engines.illustrator.people.furniture import chair
from gpuserver.engines.illustrator.people.pieces import flat, part
from gpuserver.engines.illustrator.people.rig import GROUND, LEFT, RIGHT, SIDES, between


def skis(body: Body) -> Pieces:
    """A ski under each foot, with its tip turned up, and a pole in each hand."""
    for side in SIDES:
        x, y = body.skeleton.legs[side].end
        low = y + 36 * body.build.foot
        ski = curve((x + 150, low), (x - 150, low + 2), (x - 236, low - 44))
        yield Piece(body.leg_layer(side), part(taper(ski, [15, 17, 15]), "ski", "skis"))
        hand = body.palm(side)
        pole = line(hand, (hand[0] + 130, GROUND - 8))
        yield Piece(body.arm_layer(side), part(taper(pole, [9, 7]), "steel", "skis"))


def skates(body: Body) -> Pieces:
    """A blade under each shoe."""
    for side in SIDES:
        chain, limb = body.skeleton.legs[side], body.pose.legs[side]
        turn, (x, y) = limb.foot, chain.end
        size = body.build.foot
        if turn < -30:  # a foot in the air behind
            blade = line((x + 34 * size, y - 44 * size), (x + 44 * size, y + 56 * size))
        else:
            blade = line((x - 76 * size, y + 45 * size), (x + 40 * size, y + 45 * size))
        yield Piece(body.leg_layer(side), part(taper(blade, [10, 10]), "steel", "skates"))


def gloves(body: Body) -> Pieces:
    """Boxing gloves."""
    for side in SIDES:
        x, y = body.palm(side)
        size = 46 * body.build.hand
        cuff = between(body.skeleton.arms[side].middle, body.skeleton.arms[side].end, 0.86)
        yield Piece(
            body.arm_layer(side) + 3, part(taper(line(cuff, (x, y)), [60 * body.build.hand] * 2), "cuff", "gloves")
        )
        yield Piece(body.arm_layer(side) + 3, part(circle(x, y, size), "glove", "gloves"))


def rope(body: Body) -> Pieces:
    """A skipping rope that swings under the feet."""
    left, right = (body.palm(side) for side in SIDES)
    low = GROUND + 0.9 * body.pose.lift
    path = skia.Path()
    path.moveTo(*left)
    path.cubicTo(left[0] - 70, low, right[0] + 70, low, *right)
    yield Piece(Layer.BACK, part(taper(path, [9, 9]), "rope", "rope"))
    for x, y in (left, right):
        yield Piece(Layer.PROP, part(taper(line((x, y - 20), (x, y + 24)), [18, 16]), "glove", "rope"))


def barbell(body: Body) -> Pieces:
    """A bar with plates through both hands."""
    left, right = (body.palm(side) for side in SIDES)
    y = (left[1] + right[1]) / 2
    a, b = left[0] - 130, right[0] + 130
    yield Piece(Layer.PROP, part(taper(line((a - 40, y), (b + 40, y)), [14, 14]), "steel", "barbell"))
    for x, sign in ((a, -1), (b, 1)):
        for at, high in ((0, 200), (30, 150)):
            plate = rect(x + sign * at - 15, y - high / 2, 30, high, 12)
            yield Piece(Layer.PROP, part(plate, "iron", "barbell"))


def caught(body: Body) -> Pieces:
    """A ball between both hands."""
    left, right = (body.palm(side) for side in SIDES)
    x, y = between(left, right, 0.5)
    x, size = x - 54, 54.0
    band = taper(curve((x - 1.2 * size, y + 8), (x, y - 0.6 * size), (x + 1.2 * size, y)), [24])
    yield Piece(Layer.ARM - 1, part(circle(x, y - 10, size), "ball", "ball", marks=(flat(band, "ball2"),)))


def mic(body: Body) -> Pieces:
    """A microphone from the hand towards the mouth."""
    hand, chin = body.palm(LEFT), body.skeleton.chin
    tip = between(hand, (chin[0] - 20, chin[1] - 20), 0.62)
    tail = between(hand, tip, -0.5)
    yield Piece(Layer.ARM - 1, part(taper(line(tail, tip), [18, 24]), "iron", "microphone"))
    yield Piece(Layer.OVER, part(circle(*tip, 27), "steel", "microphone"))


def phone(body: Body) -> Pieces:
    """A telephone held up to oneself."""
    x, y = body.palm(LEFT)
    yield Piece(Layer.ARM, part(rect(x - 34, y - 84, 62, 108, 12), "iron", "phone"))
    yield Piece(Layer.ARM, flat(circle(x - 16, y - 64, 8), "steel", "phone"))


def baton(body: Body) -> Pieces:
    """A conductor's stick."""
    x, y = body.palm(LEFT)
    yield Piece(Layer.ARM, part(taper(line((x + 14, y + 14), (x - 84, y - 96)), [10, 5]), "cream", "baton"))


def drumkit(body: Body) -> Pieces:
    """A bass drum, two more and two cymbals before the drummer, and the sticks."""
    left, right = (body.palm(side) for side in SIDES)
    x, low = (left[0] + right[0]) / 2, GROUND - 4
    size = 0.4 + 0.6 * body.build.hand
    top = max(left[1], right[1]) + 30
    for side, sign in ((left, -1), (right, 1)):
        at = x + sign * 250 * size
        yield Piece(Layer.SEAT, part(taper(line((at, low), (at - sign * 8, top - 70)), [10, 9]), "steel", "drums"))
        yield Piece(
            Layer.PROP, part(taper(line((at - 84, top - 58), (at + 84, top - 82)), [8, 18, 8]), "brass", "drums")
        )
        drum = rect(x + sign * 120 * size - 82 * size, top + 10, 164 * size, 116 * size, 18)
        rims = tuple(flat(rect(x + sign * 120 * size - 84 * size, y, 168 * size, 16), "steel") for y in
                     (top + 8, top + 112 * size))  # fmt: skip
        yield Piece(Layer.PROP, part(drum, "drum", "drums", marks=rims))
        tip = (x + sign * 90 * size, top)
        yield Piece(Layer.ARM + 4, part(taper(line(side, tip), [11, 9]), "wood", "drums"))
    big = 122 * size
    yield Piece(Layer.PROP + 1, part(circle(x, low - big, big), "drum", "drums"))
    yield Piece(Layer.PROP + 1, part(circle(x, low - big, big * 0.84), "cream", "drums"))


def desk(body: Body) -> Pieces:
    """A chair, and a desk with a sheet of paper under the hand that writes."""
    yield from chair(body)
    (x, y), (far_x, _) = body.palm(RIGHT), body.palm(LEFT)
    top, left, right = y + 26, min(x, far_x) - 190, max(x, far_x) + 50
    for at in (left + 24, right - 24):
        yield Piece(Layer.LEG + 4, part(taper(line((at, top + 20), (at, GROUND - 4)), [24, 20]), "wood2", "desk"))
    yield Piece(Layer.PROP, part(rect(left, top, right - left, 30, 10), "wood", "desk"))
    sheet = polygon([(x - 120, top + 2), (x - 92, top - 18), (x + 26, top - 18), (x + 14, top + 2)])
    yield Piece(Layer.PROP + 1, part(sheet, "cream", "paper"))
    for at in (0, 1):
        pile = rect(left + 20 - 4 * at, top - 26 - 24 * at, 92, 24, 6)
        yield Piece(Layer.PROP + 1, part(pile, ("blanket", "ball2")[at], "books"))
    yield Piece(Layer.ARM + 4, part(taper(line((x - 26, y + 22), (x + 22, y - 50)), [5, 12]), "ball2", "pen"))


def easel(body: Body) -> Pieces:
    """A canvas on an easel beside the painter, with the brush at it, and a palette."""
    (x, y), (hold_x, hold_y) = body.palm(LEFT), body.palm(RIGHT)
    right, top = x - 46, y - 190
    left, low = right - 270, top + 300
    middle = (left + right) / 2
    for foot in (left - 10, right + 10):
        leg = taper(line((middle, top - 70), (foot, GROUND - 4)), [18, 20])
        yield Piece(Layer.BACK, part(leg, "wood2", "easel"))
    hill = curve((left - 30, low - 70), (middle, low - 190), (right + 30, low - 60))
    marks = (
        flat(circle(right - 76, top + 80, 34), "sun"), flat(taper(hill, [150]), "leaf"),
        flat(taper(line((left - 10, low), (right + 10, low)), [90]), "leaf2"),
    )  # fmt: skip
    yield Piece(Layer.BACK + 1, part(rect(left - 12, top - 12, right - left + 24, low - top + 24, 8), "wood", "easel"))
    yield Piece(Layer.BACK + 2, part(rect(left, top, right - left, low - top, 6), "sky", "canvas", marks=marks))
    yield Piece(Layer.BACK + 3, part(rect(left - 30, low + 4, right - left + 60, 24, 8), "wood", "easel"))
    yield Piece(Layer.ARM, part(taper(line((x + 44, y + 22), (x - 66, y - 36)), [8, 12, 6]), "wood2", "brush"))
    board = circle(hold_x - 26, hold_y - 6, 66 * body.build.hand)
    spots = ((-30, -24, "ball2"), (6, -36, "sun"), (-40, 12, "blanket"), (0, 26, "leaf"))
    dabs = [flat(circle(hold_x - 26 + dx, hold_y - 6 + dy, 11), cls) for dx, dy, cls in spots]
    yield Piece(Layer.ARM + 3, part(board, "wood", "palette", marks=dabs))
