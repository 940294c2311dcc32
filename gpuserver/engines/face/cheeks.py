"""Rosy cheeks: a red that is added to the skin's own colour, highest over the cheekbones."""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Image, Plane
from gpuserver.engines.face.color import recolored
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import oval, pixels
from gpuserver.engines.face.once import once
from gpuserver.engines.face.skin import skin_model, skin_probability
from gpuserver.engines.face.skin_matte import darkness, skin_matte
from gpuserver.engines.face.smooth import blur, smoothstep
from gpuserver.raster.lab import to_lab

_APPLES: Final = ((50, 117, 234), (280, 346, 454))
"""For each cheek: mesh points below and beside the apple, and the ear, toward which the red runs."""
_REACH: Final = (0.27, 0.175)
"""How far the red reaches (d): along the cheekbone, and across it. Smaller looks like a clown's."""
_COVER: Final = 0.72


@once
def cheek_matte(face: Face) -> Plane:
    """S × S, 0..1: both cheeks, the far one of a turned face narrower; only where skin is seen."""
    both = np.zeros((face.size, face.size), np.float32)
    for below, beside, ear in _APPLES:
        apple = 0.78 * face.points[below, :2] + 0.22 * face.points[beside, :2]
        outward = face.points[ear, :2] - apple
        along = 0.9 * outward / np.linalg.norm(outward) - 0.35 * face.axes[1, :2]
        along = along / np.linalg.norm(along)
        seen = np.linalg.norm(face.points[ear, :2] - face.points[below, :2]) / (0.42 * face.d)
        away = pixels(face) - (apple + 0.05 * face.d * along).astype(np.float32)[:, None, None]
        x, y = along[0] * away[0] + along[1] * away[1], along[0] * away[1] - along[1] * away[0]
        long, high = _REACH[0] * face.d * np.clip(seen, 0.35, 1), _REACH[1] * face.d
        both += np.exp(-((x / long) ** 2) - (y / high) ** 2).astype(np.float32)
    inside = oval(face) * blur(oval(face), 0.04 * face.d)
    return np.clip(both, 0, 1) * inside * np.clip(1.2 * skin_matte(face), 0, 1) * _beardless(face)


def _beardless(face: Face) -> Plane:
    """0 on what does not look like skin in broad patches: whiskers."""
    return smoothstep(0.1, 0.5, blur(skin_probability(face), 0.04 * face.d))


def rosy_cheeks(face: Face, image: Image, strength: float) -> Image:
    """Redder, a little darker cheeks. By an offset, so that freckles, light and any skin tone stay what they are."""
    colors, dark = to_lab(image), darkness(face)
    offset = np.array([-4 + 3 * dark, 15 + dark, 1 + 2 * dark], np.float32)
    lit = np.clip(0.4 + 0.6 * blur(colors[..., 0], 0.05 * face.d) / skin_model(face).median[0], 0.5, 1.1)
    return recolored(image, colors + lit[..., None] * offset, cheek_matte(face) * np.float32(_COVER * strength))
