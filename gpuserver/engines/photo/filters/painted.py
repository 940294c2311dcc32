"""Filters that paint: watercolor, oil, Van Gogh, low poly, pixels."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import smoothed, soft_edges, vivid
from gpuserver.engines.photo.filters.faces import Faces
from gpuserver.raster.facets import PointSet, draw_facets, random_points, triangles
from gpuserver.raster.lab import to_lab
from gpuserver.raster.oil import oil_painted
from gpuserver.raster.reduce import blocks, quantise
from gpuserver.raster.strokes import Brush, Layer, directions, paint_strokes, tensor_field
from gpuserver.raster.texture import Plane, noise
from gpuserver.raster.watercolor import edge_distance, paint_watercolor

_BLOCKS = 96
"""Blocks of pixel art along the long side: as coarse as a game's picture, fine enough for an eye."""

_DASHES = Brush(
    (Layer(24, 5, 60), Layer(14, 6, 44), Layer(8.5, 6, 34, 0.25), Layer(5, 5, 26, 0.45)),
    4,
    1.12,
    9,
    3.5,
    7,
    40,
    ragged=0.15,
)
"""Short loaded strokes beside each other, of one colour each."""


def watercolor(rgb: Pixels, faces: Faces, watch: Watch) -> Pixels:
    """Washes that stop at the photo's strong edges; the rest runs together."""
    flat = smoothed(rgb, 4, 40, 11)
    few = cv2.addWeighted(quantise(flat, 24), 0.55, flat, 0.45, 0)
    watch.progress(0.4)
    values = few.astype(np.float32) / 255
    grey = values.mean(2, keepdims=True)
    light = np.clip((grey + (values - grey) * 1.25) * 0.9 + 0.12, 0, 1)
    strong = soft_edges(flat) > 0.55
    distance = np.asarray(cv2.GaussianBlur(edge_distance(strong), (0, 0), 0.8), np.float32)
    wet = np.clip(0.9 - 4 * cv2.GaussianBlur(soft_edges(flat), (0, 0), 10), 0, 1)
    out = paint_watercolor(np.asarray(light, np.float32), distance, np.asarray(wet, np.float32), 3, faces.plane)
    return (np.clip(out, 0, 1) * 255).astype(np.uint8)


def van_gogh(rgb: Pixels, faces: Faces, watch: Watch) -> Pixels:
    """Dashes along the photo's structures, in wide swirls where it is calm; greys go blue or golden."""
    height, width = rgb.shape[:2]
    flat = smoothed(vivid(_complementary(rgb), 1.3), 2)
    curl = cv2.GaussianBlur(noise(height, width, 420, 4, 1), (0, 0), 30)
    wind = np.arctan2(-cv2.Sobel(curl, cv2.CV_32F, 1, 0), cv2.Sobel(curl, cv2.CV_32F, 0, 1))
    along = _structure(flat, 8, np.asarray(wind, np.float32), 0.9)
    painted = paint_strokes(flat, directions(*along), _fine(flat, faces), 4, watch, brush=_DASHES, over=flat)
    return _calmed(painted, faces, 0.45)


def _complementary(rgb: Pixels) -> Pixels:
    """`rgb` with its greys in two colours that set each other off: light ones golden, dark ones blue."""
    lab = to_lab(rgb)
    grey = np.exp(-((lab[..., 1] / 14) ** 2 + (lab[..., 2] / 14) ** 2))[..., None]
    warm = 1 / (1 + np.exp(-(lab[..., :1] - 62) / 9))
    tint = warm * np.array([2, 0, 26], np.float32) + (1 - warm) * np.array([6, 6, -30], np.float32)
    grey = grey * np.clip((lab[..., :1] - 6) / 22, 0.15, 0.85)  # what is black stays nearly so
    out = cv2.cvtColor(np.asarray(lab + grey * tint, np.float32), cv2.COLOR_LAB2RGB)
    return (np.clip(out, 0, 1) * 255).astype(np.uint8)


def _calmed(painted: Pixels, faces: Faces, share: float) -> Pixels:
    """`painted` with the strokes of a face blended into each other, by `share`."""
    blended = np.asarray(cv2.bilateralFilter(painted, 9, 60, 5), np.float32)
    mixed = share * faces.plane[..., None]
    return np.asarray(painted * (1 - mixed) + blended * mixed, np.uint8)


