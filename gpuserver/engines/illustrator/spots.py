"""Figures on the canvas: what layout knows of a subject, and a place for it with the boxes that follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import skia

from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.relations.places import ANYWHERE, Place


@dataclass(frozen=True)
class Box:
    """A rectangle in design space."""

    left: float
    top: float
    right: float
    bottom: float

    def covered(self, other: Box) -> float:
        """The share of this box that `other` covers."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.bottom, other.bottom) - max(self.top, other.top)
        if wide <= 0 or tall <= 0:
            return 0.0
        return wide * tall / max(1.0, (self.right - self.left) * (self.bottom - self.top))


@dataclass(frozen=True)
class Part:
    """What layout knows of a subject: the drawing, who it is for chance, its size words and its place words."""

    artwork: Artwork
    occurrence: int = 0
    size: float = 1.0
    count: int = 1
    place: Place = ANYWHERE
    by: Artwork | None = None
    """The one that it is said to be at."""
    looks: bool = False
    """Whether it looks at somebody: the others stand before it."""
    afloat: bool = False
    """Whether it lies on the water where the backdrop has any."""
    reach: Box | None = None
    """The box of the drawing with all that it carries and wears, in its own units; None for the drawing alone."""
    guests: tuple[Box, ...] = ()
    """The faces of those that it carries, in its own units."""


@dataclass(frozen=True)
class Spot:
    """Where a subject stands: the ground anchor at (x, y), `height` px from ground to head_top."""

    artwork: Artwork
    x: float
    y: float
    height: float
    flip: bool
    air: float = 0.0
    """How much haze lies before it, 0..1."""
    lift: float = 0.0
    """How far over the ground it hovers, px."""
    reach: Box | None = None
    """As of its part."""
    guests: tuple[Box, ...] = ()
    """As of its part."""
    behind: bool = False
    """Whether it stands behind the worktop of the backdrop."""
    back: bool = False
    """Whether it is painted before the one that it belongs to."""
    waterline: float | None = None
    """y of the water that it swims in: nothing shows below that."""
    tether: tuple[float, float] | None = None
    """The hand that holds its string."""
    opening: skia.Path | None = None
    """The mouth of the cup that it is in, with all that is over it: nothing shows outside that."""
    window: skia.Path | None = None
    """The window behind which it sits: all that shows of it."""

    def __post_init__(self) -> None:
        if self.flip and self.artwork.lettered:
            object.__setattr__(self, "flip", False)

    @property
    def scale(self) -> float:
        """Design px for one unit of the drawing."""
        return self.height / span(self.artwork)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the drawing lands."""
        ground = self.artwork.anchors["ground"]
        side = -self.scale if self.flip else self.scale
        return self.x + (x - ground.x) * side, self.y - self.lift + (y - ground.y) * self.scale

    @property
    def depth(self) -> float:
        """What stands before what: the greater one is nearer."""
        return self.y - (1000 if self.artwork.is_bust or self.behind else 0)

    @cached_property
    def box(self) -> Box:
        """The box around the whole subject."""
        return self._landed(Box(*self.artwork.box))

    def _landed(self, box: Box) -> Box:
        """Where a box of the drawing lands."""
        (x0, y0), (x1, y1) = self.at(box.left, box.top), self.at(box.right, box.bottom)
        return Box(min(x0, x1), y0, max(x0, x1), y1)

    @cached_property
    def outline(self) -> Box:
        """The box around the subject and all that it carries and wears."""
        return self.box if self.reach is None else self._landed(self.reach)

    @cached_property
    def face(self) -> Box | None:
        """The box around the face, None for things without eyes."""
        eyes = self.artwork.anchors.get("eyes")
        if eyes is None or not eyes.r:
            return None
        x, y = self.at(eyes.x, eyes.y)
        half = eyes.r * self.scale
        return Box(x - half * 1.2, y - half, x + half * 1.2, y + half * 1.2)

    @cached_property
    def faces(self) -> list[Box]:
        """The boxes around its own face, if it has one, and around those of whom it carries."""
        own = [] if self.face is None else [self.face]
        return [*own, *(self._landed(box) for box in self.guests)]


def breadth(spot: Spot) -> float:
    """How wide the subject is, px."""
    return spot.box.right - spot.box.left


def centred(spot: Spot, x: float) -> Spot:
    """The spot with the middle of its box at x."""
    return replace(spot, x=spot.x + x - (spot.box.left + spot.box.right) / 2)


def resized(spot: Spot, factor: float) -> Spot:
    """The spot with the figure `factor` times as tall."""
    return replace(spot, height=spot.height * factor)


def moved(spot: Spot, x: float, y: float, air: float | None = None) -> Spot:
    """The spot elsewhere, with other air before it where that is given."""
    return replace(spot, x=x, y=y, air=spot.air if air is None else air)


def lifted(spot: Spot, lift: float) -> Spot:
    """The spot at least `lift` px over the ground."""
    return replace(spot, lift=max(spot.lift, lift))


def slimness(artwork: Artwork) -> float:
    """Width over height."""
    left, _, right, _ = artwork.box
    return (right - left) / span(artwork)


def span(artwork: Artwork) -> float:
    """From ground to head_top, in units of the drawing."""
    return max(1.0, artwork.anchors["ground"].y - artwork.anchors["head_top"].y)
