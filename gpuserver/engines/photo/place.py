"""A drawn place as the background of a photograph: out of focus, with uneven light, the photo's own grain and haze.

Lights spread to discs, as a lens makes of them (the blur is of linear light). Where the subject stands on the ground, the
ground at its foot stays nearer to focus than what lies behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from gpuserver.engines.base import Pixels
from gpuserver.engines.photo.bands import Plane, enlarged, shrunk, to_rgb
from gpuserver.engines.photo.restore import noise
from gpuserver.raster.lab import to_lab

SIDE: Final = 900
"""Long side of the drawn place, px: what is out of focus needs no more."""
_FAR: Final = 0.015
"""Radius of the blur of what is far, as a share of the long side."""
_NEAR: Final = 0.5
"""Share of that radius at the subject's foot."""
_COLORS: Final = 0.72
"""Chroma that is kept: paints are stronger than places."""
_HAZE: Final = 0.12
"""How far dark parts come towards the place's mean light, by the air before them."""
_MOTTLE: Final = 3.2
"""Spread of the uneven light over areas of one paint, in L."""
_CAST: Final = 0.18
"""Share of the photo's own cast of colour that the place takes."""
_GRAIN: Final = (1.6, 9.0)
"""Least and most grain, in grey levels."""
_LAMP: Final = 6.0
"""How much more light a lamp gives at night than paper white does: its disc still shines when it is spread."""


@dataclass(frozen=True)
class Place:
    """A background on a small copy, and the grain that it gets at full size."""

    small: Plane
    """h × w × 3, sRGB 0..255."""
    grain: float
    """Standard deviation, grey levels."""
    shape: tuple[int, int]

    def rows(self, rows: slice) -> Plane:
        """The `rows` at full size, sRGB 0..255."""
        out = enlarged(self.small, self.shape, rows)
        if self.grain:
            out += _grained(out.shape[:2], self.grain, rows.start)[..., None]
        return np.clip(out, 0, 255)


def photographed(drawn: Pixels, pixels: Pixels, matte: Plane) -> Place:
    """`drawn` (of at most `SIDE` px) as what a camera sees behind the subject that `matte` cuts out of `pixels`."""
    height, width = drawn.shape[:2]
    mask = np.asarray(cv2.resize(matte, (width, height), interpolation=cv2.INTER_AREA), np.float32)
    lab = _aired(to_lab(drawn), to_lab(shrunk(pixels, 400)))
    soft = _focused(to_rgb(lab), _depth(mask), _FAR * max(height, width))
    # at least as much grain as film or a small sensor has: without any a place is drawn
    grain = float(np.clip(noise(np.ascontiguousarray(pixels[..., :3])), *_GRAIN))
    return Place(soft, grain, (pixels.shape[0], pixels.shape[1]))


def _aired(lab: Plane, photo: Plane) -> Plane:
    """Paints as a place in air has them: quieter, hazier, unevenly lit, and a little of the photo's own cast."""
    height, width = lab.shape[:2]
    rng = np.random.default_rng(17)
    mottle = np.zeros((height, width), np.float32)
    for octave in (4, 9, 24):  # uneven at every scale, most at the largest
        cells = rng.normal(
            0, 1, (max(2, height * octave // max(height, width)), max(2, width * octave // max(height, width)))
        )
        mottle += cv2.resize(cells.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC) / octave**0.4
    mottle *= _MOTTLE / float(mottle.std())
    out = lab.copy()
    mean = float(lab[..., 0].mean())
    out[..., 0] = lab[..., 0] + _HAZE * np.clip(mean - lab[..., 0], 0, None)
    out[..., 0] += mottle * np.clip(np.minimum(lab[..., 0], 102 - lab[..., 0]) / 30, 0.15, 1)
    grey = photo[np.hypot(photo[..., 1], photo[..., 2]) < 20]
    cast = np.clip(grey[:, 1:].mean(axis=0), -12, 12) if len(grey) > 0.02 * photo[..., 0].size else np.zeros(2)
    out[..., 1:] = _COLORS * lab[..., 1:] + _CAST * cast
    return np.asarray(out, np.float32)


def _depth(mask: Plane) -> Plane:
    """How far each row is: 1 behind the subject, less towards the ground at its foot. 1 throughout where it has no foot."""
    height, width = mask.shape
    rows = np.flatnonzero((mask > 0.5).any(axis=1))
    if len(rows) == 0 or not 0.6 * height <= rows[-1] < height - 2:
        return np.ones((height, width), np.float32)
    above = np.clip((rows[-1] - np.arange(height, dtype=np.float32)) / (0.45 * height), 0, 1)
    return np.repeat((_NEAR + (1 - _NEAR) * above)[:, None], width, axis=1).astype(np.float32)


def _focused(rgb: Pixels, depth: Plane, radius: float) -> Plane:
    """`rgb` blurred by discs of `radius` px where `depth` is 1, and by less where it is less."""
    light = (rgb.astype(np.float32) / 255) ** 2.2
    white = np.clip((rgb.min(axis=2, keepdims=True).astype(np.float32) - 200) / 55, 0, 1)
    light += (_LAMP - 1) * white * np.clip(1 - 5 * float(light.mean()), 0, 1)
    shares = (_NEAR, 0.75, 1.0)
    levels = [np.asarray(cv2.filter2D(light, -1, _disc(share * radius)), np.float32) for share in shares]
    out = levels[0]
    for (low, high), level in zip(((_NEAR, 0.75), (0.75, 1.0)), levels[1:], strict=True):
        mix = np.clip((depth - low) / (high - low), 0, 1)[..., None]
        out = out * (1 - mix) + level * mix
    return np.asarray(255 * np.clip(out, 0, 1) ** np.float32(1 / 2.2), np.float32)


def _disc(radius: float) -> Plane:
    reach = max(1, int(np.ceil(radius)))
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    disc = np.clip(radius + 0.5 - np.hypot(y, x), 0, 1)
    return np.asarray(disc / disc.sum(), np.float32)


def _grained(shape: tuple[int, int], sigma: float, seed: int) -> Plane:
    """Grain of a spread of `sigma`, a little soft, as a camera's is."""
    fine = np.random.default_rng(seed).standard_normal(shape, np.float32)
    soft = np.asarray(cv2.GaussianBlur(fine, (0, 0), 0.6), np.float32)
    return soft * np.float32(sigma / 0.47)
