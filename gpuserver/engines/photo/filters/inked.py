"""Filters in ink: the line drawing, and the Chinese wash."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import smoothed
from gpuserver.raster.flow import edge_flow, flow_lines
from gpuserver.raster.ink import painted, pigments, sealed, soaked
from gpuserver.raster.sheets import smooth_paper
from gpuserver.raster.texture import Plane, noise

_INK = np.array([0.12, 0.12, 0.16], np.float32)


def line(rgb: Pixels, watch: Watch) -> Pixels:
    """Clean lines along the photo's contours on white paper; only the deepest darks are filled."""
    height, width = rgb.shape[:2]
    grey = even(smoothed(rgb, 2, 26, 7))
    watch.progress(0.2)
    ink = np.maximum(contours(grey), spots(grey))
    out = smooth_paper(height, width) * (1 - ink[..., None]) + _INK * ink[..., None]
    return (np.clip(out, 0, 1) * 255).astype(np.uint8)


def contours(grey: Plane) -> Plane:
    """Thick and thin lines along the contours of `grey`, 0..1."""
    angle = edge_flow(cv2.GaussianBlur(grey, (0, 0), 1.0) * 255, 3.0)
    thick, thin = flow_lines(grey, angle, 1.5, 9.0), flow_lines(grey, angle, 0.9, 6.0)
    return np.maximum(_inked(thick, 0.0095, 60), 0.8 * _inked(thin, 0.014, 40)).astype(np.float32)


def spots(grey: Plane) -> Plane:
    """Small round darks such as pupils, which no contour shows as dark; 0..1."""
    across = max(5, round(max(grey.shape) / 58)) | 1
    round_brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (across, across))
    soft = cv2.GaussianBlur(grey, (0, 0), 1.2)
    filled = cv2.morphologyEx(soft, cv2.MORPH_CLOSE, round_brush)
    found = np.clip((filled - soft - 0.2) / 0.12, 0, 1) * np.clip((0.42 - soft) / 0.12, 0, 1)
    sure = np.asarray(found > 0.4, np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(sure, connectivity=8)
    wide, tall, area = (stats[:, at] for at in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    longest, shortest = np.maximum(wide, tall), np.minimum(wide, tall)
    keep = (longest < 2.4 * shortest) & (area > 0.35 * wide * tall) & (area > 0.06 * across * across)
    keep[0] = False
    near = cv2.dilate(keep[np.asarray(labels, np.int32)].astype(np.float32), np.ones((3, 3), np.uint8))
    return np.asarray(found * near, np.float32)


def even(rgb: Pixels) -> Plane:
    """Lightness 0..1 with the contrast evened out, so that faint contours are drawn too."""
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.createCLAHE(1.6, (5, 5)).apply(grey), np.float32) / np.float32(255)


def _inked(response: Plane, threshold: float, least: int) -> Plane:
    """Lines where `response` passes `threshold`, without specks under `least` px; 0..1 with soft edges."""
    sure = (response > threshold).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(sure, connectivity=8)
    keep = np.zeros(count, np.float32)
    keep[1:] = stats[1:, cv2.CC_STAT_AREA] >= least
    near = cv2.dilate(keep[np.asarray(labels, np.int32)], np.ones((3, 3), np.uint8))
    return np.asarray(np.clip((response - 0.55 * threshold) / (0.9 * threshold), 0, 1) * near, np.float32)


def ink_wash(rgb: Pixels, watch: Watch) -> Pixels:
    """Washes in a few steps that run out towards the margins, brush lines along the contours, a breath of colour."""
    height, width = rgb.shape[:2]
    unit = max(rgb.shape) / 1280
    flat = smoothed(rgb, 3, 40, 9)
    grey = even(flat)
    watch.progress(0.2)
    angle = edge_flow(cv2.GaussianBlur(grey, (0, 0), 1.0) * 255, 3.0)
    lines = flow_lines(grey, angle, 2.1, 12.0)
    fine = flow_lines(grey, angle, 1.2, 7.0)
    watch.progress(0.6)
    dry = np.clip(0.92 + 0.34 * noise(height, width, 46 * unit, 121, 3), 0.1, 1)
    drawn = np.maximum(_inked(lines, 0.010, 90) * dry, 0.7 * _inked(fine, 0.014, 40))
    low, high = np.percentile(grey, [2, 80])
    dark = np.clip((high - cv2.GaussianBlur(grey, (0, 0), 2.0)) / max(1e-3, float(high - low)), 0, 1)
    steps = dark * 4
    whole = np.floor(steps)
    stepped = (whole + 1 / (1 + np.exp(-(steps - whole - 0.5) * 10))) / 4
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = np.hypot(x / width - 0.5, (y / height - 0.5)) + 0.06 * noise(height, width, 200 * unit, 122, 3)
    mist = np.clip((0.66 - away) / 0.2, 0, 1)
    detail = np.clip(cv2.GaussianBlur(np.asarray(drawn, np.float32), (0, 0), 12 * unit) * 5, 0, 1)
    wash = soaked(np.asarray(stepped**1.3 * 0.78, np.float32), np.asarray(0.55 - 0.45 * detail, np.float32), 123)
    pigment, vivid = pigments(np.asarray(cv2.GaussianBlur(flat, (0, 0), 2.0), np.float32))
    strong = np.clip((vivid - 0.42) / 0.4, 0, 1)
    ink = np.maximum(wash * mist, np.maximum(drawn * (0.25 + 0.75 * mist), spots(grey)))
    strength = soaked(np.asarray((0.06 * vivid + 0.20 * strong) * mist, np.float32), np.full_like(grey, 0.35), 124)
    watch.progress(0.95)
    out = painted(np.asarray(ink, np.float32), np.asarray(pigment, np.float32), strength)
    foot, side = ink[-max(1, height // 6) :], max(1, width // 5)
    sealed(out, round(0.06 * min(height, width)), left=float(foot[:, :side].mean()) < float(foot[:, -side:].mean()))
    return out
