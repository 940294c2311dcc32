"""Filters of light: the neon night and the clean tomorrow."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import smoothed, soft_edges
from gpuserver.engines.photo.filters.faces import Faces
from gpuserver.raster.future import brackets, graded, honeycomb, lacquered, light_lines, orbits, streaked
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


def futuristic(rgb: Pixels, faces: Faces, watch: Watch) -> Pixels:
    """Deep blue to ice, vivid colours and skin kept; contours of light, cyan and magenta rims, a display over it."""
    flat = smoothed(rgb, 2, 26, 7)
    watch.progress(0.4)
    picture = np.asarray(rgb, np.float32) / np.float32(255)
    colored = picture.max(2) - picture.min(2)
    own = cv2.GaussianBlur(np.maximum(np.clip(0.10 + 0.9 * colored, 0, 0.72), 0.62 * faces.plane), (0, 0), 5)
    nx, ny, nz = normals(np.asarray(46 * cv2.GaussianBlur(_light(flat), (0, 0), 4), np.float32))
    calm = np.asarray(cv2.GaussianBlur(flat, (0, 0), 2.4), np.uint8)
    edge = np.clip(soft_edges(calm) * 1.4 - 0.5, 0, 1) * (1 - 0.7 * faces.plane)
    out = graded(picture, np.asarray(own, np.float32), 1.5)
    out = lacquered(out, nx, ny, nz, np.asarray(0.6 * edge, np.float32))
    rims = cv2.GaussianBlur(np.asarray(edge * np.clip(-3 * nx, -1, 1), np.float32), (0, 0), 5)[..., None]
    out = 1 - (1 - out) * (1 - np.clip(rims, 0, 1) * CYAN * 0.8) * (1 - np.clip(-rims, 0, 1) * MAGENTA * 0.9)
    watch.progress(0.7)
    busy = np.asarray(cv2.GaussianBlur(np.maximum(edge, faces.plane), (0, 0), 16), np.float32)
    lines = np.maximum(0.75 * _contours(calm, np.asarray(edge, np.float32)), _display(faces, busy))
    return _bytes(streaked(light_lines(np.asarray(out, np.float32), np.asarray(lines, np.float32))))


def _display(faces: Faces, busy: Plane) -> Plane:
    """A honeycomb where nothing is `busy` (0..1), and a frame and rings round the face, else round the middle; 0..1."""
    height, width = busy.shape
    short = min(height, width)
    x, y, reach = width / 2, 0.47 * height, 0.30 * short
    if faces.across:
        down, right = np.nonzero(faces.plane > 0.5)
        x, y = float(right.mean()), float(down.mean())
        reach = min(max(0.75 * faces.across, 0.5 * float(np.ptp(down))), 0.45 * short)
    comb = 0.34 * honeycomb(height, width, short / 26) * np.clip(1 - 4 * busy, 0, 1)
    rings = 0.55 * orbits(height, width, x, y, 1.25 * reach) * (1 - faces.plane)
    frame = brackets(height, width, (x - reach, y - 1.1 * reach, x + reach, y + 1.1 * reach))
    return np.asarray(np.maximum(comb, np.maximum(rings, 0.85 * frame)), np.float32)


def _contours(calm: Pixels, edge: Plane) -> Plane:
    """Thin lines along the strong contours, 0..1."""
    grey = cv2.cvtColor(calm, cv2.COLOR_RGB2GRAY)
    thin = cv2.Canny(grey, 14, 46)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(thin, connectivity=8)
    long = np.zeros(count, np.float32)
    long[1:] = stats[1:, cv2.CC_STAT_AREA] >= max(30, max(grey.shape) // 18)
    kept = long[np.asarray(labels, np.int32)]
    return np.asarray(np.clip(1.4 * cv2.GaussianBlur(kept, (0, 0), 0.8), 0, 1) * np.clip(2 * edge, 0.2, 1), np.float32)


def _light(rgb: Pixels) -> Plane:
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.float32) / np.float32(255)


def _bytes(picture: Plane) -> Pixels:
    return (np.clip(picture, 0, 1) * 255).astype(np.uint8)
