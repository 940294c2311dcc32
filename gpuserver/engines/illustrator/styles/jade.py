"""Jade: the whole picture as a carved relief, what is nearer standing further out."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.faces import features
from gpuserver.engines.illustrator.styles.plan import ShapeMap, base_picture, edgeless, shape_map
from gpuserver.raster.jade import carve
from gpuserver.raster.relief import cushion
from gpuserver.raster.texture import Plane

_DARK, _LIGHT = (0.012, 0.085, 0.062), (0.90, 0.98, 0.88)


def jade(scene: StageScene, watch: Watch) -> Pixels:
    """The carving, its eyes inlaid in the darkest stone."""
    base = base_picture(scene, watch)
    shapes = shape_map(scene)
    face = features(scene)
    subject = shapes.mask(subjects=True)
    height = carved_height(shapes, subject) - 5 * cv2.GaussianBlur(face.dark, (0, 0), 1.5)
    grey = cv2.cvtColor(base, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    near = cv2.GaussianBlur(subject, (0, 0), 2)
    tone = (grey - float(grey.mean())) * 1.05 + 0.26 + 0.40 * near
    watch.progress(0.97)
    stone = carve(np.asarray(height, np.float32), np.asarray(np.clip(tone, 0, 1), np.float32), 5)
    out = face.put_on(stone, _DARK, _LIGHT)
    return (np.clip(out, 0, 1) * 255).astype(np.uint8)


def carved_height(shapes: ShapeMap, subject: Plane) -> Plane:
    """Each shape a cushion, each subject swelling as a whole, each edge a groove."""
    edges = shapes.edges & ~edgeless(shapes)
    distance = cv2.distanceTransform((~edges).astype(np.uint8), cv2.DIST_L2, 5).astype(np.float32)
    whole = cv2.distanceTransform((subject > 0).astype(np.uint8), cv2.DIST_L2, 5).astype(np.float32)
    pads = cushion(distance, 15) * (0.42 + 0.75 * subject)
    return np.asarray(pads + 0.55 * cushion(whole, 60) + 9 * (whole > 0), np.float32)
