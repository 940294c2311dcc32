"""Wax crayon on rough paper: strokes over each area, a darker crayon in the shade, heavy outlines, white flecks."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.scribble import bundle, caught, forms, hand_angles, laid
from gpuserver.raster.segment import Labels, means
from gpuserver.raster.sheets import tooth
from gpuserver.raster.texture import Plane, noise

_PAPER = np.array([252, 249, 240], np.float32)


def crayoned(
    picture: Pixels, labels: Labels, lines: Plane, firm: Plane, loose: NDArray[np.floating], watch: Watch
) -> Pixels:
    """`labels` coloured in with the mean colours of `picture`.

    `lines`: 0..1, outlines. `firm`: 1 where the crayon is pressed hard (eyes). `loose[label]`: 0..1, how hastily an
    area is filled.
    """
    height, width = labels.shape
    form = forms(labels)
    angle = hand_angles(form, 51)
    grain = tooth(height, width, 1.9, 52)
    flat = means(labels, picture)
    color = _waxy(flat)[labels]
    light = cv2.GaussianBlur(picture, (0, 0), 3).astype(np.float32) @ LUMINANCE
    own = (flat @ LUMINANCE)[labels]
    haste = loose.astype(np.float32)[labels]
    close = laid(labels, bundle(9.0, 190, 53), form, angle, 0.30, 54)
    wide = laid(labels, bundle(17.0, 420, 55), form, angle, 0.16, 56)
    watch.progress(0.98)
    again = laid(labels, bundle(8.0, 150, 61), form, angle + 0.32, 0.30, 62)
    cover = close + (wide - close) * np.clip(haste * 1.4 - 0.2, 0, 1)
    uneven = 0.09 * noise(height, width, 80, 57, 2)
    pale = np.clip((own - 200) / 55, 0, 1)
    press = (0.30 + 0.62 * cover) * (1 - 0.45 * pale) + (0.30 - 0.14 * haste) * again + uneven
    press = np.maximum(press - 1.1 * np.exp(-_from_edge(height, width) / 9) * haste, 1.3 * firm)
    wax = caught(np.asarray(press, np.float32), grain, 0.55)
    film = np.clip(0.10 + 0.38 * cover + 0.2 * again, 0, 0.6) * (1 - 0.35 * haste) * np.clip(press * 4, 0, 1)
    wax = np.maximum(wax * 0.96, film)[..., None]
    out = _PAPER * (1 - wax) + color * (1 - 0.10 * ((1 - cover) * (1 - pale))[..., None]) * wax
    watch.progress(0.985)
    shade = np.clip((own - light - 7 - 12 * pale) / 46, 0, 1) * (1 - haste * 0.5)
    hatched = laid(labels, bundle(7.0, 120, 58), form, angle - 0.5, 0.30, 59)
    dark = caught(np.asarray(shade * (0.2 + 0.9 * hatched), np.float32), grain, 0.5)[..., None] * 0.7
    out = out * (1 - dark) + _waxy(flat * np.array([0.62, 0.56, 0.70], np.float32))[labels] * dark
    lit = np.clip((light - own - 9) / 40, 0, 1)[..., None] * 0.35 * (1 - firm[..., None])
    out = out * (1 - lit) + _PAPER * lit
    ink = caught(np.asarray(lines * (1.0 + 0.25 * noise(height, width, 26, 60)), np.float32), grain, 0.35)[..., None]
    pen = _waxy(flat * 0.36 + np.array([14, 10, 16], np.float32))[labels]
    out = out * (1 - 0.9 * ink) + pen * 0.9 * ink
    relief = cv2.Sobel(cv2.GaussianBlur(grain, (0, 0), 0.9), cv2.CV_32F, 1, 1)
    return np.clip(out * (1 + 0.022 * np.clip(relief * 3, -1, 1))[..., None], 0, 255).astype(np.uint8)


def _from_edge(height: int, width: int) -> Plane:
    """Distance from the edge of the sheet, px, uneven: nobody colours quite up to it."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    edge = np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y))
    return np.asarray(np.maximum(edge - 7 + 7 * noise(height, width, 22, 63, 2), 0), np.float32)


def _waxy(color: NDArray[np.floating]) -> NDArray[np.float32]:
    """Colours of crayons: strong, never quite dark."""
    grey = (color @ LUMINANCE)[..., None]
    vivid = grey + (color - grey) * 1.45
    white = np.clip((grey - 195) / 40, 0, 1) * np.clip(1.6 - np.ptp(color, axis=-1, keepdims=True) / 40, 0, 0.8)
    return np.clip((vivid * 0.97 + 8) * (1 - white) + _PAPER * white, 14, 250).astype(np.float32)
