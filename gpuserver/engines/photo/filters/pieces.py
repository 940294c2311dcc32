"""Filters that cut the photo into pieces along its areas: mosaic, stained glass, paper."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import smoothed, soft_edges
from gpuserver.engines.photo.filters.inked import spots
from gpuserver.raster.flow import edge_flow, flow_lines
from gpuserver.raster.glazing import blocks, cut_areas, strips
from gpuserver.raster.leaded import bordered, glazed
from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.paper import stacked
from gpuserver.raster.segment import areas, means
from gpuserver.raster.tesserae import bedded, stones
from gpuserver.raster.texture import Plane

_ENAMEL = np.array([38, 26, 24], np.float32)


def mosaic(rgb: Pixels, watch: Watch) -> Pixels:
    """Stones along the edges of the photo's areas, small ones where it has detail."""
    flat = smoothed(rgb, 3, 40, 9)
    watch.progress(0.1)
    unit = max(rgb.shape) / 1280
    labels = areas(flat, 14, round(160 * unit * unit), 7)
    fine = np.clip(cv2.GaussianBlur(soft_edges(rgb), (0, 0), 9 * unit) * 2.2, 0, 1)
    detail = means(labels, np.repeat(fine[..., None], 3, 2))[:, 0]
    sizes = (13 - 5.5 * detail) * max(0.6, unit)
    owner = stones(labels, sizes, np.full(len(sizes), 5), watch)
    watch.progress(0.9)
    return bedded(flat, owner, np.asarray(fine > 0.75, np.float32), 6)


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
    whole = means(labels, np.repeat(_skin(flat)[..., None], 3, 2))[:, 0] > 0.5
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


def _skin(rgb: Pixels) -> Plane:
    """1 where a colour is that of some skin, light or dark: no lead should cross a face."""
    values = cv2.cvtColor(rgb, cv2.COLOR_RGB2YCrCb)
    red, blue = values[..., 1], values[..., 2]
    return np.asarray((red > 136) & (red < 172) & (blue > 88) & (blue < 128), np.float32)


def paper_cut(rgb: Pixels, watch: Watch) -> Pixels:
    """Sheets of one colour each, the lighter nearer, with shadows between."""
    unit = max(rgb.shape) / 1280
    flat = smoothed(rgb, 4, 46, 11)
    watch.progress(0.3)
    smooth = np.asarray(cv2.GaussianBlur(flat, (0, 0), 1.6 * unit), np.uint8)
    labels = areas(smooth, 12, round(300 * unit * unit), 11)
    watch.progress(0.6)
    color = means(labels, flat)
    grey = color.mean(1, keepdims=True)
    color = grey + (color - grey) * 1.3
    light = color @ LUMINANCE
    steps = np.percentile(light[labels[::4, ::4]], [12, 26, 42, 58, 74, 88])
    levels = np.searchsorted(steps, light)[labels]
    sheets = stacked(np.clip(color * 1.04 + 8, 0, 250)[labels], levels, labels, 7 * max(0.5, unit))
    slits = 0.75 * _fine_lines(flat)[..., None]  # eyes and mouths, for which no sheet is small enough
    return np.clip(sheets * (1 - slits) + _ENAMEL * slits, 0, 255).astype(np.uint8)


def _fine_lines(flat: Pixels) -> Plane:
    """Lines and pupils, 0..1."""
    grey = np.asarray(cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY), np.float32) / np.float32(255)
    lines = flow_lines(grey, edge_flow(cv2.GaussianBlur(grey, (0, 0), 1.0) * 255, 3.0), 1.1, 6.0)
    return np.maximum(0.8 * np.clip((lines - 0.009) / 0.02, 0, 1), spots(grey)).astype(np.float32)
