"""Paper: stiff sheets folded into facets, one over the other; and origami of a few long folds."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.materials.facets import creases, faceted
from gpuserver.engines.illustrator.materials.part import Coat, Material, Part
from gpuserver.engines.illustrator.materials.planes import Field, bump, filled, over, smoothstep
from gpuserver.engines.illustrator.materials.shine import diffuse


def _tooth(part: Part) -> Field:
    """The paper's fibres, about -1..1."""
    fibres = part.matted([angle + part.number for angle in (0.3, 1.2, 2.3)], 16, 1.1)
    return 0.4 * fibres + 0.6 * part.noise(2.6, 7, 1)


def _paper(part: Part) -> Coat:
    """Folded into facets, each as light as it is turned to the light, with pale creases between."""
    scale = part.sheet.scale
    right, down = part.dome.nx * part.side, part.dome.ny
    wide = min(150.0, max(70.0, 0.5 * float(np.sqrt((part.cover > 0.5).sum())) / scale))
    folded = faceted(part, wide, 0.30, 11)
    level = 0.60 + 0.54 * diffuse(part, folded, 0.35) - 0.10 * smoothstep(0.15, 0.9, 0.55 * right + 0.8 * down)
    colors = part.albedo * (level * (1 + 0.022 * _tooth(part)))[..., None]
    colors = over(colors, filled(colors, "#FFF6E4"), 0.85 * creases(part, wide, 11) * smoothstep(1, 5, part.dome.rim))
    cut = bump(part.dome.rim, 1.5 * scale, 1.4 * scale)
    lit = smoothstep(0.1, 0.8, -(0.5 * right + 0.85 * down))
    colors = over(colors, filled(colors, "#FFF6E4"), 0.75 * cut * lit)
    return Coat(colors * (1 - 0.26 * cut * smoothstep(0.1, 0.8, 0.5 * right + 0.85 * down))[..., None])


def _origami(part: Part) -> Coat:
    inside = part.cover > 0.5
    x0, y0 = float(part.x[inside].mean()), float(part.y[inside].mean())
    wide, tall = float(np.ptp(part.x[inside])) + 1, float(np.ptp(part.y[inside])) + 1
    x, y = (part.x - x0) / np.float32(wide), (part.y - y0) / np.float32(tall)
    turn = 0.6 * np.sin(part.number * 2.7)
    level, crease = np.ones_like(x), np.zeros_like(x)
    for at, (angle, off) in enumerate(((0.9 + turn, 0.02), (2.2 + turn, -0.05), (1.55 + turn, 0.10))):
        fold = x * np.float32(np.cos(angle)) + y * np.float32(np.sin(angle)) - off
        level = level + np.where(fold > 0, -1, 1).astype(np.float32) * np.float32((0.085, 0.06, 0.045)[at]) * part.side
        crease = np.maximum(crease, bump(fold * np.float32(0.5 * (wide + tall)), 0, 1.2))
    colors = part.albedo * ((level + 0.05 * part.dome.nx * -part.side) * (1 + 0.02 * _tooth(part)))[..., None]
    colors = over(colors, filled(colors, "#FFF6E4"), 0.55 * crease)
    cut = bump(part.dome.rim, 1.2 * part.sheet.scale, 1.0 * part.sheet.scale)
    return Coat(over(colors, filled(colors, "#FFF6E4"), 0.35 * cut))


PAPERS = (
    Material("paper", "#F0DFC4", _paper, own=0.55, contrast=0.4, top=0.012, slab=0.010, cast=0.46),
    Material("origami", "#E9B0A0", _origami, own=1.0, top=0.012, slab=0.010, cast=0.40),
)
