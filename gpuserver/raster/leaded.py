"""Stained glass: panes that glow with their own streaks and bubbles, enamel painted on them, lead between."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from gpuserver.engines.base import Pixels
from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.segment import Labels, boundaries, means
from gpuserver.raster.texture import Plane, noise

_LEAD = np.array([24, 23, 27], np.float32)
_TINTS = np.array([(18, -14, -16), (14, 6, -26), (-22, 2, 16), (-10, 12, -16), (-4, -12, 18), (16, -2, -8)], np.float32)
"""What pale glass leans to: rose, amber, aqua, green, violet, peach."""
_BORDER = np.array([[168, 30, 44], [34, 62, 158], [168, 30, 44], [226, 158, 38]], np.float32)


def glazed(picture: Pixels, labels: Labels, lead: Plane, painted: Plane, own: float, seed: int) -> Pixels:
    """`labels` as panes in the colours of `picture`.

    `lead`: half width of the lead, px, at each pixel. `painted`: 1 where the picture itself is painted on the glass.
    `own`: share of the picture's shading that every pane keeps, 0..1.
    """
    height, width = labels.shape
    rng = np.random.default_rng(seed)
    color = means(labels, picture)
    count = len(color)
    color *= 1 + 0.11 * rng.standard_normal((count, 1))
    pale = 1 - np.clip((color.max(1) - color.min(1)) / 90, 0, 0.8)[:, None]
    color += _TINTS[rng.integers(0, len(_TINTS), count)] * pale * rng.random((count, 1)) * 1.3
    body = color[labels] * (1 - own) + picture * own
    share = painted[..., None]
    lit = _stained(body) * (1 - share) + picture * share
    lit *= (1 + (_streaks(height, width) * (1 - 0.7 * painted)) + _behind(height, width))[..., None]
    deep = _depth(labels)
    lit *= (1 - 0.28 * np.exp(-deep / 5.0) * (1 - painted))[..., None]
    came = np.clip(lead - deep + 0.5, 0, 1)
    came = cv2.GaussianBlur(came, (0, 0), 0.7)[..., None]
    halo = cv2.GaussianBlur(lit * (1 - came), (0, 0), max(height, width) / 70)
    out = lit * (1 - came) + _leads(deep, lead) * came
    out = out + halo * (0.05 + 0.17 * came)
    return np.clip(out, 0, 255).astype(np.uint8)


def _stained(body: Plane) -> Plane:
    """Colours of glass with light behind it: strong, and never dark."""
    grey = body @ LUMINANCE
    vivid = grey[..., None] + (body - grey[..., None]) * 1.6
    return np.asarray(34 + 196 * np.power(np.clip(vivid, 0, 255) / 255, 1.12), np.float32)


@lru_cache(maxsize=4)
def _streaks(height: int, width: int) -> Plane:
    """The unevenness of blown glass: long swirls, ripples, bubbles; about −0.25..0.25."""
    rng = np.random.default_rng(31)
    drawn = cv2.resize(noise(height, max(8, width // 9), 17, 32, 2), (width, height), interpolation=cv2.INTER_CUBIC)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    swirl = cv2.remap(
        drawn, x + 26 * noise(height, width, 150, 33, 2), y + 26 * noise(height, width, 150, 34, 2),
        cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT,
    )  # fmt: skip
    out = 0.055 * swirl + 0.045 * noise(height, width, 60, 35, 2) + 0.012 * noise(height, width, 4, 36)
    bubbles = np.zeros((height, width), np.float32)
    for _ in range(round(height * width / 5000)):
        place = (int(rng.integers(0, width)), int(rng.integers(0, height)))
        size, lean = (int(rng.integers(1, 3)), 1), 90 * rng.random()
        cv2.ellipse(bubbles, place, size, lean, 0, 360, rng.random(), -1, cv2.LINE_AA)
    out = out + 0.14 * cv2.GaussianBlur(bubbles, (0, 0), 0.7)
    out.flags.writeable = False
    return np.asarray(out, np.float32)


@lru_cache(maxsize=4)
def _behind(height: int, width: int) -> Plane:
    """The light of the day behind the window: stronger in the middle and above."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = np.hypot((x / width - 0.45) * 1.1, y / height - 0.38)
    out = 0.14 - 0.34 * away**1.5 + 0.05 * noise(height, width, 260, 37)
    out.flags.writeable = False
    return np.asarray(out, np.float32)


def _depth(labels: Labels) -> Plane:
    """Distance to the edge of the pane, px, without the steps of the pixels."""
    deep = cv2.distanceTransform(np.asarray(~boundaries(labels), np.uint8), cv2.DIST_L2, 5)
    return np.asarray(cv2.GaussianBlur(deep, (0, 0), 1.4), np.float32)


def _leads(deep: Plane, lead: Plane) -> Plane:
    """Lead in light from the upper left: a dull rounded bar."""
    height, width = deep.shape
    round_ = np.sqrt(np.clip(1 - (deep / np.maximum(lead, 1)) ** 2, 0, 1)) * 4
    slope = cv2.Sobel(cv2.GaussianBlur(round_, (0, 0), 1.0), cv2.CV_32F, 1, 1)
    lit = 1 + 0.5 * np.clip(slope, -1, 1.6) + 0.10 * noise(height, width, 5, 38, 2)
    return np.asarray(_LEAD * lit[..., None] + (10 * np.clip(round_ - 3, 0, 1))[..., None], np.float32)


def bordered(picture: Pixels, labels: Labels, wide: int, long: int) -> tuple[Pixels, Labels]:
    """`picture` and its panes inside a border of coloured glass, `wide` px broad, in pieces about `long` px long."""
    height, width = labels.shape
    y, x = np.mgrid[0:height, 0:width]
    edge = np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y))
    across, down = max(3, round(width / long)) | 1, max(3, round(height / long)) | 1
    beside = (np.minimum(x, width - 1 - x) < wide) & (y >= wide) & (y < height - wide)
    step = np.where(beside, y * down // height, x * across // width)
    side = np.where(beside, 1 + (x > width // 2), 3 + (y > height // 2))
    corner = (np.minimum(x, width - 1 - x) < wide) & (np.minimum(y, height - 1 - y) < wide)
    number = np.where(corner, side * 4096 + 4000 + (x > width // 2), side * 4096 + step)
    ring = edge < wide
    _, pieces = np.unique(number[ring], return_inverse=True)
    out, colored = labels.copy(), picture.copy()
    out[ring] = int(labels.max()) + 1 + pieces.reshape(-1)
    kind = np.where(corner, 3, step % 2)
    colored[ring] = _BORDER[kind[ring]].astype(np.uint8)
    return colored, np.asarray(out, np.int32)
