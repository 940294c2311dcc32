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

_LIT: Final = 20.0
"""Difference at the hole's rim up to which it is one of light, in grey levels."""

_PATIENT: Final = 0.06
"""Share of the picture up to which a hole is filled however ill its pieces fit."""
_SEEN: Final = 24.0
"""Step between two pieces that is seen as a seam, in grey levels."""
_FALSE: Final = 0.0028
"""How torn a filling may be. Photos whose filling looked right had 0.0026 at most, those where it looked false 0.003."""


def remove(pixels: Pixels, words: str, watch: Watch, people: People | None = None) -> Pixels:
    """`pixels` without what `words` name. Raises ProblemError where it is not found or too large."""
    hard, wanted = find(pixels, words, watch, people, whole=True)
    if wanted.stuff in {"sky", "grass", "background", "water"}:
        why = f"{wanted.words!r} is what the photo's things stand before, and cannot be taken out"
        raise not_found(wanted, why)
    if float(hard.mean()) > _MOST:
        raise not_found(wanted, f"{wanted.words!r} fills over a third of the photo: too much to fill in")
    watch.progress(0.3)
    try:
        return fill_hole(pixels, hard, watch)
    except TornError as error:
        share = f"{100 * float(hard.mean()):.0f} %"
        why = f"{wanted.words!r} takes up {share} of the photo and hides too many unlike things: filled in, it would look false"
        raise not_found(wanted, why) from error


class TornError(Exception):
    """A large hole whose filling is a patchwork that shows."""


def fill_hole(pixels: Pixels, hard: Plane, watch: Watch) -> Pixels:
    """`pixels` with the part under `hard` (0 or 1, on any small copy), and a little round it, filled.

    Raises TornError.
    """
    small = shrunk(pixels, _SIDE)
    height, width = (max(LEAST, side) for side in small.shape[:2])
    small = np.asarray(cv2.resize(small, (width, height)), np.uint8)
    found = (cv2.resize(hard, (width, height), interpolation=cv2.INTER_AREA) > 0.05).astype(np.uint8)
    grown = max(2, round(0.012 * max(height, width)))
    hole = np.asarray(cv2.dilate(found, _disc(grown)), np.uint8)
    banned = np.asarray(cv2.dilate(hole, _disc(2)), np.uint8) | _far(hole)
    _, field = sources_of(small, hole, banned, watch)
    y, x = np.mgrid[0:height, 0:width]
    moves = (field - np.stack([y, x], axis=2)).astype(np.int32)
    if float(hole.mean()) > _PATIENT and _torn(small, moves, hole) > _FALSE:
        raise TornError
    share = np.asarray(
        cv2.GaussianBlur(np.asarray(cv2.dilate(found, _disc(grown - 1)), np.float32), (0, 0), 0.5 * grown), np.float32
    )
    share = np.where(found > 0, 1, np.where(hole > 0, share, 0)).astype(np.float32)
    correction = _tone(small, moves, hole)
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


def _torn(small: Pixels, moves: NDArray[np.int32], hole: NDArray[np.uint8]) -> float:
    """Share of the hole on which pieces meet that do not fit, in the photo's own texture, which hides such seams."""
    height, width = hole.shape
    calm = cv2.GaussianBlur(small, (0, 0), 0.7).astype(np.float32)
    y, x = np.mgrid[0:height, 0:width]

    def brought(goal: NDArray[np.int32]) -> Plane:
        at = np.clip(y + goal[..., 0], 0, height - 1), np.clip(x + goal[..., 1], 0, width - 1)
        return np.asarray(calm[at], np.float32)

    copied, jumps = brought(moves), np.zeros((height, width), np.float32)
    for way in ((0, -1), (-1, 0)):
        inside = (hole > 0) & (np.roll(hole, way, (0, 1)) > 0)
        jumps += np.abs(brought(np.roll(moves, way, (0, 1))) - copied).max(axis=2) * inside
    steps = np.abs(np.diff(calm, axis=1)).max(axis=2)[:-1] + np.abs(np.diff(calm, axis=0)).max(axis=2)[:, :-1]
    return float((jumps[hole > 0] > _SEEN).mean()) / max(1.0, float(steps[hole[:-1, :-1] == 0].mean()))


class _Source:
    """Where the hole's pixels come from, on the small copy."""

    def __init__(self, moves: NDArray[np.int32], hole: NDArray[np.uint8], share: Plane, tone: Plane) -> None:
        self.moves, self.hole, self.share, self.tone = moves, hole, share, tone


def _tone(small: Pixels, moves: NDArray[np.int32], hole: NDArray[np.uint8]) -> Plane:
    """What the copied pixels lack of the light at the hole's rim, led on into the hole: no outline of it is left."""
    height, width = hole.shape
    rim = np.asarray(cv2.dilate(hole, _disc(2)), np.uint8) - hole
    # each pixel of the rim as the nearest one of the hole would bring it
    _, nearest = cv2.distanceTransformWithLabels(1 - hole, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    names = np.asarray(nearest, np.int32)
    of_name = np.zeros((int(names.max()) + 1, 2), np.int32)
    of_name[names[hole > 0]] = moves[hole > 0]
    y, x = np.nonzero(rim)
    goal = of_name[names[y, x]]
    from_y, from_x = np.clip(y + goal[:, 0], 0, height - 1), np.clip(x + goal[:, 1], 0, width - 1)
    soft = cv2.GaussianBlur(small, (0, 0), 1.5).astype(np.float32)
    gap = soft[y, x] - soft[from_y, from_x]
    # more than that, or another hue, is another thing and no other light
    fits = (np.abs(gap).max(axis=1) < _LIT) & (np.ptp(gap, axis=1) < _LIT / 2) & (hole[from_y, from_x] == 0)
    known = np.zeros((height, width, 4), np.float32)
    known[y[fits], x[fits]] = np.column_stack([gap[fits], np.ones(int(fits.sum()), np.float32)])
    out = np.zeros((height, width, 3), np.float32)
    sigma = float(max(height, width))
    while sigma > 1:  # what is near counts more
        spread = cv2.GaussianBlur(known, (0, 0), sigma)
        weight = spread[..., 3:]
        sure = np.minimum(1, weight * sigma * 4)
        out += sure * (spread[..., :3] / np.maximum(weight, 1e-6) - out)
        sigma /= 2
    return np.asarray(out, np.float32)


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
