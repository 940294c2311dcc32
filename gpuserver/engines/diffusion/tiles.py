"""A picture in overlapping tiles, and put together again without seams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels

Level = TypeVar("Level", np.uint8, np.float32)


@dataclass(frozen=True)
class Tile:
    """A part of a picture, in pixels."""

    left: int
    top: int
    width: int
    height: int

    def of(self, pixels: NDArray[Level]) -> NDArray[Level]:
        """The part of `pixels`, or of a mask; a view."""
        return pixels[self.top : self.top + self.height, self.left : self.left + self.width]

    def times(self, factor: int) -> Tile:
        """The same part of a picture with `factor` times the sides."""
        return Tile(*(factor * one for one in (self.left, self.top, self.width, self.height)))


def tiles(width: int, height: int, side: int, overlap: int) -> list[Tile]:
    """Tiles of one size that cover `width` × `height`, `side` px or the picture's own side, overlapping at least so."""
    across, down = min(side, width), min(side, height)
    return [
        Tile(left, top, across, down)
        for top in _starts(height, down, overlap)
        for left in _starts(width, across, overlap)
    ]


def _starts(length: int, side: int, overlap: int) -> list[int]:
    count = 1 if length <= side else -(-(length - overlap) // max(1, side - overlap))
    return [round(at * (length - side) / max(1, count - 1)) for at in range(count)]


class Mosaic:
    """Tiles put together: where several lie, each counts the more the farther it is from its own edge."""

    def __init__(self, width: int, height: int, overlap: int) -> None:
        """`overlap`: pixels over which one tile fades into the next."""
        self._sum = np.zeros((height, width, 3), np.float32)
        self._weight = np.zeros((height, width, 1), np.float32)
        self._overlap = max(1, overlap)

    def put(self, tile: Tile, pixels: NDArray[np.float32] | Pixels) -> None:
        """Add the `pixels` of `tile`, 0..255."""
        weight = np.minimum.outer(self._ramp(tile.height), self._ramp(tile.width))[..., None]
        rows, columns = slice(tile.top, tile.top + tile.height), slice(tile.left, tile.left + tile.width)
        self._sum[rows, columns] += weight * pixels
        self._weight[rows, columns] += weight

    def picture(self) -> Pixels:
        """All tiles as one picture."""
        return np.clip(np.rint(self._sum / self._weight), 0, 255).astype(np.uint8)

    def _ramp(self, length: int) -> NDArray[np.float32]:
        edge = np.minimum(np.arange(length), np.arange(length)[::-1]) + 1
        return np.minimum(1, edge / self._overlap).astype(np.float32)
