"""What styles make of a photo first: flat areas, stronger colours, the lines one would draw."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels
from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.texture import Plane


def smoothed(rgb: Pixels, rounds: int = 3, color: float = 34, space: float = 7) -> Pixels:
    """Flat areas without texture, edges kept: the bilateral filter, repeated."""
    for _ in range(rounds):
        rgb = np.asarray(cv2.bilateralFilter(rgb, 9, color, space), np.uint8)
    return rgb


def vivid(rgb: Pixels, saturation: float) -> Pixels:
    """`rgb` with its colours `saturation` times as far from grey."""
    values = rgb.astype(np.float32)
    grey = (values @ LUMINANCE)[..., None]
    return np.clip(grey + (values - grey) * saturation, 0, 255).astype(np.uint8)


def ink_lines(rgb: Pixels, sigma: float = 1.0, strength: float = 18.0, threshold: float = 0.0) -> Plane:
    """Lines as an extended difference of Gaussians (Winnemöller et al. 2012): 0 paper .. 1 ink."""
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    narrow = cv2.GaussianBlur(grey, (0, 0), sigma)
    wide = cv2.GaussianBlur(grey, (0, 0), sigma * 1.6)
    response = narrow - 0.98 * wide
    line = np.where(response > 0.004 + threshold, 0.0, -np.tanh(strength * 6 * (response - 0.004 - threshold)))
    return np.clip(line, 0, 1).astype(np.float32)


def soft_edges(rgb: Pixels) -> Plane:
    """Gradient strength on all channels, scaled so that the strong edges are 1."""
    lab = cv2.cvtColor(cv2.GaussianBlur(rgb, (0, 0), 1.2), cv2.COLOR_RGB2LAB).astype(np.float32)
    gx, gy = cv2.Sobel(lab, cv2.CV_32F, 1, 0), cv2.Sobel(lab, cv2.CV_32F, 0, 1)
    strength = np.sqrt((gx * gx + gy * gy).sum(axis=2))
    return np.clip(strength / max(1e-3, float(np.percentile(strength, 97.5))), 0, 1).astype(np.float32)
