"""Figures on the canvas: what layout knows of a subject, and a place for it with the boxes that follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import skia

from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.places import ANYWHERE, Place


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
    looks: bool = False
    """Whether it looks at somebody: the others stand before it."""
    afloat: bool = False
    """Whether it lies on the water where the backdrop has any."""
    reach: Box | None = None
    """The box of the drawing with all that it carries and wears, in its own units; None for the drawing alone."""


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
    behind: bool = False
    """Whether it stands behind the worktop of the backdrop."""
    back: bool = False
    """Whether it is painted before the one that it belongs to."""
    waterline: float | None = None
    """y of the water that it swims in: nothing shows below that."""
    window: skia.Path | None = None
    """The window behind which it sits: all that shows of it."""

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
        left, top, right, bottom = self.artwork.box
        (x0, y0), (x1, y1) = self.at(left, top), self.at(right, bottom)
        return Box(min(x0, x1), y0, max(x0, x1), y1)

    @cached_property
    def outline(self) -> Box:
        """The box around the subject and all that it carries and wears."""
        if self.reach is None:
            return self.box
        (x0, y0), (x1, y1) = self.at(self.reach.left, self.reach.top), self.at(self.reach.right, self.reach.bottom)
        return Box(min(x0, x1), y0, max(x0, x1), y1)

    @cached_property
    def face(self) -> Box | None:
        """The box around the face, None for things without eyes."""
        eyes = self.artwork.anchors.get("eyes")
        if eyes is None or not eyes.r:
            return None
        x, y = self.at(eyes.x, eyes.y)
        half = eyes.r * self.scale
        return Box(x - half * 1.2, y - half, x + half * 1.2, y + half * 1.2)


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
