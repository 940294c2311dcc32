"""A straight way into the picture: walls, floor and ceiling that run to one point, for aisles, streets and halls.

z is depth: 1 is the picture's plane, 2 is twice as far and half as large. x runs to the right from the middle of the way,
heights run up from its floor; both are px in the picture's plane.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Canvas, Item
from gpuserver.engines.illustrator.painting.shapes import Point, polygon, rect, scenery

Cell = tuple[skia.Path, str]
"""One piece of a mosaic and its colour."""


@dataclass(frozen=True)
class Corridor:
    """A way whose lines meet at (x, y), with walls at `half` to either side and its floor `floor` under (x, y)."""

    x: float
    y: float
    half: float
    floor: float

    def at(self, x: float, high: float, z: float) -> Point:
        """Where the point lands."""
        return self.x + x / z, self.y + (self.floor - high) / z

    def on_wall(self, side: int, far: float, near: float, foot: float, top: float, inset: float = 0.0) -> skia.Path:
        """A rectangle on the left (-1) or right (1) wall; `inset` px before it."""
        x = side * (self.half - inset)
        return polygon([self.at(x, foot, far), self.at(x, foot, near), self.at(x, top, near), self.at(x, top, far)])

    def on_floor(self, left: float, right: float, far: float, near: float, high: float = 0.0) -> skia.Path:
        """A rectangle on the floor, or on a level `high` over it."""
        corners = ((left, far), (right, far), (right, near), (left, near))
        return polygon([self.at(x, high, z) for x, z in corners])

    def facing(self, left: float, right: float, foot: float, top: float, z: float, radius: float = 0) -> skia.Path:
        """An upright rectangle that faces the viewer."""
        x0, y1 = self.at(left, foot, z)
        x1, y0 = self.at(right, top, z)
        return rect(x0, y0, x1 - x0, y1 - y0, radius / z)

    def air(self, z: float, end: float, most: float = 0.6) -> float:
        """How much haze lies before depth z, 0..`most` at `end`."""
        return most * max(0.0, 1 - 1 / z) / (1 - 1 / end)

    def hazy(self, color: str, haze: str, z: float, end: float, most: float = 0.6) -> str:
        """`color` at depth z."""
        return mix(color, haze, self.air(z, end, most))


def level(canvas: Canvas, share: float) -> float:
    """y that lies `share` of the scale over the lower edge; tall pictures have everything higher."""
    return canvas.height - share * canvas.scale - 0.45 * max(0.0, canvas.height - 1.3 * canvas.scale)


def steps(near: float, far: float, count: int) -> list[float]:
    """`count` + 1 depths from far to near, evenly spaced in the room."""
    return [far + (near - far) * at / count for at in range(count + 1)]


def mosaic(cells: Iterable[Cell], cls: str = "bg", alpha: float = 1.0) -> list[Item]:
    """Many pieces as few shapes: all of one colour become one. The pieces must not overlap."""
    paths: dict[str, skia.Path] = {}
    for path, color in cells:
        paths.setdefault(color, skia.Path()).addPath(path)
    return [scenery(path, color, cls=cls, alpha=alpha) for color, path in paths.items()]


def under_snow(colors: Sequence[str], white: bool, share: float = 0.68) -> tuple[str, ...]:
    """The colours of a pavement or a roof, or those of the snow on it."""
    return tuple(mix(color, "#F3F7FC", share) for color in colors) if white else tuple(colors)


def paving(
    way: Corridor, left: float, right: float, depths: Sequence[float], columns: int, width: float = 2.4,
    shift: float = 0.5,
) -> skia.Path:  # fmt: skip
    """The seams of slabs on the floor between `depths`, every second row shifted; one path."""
    seams = skia.Path()
    for row, (far, near) in enumerate(pairwise(depths)):
        thick = width * 0.0035 * near
        seams.addPath(way.on_floor(left, right, near, near - thick))
        offset = shift * (row % 2)
        for column in range(columns + 1):
            x = left + (right - left) * (column + offset) / columns
            if left < x < right:
                seams.addPath(way.on_floor(x - width / 2, x + width / 2, far, near))
    return seams
