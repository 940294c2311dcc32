"""Filters of tone: black and white, vintage, pop art."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import ink_lines, smoothed
from gpuserver.raster.luminance import LUMINANCE

_ROWS = 512
"""Rows done at a time, so that a photo of fifty megapixels needs little memory."""


def black_and_white(rgb: Pixels, watch: Watch) -> Pixels:
    """Silver tones: red counts more than in plain grey, as on film, and a gentle S."""
    x = np.linspace(0, 1, 256)
    table = np.clip((x + 0.10 * np.sin(2 * np.pi * (x - 0.5)) * 0.8) * 255, 0, 255).astype(np.uint8)
    out = np.empty_like(rgb)
    for top in range(0, len(rgb), _ROWS):
        part = rgb[top : top + _ROWS].astype(np.float32) @ np.array([0.36, 0.50, 0.14], np.float32)
        out[top : top + _ROWS] = table[np.clip(part, 0, 255).astype(np.uint8)][..., None]
        watch.progress(top / len(rgb))
    return out


def vintage(rgb: Pixels, watch: Watch) -> Pixels:
    """Faded warm print: lifted blacks, yellowed whites, darker corners, a little grain."""
    height, width = rgb.shape[:2]
    x = ((np.arange(width) / width - 0.5) * 2).astype(np.float32)
    rng = np.random.default_rng(5)
    out = np.empty_like(rgb)
    for top in range(0, height, _ROWS):
        part = rgb[top : top + _ROWS].astype(np.float32) / 255
        grey = (part @ LUMINANCE)[..., None]
        toned = grey + (part - grey) * 0.45
        warm = np.stack(
            [0.10 + 0.90 * toned[..., 0] ** 0.92, 0.075 + 0.86 * toned[..., 1], 0.085 + 0.70 * toned[..., 2]], 2
        )
        y = ((np.arange(top, top + len(part)) / height - 0.5) * 2).astype(np.float32)[:, None]
        corner = 1 - 0.28 * np.clip((x**2 + y**2) / 2, 0, 1) ** 1.4
        grain = 1 + 0.022 * rng.standard_normal(grey.shape, dtype=np.float32)
        out[top : top + _ROWS] = np.clip(warm * corner[..., None] * grain * 255, 0, 255).astype(np.uint8)
        watch.progress(top / height)
    return out


def pop_art(rgb: Pixels, watch: Watch) -> Pixels:
    """Four screens of one picture, each in three loud colours."""
    height, width = rgb.shape[:2]
    half = (max(4, width // 2), max(4, height // 2))
    small = np.asarray(cv2.resize(smoothed(rgb, 3, 40, 9), half, interpolation=cv2.INTER_AREA), np.uint8)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (0, 0), 1.2)
    low, high = np.percentile(grey, [33, 68])
    level = (grey > low).astype(int) + (grey > high)
    ink = ink_lines(small, 1.4, 26)[..., None]
    palettes = (
        ("#28237A", "#F0406B", "#FFD93B"),
        ("#0F5C5A", "#2FB8C8", "#FF8A5B"),
        ("#7A1E5C", "#F28C28", "#8CE0C8"),
        ("#1F3F8F", "#57B947", "#F7A8D0"),
    )
    panels = []
    for palette in palettes:
        colors = np.array([[int(value[at : at + 2], 16) for at in (1, 3, 5)] for value in palette], np.float32)
        panels.append(colors[level] * (1 - ink) + 24 * ink)
        watch.progress(0.2 * len(panels))
    sheet = np.vstack([np.hstack(panels[:2]), np.hstack(panels[2:])]).astype(np.uint8)
    return np.asarray(cv2.resize(sheet, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
