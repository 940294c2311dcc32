"""The styles as filters for photos. Each takes RGB or RGBA of any size and keeps size and alpha.

What finds people is optional: with it, the styles that cut or scratch a picture up spare its faces.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters import (
    blocks,
    drawn,
    inked,
    lit,
    painted,
    pieces,
    printed,
    sticks,
    toned,
    woodblock,
)
from gpuserver.engines.photo.filters.faces import Faces, find_faces
from gpuserver.engines.photo.people import People

__all__ = ["FILTERS"]

_LARGER = 2.5
"""How much a small photo is enlarged to be painted, so that a brush stroke stays smaller than an eye."""

Paint = Callable[[Pixels, Watch], Pixels]
PaintFaces = Callable[[Pixels, Faces, Watch], Pixels]


class Filter(Protocol):
    """A photo in a style."""

    def __call__(self, pixels: Pixels, watch: Watch, people: People | None = None) -> Pixels:
        """`pixels` repainted; `people` finds its faces."""
        ...


def _sized(paint: Paint, side: int) -> Filter:
    """`paint` at a working size of about `side` px, with the alpha and the size of the original.

    A brush has a size of its own: a photo of fifty megapixels painted stroke by stroke would look like the photo.
    """

    def run(pixels: Pixels, watch: Watch, people: People | None = None) -> Pixels:
        return _repainted(pixels, side, lambda sheet: paint(sheet, watch))

    return run


def _portrayed(paint: PaintFaces, side: int) -> Filter:
    """The same for a `paint` that treats faces with care."""

    def run(pixels: Pixels, watch: Watch, people: People | None = None) -> Pixels:
        return _repainted(pixels, side, lambda sheet: paint(sheet, find_faces(sheet, people), watch))

    return run


def _repainted(pixels: Pixels, side: int, paint: Callable[[Pixels], Pixels]) -> Pixels:
    height, width = pixels.shape[:2]
    scale = min(_LARGER if side < 10_000 else 1.0, side / max(height, width))
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    rgb = np.ascontiguousarray(pixels[..., :3])
    out = _resized(paint(_on_paper(_resized(rgb, size), pixels, size)), (width, height))
    return np.dstack([out, pixels[..., 3]]) if pixels.shape[2] == 4 else out


def _resized(rgb: Pixels, size: tuple[int, int]) -> Pixels:
    height, width = rgb.shape[:2]
    if (width, height) == size:
        return rgb
    how = cv2.INTER_AREA if size[0] < width else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(rgb, size, interpolation=how), np.uint8)


def _on_paper(small: Pixels, pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """Transparent parts laid on white, so that what is hidden there leaves no trace in the style."""
    if pixels.shape[2] == 3:
        return small
    alpha = cv2.resize(pixels[..., 3], size, interpolation=cv2.INTER_AREA)[..., None].astype(np.float32) / 255
    return np.clip(small * alpha + 255 * (1 - alpha), 0, 255).astype(np.uint8)


FILTERS: Final[Mapping[str, Filter]] = {
    "line": _sized(inked.line, 1280),
    "ink-wash": _sized(inked.ink_wash, 1280),
    "mosaic": _portrayed(pieces.mosaic, 1280),
    "crayon": _sized(sticks.crayon, 1280),
    "chalk": _portrayed(sticks.chalk, 1280),
    "paper-cut": _portrayed(pieces.paper_cut, 1280),
    "stained-glass": _sized(pieces.stained_glass, 1280),
    "pencil": _sized(drawn.pencil, 1280),
    "anime": _portrayed(drawn.anime, 1280),
    "comic": _sized(drawn.comic, 1600),
    "ukiyo-e": _sized(woodblock.woodblock, 1280),
    "watercolor": _portrayed(painted.watercolor, 1280),
    "van-gogh": _portrayed(painted.van_gogh, 1280),
    "oil": _portrayed(painted.oil, 1280),
    "low-poly": _portrayed(painted.low_poly, 1280),
    "pixel": _sized(painted.pixel_art, 1600),
    "black-white": _sized(toned.black_and_white, 100_000),
    "vintage": _sized(toned.vintage, 100_000),
    "pop-art": _sized(toned.pop_art, 1600),
    "retro-poster": _sized(printed.retro_poster, 1280),
    "jade": _sized(printed.jade, 1280),
    "isometric": _portrayed(blocks.isometric, 1280),
    "embroidery": _portrayed(printed.embroidery, 1024),
    "cyberpunk": _sized(lit.cyberpunk, 1600),
    "futuristic": _portrayed(lit.futuristic, 1600),
}
