"""A posed body as garments see it: centre lines of the limbs, the torso's space, and the order of layers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Final

import skia

from gpuserver.engines.illustrator.art import Shape
from gpuserver.engines.illustrator.painting.shapes import Point, circle, line, taper, transformed, union
from gpuserver.engines.illustrator.people.pieces import limb_line, placed, share_of
from gpuserver.engines.illustrator.people.rig import (
    LEFT,
    SIDES,
    Build,
    Chain,
    Frame,
    Pose,
    Skeleton,
    blend,
    toward,
)


class Layer(IntEnum):
    """What is drawn over what, from back to front. Limbs take three: what is held, the skin, the cloth."""

    BACK = 0
    HAIR_BACK = 10
    SEAT = 15
    FAR_ARM = 20
    FAR_LEG = 30
    LEG = 40
    SKIRT = 48
    TORSO = 50
    LAP = 52
    NECK = 56
    DECO = 60
    PROP = 70
    ARM = 80
    HEAD = 90
    HAT = 92
    OVER = 95


@dataclass(frozen=True)
class Piece:
    """A shape and its place in the order."""

    layer: int
    shape: Shape


Pieces = Iterator[Piece]
Garment = Callable[["Body"], Pieces]
_CUTS: Final = 7
_EDGE: Final = 0.13
_TURNS: Final = 40
_SHARP: Final = 0.985
"""Cosine of the turn between two of the points on a limb, under which it needs a disc."""
_ARM_LAYERS: Final = {"behind": Layer.FAR_ARM, "front": Layer.ARM, "face": Layer.OVER}


@dataclass(frozen=True)
class Body:
    """A skeleton with the lines that clothes follow."""

    skeleton: Skeleton

    @property
    def build(self) -> Build:
        """Proportions."""
        return self.skeleton.build

    @property
    def pose(self) -> Pose:
        """What it does."""
        return self.skeleton.pose

    @property
    def frame(self) -> Frame:
        """The torso's space."""
        return self.skeleton.frame

    @cached_property
    def arm_lines(self) -> tuple[skia.Path, skia.Path]:
        """Centre lines of the arms, from shoulder to wrist."""
        left, right = (_line(chain) for chain in self.skeleton.arms)
        return left, right

    @cached_property
    def leg_lines(self) -> tuple[skia.Path, skia.Path]:
        """Centre lines of the legs, from hip to ankle."""
        left, right = (_line(chain) for chain in self.skeleton.legs)
        return left, right

    @property
    def lies(self) -> bool:
        """Whether it lies on the ground."""
        return abs(self.frame.lean) > 60 and not self.pose.air

    @property
    def shown_legs(self) -> Sequence[int]:
        """The legs that are in sight."""
        return SIDES[1:] if self.pose.one_leg else SIDES

    @property
    def legs_apart(self) -> bool:
        """Whether one leg lies behind the other, and not beside it."""
        return self.pose.turn > 0.6

    @property
    def leg_aim(self) -> float:
        """The direction that both legs go in, from hip to ankle."""
        ends = [(chain.end[0] - chain.root[0], chain.end[1] - chain.root[1]) for chain in self.skeleton.legs]
        return math.degrees(math.atan2(-sum(x for x, _ in ends), sum(y for _, y in ends)))

    def arm_layer(self, side: int) -> int:
        """The first of an arm's three layers."""
        return _ARM_LAYERS[self.pose.arms[side].over]

    def leg_layer(self, side: int) -> int:
        """The first of a leg's layers."""
        if self.pose.lap:
            return Layer.LAP
        return Layer.FAR_LEG if side == LEFT and self.legs_apart else Layer.LEG

    def sleeve(self, side: int, start: float, stop: float, fit: float = 1.0, grow: Sequence[float] = ()) -> skia.Path:
        """A tube along an arm between two shares of it; `grow` are factors of its width on the way."""
        return _tube(self.arm_lines[side], self.build.sleeve, start, stop, fit, grow)

    def trouser(self, side: int, start: float, stop: float, fit: float = 1.0, grow: Sequence[float] = ()) -> skia.Path:
        """A tube along a leg."""
        return _tube(self.leg_lines[side], self.build.trouser, start, stop, fit, grow)

    def stripe(self, side: int, start: float, stop: float, *, legs: bool = False) -> skia.Path:
        """A stripe right across an arm or a leg, to be clipped to its tube; from share 0.9 on it takes in the end."""
        lines, widths = (self.leg_lines, self.build.trouser) if legs else (self.arm_lines, self.build.sleeve)
        piece = share_of(lines[side], start, stop)
        across = blend(widths, stop) * 2.2
        bands = [taper(piece, [across], caps=False)]
        if stop >= 0.9:
            spot, along = skia.PathMeasure(piece, False).getPosTan(1e6)
            x, y, far = spot.x(), spot.y(), across * 0.4
            bands.append(taper(line((x, y), (x + along.x() * far, y + along.y() * far)), [across], caps=False))
        return union(bands)

    def wrist(self, side: int) -> tuple[Point, float]:
        """Where a hand sits, and the direction of the forearm."""
        chain = self.skeleton.arms[side]
        return chain.end, chain.aim

    def palm(self, side: int) -> Point:
        """The middle of a hand."""
        (x, y), aim = self.wrist(side)
        dx, dy = toward(aim, 30 * self.build.hand)
        return x + dx, y + dy


