"""Flat silhouettes blown up like cushions: the normals, height and rim of one part.

The height is the root of u, where laplace(u) = -4 inside the silhouette and u = 0 on its outline: a disc becomes a half
ball. u is solved on a small grid, coarse to fine; near the outline, where that grid is too rough, it is the exact
distance to the outline times a factor that varies slowly.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.illustrator.materials.planes import Field, blurred, resized, single, slopes, smoothstep
from gpuserver.raster.texture import Plane

_CELLS = 11.0
"""Half the width of a part in cells of the grid."""
_LONGEST = 170
"""Cells along a part's longer side, at most."""
_STEPS = (30, 34, 36)
"""Relaxation steps at a quarter, half and whole of the grid."""
_NEIGHBOURS = np.array([[0, 0.2, 0], [0.2, 0.2, 0.2], [0, 0.2, 0]], np.float32)
"""One step of damped Jacobi relaxation (without the damping a checkerboard would stay)."""


@dataclass(frozen=True)
class Dome:
    """The surface of an inflated part, every plane as large as its mask."""

    nx: Plane
    """Unit normal: to the right,"""
    ny: Plane
    """downwards,"""
    nz: Plane
    """and to the viewer."""
    height: Plane
    """Over the paper, px."""
    rim: Plane
    """Distance to the outline, px; negative outside."""

    def bowed(self, amount: float) -> Dome:
        """The surface arched as a whole, as boards are: its normals turn by `amount` towards its borders."""
        inside = self.rim > 0
        if not bool(inside.any()):
            return self
        rows, columns = np.flatnonzero(inside.any(1)), np.flatnonzero(inside.any(0))
        half = float(max(columns[-1] - columns[0], rows[-1] - rows[0])) / 2 + 1
        x = (np.arange(inside.shape[1], dtype=np.float32) - float(columns[0] + columns[-1]) / 2) / half
        y = (np.arange(inside.shape[0], dtype=np.float32) - float(rows[0] + rows[-1]) / 2) / half
        return _dome(self.nx + amount * x[None, :], self.ny + amount * y[:, None], self.nz, self.height, self.rim)

    def bent(self, field: Field, depth: float) -> Dome:
        """The surface with a relief: `field` is its height in units of `depth` px."""
        right, down = slopes(field)
        return _dome(self.nx - depth * right, self.ny - depth * down, self.nz, self.height, self.rim)

    def turned(self, nx: Field, ny: Field) -> Dome:
        """The same height with other normals; what would point away from the viewer is turned to the side."""
        return _dome(nx, ny, np.sqrt(np.maximum(0.03, 1 - nx * nx - ny * ny)), self.height, self.rim)


def _dome(nx: Field, ny: Field, nz: Field, height: Field, rim: Plane) -> Dome:
    """A dome of a normal of any length."""
    length = np.sqrt(nx * nx + ny * ny + nz * nz) + np.float32(1e-4)
    return Dome(single(nx / length), single(ny / length), single(nz / length), single(height), rim)


def inflate(mask: Plane, top: float | None = None) -> Dome:
    """The dome over `mask` (coverage 0..1, with a margin of a few px). `top` px is the height at which it levels off,
    which makes a board with rounded edges of it."""
    rim = _signed_distance(mask)
    u = blurred(_potential(mask, rim), 1.1)
    if top is not None:
        level = np.float32(top * top)
        u = single(level * (1 - np.exp(-np.maximum(u, -level) / level)))
    right, down = slopes(u)
    height = np.sqrt(np.maximum(u, 0))
    return _dome(-right, -down, 2 * height, height, rim)


def _signed_distance(mask: Plane) -> Plane:
    """Distance to the outline to a fraction of a px, which the coverage of the px on the outline tells."""
    near = _distance(mask < 0.996, mask)
    far = _distance(mask > 0.004, 1 - mask)
    edge = (mask >= 0.004) & (mask < 0.996)
    return blurred(np.where(edge, mask - 0.5, np.where(mask > 0.5, near, -far)).astype(np.float32), 0.8)


