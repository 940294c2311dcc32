"""What poses need: a chair, a bedstead, a swing, a rock face to climb, a ball."""

from __future__ import annotations

from gpuserver.engines.illustrator.painting.shapes import Point, circle, curve, line, rect, smooth, taper
from gpuserver.engines.illustrator.people.body import Body, Layer, Piece, Pieces
from gpuserver.engines.illustrator.people.pieces import flat, part
from gpuserver.engines.illustrator.people.rig import GROUND, RIGHT, SIDES


def chair(body: Body) -> Pieces:
    """A chair from the side, its back behind the back of who sits on it."""
    x, y = body.skeleton.seat
    wide = 1.3 * body.build.hip
    back = x + wide
    for at, cls, foot in ((back - 12, "wood2", 16), (x - wide * 0.7, "wood2", -10)):
        yield Piece(Layer.BACK, part(taper(line((at, y + 8), (at + foot, GROUND - 6)), [24, 19]), cls, "chair"))
    post = curve((back - 8, y + 10), (back + 6, y - 110), (back + 26, y - 1.25 * body.build.torso))
    yield Piece(Layer.BACK, part(taper(post, [30, 44, 50]), "wood", "chair"))
    yield Piece(Layer.SEAT, part(rect(x - wide, y - 12, 2 * wide, 34, 16), "wood", "chair"))
    yield Piece(Layer.SEAT, part(rect(x - wide + 6, y - 24, 2 * wide - 18, 24, 12), "blanket", "cushion"))


def bedstead(body: Body) -> Pieces:
    """A mattress on a frame as long as who lies on it, with a high end at the head."""
    size, floor = body.build.head, GROUND - body.pose.lift
    left = body.skeleton.chin[0] - 520 * size
    right = max(chain.end[0] for chain in body.skeleton.legs) + 76 * body.build.foot
    for x, high in ((left - 8, 250.0), (right - 16, 60.0)):
        yield Piece(Layer.BACK, part(rect(x - 20, floor - high, 44, GROUND - floor + high - 4, 18), "wood2", "bed"))
        yield Piece(Layer.BACK, part(circle(x + 2, floor - high, 27), "wood", "bed"))
    board = rect(left - 6, floor - 200, 26, 210, 10)
    yield Piece(Layer.BACK, part(board, "wood", "bed"))
    sheet = rect(left, floor - 20, right - left, 74, 26)
    fold = curve((left + 20, floor + 34), ((left + right) / 2, floor + 44), (right - 20, floor + 34))
    yield Piece(Layer.SEAT - 2, part(sheet, "sheet", "bed", marks=(flat(taper(fold, [5, 8, 5]), "blanket2"),)))
    yield Piece(Layer.SEAT - 1, part(rect(left - 6, floor + 44, right - left + 12, 46, 14), "wood", "bed"))


def cliff(body: Body) -> Pieces:
    """A wall of rock before the climber, with a hold at each hand."""
    left, right = (body.palm(side) for side in (0, 1))
    feet = [chain.end for chain in body.skeleton.legs]
    edge, top = min(left[0], right[0]) - 20, min(left[1], right[1]) - 150
    foot = min(x for x, _ in feet)
    outline = (
        (edge - 190, top + 60), (edge - 80, top), (edge + 26, top + 40), (edge + 44, left[1] + 24),
        (foot + 8, (left[1] + feet[0][1]) / 2), (foot + 56, feet[0][1] + 22), (foot + 70, GROUND - 40),
        (foot + 150, GROUND - 6), (foot - 60, GROUND), (edge - 240, GROUND), (edge - 262, GROUND - 240),
    )  # fmt: skip
    spots = ((edge - dx, GROUND - dy) for dx, dy in ((170, 60), (90, 220), (180, 330), (60, 460)))
    cracks = [taper(curve((x, y), (x + 50, y - 70), (x + 20, y - 150)), [4, 15, 5]) for x, y in spots]
    marks = [flat(crack, "rock2", alpha=0.8) for crack in cracks]
    yield Piece(Layer.BACK, part(smooth(outline), "rock", "cliff", marks=marks))
    for x, y in (left, right, *feet):
        yield Piece(Layer.SEAT, part(circle(x - 14, y + 26, 30), "rock2", "hold"))


def swing(body: Body) -> Pieces:
    """The seat of a swing on its ropes, under a beam on two pairs of posts."""
    x, y = body.skeleton.seat
    hands = [body.palm(side) for side in SIDES]
    top = min(40.0, hands[0][1] - 60)
    uppers: list[Point] = []
    for side, (hx, hy) in zip(SIDES, hands, strict=True):
        spot = x + (-34, 26)[side]
        uppers.append((hx + (hx - spot) * (hy - top) / max(60.0, y - hy), top))
        layer = (Layer.BACK + 1, Layer.PROP)[side]
        yield Piece(layer, part(taper(line(uppers[-1], (hx, hy), (spot, y + 8)), [9, 9]), "rope", "swing"))
    left, right = uppers[0][0] - 270, uppers[1][0] + 270
    for at, lean in ((left, -1), (right, 1)):
        for foot in (26, 96):
            leg = taper(line((at - lean * 12, top - 4), (at + lean * foot, GROUND - 4)), [24, 26])
            yield Piece(Layer.BACK, part(leg, "wood2" if foot < 50 else "wood", "frame"))
    yield Piece(Layer.BACK, part(rect(left - 20, top - 26, right - left + 40, 34, 16), "wood", "frame"))
    yield Piece(Layer.SEAT, part(rect(x - 74, y - 4, 148, 24, 10), "wood", "swing"))


def kicked(body: Body) -> Pieces:
    """A ball that flies from the foot."""
    x, y = body.skeleton.legs[RIGHT].end
    yield from _ball(x - 120, y - 46, 44)


def thrown(body: Body) -> Pieces:
    """A ball in the hand that throws."""
    x, y = body.palm(RIGHT)
    yield from _ball(x + 4, y - 26, 36)


def _ball(x: float, y: float, size: float) -> Pieces:
    band = taper(curve((x - 1.2 * size, y + 0.3 * size), (x, y - 0.5 * size), (x + 1.2 * size, y + 0.1 * size)), [24])
    yield Piece(Layer.OVER, part(circle(x, y, size), "ball", "ball", marks=(flat(band, "ball2"),)))
