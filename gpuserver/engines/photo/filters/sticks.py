"""Filters of blunt sticks: wax crayon and chalk."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import smoothed
from gpuserver.engines.photo.filters.faces import Faces
from gpuserver.engines.photo.filters.inked import spots
from gpuserver.raster.chalk import chalked
from gpuserver.raster.flow import edge_flow, flow_lines
from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.segment import Labels, areas, means
from gpuserver.raster.texture import Plane
from gpuserver.raster.wax import crayoned


def crayon(rgb: Pixels, watch: Watch) -> Pixels:
    """The photo's areas coloured in, its lines drawn with a dark crayon."""
    flat, labels, lines, pupils = _read(rgb, watch)
    firm = np.maximum(pupils, lines * 0.4)
    return crayoned(flat, labels, lines * (1 - pupils), firm, np.full(int(labels.max()) + 1, 0.3), watch)


def chalk(rgb: Pixels, faces: Faces, watch: Watch) -> Pixels:
    """The photo's lights rubbed in with coloured chalk, faces with a finger; its darks and lines are the board."""
    flat, labels, lines, pupils = _read(rgb, watch)
    light = means(labels, flat) @ LUMINANCE / np.float32(255)
    low, high = np.percentile(light[labels[::4, ::4]], [4, 90])
    press = 0.04 + 1.0 * np.clip((light - low) / max(1e-3, float(high - low)), 0, 1) ** 0.8
    face = means(labels, np.repeat(faces.plane[..., None], 3, 2))[:, 0]
    press = np.maximum(press, 0.5 * face)
    bare = np.maximum(pupils, 0.9 * lines * (1 - 0.35 * faces.plane))
    edges = np.zeros(labels.shape, np.float32)
    return chalked(flat, labels, edges, press, np.asarray(bare, np.float32), watch, faces.plane)


def _read(rgb: Pixels, watch: Watch) -> tuple[Pixels, Labels, Plane, Plane]:
    """The photo without texture, its areas, its lines and its pupils (0..1)."""
    unit = max(rgb.shape) / 1280
    flat = smoothed(rgb, 3, 40, 9)
    watch.progress(0.25)
    labels = areas(flat, 15, round(120 * unit * unit), 7)
    watch.progress(0.5)
    grey = np.asarray(cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY), np.float32) / np.float32(255)
    lines = flow_lines(grey, edge_flow(cv2.GaussianBlur(grey, (0, 0), 1.0) * 255, 3.0), 1.5, 8.0)
    watch.progress(0.7)
    return flat, labels, np.asarray(np.clip((lines - 0.006) / 0.012, 0, 1), np.float32), spots(grey)
