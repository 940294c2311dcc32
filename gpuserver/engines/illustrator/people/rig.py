"""The body rig: joints from a pose and a build, and the frame of the torso that clothes are drawn in.

Angles are degrees from straight down, positive towards the left of the picture, which is where figures from the side
look. Index 0 is the limb on the left of the picture (the far one in a view from the side), 1 the one on the right.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal

from gpuserver.engines.illustrator.painting.shapes import Point

GROUND: Final = 900.0
LEFT: Final = 0
RIGHT: Final = 1
SIDES: Final = (LEFT, RIGHT)
_FOOT: Final = 32.0
"""From the ankle to the sole, for a foot of size 1."""

Hand = Literal["open", "fist", "point"]
Over = Literal["behind", "front", "face"]
"""Where an arm lies: behind the torso, before it, or before the face too."""


@dataclass(frozen=True)
class Limb:
    """One arm or leg: the direction of its two halves, and how its end is held."""

    upper: float
    lower: float
    toe: float = 0.0
    """Legs: where the toes point; -1 right, 0 to the viewer, 1 left."""
    foot: float = 0.0
    """Legs: how far the toes are lifted, degrees."""
    hand: Hand = "open"
    over: Over = "front"
    long: tuple[float, float] = (1.0, 1.0)
    """Share of the true length that shows of each half (what points at the viewer looks short)."""


@dataclass(frozen=True)
class Pose:
    """What a body does."""

    arms: tuple[Limb, Limb]
    legs: tuple[Limb, Limb]
    lean: float = 0.0
    """Of the torso, to the left."""
    bend: float = 0.0
    """How far the spine bows to the left, as a share of its length."""
    shoulders: float = 0.0
    """Slope of the shoulders: positive lifts the left one."""
    hips: float = 0.0
    head: float = 0.0
    """Tilt of the head to the left."""
    turn: float = 0.0
    """How far body and face look to the left: 0 to the viewer, 1 three quarters."""
    lift: float = 0.0
    """Height of the soles over the ground."""
    air: bool = False
    """Whether nothing touches the ground: flying, swimming."""
    wind: float = -6.0
    """Direction in which capes hang."""
    grip: float = 0.0
    """Tilt of what is held, to the left."""
    prop: str = ""
    """What the pose itself has: a book, a guitar, a stool."""
    taken: tuple[int, ...] = ()
    """The hands that have no room for the tools of a trade."""
    rest: Literal["feet", "seat"] = "feet"
    """Which part of the body the ground anchor is at."""
    face: tuple[str, ...] = ()
    """Variants of the face that go with it: "mouth-open"."""
    lap: bool = False
    """Whether the legs lie before the trunk."""
    one_leg: bool = False
    """Whether the far leg is out of sight (behind what is ridden)."""


@dataclass(frozen=True)
class Build:
    """Proportions of a kind of person, in px of the 1000 x 1000 space."""

    height: float
    """Metres."""
    head: float
    """Scale of the head's file."""
    neck: float
    """Length of the neck that shows."""
    torso: float
    """From the hips to the foot of the neck."""
    shoulder: float
    """Half widths of the torso."""
    waist: float
    hip: float
    arm: tuple[float, float]
    """Lengths of the two halves."""
    leg: tuple[float, float]
    sleeve: tuple[float, float, float]
    """Widths of a sleeve at shoulder, elbow and wrist."""
    trouser: tuple[float, float, float]
    hand: float = 1.0
    foot: float = 1.0
    reach: float = 1.0
    """How steeply it can raise its arms past its head, 0..1."""
    stoop: float = 0.0
    """How far the back is bent, as lean in degrees."""


def toward(angle: float, length: float = 1.0) -> Point:
    """The step of `length` px in a direction of the rig."""
    turn = math.radians(angle)
    return -math.sin(turn) * length, math.cos(turn) * length


def moved(point: Point, angle: float, length: float) -> Point:
    """`point` gone `length` px in a direction."""
    dx, dy = toward(angle, length)
    return point[0] + dx, point[1] + dy


def between(a: Point, b: Point, share: float) -> Point:
    """The point at `share` of the way from a to b."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def blend(values: tuple[float, ...], share: float) -> float:
    """A smooth run through evenly spaced values, at `share` (0..1) of the way; constant beyond the ends."""
    place = max(0.0, min(1.0, share)) * (len(values) - 1)
    at = min(int(place), len(values) - 2)
    part = place - at
    part = part * part * (3 - 2 * part)
    return values[at] * (1 - part) + values[at + 1] * part


@dataclass(frozen=True)
class Frame:
    """The torso's own space: x from -100 (left edge) to 100, y from 0 (foot of the neck) to 100 (hips)."""

    build: Build
    pose: Pose
    pelvis: Point

    @cached_property
    def lean(self) -> float:
        """Lean of the spine, the build's stoop included."""
        return self.pose.lean + self.build.stoop * (0.3 + 0.7 * abs(self.pose.turn))

    @cached_property
    def _spine(self) -> tuple[Point, Point, Point]:
        top = moved(self.pelvis, 180 - self.lean, self.build.torso)
        side = toward(90 - self.lean, self.pose.bend * self.build.torso)
        middle = between(self.pelvis, top, 0.5)
        return self.pelvis, (middle[0] + side[0], middle[1] + side[1]), top

    def half(self, y: float) -> float:
        """Half the width of the body at height y."""
        build = self.build
        widths = (build.shoulder, build.shoulder * 0.99, build.waist * 0.97, build.waist, build.hip * 0.97, build.hip)
        return blend(widths, y / 100) * (1 - 0.14 * abs(self.pose.turn))

    def at(self, x: float, y: float) -> Point:
        """The place of a point of the torso's space in the picture."""
        share = 1 - y / 100
        inside = max(0.0, min(1.0, share))
        start, control, end = self._spine
        first, second = between(start, control, inside), between(control, end, inside)
        base = between(first, second, inside)
        along = math.atan2(second[1] - first[1], second[0] - first[0])
        beyond = (share - inside) * self.build.torso
        base = base[0] + math.cos(along) * beyond, base[1] + math.sin(along) * beyond
        tilt = self.pose.hips + (self.pose.shoulders - self.pose.hips) * inside
        across = along + math.pi / 2 + math.radians(tilt)
        shifted = x - 26 * self.pose.turn * max(0.0, 1 - (x / 100) ** 2)
        reach = shifted / 100 * self.half(y)
        return base[0] + math.cos(across) * reach, base[1] + math.sin(across) * reach


