"""Oil on canvas: earths and warm lights, broad flat strokes on a toned ground, the weave of the cloth."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.raster.lab import to_lab
from gpuserver.raster.strokes import Brush, Layer, directions, paint_strokes
from gpuserver.raster.texture import Plane, noise

_FLAT: Final = Brush(
    (Layer(40, 4, 44, 0, 0.5), Layer(22, 4, 32, 0, 0.75), Layer(12, 4, 26, 0.12), Layer(5.8, 4, 24, 0.40)),
    bristles=11, saturation=1.0, uneven=6, tinted=2.6, streaked=4, grooved=14, loaded=26, ragged=0.2,
)  # fmt: skip
"""A flat hog's brush: short broad strokes that end in a ragged edge."""


def oil_painted(picture: Pixels, along: tuple[Plane, Plane], detail: Plane, seed: int, watch: Watch) -> Pixels:
    """`picture` in oil, its strokes along a direction given as (cos 2θ, sin 2θ); fine ones by `detail`, 0..1."""
    height, width = picture.shape[:2]
    angle = directions(*along) + 0.28 * noise(height, width, 48, seed, 2)
    toned = earthen(picture)
    first = (toned * np.array([0.90, 0.87, 0.83], np.float32)).astype(np.uint8)
    painted = paint_strokes(toned, np.asarray(angle, np.float32), detail, seed, watch, brush=_FLAT, over=first)
    thin = 1.15 - painted.max(2, keepdims=True) / np.float32(255)  # lights are laid on thickly and hide the cloth
    return np.clip(painted * (1 + 0.10 * thin * canvas(height, width)[..., None]), 0, 255).astype(np.uint8)


def earthen(picture: Pixels) -> Pixels:
    """`picture` in the colours of an old palette: ochres, siennas, olive, slate; lights warm, darks in umber."""
    lab = to_lab(picture)
    light, green_red, blue_yellow = (lab[..., at] for at in range(3))
    green, blue = np.clip(-green_red, 0, None), np.clip(-blue_yellow, 0, None)
    level = light / 100
    toned = np.empty_like(lab)
    toned[..., 0] = 100 * (0.06 + 0.86 * (level + 0.09 * np.sin(2 * np.pi * (level - 0.5)))) - 0.10 * green
    toned[..., 1] = (
        0.80 * green_red + 0.42 * green - 0.55 * np.clip(np.minimum(green_red, blue), 0, None) + 2 * (1 - level)
    )
    toned[..., 2] = 0.80 * blue_yellow + 0.27 * blue - 0.10 * green + 5 + 9 * level * (1 - 0.5 * level)
    toned[..., 0] *= _lit_middle(*picture.shape[:2])
    out = cv2.cvtColor(np.asarray(toned, np.float32), cv2.COLOR_LAB2RGB)
    return (np.clip(out, 0, 1) * 255).astype(np.uint8)


def _lit_middle(height: int, width: int) -> Plane:
    """The light of a studio: full in the middle, less towards the corners."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = np.hypot((x / width - 0.46) * 1.1, y / height - 0.44)
    return np.asarray(1 - 0.34 * np.clip(away - 0.22, 0, 1) ** 1.3, np.float32)


@lru_cache(maxsize=4)
def canvas(height: int, width: int) -> Plane:
    """The relief of plain weave, about −1..1: threads over and under, a little uneven."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x = x + 0.9 * noise(height, width, 60, 31)
    y = y + 0.9 * noise(height, width, 60, 32)
    pitch = np.float32(2 * np.pi / 4.6)
    out = np.sin(x * pitch) * np.cos(y * pitch) + 0.35 * noise(height, width, 2.5, 33)
    out.flags.writeable = False
    return np.asarray(out, np.float32)
