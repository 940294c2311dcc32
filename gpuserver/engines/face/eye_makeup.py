"""Shadow, liner and lashes at the upper lids."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gpuserver.engines.face.arrays import Image, Plane, Points
from gpuserver.engines.face.color import recolored
from gpuserver.engines.face.detail import sharpness
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import area, features, line
from gpuserver.engines.face.mesh import (
    EYES,
    LEFT_BROW_LOWER,
    LEFT_LID_LOWER,
    LEFT_LID_UPPER,
    RIGHT_BROW_LOWER,
    RIGHT_LID_LOWER,
    RIGHT_LID_UPPER,
)
from gpuserver.engines.face.once import once
from gpuserver.engines.face.skin import lab, skin_model
from gpuserver.engines.face.skin_matte import uncovered
from gpuserver.engines.face.smooth import blur, smoothstep
from gpuserver.raster.lab import to_lab

_SIDES: Final = (
    (LEFT_LID_UPPER, LEFT_LID_LOWER, LEFT_BROW_LOWER),
    (RIGHT_LID_UPPER[::-1], RIGHT_LID_LOWER[::-1], RIGHT_BROW_LOWER[::-1]),
)
"""For each eye its upper lid, lower lid and the brow's lower edge, from the outer corner inward."""
_REACHES: Final = (0.2, 0.4, 0.6)
"""How far up to the brow the shadow goes, in layers: densest at the lashes."""
_FINER: Final = 4
"""Lines thinner than a pixel are drawn at so many times the size."""
_KOHL: Final = (20.0, 14.0, 16.0)
"""Colour of liner and lashes, RGB."""


@once
def lid_matte(face: Face) -> Plane:
    """S × S, 0..1: the upper lids, to a little over half of the way to the brows; fading upward, not over frames."""
    lids = np.zeros((face.size, face.size), np.float32)
    for upper, _, brow in _SIDES:
        lid, edge = face.points[list(upper), :2], face.points[list(brow), :2]
        nearest = np.linalg.norm(lid[:, None] - edge[None], axis=2).argmin(axis=1)
        for reach in _REACHES:
            top = lid + reach * (edge[nearest] - lid)
            lids += area(face.size, np.concatenate([lid, top[::-1]])) / len(_REACHES)
    return blur(np.clip(lids, 0, 1), 0.035 * face.d) * (1 - blur(features(face, EYES), 0.8)) * uncovered(face)


@once
def lash_line(face: Face) -> Plane:
    """S × S, 0..1: a band on the edges of the lids, where liner lies; not the eyes themselves."""
    band = np.zeros((face.size, face.size), np.float32)
    for upper, lower, _ in _SIDES:
        for lid in (upper, lower):
            band = np.maximum(band, line(face.size, face.points[list(lid)], 0.05 * face.d))
    return blur(band, 0.012 * face.d) * (1 - blur(features(face, EYES), 0.6)) * eyes_seen(face)


@once
def eyes_seen(face: Face) -> float:
    """How much make-up the eyes can take, 0..1: less on narrow ones, none behind dark glass, less in soft photos."""
    openings = [float(np.abs(face.canonical[upper[4], 1] - face.canonical[lower[4], 1])) for upper, lower, _ in _SIDES]
    around = float(np.percentile(lab(face)[..., 0][blur(features(face, EYES), 0.08 * face.d) > 0.2], 70))
    through = smoothstep(0.4, 0.65, around / float(skin_model(face).median[0]))
    return float(smoothstep(0.02, 0.07, min(openings)) * through * (1 - 0.6 * smoothstep(1.8, 3, sharpness(face))))


def eye_shadow(face: Face, image: Image, strength: float) -> Image:
    """Darker lids, of a greyed mauve."""
    colors = to_lab(image) * np.array([0.58, 0.65, 0.5], np.float32) + np.array([0, 6, -1], np.float32)
    return recolored(image, colors, lid_matte(face) * np.float32(0.78 * strength * eyes_seen(face)))


def eye_liner(face: Face, image: Image, strength: float) -> Image:
    """A dark line on the lash line, drawn out a little, and longer lashes; as soft as the photo."""
    share = _lines(face) * np.float32(0.72 * strength * eyes_seen(face))
    return image + share[..., None] * (np.array(_KOHL, np.float32) - image)


@once
def _lines(face: Face) -> Plane:
    """S × S, 0..1: liner and lashes of both eyes."""
    size = face.size * _FINER
    drawn = np.zeros((size, size), np.uint8)
    for upper, _, _ in _SIDES:
        lid = _curve(face.points[list(upper), :2], 40)
        for outline, density in (*_lashes(face, lid), (_liner(face, lid), 1.0)):
            corners = np.round(outline * _FINER).astype(np.int32)
            cv2.fillPoly(drawn, [corners], round(255 * density), cv2.LINE_AA)
    small = cv2.resize(drawn, (face.size, face.size), interpolation=cv2.INTER_AREA)
    return blur(small.astype(np.float32) / np.float32(255), max(0.4, 0.7 * sharpness(face)))


def _liner(face: Face, lid: Points) -> Points:
    """The outline of the line along `lid`, thickest outside, with a wing."""
    outward = (lid[0] - lid[-1]) / np.linalg.norm(lid[0] - lid[-1])
    up = -face.axes[1, :2]
    edge = np.concatenate([[lid[0] + (0.07 * outward + 0.03 * up) * face.d], lid])
    along = np.linspace(0, 1, len(edge))[:, None]
    thick = (0.004 + 0.016 * np.minimum(1, along / 0.1) * (1 - along)) * face.d
    return np.concatenate([edge + thick * up, edge[::-1]])


def _lashes(face: Face, lid: Points) -> list[tuple[Points, float]]:
    """Tapering hairs that stand on `lid`, longer and more outward toward its outer end, and how dense each is."""
    outward = (lid[0] - lid[-1]) / np.linalg.norm(lid[0] - lid[-1])
    up = -face.axes[1, :2]
    hairs: list[tuple[Points, float]] = []
    for root, at in zip(lid[2:36:2], np.linspace(1, 0, 17), strict=True):
        direction = (0.9 * at - 0.15) * outward + up
        direction = direction / np.linalg.norm(direction)
        length = (0.03 + 0.035 * at) * face.d
        middle = root + 0.6 * length * direction
        tip = middle + 0.3 * length * (direction + 0.5 * up)
        half = 0.004 * face.d * np.array([-direction[1], direction[0]])
        hairs.append((np.array([root - half, middle - 0.6 * half, tip, middle + 0.6 * half, root + half]), 0.6))
    return hairs


def _curve(points: Points, count: int) -> Points:
    """`count` points on the Catmull-Rom spline through `points` (n × 2)."""
    ends = np.concatenate([[2 * points[0] - points[1]], points, [2 * points[-1] - points[-2]]])
    at = np.linspace(0, len(points) - 1, count)
    first = np.minimum(at.astype(int), len(points) - 2)
    t = (at - first)[:, None]
    a, b, c, d = (ends[first + step] for step in range(4))
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
