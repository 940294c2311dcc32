"""Filters of light: the neon night and the clean tomorrow."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import smoothed, soft_edges
from gpuserver.raster.future import clean, iridescent, light_lines
from gpuserver.raster.neon import CYAN, MAGENTA, lit, nightly, on_screen
from gpuserver.raster.relief import normals
from gpuserver.raster.texture import Plane


def cyberpunk(rgb: Pixels, watch: Watch) -> Pixels:
    """Blue-violet night; contours that face left glow magenta, those that face right cyan."""
    flat = smoothed(rgb, 2, 30, 9)
    watch.progress(0.4)
    picture = rgb.astype(np.float32) / 255
    grey = _light(flat)
    broad = np.asarray(cv2.GaussianBlur(grey, (0, 0), 3), np.float32)
    across = cv2.Sobel(broad, cv2.CV_32F, 1, 0, ksize=5)
    wide = cv2.resize(cv2.GaussianBlur(flat, (0, 0), 6), None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    large = cv2.resize(soft_edges(np.asarray(wide, np.uint8)), grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    calm = np.asarray(cv2.GaussianBlur(flat, (0, 0), 2.4), np.uint8)  # fur and eyes are not outlined
    strong = (np.clip(soft_edges(calm) * 1.5 - 0.5, 0, 1) * np.clip(large * 2.6 - 0.7, 0.06, 1))[..., None]
    side = (1 / (1 + np.exp(-6 * across)))[..., None]
    lights = strong * (MAGENTA * side + CYAN * (1 - side)) * 0.7
    spots = np.clip((grey - 0.86) / 0.12, 0, 1)[..., None] * np.array([0.30, 0.34, 0.42], np.float32)
    watch.progress(0.7)
    dark = nightly(np.asarray(picture**0.72, np.float32), np.full(grey.shape, 0.36, np.float32))
    x = np.linspace(0, 1, grey.shape[1], dtype=np.float32)[None, :, None]
    wash = (1 - x) ** 1.5 * MAGENTA + x**1.5 * CYAN  # a sign on either side of the street
    dark = dark + dark.max(2, keepdims=True) * wash * 0.34
    return _bytes(on_screen(lit(dark, np.asarray(lights + spots, np.float32), 0.7)))


def futuristic(rgb: Pixels, watch: Watch) -> Pixels:
    """High-key white and blue, iridescent where forms turn away, contours of light."""
    flat = smoothed(rgb, 3, 30, 9)
    watch.progress(0.4)
    grey = _light(flat)
    picture = clean(np.asarray(flat, np.float32) / np.float32(255), np.full(grey.shape, 0.30, np.float32))
    nx, ny, nz = normals(np.asarray(30 * cv2.GaussianBlur(grey, (0, 0), 3), np.float32))
    edge = soft_edges(flat)
    turning = np.asarray(np.clip(edge * 1.3 - 0.1, 0, 1) * (0.35 + 0.65 * grey), np.float32)
    picture = iridescent(picture, nx, ny, np.asarray(np.minimum(nz, 1.0), np.float32), turning)
    lines = np.clip(edge * 2.2 - 1.25, 0, 1) * np.clip((grey - 0.18) / 0.2, 0, 1) * 0.55
    watch.progress(0.8)
    out = light_lines(picture, np.asarray(lines, np.float32))
    deep = np.clip((0.34 - grey) / 0.22, 0, 1)[..., None] * 0.45  # pupils and blacks stay
    return _bytes(np.asarray(out * (1 - deep) + np.array([0.05, 0.10, 0.24], np.float32) * deep, np.float32))


def _light(rgb: Pixels) -> Plane:
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.float32) / np.float32(255)


def _bytes(picture: Plane) -> Pixels:
    return (np.clip(picture, 0, 1) * 255).astype(np.uint8)
