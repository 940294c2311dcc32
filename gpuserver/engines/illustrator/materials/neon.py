"""Neon: glowing tubes along the outlines of a body so dark that it only carries them."""

from __future__ import annotations

import numpy as np

from gpuserver.engines.illustrator.color import from_hls, hls, luminance
from gpuserver.engines.illustrator.materials.part import Coat, Material, Part
from gpuserver.engines.illustrator.materials.planes import Colors, blurred, bump, color_of, smoothstep
from gpuserver.engines.illustrator.materials.shine import spot
from gpuserver.raster.texture import Plane

_TUBE = 0.0044
"""Half the width of a tube, share of S."""


def gas(color: str) -> str:
    """The light that stands for a flat colour: its hue at full strength, a cold white for greys."""
    hue, _, vivid = hls(color)
    if luminance(color) > 232 or vivid < 0.16:
        return "#BFEAFF"
    return from_hls(hue, 0.60, 1.0)


def _neon(part: Part) -> Coat:
    half, rim = np.float32(_TUBE * part.length), part.dome.rim
    hue = color_of(part.item.color)
    reach = float(rim.max())
    slim = reach < 4.5 * float(half)
    off = np.abs(rim - (reach * 0.5 if slim else 2.1 * half))
    tube = smoothstep(float(half) * 1.25, float(half) * 0.75, off.astype(np.float32))
    core = bump(off.astype(np.float32), 0, float(half) * 0.55)
    if slim:
        tube, core = part.cover, smoothstep(0.2, 0.8, rim / np.float32(max(reach, 1)))
    marks = _marks(part)
    body = color_of("#171226") * np.float32(0.86) + hue * np.float32(0.055)
    sheen = 0.10 * spot(2 * part.dome.nz * part.dome.nx * part.side, 2 * part.dome.nz * part.dome.ny, -0.4, -0.6, 0.4)
    colors = body + sheen[..., None] * 190 + np.zeros_like(part.albedo)
    light = hue * tube[..., None] + (255 - hue) * (0.85 * core * tube)[..., None]
    light = light + marks
    return Coat(colors, light=light * part.cover[..., None])


def _marks(part: Part) -> Colors:
    """Thin dim tubes along the markings."""
    flat = color_of(part.item.color)
    off = np.abs(part.albedo - flat).sum(-1)
    inside: Plane = np.clip(off / np.float32(90), 0, 1).astype(np.float32)
    soft = blurred(inside, 0.0016 * part.length)
    line = smoothstep(0.25, 0.9, 4 * soft * (1 - soft)) * smoothstep(2, 6, part.dome.rim)
    hue = part.albedo / np.maximum(part.albedo.max(-1, keepdims=True), 40)
    hue = np.clip(hue * hue, 0.08, 1) * np.float32(215)
    return hue * (0.55 * line + 0.10 * inside)[..., None]


NEONS = (Material("neon", "#2A2046", _neon, own=1.0, recolor=gas, cast=0.0, ground=0.5, lit_lines=True),)