@dataclass(frozen=True)
class Chain:
    """The three joints of an arm or a leg."""

    root: Point
    middle: Point
    end: Point

    @property
    def aim(self) -> float:
        """Direction of the lower half."""
        dx, dy = self.end[0] - self.middle[0], self.end[1] - self.middle[1]
        return math.degrees(math.atan2(-dx, dy))


@dataclass(frozen=True)
class Skeleton:
    """A body in a pose: its torso's frame, its limbs, and where the head sits."""

    build: Build
    pose: Pose
    frame: Frame
    arms: tuple[Chain, Chain]
    legs: tuple[Chain, Chain]

    @property
    def chin(self) -> Point:
        """Where the head's neck anchor goes."""
        return self.frame.at(0, -100 * self.build.neck / self.build.torso)

    @property
    def lowest(self) -> float:
        """The y of the ground that the body touches."""
        foot, leg = _FOOT * self.build.foot, self.build.trouser[0]
        soles = [chain.end[1] + foot * abs(math.cos(math.radians(limb.foot))) for chain, limb in self._shown_legs]
        knees = [chain.middle[1] + self.build.trouser[1] * 0.5 for chain, _ in self._shown_legs]
        trunk = [self.frame.pelvis[1] + leg * 0.5]
        if abs(self.frame.lean) > 60:
            trunk += [self.frame.at(x, 10)[1] for x in (-100, 100)]
        return max(*soles, *knees, *trunk)

    @property
    def seat(self) -> Point:
        """The underside of the body, on which it sits."""
        x, y = self.frame.pelvis
        return x, y + self.build.trouser[0] * 0.5

    @property
    def floor(self) -> float:
        """The y below which no cloth hangs."""
        return GROUND - 2 if self.pose.rest == "feet" and not self.pose.air else math.inf

    @property
    def _shown_legs(self) -> list[tuple[Chain, Limb]]:
        legs = list(zip(self.legs, self.pose.legs, strict=True))
        return legs[RIGHT:] if self.pose.one_leg else legs


def solve(pose: Pose, build: Build) -> Skeleton:
    """The skeleton of a build in a pose, standing on the ground and centred."""
    body = _at(pose, build, (0.0, 0.0))
    joints = [point for chain in (*body.arms, *body.legs) for point in (chain.root, chain.middle, chain.end)]
    xs = [x for x, _ in [*joints, body.chin]]
    middle = (min(xs) + max(xs)) / 2
    return _at(pose, build, (500 - middle, GROUND - pose.lift - body.lowest))


def _at(pose: Pose, build: Build, pelvis: Point) -> Skeleton:
    frame = Frame(build, pose, pelvis)
    arms = tuple(_arm(frame, side) for side in SIDES)
    legs = tuple(_leg(frame, side) for side in SIDES)
    return Skeleton(build, pose, frame, (arms[0], arms[1]), (legs[0], legs[1]))


def _arm(frame: Frame, side: int) -> Chain:
    """An arm; a raised one lifts its shoulder and draws it in."""
    build, limb, sign = frame.build, _past_head(frame.pose.arms[side], frame.build.reach), (-1, 1)[side]
    raised = max(0.0, (abs(limb.upper) - 80) / 100)
    inset = build.sleeve[0] * (0.28 + 0.20 * raised) / frame.half(12) * 100
    drop = (build.sleeve[0] * 0.5 + 3) / build.torso * 100
    root = frame.at(sign * (100 - inset), drop - 9 * raised)
    return _chain(root, limb, build.arm)


def _past_head(limb: Limb, reach: float) -> Limb:
    """A raised arm, spread so far that a big head does not hide it."""
    high = abs(limb.upper)
    if high < 95 or reach >= 1:
        return limb
    side = math.copysign(1, limb.upper)
    upper, lower = 90 + (high - 90) * reach, min(abs(limb.lower), 118 + 40 * reach)
    return replace(limb, upper=side * upper, lower=side * lower)


def _leg(frame: Frame, side: int) -> Chain:
    build, limb, sign = frame.build, frame.pose.legs[side], (-1, 1)[side]
    inset = build.trouser[0] * 0.48 / frame.half(100) * 100
    root = frame.at(sign * (100 - inset) * (1 - 0.5 * abs(frame.pose.turn)), 100)
    return _chain(root, limb, build.leg)


def _chain(root: Point, limb: Limb, lengths: tuple[float, float]) -> Chain:
    middle = moved(root, limb.upper, lengths[0] * limb.long[0])
    return Chain(root, middle, moved(middle, limb.lower, lengths[1] * limb.long[1]))
