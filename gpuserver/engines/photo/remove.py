"""Taking a thing out of a photo: its mask grown over its soft edge, and the hole filled from what is round it."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.bands import Plane, bands, enlarged, shrunk
from gpuserver.engines.photo.fill import LEAST, sources_of
from gpuserver.engines.photo.find import find, not_found
from gpuserver.engines.photo.people import People

_SIDE: Final = 400
"""Long side of the copy on which the hole is filled, px."""
_NEAR: Final = 0.7
"""How far from a small hole it is filled from, in its longer sides."""
_SMALL: Final = 0.2
"""Longer side of a small hole, as a share of the long side; a larger one needs all that there is."""
_LEAST_SIDE: Final = 0.12
"""What a smaller hole counts for in that."""
_MOST: Final = 1 / 3
"""Share of the picture over which there is too little left to fill it from."""


def remove(pixels: Pixels, words: str, watch: Watch, people: People | None = None) -> Pixels:
    """`pixels` without what `words` name. Raises ProblemError where it is not found or too large."""
    hard, wanted = find(pixels, words, watch, people)
    if wanted.stuff in {"sky", "grass", "background", "water"}:
        why = f"{wanted.words!r} is what the photo's things stand before, and cannot be taken out"
        raise not_found(wanted, why)
    if float(hard.mean()) > _MOST:
        raise not_found(wanted, f"{wanted.words!r} fills over a third of the photo: too much to fill in")
    watch.progress(0.3)
    return fill_hole(pixels, hard, watch)


def fill_hole(pixels: Pixels, hard: Plane, watch: Watch) -> Pixels:
    """`pixels` with the part under `hard` (0 or 1, on any small copy), and a little round it, filled."""
    small = shrunk(pixels, _SIDE)
    height, width = (max(LEAST, side) for side in small.shape[:2])
    small = np.asarray(cv2.resize(small, (width, height)), np.uint8)
    found = (cv2.resize(hard, (width, height), interpolation=cv2.INTER_AREA) > 0.05).astype(np.uint8)
    grown = max(2, round(0.012 * max(height, width)))
    hole = np.asarray(cv2.dilate(found, _disc(grown)), np.uint8)
    banned = np.asarray(cv2.dilate(hole, _disc(2)), np.uint8) | _far(hole)
    filled, field = sources_of(small, hole, banned, watch)
    y, x = np.mgrid[0:height, 0:width]
    moves = (field - np.stack([y, x], axis=2)).astype(np.int32)
    share = np.asarray(
        cv2.GaussianBlur(np.asarray(cv2.dilate(found, _disc(grown - 1)), np.float32), (0, 0), 0.5 * grown), np.float32
    )
    share = np.where(found > 0, 1, np.where(hole > 0, share, 0)).astype(np.float32)
    correction = _tone(small, filled, moves, hole)
    watch.progress(0.75)
    out = pixels.copy()
    _copied(pixels, out, _Source(moves, hole, share, correction), watch)
    return out


def _far(hole: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """1 where it is too far from a small hole to be what goes on behind it: the table's wood in the glaze of a saucer."""
    y, x = np.nonzero(hole)
    long, side = max(hole.shape), max(int(np.ptp(y)), int(np.ptp(x)))
    if side > _SMALL * long:
        return np.zeros_like(hole)
    reach = round(_NEAR * max(side, _LEAST_SIDE * long))
    out = np.ones_like(hole)
    out[max(0, y.min() - reach) : y.max() + reach + 1, max(0, x.min() - reach) : x.max() + reach + 1] = 0
    return out


class _Source:
    """Where the hole's pixels come from, on the small copy."""

    def __init__(self, moves: NDArray[np.int32], hole: NDArray[np.uint8], share: Plane, tone: Plane) -> None:
        self.moves, self.hole, self.share, self.tone = moves, hole, share, tone


def _tone(small: Pixels, filled: Pixels, moves: NDArray[np.int32], hole: NDArray[np.uint8]) -> Plane:
    """What the copied pixels lack of the voted colours, without detail: it joins the light of both sides."""
    height, width = hole.shape
    y, x = np.mgrid[0:height, 0:width]
    copied = small[np.clip(y + moves[..., 0], 0, height - 1), np.clip(x + moves[..., 1], 0, width - 1)]
    gap = (filled.astype(np.float32) - copied) * hole[..., None]
    weight = np.asarray(cv2.GaussianBlur(hole.astype(np.float32), (0, 0), 4.0), np.float32)
    soft = cv2.GaussianBlur(gap, (0, 0), 4.0) / np.maximum(weight, 1e-3)[..., None]
    return np.asarray(soft, np.float32)


def _copied(pixels: Pixels, out: Pixels, source: _Source, watch: Watch) -> None:
    """Write the hole of `out` at full size: each pixel a blend of what its four small neighbours' moves bring."""
    height, width = pixels.shape[:2]
    small_height, small_width = source.hole.shape
    down, across = height / small_height, width / small_width
    at = np.argwhere(source.hole > 0)
    left, right = int(at[:, 1].min() * across), int(min(width, (at[:, 1].max() + 2) * across))
    first, last = int(at[:, 0].min() * down), int(min(height, (at[:, 0].max() + 2) * down))
    factor = np.array([down, across])
    for part in bands(last - first, right - left):
        rows = slice(part.start + first, part.stop + first)
        share = enlarged(source.share, (height, width), rows)[:, left:right]
        y, x = np.nonzero(share > 1 / 255)
        if len(y) == 0:
            continue
        py, px = y + rows.start, x + left
        sy, sx = (py + 0.5) / down - 0.5, (px + 0.5) / across - 0.5
        top, side = np.floor(sy).astype(np.intp), np.floor(sx).astype(np.intp)
        total = np.zeros((len(y), 3), np.float32)
        weights = np.zeros(len(y), np.float32)
        for ny, wy in ((top, 1 - (sy - top)), (top + 1, sy - top)):
            for nx, wx in ((side, 1 - (sx - side)), (side + 1, sx - side)):
                cy, cx = np.clip(ny, 0, small_height - 1), np.clip(nx, 0, small_width - 1)
                weight = (wy * wx * (source.hole[cy, cx] + 1e-4)).astype(np.float32)
                goal = np.rint(source.moves[cy, cx] * factor).astype(np.intp)
                from_y, from_x = np.clip(py + goal[:, 0], 0, height - 1), np.clip(px + goal[:, 1], 0, width - 1)
                total += weight[:, None] * pixels[from_y, from_x, :3]
                weights += weight
        tone = enlarged(source.tone, (height, width), rows)[y, px]
        new = total / np.maximum(weights, 1e-6)[:, None] + tone
        mixed = share[y, x, None]
        old = pixels[py, px, :3]
        out[py, px, :3] = np.clip(np.rint(old * (1 - mixed) + new * mixed), 0, 255).astype(np.uint8)
        watch.progress(0.75 + 0.25 * part.stop / (last - first))


def _disc(radius: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * max(1, radius) + 1,) * 2), np.uint8)
