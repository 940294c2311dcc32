"""Filters that cut the photo into pieces along its areas: mosaic, stained glass, paper."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import smoothed, soft_edges, vivid
from gpuserver.engines.photo.filters.faces import Faces, skin
from gpuserver.engines.photo.filters.inked import spots
from gpuserver.engines.photo.filters.shapes import clean_shapes
from gpuserver.raster.flow import edge_flow, flow_lines
from gpuserver.raster.glazing import blocks, cut_areas, strips
from gpuserver.raster.leaded import bordered, glazed
from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.paper import stacked
from gpuserver.raster.segment import areas, means
from gpuserver.raster.tesserae import bedded, stones
from gpuserver.raster.texture import Plane

_ENAMEL = np.array([38, 26, 24], np.float32)


def mosaic(rgb: Pixels, faces: Faces, watch: Watch) -> Pixels:
    """Stones along the edges of the photo's areas, small ones where it has detail, the smallest in a face."""
    flat = vivid(_contrasted(smoothed(rgb, 3, 40, 9)), 1.2)
    watch.progress(0.1)
    unit = max(rgb.shape) / 1280
    labels = areas(flat, 16, round(140 * unit * unit), 7)
    fine = np.clip(cv2.GaussianBlur(soft_edges(rgb), (0, 0), 9 * unit) * 2.2, 0, 1)
    detail, face = (means(labels, np.repeat(plane[..., None], 3, 2))[:, 0] for plane in (fine, faces.plane))
    sizes = (14 - 5.0 * detail) * max(0.6, unit)
    smallest = faces.finest(1 / 36, 5.5 * unit, 8.5 * unit)
    sizes = np.where(face > 0.35, np.minimum(sizes, smallest), sizes)
    owner = stones(labels, sizes, np.full(len(sizes), 5), watch)
    watch.progress(0.9)
    calm = np.maximum(np.asarray(fine > 0.75, np.float32), faces.plane)
    return bedded(flat, owner, np.asarray(calm, np.float32), 6)


def _contrasted(rgb: Pixels) -> Pixels:
    """`rgb` over the full range of light: stones have their own colours, grout takes some away."""
    low, high = np.percentile(rgb[::4, ::4], [1, 99.7])
    return np.clip((rgb.astype(np.float32) - low) * (244 / max(90.0, float(high - low))), 0, 255).astype(np.uint8)


def stained_glass(rgb: Pixels, watch: Watch) -> Pixels:
    """Panes along the photo's areas, wide ones cut into blocks; fine lines are painted on the glass."""
    height, width = rgb.shape[:2]
    unit = max(rgb.shape) / 1280
    flat = smoothed(rgb, 4, 46, 11)
    watch.progress(0.2)
    lab = cv2.cvtColor(cv2.GaussianBlur(flat, (0, 0), 2.0), cv2.COLOR_RGB2LAB).astype(np.float32)
    lab[..., 0] = 70 + 0.45 * lab[..., 0]  # glass is cut by hue; light and shade are painted on it
    hues = np.asarray(cv2.cvtColor(np.clip(lab, 0, 255).astype(np.uint8), cv2.COLOR_LAB2RGB), np.uint8)
    labels = areas(hues, 9, round(2600 * unit * unit), 13)
    sizes = np.bincount(labels.ravel())
    whole = means(labels, np.repeat(skin(flat)[..., None], 3, 2))[:, 0] > 0.5
    large = np.nonzero((sizes > 26_000 * unit * unit) & ~(whole & (sizes < 0.15 * labels.size)))[0]
    long, short = 210 * unit, 120 * unit
    wide = {int(one): blocks(long, short, int(one)) if one % 2 else strips(short, long, int(one)) for one in large}
    labels = cut_areas(labels, wide, round(900 * unit * unit))
    watch.progress(0.6)
    colored, labels = bordered(flat, labels, max(4, round(30 * unit)), max(12, round(100 * unit)))
    lead = np.full((height, width), 2.6 * max(0.5, unit), np.float32)
    enamel = _fine_lines(flat)
    watch.progress(0.9)
    glass = glazed(colored, labels, lead, np.zeros((height, width), np.float32), 0.6, 8).astype(np.float32)
    inside = np.zeros((height, width), np.float32)
    edge = max(4, round(30 * unit))
    inside[edge:-edge, edge:-edge] = 0.8
    enamel = (enamel * inside)[..., None]
    return np.clip(glass * (1 - enamel) + _ENAMEL * enamel, 0, 255).astype(np.uint8)


def paper_cut(rgb: Pixels, faces: Faces, watch: Watch) -> Pixels:
    """Few sheets of one colour each, cut in long curves, the lighter nearer, with shadows between."""
    unit = max(rgb.shape) / 1280
    flat = smoothed(rgb, 4, 46, 11)
    watch.progress(0.3)
    labels = clean_shapes(flat, faces, 9, 8 * unit, 1300 * unit * unit)
    watch.progress(0.6)
    color = means(labels, vivid(flat, 1.35))
    light = color @ LUMINANCE
    steps = np.percentile(light[labels[::4, ::4]], [14, 34, 56, 80])
    levels = np.searchsorted(steps, light)[labels]
    sheets = stacked(np.clip(color * 1.04 + 8, 0, 250)[labels], levels, labels, 9 * max(0.5, unit))
    slits = (_fine_lines(flat) * (0.5 + 0.25 * faces.plane))[..., None]  # eyes and mouths: no sheet is small enough
    return np.clip(sheets * (1 - slits) + _ENAMEL * slits, 0, 255).astype(np.uint8)


def _fine_lines(flat: Pixels) -> Plane:
    """Lines and pupils, 0..1."""
    grey = np.asarray(cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY), np.float32) / np.float32(255)
    lines = flow_lines(grey, edge_flow(cv2.GaussianBlur(grey, (0, 0), 1.0) * 255, 3.0), 1.1, 6.0)
    return np.maximum(0.8 * np.clip((lines - 0.009) / 0.02, 0, 1), spots(grey)).astype(np.float32)
