"""The pencil sketch, and the wobble of a hand that every drawn line shares."""

from __future__ import annotations

import math

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.color import luminance
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.plan import base_picture, shape_map, visible_shapes
from gpuserver.raster.texture import Plane, noise, pencil_tones

Contour = NDArray[np.float32]
"""n × 2 points."""


def wobbled(path: skia.Path, seed: int, amount: float, step: float = 7) -> list[Contour]:
    """The contours of `path` as a hand would draw them: off by `amount` px in slow waves."""
    rng = np.random.default_rng(seed)
    out: list[Contour] = []
    measure = skia.PathMeasure(path, False)
    while True:
        length = measure.getLength()
        if length > 6:
            count = max(4, int(length / step))
            phase = rng.random(6) * 7
            share = np.arange(count + 1) / count
            off = np.sin(phase[0] + share * length / 37) + 0.6 * np.sin(phase[1] + share * length / 17)
            off = amount * (off + 0.4 * np.sin(phase[2] + share * length / 9))
            points = []
            for at in range(count + 1):
                place, along = measure.getPosTan(length * float(share[at]))
                points.append((place.x() - along.y() * off[at], place.y() + along.x() * off[at]))
            out.append(np.array(points, np.float32))
        if not measure.nextContour():
            return out


def pencil(scene: StageScene, watch: Watch) -> Pixels:
    """Graphite: outlines drawn twice, hatching in four layers, the paper showing through."""
    base = base_picture(scene, watch)
    shapes = shape_map(scene)
    height, width = base.shape[:2]
    grey = cv2.GaussianBlur(cv2.cvtColor(base, cv2.COLOR_RGB2GRAY), (0, 0), 2)
    light = np.asarray(grey, np.float32) / np.float32(255)
    subject = shapes.mask(subjects=True)
    lines = _outlines(scene, height, width)
    tone = _tones(light, subject)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = np.hypot(x / (width / 2) - 1, y / (height / 2) - 1.05) * 1.05
    fade = np.clip(1.35 - away + noise(height, width, 120, 6) * 0.06, 0, 1)
    hatching = pencil_tones(tone, 1)
    tooth = np.clip(0.80 + 0.30 * noise(height, width, 1.6, 9, 2), 0.15, 1.2)
    shaded = (hatching + 0.14 * np.clip(0.8 - tone, 0, 1)) * np.where(subject > 0, 1, fade)
    ink = np.clip(np.maximum(lines * 1.3, shaded), 0, 1)
    ink *= np.where(lines > 0.25, np.clip(tooth + 0.3, 0, 1), tooth) * (0.35 + 0.65 * np.maximum(fade, subject))
    paper = np.array([0.975, 0.962, 0.935], np.float32) * (1 + 0.012 * noise(height, width, 3, 5, 3))[..., None]
    graphite = np.array([0.13, 0.13, 0.17], np.float32)
    out = paper * (1 - ink[..., None]) + graphite * ink[..., None]
    watch.progress(0.99)
    return (np.clip(out, 0, 1) * 255).astype(np.uint8)


def _outlines(scene: StageScene, height: int, width: int) -> Plane:
    """Every visible outline; a nearer shape covers the lines behind it."""
    out = np.zeros((height, width), np.float32)
    rng = np.random.default_rng(3)
    number = 0
    for group, item, path in visible_shapes(scene.groups):
        if item.alpha < 0.3:
            continue
        number += 1
        strokes = [
            (contour, again) for again in (0, 1) for contour in wobbled(path, number * 2 + again, 0.9 + 0.6 * again)
        ]
        fill = [np.round(contour * 8).astype(np.int32) for contour, again in strokes if not again]
        inked = luminance(item.color) < 62 and item.alpha > 0.6 and group.is_subject
        if fill:
            cv2.fillPoly(out, fill, 0.80 if inked else 0.0, shift=3)
        wide = 2.0 if item.kind == "part" and group.is_subject else 1.0
        for contour, again in strokes:
            for start in range(0, len(contour) - 1, 24):
                pressure = (0.55 if again else 0.85) * (
                    0.6 + 0.4 * math.sin(start * 0.05 + number) + 0.25 * rng.random()
                )
                pressure *= 1.0 if group.is_subject else 0.7
                piece = [np.round(contour[start : start + 26] * 8).astype(np.int32)]
                thick = max(1, round(wide + (again == 0 and wide > 1.2)))
                cv2.polylines(out, piece, False, float(min(1.0, max(0.2, pressure))), thick, cv2.LINE_AA, 3)
    return out


def _tones(light: Plane, subject: Plane) -> Plane:
    """How light each part stays: full range inside the subject, a pale one behind it, a halo between."""
    inside = light[subject > 0] if bool(subject.any()) else light.ravel()
    low, high = np.percentile(inside, [3, 92])
    near = np.clip((light - low) / max(1e-3, high - low), 0, 1)
    low, high = np.percentile(light, [4, 70])
    behind = np.clip((light - low) / max(1e-3, high - low), 0, 1) * 0.55 + 0.45
    halo = np.clip(cv2.GaussianBlur(subject, (0, 0), 26) * 1.6 - subject, 0, 1)
    return np.asarray(cv2.GaussianBlur(near * subject + (behind + 0.5 * halo) * (1 - subject), (0, 0), 1), np.float32)
