"""Filters that draw: pencil, anime, comic, woodblock print."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import ink_lines, smoothed, soft_edges
from gpuserver.raster.reduce import quantise
from gpuserver.raster.texture import noise, pencil_tones

_GRAPHITE = np.array([0.14, 0.14, 0.17], np.float32)
_PAPER = np.array([0.975, 0.965, 0.94], np.float32)
_PRINT = np.array([[46, 74, 107], [79, 119, 153], [141, 176, 188], [191, 208, 196], [241, 228, 198], [217, 183, 120],
                   [201, 139, 78], [181, 82, 59], [140, 59, 50], [232, 165, 152], [107, 127, 85], [62, 79, 70],
                   [90, 74, 69], [247, 239, 220], [35, 40, 60]], np.uint8)  # fmt: skip


def pencil(rgb: Pixels, watch: Watch) -> Pixels:
    """Graphite on paper: tone from hatching and a smudge, contours from the photo's own edges."""
    height, width = rgb.shape[:2]
    grey = cv2.cvtColor(smoothed(rgb, 2), cv2.COLOR_RGB2GRAY)
    even = cv2.createCLAHE(2.0, (6, 6)).apply(grey).astype(np.float32) / 255
    watch.progress(0.3)
    low, high = np.percentile(even, [2, 88])
    light = np.clip((even - low) / max(1e-3, high - low), 0, 1)
    tone = cv2.GaussianBlur(light, (0, 0), 1.2).astype(np.float32)
    hatching = pencil_tones(tone, 11)
    watch.progress(0.7)
    lines = np.maximum(ink_lines(rgb, 1.1, 14), 0.75 * np.clip(soft_edges(rgb) * 1.5 - 0.35, 0, 1))
    lines *= np.clip(0.75 + 0.35 * noise(height, width, 60, 21, 2), 0.3, 1)
    tooth = np.clip(0.82 + 0.30 * noise(height, width, 1.7, 22, 2), 0.15, 1.25)
    smudge = 0.5 * np.clip(0.82 - tone, 0, 1) ** 1.3
    ink = np.clip(np.maximum(hatching * 0.85, smudge) * tooth + 0.9 * lines * np.clip(tooth + 0.15, 0, 1), 0, 1)
    paper = _PAPER * (1 + 0.012 * noise(height, width, 3, 23, 3))[..., None]
    return _bytes(paper * (1 - ink[..., None]) + _GRAPHITE * ink[..., None])


def anime(rgb: Pixels, watch: Watch) -> Pixels:
    """Flat, saturated tones in soft steps, thin dark lines, a glow in the lights."""
    flat = smoothed(rgb, 4, 30, 9)
    watch.progress(0.4)
    lab = cv2.cvtColor(flat, cv2.COLOR_RGB2LAB).astype(np.float32)
    steps = lab[..., 0] / 255 * 9
    whole = np.floor(steps)
    lab[..., 0] = (whole + 1 / (1 + np.exp(-(steps - whole - 0.5) * 9))) / 9 * 255
    lab[..., 1:] = 128 + (lab[..., 1:] - 128) * 1.28
    lab[..., 0] = np.clip(lab[..., 0] * 1.04 + 5, 0, 255)
    toned = cv2.cvtColor(np.clip(lab, 0, 255).astype(np.uint8), cv2.COLOR_LAB2RGB).astype(np.float32)
    watch.progress(0.7)
    lines = cv2.GaussianBlur(ink_lines(flat, 1.2, 16, -0.004), (0, 0), 0.5)[..., None]
    drawn = toned * (1 - 0.85 * lines) + np.array([43, 27, 51], np.float32) * 0.85 * lines
    glow = cv2.GaussianBlur(np.clip(drawn - 165, 0, 255) * 1.5, (0, 0), 22)
    return np.clip(255 - (255 - drawn) * (255 - glow * 0.3) / 255, 0, 255).astype(np.uint8)


def comic(rgb: Pixels, watch: Watch) -> Pixels:
    """Bold ink, few colours, dots in the mid-tones."""
    flat = smoothed(rgb, 3, 40, 9)
    few = quantise(flat, 14).astype(np.float32)
    watch.progress(0.6)
    height, width = rgb.shape[:2]
    grey = cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    pitch = max(5.0, max(height, width) / 170)
    u, v = (x + y) / pitch, (x - y) / pitch
    dot = np.hypot(u - np.floor(u) - 0.5, v - np.floor(v) - 0.5)
    mid = np.clip(1 - np.abs(grey - 0.45) / 0.25, 0, 1)
    dots = np.clip((0.36 * mid - dot) * 6, 0, 1)[..., None] * 0.22
    vivid = few.mean(2, keepdims=True) + (few - few.mean(2, keepdims=True)) * 1.45
    toned = np.clip(vivid * 1.06 + 6, 0, 255) * (1 - dots)
    ink = np.maximum(ink_lines(flat, 1.7, 30), np.clip((0.14 - grey) * 14, 0, 1))[..., None]
    return np.clip(toned * (1 - ink) + 18 * ink, 0, 255).astype(np.uint8)


def woodblock(rgb: Pixels, watch: Watch) -> Pixels:
    """The inks of a woodblock print, a key block of lines, and the grain of wood and paper."""
    height, width = rgb.shape[:2]
    flat = smoothed(rgb, 4, 42, 9)
    watch.progress(0.4)
    lab = cv2.cvtColor(flat, cv2.COLOR_RGB2LAB).astype(np.float32)
    low, high = np.percentile(lab[..., 0], [1, 99])
    lab[..., 0] = np.clip((lab[..., 0] - low) / max(1.0, high - low) * 215 + 32, 0, 255)
    lab[..., 1:] = 128 + (lab[..., 1:] - 128) * 1.35
    inks = cv2.cvtColor(_PRINT[None], cv2.COLOR_RGB2LAB)[0].astype(np.float32)
    weights = np.array([0.55, 1.1, 1.1], np.float32)
    nearest = (((lab[:, :, None] - inks) * weights) ** 2).sum(3).argmin(2).astype(np.uint8)
    printed = _PRINT[cv2.medianBlur(nearest, 7)].astype(np.float32)
    printed = 0.86 * printed + 0.14 * np.clip(cv2.GaussianBlur(flat, (0, 0), 6), 0, 255)
    watch.progress(0.7)
    lines = np.roll(cv2.GaussianBlur(ink_lines(flat, 1.5, 22, -0.003), (0, 0), 0.6), (1, -1), (0, 1))[..., None]
    printed = printed * (1 - 0.9 * lines) + np.array([42, 38, 48], np.float32) * 0.9 * lines
    y = np.mgrid[0:height, 0:width][0].astype(np.float32)
    grain = np.sin(y * 0.22 + noise(height, width, 200, 5) * 14)[..., None] * 0.5 + 0.5
    printed = printed * (1 - 0.05 * grain) + np.array([241, 228, 198], np.float32) * 0.05 * grain
    return np.clip(printed * (1 + 0.025 * noise(height, width, 26, 9, 3))[..., None], 0, 255).astype(np.uint8)


def _bytes(picture: np.ndarray) -> Pixels:
    return (np.clip(picture, 0, 1) * 255).astype(np.uint8)