def mount(point: Point, turn: float, scale: float, origin: Point, flip: bool = False) -> skia.Matrix:
    """The matrix that puts `origin` onto `point`, turned clockwise by degrees, scaled, and mirrored first."""
    matrix = skia.Matrix.Translate(*point)
    matrix.preRotate(turn)
    matrix.preScale(-scale if flip else scale, scale)
    matrix.preTranslate(-origin[0], -origin[1])
    return matrix


def _line(chain: Chain) -> skia.Path:
    return limb_line(chain.root, chain.middle, chain.end)


def _tube(
    spine: skia.Path, widths: Sequence[float], start: float, stop: float, fit: float, grow: Sequence[float]
) -> skia.Path:
    factors = tuple(grow) or (1.0, 1.0)
    shares = [step / (_CUTS - 1) for step in range(_CUTS)]
    across = [blend(tuple(widths), start + (stop - start) * s) * fit * blend(factors, s) for s in shares]
    piece = share_of(spine, start, stop)
    ends = [_cap(piece, 0.0, across[0], 0.5 if start == 0 else 0.1), _cap(piece, 1.0, across[-1], _EDGE)]
    return union([taper(piece, across, caps=False), *_elbow(piece, across), *ends])


def _elbow(spine: skia.Path, across: Sequence[float]) -> list[skia.Path]:
    """Discs where a line turns so sharply that the outside of a tube would break."""
    measure = skia.PathMeasure(spine, False)
    length = measure.getLength()
    shares = [step / _TURNS for step in range(_TURNS + 1)]
    spots = [(share, *measure.getPosTan(length * share)) for share in shares]
    return [
        circle(spot.x(), spot.y(), blend(tuple(across), share) / 2)
        for (share, spot, along), (_, _, before) in zip(spots[1:], spots, strict=False)
        if along.x() * before.x() + along.y() * before.y() < _SHARP
    ]


def _cap(spine: skia.Path, share: float, across: float, depth: float) -> skia.Path:
    """The round end of a tube, flattened to `depth` of its width: cloth ends in a soft edge, not in a ball."""
    measure = skia.PathMeasure(spine, False)
    spot, along = measure.getPosTan(measure.getLength() * share)
    matrix = mount((spot.x(), spot.y()), math.degrees(math.atan2(along.y(), along.x())), 1.0, (0, 0))
    return transformed(circle(0, 0, across * depth, across / 2), matrix)


def drawing(shapes: Sequence[Shape], matrix: skia.Matrix, layer: int) -> Pieces:
    """A drawing of its own put somewhere."""
    for shape in shapes:
        yield Piece(layer, placed(shape, matrix))
