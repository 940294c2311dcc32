"""Flat facets over a dome: cut crystal, cracked ice, folded paper."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.materials.inflate import Dome
from gpuserver.engines.illustrator.materials.part import Part
from gpuserver.engines.illustrator.materials.planes import blurred
from gpuserver.raster.texture import Plane


def faceted(part: Part, size: float, tilt: float, seed: int) -> Dome:
    """The dome cut into flat facets."""
    facets = part.facets(size, seed)
    count = int(facets.max()) + 1
    total = np.maximum(np.bincount(facets.ravel(), minlength=count), 1)
    rng = np.random.default_rng(seed)
    planes: list[Plane] = []
    for plane in (part.dome.nx, part.dome.ny):
        mean = np.bincount(facets.ravel(), weights=plane.ravel(), minlength=count) / total
        planes.append((mean + tilt * rng.standard_normal(count)).astype(np.float32)[facets])
    nx, ny = planes
    length = np.maximum(np.hypot(nx, ny) / np.float32(0.96), 1)
    return part.dome.turned(nx / length, ny / length)


def creases(part: Part, size: float, seed: int) -> Plane:
    """Lines where facets meet, 0..1."""
    facets = part.facets(size, seed)
    lines = np.zeros(facets.shape, np.float32)
    lines[:, 1:] = facets[:, 1:] != facets[:, :-1]
    lines[1:] = np.maximum(lines[1:], facets[1:] != facets[:-1])
    return blurred(lines, 0.7 * part.sheet.scale)