def _distance(targets: NDArray[np.bool_], mask: Field) -> Field:
    """From each px to where the outline runs through the nearest target px."""
    free = (~targets).astype(np.uint8)
    away, labels = cv2.distanceTransformWithLabels(free, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    nearest = np.asarray(labels, np.int32)
    share = np.zeros(int(nearest.max()) + 1, np.float32)
    share[nearest[targets]] = mask[targets]
    return np.asarray(away, np.float32) - 0.5 + share[nearest]


def _potential(mask: Plane, rim: Plane) -> Plane:
    """u in px², negative outside."""
    height, width = mask.shape
    reach = float(rim.max())
    if reach < 3.0:  # a hair: a tube of its own width
        return single(rim * np.maximum(2 * max(reach, 1.0) - np.abs(rim), 1.0))
    scale = min(1.0, _CELLS / reach, _LONGEST / max(height, width))
    wide, tall = max(8, round(width * scale)), max(8, round(height * scale))
    cell = width / wide
    distance = resized(rim, wide, tall) / np.float32(cell)
    u = _solved(resized(mask, wide, tall), distance)
    slope = _rim_slope(u, distance, 2 * reach / cell)
    edge = rim * resized(slope, width, height) * np.float32(cell) - 2 * np.maximum(rim, 0) ** 2
    u = np.where(distance < 1.3, slope * distance - 2 * np.maximum(distance, 0) ** 2, u).astype(np.float32)
    smooth = blurred(resized(u, width, height), 0.7 * cell) * np.float32(cell * cell)
    deep = smoothstep(1.2 * cell, 4.0 * cell, rim)
    return single(edge * (1 - deep) + smooth * deep)


def _rim_slope(u: Plane, distance: Plane, otherwise: float) -> Plane:
    """How steeply u rises from the outline, in cells, carried on over the whole grid; `otherwise` where the part is
    nowhere wide enough to know. Near the outline u is about slope * d - 2 * d²."""
    known = smoothstep(0.9, 1.3, distance)
    near = np.maximum(distance, 0.9)
    slope = (u / near + 2 * near) * known
    weight = np.full_like(u, 1e-6)
    total = np.full_like(u, 1e-6 * otherwise)
    for sigma, share in ((2.0, 1.0), (6.0, 0.01), (16.0, 0.0001)):
        weight += np.float32(share) * blurred(known, sigma)
        total += np.float32(share) * blurred(slope, sigma)
    return single(total / weight)


def _solved(mask: Plane, distance: Plane) -> Plane:
    """u in cells² on the grid of `mask`; `distance` is that to the outline, in cells."""
    height, width = mask.shape
    u = np.zeros((1, 1), np.float32)
    for divisor, steps in zip((4, 2, 1), _STEPS, strict=True):
        tall, wide = max(3, round(height / divisor)), max(3, round(width / divisor))
        inside = smoothstep(0.05, 0.95, resized(mask, wide, tall)) if divisor > 1 else (distance > 0).astype(np.float32)
        source = np.float32(0.8 * divisor * divisor)
        u = resized(u, wide, tall) * inside
        for step in range(steps):
            u = (np.asarray(cv2.filter2D(u, -1, _NEIGHBOURS, borderType=cv2.BORDER_CONSTANT)) + source) * inside
            if divisor == 1 and step % 4 == 3:  # the outline lies between cells: u falls to 0 exactly there
                within = np.maximum(distance, 0)
                u = np.where(distance < 1.3, _near(u, distance) * within - 2 * within * within, u).astype(np.float32)
    return u


def _near(u: Plane, distance: Plane) -> Plane:
    """The slope of u at the outline, from the nearest cells that are well inside."""
    known = ((distance >= 1.0) & (distance < 3.5)).astype(np.float32)
    near = np.maximum(distance, 1)
    weight = blurred(known, 1.2) + np.float32(1e-4)
    return single(blurred((u / near + 2 * near) * known, 1.2) / weight)
