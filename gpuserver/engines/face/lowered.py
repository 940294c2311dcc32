"""Bangs of curly and of short hair: the person's own from above the hairline, set lower.

Drawn strands hang straight and long, as neither does.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gpuserver.engines.face.arrays import Image, Plane
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.fringe import HALF, Fringe
from gpuserver.engines.face.grid import canonical_grid, read
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.once import once
from gpuserver.engines.face.smooth import blur, shrunk, smoothstep

_CURL: Final = 0.15
"""Distance (d) over which straight and wavy strands run the same way, and curls do not."""
_STRAIGHT: Final = 0.34
"""Coherence of the strands over that distance from which they are not curls.

Of 22 heads of hair the four of tight curls had .16 to .28, all others .37 and more.
"""
_FALLS: Final = 0.2
"""Share of hair beside the jaw from which it is long enough to hang into the face as straight strands."""
_LEAST: Final = 300
"""Pixels of hair under which nothing can be told of it."""
_ROOTS: Final = 0.16
"""How far (d) above the hairline the curls that are set lower begin to show."""
_KEPT: Final = 0.06
"""How much (d) of the head's top is not taken: its edge is half background."""
_RISE: Final = 0.22
"""How much higher (d) the bangs end at the temples, where they meet the hairline."""
_TIPS: Final = 0.05
"""How far (d) single hairs hang below the tips."""


@once
def keeps_its_form(face: Face) -> bool:
    """Whether bangs of this hair look like the hair above the forehead, and not like long straight strands."""
    x, y = canonical_grid(face)
    jaw = (np.abs(np.abs(x) - 0.92) < 0.17) & (y > 0.7) & (y < 1.1) & face.inside
    return _curly(face) or float(hair_matte(face).alpha[jaw].mean()) < _FALLS


def _curly(face: Face) -> bool:
    """Whether the hair above the forehead is curls: its strands run every way already over a short distance."""
    x, y = canonical_grid(face)
    core = shrunk(hair_matte(face).alpha > 0.9, 0.06 * face.d) & (np.abs(x) < 0.9) & (y < -0.4) & face.inside
    if core.sum() < _LEAST:
        return False
    grey = blur(cv2.cvtColor(face.crop, cv2.COLOR_RGB2GRAY).astype(np.float32), 1.0)
    dx, dy = (np.asarray(cv2.Sobel(grey, cv2.CV_32F, *way)) * core for way in ((1, 0), (0, 1)))
    xx, xy, yy = (blur(product, _CURL * face.d) for product in (dx * dx, dx * dy, dy * dy))
    coherence = np.sqrt((xx - yy) ** 2 + 4 * xy * xy) / (xx + yy + 1e-3)
    return float(np.average(coherence[core], weights=(xx + yy)[core] + 1e-3)) < _STRAIGHT


def lowered(face: Face, image: Image, fringe: Fringe) -> tuple[Image, Plane]:
    """The colours of the bangs, and how surely they cover each pixel: hair of `image`, moved down to the tips."""
    x, y = canonical_grid(face)
    tip, edge, top = (np.interp(x, fringe.x, row).astype(np.float32) for row in (fringe.tip, fringe.edge, fringe.top))
    tip = np.maximum(tip - _RISE * smoothstep(0.4, 0.75, np.abs(x)), edge)
    root = edge - _ROOTS
    pressed = np.clip((edge - top - _KEPT) / np.maximum(tip - root, 0.05), 0, 1)
    source = np.stack([x, np.minimum(edge - (tip - y) * pressed, edge + 0.2)], axis=2)
    layer = np.stack([read(face, channel, source) for channel in np.moveaxis(image, 2, 0)], axis=2)
    cover = smoothstep(0.1, 0.7, read(face, hair_matte(face).alpha, source))
    cover = cover * smoothstep(root, edge, y) * smoothstep(tip + _TIPS, tip, y)
    cover = cover * smoothstep(HALF, 0.65, np.abs(x)) * face.inside
    return layer, cover.astype(np.float32)
