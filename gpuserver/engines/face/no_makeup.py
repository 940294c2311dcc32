"""No make-up: lips, lids and cheeks go back toward the colours that bare skin of this tone has; nothing gets darker.

What is under foundation cannot be known; a face without make-up hardly changes.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from gpuserver.engines.face.arrays import Image, Plane
from gpuserver.engines.face.cheeks import cheek_matte
from gpuserver.engines.face.color import recolored
from gpuserver.engines.face.eye_makeup import lash_line, lid_matte
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.lips import lip_matte
from gpuserver.engines.face.skin import skin_model
from gpuserver.engines.face.smooth import blur, smoothstep
from gpuserver.raster.lab import to_lab

_BARE_LIPS: Final = (-9.0, 8.0, 1.0)
"""Lab of bare lips beside that of the skin."""
_WORN: Final = (8.0, 18.0)
"""Distances in a, b of lips from skin: up to the first they are bare, from the second on painted."""


def no_makeup(face: Face, image: Image, strength: float) -> Image:
    """Paler lips, lids of the skin's colour without a dark line, cheeks without rouge."""
    for part in (_lips, _lids, _cheeks):
        colors = to_lab(image)
        change, share = part(face, colors)
        image = recolored(image, colors + change, share * np.float32(strength))
    return image


def _lips(face: Face, colors: Image) -> tuple[Image | Plane, Plane]:
    matte, skin = lip_matte(face), skin_model(face).median
    core = matte > 0.7
    if not core.any():
        return np.zeros(3, np.float32), matte
    own = np.median(colors[core], axis=0)
    change = skin + np.asarray(_BARE_LIPS, np.float32) - own
    change = np.array([np.clip(change[0], 0, 12), min(change[1], 0), change[2]]) * (0.8, 1.0, 0.9)
    worn = smoothstep(*_WORN, float(np.hypot(*(own - skin)[1:])))
    return (change * worn).astype(np.float32), matte


def _lids(face: Face, colors: Image) -> tuple[Image, Plane]:
    skin = skin_model(face).median
    around = blur(colors, 0.05 * face.d)
    change = 0.8 * (skin - around)
    change[..., 0] = 0.6 * np.clip(skin[0] - 6 - around[..., 0], 0, 14)
    line = lash_line(face)
    change[..., 0] += line * np.clip(around[..., 0] - colors[..., 0], 0, 18) * 0.55
    return change, np.maximum(0.85 * lid_matte(face), line)


def _cheeks(face: Face, colors: Image) -> tuple[Image, Plane]:
    change = np.zeros_like(colors)
    red = skin_model(face).median[1]
    change[..., 1] = 0.8 * np.minimum(red - blur(colors[..., 1], 0.05 * face.d), 0)
    return change, np.clip(1.5 * cheek_matte(face), 0, 1)
