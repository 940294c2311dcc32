"""Weather over a photo: falling snow, rain, fog. Light is scattered towards the air's (Koschmieder, 1924)."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.looks import Look
from gpuserver.engines.photo.bands import Plane
from gpuserver.engines.photo.looks.frame import Band, Frame, Grade, balanced, clouds, luminance, mixed
from gpuserver.engines.photo.looks.seasons import frosted

_SEED: Final = 23
_SIDE: Final = 1024
"""Long side of the plane on which flakes and drops are laid; it is enlarged for larger photos."""
_FLAKES: Final = (
    (1500, 0.0008, 0.0012, 0.65),
    (420, 0.0016, 0.003, 0.8),
    (70, 0.004, 0.007, 0.7),
    (12, 0.010, 0.016, 0.42),
)
"""Depths of the snow, far to near: flakes in a square, the least and largest radius as shares of the side, opacity."""
_STREAKS: Final = ((520, 0.022, 1, 0.30), (150, 0.05, 1, 0.42), (26, 0.10, 2, 0.30))
"""Depths of the rain, far to near: drops in a square, length as a share of the side, width in px, opacity."""
_AIR: Final = {
    "snow": np.array([0.72, 0.76, 0.82], np.float32),
    "rain": np.array([0.30, 0.34, 0.38], np.float32),
    "fog": np.array([0.64, 0.67, 0.70], np.float32),
}
_FLAKE: Final = np.full(3, 0.97, np.float32)
_STREAK: Final = np.full(3, 0.72, np.float32)


def snow(frame: Frame, look: Look) -> Grade:
    """Flakes of several depths in a pale cold light, and some of it on leaves and grass."""
    flakes = _flakes(frame.shape, look.amount)

    def grade(light: Plane, band: Band) -> Plane:
        white = frosted(light, min(1.0, 0.75 * look.amount))
        air = _AIR["snow"] * (0.10 * look.amount + 0.35 * band.sky[..., None])
        dim = mixed(white, _AIR["snow"], np.clip(air, 0, 0.6))
        return mixed(dim, _FLAKE, band.frame.spread(flakes, band.rows)[..., None])

    return grade


def rain(frame: Frame, look: Look) -> Grade:
    """Grey-blue light, less contrast, and streaks of several depths."""
    streaks = _streaks(frame.shape, look.amount)
    strength = min(1.3, look.amount)

    def grade(light: Plane, band: Band) -> Plane:
        dull = balanced(mixed(light, luminance(light), 0.5 * strength), (0.93, 1.0, 1.12)) * (1 - 0.30 * strength)
        veil = np.clip(
            0.16 * strength * (1.3 - band.frame.down(band.rows))[..., None] + 0.6 * band.sky[..., None], 0, 0.7
        )
        wet = mixed(dull, _AIR["rain"], veil)
        return mixed(wet, _STREAK, band.frame.spread(streaks, band.rows)[..., None])

    return grade


def fog(frame: Frame, look: Look) -> Grade:
    """A haze that thickens upwards, where a photo shows what is far, and is uneven as drifting fog is."""
    lumps = clouds(_SEED, (160, 240), 0.12)

    def grade(light: Plane, band: Band) -> Plane:
        far = np.clip(1.08 - band.frame.down(band.rows), 0, 1) ** 0.8
        depth = (0.22 + 0.85 * far) * (0.75 + 0.5 * band.frame.spread(lumps, band.rows)) * look.amount
        clear = np.exp(-depth)[..., None] * (1 - 0.45 * min(1.0, look.amount) * band.sky[..., None])
        pale = mixed(light, luminance(light), 0.25)
        return mixed(_AIR["fog"], pale, clear)

    return grade


def _plane(shape: tuple[int, int]) -> tuple[int, int]:
    """Height and width of the plane of flakes or drops over a photo of `shape`."""
    scale = min(1.0, _SIDE / max(shape))
    return max(8, round(shape[0] * scale)), max(8, round(shape[1] * scale))


def _flakes(shape: tuple[int, int], amount: float) -> Plane:
    """Opacity (0..1) of the snow in the air."""
    height, width = _plane(shape)
    side, rng = max(height, width), np.random.default_rng(_SEED)
    clear = np.ones((height, width), np.float32)
    for count, least, most, opacity in _FLAKES:
        layer = np.zeros((height, width), np.uint8)
        for x, y, size, bright in rng.random((round(count * amount), 4)):
            centre = round(x * side * 16), round(y * side * 16)
            radius = max(0.6, (least + (most - least) * size) * side)
            cv2.circle(layer, centre, round(radius * 16), 130 + round(bright * 125), -1, cv2.LINE_AA, 4)
        soft = cv2.GaussianBlur(layer, (0, 0), max(0.5, 0.55 * most * side)).astype(np.float32) / 255
        clear *= 1 - opacity * np.clip(soft * 1.25, 0, 1)
    return np.asarray(1 - clear, np.float32)


def _streaks(shape: tuple[int, int], amount: float) -> NDArray[np.float32]:
    """Opacity (0..1) of the rain in the air: all drops fall the same way, a little aslant."""
    height, width = _plane(shape)
    side, rng = max(height, width), np.random.default_rng(_SEED)
    clear = np.ones((height, width), np.float32)
    for count, length, thick, opacity in _STREAKS:
        layer = np.zeros((height, width), np.uint8)
        for x, y, size, bright in rng.random((round(count * amount), 4)):
            long = length * side * (0.6 + 0.8 * size)
            start = np.array([x * side * 1.2 - 0.1 * side, y * side - long])
            stop = start + np.array([-0.16, 1.0]) * long
            first, last = ((round(point[0] * 16), round(point[1] * 16)) for point in (start, stop))
            cv2.line(layer, first, last, 90 + round(bright * 165), thick, cv2.LINE_AA, 4)
        soft = cv2.GaussianBlur(layer, (0, 0), 0.5 * thick + 0.2, sigmaY=1.5).astype(np.float32) / 255
        clear *= 1 - opacity * soft
    return np.asarray(1 - clear, np.float32)
