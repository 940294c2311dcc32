"""Filters that leave the photo's own surface: the retro poster, the carved jade, the embroidery."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.photo.filters.edges import ink_lines, smoothed, soft_edges, vivid
from gpuserver.engines.photo.filters.faces import Faces
from gpuserver.engines.photo.filters.inked import contours, even
from gpuserver.engines.photo.filters.shapes import clean_shapes
from gpuserver.raster.flow import edge_flow
from gpuserver.raster.inks import framed, mixed_inks, printed
from gpuserver.raster.jade import carve
from gpuserver.raster.scribble import forms
from gpuserver.raster.segment import Labels, boundaries, means
from gpuserver.raster.stitches import linen, sew
from gpuserver.raster.texture import Plane

_LINEN = np.array([236, 226, 204], np.float32)


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


def embroidery(rgb: Pixels, faces: Faces, watch: Watch) -> Pixels:
    """Satin blocks of one silk each, sewn across the form of every area; outlines back-stitched; linen round it."""
    height, width = rgb.shape[:2]
    unit = max(rgb.shape) / 1024
    flat = smoothed(rgb, 3, 38, 9)
    labels = clean_shapes(flat, faces, 22, 6 * unit, 150 * unit * unit)
    watch.progress(0.25)
    silk = means(labels, vivid(flat, 1.3))[labels]
    near = vivid(np.asarray(cv2.GaussianBlur(flat, (0, 0), 1.0), np.uint8), 1.2).astype(np.float32)
    own = (0.28 + 0.3 * faces.plane)[..., None]
    colors = np.clip(silk * (1 - own) + near * own + 6, 0, 255).astype(np.uint8)
    cloth = np.clip(_LINEN * linen(height, width)[..., None], 0, 255).astype(np.uint8)
    inside = np.zeros((height, width), np.int32)
    edge = max(2, round(0.045 * min(height, width)))
    inside[edge:-edge, edge:-edge] = 1
    sewn = sew(colors, _lay_of_the_silk(flat, labels, faces), labels * inside, cloth, 22.0 * unit, watch)
    line = np.asarray(boundaries(labels), np.float32) * inside
    strong = cv2.GaussianBlur(line * soft_edges(flat), (0, 0), 0.9)[..., None]
    thread = np.clip(1.9 * strong, 0, 0.75)
    fine = 0.4 * (contours(even(flat)) * faces.plane * inside)[..., None]
    dark = np.maximum(thread, fine)
    return np.clip(sewn * (1 - dark) + silk * 0.42 * dark, 0, 255).astype(np.uint8)


def _lay_of_the_silk(flat: Pixels, labels: Labels, faces: Faces) -> Plane:
    """The direction of the stitches (radians): across slender areas, one slant for the others, along faces' forms."""
    form = forms(labels)
    rng = np.random.default_rng(13)
    slant = -0.75 + 0.45 * rng.standard_normal(len(form.x))
    block = np.where(form.slender > 1.7, form.angle + 1.1, slant).astype(np.float32)[labels]
    along = np.asarray(edge_flow(_light(flat) * 255, 7.0), np.float32)
    share = 0.35 + 0.5 * faces.plane
    cos2, sin2 = (
        cv2.GaussianBlur(np.asarray((1 - share) * turn(2 * block) + share * turn(2 * along), np.float32), (0, 0), 2.0)
        for turn in (np.cos, np.sin)
    )
    return np.asarray(0.5 * np.arctan2(sin2, cos2), np.float32)


def _light(rgb: Pixels) -> Plane:
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.float32) / np.float32(255)


def _bytes(picture: Plane) -> Pixels:
    return (np.clip(picture, 0, 1) * 255).astype(np.uint8)
