"""Another time of day over a photo: night, sunset, plain day."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from core.looks import Look
from gpuserver.engines.photo.bands import Plane
from gpuserver.engines.photo.looks.frame import Band, Frame, Grade, balanced, luminance, mixed

_MOON: Final = np.array([0.62, 0.84, 1.34], np.float32)
_LAMP: Final = np.array([1.15, 0.95, 0.62], np.float32)
_LOW_SUN: Final = np.array([1.30, 0.88, 0.46], np.float32)
_SHADE: Final = np.array([1.02, 0.90, 1.16], np.float32)
_ZENITH: Final = np.array([0.34, 0.34, 0.62], np.float32)
_GLOW: Final = np.array([1.05, 0.50, 0.20], np.float32)


def night(frame: Frame, look: Look) -> Grade:
    """Dark and blue, as film is exposed for night by day; lamps and small highlights stay, a little warm.

    Colours fade in the dark, where rods see (the Purkinje effect).
    """
    lamps = _lamps(frame)
    strength = min(1.3, look.amount)

    def grade(light: Plane, band: Band) -> Plane:
        gray = luminance(light)
        faded = mixed(light, gray, 0.42)
        # moonlight lifts the shadows and burns no light: what is bright by day is held down, what is dark hardly
        exposure = (0.36 + 0.10 * gray) * (1 - 0.42 * band.sky[..., None])
        lamp = frame.spread(lamps, band.rows)[..., None]
        dark = (faded / (1 + 0.55 * gray)) * _MOON * exposure**strength
        return mixed(dark, light * _LAMP * 0.95, lamp)

    return grade


def sunset(frame: Frame, look: Look) -> Grade:
    """Low warm light: what is lit turns gold, what is shaded violet, and the sky glows towards the horizon."""
    horizon = max(frame.horizon, 0.35)
    strength = min(1.4, look.amount)

    def grade(light: Plane, band: Band) -> Plane:
        down = band.frame.down(band.rows)[..., None]
        gray = luminance(light)
        lit = np.clip((np.sqrt(gray) - 0.22) / 0.5, 0, 1)
        toned = light * mixed(_SHADE, _LOW_SUN, lit) * (0.66 + 0.16 * lit)
        up = np.clip(down / horizon, 0, 1) ** 1.4
        glow = mixed(_ZENITH, _GLOW, up) * (0.35 + 0.65 * gray)
        toned = mixed(toned, glow, 0.8 * band.sky[..., None])
        near = np.exp(-(((down - horizon) / 0.22) ** 2)) * 0.10 * (1 - 0.6 * band.sky[..., None])
        return mixed(light, toned + near * _GLOW, strength)

    return grade


def day(_: Frame, look: Look) -> Grade:
    """Sunny: lighter, and a little warm."""

    def grade(light: Plane, _: Band) -> Plane:
        lifted = 1 - (1 - np.clip(light, 0, 1)) ** (1 + 0.35 * look.amount)
        return balanced(lifted, (1.05, 1.0, 0.92))

    return grade


def _lamps(frame: Frame) -> Plane:
    """Small things on a small copy that are much lighter than what is round them (0..1), with their halo."""
    light = frame.lab[..., 0]
    side = max(light.shape)
    around = cv2.GaussianBlur(light, (0, 0), side / 22)
    sharp = np.clip((light - 84) / 10, 0, 1) * np.clip((light - around - 22) / 14, 0, 1)
    halo = cv2.GaussianBlur(sharp, (0, 0), side / 90)
    return np.asarray(np.clip(np.maximum(sharp * 0.85, 0.6 * halo), 0, 1), np.float32)
