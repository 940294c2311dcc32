"""Oil on canvas: broad strokes along each form, finer at contours and in faces."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.faces import features
from gpuserver.engines.illustrator.styles.pieces import cut
from gpuserver.engines.illustrator.styles.plan import base_picture
from gpuserver.raster.oil import oil_painted
from gpuserver.raster.scribble import forms, hand_angles
from gpuserver.raster.segment import Labels, boundaries
from gpuserver.raster.texture import Plane

_DARK, _LIGHT = (0.13, 0.085, 0.075), (0.97, 0.93, 0.84)
"""Umber and lead white."""


def oil(scene: StageScene, watch: Watch) -> Pixels:
    """The whole painting."""
    base = base_picture(scene, watch)
    pieces = cut(scene, thin=6.0)
    labels = pieces.labels
    subject = cv2.GaussianBlur(pieces.where(lambda piece: piece.group.is_subject), (0, 0), 4)
    edges = boundaries(labels)
    away = np.asarray(cv2.distanceTransform(np.asarray(~edges, np.uint8), cv2.DIST_L2, 5), np.float32)
    fine = np.clip(cv2.GaussianBlur(edges.astype(np.float32), (0, 0), 5) * 6, 0, 1) * (0.40 + 0.60 * subject)
    painted = oil_painted(base, _along(labels, away), np.asarray(fine, np.float32), 9, watch)
    finished = features(scene).put_on(np.asarray(painted, np.float32) / np.float32(255), _DARK, _LIGHT)
    return (np.clip(finished, 0, 1) * 255).astype(np.uint8)


def _along(labels: Labels, away: Plane) -> tuple[Plane, Plane]:
    """The direction of the brush as (cos 2θ, sin 2θ): along contours near them (`away`, px), else as the form lies."""
    hand = 2 * hand_angles(forms(labels), 31)
    soft = cv2.GaussianBlur(away, (0, 0), 4)
    gx, gy = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    contour, weight = 2 * np.arctan2(gy, gx) + np.pi, np.hypot(gx, gy)
    near = np.exp(-((away / 22) ** 2)) * weight / (float(weight.mean()) + 1e-6)
    planes = (cv2.GaussianBlur(wave(contour) * near + 0.5 * wave(hand)[labels], (0, 0), 9) for wave in (np.cos, np.sin))
    cos2, sin2 = planes
    return np.asarray(cos2, np.float32), np.asarray(sin2, np.float32)
