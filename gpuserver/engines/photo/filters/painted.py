"""Filters that paint: watercolor, oil, Van Gogh, low poly, pixels."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import smoothed, soft_edges
from gpuserver.raster.facets import PointSet, draw_facets, random_points, triangles
from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.reduce import blocks, quantise
from gpuserver.raster.strokes import directions, paint_strokes, tensor_field
from gpuserver.raster.texture import Plane, noise
from gpuserver.raster.watercolor import edge_distance, paint_watercolor


def watercolor(rgb: Pixels, watch: Watch) -> Pixels:
    """Washes that stop at the photo's strong edges; the rest runs together."""
    flat = smoothed(rgb, 4, 40, 11)
    few = cv2.addWeighted(quantise(flat, 24), 0.55, flat, 0.45, 0)
    watch.progress(0.4)
    vivid = few.astype(np.float32) / 255
    grey = vivid.mean(2, keepdims=True)
    light = np.clip((grey + (vivid - grey) * 1.25) * 0.9 + 0.12, 0, 1)
    strong = soft_edges(flat) > 0.55
    distance = np.asarray(cv2.GaussianBlur(edge_distance(strong), (0, 0), 0.8), np.float32)
    spared = np.asarray(soft_edges(rgb) > 0.8, np.float32)
    out = paint_watercolor(np.asarray(light, np.float32), distance, spared, 3)
    return (np.clip(out, 0, 1) * 255).astype(np.uint8)


def van_gogh(rgb: Pixels, watch: Watch) -> Pixels:
    """Strokes along the photo's structures, curling where it is calm, in stronger colours."""
    return _oil(_vivid(rgb, 1.35), swirl=0.9, sigma=6, seed=4, watch=watch)


def oil(rgb: Pixels, watch: Watch) -> Pixels:
    """Strokes along the photo's structures, calm and fine."""
    return _oil(_vivid(rgb, 1.1), swirl=0.15, sigma=4, seed=9, watch=watch)


def _oil(rgb: Pixels, *, swirl: float, sigma: float, seed: int, watch: Watch) -> Pixels:
    height, width = rgb.shape[:2]
    flat = smoothed(rgb, 2)
    grey = cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY).astype(np.float32)
    cos2, sin2 = tensor_field(grey, sigma)
    strength = np.hypot(cos2, sin2)
    sure = np.clip(strength / max(1e-3, float(np.percentile(strength, 80))), 0, 1)
    curl = cv2.GaussianBlur(noise(height, width, 240, seed, 2), (0, 0), 12)
    wind = np.arctan2(-cv2.Sobel(curl, cv2.CV_32F, 1, 0), cv2.Sobel(curl, cv2.CV_32F, 0, 1))
    unit = strength + 1e-3
    calm = (1 - sure) * max(0.05, swirl)
    cos2 = cv2.GaussianBlur(cos2 / unit * sure + np.cos(2 * wind) * calm, (0, 0), 5)
    sin2 = cv2.GaussianBlur(sin2 / unit * sure + np.sin(2 * wind) * calm, (0, 0), 5)
    fine = np.clip(cv2.GaussianBlur(soft_edges(rgb), (0, 0), 3) * 1.5, 0, 1)
    angle = directions(np.asarray(cos2, np.float32), np.asarray(sin2, np.float32))
    return paint_strokes(flat, angle, np.asarray(fine, np.float32), seed, watch)


def low_poly(rgb: Pixels, watch: Watch) -> Pixels:
    """Facets, small where the photo has detail."""
    height, width = rgb.shape[:2]
    rng = np.random.default_rng(2)
    edges = soft_edges(smoothed(rgb, 2))
    unit = max(height, width) / 1280
    net = PointSet(height, width)
    net.add(np.argwhere(edges > 0.75), max(3, round(9 * unit)), rng)
    net.add(np.argwhere(edges > 0.4), max(4, round(17 * unit)), rng)
    net.add(random_points(height, width, 2500, rng), max(8, round(44 * unit)), rng)
    net.add_frame(max(24, round(72 * unit)))
    watch.progress(0.6)
    return draw_facets(_vivid(rgb, 1.15), triangles(net.points, height, width), 2)


def pixel_art(rgb: Pixels, watch: Watch) -> Pixels:
    """Square blocks in a small palette."""
    height, width = rgb.shape[:2]
    small = quantise(blocks(_vivid(smoothed(rgb, 2), 1.25), 150), 32)
    watch.progress(0.9)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)


def _vivid(rgb: Pixels, saturation: float) -> Pixels:
    values = rgb.astype(np.float32)
    grey: Plane = (values @ LUMINANCE)[..., None]
    return np.clip(grey + (values - grey) * saturation, 0, 255).astype(np.uint8)
