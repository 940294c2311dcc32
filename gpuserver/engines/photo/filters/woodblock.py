"""The photo as a Japanese woodblock print: flat inks with wiped gradients, a key block of lines, border and seal."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import smoothed
from gpuserver.engines.photo.filters.inked import spots
from gpuserver.raster.flow import edge_flow, flow_lines
from gpuserver.raster.ink import sealed
from gpuserver.raster.lab import to_lab
from gpuserver.raster.segment import Labels, areas, means
from gpuserver.raster.texture import Plane, noise

_INKS: Final = np.array([
    [35, 40, 60], [46, 74, 107], [79, 119, 153], [141, 176, 188], [191, 208, 196], [241, 228, 198], [217, 183, 120],
    [201, 139, 78], [181, 82, 59], [140, 59, 50], [232, 165, 152], [107, 127, 85], [62, 79, 70], [90, 74, 69],
    [247, 239, 220], [236, 205, 172],
], np.float32)  # fmt: skip
_KEY: Final = np.array([38, 36, 48], np.float32)
_PAPER: Final = np.array([241, 229, 202], np.float32)


def woodblock(rgb: Pixels, watch: Watch) -> Pixels:
    """The print. Each area is of one ink; wide ones are wiped paler towards their foot (bokashi)."""
    height, width = rgb.shape[:2]
    unit = max(rgb.shape) / 1280
    flat = smoothed(rgb, 3, 42, 9)
    watch.progress(0.2)
    labels = areas(flat, 15, round(260 * unit * unit), 9)
    watch.progress(0.5)
    inked = _inked(flat, labels)
    pale = _wiped(labels)[..., None]
    picture = inked * (1 - pale) + _PAPER * pale
    grey = np.asarray(cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY), np.float32) / np.float32(255)
    response = flow_lines(grey, edge_flow(cv2.GaussianBlur(grey, (0, 0), 1.0) * 255, 3.0), 1.6, 9.0)
    watch.progress(0.8)
    lines = np.maximum(np.clip((response - 0.006) / 0.010, 0, 1), spots(grey))
    lines = np.roll(lines, (1, -1), (0, 1))[..., None]  # the blocks never meet quite
    picture = picture * (1 - 0.92 * lines) + _KEY * 0.92 * lines
    y = np.mgrid[0:height, 0:width][0].astype(np.float32)
    grain = np.sin(y * 0.22 + noise(height, width, 200, 5) * 10)[..., None] * 0.5 + 0.5
    picture = picture * (1 - 0.04 * grain) + _PAPER * 0.04 * grain
    picture = picture * (1 + 0.02 * noise(height, width, 26, 9, 3))[..., None]
    return _bordered(np.asarray(picture, np.float32))


def _inked(flat: Pixels, labels: Labels) -> Plane:
    """Every area in the ink nearest to its mean colour, a little of which stays (h × w × 3, 0..255)."""
    color = means(labels, flat)
    lab, inks = to_lab(color[None])[0], to_lab(_INKS[None])[0]
    light = lab[labels[::4, ::4], 0]
    low, high = np.percentile(light, [2, 98])
    lab[:, 0] = np.clip((lab[:, 0] - low) / max(12.0, float(high - low)), 0, 1) * 78 + 16
    lab[:, 1:] *= 1.25
    away = ((lab[:, None] - inks[None]) ** 2 * np.array([0.5, 1.1, 1.1], np.float32)).sum(2)
    return np.asarray((0.84 * _INKS[away.argmin(1)] + 0.16 * np.clip(color, 0, 255))[labels], np.float32)


def _wiped(labels: Labels) -> Plane:
    """How much of the ink was wiped from the block, 0..1: more towards the foot of areas that are wide and high."""
    height, width = labels.shape
    count = int(labels.max()) + 1
    flat = labels.ravel()
    rows = np.repeat(np.arange(height, dtype=np.float64), width)
    sizes = np.maximum(np.bincount(flat, minlength=count), 1)
    middle = np.bincount(flat, rows, count) / sizes
    spread = np.sqrt(np.maximum(np.bincount(flat, rows * rows, count) / sizes - middle**2, 1))
    wide = np.clip((sizes / labels.size - 0.02) / 0.06, 0, 1)
    down = (np.arange(height, dtype=np.float32)[:, None] - middle[labels]) / (2 * spread[labels])
    return np.asarray(0.55 * wide[labels] * np.clip(0.5 + down, 0, 1), np.float32)


def _bordered(picture: Plane) -> Pixels:
    """`picture` (0..255) in a line and a border of paper, with a red seal."""
    height, width = picture.shape[:2]
    out = np.clip(picture, 0, 255).astype(np.uint8)
    margin = max(2, round(0.026 * min(height, width)))
    inner = out[margin:-margin, margin:-margin]
    foot, side = inner[-max(1, height // 6) :], max(1, width // 5)
    sealed(inner, round(0.055 * min(height, width)), left=float(foot[:, :side].mean()) > float(foot[:, -side:].mean()))
    framed = np.empty_like(out)
    framed[:] = _PAPER.astype(np.uint8)
    line = max(1, margin // 6)
    framed[margin - line : height - margin + line, margin - line : width - margin + line] = _KEY.astype(np.uint8)
    framed[margin : height - margin, margin : width - margin] = inner
    return framed
