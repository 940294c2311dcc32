"""Futuristic: everything in cool white and blue, glossy, with holographic edges and thin lines of light."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.items import bounds
from gpuserver.engines.illustrator.stage import StageScene
from gpuserver.engines.illustrator.styles.faces import features
from gpuserver.engines.illustrator.styles.plan import base_picture, edgeless, shape_map
from gpuserver.raster.future import clean, iridescent, light_lines, orbits
from gpuserver.raster.relief import cushion, normals
from gpuserver.raster.texture import Plane


def futuristic(scene: StageScene, watch: Watch) -> Pixels:
    """The clean picture."""
    base = base_picture(scene, watch).astype(np.float32) / 255
    shapes = shape_map(scene)
    face = features(scene)
    subject = shapes.mask(subjects=True)
    soft = np.asarray(cv2.GaussianBlur(subject, (0, 0), 1.2), np.float32)
    haze = cv2.GaussianBlur(base, (0, 0), 1.2)
    calm = base * soft[..., None] + haze * (1 - soft[..., None])
    picture = clean(np.asarray(calm, np.float32), np.asarray(0.05 + 0.55 * soft, np.float32))
    edges = shapes.edges & ~edgeless(shapes)
    rear = cv2.GaussianBlur((edges & (subject == 0)).astype(np.float32), (0, 0), 0.7)
    down = np.linspace(0, 1, len(subject), dtype=np.float32)[:, None, None]
    air = np.array([0.80, 0.91, 1.0], np.float32) * (1 - down) + np.array([0.97, 0.99, 1.0], np.float32) * down
    bright = (0.34 * (1 - soft))[..., None]
    picture = picture * (1 - bright) + air * bright
    behind = np.maximum(0.42 * rear, _circles(scene, subject) * (1 - soft))
    picture = light_lines(np.asarray(picture, np.float32), np.asarray(behind, np.float32))
    watch.progress(0.96)
    whole = cv2.distanceTransform((subject > 0).astype(np.uint8), cv2.DIST_L2, 5).astype(np.float32)
    parts = cv2.distanceTransform((~edges).astype(np.uint8), cv2.DIST_L2, 5).astype(np.float32)
    raised = cushion(whole, 40) + 0.55 * cushion(parts, 20)
    nx, ny, nz = normals(np.asarray(cv2.GaussianBlur(raised, (0, 0), 1.6), np.float32))
    picture = iridescent(picture, nx, ny, nz, soft)
    seams = cv2.GaussianBlur((edges & (subject > 0)).astype(np.float32), (0, 0), 0.7)
    picture = light_lines(picture, np.asarray(0.85 * seams * (1 - face.dark), np.float32))
    picture = face.put_on(picture, (0.035, 0.075, 0.19), (1.0, 1.0, 1.0))
    return (np.clip(picture, 0, 1) * 255).astype(np.uint8)


def _circles(scene: StageScene, subject: Plane) -> Plane:
    """Orbits round the first subject."""
    height, width = subject.shape
    hero = next((group for group in scene.groups if group.is_subject and group.fade is None), None)
    if hero is None:
        return orbits(height, width, width / 2, height / 2, 0.3 * min(height, width))
    box = bounds(hero.items)
    reach = min(0.56 * max(box.width(), box.height()), 0.44 * min(height, width))
    return orbits(height, width, box.centerX(), box.centerY() - 0.06 * box.height(), reach)
