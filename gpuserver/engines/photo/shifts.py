"""Which few shifts of the whole picture fill a hole best, and which of them each pixel of the hole takes.

He and Sun (2012), "Statistics of patch offsets for image completion": patches of a photo repeat at few distances (the
planks of a wall, the windows of a house), so that a hole is filled by a montage of copies of the photo moved by these,
whose seams are laid where they show least. What is chosen is smooth over large parts, so that lines and texture go on.
The seams are found by min-sum belief propagation, swept in four directions (Tappen and Freeman, 2003).
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.photo.bands import Plane

_PATCH: Final = 7
_SHIFTS: Final = 40
"""Shifts among which each pixel chooses."""
_SAMPLES: Final = 1200
"""Patches near the hole that are matched, to see which shifts repeat."""
_MATCHES: Final = 8
"""Matches of each that count."""
_SWEEPS: Final = 6
_NEVER: Final = 1e5
"""What a shift costs that brings pixels of the hole itself, or from beyond the frame."""
_ROUGH: Final = 0.4
"""What a colour costs that is not the one that belongs there, of its squared distance; at most that of `_MOST`."""
_MOST: Final = 3 * 30.0**2
_PROBES: Final = 1500
"""Pixels round the hole by which a shift is set."""
_UNLIKE: Final = 90.0
"""Difference, summed over the channels, from which two pixels are simply unlike."""

Shifts = NDArray[np.intp]
"""K × 2: rows and columns."""


def montage(image: Plane, hole: NDArray[np.bool_], banned: NDArray[np.bool_], rough: Plane) -> NDArray[np.intp]:
    """Height × width × 2: the row and column from which each pixel of `hole` is best taken, never `banned` ones.

    `rough` shows about which colours belong where.
    """
    height, width = hole.shape
    y, x = np.nonzero(hole)
    shifts = _usual(image, hole, banned)
    colors, barred = _brought(image, banned, y, x, shifts)
    lone = _lone(image, hole, barred, y, x, shifts)
    lone += _ROUGH * np.minimum(((colors - rough[y, x][:, None]) ** 2).sum(axis=2), _MOST)
    chosen = shifts[_seamless(hole, colors, lone)]
    rows, columns = np.mgrid[0:height, 0:width]
    field = np.stack([rows, columns], axis=2)
    field[y, x] += chosen
    return np.clip(field, 0, [height - 1, width - 1])


def enlarged(
    field: NDArray[np.intp], image: Plane, hole: NDArray[np.bool_], banned: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """A `montage` for the larger `image`: each of its shifts is set to the pixel by which the photo repeats best."""
    (height, width), (rows, columns) = hole.shape, field.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns]
    moves = (field - np.stack([y, x], axis=2)).reshape(-1, 2)
    used, names = np.unique(moves, axis=0, return_inverse=True)
    factor = np.array([height / rows, width / columns])
    known = np.argwhere(~hole & (cv2.dilate(hole.astype(np.uint8), _disc(max(hole.shape) // 12)) > 0))
    known = np.random.default_rng(3).permutation(known)[:_PROBES]
    spread = int(np.ceil(factor.max()))
    near = [(dy, dx) for dy in range(-spread, spread + 1) for dx in range(-spread, spread + 1)]
    near.sort(key=lambda one: one[0] ** 2 + one[1] ** 2)  # of equal ones the first is taken
    better = np.zeros_like(used)
    for name, move in enumerate(used):
        if not move.any():
            continue
        goals = known[:, None] + np.rint(move * factor).astype(np.intp) + np.array(near, np.intp)
        inside = ((goals >= 0) & (goals < [height, width])).all(axis=2)
        goals = np.clip(goals, 0, [height - 1, width - 1])
        inside &= ~banned[goals[..., 0], goals[..., 1]]
        gap = np.abs(image[goals[..., 0], goals[..., 1]] - image[known[:, 0], known[:, 1]][:, None]).sum(axis=2)
        worth = np.where(inside, np.minimum(gap, _UNLIKE), _UNLIKE).mean(axis=0)
        better[name] = np.rint(move * factor) + near[int(worth.argmin())]
    of = np.asarray(cv2.resize(
        names.reshape(rows, columns).astype(np.float32), (width, height), interpolation=cv2.INTER_NEAREST
    ), np.float32).astype(np.intp)  # fmt: skip
    y, x = np.mgrid[0:height, 0:width]
    return np.clip(np.stack([y, x], axis=2) + better[of], 0, [height - 1, width - 1])


def _usual(image: Plane, hole: NDArray[np.bool_], banned: NDArray[np.bool_]) -> Shifts:
    """The shifts by which patches round the hole are most often repeated elsewhere."""
    height, width = hole.shape
    half = _PATCH // 2
    free = cv2.dilate(banned.astype(np.uint8), np.ones((_PATCH, _PATCH), np.uint8)) == 0
    inner = np.zeros_like(free)
    inner[half : height - half, half : width - half] = True
    sources = np.argwhere(free & inner)
    if len(sources) < 2:
        sources = np.argwhere(~hole)
    at = np.argwhere(hole)
    low, high = at.min(axis=0), at.max(axis=0)
    reach = np.maximum(2 * _PATCH, (high - low) // 2)
    near = sources[((sources >= low - reach) & (sources <= high + reach)).all(axis=1)]
    rng = np.random.default_rng(5)
    wanted = rng.permutation(near if len(near) > _SHIFTS else sources)[:_SAMPLES]
    padded = np.pad(image, ((half, half), (half, half), (0, 0)), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (_PATCH, _PATCH), axis=(0, 1))
    known = windows[sources[:, 0], sources[:, 1]].reshape(len(sources), -1)
    asked = windows[wanted[:, 0], wanted[:, 1]].reshape(len(wanted), -1)
    apart = (known**2).sum(axis=1)[None] - 2 * (asked @ known.T)
    least = max(_PATCH, min(height, width) // 14)
    votes = np.zeros((2 * height + 1, 2 * width + 1), np.float32)
    for begin in range(0, len(wanted), 200):
        moves = sources[None] - wanted[begin : begin + 200, None]
        part = np.where(np.abs(moves).max(axis=2) < least, np.inf, apart[begin : begin + 200])
        few = min(_MATCHES, part.shape[1] - 1)
        best = np.argpartition(part, few, axis=1)[:, :few] if few else np.zeros((len(part), 1), np.intp)
        moved = np.take_along_axis(moves, best[..., None], axis=1).reshape(-1, 2)
        np.add.at(votes, (moved[:, 0] + height, moved[:, 1] + width), 1)
    smooth = np.asarray(cv2.GaussianBlur(votes, (0, 0), 1.2), np.float32)
    peaks = (smooth == cv2.dilate(smooth, np.ones((3, 3), np.uint8))) & (smooth > 0)
    found = np.argwhere(peaks)
    ranked = found[np.argsort(-smooth[found[:, 0], found[:, 1]], kind="stable")] - [height, width]
    # beyond those that repeat most, some that reach out of the hole on each side: every pixel must have a choice
    size = high - low + 2 * half
    far = [[dy * size[0], dx * size[1]] for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dy or dx]
    return np.concatenate([ranked[: _SHIFTS - len(far)], np.array(far, np.intp)])


def _brought(
    image: Plane, banned: NDArray[np.bool_], y: NDArray[np.intp], x: NDArray[np.intp], shifts: Shifts
) -> tuple[Plane, NDArray[np.bool_]]:
    """For each pixel and shift the colour that it brings, and whether it may not."""
    height, width = banned.shape
    from_y, from_x = y[:, None] + shifts[:, 0], x[:, None] + shifts[:, 1]
    outside = (from_y < 0) | (from_y >= height) | (from_x < 0) | (from_x >= width)
    from_y, from_x = np.clip(from_y, 0, height - 1), np.clip(from_x, 0, width - 1)
    return image[from_y, from_x], outside | banned[from_y, from_x]


def _lone(
    image: Plane, hole: NDArray[np.bool_], barred: NDArray[np.bool_], y: NDArray[np.intp], x: NDArray[np.intp],
    shifts: Shifts,
) -> Plane:  # fmt: skip
    """What each shift costs a pixel by itself: how it fits the rim of the hole, and how far it is from."""
    height, width = hole.shape
    cost = np.where(barred, np.float32(_NEVER), np.float32(0))
    away = (shifts[:, 0] / height) ** 2 * 5 + (shifts[:, 1] / width) ** 2
    cost += (250 * away).astype(np.float32)
    for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        ny, nx = y + dy, x + dx
        inside = (ny >= 0) & (ny < height) & (nx >= 0) & (nx < width)
        at = np.flatnonzero(inside)
        at = at[~hole[ny[at], nx[at]]]
        colors, none = _brought(image, hole, ny[at], nx[at], shifts)
        gap = ((colors - image[ny[at], nx[at]][:, None]) ** 2).sum(axis=2)
        cost[at] += np.where(none, 0, 2 * gap)
    return cost


def _seamless(hole: NDArray[np.bool_], colors: Plane, lone: Plane) -> NDArray[np.intp]:
    """The shift of each pixel, so that neighbours bring what lies beside each other in the photo, or looks like it."""
    count, kinds = lone.shape
    squares = (colors**2).sum(axis=2)
    seam = squares[:, :, None] + squares[:, None] - 2 * np.einsum("nac,nbc->nab", colors, colors)
    seam = np.maximum(seam, 0)
    seam[:, np.arange(kinds), np.arange(kinds)] = -4.0  # a seam costs a little where it is not seen either
    names = np.full((hole.shape[0] + 2, hole.shape[1] + 2), count)
    names[1:-1, 1:-1][hole] = np.arange(count)
    before = {  # for each way of sweeping: the neighbour from which a message comes, none being `count`
        way: names[1 - way[0] : names.shape[0] - 1 - way[0], 1 - way[1] : names.shape[1] - 1 - way[1]][hole]
        for way in ((0, 1), (0, -1), (1, 0), (-1, 0))
    }
    told = {way: np.zeros((count + 1, kinds), np.float32) for way in before}
    y, x = np.nonzero(hole)
    for _ in range(_SWEEPS):
        for way, source in before.items():
            line = y if way[0] else x
            order = np.argsort(line * (way[0] + way[1]), kind="stable")
            cuts = np.flatnonzero(np.diff(line[order])) + 1
            others = [told[other] for other in before if other != (-way[0], -way[1])]
            for here in np.split(order, cuts):
                at = here[source[here] < count]
                if len(at) == 0:
                    continue
                giver = source[at]
                knows = lone[giver] + sum(other[giver] for other in others)
                said = (knows[:, :, None] + seam[giver] + seam[at]).min(axis=1)
                told[way][at] = said - said.min(axis=1, keepdims=True)
    return (lone + sum(one[:count] for one in told.values())).argmin(axis=1)


def _disc(radius: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * max(1, radius) + 1,) * 2), np.uint8)
