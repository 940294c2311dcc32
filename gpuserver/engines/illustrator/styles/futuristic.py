"""Futuristic: a deep blue scene with a grid of light, its subjects lacquered in their own colours, seams aglow."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.painting.items import bounds
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.faces import features
from gpuserver.engines.illustrator.styles.plan import base_picture, edgeless, shape_map, skin_mask
from gpuserver.raster.future import floor_grid, graded, lacquered, light_lines, orbits, streaked
from gpuserver.raster.relief import cushion, normals
from gpuserver.raster.texture import Plane


def futuristic(scene: StageScene, watch: Watch) -> Pixels:
    """The finished picture."""
    base = base_picture(scene, watch).astype(np.float32) / 255
    shapes = shape_map(scene)
    face = features(scene)
    subject = shapes.mask(subjects=True)
    soft = np.asarray(cv2.GaussianBlur(subject, (0, 0), 1.2), np.float32)
    down, across = np.mgrid[0 : len(base), 0 : base.shape[1]].astype(np.float32) / np.float32(len(base))
    corner = np.clip(np.hypot(across - 0.5 * base.shape[1] / len(base), down - 0.5) - 0.18, 0, 1)
    far = base * (1 - 0.62 * corner * (1 - soft))[..., None]  # a lit stage: what is bright everywhere shows no light
    picture = graded(np.asarray(far, np.float32), np.asarray(0.10 + 0.78 * soft, np.float32), 1.45)
    edges = shapes.edges & ~edgeless(shapes)
    rear = cv2.GaussianBlur((edges & (subject == 0)).astype(np.float32), (0, 0), 0.7)
    hidden = np.asarray(cv2.GaussianBlur(subject, (0, 0), 5), np.float32)
    behind = np.maximum(np.maximum(0.30 * rear, 0.6 * _floor(scene, subject)), 0.8 * _circles(scene, subject))
    picture = light_lines(picture, np.asarray(behind * (1 - np.maximum(soft, hidden)), np.float32))
    picture = np.asarray(picture * soft[..., None] + streaked(picture) * (1 - soft[..., None]), np.float32)
    watch.progress(0.96)
    whole = cv2.distanceTransform((subject > 0).astype(np.uint8), cv2.DIST_L2, 5).astype(np.float32)
    parts = cv2.distanceTransform((~edges).astype(np.uint8), cv2.DIST_L2, 5).astype(np.float32)
    raised = cushion(whole, 44) + 0.5 * cushion(parts, 18)
    nx, ny, nz = normals(np.asarray(cv2.GaussianBlur(raised, (0, 0), 2.2), np.float32))
    skin = cv2.GaussianBlur(skin_mask(shapes), (0, 0), 2)
    picture = lacquered(picture, nx, ny, nz, np.asarray(soft * (1 - 0.7 * skin), np.float32))
    outline = cv2.morphologyEx(np.asarray(subject > 0, np.float32), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    seams = np.maximum(0.75 * (edges & (subject > 0)) * (1 - 0.7 * skin), outline)
    seams = cv2.GaussianBlur(np.asarray(seams, np.float32), (0, 0), 0.7) * (1 - face.dark) * (1 - face.light)
    picture = light_lines(picture, np.asarray(0.72 * seams, np.float32))
    picture = face.put_on(picture, (0.020, 0.045, 0.13), (1.0, 1.0, 1.0))
    return (np.clip(picture, 0, 1) * 255).astype(np.uint8)


def _floor(scene: StageScene, subject: Plane) -> Plane:
    """The grid on the ground, from a little behind the rearmost subject; none under what has no ground."""
    height, width = subject.shape
    grounds = [group.ground for group in scene.groups if group.is_subject and group.ground is not None]
    line = min([*grounds, 0.86 * height]) - 0.17 * height
    return floor_grid(height, width, max(line, 0.45 * height))


def _circles(scene: StageScene, subject: Plane) -> Plane:
    """Orbits round the first subject."""
    height, width = subject.shape
    hero = next((group for group in scene.groups if group.is_subject and group.fade is None), None)
    if hero is None:
        return orbits(height, width, width / 2, height / 2, 0.3 * min(height, width))
    box = bounds(hero.items)
    reach = min(0.56 * max(box.width(), box.height()), 0.44 * min(height, width))
    return orbits(height, width, box.centerX(), box.centerY() - 0.06 * box.height(), reach)