def oil(rgb: Pixels, faces: Faces, watch: Watch) -> Pixels:
    """Broad strokes of muted colour along the photo's forms, slanting where it is calm, on canvas."""
    height, width = rgb.shape[:2]
    flat = smoothed(vivid(_stretched(rgb), 1.15), 2)
    slant = np.asarray(-0.8 + 0.35 * noise(height, width, 240, 9, 2), np.float32)
    painted = oil_painted(flat, _structure(flat, 7, slant, 0.6), _fine(flat, faces), 9, watch)
    return _calmed(painted, faces, 0.7)


def _structure(flat: Pixels, sigma: float, calm: Plane, share: float) -> tuple[Plane, Plane]:
    """(cos 2θ, sin 2θ) along the photo's structures; `share` of the angle `calm` where there are none."""
    grey = np.asarray(cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY), np.float32)
    cos2, sin2 = tensor_field(grey, sigma)
    strength = np.hypot(cos2, sin2)
    sure = np.clip(strength / max(1e-3, float(np.percentile(strength, 80))), 0, 1)
    weight, rest = sure / (strength + 1e-3), (1 - sure) * share
    cos2 = cv2.GaussianBlur(cos2 * weight + np.cos(2 * calm) * rest, (0, 0), 5)
    sin2 = cv2.GaussianBlur(sin2 * weight + np.sin(2 * calm) * rest, (0, 0), 5)
    return np.asarray(cos2, np.float32), np.asarray(sin2, np.float32)


def _fine(flat: Pixels, faces: Faces) -> Plane:
    """Where a fine brush is needed, 0..1: at edges and in a face."""
    edges = np.clip(cv2.GaussianBlur(soft_edges(flat), (0, 0), 3) * 1.5, 0, 1)
    return np.asarray(np.maximum(edges, 0.9 * faces.plane), np.float32)


def low_poly(rgb: Pixels, faces: Faces, watch: Watch) -> Pixels:
    """Facets, small where the photo has detail, and in a face as small as its features need."""
    height, width = rgb.shape[:2]
    rng = np.random.default_rng(2)
    edges = soft_edges(smoothed(rgb, 2))
    unit = max(height, width) / 1280
    close = faces.plane > 0.4
    net = PointSet(height, width)
    fine = max(4, round(faces.finest(1 / 22, 9 * unit, 14 * unit)))
    net.add(np.argwhere(close & (edges > 0.3)), fine, rng)
    net.add(np.argwhere(close), 2 * fine, rng)
    net.add(np.argwhere(~close & (edges > 0.75)), max(4, round(16 * unit)), rng)
    net.add(np.argwhere(~close & (edges > 0.4)), max(5, round(27 * unit)), rng)
    net.add(random_points(height, width, 2500, rng), max(8, round(60 * unit)), rng)
    net.add_frame(max(24, round(72 * unit)))
    watch.progress(0.6)
    return draw_facets(vivid(rgb, 1.3), triangles(net.points, height, width), 2)


def pixel_art(rgb: Pixels, watch: Watch) -> Pixels:
    """Large square blocks in a small palette, dark ones along the strong contours."""
    height, width = rgb.shape[:2]
    small = blocks(vivid(_stretched(smoothed(rgb, 3)), 1.3), _BLOCKS)
    watch.progress(0.5)
    few = quantise(small, 20)
    contour = cv2.Canny(cv2.resize(small, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR), 110, 260)
    share = cv2.resize(contour.astype(np.float32) / 255, few.shape[1::-1], interpolation=cv2.INTER_AREA)
    darkened = np.where((share > 0.3)[..., None], few * np.array([0.55, 0.48, 0.58]), few).astype(np.uint8)
    watch.progress(0.9)
    return np.asarray(cv2.resize(darkened, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)


def _stretched(rgb: Pixels) -> Pixels:
    """`rgb` over the full range of light."""
    low, high = np.percentile(rgb[::4, ::4], [0.5, 99.8])
    return np.clip((rgb.astype(np.float32) - low) * (255 / max(60.0, float(high - low))), 0, 255).astype(np.uint8)
