"""Filling a hole in a photo with what is round it, so that texture and lines go on.

PatchMatch completion, coarse to fine: each patch of the hole finds the most alike patch outside it (Barnes et al.,
2009) and the patches vote for the hole's colours (Wexler, Shechtman and Irani, 2007). It runs on a small copy; the
offsets that it finds then move pixels of the photo itself, so that what is filled is as sharp as the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.bands import Plane
from gpuserver.engines.photo.shifts import enlarged, montage

_PATCH: Final = 7
"""Side of a patch, px."""
LEAST: Final = 2 * _PATCH
"""Shortest side of a picture that can be filled, px."""
_HALF: Final = _PATCH // 2
_COARSEST: Final = 30
"""Short side of the coarsest copy, px."""
_BEGUN: Final = 3500
"""Pixels of the hole on the copy on which its filling is begun, at most."""
_BEGUN_SIDE: Final = 200
"""Long side of that copy, px."""
_ROUNDS: Final = 3

Field = NDArray[np.intp]
"""Height × width × 2: for each pixel the row and column that it takes its colour from."""


@dataclass
class _Level:
    """One size of the picture: its colours, its hole, and what patches may be taken from."""

    image: Plane
    hole: NDArray[np.bool_]
    banned: NDArray[np.bool_]
    sources: NDArray[np.bool_]
    """Middles of patches that touch no hole and stay inside the picture."""
    targets: tuple[NDArray[np.intp], NDArray[np.intp]]
    """Rows and columns of the middles of patches that touch the hole."""


def sources_of(small: Pixels, hole: NDArray[np.uint8], banned: NDArray[np.uint8], watch: Watch) -> tuple[Pixels, Field]:
    """`small` with its `hole` filled, and where each of the hole's pixels comes from; never from `banned`."""
    shrink = max(1.0, float(np.sqrt(hole.sum() / _BEGUN)), min(max(hole.shape) / _BEGUN_SIDE, min(hole.shape) / LEAST))
    begun = _level(small, hole, banned, shrink)
    rough = _rough(small, hole, banned, shrink, watch)
    rough = np.asarray(cv2.resize(rough, begun.hole.shape[::-1], interpolation=cv2.INTER_CUBIC), np.float32)
    field = montage(begun.image, begun.hole, begun.banned, rough)
    watch.progress(0.45)
    level = _level(small, hole, banned, 1)
    field = _start(level, enlarged(field, level.image, level.hole, level.banned))
    _vote(level, field, None)
    for _ in range(_ROUNDS):
        field, costs = _matched(level, field, watch)
        _vote(level, field, costs)
        watch.progress(0.6)
    return np.clip(np.rint(level.image), 0, 255).astype(np.uint8), field


def _rough(small: Pixels, hole: NDArray[np.uint8], banned: NDArray[np.uint8], shrink: float, watch: Watch) -> Plane:
    """What colours belong where in the hole, on a copy that shows no more than that: ground below and sky above."""
    coarsest = max(shrink, min(hole.shape) / _COARSEST)
    field: Field | None = None
    level = _level(small, hole, banned, coarsest)
    for size in (coarsest, max(shrink, coarsest / 2)):
        level = _level(small, hole, banned, size)
        first, field = field is None, _start(level, field)
        if not first:
            _vote(level, field, None)
        for _ in range(7 if first else 4):
            field, _ = _matched(level, field, watch)
            _vote(level, field, None)
    return level.image


def _level(small: Pixels, hole: NDArray[np.uint8], banned: NDArray[np.uint8], shrink: float) -> _Level:
    height, width = (max(LEAST, round(side / shrink)) for side in small.shape[:2])
    gone = np.asarray(cv2.resize(hole, (width, height), interpolation=cv2.INTER_AREA) > 0, np.bool_)
    gone |= cv2.resize(hole.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA) > 0
    never = gone | (cv2.resize(banned.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA) > 0)
    image = np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    begun = cv2.inpaint(image, gone.astype(np.uint8), 3, cv2.INPAINT_TELEA).astype(np.float32)
    shape = np.ones((_PATCH, _PATCH), np.uint8)
    free = cv2.dilate(never.astype(np.uint8), shape) == 0
    inner = np.zeros_like(free)
    inner[_HALF:-_HALF, _HALF:-_HALF] = True
    touched = (cv2.dilate(gone.astype(np.uint8), shape) > 0) & inner
    free &= inner
    if not free.any():  # a hole with no room round it: anything outside it
        free = inner & ~gone if (inner & ~gone).any() else inner
    return _Level(begun, gone, never, free, (touched.nonzero()[0], touched.nonzero()[1]))


