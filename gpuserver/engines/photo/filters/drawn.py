"""Filters that draw: pencil, anime, comic."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import ink_lines, smoothed, soft_edges
from gpuserver.engines.photo.filters.faces import Faces
from gpuserver.engines.photo.filters.inked import contours, even, spots
from gpuserver.engines.photo.filters.shapes import clean_shapes
from gpuserver.raster.lab import to_lab
from gpuserver.raster.reduce import quantise
from gpuserver.raster.segment import means
from gpuserver.raster.texture import Plane, noise, pencil_tones

_GRAPHITE = np.array([0.14, 0.14, 0.17], np.float32)
_PAPER = np.array([0.975, 0.965, 0.94], np.float32)


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


def anime(rgb: Pixels, faces: Faces, watch: Watch) -> Pixels:
    """Cels: flat, saturated shapes with hard shadows, dark ink lines, clean highlights, a glow in the lights."""
    unit = max(rgb.shape) / 1280
    flat = smoothed(rgb, 3, 40, 9)
    watch.progress(0.2)
    labels = clean_shapes(flat, faces, 20, 7 * unit, 420 * unit * unit)
    watch.progress(0.5)
    color = means(labels, flat)[labels]
    air = _blurred_far(flat.astype(np.float32), 16 * unit)  # a wide sky keeps its gradient
    cel = to_lab(np.clip(0.86 * color + 0.14 * air, 0, 255).astype(np.uint8))
    blue = np.clip(-cel[..., 2] / 30, 0, 1)
    cel[..., 1:] *= (1.4 + 0.35 * blue)[..., None]
    cel[..., 0] = 100 * np.clip(cel[..., 0] / 100 * 1.06 + 0.035, 0, 1) - 4 * blue
    toned = 255 * np.clip(cv2.cvtColor(cel, cv2.COLOR_LAB2RGB), 0, 1)
    watch.progress(0.7)
    grey = even(flat)
    ink = np.maximum(contours(grey), spots(grey))[..., None]
    light = np.asarray(cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY), np.float32)
    around = cv2.GaussianBlur(light, (0, 0), 11 * unit)
    gloss = np.clip((cv2.GaussianBlur(light, (0, 0), 1.6) - around - 42) / 5, 0, 1) * np.clip((light - 165) / 20, 0, 1)
    toned = toned + (255 - toned) * (0.9 * gloss)[..., None]
    drawn = toned * (1 - 0.92 * ink) + np.array([40, 22, 44], np.float32) * 0.92 * ink
    glow = _blurred_far(np.asarray(np.clip(drawn - 175, 0, 255) * 1.5, np.float32), 22)
    return np.clip(255 - (255 - drawn) * (255 - glow * 0.22) / 255, 0, 255).astype(np.uint8)


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


def _blurred_far(plane: Plane, sigma: float) -> Plane:
    """A Gaussian of many pixels, made on a copy of a quarter of the size, where it is as smooth and far cheaper."""
    height, width = plane.shape[:2]
    small = cv2.resize(plane, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), sigma / 4)
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _bytes(picture: np.ndarray) -> Pixels:
    return (np.clip(picture, 0, 1) * 255).astype(np.uint8)
