"""What the looks of a photo share: its colours in linear light, where its sky is, and noise that a seed fixes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from core.looks import Look
from gpuserver.engines.base import Pixels
from gpuserver.engines.photo import stuff
from gpuserver.engines.photo.bands import Plane, Real, enlarged, shrunk
from gpuserver.engines.photo.softmask import SoftMask, soften
from gpuserver.raster.lab import to_lab

_SIDE: Final = 400
_WEIGHTS: Final = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""Of the linear primaries of sRGB in luminance (ITU-R BT.709)."""
_STEPS: Final = np.arange(256, dtype=np.float32) / 255
_LINEAR: Final = np.where(_STEPS <= 0.04045, _STEPS / 12.92, ((_STEPS + 0.055) / 1.055) ** 2.4).astype(np.float32)


@dataclass(frozen=True)
class Frame:
    """The photo as a whole, for a look that is made a band at a time."""

    shape: tuple[int, int]
    """Height and width."""
    lab: Plane
    """CIE Lab of a small copy."""
    sky: SoftMask | None
    """None where no sky is found."""
    horizon: float
    """How far down the sky reaches, as a share of the height; 0 without one."""

    @classmethod
    def of(cls, pixels: Pixels) -> Frame:
        """The frame of `pixels`."""
        lab = to_lab(shrunk(pixels, _SIDE))
        hard = stuff.sky(lab).astype(np.float32)
        if not hard.any() or _is_wall(lab[hard > 0]):
            return cls(pixels.shape[:2], lab, None, 0.0)
        rows = np.flatnonzero(hard.mean(axis=1) > 0.05)
        return cls(pixels.shape[:2], lab, soften(pixels, hard), float(rows[-1] + 1) / len(hard))

    def down(self, rows: slice) -> Plane:
        """How far down each of `rows` is: 0 at the top of the photo, 1 at its foot; one column."""
        height = self.shape[0]
        return np.asarray((np.arange(rows.start, rows.stop) + 0.5) / height, np.float32)[:, None]

    def spread(self, small: Real, rows: slice) -> Plane:
        """The `rows` of a small plane that covers the photo."""
        return enlarged(small, self.shape, rows)


@dataclass(frozen=True)
class Band:
    """Some rows of the photo."""

    frame: Frame
    rows: slice
    sky: Plane
    """0..1, how surely each pixel is sky."""


def _is_wall(colors: Plane) -> bool:
    """Whether `colors` are those of wood, fur or a wall: warm, and not as light as a sky is that warm."""
    light, a, b = (float(part) for part in np.median(colors, axis=0))
    return b > 8 and a > -4 and light < 82


Grade = Callable[[Plane, Band], Plane]
"""Linear light, height × width × 3, 0..1 and a little beyond, to the same."""
Maker = Callable[[Frame, Look], Grade]


def to_linear(rgb: Pixels) -> Plane:
    """Linear light, 0..1, of sRGB (IEC 61966-2-1)."""
    return _LINEAR[rgb[..., :3]]


def to_srgb(light: Plane) -> Pixels:
    """sRGB of linear light, clipped to 0..1."""
    light = np.clip(light, 0, 1)
    coded = np.where(light <= 0.0031308, light * 12.92, 1.055 * np.power(light, 1 / 2.4) - 0.055)
    return np.rint(coded * 255).astype(np.uint8)


def luminance(light: Plane) -> Plane:
    """Relative luminance Y of linear light: height × width × 1."""
    return np.asarray(light @ _WEIGHTS, np.float32)[..., None]


def balanced(light: Plane, gains: tuple[float, float, float]) -> Plane:
    """White balance: each channel by its gain, with the luminance of every pixel kept."""
    moved = light * np.array(gains, np.float32)
    return np.asarray(moved * (luminance(light) / np.maximum(luminance(moved), 1e-6)), np.float32)


def mixed(first: Real, second: Real, share: Real | float) -> Plane:
    """`first`, with `share` (0..1) of `second`."""
    return np.asarray(first + (second - first) * share, np.float32)


def clouds(seed: int, shape: tuple[int, int], scale: float) -> Plane:
    """Smooth noise of 0..1 on a small plane of `shape`; `scale`: size of its lumps as a share of its long side."""
    noise = np.random.default_rng(seed).standard_normal(shape).astype(np.float32)
    wide = scale * max(shape)
    soft = cv2.GaussianBlur(noise, (0, 0), wide) * wide + 0.5 * cv2.GaussianBlur(noise, (0, 0), wide / 3) * wide / 3
    low, high = np.percentile(soft, (2, 98))
    return np.asarray(np.clip((soft - low) / max(float(high - low), 1e-6), 0, 1), np.float32)


def in_lab(light: Plane, change: Callable[[Plane], NDArray[np.float32]]) -> Plane:
    """`light` with `change` made to its CIE Lab colours."""
    rgb = cv2.cvtColor(np.clip(change(linear_to_lab(light)), [0, -127, -127], [100, 127, 127]).astype(np.float32),
                       cv2.COLOR_LAB2LRGB)  # fmt: skip
    return np.clip(np.asarray(rgb, np.float32), 0, 1)


def linear_to_lab(light: Plane) -> Plane:
    """CIE Lab (D65) of linear light."""
    return np.asarray(cv2.cvtColor(np.clip(light, 0, 1), cv2.COLOR_LRGB2LAB), np.float32)
