"""A subject in the light of another background: its colours moved part of the way, and a soft shadow at its foot.

Colour statistics as in Reinhard et al. (2001), "Color transfer between images", in CIE Lab.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import Plane, shrunk
from gpuserver.raster.lab import to_lab

_SIDE: Final = 400
_SHARE: Final = np.array([0.15, 0.22, 0.22], np.float32)
"""How far of the way to the new background's L, a and b the subject goes."""
_MOST: Final = np.array([5.0, 5.0, 6.0], np.float32)
"""The farthest that it goes, in L, a and b."""
_NIGHT: Final = (36.0, 2.2)
"""Mean L of a setting under which it is night, and how many times as far the subject's L then goes: no flash was used."""
_WRAP: Final = 0.3
"""How much of the setting's light comes round the subject's edge, at the edge."""
_WRAPPED: Final = 0.008
"""How far in it comes, as a share of the long side."""
_DARKEST: Final = 0.55
"""How much of the light the shadow takes where the subject touches the ground."""


@dataclass(frozen=True)
class Light:
    """What the new background does to the subject, and the subject to it."""

    shift: Plane
    """Added to the subject's L, a and b."""
    shadow: Plane
    """Share of the background's light that is taken (0..1), on a small copy."""
    wrap: Plane
    """Share of the subject's own colours that the light from behind takes (0..1), on a small copy."""

    def on(self, lab: Plane) -> Plane:
        """The subject's colours in the new light. Black and white stay: only what is between them takes it."""
        room = np.clip(np.minimum(lab[..., :1], 100 - lab[..., :1]) / 25, 0, 1)
        return np.asarray(lab + self.shift * room, np.float32)


def match(pixels: Pixels, matte: Plane, behind: Plane) -> Light:
    """The light of `behind` for the subject of `pixels` that `matte` (of the same size) cuts out."""
    small, setting = to_lab(shrunk(pixels, _SIDE)), to_lab(shrunk(np.rint(behind).astype(np.uint8), _SIDE))
    height, width = small.shape[:2]
    mask = np.asarray(cv2.resize(matte, (width, height), interpolation=cv2.INTER_AREA), np.float32)
    inside = mask > 0.9
    if not inside.any():
        return Light(np.zeros(3, np.float32), *np.zeros((2, height, width), np.float32))
    away = setting.reshape(-1, 3).mean(axis=0) - small[inside].mean(axis=0)
    dark, farther = _NIGHT
    reach = np.array([farther if setting[..., 0].mean() < dark else 1, 1, 1], np.float32)
    shift = np.clip(away * _SHARE * reach, -_MOST * reach, _MOST * reach).astype(np.float32)
    edge = cv2.GaussianBlur(1 - mask, (0, 0), max(1.0, _WRAPPED * max(height, width)))
    return Light(shift, _shadow(mask), np.asarray(_WRAP * edge, np.float32))


def _shadow(mask: Plane) -> Plane:
    """A flat ellipse under the subject's lowest parts; none for one that ends above the picture's lower part."""
    height, width = mask.shape
    out = np.zeros((height, width), np.float32)
    rows, columns = np.nonzero(mask > 0.5)
    lowest = int(rows.max())
    if lowest < 0.6 * height or lowest >= height - 2:  # in the air, or cut off by the frame
        return out
    tall = lowest - int(rows.min()) + 1
    foot = columns[rows > lowest - max(2, round(0.10 * tall))]
    middle, half = (int(foot.min()) + int(foot.max())) / 2, (int(foot.max()) - int(foot.min())) / 2
    across, down = max(3.0, half * 1.12 + 0.02 * tall), max(2.0, 0.05 * tall)
    centre, axes = (round(middle), lowest - round(0.3 * down)), (round(across), round(down))
    cv2.ellipse(out, centre, axes, 0, 0, 360, 1.0, -1, cv2.LINE_AA)
    soft = cv2.GaussianBlur(out, (0, 0), max(1.5, 0.8 * down), sigmaY=max(1.0, 0.45 * down))
    wide = cv2.GaussianBlur(out, (0, 0), max(2.0, 1.6 * down))
    return np.asarray(np.clip(0.7 * soft + 0.5 * wide, 0, 1) * _DARKEST, np.float32)
