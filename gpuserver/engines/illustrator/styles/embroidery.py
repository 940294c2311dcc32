"""Embroidery: every shape in satin stitches of its own direction; what is large behind the subjects stays dyed linen."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.faces import features
from gpuserver.engines.illustrator.styles.plan import ShapeMap, base_picture, shape_map
from gpuserver.raster.stitches import linen, sew
from gpuserver.raster.strokes import directions
from gpuserver.raster.texture import Plane

_LINEN = np.array([228, 214, 188], np.float32)
_LENGTH = 22.0
_LARGE = 0.045
"""A shape of the scenery that covers more of the picture than this is left to the cloth."""


def embroidery(scene: StageScene, watch: Watch) -> Pixels:
    """The finished cloth."""
    base = base_picture(scene, watch)
    shapes = shape_map(scene)
    areas = _sewn(shapes)
    height, width = areas.shape
    cover = (areas > 0).astype(np.float32)
    dyed = cv2.GaussianBlur(base, (0, 0), 3).astype(np.float32)
    cloth = (0.42 * _LINEN + 0.58 * dyed) * linen(height, width)[..., None]
    pressed = cv2.GaussianBlur(np.roll(cover, (5, 4), (0, 1)), (0, 0), 4)  # raised work throws a little shade
    cloth = np.clip(cloth * (1 - 0.34 * pressed)[..., None], 0, 255).astype(np.uint8)
    lively = _lively(base)
    out = sew(lively, _angles(shapes), areas, cloth, _LENGTH, watch)
    face = features(scene)
    subject = shapes.mask(subjects=True)
    seams = (shapes.edges & (cv2.erode(subject, np.ones((3, 3))) > 0)).astype(np.float32)
    hem = cv2.morphologyEx(subject, cv2.MORPH_GRADIENT, np.ones((3, 3)))
    sunk = cv2.GaussianBlur(np.maximum(0.55 * seams, 0.9 * hem), (0, 0), 1.1)[..., None]
    threads = np.asarray(out.astype(np.float32) / 255 * (1 - 0.55 * sunk), np.float32)
    inked = face.put_on(threads, (0.10, 0.08, 0.13), (0.98, 0.97, 0.93))
    return (np.clip(0.35 * threads + 0.65 * inked, 0, 1) * 255).astype(np.uint8)


def _lively(base: Pixels) -> Pixels:
    """Silk is more saturated than paint."""
    values = base.astype(np.float32)
    grey = values.mean(2, keepdims=True)
    return np.clip(grey + (values - grey) * 1.22 + 4, 0, 255).astype(np.uint8)


def _sewn(shapes: ShapeMap) -> NDArray[np.int32]:
    counts = np.bincount(shapes.ids.ravel(), minlength=len(shapes.shapes) + 1)
    bare = np.zeros(len(counts), bool)
    bare[0] = True
    for number, (group, item) in shapes.shapes.items():
        large = counts[number] > _LARGE * shapes.ids.size
        bare[number] = not group.is_subject and (large or item.id == "sky" or item.alpha < 0.6)
    return np.where(bare[shapes.ids], 0, shapes.ids).astype(np.int32)


def _angles(shapes: ShapeMap) -> Plane:
    """Across narrow shapes; in wide ones one slant for each, bending towards the outline."""
    height, width = shapes.ids.shape
    distance = cv2.distanceTransform((~shapes.edges).astype(np.uint8), cv2.DIST_L2, 5)
    smooth = cv2.GaussianBlur(distance, (0, 0), 2.5)
    gx, gy = cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
    toward = np.arctan2(gy, gx)
    count = len(shapes.shapes) + 1
    flat = shapes.ids.ravel()
    total = np.maximum(np.bincount(flat, minlength=count), 1)
    y, x = (grid.ravel().astype(np.float64) for grid in np.mgrid[0:height, 0:width])
    mean_x, mean_y = np.bincount(flat, x, count) / total, np.bincount(flat, y, count) / total
    xx = np.bincount(flat, x * x, count) / total - mean_x**2
    yy = np.bincount(flat, y * y, count) / total - mean_y**2
    xy = np.bincount(flat, x * y, count) / total - mean_x * mean_y
    slant = 0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2 + 0.32
    round_ones = np.abs(xx - yy) + 2 * np.abs(xy) < 0.25 * (xx + yy)
    slant = np.where(round_ones, -0.9 + 0.5 * np.sin(np.arange(count) * 1.7), slant).astype(np.float32)
    own = slant[shapes.ids]
    near = np.exp(-distance / 26).astype(np.float32) * 0.62
    cos2 = np.cos(2 * own) * (1 - near) + np.cos(2 * toward) * near
    sin2 = np.sin(2 * own) * (1 - near) + np.sin(2 * toward) * near
    return directions(np.asarray(cos2, np.float32), np.asarray(sin2, np.float32))
