"""Filters that leave the photo's own surface: the retro poster, the carved jade, the embroidery."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import ink_lines, smoothed, soft_edges
from gpuserver.raster.flow import edge_flow
from gpuserver.raster.inks import framed, mixed_inks, printed
from gpuserver.raster.jade import carve
from gpuserver.raster.reduce import quantise
from gpuserver.raster.stitches import linen, sew
from gpuserver.raster.texture import Plane


def retro_poster(rgb: Pixels, watch: Watch) -> Pixels:
    """A screen print in a few inks, its gradients in grain, the darkest lines in the key ink."""
    flat = smoothed(rgb, 3, 36, 9)
    watch.progress(0.4)
    lab = cv2.cvtColor(flat, cv2.COLOR_RGB2LAB)
    lab[..., 0] = cv2.createCLAHE(1.5, (4, 4)).apply(lab[..., 0])
    even = np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), np.uint8)
    inks = mixed_inks(even, 6, np.zeros(rgb.shape[:2], np.float32))
    watch.progress(0.7)
    sheet = printed(even, inks, 8.0, 8)
    line = (0.85 * ink_lines(flat, 1.5, 22, -0.006))[..., None]
    return framed(np.asarray(sheet * (1 - line) + inks[-1] * line, np.float32), inks[-1])


def jade(rgb: Pixels, watch: Watch) -> Pixels:
    """The photo as a shallow relief: what is light stands out, what is dark lies deep."""
    flat = smoothed(rgb, 3, 30, 9)
    grey = _light(flat)
    watch.progress(0.5)
    broad, fine = cv2.GaussianBlur(grey, (0, 0), 16), cv2.GaussianBlur(grey, (0, 0), 4)
    height = 60 * broad + 46 * (fine - broad) + 26 * (grey - fine)
    low, high = np.percentile(grey[::4, ::4], [3, 97])
    tone = np.clip((grey - low) / max(0.1, float(high - low)), 0, 1) * 1.15 - 0.08
    return _bytes(carve(np.asarray(height, np.float32), np.asarray(tone, np.float32), 5))


def embroidery(rgb: Pixels, watch: Watch) -> Pixels:
    """Silk stitches along the photo's structures, shorter than its details."""
    height, width = rgb.shape[:2]
    flat = smoothed(rgb, 3, 34, 9)
    few = quantise(flat, 20)
    watch.progress(0.25)
    tones = quantise(cv2.medianBlur(few, 5).astype(np.uint8), 14)
    areas = 1 + (tones.astype(np.int32) @ np.array([65_536, 256, 1], np.int32)) % 9973
    angle = np.asarray(edge_flow(_light(flat) * 255, 5.0), np.float32)
    values = cv2.addWeighted(few, 0.5, flat, 0.5, 0).astype(np.float32)
    grey = values.mean(2, keepdims=True)
    silk = np.clip(grey + (values - grey) * 1.25 + 4, 0, 255).astype(np.uint8)
    cloth = np.clip(silk * (0.72 * linen(height, width))[..., None], 0, 255).astype(np.uint8)
    sewn = sew(silk, angle, areas.astype(np.int32), cloth, 14.0, watch).astype(np.float32)
    fine = 0.5 * cv2.GaussianBlur(soft_edges(flat), (0, 0), 1.5)[..., None]  # faces keep their contours
    return np.clip(sewn * (1 - fine) + silk * 0.92 * fine, 0, 255).astype(np.uint8)


def _light(rgb: Pixels) -> Plane:
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.float32) / np.float32(255)


def _bytes(picture: Plane) -> Pixels:
    return (np.clip(picture, 0, 1) * 255).astype(np.uint8)
