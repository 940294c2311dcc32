"""Wood: every part carved from its own piece of a trunk, with rings that follow its roundness, fibres and pores."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.materials.part import Coat, Material, Part
from gpuserver.engines.illustrator.materials.planes import Field, blurred, ramp, slopes, smoothstep
from gpuserver.engines.illustrator.materials.shine import brightened, diffuse, grazing, mirrored, shaded, spot

_PERIOD = 15.0
"""Width of a ring, design px."""


def _rings(part: Part) -> Field:
    """How many rings lie between the pith and each px."""
    scale, angle = part.sheet.scale, part.grain_angle
    inside = part.cover > 0.5
    x = part.x - float(part.x[inside].mean()) if bool(inside.any()) else part.x
    y = part.y - float(part.y[inside].mean()) if bool(inside.any()) else part.y
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    along, across = x * cos + y * sin, y * cos - x * sin
    depth = blurred(part.dome.height, 2 * scale) / np.float32(scale)
    wobble = 5.0 * part.noise(150, 5, 1, apart=True) + 0.9 * part.noise(44, 8, 2, apart=True)
    pith = 40 + 70 * (part.number * 0.618 % 1)
    over_pith = pith + 0.72 * depth + 0.15 * along + wobble
    aside = across - 34 * (part.number * 0.414 % 1 - 0.5) + 0.4 * wobble
    return np.hypot(over_pith, aside) / _PERIOD


def _wood(part: Part) -> Coat:
    rings = _rings(part)
    right, down = slopes(rings)
    crowded = smoothstep(0.42, 0.16, np.hypot(right, down).astype(np.float32))
    index = np.floor(rings)
    share = rings - index
    late = smoothstep(0.05, 0.82, share) * smoothstep(1.0, 0.88, share)
    late = late * (0.62 + 0.38 * np.sin(index * 2.4)) * crowded + 0.35 * (1 - crowded)
    fibre = part.streaks(part.grain_angle, 34, 1.3)
    pores = smoothstep(1.35, 2.2, part.streaks(part.grain_angle, 15, 1.0))
    tone = 0.74 - 0.36 * late + 0.036 * fibre - 0.16 * pores + 0.025 * part.noise(120, 14, 2)
    tone = tone + 0.05 * np.sin(part.number * 2.1)
    colors = ramp(tone, "#4A2412", "#8A4C26", "#BD7C45", "#DDA869", "#F3D3A0")
    stained = np.clip(part.ratio, 0.2, 1.25)
    colors = colors * (0.18 + 0.82 * stained)
    dome = part.dome.bent(0.16 * fibre - 0.35 * pores - 0.5 * late, part.sheet.scale)
    colors = shaded(part, colors, diffuse(part, dome, 0.12), 0.52, 1.10)
    rx, ry = mirrored(part, dome)
    varnish = (
        0.20 * spot(rx, ry, -0.42, -0.60, 0.40) + 0.30 * spot(rx, ry, -0.46, -0.68, 0.14) + 0.07 * grazing(part, 2)
    )
    return Coat(brightened(colors, varnish, "#FFF1D2"))


WOODS = (Material("wood", "#C58A50", _wood, called="brown", relief=2.4, contrast=0.62, own=0.10),)
