"""Film: black and white lit like a studio picture, and the faded colour print with its white edge."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.faces import features
from gpuserver.engines.illustrator.styles.plan import base_picture, shape_map, skin_mask
from gpuserver.raster.luminance import LUMINANCE
from gpuserver.raster.texture import Plane, noise


def black_and_white(scene: StageScene, watch: Watch) -> Pixels:
    """Silver tones: a pool of light behind the subject, full blacks, fine grain."""
    base = base_picture(scene, watch).astype(np.float32) / 255
    face = features(scene)
    shapes = shape_map(scene)
    subject, skin = shapes.mask(subjects=True), cv2.GaussianBlur(skin_mask(shapes), (0, 0), 1.0)
    height, width = subject.shape
    grey = base @ np.array([0.36, 0.50, 0.14], np.float32)
    soft = cv2.GaussianBlur(subject, (0, 0), 1.0)
    inside = grey[subject > 0] if bool((subject > 0).any()) else grey.ravel()
    low, high = np.percentile(inside[::7], [2, 98])
    near = np.clip((grey - low) / max(0.15, float(high - low)), 0, 1) ** 1.25 * 0.84 + 0.06
    near = (near + 1.3 * (grey - cv2.GaussianBlur(grey, (0, 0), 45)) * skin) * (1 - 0.20 * skin)
    low, high = np.percentile(grey[::4, ::4], [1, 99])
    behind = np.clip((grey - low) / max(0.15, float(high - low)), 0, 1)
    pool = cv2.GaussianBlur(cv2.resize(subject, (width // 8, height // 8), interpolation=cv2.INTER_AREA), (0, 0), 13)
    pool = cv2.resize(np.clip(pool * 1.7, 0, 1), (width, height), interpolation=cv2.INTER_CUBIC)
    tone = near * soft + (behind**0.8 * (0.46 + 0.36 * pool) + 0.05 + 0.08 * pool) * (1 - soft)
    tone = tone + 0.11 * np.sin(2 * np.pi * (tone - 0.5)) * 0.8
    tone = tone * (1 - 0.94 * face.dark) + 0.03 * face.dark
    tone = tone * (1 - face.light) + face.light
    rng = np.random.default_rng(6)
    grain = cv2.GaussianBlur(rng.standard_normal((height, width)).astype(np.float32), (0, 0), 0.8)
    tone = tone + 0.045 * grain * (0.4 + 1.6 * tone * (1 - tone))
    out = np.clip(tone, 0, 1) * 250 + 3
    return np.repeat(out.astype(np.uint8)[..., None], 3, 2)


def vintage(scene: StageScene, watch: Watch) -> Pixels:
    """An old snapshot: soft, faded and yellowed, a light leak, dust and scratches, a worn white edge."""
    base = base_picture(scene, watch).astype(np.float32) / 255
    height, width = base.shape[:2]
    dreamy = 0.72 * base + 0.28 * cv2.GaussianBlur(base, (0, 0), 5)
    grey = (dreamy @ LUMINANCE)[..., None]
    toned = grey + (dreamy - grey) * 0.52
    lift, gain = np.array([0.125, 0.085, 0.085], np.float32), np.array([0.86, 0.83, 0.64], np.float32)
    out = lift + gain * toned ** np.array([0.90, 0.98, 1.05], np.float32)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    u, v = x / width, y / height
    out = out * (1 - 0.42 * np.clip(((u - 0.5) ** 2 + (v - 0.5) ** 2) * 2, 0, 1) ** 1.2)[..., None]
    leak = np.exp(-(((u - 1.02 + 0.10 * np.sin(v * 3)) / 0.16) ** 2))[..., None]
    out = 1 - (1 - out) * (1 - leak * np.array([0.55, 0.26, 0.06], np.float32))
    rng = np.random.default_rng(5)
    out = out * (
        1 + 0.035 * cv2.GaussianBlur(rng.standard_normal((height, width)).astype(np.float32), (0, 0), 0.7)[..., None]
    )
    out = out + (0.30 * _wear(height, width, rng))[..., None]
    return _mounted(np.asarray(np.clip(out, 0, 1), np.float32))


def _wear(height: int, width: int, rng: np.random.Generator) -> Plane:
    """Dust and hairline scratches, 0..1."""
    out = np.zeros((height, width), np.float32)
    for _ in range(70):
        at = (int(rng.integers(0, width * 8)), int(rng.integers(0, height * 8)))
        cv2.circle(out, at, int(rng.integers(3, 11)), float(rng.uniform(0.3, 0.9)), -1, cv2.LINE_AA, 3)
    for _ in range(9):
        start = np.array([rng.random() * width, rng.random() * height])
        reach = np.array([rng.normal() * 14, rng.uniform(30, 190)])
        ends = np.round(np.stack([start, start + reach * 0.5 + rng.normal(size=2) * 2, start + reach]) * 8).astype(
            np.int32
        )
        cv2.polylines(out, [ends], False, float(rng.uniform(0.25, 0.7)), 1, cv2.LINE_AA, 3)
    return out


def _mounted(picture: Plane) -> Pixels:
    """The print's yellowed edge, rounder at the corners."""
    height, width = picture.shape[:2]
    margin = 0.046 * min(height, width)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    dx, dy = np.abs(x - width / 2) - (width / 2 - margin - 12), np.abs(y - height / 2) - (height / 2 - margin - 12)
    far = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0)) - 12
    cover = np.clip(0.5 - far, 0, 1)[..., None]
    stain = 1 - 0.018 * np.clip(noise(height, width, 150, 9, 3), 0, 2)
    edge = (
        np.array([0.945, 0.915, 0.835], np.float32) * (stain * (1 + 0.008 * noise(height, width, 3, 10, 2)))[..., None]
    )
    return (np.clip(edge * (1 - cover) + picture * cover, 0, 1) * 255).astype(np.uint8)
