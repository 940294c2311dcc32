"""Cyberpunk: the scene by night, with neon along its shapes, magenta from the left, cyan from the right, in the wet."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.faces import features
from gpuserver.engines.illustrator.styles.plan import ShapeMap, base_picture, edgeless, shape_map
from gpuserver.raster.neon import CYAN, MAGENTA, lit, nightly, on_screen, wet
from gpuserver.raster.relief import cushion, normals
from gpuserver.raster.texture import Plane

_SIGNS = np.array(
    [[1.0, 0.18, 0.70], [0.10, 0.85, 1.0], [0.60, 0.25, 1.0], [1.0, 0.55, 0.15], [0.15, 0.55, 1.0]], np.float32
)
_HALF = 0.5


def cyberpunk(scene: StageScene, watch: Watch) -> Pixels:
    """The picture as on a screen."""
    base = np.asarray(base_picture(scene, watch), np.float32) / np.float32(255)
    shapes = shape_map(scene)
    face = features(scene)
    subject = shapes.mask(subjects=True)
    soft = cv2.GaussianBlur(subject, (0, 0), 1.2)
    low, high = np.percentile(base[::4, ::4].mean(2), [3, 97])
    even = np.clip((base - 0.7 * low) / max(0.4, float(high - 0.7 * low)), 0, 1)
    dark = nightly(np.asarray(even, np.float32), np.asarray(0.16 + 0.44 * soft, np.float32))
    lights = _rims(shapes, subject) + _tubes(shapes, subject) + _signs(base, shapes, subject)
    watch.progress(0.96)
    picture = lit(dark, np.asarray(lights, np.float32) * (1 - face.dark[..., None]), 0.85)
    picture = face.put_on(picture, (0.020, 0.012, 0.060), (0.86, 0.97, 1.0))
    line = max((group.ground for group in scene.groups if group.is_subject and group.ground is not None), default=None)
    if line is not None and line < 0.95 * len(picture):
        picture = wet(picture, _ground(shapes, subject, line), line)
    return (np.clip(on_screen(picture), 0, 1) * 255).astype(np.uint8)


def _rims(shapes: ShapeMap, subject: Plane) -> Plane:
    """Light that falls on round parts from both sides: h × w × 3."""
    whole = cv2.distanceTransform((subject > 0).astype(np.uint8), cv2.DIST_L2, 5).astype(np.float32)
    parts = cv2.distanceTransform((~shapes.edges | edgeless(shapes)).astype(np.uint8), cv2.DIST_L2, 5).astype(
        np.float32
    )
    height = cushion(whole, 46) + 0.22 * cushion(parts, 12)
    nx, ny, nz = normals(np.asarray(cv2.GaussianBlur(height, (0, 0), 2), np.float32))
    left, right = np.clip(-nx - 0.25 * ny, 0, 1), np.clip(nx - 0.25 * ny, 0, 1)
    edge = np.clip(1.15 - nz, 0, 1) * cv2.GaussianBlur(subject, (0, 0), 0.8)
    lights = (left**1.5 * edge)[..., None] * MAGENTA * 1.7 + (right**1.5 * edge)[..., None] * CYAN * 1.5
    return np.asarray(lights, np.float32)


def _tubes(shapes: ShapeMap, subject: Plane) -> Plane:
    """Thin neon along outlines: bright round subjects, faint in the scenery; h × w × 3."""
    width = subject.shape[1]
    outside = np.asarray(cv2.GaussianBlur(subject, (0, 0), 6), np.float32)
    turn = cv2.Sobel(outside, cv2.CV_32F, 1, 0, ksize=5)
    side = 1 / (1 + np.exp(-np.clip(turn * 6 + 0.02, -30, 30)))  # 1 where the subject begins, from the left
    contour = cv2.morphologyEx((subject > 0).astype(np.float32), cv2.MORPH_GRADIENT, np.ones((3, 3)))
    contour = cv2.GaussianBlur(contour, (0, 0), 0.9)[..., None]
    lights = contour * (MAGENTA * side[..., None] + CYAN * (1 - side[..., None])) * 0.95
    faint = cv2.GaussianBlur((shapes.edges & (subject == 0)).astype(np.float32), (0, 0), 0.8)[..., None]
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :, None]
    wave = np.clip(0.5 + 0.9 * (x - _HALF), 0, 1)
    return np.asarray(lights + faint * (MAGENTA * (1 - wave) + CYAN * wave) * 0.34, np.float32)


def _signs(base: Plane, shapes: ShapeMap, subject: Plane) -> Plane:
    """What is small and bright in the scenery (windows, lamps, jars) shines in a colour of its own."""
    counts = np.bincount(shapes.ids.ravel(), minlength=len(shapes.shapes) + 1)
    table = np.zeros((len(counts), 3), np.float32)
    for number, (group, item) in shapes.shapes.items():
        if not group.is_subject and 12 < counts[number] < 0.006 * shapes.ids.size and item.id != "sky":
            table[number] = _SIGNS[(number * 7 + number // 5) % len(_SIGNS)]
    bright = np.clip((base.max(2) - 0.62) / 0.3, 0, 1) * (subject == 0)
    return np.asarray(table[shapes.ids] * (0.62 * bright)[..., None], np.float32)


def _ground(shapes: ShapeMap, subject: Plane, line: float) -> Plane:
    height = len(subject)
    below = np.clip((np.arange(height, dtype=np.float32) - line) / 6, 0, 1)[:, None]
    return np.asarray(below * (1 - cv2.GaussianBlur(subject, (0, 0), 1.5)), np.float32)