def _start(level: _Level, coarse: Field | None) -> Field:
    """The field of the coarser level, twice as large, or any sources; all of them allowed."""
    height, width = level.hole.shape
    rows, columns = level.sources.nonzero()
    rng = np.random.default_rng(7)
    picked = rng.integers(0, len(rows), (height, width))
    field = np.stack([rows[picked], columns[picked]], axis=2)
    if coarse is not None:
        y, x = np.mgrid[0:height, 0:width]
        old_y = np.minimum(y * len(coarse) // height, len(coarse) - 1)
        old_x = np.minimum(x * coarse.shape[1] // width, coarse.shape[1] - 1)
        moved = coarse[old_y, old_x] - np.stack([old_y, old_x], axis=2)
        factor = np.array([height / len(coarse), width / coarse.shape[1]])
        guess = np.stack([y, x], axis=2) + np.rint(moved * factor).astype(np.intp)
        guess = np.clip(guess, 0, [height - 1, width - 1])
        allowed = level.sources[guess[..., 0], guess[..., 1]]
        field[allowed] = guess[allowed]
    return _to_the_rim(field)


def _matched(level: _Level, field: Field, watch: Watch) -> tuple[Field, Plane]:
    """One pass of PatchMatch over all targets at once: neighbours' offsets in four directions, then random ones."""
    height, width = level.hole.shape
    ty, tx = level.targets
    padded = np.pad(level.image, ((_HALF, _HALF), (_HALF, _HALF), (0, 0)), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (_PATCH, _PATCH), axis=(0, 1))
    patches = np.ascontiguousarray(windows.reshape(height * width, -1))
    wanted = patches[ty * width + tx]

    def cost(y: NDArray[np.intp], x: NDArray[np.intp], which: NDArray[np.intp]) -> Plane:
        # what lies at another height is lit otherwise and farther away: a little dearer
        away = ((y - ty[which]) / height) ** 2 * 5 + ((x - tx[which]) / width) ** 2
        difference = patches[y * width + x] - wanted[which]
        return np.einsum("ij,ij->i", difference, difference) * (1 + 0.5 * away) + 3000 * away

    everyone = np.arange(len(ty))
    best = field[ty, tx]
    least = cost(best[:, 0], best[:, 1], everyone)

    def offer(y: NDArray[np.intp], x: NDArray[np.intp]) -> None:
        inside = (y >= 0) & (y < height) & (x >= 0) & (x < width)
        which = np.flatnonzero(inside)
        which = which[level.sources[y[which], x[which]]]
        which = which[(y[which] != best[which, 0]) | (x[which] != best[which, 1])]
        price = cost(y[which], x[which], which)
        better = price < least[which]
        chosen = which[better]
        best[chosen, 0], best[chosen, 1], least[chosen] = y[chosen], x[chosen], price[better]

    rng = np.random.default_rng(11)
    for reach in (4, 2, 1):
        for dy, dx in ((0, reach), (reach, 0), (0, -reach), (-reach, 0)):
            field[ty, tx] = best
            ny, nx = np.clip(ty + dy, 0, height - 1), np.clip(tx + dx, 0, width - 1)
            offer(field[ny, nx, 0] - (ny - ty), field[ny, nx, 1] - (nx - tx))
        watch.progress(0.3)
    radius = max(height, width)
    while radius >= 1:
        shift = rng.integers(-radius, radius + 1, (2, len(ty)))
        offer(best[:, 0] + shift[0], best[:, 1] + shift[1])
        radius //= 2
    out = field.copy()
    out[ty, tx] = best
    return _to_the_rim(out), least


def _to_the_rim(field: Field) -> Field:
    """`field` with the picture's outermost pixels, where no patch has its middle, moved as their neighbours are."""
    height, width = field.shape[:2]
    y, x = np.mgrid[0:height, 0:width]
    inner_y, inner_x = np.clip(y, _HALF, height - 1 - _HALF), np.clip(x, _HALF, width - 1 - _HALF)
    return field[inner_y, inner_x] + np.stack([y - inner_y, x - inner_x], axis=2)


def _vote(level: _Level, field: Field, costs: Plane | None) -> None:
    """The hole's colours: the mean of all patches over each pixel; those nearer to the rim, or more alike, count more."""
    height, width = level.hole.shape
    ty, tx = level.targets
    depth = cv2.distanceTransform(level.hole.astype(np.uint8), cv2.DIST_L2, 3)
    weight = (1.25 ** -np.minimum(depth[ty, tx], 60)).astype(np.float32)
    if costs is not None and len(costs):
        weight /= np.sqrt(1 + costs / max(1.0, float(np.median(costs))))  # more would break off lines
    total = np.zeros(height * width, np.float64)
    sums = np.zeros((3, height * width), np.float64)
    sy, sx = field[ty, tx, 0], field[ty, tx, 1]
    for dy in range(-_HALF, _HALF + 1):
        for dx in range(-_HALF, _HALF + 1):
            at = (ty + dy) * width + tx + dx
            colors = level.image[sy + dy, sx + dx]
            total += np.bincount(at, weight, height * width)
            for channel in range(3):
                sums[channel] += np.bincount(at, weight * colors[:, channel], height * width)
    mean = (sums / np.maximum(total, 1e-9)).T.reshape(height, width, 3).astype(np.float32)
    voted = level.hole & (total.reshape(height, width) > 0)
    level.image[voted] = mean[voted]
