"""Lipstick: pigment on the lips, in the lips' own light."""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Image, Plane
from gpuserver.engines.face.color import recolored
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import feature
from gpuserver.engines.face.masks import touching
from gpuserver.engines.face.mesh import INNER_LIP_UPPER, LIP_BOTTOM, LIP_TOP, MOUTH, MOUTH_OPENING, OUTER_LIP_UPPER
from gpuserver.engines.face.once import once
from gpuserver.engines.face.skin import lab
from gpuserver.engines.face.smooth import blur, grown, smoothstep
from gpuserver.raster.lab import to_lab

PIGMENT: Final = (43.0, 18.0)
"""a, b of the red at L 46."""
_COVER: Final = 0.78
"""Share of the pigment that hides the lips under it."""
_LIGHT: Final = (24.0, 42.0)
"""L that the middle tone of painted lips may have."""
_OPEN: Final = 0.012
"""Gap between the lips (d) from which the mouth is open."""


@once
def lip_matte(face: Face) -> Plane:
    """S × S, 0..1: the red of the lips, without teeth and without hair that hangs over them."""
    soft = sharpness(face)
    lips = blur(feature(face, MOUTH), max(0.8, 0.012 * face.d, 0.6 * soft))
    gap = face.canonical[LIP_BOTTOM, 1] - face.canonical[LIP_TOP, 1]
    if gap > _OPEN:
        opening = feature(face, MOUTH_OPENING)
        lips = np.clip(lips - blur(opening, max(0.6, 0.5 * soft)), 0, 1) * (1 - _teeth(face, lips, opening))
    return lips * (1 - _hair(face, lips))


def lipstick(face: Face, image: Image, strength: float) -> Image:
    """Red lips; on dark skin a deeper red, of the lips' own lightness."""
    matte = lip_matte(face)
    return recolored(image, painted(to_lab(image), matte), matte * np.float32(_COVER * strength))


def painted(colors: Image, matte: Plane) -> Image:
    """The Lab of lips under opaque lipstick: light and shade are the lips', and so is some of their own colour."""
    core = matte > 0.7
    if not core.any():
        return colors
    light, own_light = colors[..., 0], float(np.median(colors[core][:, 0]))
    low, high = _LIGHT
    middle = max(min(own_light - 9, high), min(own_light, low))
    gloss = np.clip(light - np.percentile(light[core], 82), 0, 20)
    new_light = middle + 1.15 * (light - own_light) + 0.5 * gloss
    own = np.median(colors[core][:, 1:], axis=0)
    depth = np.clip(new_light / 46, 0.72, 1.2)
    depth = np.maximum(depth, float(np.hypot(*own) / np.hypot(*PIGMENT)))  # lips that are red already do not fade
    tint = depth[..., None] * np.asarray(PIGMENT, np.float32) + 0.15 * (colors[..., 1:] - own)
    return np.dstack([np.clip(new_light, 0, 96), tint]).astype(np.float32)


def _teeth(face: Face, lips: Plane, opening: Plane) -> Plane:
    """Near the opening, what is lighter and less red than the lips: the mesh is a pixel or two off there."""
    colors = lab(face)
    light, red, _ = np.median(colors[(lips > 0.7) & (opening < 0.1)], axis=0)
    paler = smoothstep(4, 14, colors[..., 0] - light) * smoothstep(2, 8, red - colors[..., 1])
    joined = touching((paler > 0.3) & grown(opening > 0.5, 0.04 * face.d), opening > 0.5)
    return blur(paler * joined, 0.7)


def _hair(face: Face, lips: Plane) -> Plane:
    """A moustache over the upper lip: far less red than the lips, in broad patches."""
    red = lab(face)[..., 1]
    core = lips > 0.7
    if not core.any():
        return np.zeros_like(lips)
    own = float(np.percentile(red[core], 60))
    upper = blur(feature(face, OUTER_LIP_UPPER + INNER_LIP_UPPER[::-1]), 0.02 * face.d)
    return upper * smoothstep(0.45, 0.8, (own - blur(red, 0.012 * face.d)) / max(own, 10.0))
